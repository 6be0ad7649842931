import { existsSync, readdirSync, readFileSync } from 'node:fs'
import type { DocumentId } from '../../../data/kpis/kpi.ts'

const folder = new URL('../../../../shared/sources/', import.meta.url)
const toneMarks = /[\u0300\u0301\u0303\u0309\u0323]/g
const documents: readonly DocumentId[] = ['S0', 'S1', 'S2', 'S3', 'S4']

/** Whether the planning documents lie beside the checkout; tests that need them skip visibly where they don't. */
export const sourcesPresent: boolean = existsSync(folder)

/** A tone mark goes to the end of its syllable, so that `Qúy` and `Quý`, `hoá` and `hóa` are the same word. */
function foldTones(word: string): string {
  const apart = word.normalize('NFD')
  const marks = apart.match(toneMarks) ?? []
  return (apart.replace(toneMarks, '') + marks.join('')).normalize('NFC')
}

/** Text for comparison: NFC, tone marks folded, markdown, HTML and TeX signs and runs of white space folded, lower case. */
export function foldText(text: string): string {
  return text
    .normalize('NFC')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\$|\\(?=%)/g, '')
    .replace(/\\geq\s*/g, '≥')
    .replace(/[*#|_]/g, ' ')
    .replace(/≥\s+/g, '≥')
    .replace(/\p{L}[\p{L}\p{M}]*/gu, foldTones)
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase()
}

/** A document as it lies there, by its code (`S0` is the file `000_…`). */
export function sourceText(document: DocumentId): string {
  const prefix = `00${document.slice(1)}_`
  const name = readdirSync(folder).find((file) => file.startsWith(prefix))
  if (name === undefined) throw new Error(`no source ${document}`)
  return readFileSync(new URL(name, folder), 'utf8')
}

const folded = new Map<DocumentId, string>()

/** A document folded for comparison; read once. */
export function foldedSource(document: DocumentId): string {
  let text = folded.get(document)
  if (text === undefined) {
    text = foldText(sourceText(document))
    folded.set(document, text)
  }
  return text
}

/** Whether some document holds the words. */
export function standsInSomeSource(words: string): boolean {
  return documents.some((document) => foldedSource(document).includes(foldText(words)))
}

/** Names in the signature blocks: the short line of capitalised words after `T/M …` and the office of who signed. */
export function signerNames(): string[] {
  const names: string[] = []
  for (const document of documents) {
    const blocks = sourceText(document).normalize('NFC').split(/T\/M /).slice(1)
    for (const block of blocks) {
      const lines = block.split('\n').slice(1, 8).map((line) => line.replace(/\*/g, '').trim())
      const name = lines.find((line) => /^(\p{Lu}\p{Ll}+ ){1,4}\p{Lu}\p{Ll}+$/u.test(line))
      if (name !== undefined) names.push(name)
    }
  }
  return names
}
