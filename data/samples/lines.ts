/**
 * The simulated lines: how many seconds of a span a unit's line was up. Outages are a pure function of (seed, unit, hour): in about
 * every second hour one short outage; so any way of cutting time into spans gives the same seconds. Once the samples run on, lines also go
 * down for longer now and then, so that a wall left on has outages under way: about three a day among the 34 lines of provinces, of
 * communes nearly always one or two. The history before has none but the planted one.
 */
import { hourMs, hourStart } from '../time/vietnam-time.ts'
import { between, uniform } from './random.ts'
import { caMauOutageMs, troubledUnits } from './troubles.ts'
import type { SampleUnit, SampleWorld } from './world.ts'

const salts = { level: 41, happens: 42, length: 43, start: 44, longHappens: 45, longLength: 46, longStart: 47 } as const
/** Share of hours with an outage. */
const outageShare = 0.5
/** Uptime a line tends to: of provinces, of communes, and of Cà Mau's outside its planted outage. */
const provinceUptime = [0.9915, 0.9953] as const
const communeUptime = [0.985, 0.999] as const
const caMauUptime = 0.9985

/** At most one long outage in each of these of a line, milliseconds; in what share of them, and how long, by level. */
const longSlotMs = 6 * hourMs
const longOutages = {
  province: { share: 0.02, minutes: [8, 52] }, commune: { share: 0.003, minutes: [20, 90] },
} as const

/** A span in which the line of one unit is down, epoch milliseconds. */
export interface Outage {
  readonly unit: string
  readonly fromMs: number
  readonly toMs: number
}

/** The planted outage of samples that begin at `nowMs`: whole seconds. */
export function plantedOutage(nowMs: number): Outage {
  const nowS = Math.floor(nowMs / 1000) * 1000
  return { unit: troubledUnits.caMau, fromMs: nowS - caMauOutageMs.before, toMs: nowS + caMauOutageMs.after }
}

function uptimeOf({ seed }: SampleWorld, unit: SampleUnit): number {
  if (unit.code === troubledUnits.caMau) return caMauUptime
  const [from, to] = unit.level === 'province' ? provinceUptime : communeUptime
  return between(from, to, uniform(seed, unit.hash, salts.level))
}

const overlap = (aFrom: number, aTo: number, bFrom: number, bTo: number): number =>
  Math.max(0, Math.min(aTo, bTo) - Math.max(aFrom, bFrom))

/** The long outage of a line that begins in the slot of an instant, not before `liveFromMs`; empty: there is none. */
function longOutage(world: SampleWorld, unit: SampleUnit, atMs: number, liveFromMs: number): readonly [fromMs: number, toMs: number] {
  const slot = Math.floor(atMs / longSlotMs)
  const draw = (salt: number): number => uniform(world.seed, unit.hash, salt, slot)
  const { share, minutes } = longOutages[unit.level === 'province' ? 'province' : 'commune']
  if (draw(salts.longHappens) >= share) return [0, 0]
  const lengthMs = Math.round(between(minutes[0], minutes[1], draw(salts.longLength))) * 60_000
  const fromMs = slot * longSlotMs + Math.floor((draw(salts.longStart) * (longSlotMs - lengthMs)) / 1000) * 1000
  return fromMs < liveFromMs ? [0, 0] : [fromMs, fromMs + lengthMs]
}

function ordinaryDownMs(world: SampleWorld, unit: SampleUnit, hour: number, [longFromMs, longToMs]: readonly [number, number], fromMs: number, toMs: number): number {
  const at = hour / hourMs
  const draw = (salt: number): number => uniform(world.seed, unit.hash, salt, at)
  if (draw(salts.happens) >= outageShare) return 0
  const meanMs = ((1 - uptimeOf(world, unit)) * hourMs) / outageShare
  const lengthMs = Math.min(hourMs, Math.round((meanMs * between(0.5, 1.5, draw(salts.length))) / 1000) * 1000)
  const startMs = hour + Math.floor((draw(salts.start) * (hourMs - lengthMs)) / 1000) * 1000
  const [a, b] = [Math.max(fromMs, startMs), Math.min(toMs, startMs + lengthMs)]
  return Math.max(0, b - a - overlap(a, b, longFromMs, longToMs))
}

/** Whether the planted outage touches the span (fromMs, toMs] of a unit's line. */
export function touchedBy(outage: Outage, unit: SampleUnit, fromMs: number, toMs: number): boolean {
  return outage.unit === unit.code && overlap(fromMs, toMs, outage.fromMs, outage.toMs) > 0
}

/** Seconds the unit's line was up in the span (whole seconds, at most a few hours). `liveFromMs`: from when on long outages begin. */
export function upSeconds(world: SampleWorld, outage: Outage, unit: SampleUnit, fromMs: number, toMs: number, liveFromMs = Infinity): number {
  let downMs = 0
  const longFromMs = unit.code === outage.unit ? Math.max(liveFromMs, outage.toMs) : liveFromMs
  for (let hour = hourStart(fromMs); hour < toMs; hour += hourMs) {
    const from = Math.max(hour, fromMs)
    const to = Math.min(hour + hourMs, toMs)
    const planted = unit.code === outage.unit ? overlap(from, to, outage.fromMs, outage.toMs) : 0
    const long = longOutage(world, unit, from, longFromMs)
    downMs += planted + overlap(from, to, long[0], long[1]) + Math.min(to - from - planted, ordinaryDownMs(world, unit, hour, long, from, to))
  }
  return Math.round((toMs - fromMs - downMs) / 1000)
}
