import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { kpis } from '../../../data/kpis/catalogue.ts'
import { rejection } from '../../../data/protocol/ingest-answer.ts'
import { readingInput } from '../../../data/protocol/reading-input.ts'
import { earliestAtMs } from '../../../data/readings/reading.ts'
import { buildPyramid } from '../../../data/pyramid/pyramid.ts'
import { officialUnits } from '../../../data/units/official-units.ts'
import { quickInstant } from '../../../server/ingest/instant.ts'
import { careful, isRejection, normalise, quick, type Origin } from '../../../server/ingest/normalise.ts'
import { buildRules } from '../../../server/ingest/rules.ts'

const pyramid = buildPyramid(officialUnits)
const rules = buildRules(pyramid, kpis)
const nowMs = Date.parse('2026-11-22T08:00:00+07:00')
const commune = officialUnits.find((unit) => unit.parent === '11')!.code
const elsewhere = officialUnits.find((unit) => unit.parent === '12')!.code
const origin: Origin = { scope: pyramid.indexOf('11')!, source: 7, simulated: false, nowMs }
const centre: Origin = { ...origin, scope: 0 }
const good = { key: 'a', unit: commune, kpi: 'esign.documents', at: '2026-11-22T07:00:00+07:00', num: 8, den: 10 }
const up = { ...good, kpi: 'network.uptime_commune' }
const iso = (ms: number): string => new Date(ms).toISOString()
const outcomeOf = (input: unknown, from: Origin = origin): string => {
  const outcome = normalise(rules, from, input, 3)
  if (!isRejection(outcome)) return 'ok'
  expect(rejection.parse(outcome)).toEqual(outcome)
  expect(outcome.index).toBe(3)
  expect(outcome.message).not.toBe(outcome.messageEn)
  return outcome.field === undefined ? outcome.code : `${outcome.code} ${outcome.field}`
}

describe('a valid reading', () => {
  it('becomes indices and UTC milliseconds', () => {
    expect(normalise(rules, origin, good, 0)).toEqual({
      unit: pyramid.indexOf(commune), kpi: kpis.findIndex(({ id }) => id === 'esign.documents'), key: 'a',
      atMs: nowMs - 3_600_000, num: 8, den: 10, corrects: null, declared: false, source: 7, simulated: false,
    })
  })

  it.each([
    ['a reduction above its baseline', { ...good, kpi: 'paper.cut', num: 12, den: 10 }],
    ['a count without den', { ...good, unit: '11', kpi: 'training.classes', num: 2, den: undefined }],
    ['a count with den null', { ...good, unit: '11', kpi: 'training.classes', num: 2, den: null }],
    ['a stage', { ...good, kpi: 'rollout.stage', num: 6, den: undefined }],
    ['a correction', { ...good, key: 'b', corrects: 'a' }],
    ['a withdrawal', { ...good, key: 'b', corrects: 'a', num: null, den: null }],
    ['a declared total', { ...good, unit: '11', declared: true }],
    ['declared: false on a leaf', { ...good, declared: false }],
    ['nothing to do: 0 of 0', { ...good, num: 0, den: 0 }],
    ['the largest figure', { ...good, num: 1e12, den: 1e12 }],
    ['now + 5 min', { ...good, at: iso(nowMs + 300_000) }],
    ['the first instant of 2020', { ...good, at: iso(earliestAtMs) }],
    ['availability of 7 days ago', { ...up, at: iso(nowMs - 7 * 86_400_000) }],
    ['microseconds', { ...good, at: '2026-11-22T00:00:00.123456Z' }],
    ['a leap day', { ...good, at: '2024-02-29T00:00:00Z' }],
  ])('may be %s', (_, input) => expect(outcomeOf(JSON.parse(JSON.stringify(input)))).toBe('ok'))

  it('keeps −0 as 0, so that the same figures are the same', () => {
    const outcome = normalise(rules, origin, { ...good, num: -0 }, 0)
    expect(!isRejection(outcome) && Object.is(outcome.num, 0)).toBe(true)
  })
})

