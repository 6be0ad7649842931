/** What is heavy and may come a moment later: after the frame that shows the figures is out. */
import { useEffect, useRef, useState, type RefObject } from 'react'

/** Longest wait for an idle moment, milliseconds. */
const idleWaitMs = 1_000

/** Longest wait for the next slice of work that has begun, milliseconds: a page without an idle moment comes to an end too. */
const nextSliceMs = 50

/** How long pieces of work go on without a pause, milliseconds: an update that comes in between waits that long, half a frame. */
export const sliceMs = 8

/** Gives up what was asked for. */
type GiveUp = () => void

/** What is asked for, if anything: given up when the page no longer shows what asks. */
function useAsked(): RefObject<GiveUp | null> {
  const asked = useRef<GiveUp | null>(null)
  useEffect(() => () => {
    asked.current?.()
    asked.current = null
  }, [])
  return asked
}

/** Runs in an idle moment. */
function whenIdle(run: () => void): GiveUp {
  const asked = window.requestIdleCallback(run, { timeout: idleWaitMs })
  return () => window.cancelIdleCallback(asked)
}

/** Runs when nothing else waits to be run, or after `nextSliceMs`. An idle moment would do, but there is one a frame, and the page would be ten times as long about it. */
function whenFree(run: () => void): GiveUp {
  const over = new AbortController()
  const go = (): void => {
    giveUp()
    run()
  }
  const timer = window.setTimeout(go, nextSliceMs)
  const giveUp = (): void => {
    window.clearTimeout(timer)
    over.abort()
  }
  // given up, it rejects
  if ('scheduler' in window) window.scheduler.postTask(go, { priority: 'background', signal: over.signal }).catch(() => undefined)
  return giveUp
}

/** `value` as it was in the last idle moment; `first` until there was one. A value that never rests is followed all the same. */
export function useIdle<T>(value: T, first: T): T {
  const [held, setHeld] = useState({ value: first })
  const newest = useRef(value)
  newest.current = value
  const asked = useAsked()
  useEffect(() => {
    if (asked.current !== null || held.value === value) return
    asked.current = whenIdle(() => {
      asked.current = null
      setHeld({ value: newest.current })
    })
  }, [value, held, asked])
  return held.value
}

/** Does pieces of work, one at least, until they are done or `sliceMs` is over; null: there is more to do. */
export function sliceOf<T>(pieces: Generator<undefined, T>): { readonly value: T } | null {
  const untilMs = performance.now() + sliceMs
  do {
    const piece = pieces.next()
    if (piece.done === true) return { value: piece.value }
  } while (performance.now() < untilMs)
  return null
}

/**
 * What `work` came to, begun in an idle moment and done piece by piece while the page is free; `first` until any is done. The same `work` is not done twice. What has begun is
 * finished before what is newer: work that changes faster than it is done still comes to something. What it throws, the page throws as it renders.
 * `isNewest`: whether it is what this `work` came to, or what one before did.
 */
export function useIdleWork<T>(work: () => Generator<undefined, T>, first: T): { readonly value: T, readonly isNewest: boolean } {
  const [held, setHeld] = useState<{ readonly work: typeof work | null, readonly value: T }>({ work: null, value: first })
  const asked = useAsked()
  useEffect(() => {
    if (asked.current !== null || held.work === work) return
    const pieces = work()
    const step = (): void => {
      asked.current = null
      try {
        const done = sliceOf(pieces)
        if (done !== null) setHeld({ work, value: done.value })
        else asked.current = whenFree(step)
      } catch (error) { setHeld(() => { throw error }) }
    }
    asked.current = whenIdle(step)
  }, [work, held, asked])
  return { value: held.value, isNewest: held.work === work }
}
