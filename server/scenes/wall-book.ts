/**
 * The fleet: which walls are linked, what they show and how they are, their standing orders, and commands to them. Orders are records
 * of the ledger (who, when, before, after); what was shown is in shown-store.ts.
 *
 * Law 8: a viewer knows of the walls whose scope lies in their own, and of no other; unknown and outside answer alike. A wall is known by
 * its unit and name, so that one office's name tells nothing of another's.
 */
import { sceneIds } from '../../data/playlists/scene-ids.ts'
import type { Viewer } from '../../data/access/scope.ts'
import { visibleUnit } from '../../data/access/scope.ts'
import {
  wallOrders, type OnScreen, type PageHealth, type ShownAnswer, type ShownSpan, type Showing, type WallAddress, type WallAnswer, type WallCommand, type WallOrders,
} from '../../data/protocol/wall.ts'
import type { WallRecord } from '../../data/protocol/wall-record.ts'
import { mostWalls, mostWallsOfUnit, ownAheadMs, ownRecordMs, wallAwayMs } from '../../data/protocol/wall-terms.ts'
import type { Pyramid } from '../../data/pyramid/pyramid.ts'
import { dayMs, toLocalIso } from '../../data/time/vietnam-time.ts'
import type { Clock } from '../clock.ts'
import { DomainError } from '../errors.ts'
import type { Actor, Ledger, Recorded } from '../log/ledger.ts'
import type { ShownStore, Stretch } from './shown-store.ts'

/** What the book stands on. */
export interface WallBookDeps {
  readonly pyramid: Pyramid
  /** What a wall can show: the catalogue and the registers of cases. */
  readonly kpis: readonly { readonly id: string }[]
  /** Whether a wall of that scope (unit index) sees such a play-list. */
  readonly hasPlaylist: (id: string, scope: number) => boolean
  readonly ledger: Ledger
  readonly shown: ShownStore
  readonly clock: Clock
}

/** Sends a command to a socket; whether its page said that it carried it out. Rejects where it does not answer in time. */
export type SendCommand = (socketId: string, command: WallCommand) => Promise<boolean>

interface Page {
  readonly socketId: string
  readonly showing: Showing
  readonly heardMs: number
}

interface Wall {
  readonly id: string
  readonly scope: string
  readonly pages: Map<string, Page>
  screen: OnScreen | null
  health: PageHealth | null
  epoch: string
  seq: number | null
  heardMs: number | null
}

/** What a socket is told of what it showed: its orders, or that it may not. */
export type Heard = { readonly orders: WallOrders } | 'unit_unavailable' | 'too_many_walls'

/** What a socket is told of what its wall handed in: of how many spans something was taken, and how many were outside of their bounds; or that it may not. */
export type HandedIn = { readonly taken: number, readonly refused: number } | 'too_many_walls'

const recorded = wallOrders.omit({ version: true })
const noOrders = { blank: false, address: null }

/** See the file's head. */
export class WallBook {
  readonly #deps: WallBookDeps
  readonly #walls = new Map<string, Wall>()
  readonly #orders = new Map<string, Recorded<Omit<WallOrders, 'version'>>>()
  #send: SendCommand = () => Promise.resolve(false)

  constructor(deps: WallBookDeps) {
    this.#deps = deps
    for (const record of deps.ledger.all('wall', recorded)) this.#orders.set(record.id, record)
    for (const last of deps.shown.newest(mostWalls)) {
      this.#walls.set(last.wall, { id: last.wall, scope: last.scope, pages: new Map(), screen: last.screen, health: null, epoch: last.epoch, seq: last.untilSeq, heardMs: last.told?.atMs ?? last.untilMs })
    }
  }

  /** How commands reach a socket; given by the composition root. */
  sendBy(send: SendCommand): void {
    this.#send = send
  }

