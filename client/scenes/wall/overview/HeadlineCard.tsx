/** One headline figure with its truth: value, plan, change, coverage, age. A figure that is old says so before it is believed. */
import { useMemo, type ReactElement, type ReactNode } from 'react'
import type { KpiAnswer } from '../../../../data/protocol/answers.ts'
import type { Target } from '../../../../data/kpis/kpi.ts'
import { yearOf } from '../../../../data/time/vietnam-time.ts'
import { Bullet, DotScale, type Tone } from '../../../charts/Bullet.tsx'
import type { Painted } from '../../../figures/cell-store.ts'
import { useNow, usePainted } from '../../../figures/use-live.ts'
import { useLanguage, useWords } from '../../../i18n/language.ts'
import { formatAge, formatNumber, nbsp, percentDigits } from '../../../ui/format.ts'
import { freshnessNow, lookOf, type Look } from '../../../ui/look.ts'
import { StatusShape } from '../../../ui/StatusShape.tsx'
import { decimalsOf, finalText, gapText, planText, reportersWord, sourceText, type Speech } from '../figure-words.ts'
import { TrendBlock } from './TrendBlock.tsx'
import { targetOf, unitName, useWallData } from '../wall-data.ts'
import { useYearResult, YearResult } from './YearResult.tsx'

/** Width of a card's gauge, u. */
export const gaugeWidth = 55.6

/** Colour of a bar or a line for a look. */
export function toneOf(look: Look): Tone {
  return look === 'at_risk' ? 'risk' : look === 'behind' ? 'late' : look === 'lost' ? 'dim' : 'normal'
}

/** What a card puts where. */
export interface CardProps {
  readonly kpi: string
  readonly title: string
  readonly fraction: string
  readonly look: Look
  readonly painted: Painted | undefined
  readonly digits: string
  readonly unit: string
  readonly aged: boolean
  readonly trend: ReactNode
  readonly gauge: ReactNode
  readonly labels: ReactNode
  readonly truth: ReactNode
  readonly gap: ReactNode
  readonly source: string
}

/** The frame all four cards share. */
export function CardFrame(props: CardProps): ReactElement {
  const words = useWords()
  const { root } = useWallData()
  const { painted, look } = props
  const empty = painted === undefined || painted.cell.value === null
  // `chưa có chỉ tiêu` leaves no room for the fraction beside the title; without a target the source's line is free
  const crowded = look === 'no_target' && props.fraction !== ''
  return (
    <article className="card" data-look={look} aria-label={props.title}>
      <header className="card-head">
        <h2>{props.title}</h2><span className="card-fraction">{crowded ? '' : props.fraction}</span>
        <span className="status"><StatusShape look={look} size={1.95} />{words.status[look]}</span>
      </header>
      <div className="card-value">
        <p className={`digits${empty ? ' digits-none' : ''}${props.aged ? ' digits-aged' : ''}${look === 'lost' ? ' digits-lost' : ''}`}
          data-unit={root.code} data-kpi={props.kpi} data-seq={painted?.seq ?? ''} data-value={painted?.cell.value ?? ''}
          data-num={painted?.cell.num ?? ''} data-den={painted?.cell.den ?? ''} data-painted-ms={painted?.paintedMs ?? ''} data-status={look}>
          <span>{props.digits}</span>{props.unit !== '' && <small>{nbsp}{props.unit}</small>}
        </p>
        {props.trend}
      </div>
      {props.gauge}
      <div className="card-labels">{props.labels}</div>
      <div className="card-truth"><span className="truth">{props.truth}</span><strong>{props.gap}</strong></div>
      <p className="card-source">{crowded ? props.fraction : props.source}</p>
    </article>
  )
}

/** The truth line: `31/34 tỉnh · cũ nhất 69 giờ, nhịp ngày`; when nothing came, what to do. */
export function Truth({ painted, kpi }: { painted: Painted | undefined, kpi: KpiAnswer }): ReactElement {
  const words = useWords()
  const language = useLanguage()
  const { root } = useWallData()
  const cell = painted?.cell
  const age = useNow((nowMs) => {
    if (cell?.newestAtMs == null) return ''
    const freshness = freshnessNow(cell, kpi.cadenceMs, nowMs)
    const from = freshness === 'lost' || cell.oldestAtMs === null ? cell.newestAtMs : cell.oldestAtMs
    const text = formatAge(nowMs - from, words.durations)
    return freshness === 'lost' ? words.newestLost(text) : words.oldest(text)
  })
  const cadence = words.cadence[kpi.cadence] ?? kpi.cadence
  if (cell === undefined) return <>{words.waitingFigure}</>
  const { due, fresh, children } = cell.coverage
  const whole = children.due > 0 ? children : { due, fresh }
  const word = children.due === 0 ? reportersWord(kpi, root.level, due, words) : (root.level === 'centre' ? words.provinceWord : words.communeWord)(children.due)
  const complete = whole.fresh === whole.due
  if (cell.newestAtMs === null && !kpi.computed) return <>{words.noDataYet(formatNumber(whole.due, language), word)} · {cadence}</>
  return (
    <>
      {!complete && <StatusShape look="lost" size={1.7} />}
      {whole.due > 0 && <b>{formatNumber(whole.fresh, language)}/{formatNumber(whole.due, language)} {word}</b>}
      {whole.due > 0 && ' · '}{age !== '' && `${age}, `}{cadence}
    </>
  )
}

