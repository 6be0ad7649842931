/**
 * Wire shape: a cell — one figure as a row of the live stream. Rows keep a frame of 3,321 communes near 200 kB.
 * `cellColumns` names the places; enumerations travel as their index.
 */
import { z } from 'zod'
import { freshnesses, type Freshness } from '../judgement/freshness.ts'
import { statuses, type Status } from '../judgement/plan-status.ts'
import type { Coverage } from './figure.ts'

/** What stands where in a row. Instants are epoch milliseconds. */
export const cellColumns = [
  'unit', 'kpi', 'num', 'den', 'value', 'expected', 'status', 'freshness',
  'due', 'reported', 'fresh', 'childrenDue', 'childrenFresh', 'oldestAtMs', 'newestAtMs', 'flags', 'stages',
] as const

const count = z.int().min(0)

/** Bits of a row's `flags`. `withheld`: a count of cases below 5 is not shown above the unit that reported it. */
export const cellFlags = { simulated: 1, withheld: 2 } as const

/** One row, in the order of `cellColumns`. `stages` is null for KPIs that are no level. */
export const cellRow = z.tuple([
  z.string(), z.string(), z.number().nullable(), z.number().nullable(), z.number().nullable(), z.number().nullable(),
  count.max(statuses.length - 1), count.max(freshnesses.length - 1),
  count, count, count, count, count, z.number().nullable(), z.number().nullable(),
  count.max(3), z.array(count).length(6).nullable(),
])
/** See `cellRow`. */
export type CellRow = z.infer<typeof cellRow>

/** A row with names. `value`: ratio 0–1, count or lowest stage; null where nothing was observed. Instants: epoch ms. */
export interface Cell {
  readonly unit: string
  readonly kpi: string
  readonly num: number | null
  readonly den: number | null
  readonly value: number | null
  readonly expected: number | null
  readonly status: Status
  readonly freshness: Freshness
  readonly coverage: Coverage
  readonly oldestAtMs: number | null
  readonly newestAtMs: number | null
  readonly simulated: boolean
  readonly withheld: boolean
  readonly stages: readonly number[] | null
}

/** The row of a cell. */
export function encodeCell(c: Cell): CellRow {
  return [
    c.unit, c.kpi, c.num, c.den, c.value, c.expected, statuses.indexOf(c.status), freshnesses.indexOf(c.freshness),
    c.coverage.due, c.coverage.reported, c.coverage.fresh, c.coverage.children.due, c.coverage.children.fresh,
    c.oldestAtMs, c.newestAtMs, (c.simulated ? cellFlags.simulated : 0) | (c.withheld ? cellFlags.withheld : 0), c.stages === null ? null : [...c.stages],
  ]
}

/** The cell of a row. */
export function decodeCell(row: CellRow): Cell {
  const [unit, kpi, num, den, value, expected, status, freshness, due, reported, fresh, cDue, cFresh, oldest, newest, flags, stages] = row
  return {
    unit, kpi, num, den, value, expected,
    status: statuses[status] ?? 'no_data', freshness: freshnesses[freshness] ?? 'none',
    coverage: { due, reported, fresh, children: { due: cDue, fresh: cFresh } },
    oldestAtMs: oldest, newestAtMs: newest, simulated: (flags & cellFlags.simulated) !== 0,
    withheld: (flags & cellFlags.withheld) !== 0, stages,
  }
}
