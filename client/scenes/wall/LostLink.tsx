/** Frame and words of a wall that is not live: what is below has stopped, or was kept from before, and since when. Nobody can miss it. */
import type { ReactElement } from 'react'
import { linkState } from '../../connection/clocks.ts'
import { useLive } from '../../figures/live-context.ts'
import { useClock, useNow, usePaintVersion } from '../../figures/use-live.ts'
import { useWords } from '../../i18n/language.ts'
import { formatAge, formatClock, formatDate } from '../../ui/format.ts'
import { StatusShape } from '../../ui/StatusShape.tsx'

/** The instant the wall shows, as long as it is not this one: `09:12 · 15/10/2026`. */
function momentText(atMs: number): string {
  return `${formatClock(atMs)} · ${formatDate(atMs)}`
}

/** See the file's head. */
export function LostLink(): ReactElement | null {
  const words = useWords()
  const { store } = useLive()
  usePaintVersion(null)
  const state = useClock(linkState)
  const pulseAtMs = useClock(({ pulse }) => pulse?.at ?? null)
  const atMs = store.keptAtMs ?? (state === 'lost' ? pulseAtMs : null)
  const age = useNow((nowMs) => (atMs === null ? '' : formatAge(Math.max(0, nowMs - atMs), words.durations)))
  if (store.keptAtMs === null && state !== 'lost') return null
  const said = atMs === null ? '' : store.keptAtMs === null ? words.linkLostDetail(momentText(atMs), age) : words.keptDetail(momentText(atMs), age)
  return (
    <div className="lost-link" role="alert" data-kept-at={store.keptAtMs ?? ''}>
      <p><StatusShape look="at_risk" size={2.4} /><b>{words.linkLostTitle}.</b> {said}</p>
    </div>
  )
}
