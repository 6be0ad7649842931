import { describe, expect, it } from 'vitest'
import { maxRuleName } from '../../../data/protocol/rule.ts'
import { boundNumbers, fitRow, rowKinds } from '../../../client/scenes/wall/warnings/row-fit.ts'

const sentence = 'từ 46,3 % thành 98 % trong một kỳ; lệch 9,3 lần mức dao động 2,89 điểm (mức sàn; MAD chỉ 1 điểm); bước thường lệ 5 điểm trong 8 ngày trước'
const fit = (height: number, part: Partial<Parameters<typeof fitRow>[2]> = {}, width = 186) => fitRow(width, height, { heading: 'Số liệu tăng giảm đột biến', evidence: sentence, now: '98,36 %', ...part })
const plain = (text: string): string => text.replaceAll('\u00a0', ' ')

describe('the words of a row', () => {
  it('take the lines the row has: more in a higher row, all in a high one, as much as fits in the lowest', () => {
    expect([8.4, rowKinds.block, rowKinds.tall, 20].map((height) => fit(height).kind)).toEqual(['flow', 'block', 'tall', 'tall'])
    expect(plain(fit(20).evidence)).toBe(sentence)
    expect(plain(fit(8.4, { heading: 'Số liệu tăng giảm đột biến '.repeat(3) }).evidence)).toBe('từ 46,3 % thành 98 % trong một kỳ; lệch 9,3 lần mức dao động 2,89 điểm (mức sàn; MAD chỉ 1 điểm)')
    expect(plain(fit(8.4, {}, 240).evidence)).toBe(sentence)
  })
  it('keep a number with what it counts, and an hour with its day', () => {
    expect(boundNumbers('từ 46,3 % thành 9 lần, từ 08:05 22/11/2026')).toBe('từ 46,3\u00a0% thành 9\u00a0lần, từ 08:05\u00a022/11/2026')
    for (let height = 8; height <= 20; height += 0.1) expect(['', ...sentence.split(/; (?![^(]*\))/).map((_, i, all) => all.slice(0, i + 1).join('; '))]).toContain(plain(fit(height).evidence))
  })
  it('have a heading that is whole, as long as a rule can be named, and a sentence in what is left', () => {
    const longest = 'Toàn quốc: đơn vị báo cáo, lỗi dữ liệu, đúng hạn không đạt kế hoạch '.repeat(2).slice(0, maxRuleName)
    for (let height = 8.4; height <= 20; height += 0.1) expect(fit(height, { heading: longest }).heading).toBe(longest)
    expect(fit(8.4, { heading: longest }).evidence.length).toBeLessThan(fit(8.4).evidence.length)
    expect(plain(fit(20, { heading: longest }).evidence)).toBe(sentence)
  })
  it('a figure grows smaller rather than lose its unit, and no smaller than a wall can tell', () => {
    expect([fit(15).nowSize.toFixed(2), fit(9).nowSize]).toEqual(['5.29', 4])
    expect(fit(15, { now: '1.238.000' }).nowSize).toBeLessThan(fit(15).nowSize)
    expect(fit(15, { now: '1.238.000.000.000' }).nowSize).toBeGreaterThan(1.75)
  })
})
