import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toldGap, toldLine, toldValue, type ToldKpi } from '../../../data/judgement/told-figure.ts'

const pages: ToldKpi = { kind: 'stock_ratio', direction: 'up' }, uptime: ToldKpi = { kind: 'availability', direction: 'up' }
const late: ToldKpi = { kind: 'stock_ratio', direction: 'down' }, classes: ToldKpi = { kind: 'stock_count', direction: 'up' }

describe('a figure beside its line', () => {
  it('that is worse is never told as the line, by however little', () => {
    const pair = (kpi: ToldKpi, value: number, line: number): readonly number[] => [toldValue(kpi, value, line).number, toldLine(kpi, line).number]
    expect(pair(pages, 0.66499999, 0.665)).toEqual([66.4, 66.5])
    expect(pair(pages, 0.6651, 0.6653)).toEqual([66.5, 66.6])
    expect(pair(uptime, 0.98996, 0.99)).toEqual([98.99, 99])
    expect(pair(uptime, 0.989999, 0.99)).toEqual([98.99, 99])
    expect(pair(late, 0.10001, 0.1)).toEqual([10.1, 10])
    expect(pair(classes, 6, 6.4)).toEqual([6, 6.4])
  })
  it('that is not worse is never told as worse', () => {
    expect([toldValue(pages, 0.6654, 0.6653).number, toldLine(pages, 0.6653).number]).toEqual([66.6, 66.6])
    expect(toldValue(late, 0.09999, 0.1).number).toBe(10)
  })
  it('without a line goes to the nearest, and below 1 never to 100', () => {
    expect([toldValue(pages, 0.6249999, null).number, toldValue(pages, 0.9999999, null).number, toldValue(pages, 1, null).number, toldValue(uptime, 0.98355, null).number]).toEqual([62.5, 99.9, 100, 98.36])
  })
  it('a line without noise keeps its digits', () => {
    expect([0.1 + 0.2, 0.7, 0.9, 0.3, 0.29, 0.57].map((line) => toldLine(pages, line).number)).toEqual([30, 70, 90, 30, 29, 57])
    expect([0.1 + 0.2, 0.29, 0.57].map((line) => toldLine(late, line).number)).toEqual([30, 29, 57])
  })

  it('has a gap that a reader finds again from the two numerals', () => {
    expect(toldGap(pages, 0.625, 0.65607)).toEqual({ number: 3.2, decimals: 1 })
    expect(toldGap(uptime, 0.989999, 0.99)).toEqual({ number: 0.01, decimals: 2 })
    expect(toldGap(classes, 2, 6.393)).toEqual({ number: 4.4, decimals: 1 })
    expect(toldGap(classes, 2, 6)).toEqual({ number: 4, decimals: 0 })
    expect(toldGap(late, 0.1214, 0.1)).toEqual({ number: 2.1, decimals: 1 })
    expect(toldGap(pages, 0.9, 0.9)).toEqual({ number: 0, decimals: 1 })
  })

  const kpi = fc.constantFrom<ToldKpi>(pages, uptime, late, { kind: 'availability', direction: 'down' }, classes, { kind: 'stock_count', direction: 'down' }, { kind: 'level', direction: 'up' })
  const near = fc.tuple(fc.double({ min: 0, max: 1.2, noNaN: true }), fc.oneof(fc.double({ min: -0.002, max: 0.002, noNaN: true }), fc.double({ min: -1, max: 1, noNaN: true }))).map(([line, off]) => ({ line, value: Math.max(0, line + off) }))
  it('reads worse than its line where it is, and nowhere else; nothing is told further off than one unit of its last digit', () => {
    fc.assert(fc.property(kpi, near, (one, { line, value }) => {
      const told = toldValue(one, value, line), drawn = toldLine(one, line), sign = one.direction === 'up' ? 1 : -1
      const scale = one.kind === 'stock_count' || one.kind === 'level' ? 1 : 100
      fc.pre(Math.abs(line - value) > 1e-9)
      expect((drawn.number - told.number) * sign > 0).toBe((line - value) * sign > 0)
      const gap = toldGap(one, value, line)
      expect(gap.number).toBeCloseTo(Math.abs(drawn.number - told.number), 6)
      expect(Math.abs(gap.number - Math.abs(line - value) * scale)).toBeLessThan(2 * 10 ** -gap.decimals + 1e-6)
      for (const [{ number, decimals }, exact] of [[told, value], [drawn, line]] as const) expect(Math.abs(number - exact * scale)).toBeLessThan(10 ** -decimals + 1e-6)
    }), { numRuns: 3_000 })
  })
})
