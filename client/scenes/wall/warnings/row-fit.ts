/** What of a warning's words a row has room for: its heading (the longest a rule can have fits every row), what is whole of its sentence, and the size of its figure, which is never cut. Pure; lengths in u. */
import { nbsp } from '../../../ui/format.ts'
import { wholePart } from '../../../ui/whole-words.ts'

/** Width of all columns but the reason, and of the column of the figure less its padding. */
const otherWidth = 121.6, nowWidth = 17.4
/** A row lower than `block` has its heading and sentence in one flow; from `tall` on its type is larger. */
export const rowKinds = { block: 10.6, tall: 12 } as const
/** Space above and below the words of a row. */
const rowPadding = 0.8
/** Type of a row: sizes and heights of lines of the heading and the sentence. */
const types = {
  flow: { head: 2.2, headLine: 2.5, text: 2.2, textLine: 2.5, now: 4 },
  block: { head: 2.6, headLine: 2.9, text: 2.2, textLine: 2.5, now: 4 },
  tall: { head: 3, headLine: 3.5, text: 2.3, textLine: 2.7, now: 5.6 },
} as const
/** Width of a letter by its size: semi-bold and plain at 80 % width; of a digit of the figure. */
const letter = { head: 0.46, text: 0.42, digit: 0.47 } as const
/** Letters that the breaks of lines cost each line. */
const breakLetters = 4

/** Words and sizes of one row. */
export interface RowFit {
  readonly kind: keyof typeof types
  readonly heading: string
  readonly evidence: string
  /** Size of the figure. */
  readonly nowSize: number
}

/** A number never stands at another line than what it counts, nor an hour than its day. */
export function boundNumbers(text: string): string {
  return text.replace(/(\d) (?=[^\s\d(])/g, `$1${nbsp}`).replace(/(\d:\d\d) (?=\d)/g, `$1${nbsp}`)
}

/** What fits of `heading` and `evidence` in a row `rowHeight` high of a table `width` wide whose figure is `now`. */
export function fitRow(width: number, rowHeight: number, { heading, evidence, now }: { readonly heading: string, readonly evidence: string, readonly now: string }): RowFit {
  const kind = rowHeight >= rowKinds.tall ? 'tall' : rowHeight >= rowKinds.block ? 'block' : 'flow'
  const type = types[kind], room = width - otherWidth, height = rowHeight - rowPadding
  const headLetters = Math.floor(room / (type.head * letter.head)), textLetters = Math.floor(room / (type.text * letter.text))
  const nowSize = Math.min(type.now, nowWidth / Math.max(1, now.length * letter.digit))
  const bound = boundNumbers(evidence)
  const linesOf = (count: number, letters: number): number => count * (letters - breakLetters)
  if (kind === 'flow') {
    const all = linesOf(Math.floor(height / type.textLine), textLetters)
    return { kind, heading, evidence: wholePart(bound, Math.max(0, all - Math.ceil(heading.length * (type.head * letter.head) / (type.text * letter.text)) - 2)), nowSize }
  }
  const headLines = heading.length <= headLetters ? 1 : Math.ceil(heading.length / (headLetters - breakLetters))
  return { kind, heading, evidence: wholePart(bound, Math.max(0, linesOf(Math.floor((height - headLines * type.headLine) / type.textLine), textLetters))), nowSize }
}
