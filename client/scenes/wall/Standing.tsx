/** What keeps the panel behind the picture well: a drift of a few pixels, a step a minute, and darkness by the address' schedule. */
import { useEffect, type ReactElement } from 'react'
import { useNow } from '../../figures/use-live.ts'
import { useLanguage, useWords } from '../../i18n/language.ts'
import { formatPercent } from '../../ui/format.ts'
import { driftAt, driftStepMs } from '../../unattended/drift.ts'
import { brightnessAt, readDim } from '../../unattended/night-dim.ts'

const clockOf = (minute: number): string => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

const scheduleOf = (search: string): string | null => new URLSearchParams(search).get('dim')

/** Moves the picture and darkens it. `uPx`: pixels a u. */
export function Standing({ uPx }: { uPx: number }): ReactElement | null {
  const step = useNow((nowMs) => Math.floor(nowMs / driftStepMs))
  const brightness = useNow((nowMs) => brightnessAt(readDim(scheduleOf(window.location.search)), nowMs))
  useEffect(() => {
    const [x, y] = driftAt(step * driftStepMs, uPx)
    const wall = document.querySelector<HTMLElement>('.wall')
    if (wall !== null) wall.style.translate = `${x}px ${y}px`
  }, [step, uPx])
  return brightness === 100 ? null : <div className="night" data-brightness={brightness} style={{ opacity: 1 - brightness / 100 }} aria-hidden="true" />
}

/** Says that the wall is darker than it was made, by how much and until when: nobody has to take it for a failing panel. Nothing by day. */
export function NightLine(): ReactElement | null {
  const words = useWords(), language = useLanguage()
  const text = useNow((nowMs) => {
    const schedule = readDim(scheduleOf(window.location.search))
    const percent = brightnessAt(schedule, nowMs)
    return schedule === null || percent === 100 ? '' : words.dimmed(formatPercent(percent / 100, language, 0), clockOf(schedule.toMin))
  })
  return text === '' ? null : <p className="night-said" role="note">{text}</p>
}
