/**
 * The readings of the bench. Pure and seeded: the same numbers give the same readings.
 * `liveMix` is a stretch of traffic: every 5 minutes each commune's line (1), each province's line (10), and half as many reports
 * of other KPIs again, of random offices at random instants of the last days. `oldReadings` is what a store has gathered after 13 months.
 */
import { kpis } from '../../data/kpis/catalogue.ts'
import type { Kpi } from '../../data/kpis/kpi.ts'
import { hasDenominator } from '../../data/measures/measure.ts'
import type { ReadingInput } from '../../data/protocol/reading-input.ts'
import { buildPyramid } from '../../data/pyramid/pyramid.ts'
import { dayMs, hourMs, localDay } from '../../data/time/vietnam-time.ts'
import { officialUnits } from '../../data/units/official-units.ts'

/** A reading by places in `pyramid.units` and `kpis`. */
export interface MixReading {
  readonly unit: number
  readonly kpi: number
  readonly atMs: number
  readonly key: string
  readonly num: number
  readonly den: number | null
}

/** The real list of units. */
export const pyramid = buildPyramid(officialUnits)
const fiveMinutesMs = 300_000
const lines = kpis.map((kpi, index) => ({ kpi, index })).filter(({ kpi }) => kpi.kind === 'availability')
const reported = kpis.map((kpi, index) => ({ kpi, index })).filter(({ kpi }) => kpi.kind !== 'availability' && !kpi.computed)
const dueUnits: readonly (readonly number[])[] = kpis.map((kpi) => pyramid.units.flatMap((unit, i) => (kpi.levels.includes(unit.level) ? [i] : [])))

/** A small generator of whole numbers below 2³², the same for the same seed (mulberry32). */
export function randomOf(seed: number): (below: number) => number {
  let state = seed >>> 0
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return Math.floor(((t ^ (t >>> 14)) >>> 0) / 4294967296 * below)
  }
}

function figures(kpi: Kpi, random: (below: number) => number): { num: number; den: number | null } {
  if (kpi.kind === 'level') return { num: 1 + random(6), den: null }
  if (!hasDenominator(kpi.kind)) return { num: random(40), den: null }
  const den = kpi.kind === 'availability' ? (kpi.cadence === 'seconds30' ? 30 : 300) : 20 + random(900)
  const num = kpi.kind === 'availability' && random(50) > 0 ? den : random(den + 1)
  return { num, den }
}

/** Endless traffic from `fromMs` on, at most up to `nowMs` (then it goes on with other keys from `fromMs`). Keys begin with `prefix`. */
export function* liveMix(seed: number, prefix: string, fromMs: number, nowMs: number): Generator<MixReading> {
  const random = randomOf(seed)
  let count = 0
  const next = (kpi: number, unit: number, atMs: number): MixReading =>
    ({ unit, kpi, atMs, key: `${prefix}${(count++).toString(36)}`, ...figures(kpis[kpi]!, random) })
  for (;;) {
    for (let tickMs = fromMs; tickMs + fiveMinutesMs < nowMs; tickMs += fiveMinutesMs) {
      for (const { kpi, index } of lines) {
        const stepMs = kpi.cadence === 'seconds30' ? 30_000 : fiveMinutesMs
        for (let atMs = tickMs; atMs < tickMs + fiveMinutesMs; atMs += stepMs) for (const unit of dueUnits[index]!) {
          yield next(index, unit, atMs + stepMs)
          if (random(2) > 0) continue
          const { index: other } = reported[random(reported.length)]!
          const units = dueUnits[other]!
          yield next(other, units[random(units.length)]!, nowMs - random(20 * 86_400) * 1000)
        }
      }
    }
  }
}

/** A reading as it goes over the wire. */
export function inputOf({ unit, kpi, atMs, key, num, den }: MixReading): ReadingInput {
  const input = { key, unit: pyramid.units[unit]!.code, kpi: kpis[kpi]!.id, at: new Date(atMs).toISOString(), num }
  return den === null ? input : { ...input, den }
}

/** Takes the next `count` readings of a stream. */
export function take(stream: Generator<MixReading>, count: number): MixReading[] {
  return Array.from({ length: count }, () => stream.next().value as MixReading)
}

function* reportsOf(dayStartMs: number, random: (below: number) => number): Generator<MixReading> {
  const day = localDay(dayStartMs)
  const weekday = new Date(Date.parse(day)).getUTCDay()
  for (const { kpi, index } of reported) {
    const isDue = kpi.cadence === 'day' ? weekday % 6 !== 0 : day.endsWith('-20')
    if (!isDue) continue
    for (const unit of dueUnits[index]!) yield { unit, kpi: index, atMs: dayStartMs + 8 * hourMs + random(32_400) * 1000, key: `o${day.slice(2)}`, ...figures(kpi, random) }
  }
}

/**
 * About `most` readings in order of arrival: 13 months of reports (daily ones on working days, monthly ones on the 20th), 7 days of
 * province lines, and as many of the last days of commune lines as there is room for (10 M: some 3.5 days).
 * Smaller stores: fewer months, then fewer hours of lines.
 */
export function* oldReadings(seed: number, nowMs: number, most: number): Generator<MixReading> {
  const random = randomOf(seed)
  const small = most < 5_000_000
  const days = small ? Math.max(1, Math.floor(most / 60_000)) : 396
  const provinceMs = small ? hourMs : 7 * dayMs - hourMs
  const perDay = reported.filter(({ kpi }) => kpi.cadence === 'day').reduce((sum, { index }) => sum + dueUnits[index]!.length, 0)
  const perMonth = reported.filter(({ kpi }) => kpi.cadence === 'month').reduce((sum, { index }) => sum + dueUnits[index]!.length, 0)
  const reports = days * (5 / 7) * perDay + (days / 30.4) * perMonth + 34 * (provinceMs / 30_000)
  const communeMs = Math.min(provinceMs, Math.max(0, most - reports) / 3321 * fiveMinutesMs)
  const firstMs = nowMs - (nowMs % dayMs) - days * dayMs - 7 * hourMs
  for (let dayStart = firstMs; dayStart + dayMs < nowMs; dayStart += dayMs) yield* reportsOf(dayStart, random)
  for (let tickMs = Math.ceil((nowMs - provinceMs) / fiveMinutesMs) * fiveMinutesMs; tickMs <= nowMs; tickMs += fiveMinutesMs) {
    for (const { kpi, index } of lines) {
      const stepMs = kpi.cadence === 'seconds30' ? 30_000 : fiveMinutesMs
      if (stepMs === fiveMinutesMs && tickMs < nowMs - communeMs) continue
      for (let atMs = tickMs - fiveMinutesMs + stepMs; atMs <= tickMs; atMs += stepMs) {
        for (const unit of dueUnits[index]!) yield { unit, kpi: index, atMs, key: `l${(atMs / 1000).toString(36)}`, ...figures(kpi, random) }
      }
    }
  }
}
