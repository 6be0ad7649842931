/**
 * The play-lists of a store: the product's own, seeded once, and those that operators make. Every change is an act in the ledger.
 *
 * Invariants
 * - Law 8: a play-list belongs to the unit at the top of its maker's scope, and only viewers of that very scope see it. The product's own
 *   is everybody's: it names no unit, keeps its names, and tells its history only to the top of the pyramid, which alone edits it.
 * - One that is another unit's, was removed or never was is refused alike.
 * - The product's own is never removed; while only the product has touched it, it follows the product's next version.
 * - At most `maxPlaylists` a unit; what checkPlaylist refuses is never stored. One that was removed comes back by a change on its last version.
 */
import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { KeyRole } from '../../data/access/scope.ts'
import { checkPlaylist } from '../../data/playlists/check-playlist.ts'
import { defaultPlaylist, defaultPlaylistId } from '../../data/playlists/default-playlist.ts'
import { maxPlaylists, playlistInput, type PlaylistAnswer, type PlaylistDetailAnswer, type PlaylistInput, type PlaylistRemovedAnswer } from '../../data/protocol/playlist.ts'
import type { Pyramid } from '../../data/pyramid/pyramid.ts'
import { toLocalIso } from '../../data/time/vietnam-time.ts'
import { DomainError } from '../errors.ts'
import { systemActor, type Actor, type Change, type Ledger, type Recorded } from '../log/ledger.ts'
import { textOf } from '../watch/tasks/task-checks.ts'
import { tellActsOf, type ShownFields } from '../watch/told-acts.ts'

/** A play-list as the ledger keeps it. `owner` null: the product's own; `standing` 0: removed. */
export const playlistBody = z.strictObject({ playlist: playlistInput, owner: z.string().nullable(), standing: z.union([z.literal(0), z.literal(1)]) })
/** See `playlistBody`. */
export type PlaylistBody = z.infer<typeof playlistBody>

/** Who looks: a scope (unit index) and what they may do in it. */
export interface PlaylistSeer {
  readonly scope: number
  readonly role: KeyRole
}

/** What the book stands on. `builtIn`: other than the product's own, for tests of an upgrade. */
export interface PlaylistBookDeps {
  readonly ledger: Ledger
  readonly pyramid: Pyramid
  readonly kpis: readonly { readonly id: string }[]
  readonly builtIn?: PlaylistInput
}

type PlaylistRecord = Recorded<PlaylistBody>

/** The top of the pyramid: who edits the product's own. */
const topScope = 0

/** See the file header. */
export class PlaylistBook {
  readonly #deps: PlaylistBookDeps
  /** Those that stand. */
  readonly #lists = new Map<string, PlaylistRecord>()
  /** Changes of this run by owner; null: of the product's own. */
  readonly #changes = new Map<string | null, number>()

  constructor(deps: PlaylistBookDeps) {
    this.#deps = deps
    for (const record of deps.ledger.standing('playlist', playlistBody)) this.#lists.set(record.id, record)
    this.#seed(deps.builtIn ?? defaultPlaylist)
  }

  /** Rises when a play-list that viewers of a scope see came, changed or went. */
  version(scope: number): number {
    return 1 + (this.#changes.get(null) ?? 0) + (this.#changes.get(this.#codeOf(scope)) ?? 0)
  }

  /** Whether viewers of a scope (unit index) see such a play-list. */
  has(id: string, scope: number): boolean {
    const record = this.#lists.get(id)
    return record !== undefined && this.#isSeen(record, scope)
  }

  /** Those a viewer sees: the product's own, then by name. */
  list(seer: PlaylistSeer): PlaylistAnswer[] {
    return [...this.#lists.values()].filter((record) => this.#isSeen(record, seer.scope))
      .sort((a, b) => Number(b.body.owner === null) - Number(a.body.owner === null) || a.body.playlist.nameVi.localeCompare(b.body.playlist.nameVi, 'vi') || (a.id < b.id ? -1 : 1))
      .map((record) => this.#answerOf(record, seer))
  }

  /** One with its history. Throws DomainError `playlist_unavailable`. */
  detail(id: string, seer: PlaylistSeer): PlaylistDetailAnswer {
    const record = this.#visible(id, seer.scope)
    const isTold = record.body.owner !== null || seer.scope === topScope
    const acts = isTold ? this.#deps.ledger.history('playlist', id) : []
    return { playlist: this.#answerOf(record, seer), history: tellActsOf(acts, record.version, shownPlaylist, this.#deps.pyramid, seer.scope) }
  }

  /** Adds one; its id. Throws DomainError `field_invalid`, `act_impossible`; LogUnavailable. */
  create(input: PlaylistInput, actor: Actor, seer: PlaylistSeer, note: string | null): string {
    const owner = this.#codeOf(seer.scope)
    const playlist = tidy(input)
    this.#mustMean(playlist, owner, seer.scope)
    this.#mustFit(owner)
    const id = `p-${randomBytes(6).toString('hex')}`
    this.#write({ kind: 'playlist', id, action: 'create', actor, version: 0, body: { playlist, owner, standing: 1 } satisfies PlaylistBody, note })
    return id
  }

  /** Changes one, or brings back one that was removed. Throws DomainError `playlist_unavailable`, `edited_meanwhile`, `field_invalid`, `act_impossible`; LogUnavailable. */
  update(id: string, input: PlaylistInput, version: number, actor: Actor, seer: PlaylistSeer, note: string | null): void {
    const record = this.#kept(id, seer.scope)
    if (record.version !== version) throw new DomainError('edited_meanwhile')
    const { owner, standing } = record.body
    this.#mustOwn(record, seer.scope)
    const playlist = tidy(input)
    this.#mustMean(playlist, owner, seer.scope)
    if (standing === 0) this.#mustFit(owner)
    this.#write({ kind: 'playlist', id, action: standing === 0 ? 'restore' : 'edit', actor, version, body: { playlist, owner, standing: 1 } satisfies PlaylistBody, note })
  }

  /** Removes one. Throws DomainError `playlist_unavailable`, `edited_meanwhile`, `act_impossible`; LogUnavailable. */
  remove(id: string, version: number, actor: Actor, seer: PlaylistSeer): PlaylistRemovedAnswer {
    const record = this.#visible(id, seer.scope)
    if (record.body.owner === null) {
      throw new DomainError('act_impossible', { params: { whyVi: 'danh sách mặc định không xóa được; hãy sửa nó hoặc dùng danh sách khác', whyEn: 'the default play-list cannot be removed; change it or use another' } })
    }
    if (record.version !== version) throw new DomainError('edited_meanwhile')
    const written = this.#write({ kind: 'playlist', id, action: 'remove', actor, version, body: { ...record.body, standing: 0 } satisfies PlaylistBody, note: null })
    return { id, version: written.version }
  }

  #seed(own: PlaylistInput): void {
    const playlist = playlistInput.parse(own)
    const record = this.#lists.get(defaultPlaylistId)
    const change = { kind: 'playlist', id: defaultPlaylistId, actor: systemActor, body: { playlist, owner: null, standing: 1 } satisfies PlaylistBody, note: null } as const
    if (record === undefined) return void this.#write({ ...change, action: 'create', version: 0 })
    const isSame = JSON.stringify(record.body.playlist) === JSON.stringify(playlist)
    const byProduct = this.#deps.ledger.history('playlist', defaultPlaylistId).every(({ actor }) => actor.kind === 'system')
    if (!isSame && byProduct) this.#write({ ...change, action: 'upgrade', version: record.version })
  }

  #write(change: Change): PlaylistRecord {
    const [written] = this.#deps.ledger.write([change]) as readonly PlaylistRecord[]
    if (written!.body.standing === 1) this.#lists.set(written!.id, written!)
    else this.#lists.delete(written!.id)
    const { owner } = written!.body
    this.#changes.set(owner, (this.#changes.get(owner) ?? 0) + 1)
    return written!
  }

  #codeOf(scope: number): string {
    return this.#deps.pyramid.units[scope]!.code
  }

  #isSeen({ body }: PlaylistRecord, scope: number): boolean {
    return body.owner === null || body.owner === this.#codeOf(scope)
  }