  /** A page says what it shows. */
  heard(socketId: string, viewer: Viewer, showing: Showing): Heard {
    const { pyramid, clock, shown } = this.#deps
    if (visibleUnit(pyramid, viewer, showing.screen.root) === null) return 'unit_unavailable'
    const wall = this.#wallOf(viewer, showing.wall)
    if (wall === null) return 'too_many_walls'
    const nowMs = clock.nowMs(), { scope } = wall
    wall.pages.set(socketId, { socketId, showing, heardMs: nowMs })
    Object.assign(wall, { screen: showing.screen, health: showing.page, epoch: showing.epoch, seq: showing.seq, heardMs: nowMs })
    const { screen, epoch, seq, page: { build, openedMs } } = showing
    shown.saw({ wall: wall.id, scope, screen, build, epoch, seq, openedMs }, nowMs)
    return { orders: this.#ordersOf(wall.id) }
  }

  /** A page hands in what its wall showed while it was not linked. Spans outside of their bounds are left out; what was heard of that time stands. Nothing good makes no wall known. */
  handedIn(viewer: Viewer, { wall: name, spans, dropped }: WallRecord): HandedIn {
    const { pyramid, clock, shown } = this.#deps
    const nowMs = clock.nowMs()
    const good = spans.filter(({ fromMs, untilMs, seq, untilSeq, screen }) => (seq === null || untilSeq === null || untilSeq >= seq) && fromMs >= nowMs - ownRecordMs && untilMs <= nowMs + ownAheadMs && fromMs < nowMs && visibleUnit(pyramid, viewer, screen.root) !== null)
    if (good.length === 0) return { taken: 0, refused: spans.length }
    const wall = this.#wallOf(viewer, name)
    if (wall === null) return 'too_many_walls'
    const taken = shown.tell(wall.id, wall.scope, good.map((span) => ({ ...span, untilMs: Math.min(span.untilMs, nowMs) })), dropped, nowMs)
    return { taken: taken.filter(Boolean).length, refused: spans.length - good.length }
  }

  /** The wall of that name in the viewer's scope, known from now on; null: as many are known as may be. */
  #wallOf(viewer: Viewer, name: string): Wall | null {
    const scope = this.#deps.pyramid.units[viewer.scope]?.code ?? ''
    const id = `${scope}~${name}`
    const known = this.#walls.get(id)
    if (known !== undefined) return known
    if (!this.#hasRoom(scope)) return null
    const wall: Wall = { id, scope, pages: new Map<string, Page>(), screen: null, health: null, epoch: '', seq: null, heardMs: null }
    this.#walls.set(id, wall)
    return wall
  }

  /** Whether one more wall of a unit may be known: the root's walls have room of their own. */
  #hasRoom(scope: string): boolean {
    const root = this.#deps.pyramid.units[0]?.code
    let own = 0, others = 0
    for (const wall of this.#walls.values()) {
      if (wall.scope === scope) own++
      if (wall.scope !== root) others++
    }
    return scope === root ? own < mostWalls : own < mostWallsOfUnit && others < mostWalls
  }

