/** On which days of the month reports became whole: the last days tell whether a rush is coming. */
import type { ReactElement } from 'react'
import type { RaceAnswer } from '../../../../data/protocol/report-race.ts'
import { dayMs, startOfLocalDay } from '../../../../data/time/vietnam-time.ts'
import { useLanguage } from '../../../i18n/language.ts'
import { formatDay, formatNumber } from '../../../ui/format.ts'
import { useListWords } from '../use-list-words.ts'

/** Days of the chart, the present one included. */
const shownDays = 21

/** See the file's head. `width`, `height` in u. */
export function HandIns({ race, width, height }: { race: RaceAnswer, width: number, height: number }): ReactElement | null {
  const lists = useListWords(), language = useLanguage()
  const todayMs = startOfLocalDay(race.at.slice(0, 10))
  const byDay = new Map(race.handIns.map(({ day, units }) => [startOfLocalDay(day), units]))
  const days = Array.from({ length: shownDays }, (_, i) => todayMs - (shownDays - 1 - i) * dayMs).map((ms) => ({ ms, units: byDay.get(ms) ?? 0 }))
  const most = days.reduce((best, day) => (day.units > best.units ? day : best), days[0]!)
  if (most.units === 0) return null
  const pitch = width / shownDays
  return (
    <section className="hand-ins">
      <h2 className="sub-head">{lists.byDay}</h2>
      <svg viewBox={`0 0 ${width} ${height}`} width={`${width}rem`} height={`${height}rem`} role="img" aria-label={days.map(({ ms, units }) => `${formatDay(ms)}: ${units}`).join(', ')}>
        {days.map(({ ms, units }, i) => <rect key={ms} x={i * pitch + pitch * 0.12} width={pitch * 0.76} y={height - (units / most.units) * height} height={(units / most.units) * height} fill={ms === most.ms ? 'var(--on-track)' : 'var(--province-on-track)'} />)}
        <line x1="0" x2={width} y1={height - 0.06} y2={height - 0.06} stroke="var(--rule-strong)" strokeWidth="0.12" />
      </svg>
      <p className="pace-days"><span>{formatDay(days[0]!.ms)}</span><span>{formatDay(most.ms)}: <b>{formatNumber(most.units, language)}</b></span><span>{lists.today}</span></p>
    </section>
  )
}
