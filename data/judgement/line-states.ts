/**
 * What a line is now: in one of these states, the first that holds. `down`: the verdict *down* stands, also where the line has fallen silent
 * since, for nobody said that it is up; `silent`: lost (no data, never downtime); `flapping`: that verdict stands; `late`: its newest reading
 * is no longer fresh, and no verdict of it stands (yet); `never`: nothing was ever heard. `up` is only what was heard up just now.
 */
export const lineStates = ['down', 'silent', 'flapping', 'late', 'up', 'never'] as const
/** One of `lineStates`. */
export type LineState = (typeof lineStates)[number]
