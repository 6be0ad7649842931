/** One duty: its hour, the countdown to it, how many are in beside the same hour of the month before, by state. */
import type { ReactElement } from 'react'
import type { RaceAnswer } from '../../../../data/protocol/report-race.ts'
import { useNow } from '../../../figures/use-live.ts'
import { useLanguage, useSceneWords, useWords } from '../../../i18n/language.ts'
import { formatAge, formatDay, formatHms, formatNumber, splitSpan } from '../../../ui/format.ts'
import { StatusShape } from '../../../ui/StatusShape.tsx'
import { useListWords } from '../use-list-words.ts'
import { handedIn, isAllIn, isBehind, isSilentRace, raceLook, raceStates } from './race-looks.ts'
import { RaceBar } from './RaceBar.tsx'

/** The month of a period `2026-10` as it is spoken: `10`. */
export function monthOf(period: string): string {
  return String(Number(period.slice(5, 7)))
}

/** All have handed in: that, with how many were late, and no hour that they would be past. A single unit's state stands below in words. */
function AllIn({ race: { counts, dueAt } }: { race: RaceAnswer }): ReactElement {
  const scene = useSceneWords().reports, lists = useListWords(), language = useLanguage()
  return (
    <p className="duty-clock" data-late="no" data-all-in="yes">
      <span>{scene.due(formatDay(Date.parse(dueAt)))}</span>
      {counts.due > 1 && <em><StatusShape look="met" size={2.4} /> {counts.late === 0 ? lists.allInTime : lists.allInLate(formatNumber(counts.late, language))}</em>}
    </p>
  )
}

function Clock({ race }: { race: RaceAnswer }): ReactElement {
  const words = useWords(), scene = useSceneWords().reports, lists = useListWords()
  const leftMs = useNow((nowMs) => Date.parse(race.dueAt) - nowMs)
  const span = splitSpan(Math.abs(leftMs))
  if (isSilentRace(race)) {
    return <p className="duty-clock" data-counting={race.counting}><span>{scene.due(formatDay(Date.parse(race.dueAt)))} · {lists.nobodyIn}</span><b>{lists.notCounted}</b></p>
  }
  if (isAllIn(race.counts)) return <AllIn race={race} />
  return (
    <p className="duty-clock" data-late={leftMs <= 0 ? 'yes' : 'no'}>
      <span>{scene.due(formatDay(Date.parse(race.dueAt)))} · {leftMs > 0 ? scene.left : scene.overdueBy}</span>
      {leftMs > 0 ? <>{span.days > 0 && <><b>{span.days}</b> {words.durations.days(span.days)} </>}<b>{formatHms(span)}</b></> : <b>{formatAge(-leftMs, words.durations)}</b>}
    </p>
  )
}

function Before({ race }: { race: RaceAnswer }): ReactElement | null {
  const lists = useListWords(), language = useLanguage()
  const { before, counts } = race
  if (before === null) return null
  return (
    <p className="duty-before">
      {isBehind(counts, before.in) && <StatusShape look="behind" size={2} />}
      {lists.beforeLine(monthOf(before.period), formatNumber(before.in, language), formatNumber(before.due, language))}
    </p>
  )
}

/** See the file's head. Of one unit alone its state stands in words. */
export function Duty({ race, title, failed }: { race: RaceAnswer | undefined, title: string, failed: boolean }): ReactElement {
  const words = useWords(), scene = useSceneWords().reports, lists = useListWords(), language = useLanguage()
  if (race === undefined) return <><h2 className="sub-head">{title}</h2><p className="panel-note">{failed ? words.unreachable : words.loading}</p></>
  const { counts } = race
  const silent = isSilentRace(race)
  const isCommunes = race.obligation === 'commune-month'
  const one = counts.due === 1 ? raceStates.find((state) => counts[state] === 1) : undefined
  return (
    <section className="duty" data-duty={race.obligation} data-step={race.step}>
      <h2 className="sub-head">{title}</h2>
      <Clock race={race} />
      {one !== undefined ? <p className="duty-one"><StatusShape look={raceLook(one, silent)} size={4} /> {scene.states[one]}</p> : <>
        <p className="duty-count"><b data-in={handedIn(counts)}>{formatNumber(handedIn(counts), language)}</b> {lists.ofUnits(formatNumber(counts.due, language), isCommunes ? words.communeWord(counts.due) : words.provinceWord(counts.due))}</p>
        <RaceBar counts={counts} before={race.before?.in ?? null} silent={silent} label={raceStates.map((state) => `${scene.states[state]} ${counts[state]}`).join(', ')} />
        <Before race={race} />
        <dl className="tally">
          {raceStates.filter((state) => counts[state] > 0).map((state) => (
            <div key={state}><dt><StatusShape look={raceLook(state, silent)} size={2.2} />{scene.states[state]}</dt><dd>{formatNumber(counts[state], language)}</dd></div>
          ))}
        </dl>
      </>}
    </section>
  )
}
