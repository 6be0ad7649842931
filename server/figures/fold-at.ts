/** The fold at another instant: columns of one KPI for one subtree, read from the store. The same algebra as the live fold. */
import { cadenceMs, type Kpi } from '../../data/kpis/kpi.ts'
import { freshCadences } from '../../data/judgement/freshness.ts'
import type { Pyramid } from '../../data/pyramid/pyramid.ts'
import { emptyColumns, replaceOwn, setFresh, type Columns } from '../../data/pyramid/roll-up.ts'
import { everySeq, type OwnSource } from './own-source.ts'

/** What a fold is made from. */
export interface FoldParts {
  readonly pyramid: Pyramid
  readonly kpis: readonly Kpi[]
  readonly source: OwnSource
}

/** Columns of one KPI with the own contributions of the subtree of `root` as of `atMs`, from readings up to `maxSeq`. */
export function foldAt(parts: FoldParts, root: number, kpi: number, atMs: number, maxSeq = everySeq): Columns {
  const { pyramid, source } = parts
  const entry = parts.kpis[kpi]!
  const columns = emptyColumns(pyramid, entry.kind === 'level', (unit) => entry.levels.includes(pyramid.units[unit]!.level))
  const cadence = cadenceMs[entry.cadence]
  const end = pyramid.end[root]!
  for (let unit = root; unit < end; unit++) {
    if (columns.ownDue[unit] === 0) continue
    const own = source.own(kpi, unit, atMs, maxSeq)
    if (Number.isNaN(own.atMs)) continue
    replaceOwn(columns, unit, own)
    setFresh(columns, unit, cadence === null || atMs - own.atMs <= freshCadences * cadence)
  }
  return columns
}
