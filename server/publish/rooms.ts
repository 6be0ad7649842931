/**
 * Rooms: from changed cells to deltas. Pure but for its transport and scheduler, so it runs on a fake clock.
 *
 * Invariants
 * - `state` counts the states of the figures (one a commit); `versions[cell]` is the state in which a cell last changed. So what a
 *   room owes to a holder of state s is exactly its cells with a version above s: no per-room or per-socket dirty set is kept.
 * - `seq` on the wire counts the deltas of one room, so it tells nothing of what happens outside it (law 8).
 * - All members of a room hold the same `seq`: a change that waits is sent to the present members before a snapshot is taken.
 * - The first delta after quiet goes at once, the next ones at `intervalMs`, which follows the cost of publishing.
 * - Law 4: a snapshot plus the deltas after it equals a later snapshot.
 * Hot: `changed` (each commit, thousands of cells), `publish` (each room, at most every 100 ms).
 */
import type { CellRow } from '../../data/protocol/cell.ts'
import { encodeCell } from '../../data/protocol/cell-codec.ts'
import { maxDeltaIntervalMs, minDeltaIntervalMs, type Delta } from '../../data/protocol/delta.ts'
import type { CellId, LiveFigures } from '../figures/figures.ts'
import { advanceRoom, newRoom, roomName, stateAt, unitsOf, type Room, type RoomDefinition } from './room.ts'

/** Most rooms at once: every unit may watch its own subtree in two ways. */
export const maxRooms = 8192
/** Publishing may take one part in this many of the time. */
export const costShare = 10
/** How many of a room's latest costs its median is taken of. */
export const costWindow = 9

/** Where deltas go: to all sockets that follow the room. */
export interface RoomTransport {
  /** While it runs, `Rooms.seqOf(room)` is still what the members hold: `delta.prev`. */
  emit(room: string, delta: Delta): void
}

/** Time as the rooms need it. `nowMs` only measures spans; `after` answers with how to cancel. */
export interface RoomScheduler {
  nowMs(): number
  soon(task: () => void): void
  after(delayMs: number, task: () => void): () => void
}

/** What rooms are built of. `clock` gives the instant of messages. */
export interface RoomsDeps {
  readonly live: LiveFigures
  readonly transport: RoomTransport
  readonly scheduler: RoomScheduler
  readonly clock: { nowMs(): number }
  readonly epoch: string
  readonly maxRooms?: number
  /** Told after each delta: its rows and what it cost, milliseconds. */
  readonly onPublished?: (cells: number, costMs: number) => void
}

/** A room's cells at a state. */
export interface RoomState {
  readonly room: string
  readonly seq: number
  readonly at: number
  readonly cells: CellRow[]
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[sorted.length >> 1] ?? 0
}

const sizeOf = ({ units, definition }: Room): number => units.length * definition.kpis.length

/** See the file header. */
export class Rooms {
  readonly #deps: RoomsDeps
  readonly #rooms = new Map<string, Room>()
  /** Rooms by the cell of their root, one entry a KPI. */
  readonly #byRoot = new Map<CellId, Room[]>()
  readonly #units = new Map<string, Int32Array>()
  readonly #versions: Float64Array
  /** Rooms that were quiet and publish as soon as the commit is over. */
  #starting: Room[] = []
  #state = 0
  /** Sum of the median costs of the rooms that publish now, milliseconds. */
  #loadMs = 0
  #busy = 0

  constructor(deps: RoomsDeps) {
    this.#deps = deps
    this.#versions = new Float64Array(deps.live.pyramid.size * deps.live.kpis.length)
  }

  /** Rooms with members. */
  get size(): number {
    return this.#rooms.size
  }

