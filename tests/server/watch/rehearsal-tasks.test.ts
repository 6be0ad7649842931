import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ownedTasks } from '../../../data/plans/registers.ts'
import type { PlanTask } from '../../../data/plans/task.ts'
import type { RuleInput } from '../../../data/protocol/rule.ts'
import { uniform } from '../../../data/samples/random.ts'
import { dayMs, hourMs, localDay, startOfLocalDay } from '../../../data/time/vietnam-time.ts'
import type { Actor } from '../../../server/log/ledger.ts'
import { kpisOf, smallPyramid } from '../../support/memory-figures.ts'
import { RehearsalWorld } from '../../support/rehearsal-world.ts'
import { input } from '../../support/task-world.ts'

const overdue = 'tasks.overdue'
const startMs = startOfLocalDay('2026-06-01')
const endMs = startOfLocalDay('2026-10-20') + 15 * hourMs
const fromDay = '2026-07-22'
const centre: Actor = { kind: 'local', unit: 'TW', keyId: null }

const base: RuleInput = {
  nameVi: 'Diễn tập nhiệm vụ', nameEn: '', condition: { on: 'verdict', verdicts: ['below_plan'] }, kpis: [overdue], root: 'TW', levels: ['province'], minUnits: 1, minShare: 0,
  pendingMs: 0, clearAfterMs: 0, severity: 'behind', tell: ['centre', 'province'], enabled: true,
}
const rules: Record<string, RuleInput> = {
  provinces: base,
  waiting: { ...base, pendingMs: 60 * hourMs, clearAfterMs: 6 * hourMs },
  communes: { ...base, levels: ['commune'] },
  several: { ...base, levels: ['commune'], minUnits: 2 },
  three: { ...base, condition: { on: 'threshold', measure: 'value', op: 'above', limit: 2, clear: null } },
}

const pyramid = smallPyramid(4, 5)
const owners = pyramid.units.filter(({ code, level }) => level !== 'centre' && !code.startsWith('14')).map(({ code }) => code)
/** Rows of documents: two a province, one of them long overdue; nobody of province 14 has a register but for one that is overdue since January. */
const documents: readonly PlanTask[] = [
  ...['11', '12'].map((owner, i): PlanTask => ({ ...ownedTasks[0]!, id: `t-${owner}`, owner, deadline: { kind: 'day', day: i === 0 ? '2026-07-30' : '2026-08-20' } })),
  { ...ownedTasks[0]!, id: 't-14', owner: '14', deadline: { kind: 'month', year: 2026, month: 1 } },
]

let world: RehearsalWorld

/** What people do on a day: make tasks, put deadlines off, report results. */
async function act(day: number): Promise<void> {
  const { taskRegister: register, rows } = world.tasks
  const [pick, choice, wait] = [uniform(1, day), uniform(2, day), uniform(3, day)]
  const owner = owners[Math.floor(pick * owners.length)]!
  const due = (days: number) => ({ kind: 'day', day: localDay(world.nowMs + days * dayMs) } as const)
  if (choice < 0.45) register.create(input({ owner, deadline: due(1 + Math.floor(wait * 12)) }), centre)
  const open = [...rows.all()].filter(({ owner: of, standing, endsMs }) => (endsMs.at(-1) ?? 0) < world.nowMs + 12 * dayMs && pyramid.units[of]!.code !== '14' && standing?.state !== 'done')
  const row = open[Math.floor(wait * open.length)]
  if (choice < 0.45 || row === undefined) return
  if (choice < 0.6) register.act(row.id, { act: 'extend', version: row.version, deadline: due(13 + Math.floor(pick * 10)), reason: 'Chờ kinh phí' }, centre)
  else if (choice < 0.9) register.act(row.id, { act: 'close', version: row.version, result: 'Đã có kết quả' }, centre)
  else await world.log.appendTaskEvents([{ key: `e${day}`, task: row.id, atMs: world.nowMs - 3 * dayMs, state: 'done', result: 'Đã xong', simulated: false, source: 1 }])
}