  #visible(id: string, scope: number): PlaylistRecord {
    const record = this.#lists.get(id)
    if (record === undefined || !this.#isSeen(record, scope)) throw new DomainError('playlist_unavailable')
    return record
  }

  /** As `#visible`, those that were removed included. */
  #kept(id: string, scope: number): PlaylistRecord {
    const record = this.#lists.get(id) ?? this.#deps.ledger.one('playlist', playlistBody, id)
    if (record === null || !this.#isSeen(record, scope)) throw new DomainError('playlist_unavailable')
    return record
  }

  #mustOwn({ body }: PlaylistRecord, scope: number): void {
    if (body.owner !== null || scope === topScope) return
    throw new DomainError('act_impossible', { params: { whyVi: 'danh sách mặc định do Trung ương sửa; hãy nhân bản nó rồi sửa bản của đơn vị', whyEn: 'the centre edits the default play-list; duplicate it and edit your own copy' } })
  }

  #mustFit(owner: string | null): void {
    const owned = [...this.#lists.values()].filter(({ body }) => body.owner === owner).length
    if (owned < maxPlaylists) return
    throw new DomainError('act_impossible', { params: { whyVi: `đơn vị đã có ${maxPlaylists} danh sách; sửa hoặc xóa một danh sách cũ`, whyEn: `the unit has ${maxPlaylists} play-lists already; change or remove one of them` } })
  }

  #mustMean(playlist: PlaylistInput, owner: string | null, scope: number): void {
    const { pyramid, kpis, builtIn } = this.#deps
    const [first] = checkPlaylist(playlist, { pyramid, kpis, scope, builtIn: owner === null ? builtIn ?? defaultPlaylist : null })
    if (first === undefined) return
    const field = `playlist.${first.field}`
    throw new DomainError('field_invalid', { field, params: { field, whyVi: first.whyVi, whyEn: first.whyEn } })
  }

  #answerOf(record: PlaylistRecord, { scope, role }: PlaylistSeer): PlaylistAnswer {
    const { playlist, owner } = record.body
    return {
      ...playlist, id: record.id, version: record.version, builtIn: owner === null, owner, changedAt: toLocalIso(record.changedMs),
      mayEdit: role === 'operate' && (owner !== null || scope === topScope),
    }
  }
}

/** Names as they are kept. Throws DomainError `field_invalid`. */
function tidy(playlist: PlaylistInput): PlaylistInput {
  const { nameVi, nameEn } = playlist
  return { ...playlist, nameVi: textOf('playlist.nameVi', nameVi), nameEn: nameEn === '' ? '' : textOf('playlist.nameEn', nameEn) }
}

/** The fields of a play-list as shown beside an act: items and interruption as JSON. A removed one has none. */
function shownPlaylist(body: unknown): ShownFields {
  const { playlist: { nameVi, nameEn, items, interrupt }, standing } = body as PlaylistBody
  if (standing === 0) return { nameVi, nameEn: nameEn === '' ? null : nameEn, items: null, interrupt: null }
  return { nameVi, nameEn: nameEn === '' ? null : nameEn, items: JSON.stringify(items), interrupt: JSON.stringify(interrupt) }
}
