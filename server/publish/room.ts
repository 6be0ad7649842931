/**
 * One room: the subscription (root, kpis, depth) that all sockets watching the same thing share, and which cells it holds.
 * A room's content depends on its definition alone, and all of it lies in the root's subtree.
 */
import { createHash } from 'node:crypto'
import type { Pyramid } from '../../data/pyramid/pyramid.ts'

/** What a room shows. `root`: unit index; `kpis`: KPI indices, ascending, none twice; `depth`: levels below the root. */
export interface RoomDefinition {
  readonly root: number
  readonly kpis: readonly number[]
  readonly depth: number
}

/** States of a room that are remembered for members that lag: at ten deltas a second, longer than they may (25 s). */
export const keptStates = 300

/**
 * A room with its state. `seq`: how many deltas it has sent, which is what its members hold; it tells nothing of other rooms.
 * `state`: the state of the figures that `seq` stands for.
 */
export interface Room {
  readonly name: string
  readonly definition: RoomDefinition
  /** Indices of its units, in pyramid order. */
  readonly units: Int32Array
  readonly members: Set<string>
  seq: number
  state: number
  /** States of the latest `seq`s, the present one last. */
  readonly states: number[]
  /** Whether a cell of it changed since `state`. */
  dirty: boolean
  /** Set between a delta and the end of its interval: cancels the timer. */
  cooling: (() => void) | null
  /** Its latest publishing costs, milliseconds, and their median as counted in the load. */
  readonly costsMs: number[]
  countedMs: number
}

/** Name of a room: short, the same for the same definition, without meaning to a reader. */
export function roomName(definition: RoomDefinition): string {
  const text = `${definition.root} ${definition.depth} ${definition.kpis.join(',')}`
  return createHash('sha256').update(text).digest('base64url').slice(0, 16)
}

/** Units from `root` down to `depth` levels below it. */
export function unitsOf(pyramid: Pyramid, root: number, depth: number): Int32Array {
  const deepest = (pyramid.depth[root] ?? 0) + depth
  const units: number[] = []
  const end = pyramid.end[root] ?? root
  for (let unit = root; unit < end; unit++) if ((pyramid.depth[unit] ?? 0) <= deepest) units.push(unit)
  return Int32Array.from(units)
}

/** A new room without members, at a state of the figures. */
export function newRoom(definition: RoomDefinition, units: Int32Array, state: number): Room {
  return {
    name: roomName(definition), definition, units, members: new Set(), seq: 0, state, states: [state],
    dirty: false, cooling: null, costsMs: [], countedMs: 0,
  }
}

/** Notes that a room has sent the state `state` of the figures as its next `seq`. */
export function advanceRoom(room: Room, state: number): void {
  room.seq += 1
  room.state = state
  room.states.push(state)
  if (room.states.length > keptStates) room.states.shift()
}

/** The state of the figures that a room's `seq` stood for; −1 (before all) where it is no longer remembered. */
export function stateAt(room: Room, seq: number): number {
  return room.states[room.states.length - 1 - (room.seq - seq)] ?? -1
}