function scaleOf(kpi: KpiAnswer, value: number | null, expected: number | null): { low: number, high: number } {
  if (kpi.kind !== 'availability') return { low: 0, high: 1 }
  const lowest = Math.min(value ?? 1, expected ?? 1)
  return { low: lowest >= 0.98 ? 0.98 : Math.floor(lowest * 20) / 20, high: 1 }
}

interface GaugeParts {
  readonly gauge: ReactElement
  readonly labels: ReactElement
}

function gaugeParts(kpi: KpiAnswer, painted: Painted | undefined, target: Target | null, look: Look, speech: Speech, nowMs: number, hasResult: boolean): GaugeParts {
  const value = painted?.cell.value ?? null
  const expected = painted?.cell.expected ?? null
  const { low, high } = scaleOf(kpi, value, expected)
  const share = (x: number | null): number | null => (x === null ? null : (x - low) / (high - low))
  const plan = painted === undefined || hasResult ? '' : planText(kpi, expected, target, speech)
  const final = finalText(kpi, target, nowMs, speech)
  const label = `${plan}. ${final ?? ''}`
  const mark = share(expected)
  const Gauge = low === 0 ? Bullet : DotScale
  const ends = low === 0 ? null : [`${formatNumber(low * 100, speech.language)}${nbsp}%`, `100${nbsp}%`] as const
  const finalShare = final === null || target === null ? null : share(target.value)
  return {
    gauge: <Gauge width={gaugeWidth} value={share(value)} mark={mark} final={finalShare} tone={toneOf(look)} label={label} />,
    labels: <PlanLabels plan={plan} final={final} mark={mark} ends={ends} />,
  }
}

/** The words under a gauge: the plan's near its mark, the last target at the right end; they never meet. */
function PlanLabels({ plan, final, mark, ends }: { plan: string, final: string | null, mark: number | null, ends: readonly [string, string] | null }): ReactElement {
  const width = plan.length * 1.02
  const room = gaugeWidth - (final === null ? (ends === null ? 0 : 8) : final.length * 1.02 + 2.5)
  const left = ends === null ? 0 : 7
  const at = (mark ?? 0.5) * gaugeWidth
  const start = Math.max(left, Math.min(at - width / 2, room - width))
  return (
    <>
      {ends !== null && <span>{ends[0]}</span>}
      <strong style={{ left: `${start.toFixed(2)}rem` }}>{plan}</strong>
      <span className="right">{final ?? ends?.[1] ?? ''}</span>
    </>
  )
}

function fractionText(kpi: KpiAnswer, painted: Painted | undefined, { language, words }: Speech): string {
  const cell = painted?.cell
  if (kpi.kind === 'availability' && cell?.value != null) return words.cards.uptimeOf(formatNumber(cell.coverage.due, language), cell.coverage.due)
  if (cell === undefined || cell.num === null || cell.den === null) return ''
  return `${formatNumber(cell.num, language)} / ${formatNumber(cell.den, language)}`
}

/** A headline ratio: pages, documents, uptime. */
export function RatioCard({ kpiId, title }: { kpiId: string, title: string }): ReactElement | null {
  const data = useWallData()
  const words = useWords()
  const language = useLanguage()
  const kpi = data.kpiById.get(kpiId)
  const painted = usePainted(data.root.code, kpiId)
  const freshness = useNow((nowMs) => (painted === undefined || kpi === undefined ? 'fresh' : freshnessNow(painted.cell, kpi.cadenceMs, nowMs)))
  const minute = useNow((nowMs) => Math.floor(nowMs / 60_000))
  const result = useYearResult(kpiId, painted)
  const target = useMemo(() => targetOf(data, kpiId, data.root.code, yearOf(minute * 60_000)), [data, kpiId, minute])
  if (kpi === undefined) return null
  const speech = { language, words }
  const cell = painted?.cell
  const value = cell?.value ?? null
  const look: Look = cell === undefined ? 'silent' : freshness === 'lost' ? 'lost' : lookOf(cell, true)
  const { gauge, labels } = gaugeParts(kpi, painted, target, look, speech, minute * 60_000, result !== null)
  const silent = cell !== undefined && value === null
  return (
    <CardFrame kpi={kpiId} title={title} fraction={fractionText(kpi, painted, speech)} look={look} painted={painted}
      digits={value === null ? '–' : percentDigits(value, language, decimalsOf(kpi))} unit={value === null ? '' : '%'} aged={freshness === 'late'}
      trend={silent
        ? <p className="card-empty">{result === null ? words.noFigureDo(words.cadence[kpi.cadence] ?? kpi.cadence) : words.noFigureYear(String(result.year + 1))}</p>
        : <TrendBlock kpi={kpi} value={value} look={look} />}
      gauge={gauge} labels={<>{result !== null && <YearResult kpi={kpi} painted={painted} className="year-result year-result-centred" />}{labels}</>} truth={<Truth painted={painted} kpi={kpi} />} gap={cell === undefined ? '' : gapText(kpi, cell, speech)}
      source={kpi.facts.length > 0 && data.root.level === 'centre' ? words.factsPages : sourceText(target, data.root.code, (code) => unitName(data, code, language), speech)} />
  )
}
