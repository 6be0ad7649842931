/**
 * A wall and its server. Client → server on `/live`: `showing`, at each change of what is on the screen and every `showingEveryMs`; it is
 * acknowledged with the wall's standing orders; what it showed without a link: wall-record.ts. Server → client: `command`, acknowledged by the page when it is carried out. Over HTTP:
 * the fleet, one wall's proof of display, and the door for commands. A wall is a device: it is named, never its people.
 */
import { z } from 'zod'
import { dimShape, kioskReasons, mostKioskRecoveries, wallNameShape } from './wall-terms.ts'

/** Name of a wall: chosen by whoever hangs it (`?wall=sanh-a`), or made by the page once. */
export const wallName = z.string().regex(wallNameShape)
/** A wall of the fleet: the unit whose scope it sees, and its name (`TW~sanh-a`), so that two offices may give the same name. */
export const wallId = z.string().regex(/^[\w-]{1,32}~[a-z0-9][a-z0-9-]{1,38}[a-z0-9]$/)

const scene = z.string().regex(/^[a-z][a-z_]{0,31}$/)
const unitCode = z.string().min(1).max(32)
const kpiId = z.string().min(1).max(64)
const listId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/)

/** What is on a screen. `kpi` null: the scene shows several; `playlist` null: it stays on one scene; `blank`: darkened by order; `kept`: a picture kept from before, with its age. */
export const onScreen = z.strictObject({
  scene, root: unitCode, kpi: kpiId.nullable(), playlist: listId.nullable(), held: z.boolean(), blank: z.boolean(), kept: z.boolean(),
})
/** See `onScreen`. */
export type OnScreen = z.infer<typeof onScreen>

/** Birth of a page, epoch ms by its machine's clock: it names the page. */
export const pageOpenedMs = z.number().min(0).max(8.64e15)
/** The build a page is of. */
export const pageBuild = z.string().max(64)
/** A life of the server, as a page knows it; empty before the first snapshot. */
export const serverEpoch = z.string().max(64)

/**
 * The supervisor of a wall's browser (docs/kiosk.md), as it told its page. Instants: epoch ms by the wall's machine. `sinceMs`: since when it watches;
 * `recoveries`: in the last 24 hours, or since then; `lastMs`, `lastReason`: of the last of them, both null where there was none.
 */
export const kioskHealth = z.strictObject({
  sinceMs: z.int().min(0).max(8.64e15), recoveries: z.int().min(0).max(mostKioskRecoveries), lastMs: z.int().min(0).max(8.64e15).nullable(), lastReason: z.enum(kioskReasons).nullable(),
}).refine(({ recoveries, lastMs, lastReason }) => (recoveries > 0) === (lastMs !== null) && (lastMs === null) === (lastReason === null), { path: ['lastMs'] })
/** See `kioskHealth`. */
export type KioskHealth = z.infer<typeof kioskHealth>

/** How a page is. `openedMs`: its birth, epoch ms; `frameMs`: between two frames; `heapMb` null: the browser doesn't tell; `faults`: errors nobody caught; `reloads`: in a row; `kiosk` null: no supervisor watches it. */
export const pageHealth = z.strictObject({
  openedMs: pageOpenedMs, build: pageBuild, width: z.int().min(1).max(32_768), height: z.int().min(1).max(32_768),
  frameMs: z.number().min(0).max(3_600_000), heapMb: z.number().min(0).max(1_000_000).nullable(), faults: z.int().min(0).max(1e9), reloads: z.int().min(0).max(1e6),
  // a page from before the supervisor told anything says nothing of it
  kiosk: kioskHealth.nullable().default(null),
})
/** See `pageHealth`. */
export type PageHealth = z.infer<typeof pageHealth>

/**
 * A sequence of the log up to which the figures of a screen are complete: every commit up to it is in them (later ones may be, too). It is the pulse's
 * `seq` of a few seconds before; of a picture kept from before, the one it was kept with. Null: not known yet, or the viewer's scope is not the whole
 * pyramid (pulse.ts). It has nothing to do with the `seq` of snapshots and deltas, which number the messages of one room.
 */
export const completeTo = z.int().min(0).nullable()

/** Wire message `showing`. `seq`: see `completeTo`; `epoch`: the server's life that told it (without a `seq`: of the newest snapshot, empty before the first). */
export const showing = z.strictObject({ wall: wallName, screen: onScreen, page: pageHealth, epoch: serverEpoch, seq: completeTo })
/** See `showing`. */
export type Showing = z.infer<typeof showing>

