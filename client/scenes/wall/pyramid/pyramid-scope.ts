/** Which units stand on which plane of a root's pyramid. Pure. */
import type { UnitAnswer } from '../../../../data/protocol/answers.ts'
import type { WallData } from '../wall-data.ts'

/** The planes of a root. `centre`: three planes; `province`: the province and its communes; `commune`: its own place only. */
export interface PyramidScope {
  readonly level: 'centre' | 'province' | 'commune'
  readonly root: string
  /** Units of the upper plane (provinces) and of the lower (communes) whose status is shown. */
  readonly upper: readonly string[]
  readonly lower: readonly string[]
  /** The province whose outline the planes are; null: the country. */
  readonly province: string | null
  /** Units above the root that the viewer may see, parents first. */
  readonly above: readonly string[]
}

function aboveOf(root: UnitAnswer, unitByCode: ReadonlyMap<string, UnitAnswer>): readonly string[] {
  const path: string[] = []
  for (let code = root.parent; code !== null && unitByCode.has(code); code = unitByCode.get(code)!.parent) path.push(code)
  return path
}

/** See `PyramidScope`. Only units of the viewer's scope are ever in it. */
export function pyramidScopeOf({ root, units, unitByCode, children }: Pick<WallData, 'root' | 'units' | 'unitByCode' | 'children'>): PyramidScope {
  const codes = children.map(({ code }) => code)
  if (root.level === 'centre') {
    const provinces = new Set(codes)
    return { level: 'centre', root: root.code, upper: codes, lower: units.filter(({ parent }) => parent !== null && provinces.has(parent)).map(({ code }) => code), province: null, above: [] }
  }
  if (root.level === 'province') return { level: 'province', root: root.code, upper: [root.code], lower: codes, province: root.code, above: [] }
  const above = aboveOf(root, unitByCode)
  return { level: 'commune', root: root.code, upper: above.slice(0, 1), lower: [root.code], province: above[0] ?? root.parent, above }
}
