/**
 * The two KPIs that are computed from data quality (S0 PL.IV.1), as the writer of computed figures takes them.
 *
 * `data.reporting_units`, *đơn vị cập nhật dữ liệu định kỳ*: an own office counts 1 of 1 while every daily and monthly KPI it is due for
 * is fresh, else 0 of 1. A unit that never reported counts 0 of 1 too: the KPI is the share *of all units* ("≥95 % đơn vị cập nhật dữ
 * liệu định kỳ"), and that a unit owes readings and sends none is what it observes. That is no zero made of missing data: the unit's
 * other figures stay without a value. Left out, a unit would improve the country's figure by falling silent for good. Where nothing
 * was ever received from anybody there is nothing to judge yet, and no value.
 *
 * `data.serious_errors`, *dữ liệu lỗi nghiêm trọng*: how many figures of an own office bear a standing verdict that the data itself is
 * wrong: a total that fell, a declared total that differs from the units below, a jump that is at risk. An office without a single
 * reading has none: no value.
 */
import type { Verdict, VerdictKind } from '../../../data/judgement/verdict.ts'
import type { ComputedSource, ComputedValue } from '../computed-writer.ts'
import type { QualityLive } from './quality-board.ts'

/** Ids of the computed KPIs. */
export const reportingUnitsKpi = 'data.reporting_units'
/** See `reportingUnitsKpi`. */
export const seriousErrorsKpi = 'data.serious_errors'

/** The verdicts that stand, of one kind. `waiting`: how many cells wait for theirs; above 0 nothing is computed of them. */
export interface StandingVerdicts {
  readonly waiting: number
  standing(kind: VerdictKind): Iterable<{ readonly unit: number; readonly kpi: number; readonly verdict: Verdict }>
}

/** What the sources look at. `begun`: whether a reading was ever received; `simulated`: whether the store knows a simulated source. */
export interface ComputedQualityDeps {
  readonly live: QualityLive
  readonly begun: () => boolean
  readonly simulated: () => boolean
}

/** KPIs that own offices owe daily or monthly: lines report by the minute and are judged by their availability; registers of cases are none of the catalogue. */
function periodic(live: QualityLive): readonly number[] {
  return live.kpis.flatMap(({ computed, cadence, group }, k) => (!computed && group !== 'cases_register' && (cadence === 'day' || cadence === 'month') ? [k] : []))
}

/** `data.reporting_units` of every unit that owes anything. */
export function reportingUnits({ live, begun, simulated }: ComputedQualityDeps): ComputedSource {
  const judged = periodic(live)
  function* values(): Generator<ComputedValue> {
    if (!begun()) return
    for (let unit = 0; unit < live.pyramid.size; unit++) {
      let due = 0
      let fresh = 0
      let readings = 0
      let isSimulated = false
      for (const kpi of judged) {
        const columns = live.columns[kpi]!
        if (columns.ownDue[unit] === 0) continue
        due++
        fresh += columns.ownFresh[unit]!
        if (columns.ownN[unit]! > 0) readings++
        if (columns.ownSim[unit] === 1) isSimulated = true
      }
      if (due > 0) yield { unit, num: fresh === due ? 1 : 0, den: 1, simulated: readings > 0 ? isSimulated : simulated() }
    }
  }
  return { kpi: reportingUnitsKpi, values }
}

/** Whether a verdict says that the data itself is wrong, whatever it shows. */
export function isSeriousError({ kind, severity }: Pick<Verdict, 'kind' | 'severity'>): boolean {
  return kind === 'fell' || kind === 'mismatch' || (kind === 'jump' && severity === 'at_risk')
}

/** `data.serious_errors` of every unit that has reported anything or declared a total that differs. */
export function seriousErrors({ live, simulated }: ComputedQualityDeps, verdicts: StandingVerdicts): ComputedSource {
  const handedIn = live.kpis.flatMap(({ computed }, k) => (computed ? [] : [k]))
  function* values(): Generator<ComputedValue> {
    const wrong = new Map<number, Set<number>>()
    for (const kind of ['fell', 'mismatch', 'jump'] as const) {
      for (const { unit, kpi, verdict } of verdicts.standing(kind)) {
        if (!isSeriousError(verdict)) continue
        const cells = wrong.get(unit)
        if (cells === undefined) wrong.set(unit, new Set([kpi]))
        else cells.add(kpi)
      }
    }
    for (let unit = 0; unit < live.pyramid.size; unit++) {
      const errors = wrong.get(unit)?.size ?? 0
      const read = handedIn.filter((kpi) => !Number.isNaN(live.columns[kpi]!.ownAt[unit]!))
      if (errors === 0 && read.length === 0) continue
      yield { unit, num: errors, den: null, simulated: read.length === 0 ? simulated() : read.some((kpi) => live.columns[kpi]!.ownSim[unit] === 1) }
    }
  }
  return { kpi: seriousErrorsKpi, ready: () => verdicts.waiting === 0, values }
}
