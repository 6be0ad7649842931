/** The terms of the conversation with walls that both sides need without any schema. The messages are in wall.ts. */

/** How often a wall says what it shows where nothing changes, milliseconds. */
export const showingEveryMs = 10_000
/** Most of a proof of display that a kill of the server loses, milliseconds: what the wall has not said yet, and what was said since the last writing, with room for a late one. */
export const proofLossMs = 15_000
/** A wall that has been silent this long is away, milliseconds. */
export const wallAwayMs = 40_000
/** How long a wall may take to carry a command out before the caller is told that it has not said so, milliseconds. */
export const commandTimeoutMs = 8_000
/** Most walls of the root that are known at once, and most of all other units together. */
export const mostWalls = 1_000
/** Most walls of one unit below the root: no key of one unit takes the room of the others. */
export const mostWallsOfUnit = 100
/** Days for which it is known what was on a wall. */
export const shownDays = 400

/** Most spans of what it showed without a link that a wall keeps; the oldest go first. */
export const mostOwnSpans = 500
/** How far back such a span may begin, milliseconds: 48 hours. */
export const ownRecordMs = 48 * 3_600_000
/** Most spans that one message hands in: with its longest words it stays below the largest message that the socket takes. */
export const mostHandedSpans = 100
/** How far a span may end ahead of the server's clock, milliseconds: what the page's estimate of it may be wrong by. It is cut at the present. */
export const ownAheadMs = 5_000

/** Why the supervisor of a wall's browser recovers it. */
export const kioskReasons = ['tab_crashed', 'no_frames', 'no_first_frame', 'browser_ended'] as const
/** Most recoveries that are told: of 24 hours at 20 an hour, with room for one begun. */
export const mostKioskRecoveries = 500

/** Shape of a wall's name. */
export const wallNameShape = /^[a-z0-9][a-z0-9-]{1,38}[a-z0-9]$/

/** Shape of a night's schedule: from, to, per cent of brightness that stays (20–90). From and to differ: nobody can tell a whole day from none. */
export const dimShape = /^(?!(\d\d:\d\d)-\1\/)([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d\/([2-8]\d|90)$/
