/** English names of units and places: the Vietnamese without its marks, but for those that English writes otherwise. The one authority for lists, maps and exports. */

/** Names that English writes otherwise; no other unit bears one of them (tests/data/units/official-units.test.ts). */
const otherwise: ReadonlyMap<string, string> = new Map([['Hà Nội', 'Hanoi']])

/** The English of a Vietnamese name, without the word for its type. */
export function englishName(name: string): string {
  return otherwise.get(name) ?? name.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd').replaceAll('Đ', 'D')
}
