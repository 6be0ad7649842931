/** What fits on a headline card, told from the letters of its words. Pure; checked against the rendered page. */

/** Width of a card and of its bar, u. */
export const gaugeWidth = 55.6
/** Width of a letter, u: of a title, of a fraction beside it, of a status word. Measured on the rendered wall, rounded up. */
const titleLetter = 1.32
const fractionLetter = 1.02
const statusLetter = 1.12
/** Gaps and the shape on the title's line, u. */
const titleGaps = 6.4

/** Whether the fraction stands on the title's line beside the status word, or must go to the source's line. */
export function fractionFits(title: string, fraction: string, status: string): boolean {
  return title.length * titleLetter + fraction.length * fractionLetter + status.length * statusLetter + titleGaps <= gaugeWidth
}

/** Most letters of digits drawn in full: `99,31` beside a dial, `12.345` beside a line; and of those drawn at 10.5 u. */
const fullLetters = { bullet: 6, dial: 5 } as const
const longLetters = 7

/** How the headline digits are drawn, so that they never meet what stands beside them: 13 u, 10.5 u, or 9 u (the least a headline has). */
export function digitsSize(digits: string, gauge: 'bullet' | 'dial'): 'full' | 'long' | 'very-long' {
  if (digits.length <= fullLetters[gauge]) return 'full'
  return digits.length <= longLetters ? 'long' : 'very-long'
}
