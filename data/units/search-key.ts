/**
 * The key under which a Vietnamese name is found however it is typed.
 * Not a unit of measure: plain text in, plain text out. Source: the habit of typing Vietnamese without marks.
 */

const marks = /\p{M}/gu
const apostrophes = /['’ʼ`]/g
const separators = /[^\p{L}\p{N}]+/gu

/** `Điện Biên` → `dien bien`, `Ea H'Leo` → `ea hleo`: lower case, no marks, đ→d, no apostrophes, single spaces. Idempotent. */
export function searchKey(text: string): string {
  return text
    .normalize('NFD')
    .replace(marks, '')
    .toLowerCase()
    .replaceAll('đ', 'd')
    .replace(apostrophes, '')
    .replace(separators, ' ')
    .trim()
}

/** The words of what a person looks for, as keys; null: there is text in it but nothing to look for (`%`), so that nothing is found by it. */
export function searchWords(text: string): readonly string[] | null {
  const words = searchKey(text).split(' ').filter((word) => word !== '')
  return words.length === 0 && text.trim() !== '' ? null : words
}
