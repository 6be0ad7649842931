/**
 * Who reports a KPI and how often: the few shapes of the domain's paragraph "Levels and cadence".
 * A catalogue entry spreads one of them.
 */
import type { Kpi } from '../kpi.ts'

/** The part of an entry that says who hands it in, how often, and with which care. */
export type Reporting = Pick<Kpi, 'levels' | 'cadence' | 'cases' | 'computed'>

/** Monthly, by communes and by the own offices of provinces and the centre: the rule. */
export const monthlyByAll: Reporting = {
  levels: ['centre', 'province', 'commune'], cadence: 'month', cases: false, computed: false,
}

/** Daily, by the same offices. */
export const dailyByAll: Reporting = { ...monthlyByAll, cadence: 'day' }

/** Daily, and a count of cases: withheld above the reporting unit where a count is below 5. */
export const dailyCases: Reporting = { ...dailyByAll, cases: true }

/** Monthly, by communes only. */
export const monthlyByCommunes: Reporting = { ...monthlyByAll, levels: ['commune'] }

/** Daily, by communes only. */
export const dailyByCommunes: Reporting = { ...monthlyByCommunes, cadence: 'day' }

/** Monthly, by the own offices of provinces and the centre. */
export const monthlyByProvincesAndCentre: Reporting = { ...monthlyByAll, levels: ['centre', 'province'] }

/** Computed by the product at every change; a reading from outside is refused (`kpi_computed`). */
export const computedByProduct: Reporting = { levels: [], cadence: 'change', cases: false, computed: true }
