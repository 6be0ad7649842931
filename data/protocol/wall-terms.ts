/** The terms of the conversation with walls that both sides need without any schema. The messages are in wall.ts. */

/** How often a wall says what it shows where nothing changes, milliseconds. */
export const showingEveryMs = 10_000
/** Most of a proof of display that a kill of the server loses, milliseconds: what the wall has not said yet, and what was said since the last writing, with room for a late one. */
export const proofLossMs = 15_000
/** A wall that has been silent this long is away, milliseconds. */
export const wallAwayMs = 40_000
/** How long a wall may take to carry a command out before the caller is told that it has not said so, milliseconds. */
export const commandTimeoutMs = 8_000
/** Most walls that are known at once. */
export const mostWalls = 1_000
/** Days for which it is known what was on a wall. */
export const shownDays = 400

/** Shape of a wall's name. */
export const wallNameShape = /^[a-z0-9][a-z0-9-]{1,38}[a-z0-9]$/
