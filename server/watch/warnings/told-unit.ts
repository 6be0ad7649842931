/** Which unit a warning is told of: its group; or the one unit that its rules can find there, where there is no more than one (a rule about one commune). */

/** See the file header. `due`: how many units of the group its rules can find; `lines`: the units found. Whoever sees the group sees and acts on it as before. */
export function toldUnit(group: number, due: number, lines: ReadonlyMap<number, unknown>): number {
  const [only] = lines.keys()
  return due === 1 && lines.size === 1 && only !== undefined ? only : group
}
