import { describe, expect, it } from 'vitest'
import { startOfRun } from '../../../server/watch/since-board.ts'

const point = (day: number, value: number | null) => ({
  from: `2026-11-${String(day).padStart(2, '0')}T00:00:00+07:00`, at: `2026-11-${String(day).padStart(2, '0')}T23:59:59+07:00`,
  num: null, den: null, value, expected: null, reported: 0,
})
const below = (value: number | null): boolean => value !== null && value < 0.5

describe('since when a figure has been below its plan', () => {
  it('is the start of the run that reaches to now', () => {
    const points = [point(1, 0.2), point(2, 0.6), point(3, 0.4), point(4, 0.3)]
    expect(startOfRun(points, below)).toBe(Date.parse('2026-11-03T00:00:00+07:00'))
  })
  it('is unknown where the last point is not below it', () => {
    expect(startOfRun([point(1, 0.2), point(2, 0.6)], below)).toBeNull()
    expect(startOfRun([], below)).toBeNull()
  })
  it('a day without data ends the run: nothing is inferred from silence', () => {
    expect(startOfRun([point(1, 0.2), point(2, null), point(3, 0.2)], below)).toBe(Date.parse('2026-11-03T00:00:00+07:00'))
  })
})
