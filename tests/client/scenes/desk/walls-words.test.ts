import { describe, expect, it } from 'vitest'
import { instantOf, recordText } from '../../../../client/scenes/desk/walls/walls-words.ts'

describe('what is asked of a wall', () => {
  it('is a day and a time, however they are typed', () => {
    expect(instantOf('2026-02-28', '9:12')).toEqual({ at: '2026-02-28T09:12:00+07:00' })
    expect(instantOf('28/2/2026', ' 23:59:59 ')).toEqual({ at: '2026-02-28T23:59:59+07:00' })
  })
  it('blames the day for a day that there is not, the time for a time that there is not, and both for both', () => {
    for (const day of ['31/02/2026', '2026-02-31', '', '32/1/2026']) expect(instantOf(day, '09:12'), day).toEqual({ wrongDay: true, wrongTime: false })
    for (const time of ['24:00', '9', '', '09:60']) expect(instantOf('2026-02-28', time), time).toEqual({ wrongDay: false, wrongTime: true })
    expect(instantOf('31/02/2026', '25:00')).toEqual({ wrongDay: true, wrongTime: true })
  })
})

describe('a sequence of the log', () => {
  it('is a dash where none is known, never 0', () => {
    expect([recordText(null, 'vi'), recordText(1_534_030, 'vi'), recordText(1_534_030, 'en')]).toEqual(['–', '1.534.030', '1,534,030'])
  })
})
