import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { addPoints, noPoints } from '../../../../data/judgement/quality.ts'
import { maxQualityReasons, qualityAnswer, qualityCriteria, qualityReasonsAnswer, type QualityCriterion } from '../../../../data/protocol/quality.ts'
import { addMonths, dayMs, hourMs, monthStart } from '../../../../data/time/vietnam-time.ts'
import { lawPyramid } from '../../../support/bench-of-laws.ts'
import { declaredSql } from '../../../../server/watch/quality/compared-totals.ts'
import { qualityKpis, QualityWorld } from './quality-world.ts'

const start = Date.parse('2026-11-22T08:00:00+07:00')
const thisMonth = monthStart(start)
const groups = [...new Set(qualityKpis.map(({ group }) => group)), 'none']

let world: QualityWorld
beforeEach(() => { world = new QualityWorld(start) })
afterEach(() => world.end())

const answer = (code: string) => world.quality.answer(world.index(code))
const reasons = (criterion: QualityCriterion, code: string, group: string | null = null, limit = maxQualityReasons) =>
  world.quality.reasons(criterion, world.index(code), group, limit)
const family = (code: string, group: string) => answer(code).families.find((one) => one.group === group)?.scores
let keys = 0
const reading = (unit: string, kpi: string, at: number, num = 8, den: number | null = 10) => ({ key: `k${++keys}`, unit, kpi, at, num, ...(den === null ? {} : { den }) })
const count = (unit: string, at: number, num: number) => reading(unit, 'month.count', at, num, null)

describe('the scores', () => {
  it('say nothing of a store that nobody ever reported to: no score, not 0', () => {
    world.quality.work.sweep()
    world.advance(200 * dayMs)
    world.quality.work.sweep()
    const told = qualityAnswer.parse(answer('u0'))
    for (const criterion of qualityCriteria) expect(told.overall[criterion]).toEqual({ score: null, points: 0, possible: 0 })
    expect([told.families, told.simulated]).toEqual([[], false])
  })

  it('of a family hold what was posted of its KPIs and nothing else', async () => {
    await world.post('u3', reading('u3', 'month.stock', start - 1000), reading('u3', 'month.stock', start - 2000, 11), reading('u3', 'day.flow', start - 1000))
    expect(family('u3', 'devices')).toMatchObject({ right: { score: 50, points: 1, possible: 2 }, clean: { score: 50 } })
    expect(family('u3', 'services')).toMatchObject({ right: { score: 100 } })
    expect(family('u3', 'people')).toBeUndefined()
    expect(answer('u3').overall.right).toMatchObject({ points: 2, possible: 3 })
    expect(answer('u4').overall.right.possible).toBe(0)
  })

  it('count a message that names no KPI over all, in a family of its own', async () => {
    await world.post('u3', { key: 'x', unit: 'u3', kpi: 'nothing', at: start, num: 1 })
    expect(family('u3', 'none')?.clean).toEqual({ score: 0, points: 0, possible: 1 })
    expect(answer('u0').overall.clean).toEqual({ score: 0, points: 0, possible: 1 })
  })
})

