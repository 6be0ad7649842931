import { describe, expect, it } from 'vitest'
import { latenessOf } from '../../../data/judgement/detect/lateness.ts'
import type { RuleInput } from '../../../data/protocol/rule.ts'
import { uniform } from '../../../data/samples/random.ts'
import { dayMs, hourMs, startOfLocalDay } from '../../../data/time/vietnam-time.ts'
import { newestBySteps, SilenceTurns, type SteppedWindow } from '../../../server/watch/rehearsal/silence.ts'
import { asksForSilence } from '../../../server/watch/rehearsal/walk-silence.ts'
import { kpisOf, smallPyramid } from '../../support/memory-figures.ts'
import { RehearsalWorld, type Fed } from '../../support/rehearsal-world.ts'

const minuteMs = 60_000
const state = 'digitization.pages', flow = 'esign.documents', monthly = 'esign.staff', line = 'network.uptime_commune', provincial = 'training.classes'
const ids = [state, flow, monthly, line, provincial]
const pyramid = smallPyramid(2, 4)
const startMs = startOfLocalDay('2026-05-20')
const endMs = startOfLocalDay('2026-09-20') + 15 * hourMs + 20 * minuteMs
const windowMs = startOfLocalDay('2026-06-22')
const linesMs = startOfLocalDay('2026-09-03')

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

type Sent = Fed & { receivedMs?: number }

/** Readings of an office with silences; some are late, some corrected, withdrawn or compiled totals. */
function office(seed: number, u: number, kpi: string, k: number, everyMs: number, simulated: boolean): Sent[] {
  const code = pyramid.units[u]!.code
  const chance = (salt: number, i: number): number => uniform(seed, salt, u * 8 + k, i)
  const sent: Sent[] = []
  for (let i = 0, silentUntil = -1; startMs + i * everyMs < endMs; i++) {
    if (chance(1, i) < 0.05) silentUntil = i + 1 + Math.floor(chance(2, i) * 5)
    const atMs = startMs + i * everyMs + Math.floor(chance(3, i) * 20 * hourMs)
    if (i < silentUntil || atMs > endMs) continue
    const late = chance(4, i) < 0.1 ? Math.min(endMs, atMs + Math.floor(chance(5, i) * 6 * dayMs)) : atMs
    sent.push({ unit: code, kpi, key: `r${i}`, atMs, num: 4 + i, den: 5000, receivedMs: late })
    if (chance(6, i) >= 0.06) continue
    const what = chance(7, i)
    // A simulated one is known at its instant: it cannot be known before what it corrects.
    const movedMs = what < 0.6 || simulated ? atMs : atMs - 3 * hourMs
    if (late + hourMs < endMs) sent.push({ unit: code, kpi, key: `c${i}`, atMs: movedMs, num: what < 0.4 ? null : 3, den: 5000, corrects: `r${i}`, receivedMs: late + Math.floor(chance(8, i) * 3 * dayMs) + 1 })
  }
  return sent.filter(({ receivedMs }) => receivedMs === undefined || receivedMs <= endMs).map((one) => (one.num === null ? { unit: one.unit, kpi: one.kpi, key: one.key, atMs: one.atMs, num: null, corrects: one.corrects!, receivedMs: one.receivedMs! } : one))
}

function lineOf(seed: number, u: number): Sent[] {
  const sent: Sent[] = []
  for (let hour = 0, atMs = linesMs; atMs < endMs; hour++, atMs += hourMs) {
    if (uniform(seed, 21, u, Math.floor(hour / 3)) < 0.08) continue
    const minute = uniform(seed, 22, u, hour) < 0.1 ? 50 : 58
    if (atMs + minute * minuteMs < endMs) sent.push({ unit: pyramid.units[u]!.code, kpi: line, key: `l${hour}`, atMs: atMs + minute * minuteMs, num: 3000, den: 3600 })
  }
  return sent
}

function fed(seed: number, simulated: boolean): Sent[] {
  return pyramid.units.flatMap(({ level, code }, u): Sent[] => {
    const totals: Sent[] = level === 'province' ? [{ unit: code, kpi: state, key: 'total', atMs: windowMs + 9 * dayMs, num: 10, den: 20_000, declared: true }] : []
    const silent = uniform(seed, 31, u) < 0.1
    const own = silent ? [] : [...office(seed, u, state, 0, dayMs, simulated), ...office(seed, u, flow, 1, dayMs, simulated), ...office(seed, u, monthly, 2, 25 * dayMs, simulated)]
    return [...own, ...totals, ...(level === 'commune' ? lineOf(seed, u) : office(seed, u, provincial, 4, 28 * dayMs, simulated))]
  })
}

describe('a walk of silence', () => {
  it.each([[1, true], [2, false], [3, false]])('counts what the whole walk counts (seed %i, simulated %s)', async (seed, simulated) => {
    const world = new RehearsalWorld(pyramid, kpisOf(...ids), startMs, {}, simulated)
    try {
      await world.run(endMs, fed(seed, simulated))
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
