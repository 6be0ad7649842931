import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { expectedAt, judgePlan, lastInstantOf } from '../../../data/judgement/plan-status.ts'
import type { Target } from '../../../data/kpis/kpi.ts'
import { targets } from '../../../data/kpis/targets.ts'
import { endOfLocalDay, startOfLocalDay, yearStart } from '../../../data/time/vietnam-time.ts'

const pages = targets.find((t) => t.kpi === 'digitization.pages' && t.owner.kind === 'reference')!
const uptime = targets.find((t) => t.kpi === 'network.uptime' && t.owner.kind === 'reference')!
const zero = targets.find((t) => t.kpi === 'tasks.overdue')!
const noon = (day: string): number => startOfLocalDay(day) + 12 * 3_600_000

describe('the plan\'s line', () => {
  it('starts from nothing on 1 January and passes each milestone at the end of its day', () => {
    expect(expectedAt(pages, yearStart(2026))).toBe(0)
    expect(expectedAt(pages, endOfLocalDay('2026-06-30'))).toBeCloseTo(0.4, 12)
    expect(expectedAt(pages, endOfLocalDay('2026-09-30'))).toBeCloseTo(0.6, 12)
    expect(expectedAt(pages, endOfLocalDay('2026-12-31'))).toBeCloseTo(0.7, 12)
  })
  it('says 65.7 % on 21 November 2026, as the mock-up', () => {
    expect(expectedAt(pages, startOfLocalDay('2026-11-21') + 14 * 3_600_000)).toBeCloseTo(0.6561, 3)
  })
  it('never falls, and never passes the target', () => {
    fc.assert(fc.property(fc.integer({ min: yearStart(2026), max: yearStart(2027) }), fc.nat(30 * 86_400_000), (at, step) => {
      expect(expectedAt(pages, at + step)).toBeGreaterThanOrEqual(expectedAt(pages, at))
      expect(expectedAt(pages, at)).toBeLessThanOrEqual(pages.value)
    }))
  })
  it('of a floor without a date is the target itself', () => {
    expect(expectedAt(uptime, yearStart(2026))).toBe(0.99)
  })
})

describe('status against plan', () => {
  const at = noon('2026-11-22')
  const line = expectedAt(pages, at)
  const status = (value: number | null, target: Target | null = pages): string => judgePlan(value, target, 'up', at).status
  it('is met from the final target on', () => {
    expect([status(0.7), status(0.6999)]).toEqual(['met', 'on_track'])
  })
  it('is on track at the line, behind just below it, and at risk beyond a tenth', () => {
    expect([status(line), status(line - 1e-9), status(line * 0.9), status(line * 0.9 - 1e-9)]).toEqual(['on_track', 'behind', 'behind', 'at_risk'])
  })
  it('without a target has a value and no verdict, and is never counted as met', () => {
    expect(judgePlan(0.99, null, 'up', at)).toEqual({ status: 'no_target', expected: null })
  })
  it('without data is a status of its own, never zero', () => {
    expect(judgePlan(null, pages, 'up', at)).toEqual({ status: 'no_data', expected: line })
  })
  it('past due and unmet is at risk, however near', () => {
    const due = { ...pages, due: '2026-09-30', milestones: [], value: 0.3 }
    expect(status(0.2999, due)).toBe('at_risk')
    expect(judgePlan(0.2999, due, 'up', endOfLocalDay('2026-09-30') - 1).status).toBe('behind')
    expect(judgePlan(0.2999, due, 'up', endOfLocalDay('2026-09-30')).status).toBe('at_risk')
    expect(status(0.3, due)).toBe('met')
  })
  it('of uptime is behind from 98.5 % and at risk below', () => {
    expect([0.99, 0.9899, 0.985, 0.98499].map((value) => status(value, uptime))).toEqual(['met', 'behind', 'behind', 'at_risk'])
  })
  it('of a target of zero: zero is met, above it at risk', () => {
    expect(judgePlan(0, zero, 'down', at).status).toBe('met')
    expect(judgePlan(1, zero, 'down', at).status).toBe('at_risk')
  })
})

describe('1 January', () => {
  it('a target is judged inside its plan year and not a millisecond longer', () => {
    expect(judgePlan(0.5, pages, 'up', lastInstantOf(2026)).status).toBe('at_risk')
    expect(judgePlan(0.5, pages, 'up', lastInstantOf(2026) + 1)).toEqual({ status: 'no_target', expected: null })
    expect(lastInstantOf(2026) + 1).toBe(Date.parse('2026-12-31T17:00:00Z'))
  })
})
