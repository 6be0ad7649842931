/** The month's hand-in: time left to the next due hour (which is said), and the year's share of reports on time once there is one. */
import type { ReactElement } from 'react'
import { monthStart, utcOffsetMs } from '../../../../data/time/vietnam-time.ts'
import { useNow, usePainted } from '../../../figures/use-live.ts'
import { useLanguage, useWords } from '../../../i18n/language.ts'
import { formatAge, formatDate, formatDay, formatHms, formatPercent, splitSpan } from '../../../ui/format.ts'
import { lookOf } from '../../../ui/look.ts'
import { StatusShape } from '../../../ui/StatusShape.tsx'
import { communeDay, handIn, provinceDay } from './deadlines.ts'
import { useWallData } from '../wall-data.ts'

/** See the file's head. */
export function ReportsPanel(): ReactElement {
  const words = useWords()
  const language = useLanguage()
  const { root } = useWallData()
  const nowMs = useNow((now) => now)
  const central = root.level === 'centre'
  const { nextMs } = handIn(central ? provinceDay : communeDay, nowMs)
  const other = handIn(central ? communeDay : provinceDay, nowMs)
  const left = splitSpan(nextMs - nowMs)
  const month = String(new Date(monthStart(nextMs) + utcOffsetMs).getUTCMonth() + 1)
  const painted = usePainted(root.code, 'reports.on_time')
  const value = painted?.cell.value ?? null
  const otherPassed = other.lastMs >= monthStart(nowMs)
  return (
    <>
      <header className="panel-head">
        <h2>{words.reports(month)}</h2>
        <span className="aside">{central ? words.reportsProvince : words.reportsCommune} {formatDay(nextMs)}</span>
      </header>
      <p className="countdown" aria-label={`${left.days} ${words.durations.days(left.days)} ${formatHms(left)} ${words.left}`}>
        <b>{left.days}</b> <span>{words.durations.days(left.days)}</span> <b>{formatHms(left)}</b><i>{words.left}</i>
      </p>
      <dl className="reports">
        <dt>{central ? words.reportsCommune : words.reportsProvince} {formatDate(otherPassed ? other.lastMs : other.nextMs)}</dt>
        <dd>{otherPassed ? words.passed(formatAge(nowMs - other.lastMs, words.durations)) : words.leftOf(formatAge(other.nextMs - nowMs, words.durations))}</dd>
        <dt>{words.reportsOnTime}</dt>
        <dd>{painted !== undefined && <StatusShape look={lookOf(painted.cell, true)} size={1.7} />}{value === null ? words.noFigure : formatPercent(value, language)}</dd>
      </dl>
      <p className="footnote">{words.reportsSource}</p>
    </>
  )
}
