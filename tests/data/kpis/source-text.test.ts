import { describe, expect, it } from 'vitest'
import { foldText, signerNames, sourcesPresent } from './source-text.ts'

describe('comparing with the source documents', () => {
  it('takes a tone mark on another vowel of the syllable for the same word', () => {
    expect(foldText('Qúy III, hoá, uỷ')).toBe(foldText('Quý III, hóa, ủy'))
    expect(foldText('ma')).not.toBe(foldText('má'))
    expect(foldText('mà')).not.toBe(foldText('má'))
    expect(foldText('hoa')).not.toBe(foldText('hòa'))
  })

  it('folds markdown, TeX signs and white space', () => {
    expect(foldText('**Hồ sơ**\n $\\geq 50\\%$')).toBe(foldText('Hồ sơ ≥50%'))
  })

  it.skipIf(!sourcesPresent)('finds who signed the documents that carry a signature', () => {
    expect(signerNames()).toHaveLength(3)
  })
})
