import { describe, expect, it } from 'vitest'
import type { RuleInput } from '../../../data/protocol/rule.ts'
import { uniform } from '../../../data/samples/random.ts'
import { dayMs, hourMs, startOfLocalDay } from '../../../data/time/vietnam-time.ts'
import { kpisOf, smallPyramid } from '../../support/memory-figures.ts'
import { RehearsalWorld, type Fed } from '../../support/rehearsal-world.ts'

const daily = ['digitization.pages', 'esign.documents', 'cases.digital'] as const
const startMs = startOfLocalDay('2026-06-20')
const endMs = startOfLocalDay('2026-10-01') + 15 * hourMs
const fromDay = '2026-07-03'
const quietMs = startOfLocalDay('2026-07-05')
const days = Math.ceil((endMs - startMs) / dayMs)
const pyramid = smallPyramid(2, 6)
const offices = pyramid.units.flatMap(({ code, level, parent }) => (level === 'centre' ? [] : [{ code, parent }]))

const rule: RuleInput = {
  nameVi: 'Im lặng', nameEn: '', condition: { on: 'verdict', verdicts: ['late', 'lost'] }, kpis: [...daily], root: 'TW', levels: ['province', 'commune'], minUnits: 1, minShare: 0,
  pendingMs: 2 * hourMs, clearAfterMs: 0, severity: 'behind', tell: ['centre', 'province', 'commune'], enabled: true,
}

/** Every office reports three figures a day; from the window's third day on it falls silent on some of them now and then, and whole provinces do (which of alike warnings stood before, only the live book knows). */
function fed(seed: number): Fed[] {
  return offices.flatMap(({ code, parent }, u) => daily.flatMap((kpi, k) => Array.from({ length: days }, (_, day): Fed | null => {
    const week = Math.floor((day + u) / 9), isCommon = uniform(seed, 7, u, week) < 0.15, isOwn = uniform(seed, 8, u * 3 + k, week) < 0.08
    const isProvince = uniform(seed, 9, Number(parent === 'TW' ? code : parent), Math.floor(day / 12)) < 0.1
    const atMs = startMs + day * dayMs + (8 + Math.floor(uniform(seed, u, day) * 8)) * hourMs
    return atMs > endMs || (atMs > quietMs && (isCommon || isOwn || isProvince) && (day + u) % 9 < 5) ? null : { unit: code, kpi, key: `${k}-${day}`, atMs, num: 40, den: 50 }
  }).filter((one) => one !== null)))
}

async function compare(seed: number, one: RuleInput): Promise<{ live: number; rehearsed: number; raw: number; perDay: readonly [string, number][]; liveDays: Record<string, number> }> {
  const world = new RehearsalWorld(pyramid, kpisOf(...daily), startMs, { one }, { folds: true })
  try {
    await world.run(endMs, fed(seed))
    const opened = world.opened('one', fromDay)
    const result = world.rehearse(one)
    const raw = daily.reduce((sum, kpi) => sum + world.rehearse({ ...one, kpis: [kpi] }).opened, 0)
    const liveDays: Record<string, number> = {}
    for (const opening of opened) liveDays[opening.slice(-10)] = (liveDays[opening.slice(-10)] ?? 0) + 1
    return { live: opened.length, rehearsed: result.opened, raw, perDay: result.perDay.filter((day) => day.opened > 0).map((day) => [day.day, day.opened]), liveDays }
  } finally {
    await world.end()
  }
}

describe('a rehearsal counts what people would get', () => {
  it.each([1, 2, 3])('the same warnings on the same days as the live book, folded (seed %i)', async (seed) => {
    const { live, rehearsed, raw, perDay, liveDays } = await compare(seed, rule)
    expect(live).toBeGreaterThan(10)
    expect(raw, 'some of it is folded').toBeGreaterThan(live)
    expect(Object.fromEntries(perDay)).toEqual(liveDays)
    expect(rehearsed).toBe(live)
  }, 60_000)
  it('also where several units and a lasting clearance are asked for', async () => {
    const { live, raw, perDay, liveDays } = await compare(4, { ...rule, minUnits: 2, minShare: 0.2, clearAfterMs: 20 * hourMs })
    expect(live).toBeGreaterThan(3)
    expect(raw).toBeGreaterThan(live)
    expect(Object.fromEntries(perDay)).toEqual(liveDays)
  }, 60_000)
})