  /** The interval between two deltas of one room under the present load, milliseconds. */
  get intervalMs(): number {
    return Math.round(Math.min(maxDeltaIntervalMs, Math.max(minDeltaIntervalMs, costShare * this.#loadMs)))
  }

  /** Takes note of changed cells (ancestors included; a cell may stand twice). */
  changed(cells: readonly CellId[]): void {
    if (cells.length === 0) return
    const state = ++this.#state
    const { size, parent } = this.#deps.live.pyramid
    for (const id of cells) {
      this.#versions[id] = state
      const unit = id % size
      const line = id - unit
      for (let above = unit, distance = 0; above >= 0; above = parent[above] ?? -1, distance++) {
        const rooms = this.#byRoot.get(line + above)
        if (rooms !== undefined) this.#mark(rooms, distance)
      }
    }
  }

  /** Adds a member and gives the room's state; null where a new room would be beyond the bound. Joining again is a new state. */
  join(member: string, definition: RoomDefinition): RoomState | null {
    const room = this.#rooms.get(roomName(definition)) ?? this.#open(definition)
    if (room === null) return null
    if (room.dirty) this.#publish(room)
    room.members.add(member)
    return { room: room.name, seq: room.seq, at: this.#deps.clock.nowMs(), cells: this.#rows(room, -1) }
  }

  /** What a room with members shows, or undefined. */
  definitionOf(name: string): RoomDefinition | undefined {
    return this.#rooms.get(name)?.definition
  }

  /** Removes a member; a room without members ends. */
  leave(member: string, name: string): void {
    const room = this.#rooms.get(name)
    if (room === undefined || !room.members.delete(member) || room.members.size > 0) return
    this.#drop(room)
  }

  /** What a member that holds state `heldSeq` needs to stand where its room stands; null: it stands there already. */
  catchUp(name: string, heldSeq: number): Delta | null {
    const room = this.#rooms.get(name)
    if (room === undefined) return null
    if (room.dirty) this.#publish(room)
    return room.seq === heldSeq ? null : this.#delta(room, heldSeq, room.seq, stateAt(room, heldSeq))
  }

  /** The state the members of a room hold. */
  seqOf(name: string): number | undefined {
    return this.#rooms.get(name)?.seq
  }

  /** How many cells a definition holds. */
  cellCount(definition: RoomDefinition): number {
    return this.#unitsOf(definition).length * definition.kpis.length
  }

  /** Ends all rooms and their timers. */
  close(): void {
    for (const room of [...this.#rooms.values()]) this.#drop(room)
  }

  #open(definition: RoomDefinition): Room | null {
    if (this.#rooms.size >= (this.#deps.maxRooms ?? maxRooms)) return null
    const room = newRoom(definition, this.#unitsOf(definition), this.#state)
    this.#rooms.set(room.name, room)
    for (const cell of this.#rootCells(room)) {
      const rooms = this.#byRoot.get(cell)
      if (rooms) rooms.push(room)
      else this.#byRoot.set(cell, [room])
    }
    return room
  }

  #drop(room: Room): void {
    room.cooling?.()
    if (room.cooling !== null) this.#quieten(room)
    this.#rooms.delete(room.name)
    for (const cell of this.#rootCells(room)) {
      const left = (this.#byRoot.get(cell) ?? []).filter((other) => other !== room)
      if (left.length > 0) this.#byRoot.set(cell, left)
      else this.#byRoot.delete(cell)
    }
  }

  #rootCells(room: Room): CellId[] {
    return room.definition.kpis.map((kpi) => kpi * this.#deps.live.pyramid.size + room.definition.root)
  }

  #unitsOf({ root, depth }: RoomDefinition): Int32Array {
    const key = `${root} ${depth}`
    const known = this.#units.get(key) ?? unitsOf(this.#deps.live.pyramid, root, depth)
    this.#units.set(key, known)
    return known
  }

  #mark(rooms: readonly Room[], distance: number): void {
    for (const room of rooms) {
      if (room.dirty || distance > room.definition.depth) continue
      room.dirty = true
      if (room.cooling !== null) continue
      if (this.#starting.push(room) === 1) this.#deps.scheduler.soon(() => this.#start())
    }
  }

  /** The smallest first: sums and provinces are on the screen while the page still takes 3,321 communes. */
  #start(): void {
    const starting = this.#starting.sort((a, b) => sizeOf(a) - sizeOf(b))
    this.#starting = []
    for (const room of starting) if (room.dirty && room.cooling === null && this.#rooms.get(room.name) === room) this.#publish(room)
  }

  #publish(room: Room): void {
    const { scheduler, transport, onPublished } = this.#deps
    const startedMs = scheduler.nowMs()
    const delta = this.#delta(room, room.seq, room.seq + 1, room.state)
    transport.emit(room.name, delta)
    advanceRoom(room, this.#state)
    room.dirty = false
    const costMs = scheduler.nowMs() - startedMs
    this.#count(room, costMs)
    room.cooling?.()
    room.cooling = scheduler.after(this.intervalMs, () => this.#cooled(room))
    onPublished?.(delta.cells.length, costMs)
  }

  #cooled(room: Room): void {
    if (room.dirty) return this.#publish(room)
    this.#quieten(room)
  }

  #count(room: Room, costMs: number): void {
    if (room.cooling === null) this.#busy++
    room.costsMs.push(costMs)
    if (room.costsMs.length > costWindow) room.costsMs.shift()
    const now = median(room.costsMs)
    this.#loadMs += now - room.countedMs
    room.countedMs = now
  }

  #quieten(room: Room): void {
    room.cooling = null
    this.#busy--
    this.#loadMs = this.#busy === 0 ? 0 : Math.max(0, this.#loadMs - room.countedMs)
    room.countedMs = 0
  }

  /** The delta from `prev` to `seq`: the cells that changed after `state`. */
  #delta(room: Room, prev: number, seq: number, state: number): Delta {
    return { room: room.name, epoch: this.#deps.epoch, prev, seq, at: this.#deps.clock.nowMs(), cells: this.#rows(room, state) }
  }

  /** Rows of the room's cells that changed after state `since` (−1: all). */
  #rows(room: Room, since: number): CellRow[] {
    const { live } = this.#deps
    const rows: CellRow[] = []
    for (const kpi of room.definition.kpis) {
      const line = kpi * live.pyramid.size
      for (const unit of room.units) {
        if ((this.#versions[line + unit] ?? 0) > since) rows.push(encodeCell(live.cell(unit, kpi)))
      }
    }
    return rows
  }
}
