/**
 * The month's hand-in: time left to the next due hour (which is said), who is in beside the same hour of last month, and how the other
 * level stands. Of one office: its own report.
 */
import type { ReactElement } from 'react'
import type { RaceAnswer } from '../../../../data/protocol/report-race.ts'
import { monthStart, utcOffsetMs } from '../../../../data/time/vietnam-time.ts'
import { useClock, useNow } from '../../../figures/use-live.ts'
import { useLanguage, useSceneWords, useWords } from '../../../i18n/language.ts'
import { useRace } from '../../../queries/scene-queries.ts'
import { formatAge, formatDay, formatHms, formatNumber, splitSpan } from '../../../ui/format.ts'
import { StatusShape } from '../../../ui/StatusShape.tsx'
import { monthOf } from '../reports/Duty.tsx'
import { handedIn, isBehind, isSilentRace, raceLook, raceStates } from '../reports/race-looks.ts'
import { mostBoxes, RaceBar, RaceBoxes } from '../reports/RaceBar.tsx'
import { useListWords } from '../use-list-words.ts'
import { unitName, useWallData } from '../wall-data.ts'
import { communeDay, handIn, provinceDay } from './deadlines.ts'

/** The duty that is counted, in boxes or as a bar, and beside it the same hour of the month before. */
function Count({ race, word, width }: { race: RaceAnswer, word: string, width: number }): ReactElement {
  const scene = useSceneWords().reports
  const lists = useListWords(), language = useLanguage()
  const { counts, before } = race
  const label = raceStates.map((state) => `${scene.states[state]} ${counts[state]}`).join(', ')
  const state = counts.due === 1 ? raceStates.find((one) => counts[one] === 1) : undefined
  if (state !== undefined) return <p className="reports-one"><StatusShape look={raceLook(state, isSilentRace(race))} size={2.4} /> {scene.states[state]}</p>
  return (
    <>
      {counts.due <= mostBoxes ? <RaceBoxes counts={counts} width={width} label={label} /> : <RaceBar counts={counts} before={before?.in ?? null} silent={isSilentRace(race)} label={label} />}
      <p className="reports-count" data-in={handedIn(counts)}>
        <span><b>{formatNumber(handedIn(counts), language)}/{formatNumber(counts.due, language)}</b> {word}</span>
        {before !== null && <span>{isBehind(counts, before.in) && <StatusShape look="behind" size={1.8} />}{lists.beforeLine(monthOf(before.period), formatNumber(before.in, language), formatNumber(before.due, language))}</span>}
      </p>
    </>
  )
}

/** Who is missing, in words: `41 chưa nộp, cả 41 thuộc Quảng Trị`. */
function useMissing(race: RaceAnswer | undefined): string {
  const data = useWallData()
  const lists = useListWords(), language = useLanguage()
  const gone = (race?.children ?? []).map(({ unit, counts }) => ({ unit, n: counts.due - handedIn(counts) })).filter(({ n }) => n > 0).sort((a, b) => b.n - a.n)
  const [most] = gone
  if (most === undefined || race === undefined) return ''
  const all = formatNumber(race.counts.due - handedIn(race.counts), language), name = unitName(data, most.unit, language)
  return gone.length === 1 ? lists.allOf(all, name) : lists.mostOf(all, formatNumber(most.n, language), name)
}

/** The other level's duty in two lines: how it stands, and who is missing. */
function Other({ race, title, word, nowMs }: { race: RaceAnswer, title: string, word: string, nowMs: number }): ReactElement {
  const words = useWords(), scene = useSceneWords().reports
  const lists = useListWords(), language = useLanguage()
  const missing = useMissing(race)
  const { counts, dueAt } = race
  const leftMs = Date.parse(dueAt) - nowMs
  const state = counts.due === 1 ? raceStates.find((one) => counts[one] === 1) : undefined
  const when = isSilentRace(race) ? lists.notCounted : leftMs > 0 ? lists.leftFor(formatAge(leftMs, words.durations)) : lists.passedBy(formatAge(-leftMs, words.durations))
  const isMissing = counts.missing > 0
  return (
    <div className="reports-other" data-duty={race.obligation}>
      <p>{isMissing && <StatusShape look={raceLook('missing', isSilentRace(race))} size={2.2} />}
        <span>{state !== undefined ? <b>{title}: {scene.states[state]}</b> : <><b>{formatNumber(handedIn(counts), language)}/{formatNumber(counts.due, language)}</b> {word}</>}; {lists.deadline(formatDay(Date.parse(dueAt)))}{isMissing || leftMs > 0 || isSilentRace(race) ? `, ${when}` : ''}</span></p>
      {isMissing && missing !== '' && state === undefined && <p className="reports-missing">{missing}</p>}
    </div>
  )
}

/** Time left to the hour; after it how long it is past, that nothing is missing, or that the period does not count. */
function Countdown({ leftMs, isWhole, counts }: { leftMs: number, isWhole: boolean, counts: boolean }): ReactElement {
  const words = useWords(), lists = useListWords()
  if (!counts) return <p className="countdown"><b>{lists.notCounted}</b><i>{lists.nobodyIn}</i></p>
  if (leftMs <= 0) return <p className="countdown"><b>{isWhole ? lists.allIn : formatAge(-leftMs, words.durations)}</b><i>{isWhole ? '' : lists.pastDue}</i></p>
  const left = splitSpan(leftMs)
  return (
    <p className="countdown" aria-label={`${left.days} ${words.durations.days(left.days)} ${formatHms(left)} ${words.left}`}>
      <b>{left.days}</b> <span>{words.durations.days(left.days)}</span> <b>{formatHms(left)}</b><i>{words.left}</i>
    </p>
  )
}

/** See the file's head. `width` in u. */
export function ReportsPanel({ width }: { width: number }): ReactElement {
  const words = useWords(), lists = useListWords()
  const { root } = useWallData()
  const nowMs = useNow((now) => now)
  const central = root.level === 'centre', isOffice = root.level === 'commune'
  // what has not been loaded is not missing: nobody is late by it
  const isFilling = useClock(({ pulse }) => pulse?.backfill != null)
  const communes = useRace('commune-month', root.code), provinces = useRace('province-month', root.code, !isOffice)
  const main = central ? provinces : communes, other = central ? communes : provinces
  const { nextMs } = handIn(central ? provinceDay : communeDay, nowMs)
  // the month that is counted is the one that is told: after its hour it stays until the next one begins
  const dueMs = main.data === undefined ? nextMs : Date.parse(main.data.dueAt)
  const month = String(new Date(monthStart(dueMs) + utcOffsetMs).getUTCMonth() + 1)
  const head = (
    <header className="panel-head">
      <h2>{words.reports(month)}</h2>
      <span className="aside">{central ? words.reportsProvince : words.reportsCommune} {formatDay(dueMs)}</span>
    </header>
  )
  if (isFilling) return <>{head}<p className="panel-note">{lists.countedLater}</p></>
  return (
    <>
      {head}
      <Countdown leftMs={dueMs - nowMs} isWhole={main.data !== undefined && handedIn(main.data.counts) === main.data.counts.due} counts={main.data === undefined || !isSilentRace(main.data)} />
      {main.data === undefined ? <p className="reports-count">{main.isError ? words.unreachable : words.loading}</p>
        : <Count race={main.data} word={central ? lists.provincesIn : lists.communesIn} width={width} />}
      {!isOffice && other.data !== undefined && <Other race={other.data} title={central ? lists.toProvince : lists.toCentre} word={central ? lists.toProvinceIn : lists.provincesIn} nowMs={nowMs} />}
    </>
  )
}
