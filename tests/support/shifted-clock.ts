/** Another present for a real server: its `Date` is this machine's, moved. For crossing midnight, a month's end and New Year in a test. */

/** What the server's process loads first: every present instant is moved, in its workers too; SIGUSR2 moves the main thread's once more. */
const preload = (shiftMs: number, jumpMs: number): string => `
const Real = globalThis.Date
let shiftMs = ${shiftMs}
globalThis.Date = class Date extends Real {
  constructor(...given) { given.length === 0 ? super(Real.now() + shiftMs) : super(...given) }
  static now() { return Real.now() + shiftMs }
}
if (${jumpMs} > 0) process.on('SIGUSR2', () => { shiftMs += ${jumpMs} })`

/** Environment of a process whose clock is `shiftMs` ahead of this machine's, and `jumpMs` further after a SIGUSR2. */
export function shiftedClock(shiftMs: number, jumpMs = 0): Readonly<Record<string, string>> {
  return { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(preload(Math.round(shiftMs), jumpMs))}` }
}
