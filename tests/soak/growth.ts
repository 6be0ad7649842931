/**
 * What a soak is judged by: the robust slope of the page's memory over the updates it took, and whether nodes or listeners grew. Pure.
 * Source: issue 5 "Figures to reach": ≤ 100 bytes an update, nodes and listeners 0. What a page holds depends on what it has just shown, so
 * only samples of the same place in the round are compared: R. M. Hirsch, J. R. Slack, R. A. Smith, "Techniques of trend analysis for monthly
 * water quality data", Water Resources Research 18 (1982), 107–121 (the seasonal form of Theil's slope, with Sen's interval).
 */
import { kendallVariance, medianOf } from '../../data/judgement/theil-sen.ts'

/** Most bytes (JS heap, embedder heap and backing stores together) an update may leave behind. Source: issue 5. */
export const maxBytesPerUpdate = 100
/** Quantile of the normal distribution: counts grow where the slope lies above zero in 99 of 100 such runs. */
export const zOfCounts = 2.326
/** Least growth of a count over the run that is growth: one whole thing. */
export const leastCount = 1

/** The page after three collections, always at the same scene and root. `place`: in the round; `updates`, `changes`: taken since the page opened; `js`, `embedder`, `backing` in bytes. */
export interface Sample {
  readonly atMs: number
  readonly place: number
  readonly updates: number
  readonly changes: number
  readonly js: number
  readonly embedder: number
  readonly backing: number
  readonly nodes: number
  readonly listeners: number
  readonly documents: number
}

/** The memory of a sample, bytes. */
export function totalOf({ js, embedder, backing }: Sample): number {
  return js + embedder + backing
}

/** One line of the verdict. `low`, `high`: the interval of `value`; `met`: within the bound. */
export interface Judged {
  readonly name: string
  readonly value: number
  readonly low: number
  readonly high: number
  readonly unit: string
  readonly bound: string
  readonly met: boolean
}

interface Slope { readonly slope: number, readonly low: number, readonly high: number }

/** Slope an update, and where the interval of `zOfCounts` begins and ends; RangeError where the samples are too few to bound it. */
function lineOf(samples: readonly Sample[], read: (sample: Sample) => number): Slope {
  const slopes: number[] = []
  let variance = 0
  for (const group of Map.groupBy(samples, ({ place }) => place).values()) {
    variance += kendallVariance(group.map(read))
    group.forEach((to, j) => { for (const from of group.slice(0, j)) slopes.push((read(to) - read(from)) / (to.updates - from.updates)) })
  }
  const sorted = Float64Array.from(slopes).sort()
  // equal values narrow the interval; whether the samples suffice must not depend on them
  const most = [...Map.groupBy(samples, ({ place }) => place).values()].reduce((sum, { length: n }) => sum + (n * (n - 1) * (2 * n + 5)) / 18, 0)
  if ((sorted.length - zOfCounts * Math.sqrt(most)) / 2 < 1) throw new RangeError(`${samples.length} samples after the warm-up are too few for a verdict: the machine was too slow, or the run too short`)
  const rank = Math.floor((sorted.length - zOfCounts * Math.sqrt(variance)) / 2)
  return { slope: medianOf(sorted), low: sorted[rank - 1]!, high: sorted[sorted.length - rank]! }
}

function bytes(name: string, samples: readonly Sample[], read: (sample: Sample) => number, bound: number | null): Judged {
  const { slope, low, high } = lineOf(samples, read)
  return { name, value: slope, low, high, unit: 'B/update', bound: bound === null ? '–' : `≤ ${bound}`, met: bound === null || slope <= bound }
}

/** Growth of a count over the whole run: the fitted line's, and only where the line surely rises. */
function count(name: string, samples: readonly Sample[], read: (sample: Sample) => number): Judged {
  const span = samples.at(-1)!.updates - samples[0]!.updates
  const { slope, low, high } = lineOf(samples, read)
  const grown = low > 0 && slope * span >= leastCount
  return { name, value: slope * span, low: low * span, high: high * span, unit: 'over the run', bound: '0', met: !grown }
}

/** The verdict over the samples after the warm-up; RangeError where they are too few. */
export function judgeGrowth(samples: readonly Sample[]): readonly Judged[] {
  return [
    bytes('memory', samples, totalOf, maxBytesPerUpdate),
    bytes('· JS heap', samples, ({ js }) => js, null),
    bytes('· embedder heap', samples, ({ embedder }) => embedder, null),
    bytes('· backing stores', samples, ({ backing }) => backing, null),
    count('nodes', samples, ({ nodes }) => nodes),
    count('listeners', samples, ({ listeners }) => listeners),
    count('documents', samples, ({ documents }) => documents),
  ]
}

function table(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)))
  return rows.map((row) => row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!))).join('  ')).join('\n')
}

const mb = (value: number): string => (value / 1e6).toFixed(2)
const short = (value: number): string => (Number.isFinite(value) ? value.toFixed(Math.abs(value) < 10 ? 2 : 0) : value > 0 ? '∞' : '−∞')

/** The samples as lines, at most `most` of them, evenly chosen, first and last included. */
export function sampleTable(samples: readonly Sample[], most: number): string {
  const step = Math.max(1, (samples.length - 1) / Math.max(1, most - 1))
  const chosen = samples.length <= most ? samples : Array.from({ length: most }, (_, i) => samples[Math.round(i * step)]!)
  return table([
    ['minute', 'changes', 'updates', 'JS MB', 'embedder MB', 'backing MB', 'sum MB', 'nodes', 'listeners', 'documents'],
    ...chosen.map((sample) => [
      (sample.atMs / 60_000).toFixed(1), String(sample.changes), String(sample.updates), mb(sample.js), mb(sample.embedder), mb(sample.backing), mb(totalOf(sample)),
      String(sample.nodes), String(sample.listeners), String(sample.documents),
    ]),
  ])
}

/** The verdict as lines. */
export function verdictTable(judged: readonly Judged[]): string {
  return table([
    ['growth', 'value', 'from', 'to', 'unit', 'bound', ''],
    ...judged.map(({ name, value, low, high, unit, bound, met }) => [name, short(value), short(low), short(high), unit, bound, bound === '–' ? '' : met ? 'ok' : 'TOO MUCH']),
  ])
}
