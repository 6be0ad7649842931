import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyDelta, cellSetOf, rowsInOrder, type CellSet } from '../../../data/pyramid/cell-set.ts'
import { maxDeltaIntervalMs, minDeltaIntervalMs, squash, type Delta } from '../../../data/protocol/delta.ts'
import type { Snapshot } from '../../../data/protocol/snapshot.ts'
import { inSubtree } from '../../../data/pyramid/pyramid.ts'
import { roomName } from '../../../server/publish/room.ts'
import { Rooms, type RoomState } from '../../../server/publish/rooms.ts'
import { FakeScheduler } from '../../support/fake-scheduler.ts'
import { kpisOf, MemoryFigures, smallPyramid } from '../../support/memory-figures.ts'

const nowMs = Date.UTC(2026, 10, 22)
const ids = ['digitization.pages', 'esign.documents', 'network.uptime']

function setUp(options: { costMs?: number; maxRooms?: number } = {}) {
  const pyramid = smallPyramid(3, 4)
  const live = new MemoryFigures(pyramid, kpisOf(...ids), nowMs)
  const scheduler = new FakeScheduler()
  const sent: { room: string; delta: Delta; atMs: number }[] = []
  const transport = {
    emit: (room: string, delta: Delta) => {
      sent.push({ room, delta, atMs: scheduler.nowMs() })
      scheduler.spend(options.costMs ?? 0)
    },
  }
  const bound = options.maxRooms === undefined ? {} : { maxRooms: options.maxRooms }
  const rooms = new Rooms({ live, transport, scheduler, clock: { nowMs: () => nowMs }, epoch: 'e', ...bound })
  live.onChanged((cells) => rooms.changed(cells))
  return { pyramid, live, scheduler, sent, rooms }
}

const snapshotOf = (state: RoomState): Snapshot => ({ ...state, protocol: 1, epoch: 'e', build: 'b', simulated: false })
const all = { root: 0, kpis: [0, 1, 2], depth: 3 }

describe('a room', () => {
  it('sends the first change at once and the next ones at the shortest interval while publishing is cheap', () => {
    const { live, scheduler, sent, rooms } = setUp()
    rooms.join('a', all)
    live.set(2, 0, 1, 2)
    scheduler.settle()
    expect(sent.map((s) => s.atMs)).toEqual([0])
    live.set(2, 0, 2, 2)
    live.set(3, 0, 2, 2)
    scheduler.settle()
    expect(sent).toHaveLength(1)
    scheduler.advance(minDeltaIntervalMs - 1)
    expect(sent).toHaveLength(1)
    scheduler.advance(1)
    expect(sent.map((s) => s.atMs)).toEqual([0, minDeltaIntervalMs])
  })

  it('sends one delta for many changes of one turn, each cell once', () => {
    const { live, scheduler, sent, rooms } = setUp()
    rooms.join('a', all)
    for (let i = 0; i < 50; i++) live.set(2, 0, i, 50)
    scheduler.settle()
    expect(sent).toHaveLength(1)
    expect(sent[0]!.delta.cells.map((row) => row[0])).toEqual(['TW', '11', '11001'])
  })

  it('of several that one change concerns goes first where it is the smallest, and each goes once', () => {
    const { live, scheduler, sent, rooms } = setUp()
    const small = { root: 0, kpis: [0], depth: 0 }, middle = { root: 0, kpis: [0], depth: 1 }
    for (const definition of [middle, all, small]) rooms.join('a', definition)
    live.set(2, 0, 1, 2)
    live.set(3, 0, 1, 2)
    scheduler.settle()
    expect(sent.map(({ room }) => room)).toEqual([small, middle, all].map(roomName))
    scheduler.advance(maxDeltaIntervalMs)
    expect(sent).toHaveLength(3)
  })

  it('that ends before it could send its first change sends nothing', () => {
    const { live, scheduler, sent, rooms } = setUp()
    rooms.join('a', all)
    live.set(2, 0, 1, 2)
    rooms.leave('a', roomName(all))
    scheduler.settle()
    expect(sent).toEqual([])
  })

  it('publishes again at once after it was quiet', () => {
    const { live, scheduler, sent, rooms } = setUp()
    rooms.join('a', all)
    live.set(2, 0, 1, 2)
    scheduler.advance(1000)
    expect(scheduler.waiting).toBe(0)
    live.set(2, 0, 2, 2)
    scheduler.settle()
    expect(sent.map((s) => s.atMs)).toEqual([0, 1000])
  })

  it('is told nothing of units outside its root, its depth or its KPIs', () => {
    const { pyramid, live, scheduler, sent, rooms } = setUp()
    const province = pyramid.indexOf('12')!
    rooms.join('a', { root: province, kpis: [0], depth: 0 })
    live.set(pyramid.indexOf('11001')!, 0, 1, 2)
    live.set(pyramid.indexOf('12001')!, 1, 1, 2)
    scheduler.advance(1000)
    expect(sent).toEqual([])
    live.set(pyramid.indexOf('12001')!, 0, 1, 2)
    scheduler.advance(1000)
    expect(sent.flatMap((s) => s.delta.cells.map((row) => [row[0], row[1]]))).toEqual([['12', ids[0]]])
  })

  it('has one name for one definition and another for any other', () => {
    expect(roomName(all)).toBe(roomName({ ...all, kpis: [...all.kpis] }))
    const names = [all, { ...all, depth: 2 }, { ...all, root: 1 }, { ...all, kpis: [0, 1] }].map(roomName)
    expect(new Set(names).size).toBe(4)
    expect(names[0]!.length).toBeLessThanOrEqual(64)
  })

  it('ends with its last member', () => {
    const { live, scheduler, sent, rooms } = setUp()
    const name = rooms.join('a', all)!.room
    rooms.join('b', all)
    rooms.leave('a', name)
    expect(rooms.size).toBe(1)
    live.set(2, 0, 1, 2)
    rooms.leave('b', name)
    scheduler.advance(1000)
    expect([rooms.size, sent.length, scheduler.waiting]).toEqual([0, 0, 0])
  })
})

