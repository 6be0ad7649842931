import { describe, expect, it } from 'vitest'
import { officialUnits } from '../../../data/units/official-units.ts'
import { MAX_SEARCH_RESULTS, searchUnits } from '../../../data/units/search.ts'
import { searchKey } from '../../../data/units/search-key.ts'

const found = (query: string, limit?: number) => searchUnits(officialUnits, query, limit)

describe('the search key', () => {
  it('drops marks, turns đ to d and keeps single spaces', () => {
    expect(searchKey('  ĐIỆN   Biên ')).toBe('dien bien')
    expect(searchKey('Văn Miếu - Quốc Tử Giám')).toBe('van mieu quoc tu giam')
    expect(searchKey("Ea H’Leo")).toBe('ea hleo')
  })

  it('is the same for composed and decomposed text and for itself', () => {
    expect(searchKey('Huế'.normalize('NFD'))).toBe(searchKey('Huế'.normalize('NFC')))
    for (const unit of officialUnits) expect(searchKey(unit.searchKey)).toBe(unit.searchKey)
  })
})

describe('the search', () => {
  it.each(['dien bien', 'Điện Biên', '11', 'tỉnh điện biên', 'DIEN BIEN'])('finds Điện Biên first by "%s"', (query) => {
    expect(found(query)[0]?.code).toBe('11')
  })

  it('ranks exact code, then prefix, then the head of a word, then a piece', () => {
    const keys = found('bien', 50).map((unit) => unit.searchKey)
    const place = (test: (key: string) => boolean) => keys.findIndex(test)
    const prefix = place((key) => key.startsWith('bien'))
    const word = place((key) => key.includes(' bien'))
    expect(prefix).toBe(0)
    expect(word).toBeGreaterThan(prefix)
    expect(found('00004')[0]?.name).toBe('Ba Đình')
  })

  it('finds the centre by its name and by its code', () => {
    expect(found('TW')[0]?.code).toBe('TW')
    expect(found('uy ban kiem tra trung uong')[0]?.code).toBe('TW')
  })

  it('never gives more than its bound, and nothing for nothing', () => {
    expect(found('a', 1e9).length).toBe(MAX_SEARCH_RESULTS)
    expect(found('a', 3).length).toBe(3)
    expect(found('  ')).toEqual([])
    expect(found('a', -1)).toEqual([])
    expect(found('không có đơn vị này')).toEqual([])
  })
})
