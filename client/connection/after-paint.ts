/** When the page as it is now is on the screen: the second animation frame from now begins when the first one has been handed to it. */

/** The longest that anything waits for it, milliseconds: a covered page draws no frames. With the drawing of two frames less than `restOfUpdateMs` (pace.ts), so that what waited is still of its update. */
export const longestPaintMs = 60

/** Runs `run` once, in a task of its own. */
export function afterPaint(run: () => void): void {
  let over = false
  const once = (): void => {
    if (over) return
    over = true
    window.clearTimeout(timer)
    run()
  }
  const timer = window.setTimeout(once, document.visibilityState === 'visible' ? longestPaintMs : 0)
  window.requestAnimationFrame(() => window.requestAnimationFrame(() => window.setTimeout(once, 0)))
}
