import { describe, expect, it } from 'vitest'
import { arcPath, dialPoint } from '../../../client/charts/Dial.tsx'
import { digitsSize, fractionFits } from '../../../client/scenes/wall/overview/card-words.ts'
import { gaugeFormOf } from '../../../client/scenes/wall/overview/gauges.ts'

describe('the headline gauges', () => {
  it('are bars unless the address or what was kept says dials, the address first', () => {
    expect([gaugeFormOf('', null), gaugeFormOf('?gauges=dial', null), gaugeFormOf('', 'dial'), gaugeFormOf('?gauges=bullet', 'dial'), gaugeFormOf('?gauges=clock', null)]).toEqual(['bullet', 'dial', 'dial', 'bullet', 'bullet'])
  })
  it('a dial begins at its lower left, has its middle on top and ends at its lower right; what is beyond stays at its ends', () => {
    const [left, top, right] = [dialPoint(0, 8), dialPoint(0.5, 8), dialPoint(1, 8)]
    expect(left[0] + right[0]).toBeCloseTo(2 * top[0], 6)
    expect(left[1]).toBeCloseTo(right[1], 6)
    expect(top[1]).toBeLessThan(left[1])
    expect([dialPoint(1.4, 8), dialPoint(-1, 8)]).toEqual([right, left])
    expect([arcPath(0, 0.7).includes(' 0 0 1 '), arcPath(0, 0.8).includes(' 0 1 1 ')]).toEqual([true, true])
  })
  it('digits shrink before they meet what stands beside them, never below 9 u', () => {
    expect([digitsSize('62,5', 'bullet'), digitsSize('99,31', 'dial'), digitsSize('12.345', 'bullet'), digitsSize('12.345', 'dial'), digitsSize('123.456', 'dial'), digitsSize('1.234.567', 'bullet')]).toEqual(['full', 'full', 'full', 'long', 'long', 'very-long'])
  })
  it('a fraction that would meet the status word goes to the last line', () => {
    expect([fractionFits('Trang đã số hóa', '1.649.000 / 2.638.400', 'chậm'), fractionFits('Trang đã số hóa', '12.345.678.901 / 23.456.789.012', 'chậm')]).toEqual([true, false])
  })
})