describe('đủ', () => {
  it('of a line begins with the hour of its first reading, and owes no hour before it; a line never heard of owes since the store began', async () => {
    const first = start + 8 * hourMs + 38 * 60_000
    world.advance(first - start)
    await world.post('u3', reading('u3', 'line', first, 300, 300))
    world.log.flushRollUps()
    world.quality.work.sweep()
    expect(family('u3', 'network')?.complete.possible ?? 0).toBe(0)
    expect(reasons('complete', 'u3', 'network').reasons).toEqual([])
    world.advance(hourMs)
    world.quality.work.sweep()
    expect(family('u3', 'network')!.complete).toMatchObject({ points: 1, possible: 1 })
    expect(family('u4', 'network')!.complete).toMatchObject({ points: 0, possible: 1 })
    world.advance(hourMs)
    world.quality.work.sweep()
    expect(family('u3', 'network')!.complete).toMatchObject({ points: 1, possible: 2 })
    expect(family('u4', 'network')!.complete).toMatchObject({ points: 0, possible: 2 })
    expect(reasons('complete', 'u3', 'network').reasons.map(({ textVi }) => textVi)).toEqual(['Thiếu 1/2 giờ: 17:00 22/11'])
  })

  it('counts closed periods filled since the cell\'s first reading, and lets an open one out', async () => {
    await world.post('u3', reading('u3', 'month.stock', addMonths(thisMonth, -3)), reading('u3', 'month.stock', addMonths(thisMonth, -1) + dayMs), reading('u3', 'month.stock', start))
    world.quality.work.sweep()
    expect(family('u3', 'devices')!.complete).toMatchObject({ points: 2, possible: 3 })
    // History brings its own periods and no others: what was never reported is owed since the store began.
    for (const group of ['people', 'services', 'network']) expect(family('u3', group)?.complete.possible ?? 0).toBe(0)
    expect(family('u4', 'devices')?.complete.possible ?? 0).toBe(0)
    world.advance(10 * dayMs)
    world.quality.work.sweep()
    expect(family('u3', 'devices')!.complete).toMatchObject({ points: 2, possible: 3 })
    expect(family('u3', 'people')!.complete).toMatchObject({ points: 0, possible: 1 })
    expect(family('u3', 'services')!.complete).toMatchObject({ points: 0, possible: 10 })
    expect(family('u3', 'network')!.complete).toMatchObject({ points: 0, possible: 168 })
  })

  it('asks of a unit that never reported what became due since the store began, and no more', async () => {
    await world.post('u3', reading('u3', 'month.stock', addMonths(start, -6)))
    world.advance(10 * dayMs)
    world.quality.work.sweep()
    expect(family('u4', 'devices')!.complete).toEqual({ score: 0, points: 0, possible: 1 })
    expect(family('u4', 'services')!.complete).toMatchObject({ points: 0, possible: 10 })
  })

  it('does not count what was withdrawn, nor a declared total', async () => {
    const first = reading('u1', 'month.stock', addMonths(thisMonth, -2))
    await world.post('u1', first, { ...first, key: 'gone', corrects: first.key, num: null, den: undefined }, { ...reading('u1', 'month.stock', addMonths(thisMonth, -1)), declared: true })
    world.quality.work.sweep()
    expect(family('u1', 'devices')?.complete.points ?? 0).toBe(0)
  })

  it('names the missing periods', async () => {
    await world.post('u3', reading('u3', 'month.stock', addMonths(thisMonth, -3)), reading('u3', 'line', start - 6 * dayMs), reading('u3', 'line', start - 2 * hourMs - 1))
    world.quality.work.sweep()
    const [missing] = reasons('complete', 'u3', 'devices').reasons
    expect(missing).toMatchObject({ unit: 'u3', kpi: 'month.stock', code: 'missing', lost: 2, count: 2, key: null, textVi: 'Thiếu 2/3 tháng: 10/2026, 09/2026', textEn: '2 of 3 months missing: 10/2026, 09/2026' })
    expect(reasons('complete', 'u3', 'network').reasons[0]!.textVi).toBe('Thiếu 142/144 giờ: 07:00 22/11, 06:00 22/11, 04:00 22/11 và thêm 139')
  })
})

describe('sống', () => {
  it('falls with age, and asks of a cell never read once it is due', async () => {
    await world.post('u3', reading('u3', 'day.flow', start))
    expect(family('u3', 'services')!.alive).toMatchObject({ score: 100, possible: 1 })
    expect(family('u3', 'work')?.alive.possible ?? 0).toBe(0)
    world.advance(1.5 * dayMs)
    expect(family('u3', 'services')!.alive.score).toBe(100)
    expect(family('u3', 'work')?.alive.possible ?? 0).toBe(0)
    world.advance(0.75 * dayMs)
    expect(family('u3', 'services')!.alive.score).toBe(50)
    expect(family('u3', 'work')!.alive).toMatchObject({ score: 0, possible: 1 })
    world.advance(dayMs)
    expect(reasons('alive', 'u3', 'services').reasons).toMatchObject([{ unit: 'u3', kpi: 'day.flow', code: 'stale', lost: 1 }])
    expect(reasons('alive', 'u3', 'work').reasons).toMatchObject([{ unit: 'u3', kpi: 'day.cases', code: 'missing', at: null }])
  })
})

