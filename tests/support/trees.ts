/** Small random pyramids for property tests. */
import type { Unit } from '../../data/units/unit.ts'

/** A tree with a top and one more unit for each number: its parent is that unit (modulo those before it). */
export function treeOf(parents: readonly number[]): Unit[] {
  const unit = (i: number, parent: string | null): Unit => ({
    code: `u${i}`, name: `u${i}`, fullName: `u${i}`, nameEn: `u${i}`, type: 'xa', level: parent === null ? 'centre' : 'commune', parent, searchKey: `u${i}`,
  })
  return [unit(0, null), ...parents.map((p, i) => unit(i + 1, `u${p % (i + 1)}`))]
}
