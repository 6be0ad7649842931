/** The matrix of the root as it stands: model and calm order, made anew at most twice a second and as figures age. */
import { useMemo, useRef } from 'react'
import type { KpiAnswer } from '../../../../data/protocol/answers.ts'
import { useLive } from '../../../figures/live-context.ts'
import { useNow, usePaintVersion } from '../../../figures/use-live.ts'
import { useLanguage, useWords } from '../../../i18n/language.ts'
import { matrixEn, matrixVi, type MatrixWords } from '../../../i18n/words-matrix.ts'
import { unitName, useWallData } from '../wall-data.ts'
import { calmOrder, orderRestMs, rankedUnits, type CalmOrder } from './calm-order.ts'
import { matrixModel, steadyRow, type MatrixModel, type MatrixRow } from './matrix-model.ts'

const collator = new Intl.Collator('vi')

/** The words of the matrix in the language shown. */
export function useMatrixWords(): MatrixWords {
  return useLanguage() === 'en' ? matrixEn : matrixVi
}

/** A model and its rows in the order shown. */
export interface ShownMatrix {
  readonly model: MatrixModel
  readonly rows: readonly MatrixRow[]
}

/** See the file's head. `held`: rows stay where they are (somebody is among them). */
export function useMatrix(kpis: readonly KpiAnswer[], held = false): ShownMatrix {
  const data = useWallData()
  const { store } = useLive()
  const words = useMatrixWords()
  const { durations } = useWords()
  const language = useLanguage()
  const version = usePaintVersion(null)
  const nowMs = useNow((now) => Math.floor(now / orderRestMs) * orderRestMs)
  const before = useRef<ReadonlyMap<string, MatrixRow>>(new Map())
  const units = useMemo(() => data.children.map(({ code }) => code), [data])
  const model = useMemo(() => {
    const fresh = matrixModel({
      root: data.root.code, units, kpis, cellOf: (unit, kpi) => store.painted(unit, kpi)?.cell,
      isLeaf: (unit) => data.unitByCode.get(unit)?.children === 0, nowMs, language, words, durations,
    })
    const root = steadyRow(before.current.get(fresh.root.unit), fresh.root)
    const rows = fresh.rows.map((row) => steadyRow(before.current.get(row.unit), row))
    before.current = new Map([root, ...rows].map((row) => [row.unit, row]))
    return { ...fresh, root, rows }
    // `version` stands for the store's contents
  }, [data, units, kpis, store, version, nowMs, language, words, durations])
  const kept = useRef<CalmOrder | null>(null)
  const rows = useMemo(() => {
    const ranked = rankedUnits(model.rows, (unit) => unitName(data, unit, 'vi'), (a, b) => collator.compare(a, b))
    kept.current = calmOrder(kept.current, ranked, model.received, performance.now(), held)
    const byUnit = new Map(model.rows.map((row) => [row.unit, row]))
    return kept.current.units.flatMap((unit) => { const row = byUnit.get(unit); return row === undefined ? [] : [row] })
  }, [model, data, held])
  return { model, rows }
}

/** The KPIs in the order of columns: families together, as `groups` lists them. */
export function inFamilies(kpis: readonly KpiAnswer[], groups: readonly string[]): readonly KpiAnswer[] {
  return kpis.map((kpi, i) => ({ kpi, i })).sort((a, b) => groups.indexOf(a.kpi.group) - groups.indexOf(b.kpi.group) || a.i - b.i).map(({ kpi }) => kpi)
}
