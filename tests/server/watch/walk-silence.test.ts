import { describe, expect, it } from 'vitest'
import { latenessOf } from '../../../data/judgement/detect/lateness.ts'
import type { RuleInput } from '../../../data/protocol/rule.ts'
import { hourMs } from '../../../data/time/vietnam-time.ts'
import { newestBySteps, SilenceTurns, type SteppedWindow } from '../../../server/watch/rehearsal/silence.ts'
import { asksForSilence } from '../../../server/watch/rehearsal/walk-silence.ts'
import { kpisOf } from '../../support/memory-figures.ts'
import { RehearsalWorld } from '../../support/rehearsal-world.ts'
import { endMs, fed, flow, line, monthly, pyramid, silentIds, startMs, state } from '../../support/silent-past.ts'

const base: RuleInput = {
  nameVi: 'Im lặng', nameEn: '', condition: { on: 'verdict', verdicts: ['late', 'lost'] }, kpis: null, root: 'TW', levels: ['province', 'commune'], minUnits: 1, minShare: 0,
  pendingMs: 0, clearAfterMs: 600_000, severity: 'behind', tell: ['centre'], enabled: true,
}
const rules: readonly RuleInput[] = [
  base,
  { ...base, levels: ['commune'], pendingMs: 5 * hourMs },
  { ...base, condition: { on: 'verdict', verdicts: ['lost'] }, minUnits: 2 },
  { ...base, condition: { on: 'verdict', verdicts: ['late'] }, kpis: [line], clearAfterMs: 2 * hourMs },
  { ...base, kpis: [state], root: '12', minShare: 0.3 },
  { ...base, condition: { on: 'verdict', verdicts: ['late', 'lost'], severities: ['no_data'] }, kpis: [flow, monthly] },
]

describe('a walk of silence', () => {
  it.each([[1, true], [2, false], [3, false]])('counts what the whole walk counts (seed %i, simulated %s)', async (seed, simulated) => {
    const world = new RehearsalWorld(pyramid, kpisOf(...silentIds), startMs, {}, { simulated })
    try {
      await world.run(endMs, fed(seed, { simulated }))
      for (const [i, rule] of rules.entries()) {
        const whole = world.rehearse(rule, 0, undefined, true)
        expect(world.rehearse(rule), `rule ${i}, seed ${seed}`).toEqual(whole)
        if (i < 4) expect(whole.opened, `rule ${i} opens something`).toBeGreaterThan(0)
      }
    } finally {
      await world.end()
    }
  }, 120_000)
  it('is taken for silence alone', () => {
    expect(asksForSilence(base)).toBe(true)
    expect(asksForSilence({ ...base, condition: { on: 'verdict', verdicts: ['late', 'jump'] } })).toBe(false)
    expect(asksForSilence({ ...base, condition: { on: 'threshold', measure: 'age_hours', op: 'above', limit: 72, clear: null } })).toBe(false)
  })
})

describe('the newest reading of an office, step by step', () => {
  const window: SteppedWindow = { fromMs: 0, toMs: 100 * hourMs }
  it('is the greatest instant that is known and has come, whatever the order of receipt', () => {
    expect(newestBySteps(window, NaN, [{ atMs: 1000, knownMs: 3 * hourMs }, { atMs: 2 * hourMs, knownMs: 2 * hourMs }, { atMs: 6 * hourMs, knownMs: 5 * hourMs }]))
      .toEqual([{ step: -1, atMs: NaN }, { step: 2, atMs: 2 * hourMs }, { step: 6, atMs: 6 * hourMs }])
  })
  it('goes back where a correction takes it away', () => {
    expect(newestBySteps(window, 5, [{ atMs: 10, knownMs: 10, key: 'a', corrects: null, counts: true }, { atMs: 10, knownMs: 9 * hourMs, key: 'b', corrects: 'a', counts: false }]))
      .toEqual([{ step: -1, atMs: 5 }, { step: 0, atMs: 10 }, { step: 9, atMs: 5 }])
  })
  it('turns late, then lost, then neither, each once', () => {
    const limits = latenessOf(kpisOf(state)[0]!)!
    const turns = new SilenceTurns({ fromMs: 0, toMs: 400 * hourMs }, limits)
    turns.add(7, [{ step: -1, atMs: 0 }, { step: 200, atMs: 200 * hourMs }])
    const found = [...turns.until(99)].length
    expect([found, ...[...turns.until(1000)].map(({ newestMs }) => newestMs / hourMs)]).toEqual([2, 200, 200, 200])
    expect(turns.count).toBe(5)
  })
})
