/** Names that have a certain room: whole ones, the first first, in lines; who finds no room is counted. Pure. */

/** Puts items into lines of at most `letters`; an item longer than that has a line of its own. */
function wrap(items: readonly string[], letters: number): readonly string[] {
  const lines: string[] = []
  for (const item of items) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + 1 + item.length <= letters) lines[lines.length - 1] = `${last} ${item}`
    else lines.push(item)
  }
  return lines
}

/** `names` in at most `most` lines of `letters`: `An Giang, Cà Mau, và 3 tỉnh nữa`. `more`: what is said of those left out. No line where there is no name or no room. */
export function nameLines(names: readonly string[], letters: number, most: number, more: (left: number) => string): readonly string[] {
  if (names.length === 0 || most < 1) return []
  for (let shown = names.length; shown >= 0; shown--) {
    const left = names.length - shown
    const items = [...names.slice(0, shown), ...left > 0 ? [more(left)] : []]
    const lines = wrap(items.map((item, i) => (i < items.length - 1 ? `${item},` : item)), letters)
    if (lines.length <= most && lines.every((line) => line.length <= letters || shown === 0)) return lines
  }
  return []
}