  /** A socket is gone. */
  gone(socketId: string): void {
    for (const wall of this.#walls.values()) wall.pages.delete(socketId)
  }

  /** The walls a viewer may know of, by name. */
  list(viewer: Viewer): WallAnswer[] {
    return [...this.#walls.values()].filter((wall) => this.#mayKnow(wall, viewer)).sort((a, b) => (a.id < b.id ? -1 : 1)).map((wall) => this.#answerOf(wall, viewer))
  }

  /** What was on a wall at `atMs`. Throws DomainError `wall_unavailable`. */
  shownAt(id: string, viewer: Viewer, atMs: number): ShownAnswer {
    this.#known(id, viewer)
    const { span, before, after } = this.#deps.shown.around(id, atMs)
    const told = (stretch: Stretch | null): ShownSpan | null => (stretch === null || visibleUnit(this.#deps.pyramid, viewer, stretch.scope) === null ? null : {
      from: toLocalIso(stretch.fromMs), until: toLocalIso(stretch.untilMs), screen: stretch.screen, build: stretch.build, epoch: stretch.epoch, seq: stretch.seq, untilSeq: stretch.untilSeq,
      told: stretch.told === null ? null : { at: toLocalIso(stretch.told.atMs), dropped: stretch.told.dropped },
    })
    return { wall: id, at: toLocalIso(atMs), span: told(span), before: told(before), after: told(after) }
  }

  /** Records an order for a wall; what does not stay (identify, reload) is recorded too. Throws DomainError (`wall_unavailable`; of an address `field_invalid`, `unit_unavailable`, `kpi_unknown`, `playlist_unavailable`), LogUnavailable; then nothing happened. */
  order(id: string, command: WallCommand, viewer: Viewer, actor: Actor): WallOrders {
    const wall = this.#known(id, viewer)
    const standing = this.#orders.get(id)
    const before = standing?.body ?? noOrders
    const body = command.kind === 'blank' || command.kind === 'light' ? { ...before, blank: command.kind === 'blank' }
      : command.kind === 'show' ? { ...before, address: command.address } : before
    if (command.kind === 'show') this.#mustBeShown(command.address, wall.scope)
    const [written] = this.#deps.ledger.write([{ kind: 'wall', id, action: command.kind, actor, version: standing?.version ?? 0, body }])
    this.#orders.set(id, written as Recorded<Omit<WallOrders, 'version'>>)
    return this.#ordersOf(id)
  }

  /** Sends a command to every linked page of a wall. `done`: each said in time that it carried it out. */
  async deliver(id: string, command: WallCommand): Promise<{ readonly delivered: boolean, readonly done: boolean }> {
    const pages = [...this.#walls.get(id)?.pages.keys() ?? []]
    const done = await Promise.all(pages.map((socketId) => this.#send(socketId, command).catch(() => false)))
    return { delivered: pages.length > 0, done: done.length > 0 && done.every(Boolean) }
  }

  /** To be called once a second. */
  tick(): void {
    this.#deps.shown.tick(this.#deps.clock.nowMs())
  }

  /** Writes what is not written yet; before the store closes. */
  write(): void {
    this.#deps.shown.write()
  }

  /** An address that its wall cannot show never stands: the wall would stay where it is, and nobody would know why. */
  #mustBeShown({ scene, root, kpi, playlist }: WallAddress, scope: string): void {
    const { pyramid, kpis, hasPlaylist } = this.#deps
    if (scene !== null && !sceneIds.some((id) => id === scene)) {
      const field = 'address.scene'
      throw new DomainError('field_invalid', { field, params: { field, whyVi: 'không có cảnh này', whyEn: 'there is no such scene' } })
    }
    if (root !== null && !this.#isBelow(root, scope)) throw new DomainError('unit_unavailable', { field: 'address.root' })
    if (kpi !== null && !kpis.some(({ id }) => id === kpi)) throw new DomainError('kpi_unknown', { field: 'address.kpi' })
    const top = pyramid.indexOf(scope)
    if (playlist !== null && (top === undefined || !hasPlaylist(playlist, top))) throw new DomainError('playlist_unavailable', { field: 'address.playlist' })
  }

  #isBelow(code: string, scope: string): boolean {
    const { pyramid } = this.#deps
    const top = pyramid.indexOf(scope), index = pyramid.indexOf(code)
    return top !== undefined && index !== undefined && index >= top && index < (pyramid.end[top] ?? 0)
  }

  #mayKnow(wall: Wall, viewer: Viewer): boolean {
    return visibleUnit(this.#deps.pyramid, viewer, wall.scope) !== null
  }

  #known(id: string, viewer: Viewer): Wall {
    const wall = this.#walls.get(id)
    if (wall === undefined || !this.#mayKnow(wall, viewer)) throw new DomainError('wall_unavailable')
    return wall
  }

  #ordersOf(id: string): WallOrders {
    const record = this.#orders.get(id)
    return { version: record?.version ?? 0, ...(record?.body ?? noOrders) }
  }

  #answerOf(wall: Wall, viewer: Viewer): WallAnswer {
    const nowMs = this.#deps.clock.nowMs()
    const linked = [...wall.pages.values()].filter(({ heardMs }) => nowMs - heardMs <= wallAwayMs)
    return {
      wall: wall.id, unit: wall.scope, connected: linked.length > 0, pages: linked.length, lastSeenAt: wall.heardMs === null ? null : toLocalIso(wall.heardMs),
      openings24h: this.#deps.shown.openings(wall.id, nowMs - dayMs), screen: wall.screen, page: wall.health, epoch: wall.epoch, seq: wall.seq,
      orders: this.#ordersOf(wall.id), mayCommand: viewer.role === 'operate',
    }
  }
}
