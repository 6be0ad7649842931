/** The scene *Đường đua báo cáo*: who has handed in this month's report, and how long is left to the 21st and the 25th. */
import type { ReactElement } from 'react'
import type { RaceAnswer, ReportCounts } from '../../../../data/protocol/report-race.ts'
import { useNow } from '../../../figures/use-live.ts'
import { useLanguage, useSceneWords, useWords } from '../../../i18n/language.ts'
import { useRace } from '../../../queries/scene-queries.ts'
import { formatAge, formatClock, formatDay, formatHms, formatNumber, percentDigits, splitSpan } from '../../../ui/format.ts'
import type { Look } from '../../../ui/look.ts'
import { StatusShape } from '../../../ui/StatusShape.tsx'
import type { Stage } from '../layout.ts'
import { Panel } from '../Panel.tsx'
import { listLayoutOf } from '../scene-layout.ts'
import { unitName, useHeadlineWatch, useWallData } from '../wall-data.ts'

const states = ['in_time', 'late', 'partial', 'waiting', 'missing'] as const
const fills: Readonly<Record<(typeof states)[number], string>> = {
  in_time: 'var(--on-track)', late: 'var(--late)', partial: 'var(--normal)', waiting: 'var(--track)', missing: 'var(--risk)',
}
const looks: Readonly<Record<(typeof states)[number], Look>> = { in_time: 'met', late: 'behind', partial: 'on_track', waiting: 'no_target', missing: 'at_risk' }
/** Rows of one column of the race. */
const raceRows = 34
/** Columns of units that owe the report themselves, beside each other on 16:9. */
const leafColumns = 3

const handedIn = (counts: ReportCounts): number => counts.in_time + counts.late

function Bar({ counts, label }: { counts: ReportCounts, label: string }): ReactElement {
  let at = 0
  return (
    <svg className="race-bar" viewBox="0 0 100 10" preserveAspectRatio="none" role="img" aria-label={label}>
      <rect width="100" height="10" fill="var(--track)" />
      {states.map((state) => {
        const w = counts.due === 0 ? 0 : (counts[state] / counts.due) * 100
        const x = at
        at += w
        return w === 0 ? null : <rect key={state} x={x} width={Math.max(0.4, w)} height="10" fill={fills[state]} />
      })}
    </svg>
  )
}

/** One duty: countdown to its hour, how many are in, by state. */
function Duty({ race, title, failed }: { race: RaceAnswer | undefined, title: string, failed: boolean }): ReactElement {
  const words = useWords()
  const scene = useSceneWords().reports
  const language = useLanguage()
  const leftMs = useNow((nowMs) => (race === undefined ? 0 : Date.parse(race.dueAt) - nowMs))
  if (race === undefined) return <><h2 className="sub-head">{title}</h2><p className="panel-note">{failed ? words.unreachable : words.loading}</p></>
  const span = splitSpan(Math.abs(leftMs))
  const { counts } = race
  return (
    <section className="duty" data-duty={race.obligation} data-step={race.step}>
      <h2 className="sub-head">{title}</h2>
      <p className="duty-clock" data-late={leftMs <= 0 ? 'yes' : 'no'}>
        <span>{scene.due(formatDay(Date.parse(race.dueAt)))} · {leftMs > 0 ? scene.left : scene.overdueBy}</span>
        {leftMs > 0 ? <><b>{span.days}</b> {words.durations.days(span.days)} <b>{formatHms(span)}</b></> : <b>{formatAge(-leftMs, words.durations)}</b>}
      </p>
      <p className="duty-count"><b data-in={handedIn(counts)}>{formatNumber(handedIn(counts), language)}</b> {scene.of(formatNumber(counts.due, language))}</p>
      <Bar counts={counts} label={states.map((state) => `${scene.states[state]} ${counts[state]}`).join(', ')} />
      <dl className="tally">
        {states.filter((state) => counts[state] > 0).map((state) => (
          <div key={state}><dt><StatusShape look={looks[state]} size={2.2} />{scene.states[state]}</dt><dd>{formatNumber(counts[state], language)}</dd></div>
        ))}
      </dl>
    </section>
  )
}

type Child = RaceAnswer['children'][number]

function shareOf({ counts }: Child): number {
  return counts.due === 0 ? 0 : handedIn(counts) / counts.due
}

const missingOf = ({ counts }: Child): number => counts.due - handedIn(counts)

function RaceRow({ child, own }: { child: Child, own: Child | undefined }): ReactElement {
  const data = useWallData()
  const scene = useSceneWords().reports
  const language = useLanguage()
  const { counts, lastAt } = child
  const missing = missingOf(child)
  const state = own?.state ?? null
  return (
    <tr data-unit={child.unit} data-missing={missing}>
      <th scope="row" className="unit">{unitName(data, child.unit, language)}</th>
      <td className="bar"><Bar counts={counts} label={`${handedIn(counts)}/${counts.due}`} /></td>
      <td className="num share">{counts.due === 0 ? '–' : `${percentDigits(shareOf(child), language)} %`}</td>
      <td className="num">{formatNumber(handedIn(counts), language)}/{formatNumber(counts.due, language)}</td>
      <td className="num missing">{missing > 0 ? formatNumber(missing, language) : ''}</td>
      <td className="num last">{lastAt === null ? '' : `${formatClock(Date.parse(lastAt)).slice(0, 5)} ${formatDay(Date.parse(lastAt))}`}</td>
      <td className="own-state">{state !== null && <><StatusShape look={looks[state]} size={1.9} /> {scene.states[state]}</>}</td>
    </tr>
  )
}

