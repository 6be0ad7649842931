/**
 * A wall that is not live: what it shows has stopped, or was kept from before, and since when. Nobody can miss it, and it covers nothing: its words
 * stand in the head in the place of the clocks that have stopped with it, its frame in the margins. What the scene shows is marked as old
 * everywhere in the same way, by one attribute of the stage (wall.css): dim at once, hatched after `hatchedAfterMs`; the age in words is the notice's.
 */
import { useEffect, type ReactElement } from 'react'
import { linkState } from '../../connection/clocks.ts'
import { useLive } from '../../figures/live-context.ts'
import { useClock, useNow, usePaintVersion } from '../../figures/use-live.ts'
import { useWords } from '../../i18n/language.ts'
import { formatAge, formatClock, formatDate } from '../../ui/format.ts'
import { StatusShape } from '../../ui/StatusShape.tsx'

/** Age of what is shown from which it is hatched too, milliseconds: twice the shortest cadence (30 s), as a figure of that cadence is. */
export const hatchedAfterMs = 60_000

/** The instant the wall shows, as long as it is not this one: `09:12 · 15/10/2026`. */
function momentText(atMs: number): string {
  return `${formatClock(atMs)} · ${formatDate(atMs)}`
}

/** Whether what the wall shows has stopped: the link is lost, or it shows what was kept from before. */
export function useStopped(): boolean {
  const { store } = useLive()
  usePaintVersion(null)
  const isLost = useClock((clock, nowMs) => linkState(clock, nowMs) === 'lost')
  return isLost || store.keptAtMs !== null
}

/** Marks the stage while its figures are old. */
function useStaleMark(atMs: number | null, isStopped: boolean): void {
  const mark = useNow((nowMs) => (!isStopped ? '' : atMs !== null && nowMs - atMs >= hatchedAfterMs ? 'hatched' : 'dim'))
  useEffect(() => {
    const wall = document.querySelector<HTMLElement>('.wall')
    if (wall === null || mark === '') return
    wall.dataset['stale'] = mark
    return () => { delete wall.dataset['stale'] }
  }, [mark])
}

/** See the file's head. */
export function LostLink(): ReactElement | null {
  const words = useWords()
  const { store } = useLive()
  const isStopped = useStopped()
  const state = useClock(linkState)
  const pulseAtMs = useClock(({ pulse }) => pulse?.at ?? null)
  const atMs = store.keptAtMs ?? (state === 'lost' ? pulseAtMs : null)
  const age = useNow((nowMs) => (atMs === null ? '' : formatAge(Math.max(0, nowMs - atMs), words.durations)))
  useStaleMark(atMs, isStopped)
  if (!isStopped) return null
  const said = atMs === null ? '' : store.keptAtMs === null ? words.linkLostDetail(momentText(atMs), age) : words.keptDetail(momentText(atMs), age)
  return (
    <div className="lost-link" role="alert" data-link={state} data-kept-at={store.keptAtMs ?? ''}>
      <p><b><StatusShape look="at_risk" size={2.3} />{words.linkLostTitle}</b> <span>{said}</span></p>
    </div>
  )
}
