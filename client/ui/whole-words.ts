/** Words that have a certain room: whole, or a part of them that is whole. Nothing on the wall ends in the middle of what it says. Pure. */

/** The first of `wordings` (the fullest first) that has at most `letters`; empty where none has. */
export function firstThatFits(wordings: readonly string[], letters: number): string {
  return wordings.find((wording) => wording.length <= letters) ?? ''
}

/** A place where a text may be broken: what stands before it ends at `end`, within `depth` open brackets; `next`: where what follows begins, of sentences and clauses outside of brackets. */
interface Break { readonly end: number, readonly depth: number, readonly next: number | null }

/** Whether the bracket that opens at `from` is the last of its clause. */
function isTrailing(text: string, from: number): boolean {
  let depth = 0, i = from
  for (; i < text.length; i++) {
    if (text[i] === '(') depth++
    else if (text[i] === ')' && --depth === 0) break
  }
  return /^(?:$|[;.)])/.test(text.slice(i + 1))
}

/** After sentences, at semicolons, and before the bracket that a clause ends by; from the beginning of the text. */
function breaksOf(text: string): readonly Break[] {
  const found: Break[] = []
  let depth = 0
  for (let i = 0; i < text.length; i++) {
    const letter = text[i]!
    const isSpaced = /^\s/.test(text.slice(i + 1))
    if (letter === ';' && isSpaced) found.push({ end: i, depth, next: depth === 0 ? i + 1 : null })
    else if (letter === '.' && isSpaced && depth === 0 && text[i - 1] !== '.') found.push({ end: i + 1, depth, next: i + 1 })
    else if (letter === '(' && isTrailing(text, i)) found.push({ end: i, depth, next: null })
    if (letter === '(') depth++
    else if (letter === ')') depth = Math.max(0, depth - 1)
  }
  return found
}

/**
 * A text of at most `letters`: whole; or the most of it from its beginning that is whole, by sentences, clauses and brackets; or, where its
 * first is too long, the first part that is not; empty where all are.
 */
export function wholePart(text: string, letters: number): string {
  if (text.length <= letters) return text
  const breaks = breaksOf(text)
  const beginning = breaks.map(({ end, depth }) => `${text.slice(0, end).trimEnd()}${')'.repeat(depth)}`).findLast((part) => part !== '' && part.length <= letters)
  if (beginning !== undefined) return beginning
  const between = breaks.filter(({ next }) => next !== null)
  return firstThatFits(between.map(({ next }, i) => text.slice(next ?? 0, between[i + 1]?.end ?? text.length).trim()), letters)
}
