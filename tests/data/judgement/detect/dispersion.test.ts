import { describe, expect, it } from 'vitest'
import { gammaTail, shrunkDispersion } from '../../../../data/judgement/detect/dispersion.ts'

/** e^−x Σ xⁱ/i! for i < k: the gamma tail of a whole shape is the chance of fewer than k Poisson events. */
function poissonBelow(k: number, x: number): number {
  let term = 1
  let sum = 0
  for (let i = 0; i < k; i++) {
    sum += term
    term *= x / (i + 1)
  }
  return sum * Math.exp(-x)
}

describe('the tail of a gamma distribution', () => {
  it('of shape 1 is the exponential', () => {
    for (const x of [0.01, 0.5, 1.9, 2.1, 6, 40]) expect(gammaTail(1, x)).toBeCloseTo(Math.exp(-x), 12)
  })
  it('of a whole shape is a Poisson sum, on both sides of the change of method', () => {
    for (const k of [2, 3, 5, 10]) for (const x of [0.1, 1, k + 0.99, k + 1.01, 3 * k, 30]) expect(gammaTail(k, x) / poissonBelow(k, x)).toBeCloseTo(1, 8)
  })
  it('of shape ½ is that of a squared normal number (Abramowitz & Stegun 26.4: χ² 3.841 is exceeded with 5 %, 6.635 with 1 %)', () => {
    expect(gammaTail(0.5, 3.841459 / 2)).toBeCloseTo(0.05, 6)
    expect(gammaTail(0.5, 6.634897 / 2)).toBeCloseTo(0.01, 6)
  })
  it('is 1 at nothing, falls with x, and is finite for the smallest and the largest shapes', () => {
    expect(gammaTail(3, 0)).toBe(1)
    for (const k of [1e-6, 0.01, 0.3, 4, 400]) {
      let before = 1
      for (let x = 0.05; x < 2000; x *= 1.7) {
        const tail = gammaTail(k, x)
        expect(tail).toBeGreaterThanOrEqual(0)
        expect(tail).toBeLessThanOrEqual(before + 1e-12)
        before = tail
      }
    }
  })
})

describe('a dispersion from few observations', () => {
  it('is the mean of what chance would have and what was seen, each by its degrees of freedom', () => {
    expect(shrunkDispersion({ dispersion: 1, degrees: 3 }, 0, 0)).toBe(1)
    expect(shrunkDispersion({ dispersion: 1, degrees: 3 }, 4, 3)).toBe(2.5)
    expect(shrunkDispersion({ dispersion: 1, degrees: 3 }, 0, 9)).toBe(0.25)
  })
})