describe('a refused reading has its own code and field', () => {
  it.each([
    [null, 'not_an_object'], [[], 'not_an_object'], [7, 'not_an_object'], ['x', 'not_an_object'],
    [{ ...good, colour: 'red' }, 'unknown_field colour'],
    [{ ...good, ['x'.repeat(41)]: 1 }, 'unknown_field ?'],
    [{ ...good, '<b>': 1 }, 'unknown_field ?'],
    [JSON.parse('{"__proto__": {}, "key": "a"}'), 'field_missing unit'],
    [{ ...good, key: undefined }, 'field_missing key'], [{ ...good, key: 5 }, 'field_not_text key'],
    [{ ...good, key: '' }, 'key_invalid_format key'], [{ ...good, key: 'a b' }, 'key_invalid_format key'],
    [{ ...good, key: 'x'.repeat(101) }, 'key_invalid_format key'], [{ ...good, key: 'ă' }, 'key_invalid_format key'],
    [{ ...good, corrects: '' }, 'key_invalid_format corrects'], [{ ...good, corrects: null }, 'key_invalid_format corrects'],
    [{ ...good, corrects: 'a' }, 'corrects_itself corrects'],
    [{ ...good, declared: 'yes' }, 'declared_not_boolean declared'],
    [{ ...good, unit: undefined }, 'field_missing unit'], [{ ...good, unit: 11 }, 'field_not_text unit'],
    [{ ...good, kpi: undefined }, 'field_missing kpi'], [{ ...good, kpi: {} }, 'field_not_text kpi'],
    [{ ...good, at: undefined }, 'at_invalid at'], [{ ...good, at: 0 }, 'at_invalid at'],
    [{ ...good, at: '2026-11-22' }, 'at_invalid at'], [{ ...good, at: '2026-11-22T07:00:00' }, 'at_invalid at'],
    [{ ...good, at: '2026-02-30T07:00:00Z' }, 'at_invalid at'], [{ ...good, at: '2026-11-22T24:00:00Z' }, 'at_invalid at'],
    [{ ...good, unit: '' }, 'unit_unavailable unit'], [{ ...good, unit: 'x'.repeat(10_000) }, 'unit_unavailable unit'],
    [{ ...good, unit: elsewhere }, 'unit_unavailable unit'], [{ ...good, unit: 'TW' }, 'unit_unavailable unit'],
    [{ ...good, unit: 'ZZ' }, 'unit_unavailable unit'], [{ ...good, unit: '__proto__' }, 'unit_unavailable unit'],
    [{ ...good, kpi: 'esign.nothing' }, 'kpi_unknown kpi'], [{ ...good, kpi: 'constructor' }, 'kpi_unknown kpi'],
    [{ ...good, kpi: 'tasks.overdue' }, 'kpi_computed kpi'],
    [{ ...good, kpi: 'tasks.overdue', declared: true }, 'kpi_computed kpi'],
    [{ ...good, kpi: 'network.uptime' }, 'kpi_not_reported_here kpi'],
    [{ ...good, unit: '11', kpi: 'network.uptime', declared: true }, 'kpi_not_reported_here kpi'],
    [{ ...good, declared: true }, 'declared_leaf declared'],
    [{ ...good, at: iso(nowMs + 300_001) }, 'at_in_future at'], [{ ...good, at: '9999-01-01T00:00:00Z' }, 'at_in_future at'],
    [{ ...good, at: iso(earliestAtMs - 1) }, 'at_too_old at'], [{ ...good, at: '0000-01-01T00:00:00Z' }, 'at_too_old at'],
    [{ ...up, at: iso(nowMs - 7 * 86_400_000 - 1) }, 'window_closed at'],
    [{ ...good, num: undefined }, 'num_missing num'], [{ ...good, num: null, den: null }, 'num_missing num'],
    [{ ...good, num: null, key: 'b', corrects: 'a' }, 'den_not_allowed den'],
    [{ ...good, num: '8' }, 'not_a_number num'], [{ ...good, den: true }, 'not_a_number den'], [{ ...good, num: NaN }, 'not_a_number num'],
    [{ ...good, num: {} }, 'not_a_number num'], [{ ...good, num: 8.5 }, 'not_whole num'], [{ ...good, den: 10.5 }, 'not_whole den'],
    [{ ...good, num: -1 }, 'negative num'], [{ ...good, den: -10 }, 'negative den'],
    [JSON.parse(`{"key":"a","unit":"${commune}","kpi":"esign.documents","at":"2026-11-22T00:00:00Z","num":1e400,"den":1}`), 'out_of_range num'],
    [{ ...good, num: Infinity }, 'out_of_range num'], [{ ...good, num: 1e12, den: 1e12 + 1 }, 'out_of_range den'], [{ ...good, num: 1e300 }, 'out_of_range num'],
    [{ ...good, den: undefined }, 'den_missing den'], [{ ...good, den: null }, 'den_missing den'],
    [{ ...good, kpi: 'rollout.stage', num: 3, den: 6 }, 'den_not_allowed den'],
    [{ ...good, num: 11 }, 'num_exceeds_den num'],
    [{ ...good, kpi: 'rollout.stage', num: 0, den: undefined }, 'stage_out_of_range num'],
    [{ ...good, kpi: 'rollout.stage', num: 7, den: undefined }, 'stage_out_of_range num'],
  ])('%j → %s', (input, outcome) => expect(outcomeOf(input)).toBe(outcome))

  it('says the same of an unknown unit and of one outside the scope', () => {
    const say = (unit: string) => JSON.stringify(normalise(rules, origin, { ...good, unit, kpi: 'nothing', num: 'x' }, 0))
    expect(say(elsewhere)).toBe(say('ZZ'))
    expect(say('12')).toBe(say('TW'))
  })

  it('never echoes what is not bounded', () => {
    const outcome = normalise(rules, origin, { key: 'x'.repeat(200_000), ['y'.repeat(200_000)]: 1 }, 0)
    expect(JSON.stringify(outcome).length).toBeLessThan(700)
  })
})

