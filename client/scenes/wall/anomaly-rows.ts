/** A warning as a row of words: unit, indicator, now, should be, for how long. Pure. */
import type { WarningAnswer } from '../../../data/protocol/answers.ts'
import { formatDuration, formatNumber } from '../../ui/format.ts'
import type { Look } from '../../ui/look.ts'
import { isMoving, shortName, valueText, type KpiLike, type Speech } from './figure-words.ts'
import { targetOf, unitName, type WallData } from './wall-data.ts'
import { yearOf } from '../../../data/time/vietnam-time.ts'

/** One row of the list, ready to show. */
export interface AnomalyRow {
  readonly key: string
  readonly rank: number
  readonly look: Look
  readonly unit: string
  readonly kpi: string
  readonly now: string
  readonly must: string
  readonly lasting: string
}

const lookBySeverity: Readonly<Record<WarningAnswer['severity'], Look>> = { at_risk: 'at_risk', behind: 'behind', no_data: 'lost' }

/** The look of a warning. */
export function warningLook(warning: WarningAnswer): Look {
  return lookBySeverity[warning.severity]
}

function mustText(warning: WarningAnswer, kpi: KpiLike, data: WallData, nowMs: number, speech: Speech): string {
  const { words, language } = speech
  if (warning.kind === 'silent') {
    const { affected, due } = warning.units
    return due > 1 ? words.silentOf(formatNumber(affected, language), formatNumber(due, language)) : words.silent
  }
  if (warning.expected === null) return words.noTarget
  if (warning.expected === 0) return words.mustZero
  const target = targetOf(data, warning.kpi, warning.unit, yearOf(nowMs))
  const value = valueText(kpi, warning.expected, language, true)
  return isMoving(warning.expected, target) ? words.mustPlan(value) : words.mustFloor(value)
}

/** The row of a warning at `nowMs` (server's clock). */
export function anomalyRow(warning: WarningAnswer, data: WallData, nowMs: number, speech: Speech): AnomalyRow {
  const { words, language } = speech
  const kpi = data.kpiById.get(warning.kpi)
  const level = data.unitByCode.get(warning.unit)?.level
  const from = warning.since ?? (warning.kind === 'silent' ? warning.newestAt : null)
  return {
    key: `${warning.unit} ${warning.kpi} ${warning.kind}`, rank: warning.rank, look: warningLook(warning),
    unit: level === 'centre' ? words.nationwide : unitName(data, warning.unit, language),
    kpi: kpi === undefined ? warning.kpi : shortName(kpi, language),
    now: kpi === undefined || warning.severity === 'no_data' ? '–' : valueText(kpi, warning.value, language),
    must: kpi === undefined ? '' : mustText(warning, kpi, data, nowMs, speech),
    lasting: from === null ? words.unknownSince : formatDuration(nowMs - Date.parse(from), words.durations),
  }
}

/** Whether a warning only says that nothing has ever come of a KPI from anybody below the root: said once, in one quiet line. */
export function isNeverAny(warning: WarningAnswer, root: string): boolean {
  return warning.kind === 'silent' && warning.unit === root && warning.newestAt === null
}

/** The second line of a call-out: indicator and value, or how long it has been silent. */
export function calloutText(row: AnomalyRow, words: Speech['words']): string {
  if (row.look === 'lost') return row.lasting === words.unknownSince ? `${row.kpi}: ${words.status.no_data}` : `${words.status.lost} ${row.lasting}`
  return `${row.kpi} ${row.now}`
}
