/** What no text that people write here may hold: control and direction characters, and numbers like a person's (domain, *Aggregates only*). */
import { holdsPersonalNumber, personalDigits } from './personal-numbers.ts'

/** What is wrong with a text, each at most 120 characters. */
export interface TextFault { readonly vi: string; readonly en: string }

/** Control characters but line breaks and tabs; line and paragraph separators; marks, embeddings and isolates of direction. */
const controls = /[^\P{Cc}\n\t]|[\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/u

/** See the file header; null: nothing is wrong. */
export function textFault(text: string): TextFault | null {
  if (controls.test(text)) return { vi: 'có ký tự điều khiển; xóa rồi viết lại', en: 'it holds control characters; write it anew' }
  if (!holdsPersonalNumber(text)) return null
  const { least, most } = personalDigits
  return {
    vi: `có dãy ${least}–${most} chữ số như số điện thoại, căn cước; bỏ đi, ghi tên đơn vị, không ghi tên người`,
    en: `it holds ${least}–${most} digits like a telephone or an identity card; leave them out, name offices, not persons`,
  }
}
