/**
 * The foot of a headline card: the truth line `31/34 tỉnh · cũ nhất 5 ngày, nhịp ngày` (when nothing came, what to do), and at its right end
 * how far the figure is from its plan. Where both do not fit beside each other, the cadence gives way first, then the distance (wall.css).
 */
import type { ReactElement, ReactNode } from 'react'
import type { KpiAnswer } from '../../../../data/protocol/answers.ts'
import type { Painted } from '../../../figures/cell-store.ts'
import { useNow } from '../../../figures/use-live.ts'
import { useLanguage, useWords } from '../../../i18n/language.ts'
import { formatAge, formatNumber } from '../../../ui/format.ts'
import { freshnessNow } from '../../../ui/look.ts'
import { StatusShape } from '../../../ui/StatusShape.tsx'
import { oldestText, reportersWord } from '../figure-words.ts'
import { useWallData } from '../wall-data.ts'

/** The frame of a foot. `said`: what always stands there; `cadence`: its end, with what joins it; `gap`: at the right. */
export function Foot({ said, cadence, gap }: { said: ReactNode, cadence: string, gap: ReactNode }): ReactElement {
  return <div className="card-truth"><span className="truth"><span>{said}</span><span data-gives-way="yes">{cadence}</span></span><strong data-gives-way="yes">{gap}</strong></div>
}

/** The foot of a card of a KPI. `gap`: the distance in words. */
export function KpiFoot({ painted, kpi, gap }: { painted: Painted | undefined, kpi: KpiAnswer, gap: string }): ReactElement {
  const words = useWords()
  const language = useLanguage()
  const { root } = useWallData()
  const cell = painted?.cell
  const age = useNow((nowMs) => {
    if (cell?.newestAtMs == null) return ''
    const stale = freshnessNow(cell, kpi.cadenceMs, nowMs) !== 'fresh'
    const text = formatAge(nowMs - (stale ? cell.newestAtMs : cell.oldestAtMs ?? cell.newestAtMs), words.durations)
    return stale ? words.newestLost(text) : oldestText(kpi, root.level, text, words)
  })
  const cadence = words.cadence[kpi.cadence] ?? kpi.cadence
  if (cell === undefined) return <Foot said={words.waitingFigure} cadence="" gap={gap} />
  const { due, fresh, children } = cell.coverage
  const whole = children.due > 0 ? children : { due, fresh }
  const word = children.due === 0 ? reportersWord(kpi, root.level, due, words) : (root.level === 'centre' ? words.provinceWord : words.communeWord)(children.due)
  if (due === 0 && cell.value === null) return <Foot said={words.notReporting(1)} cadence="" gap={gap} />
  if (cell.newestAtMs === null && !kpi.computed) return <Foot said={words.noDataYet(formatNumber(whole.due, language), word)} cadence={` · ${cadence}`} gap={gap} />
  const said = <>{whole.fresh !== whole.due && <StatusShape look="lost" size={1.7} />}{whole.due > 0 && <b>{formatNumber(whole.fresh, language)}/{formatNumber(whole.due, language)} {word}</b>}{whole.due > 0 && age !== '' && ' · '}{age}</>
  return <Foot said={said} cadence={age !== '' ? `, ${cadence}` : whole.due > 0 ? ` · ${cadence}` : cadence} gap={gap} />
}
