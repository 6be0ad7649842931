import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatAge, formatDuration, formatLasting } from '../../../client/ui/format.ts'
import { exactSpanWords, spanWords } from '../../../data/judgement/number-words.ts'
import { durationWords, tellSpan } from '../../../data/time/spans.ts'

const minute = 60_000, hour = 60 * minute, day = 24 * hour
const plain = (text: string): string => text.replaceAll('\u00a0', ' ')
const span = fc.oneof(fc.integer({ min: 0, max: 400 * day }), fc.integer({ min: 0, max: 100 * hour }), fc.integer({ min: 0, max: 2 * hour }))
const languages = ['vi', 'en'] as const

/** What a telling says, back in milliseconds. */
function msOf(text: string): number {
  const sizes: Readonly<Record<string, number>> = { ngày: day, giờ: hour, phút: minute, giây: 1000 }
  return [...plain(text).matchAll(/(\d+) (\S+)/g)].reduce((sum, [, count, unit]) => sum + Number(count) * sizes[unit!]!, 0)
}

describe('a span of time', () => {
  it('is told by one rule: the sentence says what the column says, and the short form begins both', () => {
    fc.assert(fc.property(span, fc.constantFrom(...languages), (ms, language) => {
      const words = durationWords[language], column = plain(formatDuration(ms, words))
      expect(spanWords(ms, language)).toBe(column)
      expect(column.startsWith(plain(formatAge(ms, words)))).toBe(true)
      expect(exactSpanWords(ms, language).startsWith(column)).toBe(true)
      if (ms >= minute) expect(plain(formatLasting(ms, words))).toBe(column)
    }))
  })

  it('is never rounded up, and short of itself by less than the last unit told', () => {
    fc.assert(fc.property(span, (ms) => {
      for (const telling of ['age', 'duration', 'exact'] as const) {
        const said = tellSpan(ms, telling, durationWords.vi, ' '), told = msOf(said)
        expect(told).toBeLessThanOrEqual(ms)
        const last = /(ngày|giờ|phút|giây)$/.exec(said)![0]
        const unit = { ngày: day, giờ: hour, phút: minute, giây: 1000 }[last]!
        // a zero at the second place is left out
        expect(ms - told).toBeLessThan(telling === 'age' || told % unit === 0 ? Math.max(unit, 1000) : unit)
      }
    }))
  })

  it('changes its unit at a minute, an hour and three days, not a millisecond before', () => {
    const age = (ms: number): string => tellSpan(ms, 'age', durationWords.vi, ' ')
    expect([minute - 1, minute, hour - 1, hour, 72 * hour - 1, 72 * hour].map(age)).toEqual(['59 giây', '1 phút', '59 phút', '1 giờ', '71 giờ', '3 ngày'])
    const duration = (ms: number): string => tellSpan(ms, 'duration', durationWords.en, ' ')
    expect([hour, hour + minute, day - 1, day, day + 30 * minute, -5].map(duration)).toEqual(['1 h', '1 h 01 min', '23 h 59 min', '24 h', '24 h', '0 s'])
  })

  it('of a limit is told so that it is exact to the second unit', () => {
    expect([108 * hour, 48 * hour, 48 * hour + 20 * minute, 90 * 1000].map((ms) => exactSpanWords(ms, 'vi'))).toEqual(['4 ngày 12 giờ', '48 giờ', '48 giờ 20 phút', '1 phút 30 giây'])
  })

  it('that lasts for less than a minute says so, wherever it is told', () => {
    expect([0, minute - 1, minute].map((ms) => plain(formatLasting(ms, durationWords.vi)))).toEqual(['dưới 1 phút', 'dưới 1 phút', '1 phút'])
  })
})
