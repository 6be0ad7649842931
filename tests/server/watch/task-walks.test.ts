/** Random walks through the register's live path, compared after each step with a recomputation from the store. The seed is printed by fast-check. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { TaskAct } from '../../../data/protocol/task.ts'
import { dayMs, startOfLocalDay } from '../../../data/time/vietnam-time.ts'
import { DomainError } from '../../../server/errors.ts'
import { taskBody } from '../../../server/watch/tasks/task-record.ts'
import { centre, input, pyramid, TaskWorld } from '../../support/task-world.ts'

const startMs = startOfLocalDay('2026-09-28') + 9 * 3_600_000
const province = pyramid.indexOf('11')!
const communes = [...pyramid.children[province]!].slice(0, 2).map((unit) => pyramid.units[unit]!.code)
const roots = ['TW', '11', '33', ...communes, '01']

type Step =
  | { readonly do: 'pass'; readonly ms: number }
  | { readonly do: 'report'; readonly task: number; readonly state: 'open' | 'running' | 'done'; readonly agoMs: number }
  | { readonly do: 'act'; readonly task: number; readonly act: 'progress' | 'close' | 'reopen' | 'extend'; readonly days: number }
  | { readonly do: 'create'; readonly owner: string; readonly days: number }
  | { readonly do: 'adopt'; readonly owner: string }
  | { readonly do: 'restart'; readonly kill: boolean }

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('pass' as const), ms: fc.oneof(fc.nat(3_600_000), fc.nat(20 * dayMs)) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('report' as const), task: fc.nat(200), state: fc.constantFrom('open' as const, 'running' as const, 'done' as const), agoMs: fc.oneof(fc.constant(0), fc.integer({ min: -300_000, max: 30 * dayMs })) }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('act' as const), task: fc.nat(200), act: fc.constantFrom('progress' as const, 'close' as const, 'reopen' as const, 'extend' as const, 'extend' as const), days: fc.integer({ min: 0, max: 60 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('create' as const), owner: fc.constantFrom('11', '33', 'TW', ...communes), days: fc.nat(40) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('adopt' as const), owner: fc.constantFrom(...communes) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('restart' as const), kill: fc.boolean() }) },
)

const dayAfter = (ms: number, days: number): string => new Date(ms + 7 * 3_600_000 + days * dayMs).toISOString().slice(0, 10)

function actOf(version: number, { act, days }: Extract<Step, { do: 'act' }>, nowMs: number): TaskAct {
  switch (act) {
    case 'progress': return { act, version, state: 'running', result: 'Đang làm' }
    case 'close': return { act, version, result: 'Đã xong' }
    case 'reopen': return { act, version, note: 'Chưa đạt' }
    case 'extend': return { act, version, deadline: { kind: 'day', day: dayAfter(nowMs, days) }, reason: 'Chờ văn bản' }
  }
}

/** Takes one step; a refusal (a deadline that is not later, a task that is done) changes nothing. */
async function take(world: TaskWorld, what: Step): Promise<void> {
  const ids = [...world.rows.all()].map(({ id }) => id)
  try {
    switch (what.do) {
      case 'pass': return world.pass(what.ms)
      case 'restart': return await world.restart(what.kill)
      case 'report': return await world.report(ids[what.task % ids.length]!, what.state, what.agoMs)
      case 'create': return void world.register.create(input({ owner: what.owner, deadline: { kind: 'day', day: dayAfter(world.nowMs, what.days) } }), centre)
      case 'adopt': return world.register.adopt({ template: 's4', owner: what.owner }, centre)
      case 'act': {
        const id = ids[what.task % ids.length]!
        return world.register.act(id, actOf(world.rows.get(id)!.version, what, world.nowMs), centre)
      }
    }
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
  }
}

describe('the register along random walks', { timeout: 600_000 }, () => {
  it('overdue at any instant, as known at any other, equals a recomputation from the records and the events; now also live', async () => {
    await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), fc.array(fc.tuple(fc.nat(1000), fc.nat(1000)), { minLength: 4, maxLength: 4 }), async (steps, looks) => {
      const world = new TaskWorld(startMs)
      try {
        for (const what of steps) {
          await take(world, what)
          for (const root of roots) expect([root, await world.overdue(root)]).toEqual([root, world.recomputed(root)])
          const own = new Map([...world.rows.owners()].map((owner) => [owner, world.rows.ownedBy(owner).length]))
          expect([...world.computed.keys()].sort()).toEqual([...own.keys()].sort())
          expect([...world.computed.values()].reduce((sum, n) => sum + n, 0)).toBe(world.recomputed('TW'))
        }
        const span = world.nowMs - startMs + 30 * dayMs
        for (const [at, known] of looks) {
          const atMs = startMs - 30 * dayMs + Math.round((span * at) / 1000)
          const knownMs = startMs - 30 * dayMs + Math.round((span * known) / 1000)
          for (const root of roots) {
            expect([root, atMs, await world.overdue(root, atMs), await world.overdue(root, atMs, knownMs)]).toEqual([root, atMs, world.recomputed(root, atMs), world.recomputed(root, atMs, knownMs)])
          }
        }
        expect(world.ledger.verify()).toMatchObject({ brokenAt: null, cutRecord: null })
      } finally {
        await world.end()
      }
    }), { numRuns: Number(process.env['LAW_RUNS'] ?? 30) })
  })

  it('acts change nothing of the past, and keep every deadline there was', async () => {
    await fc.assert(fc.asyncProperty(fc.array(step.filter((what) => what.do !== 'report'), { minLength: 5, maxLength: 20 }), async (steps) => {
      const world = new TaskWorld(startMs)
      try {
        for (const what of steps) {
          const instants = [startMs - dayMs, startMs, (startMs + world.nowMs) / 2, world.nowMs - 1].filter((ms) => ms < world.nowMs)
          const past = await Promise.all(instants.map((ms) => world.overdue('TW', ms)))
          const deadlines = new Map([...world.rows.all()].map(({ id, body }) => [id, body.deadlines]))
          await take(world, what)
          expect(await Promise.all(instants.map((ms) => world.overdue('TW', ms)))).toEqual(past)
          for (const [id, before] of deadlines) expect(world.rows.get(id)!.body.deadlines.slice(0, before.length)).toEqual(before)
        }
      } finally {
        await world.end()
      }
    }), { numRuns: Number(process.env['LAW_RUNS'] ?? 20) })
  })

  it('a restart, graceful or killed, changes no answer', async () => {
    await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 20 }), fc.boolean(), async (steps, kill) => {
      const world = new TaskWorld(startMs)
      try {
        for (const what of steps) await take(world, what)
        const answers = () => roots.map((root) => world.board.answer(pyramid.indexOf(root)!, { limit: 200, mayEdit: true }))
        const told = () => world.ledger.all('task', taskBody).map(({ id }) => world.register.history(id, 0, () => '11'))
        const before = { answers: answers(), told: told(), computed: new Map(world.computed) }
        await world.restart(kill)
        expect({ answers: answers(), told: told(), computed: world.computed }).toEqual(before)
      } finally {
        await world.end()
      }
    }), { numRuns: Number(process.env['LAW_RUNS'] ?? 15) })
  })
})
