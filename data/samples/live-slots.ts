/**
 * The live flow: lines that tell their state at the catalogue's cadence, offices that digitise and sign, and the reports of days
 * and months as they fall due. Every unit has its own second, so the flow is even: about 25 readings a second, of which those of
 * lines go after 7 days: a demo left on for a month adds some 4 GB.
 */
import type { Scene, Slot } from './slots.ts'
import { dueSlots, reports } from './slots.ts'
import { uniform } from './random.ts'
import type { SampleKpi, SampleUnit } from './world.ts'

/** How often a unit tells of each, milliseconds. Lines: the catalogue's cadence. The others are faster than life, so that a wall moves. */
export const livePeriodsMs = {
  'network.uptime': 30_000,
  'network.uptime_commune': 300_000,
  /** 3,356 units: about 7 readings a second. */
  'digitization.pages': 480_000,
  /** 3,356 units: about 6 readings a second, a document or two each. */
  'esign.documents': 560_000,
} as const

/** Third word of `uniform` for a unit's second. */
const offsetSalt = 61

interface Beat {
  readonly unit: SampleUnit
  readonly kpi: SampleKpi
  readonly periodMs: number
  readonly offsetMs: number
}

/** Every (unit, KPI) of the live flow with its second. */
export function beatsOf({ world }: Scene): readonly Beat[] {
  return Object.entries(livePeriodsMs).flatMap(([id, periodMs]) => {
    const kpi = world.kpiOf(id)
    return world.units.filter((unit) => reports(unit, kpi)).map((unit) => ({
      unit, kpi, periodMs,
      offsetMs: Math.floor((uniform(world.seed, unit.hash, kpi.hash, offsetSalt) * periodMs) / 1000) * 1000,
    }))
  })
}

function beatSlot({ unit, kpi, periodMs }: Beat, atMs: number): Slot {
  const second = Math.floor(atMs / 1000).toString(36)
  if (kpi.kpi.kind === 'availability') {
    const period = `u-${(periodMs / 1000).toString(36)}-${second}`
    return { unit, kpi, atMs, period, span: { kind: 'state' }, lineFromMs: atMs - periodMs }
  }
  const isPages = kpi.kpi.kind === 'stock_ratio'
  return { unit, kpi, atMs, period: `e-${second}`, span: isPages ? { kind: 'state' } : { kind: 'documents' }, lineFromMs: null }
}

/** The reports of the live flow in (fromMs, toMs]. */
export function* liveSlots(scene: Scene, beats: readonly Beat[], fromMs: number, toMs: number): Generator<Slot> {
  for (const beat of beats) {
    const { periodMs, offsetMs } = beat
    let atMs = (Math.floor((fromMs - offsetMs) / periodMs) + 1) * periodMs + offsetMs
    for (; atMs <= toMs; atMs += periodMs) yield beatSlot(beat, atMs)
  }
  yield* dueSlots(scene, fromMs, toMs)
}
