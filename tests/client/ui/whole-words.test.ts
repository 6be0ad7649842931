import { describe, expect, it } from 'vitest'
import { firstThatFits, wholePart } from '../../../client/ui/whole-words.ts'

describe('words that have a certain room', () => {
  it('are the fullest that fit, and none where none fits', () => {
    expect([firstThatFits(['a whole quotation', 'S0 II.2'], 17), firstThatFits(['a whole quotation', 'S0 II.2'], 16), firstThatFits(['a whole quotation', 'S0 II.2'], 6)]).toEqual(['a whole quotation', 'S0 II.2', ''])
  })
  const text = 'Đạt 90 %. Giảm 30 % thời gian (so với 2025); đúng hạn. Xong.'
  it('are whole sentences and clauses from the beginning', () => {
    expect(wholePart(text, text.length)).toBe(text)
    expect(wholePart(text, text.length - 1)).toBe('Đạt 90 %. Giảm 30 % thời gian (so với 2025); đúng hạn.')
    expect(wholePart(text, 46)).toBe('Đạt 90 %. Giảm 30 % thời gian (so với 2025)')
    expect(wholePart(text, 9)).toBe('Đạt 90 %.')
  })
  it('are a later one where the first is too long, and nothing where all are', () => {
    expect([wholePart(text, 8), wholePart(text, 5), wholePart(text, 4)]).toEqual(['Xong.', 'Xong.', ''])
  })
  it('lose a bracket at the end before they are lost, and none in the middle', () => {
    expect(wholePart('lệch 9,3 lần (mức sàn; MAD chỉ 1 điểm)', 20)).toBe('lệch 9,3 lần')
    expect(wholePart('30% (90.000 trang) văn bản, tài liệu', 20)).toBe('')
  })
  it('lose the clauses of a bracket one by one, and stay closed', () => {
    const group = '3 trong 40 xã; nặng nhất: Phường A (từ 46 % thành 98 %; lệch 9,3 lần (mức sàn; MAD 1); bước 5); từ 08:05'
    expect([94, 88, 71, 49, 33].map((letters) => wholePart(group, letters))).toEqual([
      '3 trong 40 xã; nặng nhất: Phường A (từ 46 % thành 98 %; lệch 9,3 lần (mức sàn; MAD 1); bước 5)',
      '3 trong 40 xã; nặng nhất: Phường A (từ 46 % thành 98 %; lệch 9,3 lần (mức sàn; MAD 1))',
      '3 trong 40 xã; nặng nhất: Phường A (từ 46 % thành 98 %; lệch 9,3 lần)',
      '3 trong 40 xã; nặng nhất: Phường A', '3 trong 40 xã',
    ])
  })
  it('never end by an ellipsis that was not theirs', () => {
    for (let letters = 0; letters <= text.length; letters++) expect(wholePart(text, letters)).not.toContain('…')
  })
})