describe('thống nhất', () => {
  const declared = (num: number, at = start, den: number | null = null, kpi = 'month.count') => ({ ...reading('u1', kpi, at, num, den), declared: true })

  it('compares a declared total with the units below, by its month, the year, and with the own office: the nearest counts', async () => {
    await world.post('u1', count('u3', addMonths(thisMonth, -2), 40), count('u3', start - dayMs, 6), count('u4', start - 1000, 4), count('u1', start - 1000, 5))
    const scoreOf = async (num: number) => {
      world.advance(1000)
      await world.post('u1', declared(num, world.nowMs))
      world.quality.work.sweep()
      return family('u1', 'people')!.consistent.score
    }
    expect([await scoreOf(10), await scoreOf(15), await scoreOf(50), await scoreOf(55)]).toEqual([100, 100, 100, 100])
    expect(await scoreOf(8)).toBe(80)
    expect(family('u1', 'people')!.right).toMatchObject({ points: 9, possible: 10 })
    expect(reasons('consistent', 'u0').reasons).toMatchObject([{ unit: 'u1', kpi: 'month.count', code: 'mismatch', lost: 0.2, textVi: 'Số tổng hợp khai lệch 20 % so với tổng cấp dưới' }])
    expect(reasons('right', 'u1').reasons).toMatchObject([{ code: 'mismatch', lost: 1 }])
  })

  it('is nothing where no total was declared, or no unit below has reported', async () => {
    await world.post('u1', count('u3', start, 6))
    world.quality.work.sweep()
    expect(answer('u0').overall.consistent.score).toBeNull()
    await world.post('u2', { ...count('u2', start, 6), declared: true })
    world.quality.work.sweep()
    expect(answer('u0').overall.consistent.score).toBeNull()
  })

  it('follows a correction of the total, its withdrawal, and a late reading below', async () => {
    const total = declared(10)
    await world.post('u1', count('u3', start - 1000, 6), total)
    world.quality.work.sweep()
    expect(family('u1', 'people')!.consistent.score).toBe(60)
    await world.post('u1', count('u4', start - 500, 4))
    world.quality.work.sweep()
    expect(family('u1', 'people')!.consistent.score).toBe(100)
    const mended = { ...total, key: 'mended', num: 20, corrects: total.key }
    await world.post('u1', mended)
    world.quality.work.sweep()
    expect(family('u1', 'people')!.consistent.score).toBe(50)
    await world.post('u1', { ...total, key: 'gone', num: null, corrects: 'mended' })
    world.quality.work.sweep()
    expect(answer('u0').overall.consistent.score).toBeNull()
  })

  it('tells nothing of how far counts of cases are off', async () => {
    await world.post('u1', reading('u3', 'day.cases', start - 1000, 3, 4), declared(4, start, 4, 'day.cases'))
    world.quality.work.sweep()
    const [reason] = reasons('consistent', 'u1').reasons
    expect([reason!.lost, reason!.textVi, family('u1', 'work')!.consistent.points]).toEqual([1, 'Số tổng hợp khai khác tổng cấp dưới', 0])
  })

  it('finds declared totals by their own index, not by going through the log', () => {
    const plan = world.log.db.prepare(`EXPLAIN QUERY PLAN ${declaredSql}`).all(0, 1)
    expect(JSON.stringify(plan)).toContain('reading_declared')
  })
})

describe('dùng chung', () => {
  const devices = [qualityKpis.findIndex(({ id }) => id === 'month.stock')]
  it('counts different others who read what a unit reported', async () => {
    await world.post('u3', reading('u3', 'month.stock', start))
    expect(family('u3', 'devices')!.shared).toEqual({ score: 0, points: 0, possible: 3 })
    world.quality.noteRead(world.viewer('u3', 1), [world.index('u3')], devices)
    world.quality.noteRead(world.viewer('u2', 2), [world.index('u3')], devices)
    expect(family('u3', 'devices')!.shared.points).toBe(0)
    world.quality.noteRead(world.viewer('u1', 3), [world.index('u3')], devices)
    world.quality.noteWatch(world.viewer('u0', null), { root: 0, depth: 2, kpis: devices })
    expect(family('u3', 'devices')!.shared.points).toBe(2)
    expect(reasons('shared', 'u0').reasons).toMatchObject([{ unit: 'u3', kpi: '', code: 'unread', lost: 1, textVi: 'Thiết bị, phần mềm: 2 nơi khác đã đọc trong 30 ngày' }])
    world.advance(31 * dayMs)
    expect(family('u3', 'devices')!.shared.points).toBe(0)
  })

  it('asks nothing of a unit without figures, nor of the top, which nobody is above', async () => {
    await world.post('u0', reading('u0', 'month.stock', start))
    world.quality.noteWatch(world.viewer('u0', null), { root: 0, depth: 2, kpis: devices })
    expect(answer('u0').overall.shared.score).toBeNull()
  })

  it('counts a watch for the units it shows, not for those below', async () => {
    await world.post('u1', reading('u1', 'month.stock', start), reading('u3', 'month.stock', start))
    world.quality.noteWatch(world.viewer('u0', null), { root: 0, depth: 1, kpis: devices })
    expect([family('u3', 'devices')!.shared.points, answer('u1').overall.shared.points]).toEqual([0, 1])
  })
})

describe('law 8', () => {
  it('an answer holds the root\'s subtree only: what is wrong elsewhere changes nothing of it', async () => {
    await world.post('u1', reading('u3', 'month.stock', start - 1000))
    const told = () => [answer('u3'), ...qualityCriteria.map((criterion) => reasons(criterion, 'u3'))]
    world.quality.work.sweep()
    const before = JSON.stringify(told())
    await world.post('u0', reading('u4', 'month.stock', start, 99), reading('u1', 'month.stock', start, 99), { ...reading('u1', 'month.stock', start - 5), declared: true }, { key: 'x', unit: 'u4', kpi: 'nothing', at: start, num: 1 })
    await world.post('u4', reading('u3', 'month.stock', start - 1000))
    world.quality.work.sweep()
    expect(JSON.stringify(told())).toBe(before)
    expect(reasons('clean', 'u4').reasons.map(({ unit, code }) => [unit, code])).toEqual([['u4', 'unit_unavailable'], ['u4', 'kpi_unknown'], ['u4', 'num_exceeds_den']])
  })
})

