import { wallsEn, wallsVi } from '../../../../client/i18n/words-walls.ts'
import { dayMs } from '../../../../data/time/vietnam-time.ts'
import { describe, expect, it } from 'vitest'
import { frameText, instantOf, kioskText, recordText } from '../../../../client/scenes/desk/walls/walls-words.ts'

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

describe('how a wall is', () => {
  it('is told in frames a second, beside the time of one, and no rate where none was measured', () => {
    const plain = (text: string): string => text.replace(/\u00a0|\u202f/g, ' ')
    expect([frameText(16.7, wallsVi, 'vi'), frameText(16.7, wallsEn, 'en')].map(plain)).toEqual(['60 hình/giây (17 ms mỗi hình)', '60 frames/s (17 ms each)'])
    expect([frameText(800, wallsVi, 'vi'), frameText(0, wallsVi, 'vi'), frameText(0, wallsEn, 'en')].map(plain)).toEqual(['1,3 hình/giây (800 ms mỗi hình)', 'chưa rõ nhịp vẽ', 'frame rate unknown'])
  })
  it('is told with what its supervisor did: how often, of which time, when last and why; or that there is none', () => {
    const nowMs = Date.parse('2026-11-30T10:40:00+07:00'), at = (time: string): number => Date.parse(`2026-11-${time}:00+07:00`)
    const kiosk = { sinceMs: at('01T07:00'), recoveries: 2, lastMs: at('30T10:12'), lastReason: 'tab_crashed' as const }
    const calm = { ...kiosk, recoveries: 0, lastMs: null, lastReason: null }
    const vi = (told: Parameters<typeof kioskText>[0]): string => kioskText(told, nowMs, wallsVi, 'vi')
    expect(vi(kiosk)).toBe('kiosk: phục hồi 2 lần trong 24 giờ, lần cuối 10:12 – tab chết')
    expect(kioskText(kiosk, nowMs, wallsEn, 'en')).toBe('kiosk: 2 recoveries in 24 hours, the last at 10:12 – the tab died')
    expect(kioskText({ ...kiosk, recoveries: 1 }, nowMs, wallsEn, 'en')).toBe('kiosk: 1 recovery in 24 hours, the last at 10:12 – the tab died')
    expect([vi(null), kioskText(null, nowMs, wallsEn, 'en')]).toEqual(['không có kiosk trông', 'no kiosk watches it'])
    expect(vi(calm)).toBe('kiosk: không phải phục hồi trong 24 giờ')
    expect(vi({ ...calm, sinceMs: at('30T08:05') })).toBe('kiosk: không phải phục hồi từ 08:05 (lúc bắt đầu trông)')
    expect(vi({ ...kiosk, sinceMs: nowMs - dayMs })).toContain('trong 24 giờ')
    expect(vi({ ...kiosk, sinceMs: nowMs - dayMs + 60_000, lastMs: at('29T23:10') })).toBe('kiosk: phục hồi 2 lần từ 10:41 29/11/2026 (lúc bắt đầu trông), lần cuối 23:10 29/11/2026 – tab chết')
  })
})