const oneOf = <T>(...values: T[]) => fc.constantFrom(...values)
const anyFigure = fc.oneof(fc.nat(20), oneOf<unknown>(null, undefined, -1, -0, 0.5, 1e12, 1e12 + 1, 1e400, NaN, '8', true, {}))
const anyInput = fc.record({
  key: oneOf<unknown>('a', 'b', '', 'a b', 5, undefined), unit: oneOf<unknown>(commune, '11', '12', elsewhere, 'TW', 'ZZ', 5, undefined),
  kpi: fc.oneof(fc.constantFrom(...kpis.map(({ id }) => id)), oneOf<unknown>('nothing', 5, undefined)),
  at: fc.oneof(
    fc.integer({ min: earliestAtMs - 10, max: nowMs + 400_000 }).map(iso),
    oneOf<unknown>(iso(nowMs), iso(nowMs + 300_000), iso(nowMs + 300_001), '2026-02-30T00:00:00Z', '2026-11-22T07:00:00', '2026-11-22T07:00:00.1+07:00', '2026-11-22T07:00:00-00:30', 5)),
  num: anyFigure, den: anyFigure,
}, { requiredKeys: [] })
const anyExtras = fc.record({
  corrects: oneOf<unknown>('a', 'c', '', undefined), declared: oneOf<unknown>(true, false, 'x', undefined), extra: fc.constant(1),
}, { requiredKeys: [] })
const spoilt = ['key', 'unit', 'kpi', 'at', 'num', 'den', 'corrects', 'declared', 'extra']
/** A valid reading of which up to two fields are replaced by anything. */
const nearlyValid = fc.tuple(oneOf<object>(good, up, { ...good, unit: '11', declared: false }, { ...good, kpi: 'rollout.stage', num: 3, den: null }),
  fc.subarray(spoilt, { maxLength: 2 }), anyInput, anyExtras)
  .map(([valid, fields, any, extras]) => ({ ...valid, ...Object.fromEntries(Object.entries({ ...any, ...extras }).filter(([name]) => fields.includes(name))) }))
const withExtras = fc.oneof(nearlyValid, nearlyValid, fc.tuple(anyInput, anyExtras).map(([any, extras]) => ({ ...any, ...extras })))

describe('the quick path and the careful path', () => {
  it('agree on every input, and take nothing the wire\'s schema refuses', () => {
    let taken = 0
    fc.assert(fc.property(withExtras, fc.boolean(), (input, wide) => {
      const from = wide ? centre : origin
      const byCare = careful(rules, from, input, 0)
      const quickly = quick(rules, from, input)
      if (quickly !== null) {
        taken += 1
        expect(quickly).toEqual(byCare)
      } else if (!isRejection(byCare)) {
        const ordinary = byCare.corrects === null && !byCare.declared
        expect(ordinary).toBe(false)
      }
      if (!isRejection(byCare)) expect(readingInput.safeParse(input).success).toBe(true)
    }), { numRuns: 20_000 })
    expect(taken).toBeGreaterThan(1000)
  })

  it('read instants alike', () => {
    const two = (max: number) => fc.nat(max).map((n) => String(n).padStart(2, '0'))
    const text = fc.tuple(fc.integer({ min: 1999, max: 2101 }), two(13), two(32), two(24), two(60), two(60), oneOf('', '.1', '.12', '.123', '.1234', '.'), oneOf('Z', '+07:00', '-03:30', '+24:00', '', 'z'))
      .map(([y, mo, d, h, mi, s, f, z]) => `${y}-${mo}-${d}T${h}:${mi}:${s}${f}${z}`)
    fc.assert(fc.property(text, (at) => {
      const quickly = quickInstant(at)
      const byCare = readingInput.shape.at.safeParse(at).success
      if (quickly !== null) expect([byCare, quickly]).toEqual([true, Date.parse(at)])
      else if (byCare) expect(/^(1|21)|\.\d{4}/.test(at)).toBe(true)
    }), { numRuns: 20_000 })
  })
})
