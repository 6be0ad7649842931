/**
 * The simulated readings of the whole country, ready to post: batches of the newest of everything, the history behind it, what
 * fell due while nobody posted, and the live flow. Pure: the same input gives the same readings.
 */
import type { ReadingInput } from '../protocol/reading-input.ts'
import { dayMs, toLocalIso } from '../time/vietnam-time.ts'
import { availabilityRetentionMs } from '../readings/reading.ts'
import { figuresOf } from './figures.ts'
import { beatsOf, liveSlots } from './live-slots.ts'
import { touchedBy, upSeconds } from './lines.ts'
import { dueHours, dueSlots, historyDays, historySlots, nowSlots, sceneOf, silences, type Scene, type Slot } from './slots.ts'
import type { PlantedTrouble } from './troubles.ts'
import type { SampleInput } from './world.ts'

/** Readings of one batch. Far below the wire's 1,000 readings and 256 kB: about 130 kB. */
export const batchSize = 800

/** How many readings each part has. */
export interface SampleCounts {
  readonly now: number
  readonly history: number
}

/** The simulated country as readings. All instants epoch milliseconds. */
export interface Samples {
  readonly troubles: readonly PlantedTrouble[]
  /** Counts both parts by walking them once (some seconds). */
  counts(): SampleCounts
  /** The newest reading of every (unit, KPI), the wall's headline first. */
  now(): Generator<readonly ReadingInput[]>
  /** The history behind `now`, newest first. */
  history(): Generator<readonly ReadingInput[]>
  /** What fell due in (fromMs, the samples' nowMs], at most the last 60 days of it, without the events of the live flow. */
  catchUp(fromMs: number): Generator<readonly ReadingInput[]>
  /** The live flow in (fromMs, toMs]. */
  live(fromMs: number, toMs: number): readonly ReadingInput[]
}

function reader(scene: Scene, seed: number): (slot: Slot) => ReadingInput | null {
  const silentFrom = silences(scene)
  const { world, outage } = scene
  return ({ unit, kpi, atMs, period, span, lineFromMs }) => {
    if (atMs > silentFrom(unit, kpi)) return null
    const at = toLocalIso(atMs)
    if (lineFromMs === null) {
      return { key: `smp-${seed}-${period}`, unit: unit.code, kpi: kpi.kpi.id, at, ...figuresOf(world, unit, kpi, atMs, span) }
    }
    const planted = touchedBy(outage, unit, lineFromMs, atMs) ? `-o${(outage.fromMs / 1000).toString(36)}` : ''
    const num = upSeconds(world, outage, unit, lineFromMs, atMs, scene.nowMs)
    return { key: `smp-${seed}-${period}${planted}`, unit: unit.code, kpi: kpi.kpi.id, at, num, den: (atMs - lineFromMs) / 1000 }
  }
}

type Reader = ReturnType<typeof reader>

function* batches(slots: Iterable<Slot>, read: Reader): Generator<readonly ReadingInput[]> {
  let batch: ReadingInput[] = []
  for (const slot of slots) {
    const reading = read(slot)
    if (reading === null) continue
    batch.push(reading)
    if (batch.length < batchSize) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

function countOf(scene: Scene, slots: Iterable<Slot>): number {
  const silentFrom = silences(scene)
  let count = 0
  for (const { unit, kpi, atMs } of slots) if (atMs <= silentFrom(unit, kpi)) count++
  return count
}

function* catchUpSlots(scene: Scene, fromMs: number): Generator<Slot> {
  const earliestMs = Math.max(fromMs, scene.nowMs - historyDays * dayMs)
  yield* dueHours(scene, Math.max(fromMs, scene.nowMs - availabilityRetentionMs))
  yield* dueSlots(scene, earliestMs, scene.nowMs)
}

/** The samples of an input. Throws where the catalogue has a reported KPI without a profile. */
export function createSamples(input: SampleInput): Samples {
  const scene = sceneOf(input)
  const read = reader(scene, input.seed)
  const beats = beatsOf(scene)
  return {
    troubles: scene.troubles,
    counts: () => ({ now: countOf(scene, nowSlots(scene)), history: countOf(scene, historySlots(scene)) }),
    now: () => batches(nowSlots(scene), read),
    history: () => batches(historySlots(scene), read),
    catchUp: (fromMs) => batches(catchUpSlots(scene, fromMs), read),
    live: (fromMs, toMs) => {
      const readings: ReadingInput[] = []
      for (const slot of liveSlots(scene, beats, fromMs, toMs)) {
        const reading = read(slot)
        if (reading !== null) readings.push(reading)
      }
      return readings
    },
  }
}
