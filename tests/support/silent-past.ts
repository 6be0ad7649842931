/** Months of a small pyramid's readings with silences: late, corrected, withdrawn, ahead of the clock, compiled totals, lines with missing hours. */
import { uniform } from '../../data/samples/random.ts'
import { dayMs, hourMs, startOfLocalDay } from '../../data/time/vietnam-time.ts'
import { smallPyramid } from './memory-figures.ts'
import type { Fed } from './rehearsal-world.ts'

const minuteMs = 60_000
/** The KPIs that are read. */
export const state = 'digitization.pages', flow = 'esign.documents', monthly = 'esign.staff', line = 'network.uptime_commune', provincial = 'training.classes'
/** All of them. */
export const silentIds = [state, flow, monthly, line, provincial]
/** Two provinces of four communes. */
export const pyramid = smallPyramid(2, 4)
/** Where it begins. */
export const startMs = startOfLocalDay('2026-05-20')
/** Where it ends: the present of a rehearsal. */
export const endMs = startOfLocalDay('2026-09-20') + 15 * hourMs + 20 * minuteMs
const windowMs = startOfLocalDay('2026-06-22')
const linesMs = startOfLocalDay('2026-09-03')

/** What readings are like: of a simulated history; some of them ahead of their receipt. */
export interface Ways { readonly simulated: boolean; readonly ahead?: boolean }
/** A reading and its receipt. */
export type Sent = Fed & { receivedMs?: number }

/** Readings of an office with silences; some are late, some corrected, withdrawn or compiled totals. */
function office(seed: number, u: number, kpi: string, k: number, everyMs: number, { simulated, ahead }: Ways): Sent[] {
  const code = pyramid.units[u]!.code
  const chance = (salt: number, i: number): number => uniform(seed, salt, u * 8 + k, i)
  const sent: Sent[] = []
  for (let i = 0, silentUntil = -1; startMs + i * everyMs < endMs; i++) {
    if (chance(1, i) < 0.05) silentUntil = i + 1 + Math.floor(chance(2, i) * 5)
    const atMs = startMs + i * everyMs + Math.floor(chance(3, i) * 20 * hourMs)
    if (i < silentUntil || atMs > endMs) continue
    const aheadMs = ahead && chance(10, i) < 0.05 ? 4 * minuteMs : 0
    const late = chance(4, i) < 0.1 ? Math.min(endMs, atMs + Math.floor(chance(5, i) * 6 * dayMs)) : atMs - aheadMs
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
    // Some lines miss hours every day, others few in weeks.
    const rarely = u % 2 === 1
    if (uniform(seed, 21, u, Math.floor(hour / 3)) < (rarely ? 0.01 : 0.08)) continue
    const minute = uniform(seed, 22, u, hour) < (rarely ? 0.003 : 0.1) ? 50 : 58
    if (atMs + minute * minuteMs < endMs) sent.push({ unit: pyramid.units[u]!.code, kpi: line, key: `l${hour}`, atMs: atMs + minute * minuteMs, num: 3000, den: 3600 })
  }
  return sent
}

/** The readings of a seed. */
export function fed(seed: number, ways: Ways): Sent[] {
  return pyramid.units.flatMap(({ level, code }, u): Sent[] => {
    const totals: Sent[] = level === 'province' ? [{ unit: code, kpi: state, key: 'total', atMs: windowMs + 9 * dayMs, num: 10, den: 20_000, declared: true }] : []
    const silent = uniform(seed, 31, u) < 0.1
    const own = silent ? [] : [...office(seed, u, state, 0, dayMs, ways), ...office(seed, u, flow, 1, dayMs, ways), ...office(seed, u, monthly, 2, 25 * dayMs, ways)]
    return [...own, ...totals, ...(level === 'commune' ? lineOf(seed, u) : office(seed, u, provincial, 4, 28 * dayMs, ways))]
  })
}
