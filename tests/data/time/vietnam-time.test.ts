import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addMonths, dayStart, endOfLocalDay, hourStart, localDay, monthStart, startOfLocalDay, toLocalIso, weekStart, yearOf, yearStart } from '../../../data/time/vietnam-time.ts'

const zone = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh', dateStyle: 'short' })
const instants = fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2060, 0, 1) })

describe('local time is Asia/Ho_Chi_Minh', () => {
  it('agrees with the time zone database on every day', () => {
    fc.assert(fc.property(instants, (ms) => { expect(localDay(ms)).toBe(zone.format(ms)) }))
  })
  it('a day begins at local midnight, 17:00 UTC', () => {
    expect(startOfLocalDay('2026-11-22')).toBe(Date.parse('2026-11-21T17:00:00Z'))
    expect(endOfLocalDay('2026-12-31')).toBe(yearStart(2027))
    expect(yearOf(yearStart(2027) - 1)).toBe(2026)
    expect([2027, 2026, 2027, 2020].map((year) => [yearOf(yearStart(year)), yearOf(yearStart(year + 1) - 1)])).toEqual([2027, 2026, 2027, 2020].map((year) => [year, year]))
    expect(yearOf(NaN)).toBeNaN()
    expect(yearStart(2024)).toBe(Date.UTC(2024, 0, 1) - 7 * 3_600_000)
  })
  it('day, month and hour starts are at or before the instant and in the same day, month, hour', () => {
    fc.assert(fc.property(instants, (ms) => {
      expect(localDay(dayStart(ms))).toBe(localDay(ms))
      expect(localDay(monthStart(ms)).slice(0, 7)).toBe(localDay(ms).slice(0, 7))
      expect(localDay(monthStart(ms)).slice(8)).toBe('01')
      expect(ms - hourStart(ms)).toBeLessThan(3_600_000)
      expect(addMonths(ms, 0)).toBe(monthStart(ms))
    }))
  })
  it('months cross the year', () => {
    expect(localDay(addMonths(startOfLocalDay('2026-11-22'), 3))).toBe('2027-02-01')
    expect(localDay(addMonths(startOfLocalDay('2026-01-31'), -1))).toBe('2025-12-01')
  })
  it('a week begins on Monday, as the time zone database names the days', () => {
    const weekday = new Intl.DateTimeFormat('en', { timeZone: 'Asia/Ho_Chi_Minh', weekday: 'short' })
    fc.assert(fc.property(instants, (ms) => {
      const start = weekStart(ms)
      expect([weekday.format(start), weekday.format(start - 1), dayStart(start)]).toEqual(['Mon', 'Sun', start])
      expect(ms - start).toBeLessThan(7 * 86_400_000)
      expect(ms).toBeGreaterThanOrEqual(start)
    }))
    expect(localDay(weekStart(startOfLocalDay('2026-11-22')))).toBe('2026-11-16')
    expect(localDay(weekStart(startOfLocalDay('1969-12-28')))).toBe('1969-12-22')
  })
  it('is written with its offset', () => {
    expect(toLocalIso(Date.parse('2026-11-22T01:02:03.004Z'))).toBe('2026-11-22T08:02:03.004+07:00')
  })
})
