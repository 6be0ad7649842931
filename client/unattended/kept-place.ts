/** Where a wall keeps on its own machine what a cold start without a server needs. */
import { createStore } from 'idb-keyval'

/** Longest wait for what is kept before the page goes on without, milliseconds. */
export const readLimitMs = 400

let opened: ReturnType<typeof createStore> | null = null

/** The place, opened once: a page that is going has no time to open it. */
export function keptPlace(): ReturnType<typeof createStore> {
  return (opened ??= createStore('thap', 'figures'))
}

/** What was read; null where it fails or does not come in time. */
export async function inTime<T>(read: Promise<T | null>): Promise<T | null> {
  const late = new Promise<null>((resolve) => { window.setTimeout(() => resolve(null), readLimitMs) })
  return Promise.race([late, read.catch(() => null)])
}
