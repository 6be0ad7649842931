/**
 * The matrix as values: what each cell looks like and says, the weight and counts of each row, each column's abnormal units and
 * coverage, the sums. Pure: cells, words and the instant go in.
 */
import type { KpiAnswer } from '../../../../data/protocol/answers.ts'
import type { Cell } from '../../../../data/protocol/cell.ts'
import type { DurationWords } from '../../../../data/time/spans.ts'
import type { Language } from '../../../ui/format.ts'
import { formatAge } from '../../../ui/format.ts'
import type { MatrixWords } from '../../../i18n/words-matrix.ts'
import { freshnessNow, isAbnormal, lookOf, lookWeights, type Look } from '../../../ui/look.ts'
import { matrixText } from './matrix-text.ts'

/** A look; or `withheld` (there is a figure, it is not shown), `outside` (the unit does not report this KPI), `waiting` (nothing received yet). */
export type CellKind = Look | 'withheld' | 'outside' | 'waiting'

/** A cell, ready to show. `late`: its figure is past 1.5 cadences and dims; `text`: its figure, a dash, or how long it has been lost. */
export interface CellView {
  readonly kind: CellKind
  readonly text: string
  readonly late: boolean
}

/** How many cells ask for attention, by shape: ■, ▲, ▨; `lost`: how many of those without data had some and stopped. */
export interface Counts {
  readonly risk: number
  readonly behind: number
  readonly missing: number
  readonly lost: number
}

/** One unit. `weight`: by `lookWeights`; 0: nothing abnormal. */
export interface MatrixRow {
  readonly unit: string
  readonly cells: readonly CellView[]
  readonly weight: number
  readonly counts: Counts
}

/** One KPI below the root. `due`: units that report it; `abnormal`: of those; `fresh`/`parts`: the root's coverage, children (or own units) fresh of due; `silent`: nothing has come from anybody. */
export interface MatrixColumn {
  readonly kpi: KpiAnswer
  readonly due: number
  readonly abnormal: number
  readonly weight: number
  readonly fresh: number
  readonly parts: number
  readonly silent: boolean
}

/** The figure whose oldest part is the most cadences old. */
export interface Oldest {
  readonly unit: string
  readonly kpi: string
  readonly ageMs: number
}

/** See the file's head. `filled`: cells with a figure of `due` cells; `rows` in the given order of units. */
export interface MatrixModel {
  readonly root: MatrixRow
  readonly rows: readonly MatrixRow[]
  readonly columns: readonly MatrixColumn[]
  readonly counts: Counts
  readonly filled: number
  readonly due: number
  readonly oldest: Oldest | null
  /** Nothing has come from anybody of any KPI but those the product computes itself. */
  readonly silent: boolean
  /** Cells received, for telling a first sight from a change. */
  readonly received: number
}

/** What a model is made from. */
export interface MatrixInput {
  readonly root: string
  readonly units: readonly string[]
  readonly kpis: readonly KpiAnswer[]
  readonly cellOf: (unit: string, kpi: string) => Cell | undefined
  /** Whether a unit has nobody below it: then what is withheld of it is known to be below 5. */
  readonly isLeaf: (unit: string) => boolean
  readonly nowMs: number
  readonly language: Language
  readonly words: MatrixWords
  readonly durations: DurationWords
}

const waiting: CellView = { kind: 'waiting', text: '', late: false }
const outside: CellView = { kind: 'outside', text: '', late: false }

/** One cell. `leaf`: see `isLeaf`. */
export function cellView(kpi: KpiAnswer, cell: Cell | undefined, silent: boolean, leaf: boolean, input: MatrixInput): CellView {
  const { words, nowMs, language } = input
  if (cell === undefined) return waiting
  if (cell.withheld) return { kind: 'withheld', text: leaf ? words.heldFew : words.held, late: false }
  if (cell.coverage.due === 0 && cell.value === null) return outside
  const freshness = freshnessNow(cell, kpi.cadenceMs, nowMs)
  const kind = freshness === 'lost' && cell.value !== null ? 'lost' : lookOf(cell, silent)
  if (kind === 'lost' && cell.newestAtMs !== null) return { kind, text: words.lostFor(formatAge(nowMs - cell.newestAtMs, input.durations)), late: false }
  const text = matrixText(kpi, cell.value, cell.expected, language, words)
  return { kind, text: kind === 'silent' ? '' : text, late: freshness === 'late' }
}

function weightOf(kind: CellKind): number {
  return kind === 'withheld' || kind === 'outside' || kind === 'waiting' ? 0 : lookWeights[kind]
}

/** Whether a cell asks for attention. */
export const isBad = (kind: CellKind): boolean => weightOf(kind) > 0 && isAbnormal(kind as Look)

