import { describe, expect, it } from 'vitest'
import { legendNames } from '../../../client/scenes/wall/map/legend-names.ts'
import { legendBox, legendTop, nameLinesOf, nameLineU, type MapScope } from '../../../client/scenes/wall/map/map-model.ts'
import type { Look } from '../../../client/ui/look.ts'

const unit = (code: string, look: Look): { unit: string, look: Look } => ({ unit: code, look })
const more = (left: number): string => `và ${left} nữa`
const names = (units: readonly { unit: string, look: Look }[], most: number): readonly (readonly [string, readonly string[]])[] => [...legendNames(units, (code) => code, { letters: 20, most }, more)]

describe('the names of a legend', () => {
  it('stand under the row of their status, worst first; what is late and fine under its own', () => {
    expect(names([unit('Điện Biên', 'at_risk'), unit('Cao Bằng', 'lost'), unit('Phú Thọ', 'behind'), unit('Nghệ An', 'behind'), unit('Vĩnh Long', 'on_track')], 5))
      .toEqual([['at_risk', ['Điện Biên']], ['behind', ['Phú Thọ, Nghệ An']], ['lost', ['Cao Bằng']], ['late', ['Vĩnh Long']]])
  })
  it('a row that names somebody has a line before another has its second; who finds none is counted', () => {
    const many = Array.from({ length: 12 }, (_, i) => unit(`Xã ${i + 1}`, 'at_risk'))
    expect(names([...many, unit('Gia Lai', 'behind'), unit('Huế', 'behind')], 2)).toEqual([['at_risk', ['Xã 1, và 11 nữa']], ['behind', ['Gia Lai, Huế']]])
    expect(names(many, 0)).toEqual([])
  })
  it('a legend with as many lines as it may have ends above the attribution, whatever its rows', () => {
    const country: MapScope = { source: 'provinces', province: null, units: [] }, province: MapScope = { source: 'communes', province: '11', units: [] }
    for (const scope of [country, province]) for (let rows = 1; rows <= 8; rows++) {
      const lines = nameLinesOf(scope, rows), top = legendTop(scope, rows, lines)
      expect(top).toBeGreaterThanOrEqual(legendBox(scope).y - 5)
      expect(top + 15.8 + rows * 3 + lines * nameLineU).toBeLessThanOrEqual(117.5)
    }
    expect([nameLinesOf(country, 6), nameLinesOf(province, 1)]).toEqual([5, 6])
  })
})