beforeAll(async () => {
  world = new RehearsalWorld(pyramid, kpisOf(overdue, 'digitization.pages'), startMs, rules, { documents })
  for (let day = 0; startMs + day * dayMs + 10 * hourMs <= endMs; day++) {
    await world.run(startMs + day * dayMs + 10 * hourMs, [])
    await act(day)
  }
  await world.run(endMs, [])
}, 120_000)
afterAll(() => world.end())

const counted = (openings: readonly string[], part: (opening: string) => string): Record<string, number> =>
  Object.fromEntries(Object.entries(Object.groupBy(openings, part)).map(([name, list]) => [name, list!.length]))

describe('overdue tasks are rehearsed from the register and its history', () => {
  it.each(Object.keys(rules))('%s: opened on the days, and of the units, on which warnings really opened', (id) => {
    const opened = world.opened(id, fromDay)
    const result = world.rehearse(id)
    expect(opened.length, 'the world meets the rule').toBeGreaterThan(0)
    expect(Object.fromEntries(result.perDay.filter((day) => day.opened > 0).map((day) => [day.day, day.opened]))).toEqual(counted(opened, (one) => one.slice(-10)))
    expect(Object.fromEntries(result.byUnit.map((one) => [one.unit, one.opened]))).toEqual(counted(opened, (one) => one.slice(0, -11)))
  })
  it.each(Object.keys(rules))('%s: what would open now is what the check of the rule tells', (id) => {
    const { now } = world.rehearse(id)
    expect([now.warnings, now.units]).toEqual([world.look(rules[id]!)!.warnings, world.look(rules[id]!)!.units])
  })
  it('what is overdue since January stood before the window, and stands now', () => {
    const result = world.rehearse({ ...base, root: '14' })
    expect(result).toMatchObject({ opened: 0, standing: { warnings: 1, units: 1 }, now: { warnings: 1, units: 1, byUnit: [{ unit: '14', units: 1 }] } })
    expect(result.perDay.every(({ open }) => open === 1)).toBe(true)
  })
  it('says what it rests on, in both languages, and never that readings are missing', () => {
    const { remarkVi, remarkEn } = world.rehearse(base)
    expect(remarkVi).toContain('sổ nhiệm vụ')
    expect(remarkEn).toContain('register of tasks')
    expect(remarkVi + remarkEn).not.toMatch(/chưa có số liệu|no readings/)
    expect(world.rehearse({ ...base, kpis: ['digitization.pages'] }).remarkEn).toMatch(/no readings/)
    expect(world.rehearse({ ...base, kpis: ['digitization.pages'] }).remarkEn).not.toContain('register of tasks')
  })
  it('within a rule over all KPIs they count, too', () => {
    const alone = world.rehearse(base)
    const all = world.rehearse({ ...base, kpis: null })
    expect([all.opened, all.standing, all.now]).toEqual([alone.opened, alone.standing, alone.now])
    expect(all.remarkEn).toMatch(/no readings.*register of tasks/)
  })
  it('a simulated report is known at its own instant, any other at its receipt', async () => {
    const one: PlanTask = { ...ownedTasks[0]!, id: 'x', owner: '11', deadline: { kind: 'day', day: '2026-07-31' } }
    const other = new RehearsalWorld(smallPyramid(2, 1), kpisOf(overdue), endMs - dayMs, {}, { documents: [one, { ...one, id: 'y', owner: '12' }] })
    const atMs = startOfLocalDay('2026-08-10')
    await other.log.appendTaskEvents([true, false].map((simulated, i) => ({ key: 'k', task: i === 0 ? 'x' : 'y', atMs, state: 'done', result: 'xong', simulated, source: 1 })))
    const { perDay, simulated } = other.rehearse(base)
    expect([simulated, Object.fromEntries(perDay.map(({ day, open }) => [day, open])) ]).toMatchObject([true, { '2026-07-31': 0, '2026-08-01': 2, '2026-08-09': 2, '2026-08-10': 1, '2026-10-18': 1, '2026-10-19': 0 }])
    await other.end()
  })
})