function countsOf(cells: readonly CellView[]): Counts {
  const of = (...kinds: readonly CellKind[]): number => cells.reduce((sum, { kind }) => sum + (kinds.includes(kind) ? 1 : 0), 0)
  return { risk: of('at_risk'), behind: of('behind'), missing: of('lost', 'no_data'), lost: of('lost') }
}

function rowOf(unit: string, silent: readonly boolean[], input: MatrixInput): MatrixRow {
  const leaf = input.isLeaf(unit)
  const cells = input.kpis.map((kpi, i) => cellView(kpi, input.cellOf(unit, kpi.id), silent[i] ?? true, leaf, input))
  return { unit, cells, weight: cells.reduce((sum, { kind }) => sum + weightOf(kind), 0), counts: countsOf(cells) }
}

function columnOf(kpi: KpiAnswer, index: number, rows: readonly MatrixRow[], root: Cell | undefined, silent: boolean): MatrixColumn {
  let due = 0, abnormal = 0, weight = 0
  for (const { cells } of rows) {
    const kind = cells[index]?.kind ?? 'waiting'
    if (kind === 'outside' || kind === 'waiting') continue
    due++
    weight += weightOf(kind)
    if (isBad(kind)) abnormal++
  }
  const coverage = root?.coverage
  const whole = coverage === undefined ? { due: 0, fresh: 0 } : coverage.children.due > 0 ? coverage.children : coverage
  return { kpi, due, abnormal, weight, fresh: whole.fresh, parts: whole.due, silent }
}

function oldestOf({ kpis, cellOf, nowMs }: MatrixInput, units: readonly string[]): Oldest | null {
  let most = 0, found: Oldest | null = null
  for (const unit of units) for (const { id, cadenceMs } of kpis) {
    const atMs = cellOf(unit, id)?.oldestAtMs ?? null
    if (atMs === null || cadenceMs === null) continue
    const cadences = (nowMs - atMs) / cadenceMs
    if (cadences > most) { most = cadences; found = { unit, kpi: id, ageMs: nowMs - atMs } }
  }
  return found
}

const plus = (a: Counts, b: Counts): Counts => ({ risk: a.risk + b.risk, behind: a.behind + b.behind, missing: a.missing + b.missing, lost: a.lost + b.lost })

/** The model. */
export function matrixModel(input: MatrixInput): MatrixModel {
  const { root, units, kpis, cellOf } = input
  const rootCells = kpis.map(({ id }) => cellOf(root, id))
  const silent = rootCells.map((cell) => cell === undefined || (cell.value === null && !cell.withheld && cell.coverage.reported === 0))
  const leaf = units.length === 0
  const rootRow = rowOf(root, silent, input)
  const rows = units.map((unit) => rowOf(unit, silent, input))
  const body = leaf ? [rootRow] : rows
  let filled = 0, due = 0, received = 0
  for (const { cells } of body) for (const { kind } of cells) {
    if (kind === 'waiting') continue
    received++
    if (kind === 'outside') continue
    due++
    if (kind !== 'no_data' && kind !== 'silent') filled++
  }
  return {
    root: rootRow, rows, columns: kpis.map((kpi, i) => columnOf(kpi, i, body, rootCells[i], silent[i] ?? true)), filled, due, received,
    silent: kpis.every(({ computed }, i) => computed || silent[i] === true),
    counts: body.reduce((sum, row) => plus(sum, row.counts), { risk: 0, behind: 0, missing: 0, lost: 0 }), oldest: oldestOf(input, leaf ? [root] : units),
  }
}

const sameView = (a: CellView, b: CellView): boolean => a.kind === b.kind && a.text === b.text && a.late === b.late

/** A row as before where nothing shown of it differs, so that it is not drawn again. Weight and counts follow from the cells. */
export function steadyRow(before: MatrixRow | undefined, row: MatrixRow): MatrixRow {
  const same = before !== undefined && before.unit === row.unit && before.cells.length === row.cells.length && row.cells.every((cell, i) => sameView(before.cells[i]!, cell))
  return same ? before : row
}

/**
 * The worst row (by weight) and the worst column: where the most units are abnormal, of equals the heavier, for one red unit is a bad
 * unit and not a bad column. Null where nothing is abnormal; the first of equals.
 */
export function worstOf({ rows, columns }: Pick<MatrixModel, 'rows' | 'columns'>): { readonly row: MatrixRow | null, readonly column: MatrixColumn | null } {
  const row = rows.reduce<MatrixRow | null>((best, next) => (next.weight > (best?.weight ?? 0) ? next : best), null)
  const column = columns.reduce<MatrixColumn | null>((best, next) => {
    if (next.abnormal === 0 || next.abnormal < (best?.abnormal ?? 0)) return best
    return best === null || next.abnormal > best.abnormal || next.weight > best.weight ? next : best
  }, null)
  return { row, column }
}
