import { describe, expect, it } from 'vitest'
import { problem } from '../../../data/protocol/answers.ts'
import { errorKinds, type ErrorCode } from '../../../server/error-kinds.ts'
import { DomainError, fill, maxParamLength, maxReasonLength, problemOf, domainErrorOf } from '../../../server/errors.ts'

describe('the closed list of refusals', () => {
  it.each(Object.keys(errorKinds) as ErrorCode[])('%s has the wire\'s shape, an HTTP status and both languages', (code) => {
    const shown = problemOf(new DomainError(code))
    expect(problem.parse(shown)).toEqual(shown)
    expect(shown.status).toBeGreaterThanOrEqual(400)
    expect(shown.status).toBeLessThan(600)
    expect(shown.detail).not.toBe(shown.detailEn)
    expect(shown.detail).toMatch(/[à-ỹđ]/i)
  })

  it('tells nothing of what was not foreseen', () => {
    const shown = problemOf(domainErrorOf(new Error('SQLITE_CORRUPT at secret-path')))
    expect(shown.code).toBe('internal')
    expect(JSON.stringify(shown)).not.toContain('secret-path')
  })

  it('bounds what it puts into a message', () => {
    expect(fill('{a}', { a: 'x'.repeat(maxParamLength) })).toHaveLength(maxParamLength)
    expect(fill('{a}', { a: 'x'.repeat(maxParamLength + 1) })).toHaveLength(maxParamLength)
    expect(fill('{constructor}{a}')).not.toContain('native')
  })

  it('tells a reason whole, and ends one beyond its bound after a word, with a mark', () => {
    const whole = `${'dài '.repeat(maxReasonLength / 4 - 1)}hết.`
    expect(whole).toHaveLength(maxReasonLength)
    expect(fill('{whyVi}', { whyVi: whole })).toBe(whole)
    const cut = fill('{whyEn}', { whyEn: `${whole} và nữa` })
    expect(cut.endsWith(' dài…')).toBe(true)
    expect(cut.length).toBeLessThanOrEqual(maxReasonLength)
    expect(fill('{whyVi}', { whyVi: 'x'.repeat(maxReasonLength + 1) })).toHaveLength(maxReasonLength)
  })
})
