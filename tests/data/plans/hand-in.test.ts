import { describe, expect, it } from 'vitest'
import { kpis } from '../../../data/kpis/catalogue.ts'
import {
  handInOf, handedInMs, isInTime, isReportPart, isWhole, maxReportParts, noHandIn, partsIn, periodCounting, receiptMs, reportState, type PartReading,
} from '../../../data/plans/hand-in.ts'

const local = (text: string): number => Date.parse(`${text}+07:00`)
const fromMs = local('2026-11-01T00:00:00')
const toMs = local('2026-12-01T00:00:00')
const dueMs = local('2026-11-21T00:00:00')
let seq = 0
const came = (part: number, received: number, more: Partial<PartReading> = {}): PartReading => ({
  seq: ++seq, part, atMs: local('2026-11-12T09:00:00'), receivedMs: received, withdraws: false, declared: false, simulated: false, replaced: false, replaces: null, ...more,
})
const state = (readings: readonly PartReading[], nowMs: number, wanted = 0b11): string => reportState(handInOf(partsIn(readings, fromMs, toMs)), wanted, dueMs, nowMs, periodCounting(false, 0, dueMs, nowMs))

describe('a period', () => {
  it('is open until its due instant, and counts from then on where an office had a part in a millisecond before it, not at it', () => {
    expect([dueMs - 1, dueMs].map((nowMs) => periodCounting(false, dueMs - 1, dueMs, nowMs))).toEqual(['open', 'counted'])
    expect([dueMs - 1, dueMs].map((nowMs) => periodCounting(false, dueMs, dueMs, nowMs))).toEqual(['open', 'nobody_in'])
    expect([dueMs - 1, dueMs].map((nowMs) => periodCounting(false, null, dueMs, nowMs))).toEqual(['open', 'nobody_in'])
  })

  it('of a duty that a unit took upon itself counts in any case', () => {
    expect([dueMs - 1, dueMs].map((nowMs) => periodCounting(true, null, dueMs, nowMs))).toEqual(['open', 'counted'])
  })

  it('that does not count leaves no report missing, and what came after it late', () => {
    const at = (readings: readonly PartReading[]): string => reportState(handInOf(partsIn(readings, fromMs, toMs)), 0b11, dueMs, dueMs, 'nobody_in')
    expect([at([]), at([came(0, dueMs)]), at([came(0, dueMs), came(1, dueMs)])]).toEqual(['waiting', 'partial', 'late'])
  })
})

describe('a report', () => {
  it('waits, is partial, and is missing from the due instant on', () => {
    const one = [came(0, local('2026-11-13T08:00:00'))]
    expect(state([], dueMs - 1)).toBe('waiting')
    expect(state(one, dueMs - 1)).toBe('partial')
    expect(state([], dueMs)).toBe('missing')
    expect(state(one, dueMs)).toBe('missing')
  })

  it('is in time when its last part came a millisecond before the due instant, and late at it', () => {
    const early = came(0, local('2026-11-13T08:00:00'))
    expect(state([early, came(1, dueMs - 1)], dueMs + 1)).toBe('in_time')
    expect(state([early, came(1, dueMs)], dueMs + 1)).toBe('late')
    expect([isInTime(dueMs - 1, dueMs), isInTime(dueMs, dueMs)]).toEqual([true, false])
  })

  it('is handed in when the last of its parts first came, and what comes again does not delay it', () => {
    const readings = [came(0, 100), came(1, 300), came(0, 900), came(1, 950)]
    expect(handedInMs(handInOf(partsIn(readings, fromMs, toMs)), 0b11)).toBe(300)
  })

  it('takes only readings of its own period, first and last millisecond included', () => {
    const at = (atMs: number): boolean => partsIn([came(0, 5, { atMs })], fromMs, toMs).has(0)
    expect([at(fromMs - 1), at(fromMs), at(toMs - 1), at(toMs)]).toEqual([false, true, true, false])
  })

  it('is not made of compiled totals', () => {
    expect(partsIn([came(0, 5, { declared: true })], fromMs, toMs).size).toBe(0)
  })

  it('loses a part that was withdrawn, and has it back only since it came again', () => {
    const first = came(0, 100, { replaced: true })
    const gone = came(0, 200, { withdraws: true, replaces: first.seq })
    expect(partsIn([first, gone], fromMs, toMs).size).toBe(0)
    const again = came(0, 300, { replaces: gone.seq })
    expect(partsIn([first, { ...gone, replaced: true }, again], fromMs, toMs).get(0)?.inMs).toBe(300)
  })

  it('is not late because a figure was mended after the due instant', () => {
    const first = came(0, dueMs - 10, { replaced: true })
    const second = came(0, dueMs + 10, { replaces: first.seq, replaced: true })
    const third = came(0, dueMs + 20, { replaces: second.seq })
    expect(partsIn([first, second, third], fromMs, toMs).get(0)?.inMs).toBe(dueMs - 10)
  })

  it('is in since the correction where that moved a reading of another month here', () => {
    const first = came(0, 100, { replaced: true, atMs: fromMs - 1 })
    const moved = came(0, 400, { replaces: first.seq })
    expect(partsIn([first, moved], fromMs, toMs).get(0)?.inMs).toBe(400)
    expect(partsIn([first, moved], fromMs - 10, fromMs).size).toBe(0)
  })

  it('of simulated readings was received when they say they were so: a simulated history is posted at once', () => {
    const atMs = local('2026-11-12T09:00:00')
    expect(receiptMs({ atMs, receivedMs: toMs, simulated: true })).toBe(atMs)
    expect(receiptMs({ atMs, receivedMs: toMs, simulated: false })).toBe(toMs)
  })

  it('of no parts at all is never whole', () => {
    expect(isWhole(0, 0)).toBe(false)
    expect(reportState(noHandIn, 0, dueMs, dueMs, 'counted')).toBe('missing')
  })

  it('has the monthly KPIs of the unit’s own office as its parts, few enough to be bits of one number', () => {
    const parts = (level: 'commune' | 'province' | 'centre'): string[] => kpis.filter((kpi) => isReportPart(kpi, level)).map(({ id }) => id)
    expect(parts('commune')).toHaveLength(24)
    expect(parts('province')).toHaveLength(25)
    expect(parts('commune')).toContain('training.staff')
    expect(parts('commune')).not.toContain('digitization.pages')
    expect(parts('commune')).not.toContain('reports.on_time')
    expect(new Set([...parts('commune'), ...parts('province')]).size).toBeLessThanOrEqual(maxReportParts)
    expect(isWhole(1 << (maxReportParts - 1), 1 << (maxReportParts - 1))).toBe(true)
  })
})
