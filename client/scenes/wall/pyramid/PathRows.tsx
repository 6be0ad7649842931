/** Abnormal paths as rows: a few under the chain, or all of them on a wide wall. The rank is that of the call-outs. */
import type { ReactElement } from 'react'
import { subjectOf, type AbnormalPath, type MissingShare } from '../../../../data/judgement/missing-chain.ts'
import type { Cell } from '../../../../data/protocol/cell.ts'
import type { KpiAnswer } from '../../../../data/protocol/answers.ts'
import { lineText } from '../../../ui/figure-text.ts'
import { formatAge, formatNumber, type Language } from '../../../ui/format.ts'
import { StatusShape } from '../../../ui/StatusShape.tsx'
import { useNow } from '../../../figures/use-live.ts'
import { lostText, toldNow } from '../figure-words.ts'
import { unitName, useWallData } from '../wall-data.ts'
import { amountText, footRows, missingBrief, shareDigits, sharesOfText, type FootRow, type Levels } from './chain-words.ts'
import { isBelowPlan } from './plane-counts.ts'
import { numeralOf, type PyramidModel } from './use-pyramid.ts'
import { usePyramidSpeech } from './use-speech.ts'

const rowHeight = 3.5
const headHeight = 6
const listHead = 10
const tallRow = 4.75
/** Most rows of the foot. */
const mostFoot = 2

/** A path's figure now. */
function Now({ kpi, cell, language }: { kpi: KpiAnswer, cell: Cell | undefined, language: Language }): ReactElement {
  const now = cell === undefined ? null : toldNow(kpi, cell, language)
  return <em className={now?.isLast === true ? 'last-known' : undefined}>{now?.text ?? '–'}</em>
}

/** The next paths, as many as `height` u hold. Nothing where not even one would. */
export function PathRows({ kpi, model, height }: { kpi: KpiAnswer, model: PyramidModel, height: number }): ReactElement | null {
  const data = useWallData()
  const speech = usePyramidSpeech()
  const { own, language, words } = speech
  const nowMs = useNow((now) => now)
  const room = Math.floor((height - headHeight) / rowHeight)
  if (room < 1) return null
  const shown = model.paths.flatMap((path, i) => (path === model.explained ? [] : [{ path, rank: numeralOf(path, i) }])).slice(0, room)
  const rest = model.paths.length - 1 - shown.length
  return (
    <section className="path-rows">
      <h3>{own.others}{rest > 0 && <small>{own.more(formatNumber(rest, language))}</small>}</h3>
      <ul>
        {shown.map(({ path, rank }) => {
          const subject = subjectOf(path)
          const cell = model.cellOf(subject.unit)
          const look = model.looks.get(subject.unit) ?? 'no_data'
          const name = subject === path[0] ? unitName(data, subject.unit, language) : `${unitName(data, subject.unit, language)}, ${unitName(data, path[0].unit, language)}`
          return (
            <li key={path[0].unit}><StatusShape look={look} size={1.8} />{rank !== null && <span className="rank">{rank}</span>}<b>{name}</b>
              <span className="path-why">{look === 'lost' ? lostText(cell?.newestAtMs ?? null, nowMs, speech) : look === 'no_data' ? words.status[look] : missingBrief(kpi, subject.short, speech) || words.status[look]}</span>
              <Now kpi={kpi} cell={cell} language={language} /></li>
          )
        })}
      </ul>
    </section>
  )
}