/** An address a wall is sent to; what is null is left out of it. What was ordered before `dimShape` was asked of it still stands and is told. */
export const wallAddress = z.strictObject({
  scene: scene.nullable(), root: unitCode.nullable(), kpi: kpiId.nullable(), playlist: listId.nullable(),
  dim: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d\/\d{2}$/).nullable(),
})
/** See `wallAddress`. */
export type WallAddress = z.infer<typeof wallAddress>

/** Standing orders: whether the screen is dark, and where it was sent (null: nowhere, it stays where it was opened). `version` rises with each. */
export const wallOrders = z.strictObject({ version: z.int().min(0), blank: z.boolean(), address: wallAddress.nullable() })
/** See `wallOrders`. */
export type WallOrders = z.infer<typeof wallOrders>

/** What `showing` is acknowledged with. */
export const showingAnswer = z.union([
  z.strictObject({ ok: z.literal(true), orders: wallOrders }),
  z.strictObject({ ok: z.literal(false), error: z.strictObject({ code: z.string(), message: z.string(), messageEn: z.string() }) }),
])
/** See `showingAnswer`. */
export type ShowingAnswer = z.infer<typeof showingAnswer>

const sentAddress = wallAddress.extend({ dim: z.stringFormat('dim', dimShape).nullable() })

/** A command: say which screen you are; load the page anew; darken or light the screen; go to an address. */
export const wallCommand = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('identify') }), z.strictObject({ kind: z.literal('reload') }),
  z.strictObject({ kind: z.literal('blank') }), z.strictObject({ kind: z.literal('light') }),
  z.strictObject({ kind: z.literal('show'), address: sentAddress }),
])
/** See `wallCommand`. */
export type WallCommand = z.infer<typeof wallCommand>

const instant = z.iso.datetime({ offset: true })

/** A wall of the fleet. `unit`: of its key's scope; `connected`: a page of it is linked now; `pages`: how many are (two: the same name hangs twice); `openings24h`: how many different pages of it changed what they show in 24 hours (1: never opened anew); `screen` null: nothing is known of it; `epoch`, `seq`: as it said last (see `showing`). */
export const wallAnswer = z.strictObject({
  wall: wallId, unit: z.string(), connected: z.boolean(), pages: z.int().min(0), lastSeenAt: instant.nullable(), openings24h: z.int().min(0),
  screen: onScreen.nullable(), page: pageHealth.nullable(), epoch: z.string(), seq: completeTo, orders: wallOrders, mayCommand: z.boolean(),
})
/** See `wallAnswer`. */
export type WallAnswer = z.infer<typeof wallAnswer>

/** `GET /api/v1/walls`. */
export const wallsAnswer = z.strictObject({ at: instant, build: z.string(), epoch: z.string(), walls: z.array(wallAnswer) })
/** See `wallsAnswer`. */
export type WallsAnswer = z.infer<typeof wallsAnswer>

/** One stretch of time in which a wall showed the same. `until`: when it last said so; `seq`, `untilSeq`: the first and the last sequence of the log up to which it said that its figures are complete (see `showing`; null: it said none); `epoch`: the server's life that told the last; `told` null: the server heard it as it was; else the wall told it afterwards, of its own record (wall-record.ts): when it handed it in, and how many older spans it had no room for. */
export const shownSpan = z.strictObject({
  from: instant, until: instant, screen: onScreen, build: z.string(), epoch: z.string(), seq: completeTo, untilSeq: completeTo,
  told: z.strictObject({ at: instant, dropped: z.int().min(0) }).nullable(),
})
/** See `shownSpan`. */
export type ShownSpan = z.infer<typeof shownSpan>

/** `GET /api/v1/walls/:wall/shown?at=`. `span` null: it was not heard at that instant and told nothing of it afterwards; `before`, `after`: the stretches around it. */
export const shownAnswer = z.strictObject({ wall: wallId, at: instant, span: shownSpan.nullable(), before: shownSpan.nullable(), after: shownSpan.nullable() })
/** See `shownAnswer`. */
export type ShownAnswer = z.infer<typeof shownAnswer>

/** `POST /api/v1/walls/:wall/commands`. `done`: the wall said that it carried it out; `delivered`: it went to a linked page. */
export const commandAnswer = z.strictObject({ delivered: z.boolean(), done: z.boolean(), orders: wallOrders })
/** See `commandAnswer`. */
export type CommandAnswer = z.infer<typeof commandAnswer>
