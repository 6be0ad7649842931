import { describe, expect, it } from 'vitest'
import { nameLines } from '../../../client/ui/name-lines.ts'

const more = (left: number): string => `và ${left} tỉnh nữa`
const seven = ['Phú Thọ', 'Nghệ An', 'Thanh Hóa', 'Gia Lai', 'Hà Nội', 'Hồ Chí Minh', 'Ninh Bình']

describe('names in a certain room', () => {
  it('stand all, whole, in the order given', () => {
    expect(nameLines(seven, 30, 3, more)).toEqual(['Phú Thọ, Nghệ An, Thanh Hóa,', 'Gia Lai, Hà Nội, Hồ Chí Minh,', 'Ninh Bình'])
    expect(nameLines(seven, 75, 1, more)).toEqual([seven.join(', ')])
  })
  it('who finds no room is counted, and no name is cut', () => {
    expect(nameLines(seven, 30, 2, more)).toEqual(['Phú Thọ, Nghệ An, Thanh Hóa,', 'Gia Lai, Hà Nội, và 2 tỉnh nữa'])
    expect(nameLines(seven, 60, 1, more)).toEqual(['Phú Thọ, Nghệ An, Thanh Hóa, Gia Lai, Hà Nội, và 2 tỉnh nữa'])
    expect(nameLines(seven, 12, 1, more)).toEqual(['và 7 tỉnh nữa'])
  })
  it('nothing is said of nobody, or where there is no line', () => {
    expect([nameLines([], 30, 2, more), nameLines(seven, 30, 0, more)]).toEqual([[], []])
  })
})
