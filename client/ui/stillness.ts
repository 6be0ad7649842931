/** Whether the viewer has asked for stillness: the question is put once a page, and its answer stays live. */
let asked: MediaQueryList | null = null

/** True where nothing should move. */
export function wantsStillness(): boolean {
  return (asked ??= window.matchMedia('(prefers-reduced-motion: reduce)')).matches
}
