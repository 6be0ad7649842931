import { describe, expect, it } from 'vitest'
import { offShare } from '../../../data/judgement/quality.ts'
import { markWords, mismatchWords, missingWords, unreadWords } from '../../../data/judgement/quality-words.ts'

describe('quality in words', () => {
  it('tells how far a declared total is off by the figures, not by the points it cost', () => {
    const share = offShare({ num: 900, den: null, sumNum: 600, sumDen: 0 })
    expect(share).toBe(1 - 600 / 900)
    expect(mismatchWords(share, false)).toEqual({ vi: 'Số tổng hợp khai lệch 33,3 % so với tổng cấp dưới', en: 'The declared total is 33.3 % off the units below' })
    expect(mismatchWords(share, true).vi).toBe('Số tổng hợp khai khác tổng cấp dưới')
  })
  it('tells the worse of numerator and denominator, and nothing where both agree', () => {
    expect(offShare({ num: 10, den: 100, sumNum: 10, sumDen: 80 })).toBeCloseTo(0.2, 10)
    expect(offShare({ num: 0, den: 0, sumNum: 0, sumDen: 0 })).toBe(0)
  })
  it('parts thousands by the language', () => {
    expect(markWords('duplicate', 'duplicate', null, 3200, true)).toEqual({ vi: '3.200 số liệu gửi trùng', en: '3,200 readings sent again' })
    expect(markWords('duplicate', 'duplicate', null, 3200, false).vi).toContain('3.200 lần')
    expect(missingWords('hour', 1000, 3200, [])).toEqual({ vi: 'Thiếu 1.000/3.200 giờ', en: '1,000 of 3,200 hours missing' })
    expect(unreadWords('data', 1).vi).toContain('1 nơi')
  })
})
