/** Whether the viewer has asked for stillness. The browser's style engine keeps every question of this kind that was ever put: it is put once a page. */
let asked: MediaQueryList | null = null

/** True where nothing should move. */
export function wantsStillness(): boolean {
  return (asked ??= window.matchMedia('(prefers-reduced-motion: reduce)')).matches
}
