/**
 * Where broken JSON breaks. `JSON.parse` of this Node names the place of some faults only, so this walks the tokens (RFC 8259),
 * once, without recursion. Only called after `JSON.parse` has refused the text.
 */

const token = /[ \t\r\n]*(?:([{}[\],:])|("[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\u0000-\u001f]*)*")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null))/y
const space = /[ \t\r\n]*/y

/** What may come next. `…OrEnd`: also the bracket that closes an empty container. */
type Wanted = 'value' | 'valueOrEnd' | 'name' | 'nameOrEnd' | 'colon' | 'commaOrEnd'

function afterEnd(open: string[], bracket: string): Wanted | null {
  return open.pop() === (bracket === '}' ? '{' : '[') ? 'commaOrEnd' : null
}

function afterSign(open: string[], wanted: Wanted, sign: string): Wanted | null {
  const mayHoldValue = wanted === 'value' || wanted === 'valueOrEnd'
  switch (sign) {
    case '{': case '[':
      if (!mayHoldValue) return null
      open.push(sign)
      return sign === '{' ? 'nameOrEnd' : 'valueOrEnd'
    case ':': return wanted === 'colon' ? 'value' : null
    case ',':
      if (wanted !== 'commaOrEnd' || open.length === 0) return null
      return open[open.length - 1] === '{' ? 'name' : 'value'
    default:
      return wanted === 'commaOrEnd' || wanted === (sign === '}' ? 'nameOrEnd' : 'valueOrEnd') ? afterEnd(open, sign) : null
  }
}

function afterToken(open: string[], wanted: Wanted, found: RegExpExecArray): Wanted | null {
  if (found[1] !== undefined) return afterSign(open, wanted, found[1])
  if (found[2] !== undefined && (wanted === 'name' || wanted === 'nameOrEnd')) return 'colon'
  return wanted === 'value' || wanted === 'valueOrEnd' ? 'commaOrEnd' : null
}

/** Index of the first character that cannot stand where it stands; the text's length where it ends too early or is whole. */
export function jsonFault(text: string): number {
  const open: string[] = []
  let wanted: Wanted = 'value'
  let at = 0
  for (;;) {
    space.lastIndex = at
    space.exec(text)
    const start = space.lastIndex
    if (start >= text.length) return text.length
    token.lastIndex = start
    const found: RegExpExecArray | null = token.exec(text)
    const next: Wanted | null = found === null ? null : afterToken(open, wanted, found)
    if (next === null) return start
    wanted = next
    at = token.lastIndex
  }
}
