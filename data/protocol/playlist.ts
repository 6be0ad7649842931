/**
 * Wire shapes of the play-lists (*danh sách trình chiếu*): what an operator edits in the browser and a wall rotates through.
 * Bounds stand here and are tested from both sides.
 */
import { z } from 'zod'
import { sceneIds } from '../playlists/scene-ids.ts'
import { actAnswer } from './act.ts'

const instant = z.iso.datetime({ offset: true })

/** Longest name of a play-list, characters. */
export const maxPlaylistName = 80
/** Most items of a play-list. */
export const maxPlaylistItems = 40
/** Most play-lists that one unit owns, the product's own not counted. */
export const maxPlaylists = 50
/** Shortest and longest time an item stays, seconds. */
export const minDwellS = 5
/** See `minDwellS`. */
export const maxDwellS = 3_600
/** Shortest and longest time a warning interrupts, seconds. */
export const minInterruptS = 5
/** See `minInterruptS`. */
export const maxInterruptS = 300

/** One stop: a scene for `dwellS` seconds. `root` null: where the wall is rooted; `kpi` null: the scene chooses. */
export const playlistItem = z.strictObject({
  scene: z.enum(sceneIds), dwellS: z.int().min(minDwellS).max(maxDwellS),
  root: z.string().min(1).max(32).nullable(), kpi: z.string().min(1).max(64).nullable(),
})
/** See `playlistItem`. */
export type PlaylistItem = z.infer<typeof playlistItem>

/** A play-list as edited. `interrupt`: whether a new warning of severity at risk may interrupt it once, and for how many seconds. */
export const playlistInput = z.strictObject({
  nameVi: z.string().trim().min(3).max(maxPlaylistName), nameEn: z.string().trim().max(maxPlaylistName),
  items: z.array(playlistItem).min(1).max(maxPlaylistItems),
  interrupt: z.strictObject({ severity: z.enum(['at_risk', 'off']), holdS: z.int().min(minInterruptS).max(maxInterruptS) }),
})
/** See `playlistInput`. */
export type PlaylistInput = z.infer<typeof playlistInput>

/** A play-list as kept. `builtIn`: the product's own, which every viewer has and nobody removes; `owner`: the unit it belongs to, null for the product's own. */
export const playlistAnswer = playlistInput.extend({
  id: z.string(), version: z.int().min(1), builtIn: z.boolean(), owner: z.string().nullable(), changedAt: instant, mayEdit: z.boolean(),
})
/** See `playlistAnswer`. */
export type PlaylistAnswer = z.infer<typeof playlistAnswer>

/** `GET /playlists`: the product's own first, then by name. */
export const playlistsAnswer = z.strictObject({ owner: z.string(), playlists: z.array(playlistAnswer).max(maxPlaylists + 1) })
/** See `playlistsAnswer`. */
export type PlaylistsAnswer = z.infer<typeof playlistsAnswer>

/** `GET /playlists/:id`: with every change of it, newest first (of the product's own only for whoever may edit it). */
export const playlistDetailAnswer = z.strictObject({ playlist: playlistAnswer, history: z.array(actAnswer) })
/** See `playlistDetailAnswer`. */
export type PlaylistDetailAnswer = z.infer<typeof playlistDetailAnswer>

/** `POST /playlists` (a new one, `version` 0), `PUT /playlists/:id` (`version`: the one it was edited on). */
export const playlistChange = z.strictObject({ playlist: playlistInput, version: z.int().min(0), note: z.string().max(500).optional() })
/** See `playlistChange`. */
export type PlaylistChange = z.infer<typeof playlistChange>

/** `DELETE /playlists/:id?version=`: the version after it; a `PUT` on that version brings the play-list back. */
export const playlistRemovedAnswer = z.strictObject({ id: z.string(), version: z.int().min(2) })
/** See `playlistRemovedAnswer`. */
export type PlaylistRemovedAnswer = z.infer<typeof playlistRemovedAnswer>
