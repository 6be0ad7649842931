/**
 * What no text that people write here may be: unseen, or hiding something. At least one sign of it is visible; no character in it is one that nobody sees or that
 * turns the text round; and no number is like a person's (domain, *Aggregates only*).
 * Sources: Unicode Standard, general categories and *Default_Ignorable_Code_Point* (UAX 44). Vietnamese and English need none of these: joiners (U+200C, U+200D) are
 * for other scripts, a soft hyphen or a byte order mark comes in by copying from a document.
 */
import { holdsPersonalNumber, personalDigits } from './personal-numbers.ts'

/** What is wrong with a text, each at most 120 characters. */
export interface TextFault { readonly vi: string; readonly en: string }

/** Line breaks and tabs, which a text of several lines has; selectors of a sign's form (`⚠️`), which follow it. */
const mayStand = /[\n\t\ufe00-\ufe0f]/u
/** Controls, formats, line separators, halves of characters, what fonts leave out, and signs that are drawn as nothing (fillers, the blank Braille cell, the null notehead). */
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}\u2800\u{1d159}]/gu
/** Letters, digits, symbols, punctuation. */
const visible = /[\p{L}\p{N}\p{S}\p{P}]/u

const nameOf = (character: string): string => `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`

/** Whether nothing of a text can be seen, or something in it cannot; null: all is well. Numbers are not looked at. */
export function invisibleFault(text: string): TextFault | null {
  const hidden = text.match(unseen)?.find((character) => !mayStand.test(character))
  if (hidden !== undefined) {
    const name = nameOf(hidden)
    return { vi: `có ký tự không nhìn thấy hoặc điều khiển (${name}); xóa rồi viết lại`, en: `it holds an invisible or control character (${name}); write it anew` }
  }
  if (visible.test(text)) return null
  return { vi: 'không có gì nhìn thấy được; viết ít nhất một chữ cái, chữ số hoặc dấu', en: 'nothing of it can be seen; write at least one letter, digit or sign' }
}

/** See the file header; null: nothing is wrong. */
export function textFault(text: string): TextFault | null {
  const hidden = invisibleFault(text)
  if (hidden !== null) return hidden
  if (!holdsPersonalNumber(text)) return null
  const { least, most } = personalDigits
  return {
    vi: `có dãy ${least}–${most} chữ số như số điện thoại, căn cước; bỏ đi, ghi tên đơn vị, không ghi tên người`,
    en: `it holds ${least}–${most} digits like a telephone or an identity card; leave them out, name offices, not persons`,
  }
}
