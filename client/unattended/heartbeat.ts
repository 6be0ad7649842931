/**
 * The page's heartbeat, for the supervisor outside of the browser and for the fleet page: it beats only when frames are really
 * drawn, so a hung or hidden page falls silent. Read over the debugging protocol as `globalThis.thapHeartbeat`.
 */

/** Interval of beats, milliseconds. */
export const beatMs = 1_000

/** The last beat. `paintedMs`: when its frame was drawn, epoch ms; `frameMs`: from that frame to the next; `beats` since the page opened; `faults`: errors nobody caught. */
export interface Heartbeat {
  readonly paintedMs: number
  readonly frameMs: number
  readonly beats: number
  readonly faults: number
}

const silent: Heartbeat = { paintedMs: 0, frameMs: 0, beats: 0, faults: 0 }
let last = silent

/** The last beat; all zero before the first. */
export function heartbeat(): Heartbeat {
  return last
}

function put(next: Heartbeat): void {
  last = next
  ;(globalThis as { thapHeartbeat?: Heartbeat }).thapHeartbeat = next
}

/** Starts beating; once a page. */
export function startHeartbeat(): void {
  const beat = (): void => {
    requestAnimationFrame((first) => requestAnimationFrame((second) => {
      put({ ...last, paintedMs: Date.now(), frameMs: Math.max(0, second - first), beats: last.beats + 1 })
      window.setTimeout(beat, beatMs)
    }))
  }
  const fault = (): void => put({ ...last, faults: last.faults + 1 })
  window.addEventListener('error', fault)
  window.addEventListener('unhandledrejection', fault)
  put(silent)
  beat()
}
