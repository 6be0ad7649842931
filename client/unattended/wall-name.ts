/** The name a wall is known by in the fleet: from its address (`?wall=sanh-a`), else one it once gave itself on this machine. */
import { wallNameShape } from '../../data/protocol/wall-terms.ts'

const keptAs = 'thap.wall'

/** Whether a text may be a wall's name. */
function isName(text: string | null): text is string {
  return text !== null && wallNameShape.test(text)
}

/** A name nobody chose: `man-hinh-` and six signs. `random` in [0, 1). */
export function madeName(random: number): string {
  return `man-hinh-${Math.floor(random * 36 ** 6).toString(36).padStart(6, '0')}`
}

/** This wall's name. A page without storage is named anew each time. */
export function wallName(search: string): string {
  const given = new URLSearchParams(search).get('wall')
  if (isName(given)) return given
  try {
    const kept = window.localStorage.getItem(keptAs)
    if (isName(kept)) return kept
    const made = madeName(Math.random())
    window.localStorage.setItem(keptAs, made)
    return made
  } catch { return madeName(Math.random()) }
}