describe('the interval', () => {
  const steady = (costMs: number) => {
    const { live, scheduler, sent, rooms } = setUp({ costMs })
    rooms.join('a', all)
    for (let i = 0; i < 600; i++) {
      live.set(2, 0, i, 600)
      scheduler.advance(10)
    }
    return sent.slice(-5).map((s, i, last) => (i === 0 ? null : s.atMs - last[i - 1]!.atMs)).slice(1) as number[]
  }

  it('keeps publishing under a tenth of the time between its bounds', () => {
    for (const gap of steady(20)) {
      expect(gap).toBeGreaterThanOrEqual(200)
      expect(gap).toBeLessThanOrEqual(240)
    }
  })

  it('is never below the shortest nor above the longest', () => {
    expect(Math.min(...steady(0))).toBeGreaterThanOrEqual(minDeltaIntervalMs)
    expect(Math.max(...steady(80))).toBeLessThanOrEqual(maxDeltaIntervalMs + 80 + 10)
  })

  it('follows the cost of all rooms together', () => {
    const { live, scheduler, sent, rooms } = setUp({ costMs: 5 })
    for (const root of [0, 1, 6, 11]) rooms.join('a', { root, kpis: [0], depth: 1 })
    for (let i = 0; i < 400; i++) {
      live.setMany([[2, 0, i, 400, nowMs], [7, 0, i, 400, nowMs], [12, 0, i, 400, nowMs]])
      scheduler.advance(10)
    }
    const spentMs = sent.filter((s) => s.atMs > 1000).length * 5
    expect(spentMs / (scheduler.nowMs() - 1000)).toBeLessThan(0.12)
  })
})

describe('joining', () => {
  it('sends what waits to the present members first, so that all hold the same seq', () => {
    const { live, scheduler, sent, rooms } = setUp()
    const first = rooms.join('a', all)!
    const set = cellSetOf(snapshotOf(first))
    live.set(2, 0, 1, 2)
    const second = rooms.join('b', all)!
    expect(sent).toHaveLength(1)
    expect(applyDelta(set, sent[0]!.delta)).toBe(true)
    expect(set.seq).toBe(second.seq)
    expect(rowsInOrder(set)).toEqual(rowsInOrder(cellSetOf(snapshotOf(second))))
    scheduler.advance(1000)
    expect(sent).toHaveLength(1)
  })

  it('gives every cell of the subscription, those without data too', () => {
    const { pyramid, rooms } = setUp()
    expect(rooms.join('a', all)!.cells).toHaveLength(pyramid.size * 3)
    expect(rooms.join('a', { ...all, depth: 1 })!.cells).toHaveLength(4 * 3)
  })

  it('opens rooms up to the bound and none beyond it, but still joins those that are open', () => {
    const { rooms } = setUp({ maxRooms: 2 })
    expect(rooms.join('a', all)).not.toBeNull()
    expect(rooms.join('a', { ...all, depth: 0 })).not.toBeNull()
    expect(rooms.join('a', { ...all, depth: 1 })).toBeNull()
    expect(rooms.join('b', all)).not.toBeNull()
  })
})

