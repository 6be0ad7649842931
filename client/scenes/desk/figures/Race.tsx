/** The race of the units below a unit: one duty, one period, who has handed in. */
import type { ReactElement } from 'react'
import type { ObligationAnswer } from '../../../../data/protocol/answers.ts'
import { reportStates, type PeriodCounting, type RaceAnswer, type ReportState } from '../../../../data/protocol/report-race.ts'
import { useNow } from '../../../figures/use-live.ts'
import { useLanguage, useWords } from '../../../i18n/language.ts'
import { useRace } from '../../../queries/desk-queries.ts'
import { formatDuration, formatNumber, formatPercent } from '../../../ui/format.ts'
import { StatusShape } from '../../../ui/StatusShape.tsx'
import { unitName, useDesk } from '../desk-data.ts'
import { SearchLink, usePlace } from '../navigation.tsx'
import { Answered, AsOf } from '../parts/states.tsx'
import { given, searchWith } from '../route.ts'
import { useDeskWords } from '../use-desk-words.ts'
import { instantText } from '../values.ts'
import { periodText, shiftedPeriod } from './period-words.ts'

/** The state of a report: shape where it asks for attention, and word; in a period that does not count no time is left. */
export function ReportStateWord({ state, counting }: { state: ReportState, counting: PeriodCounting }): ReactElement {
  const words = useDeskWords().reports
  const look = ({ in_time: 'met', late: 'behind', partial: 'on_track', waiting: 'no_target', missing: 'at_risk' } as const)[state]
  const said = counting === 'nobody_in' && (state === 'partial' || state === 'waiting') ? words.uncountedStates[state] : words.states[state]
  return <span className="severity"><StatusShape look={look} size={0.85} />{said}</span>
}

/** Time left to an instant, or since it passed. */
export function Left({ dueAt }: { dueAt: string }): ReactElement {
  const words = useDeskWords().reports, { durations } = useWords()
  const ms = Date.parse(dueAt)
  return <>{useNow((nowMs) => (ms > nowMs ? words.left(formatDuration(ms - nowMs, durations)) : words.passed(formatDuration(nowMs - ms, durations))))}</>
}

function Children({ race }: { race: RaceAnswer }): ReactElement {
  const data = useDesk(), words = useDeskWords().reports, language = useLanguage(), { search } = usePlace()
  const number = (n: number): string => formatNumber(n, language)
  const row = (unit: string, counts: RaceAnswer['counts'], state: ReportState | null, lastAt: string | null, sum: boolean): ReactElement => (
    <tr key={sum ? 'sum' : unit} className={sum ? 'sum' : undefined}>
      <th scope="row">{sum || (data.unitByCode.get(unit)?.children ?? 0) === 0 ? unitName(data, unit, language) : <SearchLink search={searchWith(search, { unit })}>{unitName(data, unit, language)}</SearchLink>}</th>
      <td className="share"><svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true"><rect width="100" height="6" className="track" />{counts.due > 0 && <rect width={((counts.in_time + counts.late) / counts.due) * 100} height="6" />}</svg><b>{counts.due === 0 ? '–' : formatPercent((counts.in_time + counts.late) / counts.due, language, 0)}</b></td>
      {reportStates.map((one) => <td key={one} className="num">{counts[one] === 0 ? '' : number(counts[one])}</td>)}
      <td>{state === null ? '' : <ReportStateWord state={state} counting={race.counting} />}</td>
      <td className="num">{lastAt === null ? '' : instantText(Date.parse(lastAt))}</td>
    </tr>
  )
  return (
    <table className="table race">
      <thead><tr>
        <th scope="col">{words.raceColumns.unit}</th><th scope="col">{words.raceColumns.share}</th>
        {reportStates.map((state) => <th key={state} scope="col" className="num">{words.raceColumns[state]}</th>)}
        <th scope="col">{words.raceColumns.own}</th><th scope="col" className="num">{words.raceColumns.last}</th>
      </tr></thead>
      <tbody>{row(race.root, race.counts, null, null, true)}{race.children.map((child) => row(child.unit, child.counts, child.state, child.lastAt, false))}</tbody>
    </table>
  )
}