describe('reasons', () => {
  it('are single readings, newest first, while there is room for all; else one for each unit, KPI and code', async () => {
    const bad = (i: number) => ({ ...reading('u3', 'month.stock', start - i, 11), key: `bad${i}` })
    await world.post('u3', ...Array.from({ length: 150 }, (_, i) => bad(i)))
    const single = reasons('right', 'u1', null, 2)
    expect(single).toMatchObject({ total: 150, score: { points: 0, possible: 150 }, reasons: [{ code: 'num_exceeds_den', key: 'bad149', count: 1, lost: 1 }, { key: 'bad148' }] })
    await world.post('u3', ...Array.from({ length: 60 }, (_, i) => bad(150 + i)))
    expect(reasons('right', 'u1')).toMatchObject({ total: 1, reasons: [{ unit: 'u3', kpi: 'month.stock', code: 'num_exceeds_den', count: 210, lost: 210, key: 'bad209' }] })
  })

  it('say how many are no longer told apart', async () => {
    for (let i = 0; i < 3; i++) await world.post('u3', ...Array.from({ length: 500 }, () => ({ key: 'x', unit: 'u3', kpi: 'nothing', at: start, num: 1 })))
    const { reasons: told, total } = reasons('clean', 'u3')
    expect(total).toBe(2)
    expect(told.map(({ code, count: n, key }) => [code, n, key])).toEqual([['kpi_unknown', 1000, 'x'], ['misplaced', 500, null]])
    expect(told[1]!.textVi).toContain('chi tiết không còn giữ')
  })

  it('together cost exactly what the score lacks; law 2: points of a unit are those of its own office and its children', async () => {
    const units = lawPyramid.units.map(({ code }) => code)
    const kpiIds = ['month.stock', 'day.flow', 'day.cases', 'line', 'month.count', 'nothing']
    const act = fc.record({ unit: fc.constantFrom(...units), by: fc.constantFrom('u0', 'u1', 'u3'), kpi: fc.constantFrom(...kpiIds), ago: fc.nat(100), num: fc.integer({ min: -1, max: 14 }), key: fc.nat(20), how: fc.nat(5), reader: fc.nat(4) })
    await fc.assert(fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 25 }), fc.nat(40), async (acts, later) => {
      const fresh = new QualityWorld(start)
      try {
        for (const { unit, by, kpi, ago, num, key, how, reader } of acts) {
          await fresh.post(by, {
            key: `k${key}`, unit, kpi, at: start - ago * dayMs, num, ...(kpi === 'month.count' ? {} : { den: 10 }),
            ...(how === 1 ? { declared: true } : {}), ...(how === 2 ? { corrects: `k${(key + 1) % 20}` } : {}),
          })
          fresh.quality.noteRead(fresh.viewer(by, reader + 2), [fresh.index(unit)], qualityKpis.keys())
        }
        fresh.advance(later * dayMs)
        fresh.quality.work.sweep()
        for (const unit of units) {
          const root = fresh.index(unit)
          const told = qualityAnswer.parse(fresh.quality.answer(root))
          for (const criterion of qualityCriteria) {
            const { points, possible } = told.overall[criterion]
            const all = qualityReasonsAnswer.parse(fresh.quality.reasons(criterion, root, null, maxQualityReasons))
            expect(all.score).toEqual(told.overall[criterion])
            const lost = all.reasons.reduce((sum, one) => sum + Math.round(one.lost * 1000), 0)
            if (all.total <= maxQualityReasons) expect(lost, `${criterion} of ${unit}`).toBe(Math.round(possible * 1000) - Math.round(points * 1000))
            const byGroup = groups.map((group) => fresh.quality.reasons(criterion, root, group, 1).score)
            expect(Math.round(byGroup.reduce((sum, one) => sum + one.points * 1000, 0))).toBe(Math.round(points * 1000))
            const children = [...lawPyramid.children[root]!]
            groups.forEach((_, index) => {
              const parts = [fresh.quality.board.own(criterion, root, index), ...children.map((child) => fresh.quality.board.points(criterion, child, index))]
              expect(fresh.quality.board.points(criterion, root, index)).toEqual(parts.reduce(addPoints, noPoints))
            })
          }
        }
      } finally {
        await fresh.end()
      }
    }), { numRuns: 15 })
  }, 60_000)
})