describe('law 4: a snapshot plus the deltas after it equals a later snapshot', () => {
  const step = fc.oneof(
    fc.record({ kind: fc.constant('set' as const), unit: fc.nat(15), kpi: fc.nat(2), num: fc.nat(100) }),
    fc.record({ kind: fc.constant('wait' as const), ms: fc.nat(300) }),
    fc.record({ kind: fc.constant('join' as const), root: fc.nat(15), depth: fc.nat(3), kpi: fc.nat(3) }),
  )
  interface Follower { readonly definition: { root: number; kpis: number[]; depth: number }; readonly first: Snapshot; readonly deltas: Delta[] }

  type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

  function walk(steps: readonly Step[]) {
    const world = setUp()
    const followers: Follower[] = []
    let seen = 0
    const deliver = () => {
      for (const { delta } of world.sent.slice(seen)) {
        for (const follower of followers) if (follower.first.room === delta.room) follower.deltas.push(delta)
      }
      seen = world.sent.length
    }
    for (const s of steps) {
      if (s.kind === 'set') world.live.set(s.unit, s.kpi, s.num, 100)
      else if (s.kind === 'wait') world.scheduler.advance(s.ms)
      else {
        const definition = { root: s.root, depth: s.depth, kpis: s.kpi === 3 ? [0, 1, 2] : [s.kpi] }
        const state = world.rooms.join(`m${followers.length}`, definition)!
        deliver()
        followers.push({ definition, first: snapshotOf(state), deltas: [] })
      }
      deliver()
    }
    world.scheduler.advance(2000)
    deliver()
    return { world, followers }
  }
  const play = (first: Snapshot, deltas: readonly Delta[]): CellSet => {
    const set = cellSetOf(first)
    for (const delta of deltas) expect(applyDelta(set, delta)).toBe(true)
    return set
  }

  it('for every follower of a random walk, delta by delta and squashed, and nothing outside the root is ever sent', () => {
    fc.assert(fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const { world, followers } = walk(steps)
      followers.forEach(({ definition, first, deltas }, i) => {
        const later = rowsInOrder(cellSetOf(snapshotOf(world.rooms.join(`later${i}`, definition)!)))
        expect(rowsInOrder(play(first, deltas))).toEqual(later)
        if (deltas.length > 0) expect(rowsInOrder(play(first, [deltas.reduce(squash)]))).toEqual(later)
        for (const row of deltas.flatMap((d) => d.cells)) {
          expect(inSubtree(world.pyramid, definition.root, world.pyramid.indexOf(row[0])!)).toBe(true)
        }
      })
    }), { numRuns: 200 })
  })

  it('for a member that missed deltas and is brought forward by one of its own', () => {
    fc.assert(fc.property(fc.array(step, { maxLength: 60 }), fc.nat(20), (steps, missed) => {
      const { world, followers } = walk(steps)
      for (const { definition, first, deltas } of followers) {
        const set = play(first, deltas.slice(0, -missed || undefined))
        const delta = world.rooms.catchUp(first.room, set.seq)
        if (delta !== null) expect(applyDelta(set, delta)).toBe(true)
        expect(rowsInOrder(set)).toEqual(rowsInOrder(cellSetOf(snapshotOf(world.rooms.join('later', definition)!))))
      }
    }), { numRuns: 200 })
  })

  it('a delta of another room, epoch or predecessor changes nothing and asks for a new watch', () => {
    const { live, scheduler, sent, rooms } = setUp()
    const set = cellSetOf(snapshotOf(rooms.join('a', all)!))
    live.set(2, 0, 1, 2)
    scheduler.settle()
    const { delta } = sent[0]!
    for (const wrong of [{ ...delta, room: 'x' }, { ...delta, epoch: 'x' }, { ...delta, prev: delta.prev + 1 }]) {
      const before = structuredClone(set)
      expect(applyDelta(set, wrong)).toBe(false)
      expect(set).toEqual(before)
    }
    expect(applyDelta(set, delta)).toBe(true)
  })
})
