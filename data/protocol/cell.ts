/**
 * Wire shape: a cell — one figure as a row of the live stream. Rows keep a frame of 3,321 communes near 200 kB.
 * `cellColumns` names the places; enumerations travel as their index; cell-codec.ts turns rows into cells and back.
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
