/** One figure of the bench, the targets it is judged by, and how both are printed. */
import { plantedKinds } from '../../data/samples/troubled-types.ts'

/** One figure. `floor`: what was measured beside it in the same run (null: none); `ratio`: value / floor. */
export interface BenchRow {
  readonly name: string
  readonly value: number
  readonly unit: string
  readonly floor: number | null
  readonly ratio: number | null
}

/** Which way a target reads: of the value or of the ratio, at least or at most. */
interface Target { readonly of: 'value' | 'ratio'; readonly is: '≥' | '≤' | '<'; readonly bound: number }

const anomalyTargets = Object.fromEntries(plantedKinds.flatMap((kind) => ['precision', 'recall'].map((figure) =>
  [`anomaly.${kind}.${figure}`, { of: 'value', is: '≥', bound: 0.9 } as const])))

/** Bounds of the wall's page at 1920 × 1080; the processor's share of the main thread is held to the clock's bound. */
const wallTargets = Object.fromEntries(['', '.overview', '.pyramid', '.matrix'].flatMap((scene) => ([
  ['wall.main', 150], ['wall.fill', 20], ['wall.frame', 50], ['wall.long', 100], ['wall.heap', 120],
] as const).map(([name, bound]) => [`${name}${scene}`, { of: 'value', is: '≤', bound } as const])))

/** Targets by name. Source: security bar "Load"; client.md; the issues of the spine, of judgement and of the wall ("Figures to reach"). */
export const targets: Readonly<Record<string, Target>> = {
  'ingest.batch': { of: 'ratio', is: '≥', bound: 0.6 },
  'ingest.loaded': { of: 'ratio', is: '≥', bound: 0.6 },
  'ingest.single': { of: 'value', is: '≥', bound: 1500 },
  fanout: { of: 'ratio', is: '≤', bound: 1.2 },
  'frame.p50': { of: 'value', is: '≤', bound: 80 },
  'frame.p95': { of: 'value', is: '≤', bound: 160 },
  ready: { of: 'value', is: '≤', bound: 2000 },
  memory: { of: 'value', is: '≤', bound: 400 },
  ...anomalyTargets,
  'anomaly.noise': { of: 'value', is: '<', bound: 3 },
  'judge.one': { of: 'value', is: '≤', bound: 1 },
  'judge.all': { of: 'value', is: '≤', bound: 2000 },
  rehearse: { of: 'value', is: '≤', bound: 10_000 },
  'rehearse.all': { of: 'value', is: '≤', bound: 10_000 },
  ...wallTargets,
  'wall.main.cpu': { of: 'value', is: '≤', bound: 150 },
  'wall.first': { of: 'value', is: '≤', bound: 2500 },
  'rehearse.cancel': { of: 'value', is: '≤', bound: 100 },
}

/** A row; `floor` null where nothing plain does the same. Nothing is told in terms of a floor of 0. */
export function rowOf(name: string, value: number, unit: string, floor: number | null = null): BenchRow {
  return { name, value, unit, floor, ratio: floor === null || floor === 0 ? null : value / floor }
}

/** The middle of some values; the mean of the two middle ones. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5)
}

/** A quantile (0–1) by linear interpolation; NaN of nothing. */
export function quantile(values: readonly number[], share: number): number {
  if (values.length === 0) return NaN
  const sorted = values.toSorted((a, b) => a - b)
  const place = (sorted.length - 1) * share
  const low = sorted[Math.floor(place)]!
  return low + (sorted[Math.ceil(place)]! - low) * (place - Math.floor(place))
}

/** Whether a row meets its target; null where it has none. */
export function isMet(row: BenchRow): boolean | null {
  const target = targets[row.name]
  if (target === undefined) return null
  const figure = target.of === 'value' ? row.value : row.ratio
  if (figure === null) return false
  if (target.is === '<') return figure < target.bound
  return target.is === '≥' ? figure >= target.bound : figure <= target.bound
}

function short(figure: number | null): string {
  if (figure === null) return '–'
  if (Math.abs(figure) >= 1000) return Math.round(figure).toLocaleString('en-US')
  return figure.toPrecision(3)
}

function targetText(name: string): string {
  const target = targets[name]
  if (target === undefined) return '–'
  return `${target.of === 'ratio' ? 'ratio ' : ''}${target.is} ${target.bound.toLocaleString('en-US')}`
}

/** The rows as a table of text. */
export function tableOf(rows: readonly BenchRow[]): string {
  const met = (row: BenchRow): string => ({ true: 'yes', false: 'NO', null: '–' })[String(isMet(row)) as 'true' | 'false' | 'null']
  const lines = [['name', 'value', 'unit', 'floor', 'ratio', 'target', 'met'], ...rows.map((row) =>
    [row.name, short(row.value), row.unit, short(row.floor), short(row.ratio), targetText(row.name), met(row)])]
  const widths = lines[0]!.map((_, column) => Math.max(...lines.map((line) => line[column]!.length)))
  return lines.map((line) => line.map((text, column) => text.padEnd(widths[column]!)).join('  ').trimEnd()).join('\n')
}

/** The rows as the one object of `--json`. */
export function jsonOf(rows: readonly BenchRow[]): string {
  return JSON.stringify(Object.fromEntries(rows.map(({ name, ...figures }) => [name, figures])))
}
