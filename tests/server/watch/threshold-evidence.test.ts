import { describe, expect, it } from 'vitest'
import { warningDetailAnswer, type WarningDetailAnswer } from '../../../data/protocol/warning.ts'
import type { RuleInput } from '../../../data/protocol/rule.ts'
import { keepEveryMs, numbersEveryMs } from '../../../server/watch/warnings/warning-book.ts'
import { type WarningWorld } from '../../support/warning-world.ts'
import { worldsOfTests } from '../../support/warning-worlds.ts'

const open = worldsOfTests()

const below: RuleInput['condition'] = { on: 'threshold', measure: 'value', op: 'below', limit: 0.05, clear: 0.06 }
function worldOf(condition: RuleInput['condition'] = below, level: 'province' | 'commune' = 'province'): WarningWorld {
  return open({ low: { condition, kpis: ['digitization.pages'], levels: [level] } })
}
function set(w: WarningWorld, value: number): void {
  w.live.set(w.communes('11')[0]!, 0, Math.round(value * 1000), 1000)
  w.live.tell([w.unit('11')])
  w.pass(1000)
}
function detail(w: WarningWorld): WarningDetailAnswer {
  const [warning] = w.list('TW', { states: ['open', 'closed'] })
  const answer = w.book.reader.detail(warning!.id, w.seer())
  expect(warningDetailAnswer.parse(answer)).toEqual(answer)
  return answer
}
const numbersOf = ({ lines }: WarningDetailAnswer) => Object.fromEntries(lines[0]!.numbers.map(({ id, value }) => [id, value]))

describe('the evidence of a threshold with a clearing limit', () => {
  it('keeps what tripped it, and says that it waits between the limits', () => {
    const w = worldOf()
    set(w, 0.01)
    expect(detail(w).warning).toMatchObject({ evidenceVi: '1 %; ngưỡng dưới 5 %', evidenceEn: '1 %; limit below 5 %' })
    set(w, 0.055)
    const waiting = { vi: '5,5 %; giữa ngưỡng (dưới 5 %) và mức nhả 6 %; thấp nhất 1 %', en: '5.5 %; between the limit (below 5 %) and the clearing limit, 6 %; lowest 1 %' }
    expect(detail(w).warning).toMatchObject({ state: 'open', evidenceVi: waiting.vi, evidenceEn: waiting.en })
    set(w, 0.07)
    const closed = detail(w)
    expect(closed.warning.state).toBe('closed')
    expect(closed.lines[0]!.evidenceVi).toContain(`trước đó: ${waiting.vi}`)
    expect(closed.lines[0]!.evidenceEn).toContain(`before: ${waiting.en}`)
    expect(numbersOf(closed)).toEqual({ observed: 0.055, limit: 0.05, clear: 0.06, worst: 0.01 })
  })
  it('keeps the worst of all, over a restart too, and tells it only where the figure is better by now', () => {
    const w = worldOf()
    for (const value of [0.04, 0.02, 0.03]) set(w, value)
    w.pass(numbersEveryMs + keepEveryMs)
    w.restart()
    set(w, 0.035)
    expect(detail(w).warning.evidenceEn).toBe('3.5 %; limit below 5 %; lowest 2 %')
    set(w, 0.01)
    expect(detail(w).warning.evidenceEn).toBe('1 %; limit below 5 %')
  })
  it('that is met above its limit keeps the highest', () => {
    const w = worldOf({ on: 'threshold', measure: 'value', op: 'above', limit: 0.9, clear: 0.8 })
    set(w, 0.97)
    set(w, 0.85)
    expect(detail(w).warning).toMatchObject({
      evidenceVi: '85 %; giữa ngưỡng (trên 90 %) và mức nhả 80 %; cao nhất 97 %', evidenceEn: '85 %; between the limit (above 90 %) and the clearing limit, 80 %; highest 97 %',
    })
  })
  it('of several units says on which side of the limit they are', () => {
    const told = (op: 'below' | 'above') => {
      const w = worldOf({ on: 'threshold', measure: 'value', op, limit: 0.5, clear: null }, 'commune')
      for (const commune of w.communes('11').slice(0, 3)) w.live.set(commune, 0, op === 'below' ? 10 : 90, 100)
      w.pass(1000)
      return detail(w).warning
    }
    expect(told('below').evidenceVi).toContain('3 trong 10 xã dưới ngưỡng kịch bản')
    expect(told('below').evidenceEn).toContain('3 of 10 communes below the limit of the rule')
    expect(told('above').evidenceVi).toContain('3 trong 10 xã vượt ngưỡng kịch bản')
  })
  it('names the unit that was worst, while both hold on between the limits, after a restart, and for good once it has closed', () => {
    const w = worldOf({ on: 'threshold', measure: 'value', op: 'below', limit: 0.5, clear: 0.55 }, 'commune')
    const [worse, less] = [w.communes('11')[3]!, w.communes('11')[1]!]
    const put = (values: readonly [number, number]): void => {
      w.live.set(worse, 0, values[0], 100)
      w.live.set(less, 0, values[1], 100)
      w.live.tell([worse, less])
      w.pass(1000)
    }
    for (const values of [[40, 40], [10, 20], [52, 52]] as const) put(values)
    const named = w.live.pyramid.units[worse]!
    const worst = (): [boolean, string] => [detail(w).warning.evidenceVi.includes(`nặng nhất: ${named.fullName} (`), detail(w).lines[0]!.unit]
    expect(worst()).toEqual([true, named.code])
    expect(detail(w).warning.evidenceVi).toContain('thấp nhất 10 %')
    w.pass(numbersEveryMs + keepEveryMs)
    w.restart()
    put([52, 51])
    expect(worst()).toEqual([true, named.code])
    // the worse one recovers first: what still stands is told first while the warning is open, the worst of all once it has closed
    put([60, 51])
    expect(worst()[0]).toBe(false)
    put([60, 60])
    expect(detail(w).warning.state).toBe('closed')
    expect(worst()).toEqual([true, named.code])
    expect(detail(w).warning.evidenceVi).toContain('thấp nhất 10 %')
  })
  it('of a rule without one says its worst number after all', () => {
    const w = worldOf({ on: 'threshold', measure: 'value', op: 'below', limit: 0.05, clear: null })
    set(w, 0.01)
    set(w, 0.04)
    expect(detail(w).warning.evidenceEn).toBe('4 %; limit below 5 %; lowest 1 %')
    expect(numbersOf(detail(w))).toEqual({ observed: 0.04, limit: 0.05, worst: 0.01 })
  })
})
