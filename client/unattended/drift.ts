/** Against burn-in: the whole picture moves by a few pixels, a step a minute, so that no edge stands still for months. Pure. */

/** Time between two steps, milliseconds. */
export const driftStepMs = 60_000
/** How far the picture goes from its place, u: well inside its margin of 3 u. */
export const driftReachU = 0.5
/** Steps of a round: the picture visits the raster of a square once in a little over four hours. */
const side = 16

/** Where the picture stands at `nowMs`, whole CSS pixels from its place, when a u is `uPx` pixels. Each step is at most one raster point. */
export function driftAt(nowMs: number, uPx: number): readonly [number, number] {
  const step = Math.floor(nowMs / driftStepMs) % (side * side)
  const row = Math.floor(step / side)
  // boustrophedon, so that a step never jumps across
  const column = row % 2 === 0 ? step % side : side - 1 - (step % side)
  const place = (index: number): number => Math.round((index / (side - 1) - 0.5) * 2 * driftReachU * uPx)
  return [place(column), place(row < side / 2 ? row * 2 : (side - 1 - row) * 2 + 1)]
}
