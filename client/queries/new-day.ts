/**
 * Midnight: what the server answered yesterday (days left, periods, years) is asked for again, without a hand. The day is the server's own, as its pulses
 * tell it: a page that reckons itself ahead would be answered with yesterday once more, and not ask again.
 */
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { localDay } from '../../data/time/vietnam-time.ts'
import { useClock } from '../figures/use-live.ts'

/** After the first pulse of a day, milliseconds: the server has turned its registers by then, and walls don't ask in one second. */
export const newDayWaitMs = [1_000, 4_000] as const

/** Asks everything anew shortly after each local midnight; what was shown stays until the answers come. */
export function useNewDay(): void {
  const client = useQueryClient()
  const today = useClock(({ pulse }, nowMs) => localDay(pulse?.at ?? nowMs))
  const asked = useRef(today)
  useEffect(() => {
    if (asked.current === today) return
    const [least, most] = newDayWaitMs
    const timer = window.setTimeout(() => { asked.current = today; void client.invalidateQueries() }, least + Math.random() * (most - least))
    return () => window.clearTimeout(timer)
  }, [client, today])
}