/** Whole reports by day: a bar a day, the numbers as a table below. */
function HandIns({ race }: { race: RaceAnswer }): ReactElement {
  const words = useDeskWords().reports, language = useLanguage()
  const top = Math.max(1, ...race.handIns.map(({ units }) => units))
  const dayText = (day: string): string => day.split('-').slice(1).reverse().join('/')
  if (race.handIns.length === 0) return <p className="quiet">{words.handInsNone}</p>
  return (
    <figure className="per-day small">
      <figcaption>{words.handIns}</figcaption>
      <div className="plot"><span className="scale-top">{formatNumber(top, language)}</span>
        <svg viewBox={`0 0 ${race.handIns.length} 100`} preserveAspectRatio="none" aria-hidden="true">{race.handIns.map(({ day, units }, i) => <rect key={day} x={i + 0.12} width={0.76} y={100 - (units / top) * 100} height={(units / top) * 100} />)}</svg>
      </div>
      <p className="axis">{[race.handIns[0], race.handIns.at(-1)].flatMap((one, i) => (one === undefined || (i === 1 && race.handIns.length === 1) ? [] : [<span key={one.day}>{dayText(one.day)}</span>]))}</p>
      <details><summary>{words.table}</summary><table className="table small"><tbody>{race.handIns.map(({ day, units }) => <tr key={day}><th scope="row">{dayText(day)}</th><td className="num">{formatNumber(units, language)}</td></tr>)}</tbody></table></details>
    </figure>
  )
}

/** See the file's head. `duties`: those whose race can be told. */
export function Race({ unit, duties }: { unit: string, duties: readonly ObligationAnswer[] }): ReactElement {
  const words = useDeskWords().reports, language = useLanguage(), { search } = usePlace()
  const asked = given(search, 'report', /^[a-z][\w-]{0,63}$/)
  const duty = duties.find(({ id }) => id === asked) ?? duties[0]
  const period = given(search, 'period', /^20\d\d(-(0[1-9]|1[0-2]|Q[1-4]|H[12]))?$/) ?? duty?.present?.period ?? null
  const query = useRace(unit, duty?.id ?? null, period)
  if (duty === undefined) return <p className="quiet">{words.raceNone}</p>
  const shift = (steps: number): string | null => (period === null ? null : shiftedPeriod(period, steps))
  return <>
    <nav className="states" aria-label={words.obligation}>{duties.map((one) => <SearchLink key={one.id} search={searchWith(search, { report: one.id, period: null })} current={one.id === duty.id}>{language === 'vi' ? one.nameVi : one.nameEn}</SearchLink>)}</nav>
    <p className="pager"><b>{period === null ? '' : periodText(period, words)}</b>
      {shift(-1) !== null && <SearchLink search={searchWith(search, { period: shift(-1) })}>‹ {words.previousPeriod}</SearchLink>}
      {shift(1) !== null && period !== duty.present?.period && <SearchLink search={searchWith(search, { period: shift(1) })}>{words.nextPeriod} ›</SearchLink>}
      {period !== (duty.present?.period ?? period) && <SearchLink search={searchWith(search, { period: null })}>{words.presentPeriod}</SearchLink>}
    </p>
    <Answered query={query}>{(race) => <>
      <div className="list-head"><b>{words.due(instantText(Date.parse(race.dueAt)))}</b> · {race.counting === 'nobody_in' ? words.periodNotCounted : <Left dueAt={race.dueAt} />}{race.step !== 'none' && race.step !== 'overdue' && <> · {words.steps[race.step]}</>} <AsOf at={race.at} /></div>
      <HandIns race={race} />
      <Children race={race} />
    </>}</Answered>
  </>
}
