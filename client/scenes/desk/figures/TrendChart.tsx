/** A figure's course with the plan's line, and where its trend leads by the due date with its interval. */
import { useEffect, useRef, useState, type ReactElement } from 'react'
import type { ProjectionAnswer } from '../../../../data/protocol/projection.ts'
import { useLanguage } from '../../../i18n/language.ts'
import { formatDate, formatDay } from '../../../ui/format.ts'
import { useDeskWords } from '../use-desk-words.ts'
import { instantText, isRatio, lineText, valueText, type KpiLike } from '../values.ts'
import { projectedMsOf, scaleOf } from './trend-scale.ts'

const height = 280
const margin = { left: 64, right: 76, top: 14, bottom: 26 } as const

/** The width of an element, followed. */
function useWidth(): [(element: HTMLElement | null) => void, number] {
  const [width, setWidth] = useState(720)
  const [element, setElement] = useState<HTMLElement | null>(null)
  const told = useRef(width)
  useEffect(() => {
    if (element === null) return
    const observer = new ResizeObserver(([entry]) => {
      const next = Math.round(entry?.contentRect.width ?? told.current)
      if (Math.abs(next - told.current) > 1 && next > 0) { told.current = next; setWidth(next) }
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [element])
  return [setElement, width]
}

type Point = readonly [ms: number, value: number | null]

/** A line through points, broken where there is no value. */
function pathOf(points: readonly Point[], x: (ms: number) => number, y: (value: number) => number): string {
  let isOpen = false
  return points.map(([ms, value]) => {
    if (value === null) { isOpen = false; return '' }
    const command = `${isOpen ? 'L' : 'M'}${x(ms).toFixed(1)} ${y(value).toFixed(1)}`
    isOpen = true
    return command
  }).join('')
}

function Table({ answer, kpi }: { answer: ProjectionAnswer, kpi: KpiLike | undefined }): ReactElement {
  const words = useDeskWords().projection, language = useLanguage()
  return (
    <details>
      <summary>{words.table}</summary>
      <table className="table small">
        <thead><tr><th scope="col">{words.columns.at}</th><th scope="col" className="num">{words.columns.value}</th><th scope="col" className="num">{words.columns.expected}</th></tr></thead>
        <tbody>{answer.series.toReversed().map(({ at, value, expected }) => <tr key={at}><th scope="row">{instantText(Date.parse(at))}</th><td className="num">{valueText(kpi, value, expected, language)}</td><td className="num">{lineText(kpi, expected, language)}</td></tr>)}</tbody>
      </table>
    </details>
  )
}

/** See the file's head. */
export function TrendChart({ answer, kpi, title }: { answer: ProjectionAnswer, kpi: KpiLike | undefined, title: string }): ReactElement | null {
  const words = useDeskWords().projection, language = useLanguage()
  const [box, width] = useWidth()
  const scale = scaleOf(answer, isRatio(kpi))
  if (scale === null) return null
  const x = (ms: number): number => margin.left + ((ms - scale.fromMs) / Math.max(1, scale.toMs - scale.fromMs)) * (width - margin.left - margin.right)
  const y = (value: number): number => height - margin.bottom - ((Math.min(scale.high, Math.max(scale.low, value)) - scale.low) / (scale.high - scale.low)) * (height - margin.top - margin.bottom)
  const points = answer.series.map(({ at, value, expected }) => ({ ms: Date.parse(at), value, expected }))
  const last = points.findLast(({ value }) => value !== null)
  const { projected } = answer
  const fan = projected !== null && last?.value != null ? { from: last.ms, value: last.value, to: projectedMsOf(answer), end: projected.value, interval: projected.interval } : null
  const nowX = x(Date.parse(answer.at)), endY = answer.target ?? points.findLast(({ expected }) => expected !== null)?.expected ?? null
  const plan: readonly Point[] = [...points.map(({ ms, expected }) => [ms, expected] as const), ...(fan === null || answer.target === null ? [] : [[fan.to, answer.target] as const])]
  return (
    <figure className="trend-chart" ref={box}>
      <figcaption className="hidden">{title}</figcaption>
      <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={title}>
        {scale.ticks.map((tick) => <g key={tick} className="tick"><line x1={margin.left} x2={width - margin.right} y1={y(tick)} y2={y(tick)} /><text x={margin.left - 8} y={y(tick) + 4} textAnchor="end">{valueText(kpi, tick, null, language)}</text></g>)}
        {fan !== null && <path className="fan" d={`M${x(fan.from)} ${y(fan.value)}L${x(fan.to)} ${y(fan.interval.high)}L${x(fan.to)} ${y(fan.interval.low)}Z`} />}
        <path className="plan" d={pathOf(plan, x, y)} />
        <path className="course" d={pathOf(points.map(({ ms, value }) => [ms, value] as const), x, y)} />
        {fan !== null && <path className="ahead" d={`M${x(fan.from)} ${y(fan.value)}L${x(fan.to)} ${y(fan.end)}`} />}
        {last?.value != null && <circle className="now" cx={x(last.ms)} cy={y(last.value)} r={4} />}
        <line className="today" x1={nowX} x2={nowX} y1={margin.top} y2={height - margin.bottom} />
        <text x={margin.left} y={height - 8}>{formatDate(scale.fromMs)}</text>
        {fan === null
          ? <text x={width - margin.right} y={height - 8} textAnchor="end">{words.today} {formatDay(Date.parse(answer.at))}</text>
          : <><text x={Math.min(nowX, x(fan.to) - 110)} y={height - 8} textAnchor="middle">{words.today} {formatDay(Date.parse(answer.at))}</text><text x={width - 4} y={height - 8} textAnchor="end">{words.due} {formatDate(fan.to - 1)}</text></>}
        {endY !== null && <text className="end plan-end" x={width - margin.right + 6} y={y(endY) + 4}>{lineText(kpi, endY, language)}</text>}
      </svg>
      <ul className="legend">
        <li data-line="course">{words.legend.value}</li><li data-line="plan">{words.legend.expected}</li>
        {fan !== null && <><li data-line="ahead">{words.legend.projected}</li><li data-line="fan">{words.legend.interval}</li></>}
      </ul>
      <Table answer={answer} kpi={kpi} />
    </figure>
  )
}