/** A unit that owes the report itself: its state and when it came. */
function LeafRow({ child }: { child: Child }): ReactElement {
  const data = useWallData()
  const scene = useSceneWords().reports
  const language = useLanguage()
  const { state, lastAt, unit } = child
  return (
    <tr data-unit={unit}>
      <th scope="row" className="unit">{unitName(data, unit, language)}</th>
      <td className="own-state">{state !== null && <><StatusShape look={looks[state]} size={1.9} /> {scene.states[state]}</>}</td>
      <td className="num last">{lastAt === null ? '' : `${formatClock(Date.parse(lastAt)).slice(0, 5)} ${formatDay(Date.parse(lastAt))}`}</td>
    </tr>
  )
}

function RaceTable({ rows, leaves, own }: { rows: readonly Child[], leaves: boolean, own: ReadonlyMap<string, Child> }): ReactElement {
  const scene = useSceneWords().reports
  if (leaves) {
    return (
      <table className="rows race leaves">
        <thead><tr><th scope="col">{scene.raceUnit}</th><th scope="col">{scene.state}</th><th scope="col" className="num">{scene.last}</th></tr></thead>
        <tbody>{rows.map((child) => <LeafRow key={child.unit} child={child} />)}</tbody>
      </table>
    )
  }
  return (
    <table className="rows race" data-tall={rows.length <= raceRows / 2 ? 'yes' : 'no'}>
      <thead><tr>
        <th scope="col">{scene.provinceHead}</th><th scope="col">{scene.race}</th><th scope="col" className="num"><span className="hidden">%</span></th>
        <th scope="col" className="num">{scene.whole}</th><th scope="col" className="num">{scene.missing}</th><th scope="col" className="num">{scene.last}</th><th scope="col">{scene.provinceState}</th>
      </tr></thead>
      <tbody>{rows.map((child) => <RaceRow key={child.unit} child={child} own={own.get(child.unit)} />)}</tbody>
    </table>
  )
}

/** Columns of rows that fit a stage, in order: wide ones for provinces, narrow ones for units that owe the report themselves. */
function columnsOf(rows: readonly Child[], leaves: boolean, lists: number): readonly (readonly Child[])[] {
  const count = leaves ? leafColumns * lists : lists
  const each = leaves ? raceRows : Math.min(raceRows, Math.ceil(rows.length / count))
  return Array.from({ length: count }, (_, i) => rows.slice(i * each, (i + 1) * each)).filter((part, i) => i === 0 || part.length > 0)
}

/** See the file's head. */
export function RaceScene({ stage }: { stage: Stage }): ReactElement {
  const data = useWallData()
  const words = useWords()
  const scene = useSceneWords().reports
  const language = useLanguage()
  useHeadlineWatch()
  const communes = useRace('commune-month', data.root.code)
  const provinces = useRace('province-month', data.root.code)
  const { figures, lists } = listLayoutOf(stage.layout.width)
  const leaves = data.root.level !== 'centre'
  const rows = [...communes.data?.children ?? []].sort((a, b) => shareOf(a) - shareOf(b) || missingOf(b) - missingOf(a))
  const own = new Map((provinces.data?.children ?? []).map((child) => [child.unit, child]))
  const columns = columnsOf(rows, leaves, lists.length)
  const shown = columns.reduce((sum, part) => sum + part.length, 0)
  const first = lists[0]!, last = lists.at(-1)!
  const places = leaves ? leafColumns * lists.length : lists.length
  const w = (last.x + last.w - first.x - 4 * (places - 1)) / places
  const empty = communes.data === undefined ? (communes.isError ? words.unreachable : words.loading) : scene.none
  return (
    <div className="scene-body">
      <Panel box={figures} className="list figures">
        <Duty race={communes.data} title={scene.commune} failed={communes.isError} />
        {data.root.level !== 'commune' && <Duty race={provinces.data} title={scene.province} failed={provinces.isError} />}
        {rows.length > shown && <p className="more-line">{scene.more(formatNumber(rows.length - shown, language))}</p>}
        <p className="footnote wrap">{scene.source}</p>
      </Panel>
      {columns.map((part, i) => (
        <Panel key={i} box={{ ...first, x: first.x + i * (w + 4), w }} className="list">
          {part.length === 0 ? <p className="panel-note">{empty}</p> : <RaceTable rows={part} leaves={leaves} own={own} />}
        </Panel>
      ))}
    </div>
  )
}
