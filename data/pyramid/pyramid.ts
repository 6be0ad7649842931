/**
 * The pyramid as numbers: units in depth-first pre-order, so that a subtree is one range `[i, end[i])`.
 * Knows parents only: neither the number of levels nor the shape of a code.
 */
import type { Unit } from '../units/unit.ts'

/** Units by index. `parent[i]` is −1 at a top. All arrays have `size` entries. */
export interface Pyramid {
  readonly size: number
  readonly units: readonly Unit[]
  readonly parent: Int32Array
  /** One past the last index of the subtree of i. */
  readonly end: Int32Array
  readonly depth: Uint8Array
  readonly children: readonly Int32Array[]
  /** Index of a code, or undefined. */
  indexOf(code: string): number | undefined
}

/** The list of units does not form a pyramid. */
export class PyramidError extends Error {
  override name = 'PyramidError'
}

function groupByParent(units: readonly Unit[]): { tops: Unit[]; below: Map<string, Unit[]> } {
  const codes = new Set<string>()
  for (const unit of units) {
    if (codes.has(unit.code)) throw new PyramidError(`unit ${unit.code} stands twice`)
    codes.add(unit.code)
  }
  const tops: Unit[] = []
  const below = new Map<string, Unit[]>()
  for (const unit of units) {
    if (unit.parent === null) { tops.push(unit); continue }
    if (!codes.has(unit.parent)) throw new PyramidError(`unit ${unit.code} has an unknown parent`)
    const siblings = below.get(unit.parent)
    if (siblings) siblings.push(unit)
    else below.set(unit.parent, [unit])
  }
  return { tops, below }
}

/** Builds the pyramid of a list of units in any order; throws PyramidError on a repeated code, unknown parent or cycle. */
export function buildPyramid(list: readonly Unit[]): Pyramid {
  const { tops, below } = groupByParent(list)
  const units: Unit[] = []
  const parent = new Int32Array(list.length).fill(-1)
  const end = new Int32Array(list.length)
  const depth = new Uint8Array(list.length)
  const place = (unit: Unit, above: number, level: number): void => {
    const index = units.push(unit) - 1
    parent[index] = above
    depth[index] = level
    for (const child of below.get(unit.code) ?? []) place(child, index, level + 1)
    end[index] = units.length
  }
  for (const top of tops) place(top, -1, 0)
  if (units.length !== list.length) throw new PyramidError('the parents form a cycle')
  const index = new Map(units.map((unit, i) => [unit.code, i]))
  const lists: number[][] = units.map(() => [])
  for (let i = 0; i < units.length; i++) if (parent[i]! >= 0) lists[parent[i]!]!.push(i)
  return {
    size: units.length, units, parent, end, depth,
    children: lists.map((children) => Int32Array.from(children)),
    indexOf: (code) => index.get(code),
  }
}

/** Whether unit `i` lies in the subtree of `root` (itself included). */
export function inSubtree(pyramid: Pyramid, root: number, i: number): boolean {
  return i >= root && i < pyramid.end[root]!
}

/** Indices from the parent of `i` up to the top. */
export function ancestorsOf(pyramid: Pyramid, i: number): number[] {
  const out: number[] = []
  for (let p = pyramid.parent[i]!; p >= 0; p = pyramid.parent[p]!) out.push(p)
  return out
}