function PathRow({ kpi, model, path, rank }: { kpi: KpiAnswer, model: PyramidModel, path: AbnormalPath, rank: number | null }): ReactElement {
  const data = useWallData()
  const speech = usePyramidSpeech()
  const { language, words } = speech
  const [head] = path
  const subject = subjectOf(path)
  const cell = model.cellOf(subject.unit)
  const newest = cell?.newestAtMs ?? null
  const age = useNow((nowMs) => (newest === null ? '–' : formatAge(nowMs - newest, words.durations)))
  const look = model.looks.get(head.unit)
  // the figures of a row are of the unit that its path is about: its name alone is bold
  const nameOf = (unit: string): ReactElement | string => (unit === subject.unit ? <b>{unitName(data, unit, language)}</b> : unitName(data, unit, language))
  const below = model.childrenOf(subject.unit).flatMap((child) => { const one = model.looks.get(child); return one === undefined ? [] : [one] })
  const { children, due, fresh } = cell?.coverage ?? { due: 0, fresh: 0, children: { due: 0, fresh: 0 } }
  const whole = children.due > 0 ? children : { due, fresh }
  return (
    <tr data-unit={head.unit}>
      <td>{rank !== null && <span className="rank">{rank}</span>}</td>
      <th scope="row">{look !== undefined && <StatusShape look={look} size={1.8} />} {nameOf(head.unit)}{path.slice(1).map(({ unit }) => {
        const own = model.looks.get(unit)
        return <span key={unit}> › {own !== undefined && <StatusShape look={own} size={1.6} />} {nameOf(unit)}</span>
      })}</th>
      <td className="num"><Now kpi={kpi} cell={cell} language={language} /></td>
      <td className="num">{cell?.expected == null ? '–' : lineText(kpi, cell.expected, language)}</td>
      <td className="num">{subject.short === null || subject.short === 0 ? '–' : amountText(kpi, subject.short, speech)}</td>
      <td className="num">{subject !== head || head.share === null ? '–' : shareDigits(head.share.share, speech)}</td>
      <td className="num">{below.length === 0 ? '–' : `${formatNumber(below.filter(isBelowPlan).length, language)}/${formatNumber(below.length, language)}`}</td>
      <td className="num">{`${formatNumber(whole.fresh, language)}/${formatNumber(whole.due, language)}`}</td>
      <td className="num">{age}</td>
    </tr>
  )
}

/** The share that a row of the list tells, if any: of the path's first unit, where the path is about it. */
function toldShareOf(path: AbnormalPath): readonly MissingShare[] {
  const [head] = path
  return subjectOf(path) === head && head.share !== null ? [head.share] : []
}

/** What stands in no row, so that the column of shares adds up. */
function Foot({ rows }: { rows: readonly FootRow[] }): ReactElement {
  return (
    <tfoot>{rows.map(({ name, short, share }) => (
      <tr key={name}><td /><th scope="row" colSpan={3}>{name}</th><td className="num">{short}</td><td className="num">{share}</td><td colSpan={3} /></tr>
    ))}</tfoot>
  )
}

/** Levels of the root and of the units that paths begin at. */
function useLevels({ paths }: PyramidModel): Levels {
  const { root, unitByCode } = useWallData()
  return { above: root.level, below: unitByCode.get(paths[0]?.[0].unit ?? '')?.level ?? 'commune' }
}

/** All paths, as many as `height` u hold; the rest is counted. */
export function PathList({ kpi, model, height }: { kpi: KpiAnswer, model: PyramidModel, height: number }): ReactElement {
  const speech = usePyramidSpeech()
  const { own, language } = speech
  const levels = useLevels(model)
  const shown = model.paths.slice(0, Math.max(1, Math.floor((height - listHead) / rowHeight) - mostFoot))
  const foot = footRows(kpi, shown.flatMap(toldShareOf), model.chain[0]?.short ?? 0, levels, speech)
  const pitch = Math.min(tallRow, Math.max(rowHeight, (height - listHead) / Math.max(1, shown.length + foot.length)))
  const rest = model.paths.length - shown.length
  const { columns } = own
  const sub = [own.pathsSub, sharesOfText(kpi, model.paths.flatMap(toldShareOf)[0], levels, speech)].filter((text) => text !== '').join(' · ')
  return (
    <section className="path-list">
      <div className="panel-head"><h2>{own.paths}<span className="count">{formatNumber(model.paths.length, language)}</span></h2><span className="more">{sub}</span>{rest > 0 && <span className="aside">{own.more(formatNumber(rest, language))}</span>}</div>
      {model.paths.length === 0 ? <p className="panel-note">{own.quiet}</p> : (
        <table className="rows" style={{ lineHeight: `${(pitch - 0.3).toFixed(2)}rem` }}>
          <thead><tr><th /><th scope="col">{columns.path}</th>{([columns.now, columns.plan, columns.short, columns.share, columns.below, columns.coverage, columns.age]).map((name) => <th key={name} scope="col" className="num">{name}</th>)}</tr></thead>
          <tbody>{shown.map((path, i) => <PathRow key={path[0].unit} kpi={kpi} model={model} path={path} rank={numeralOf(path, i)} />)}</tbody>
          {foot.length > 0 && <Foot rows={foot} />}
        </table>
      )}
    </section>
  )
}
