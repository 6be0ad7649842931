/** A text must be seen: at least one visible sign, and no character that nobody sees or that turns the text round. */
import { describe, expect, it } from 'vitest'
import { invisibleFault, textFault } from '../../../data/access/plain-text.ts'

const points = (text: string): string => [...text].map((one) => `U+${one.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`).join(' ')

/** What nobody sees: alone, and inside a text that is otherwise right. */
const hidden = ['\u200b', '\u200c', '\u200d', '\u2060', '\ufeff', '\u00ad', '\u200e', '\u200f', '\u061c', '\u202a', '\u202e', '\u2066', '\u2069', '\u2028', '\u2029', '\u0000', '\u0007', '\u001b', '\u007f', '\u0085',
  '\u180e', '\u034f', '\u2800', '\u3164', '\u115f', '\u1160', '\uffa0', '\u17b4', '\u{1d159}', '\u{1d173}', '\u{e0020}', '\u{e0100}', '\ud800']

describe('a text that people write', () => {
  it.each(hidden.map((one) => [points(one), one]))('is refused with %s: alone, three times, between words, at an end', (_, one) => {
    for (const text of [one, one.repeat(3), `Văn${one}phòng`, `Văn phòng ${one}`, `${one}Văn phòng`]) {
      expect([textFault(text) === null, invisibleFault(text) === null], points(text)).toEqual([false, false])
    }
  })

  it.each(['', ' ', '   ', '\t', '\n \n', '\u00a0\u00a0', '\u3000', '\u2003', '\u0301', '\u0301\u0302', ' \u0323 ', '\ufe0f', '\u20dd', '\ue000'].map((one) => [points(one), one]))('is refused where nothing of it is seen: %s', (_, text) => {
    expect(textFault(text)?.en).toBe('nothing of it can be seen; write at least one letter, digit or sign')
  })

  it.each(['a', 'Ủy ban Kiểm tra Tỉnh ủy', 'U\u0309y ban', '5', '%', '–', '?', '…', 'hai\ndòng', 'cột\tcột', 'Đạt 95\u00a0%', 'một\u202fhai', '⚠\ufe0f gấp', 'ĐẮK LẮK', 'Sở KH&CN (đầu mối) “gấp”', '政治', 'đ', '\u25cf'])('is taken: %j', (text) => {
    expect([textFault(text), invisibleFault(text)]).toEqual([null, null])
  })

  it('is told which character it is, in both languages, in at most 120 characters', () => {
    expect(textFault('ab\u200bc')).toEqual({ vi: 'có ký tự không nhìn thấy hoặc điều khiển (U+200B); xóa rồi viết lại', en: 'it holds an invisible or control character (U+200B); write it anew' })
    for (const text of ['\u{e0100}', '', '0912345678']) for (const words of Object.values(textFault(text)!)) expect(words.length).toBeLessThanOrEqual(120)
  })

  it('with a number like a person\'s is refused by the whole check alone', () => {
    expect([textFault('Gọi 0912345678') === null, invisibleFault('Gọi 0912345678')]).toEqual([false, null])
  })
})
