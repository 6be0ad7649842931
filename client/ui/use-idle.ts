/** What is heavy and may come a moment later: it follows its value in an idle moment, after the frame that shows the figures is out. */
import { useEffect, useState } from 'react'

/** Longest wait for an idle moment, milliseconds. */
const idleWaitMs = 1_000

/** `value` as it was in the last idle moment; `first` until there was one. */
export function useIdle<T>(value: T, first: T): T {
  const [held, setHeld] = useState({ value: first })
  useEffect(() => {
    if (held.value === value) return
    const asked = window.requestIdleCallback(() => setHeld({ value }), { timeout: idleWaitMs })
    return () => window.cancelIdleCallback(asked)
  }, [value, held])
  return held.value
}
