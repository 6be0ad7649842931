/** Another present for a real server: its `Date` is this machine's, moved. For crossing midnight, a month's end and New Year in a test. */

/** A jump that is still to come: by so much, or so that the clock is ahead by the milliseconds that a file then holds. */
export type ClockJump = { readonly byMs: number } | { readonly aheadFile: string }

/** What the server's process loads first: every present instant is moved, in its workers too, and once more on SIGUSR2. */
const preload = (shiftMs: number, jump: ClockJump | null): string => `
import { readFileSync } from 'node:fs'
import { isMainThread } from 'node:worker_threads'
const Real = globalThis.Date
let shiftMs = ${shiftMs}
globalThis.Date = class Date extends Real {
  constructor(...given) { given.length === 0 ? super(Real.now() + shiftMs) : super(...given) }
  static now() { return Real.now() + shiftMs }
}
if (${jump !== null}) {
  const told = new BroadcastChannel('shifted-clock')
  told.unref()
  told.onmessage = ({ data }) => { shiftMs = data }
  if (isMainThread) process.on('SIGUSR2', () => {
    shiftMs = ${jump === null ? 0 : 'byMs' in jump ? `shiftMs + ${jump.byMs}` : `Number(readFileSync(${JSON.stringify(jump.aheadFile)}, 'utf8'))`}
    told.postMessage(shiftMs)
  })
}`

/** Environment of a process whose clock is `shiftMs` ahead of this machine's, and jumps at its first SIGUSR2. A worker that starts after the jump has not heard of it. */
export function shiftedClock(shiftMs: number, jump: ClockJump | null = null): Readonly<Record<string, string>> {
  return { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(preload(Math.round(shiftMs), jump))}` }
}
