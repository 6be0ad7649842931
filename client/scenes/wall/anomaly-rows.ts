/** A warning as a row of words: unit, indicator, now, should be, for how long. Pure. */
import type { KpiAnswer } from '../../../data/protocol/answers.ts'
import type { WarningAnswer, WarningsAnswer } from '../../../data/protocol/warning.ts'
import { clipWords, formatAge, formatDuration, formatNumber, type DurationWords } from '../../ui/format.ts'
import type { Look } from '../../ui/look.ts'
import { isMoving, reportersWord, shortName, valueText, type Speech } from './figure-words.ts'
import { targetOf, unitName, type WallData } from './wall-data.ts'
import { hourMs, yearOf } from '../../../data/time/vietnam-time.ts'

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
  readonly lastingKnown: boolean
  /** The server's sentence with the numbers that made it a warning; empty where it says none. */
  readonly evidence: string
}

/** Letters for which the column *phải đạt* has room. */
const mustLetters = 22

const lookBySeverity: Readonly<Record<WarningAnswer['severity'], Look>> = { at_risk: 'at_risk', behind: 'behind', no_data: 'lost' }

/** Whether a warning is of units that have fallen silent. */
export function isSilence({ kind }: Pick<WarningAnswer, 'kind'>): boolean {
  return kind === 'late' || kind === 'lost'
}

/** The look of a warning: what has gone silent is hatched here as it is on the map, whatever its last value was; one whose condition has ended looks as its figure does. */
export function warningLook(warning: WarningAnswer): Look {
  if (warning.ended !== null) return warning.freshness === 'lost' ? 'lost' : warning.status
  if (isSilence(warning) && (warning.freshness === 'lost' || warning.freshness === 'none')) return 'lost'
  return lookBySeverity[warning.severity]
}

function mustText(warning: WarningAnswer, kpi: KpiAnswer, data: WallData, nowMs: number, speech: Speech): string {
  const { words, language } = speech
  if (warning.ended !== null) return clipWords(language === 'vi' ? warning.evidenceVi : warning.evidenceEn, mustLetters)
  if (isSilence(warning)) {
    const { affected, due } = warning.units
    if (due <= 1) return words.silent
    // who they are is left out where it would be cut: the evidence says it
    const word = reportersWord(kpi, data.unitByCode.get(warning.unit)?.level ?? 'centre', due, words)
    const said = (who: string): string => words.silentOf(formatNumber(affected, language), formatNumber(due, language), who).replace('  ', ' ')
    return said(word).length > mustLetters ? said('') : said(word)
  }
  if (warning.kind !== 'below_plan') return clipWords(language === 'vi' ? warning.evidenceVi : warning.evidenceEn, mustLetters)
  if (warning.expected === null) return words.noTarget
  if (warning.expected === 0) return words.mustZero
  const target = targetOf(data, warning.kpi, warning.unit, yearOf(nowMs))
  const value = valueText(kpi, warning.expected, language, true)
  return isMoving(warning.expected, target) ? words.mustPlan(value) : words.mustFloor(value)
}

/** Until when a warning's condition has lasted: it does not grow once it has ended. */
export function lastedUntilMs({ ended }: Pick<WarningAnswer, 'ended'>, nowMs: number): number {
  return ended === null ? nowMs : Date.parse(ended.at)
}

/** How long it lasts: a silence or an outage to the minute, anything else no finer than the hour that history tells. */
function lastingText(ms: number, warning: WarningAnswer, words: DurationWords): string {
  return isSilence(warning) || warning.kind === 'down' ? formatDuration(ms, words) : formatAge(Math.max(hourMs, Math.floor(ms / hourMs) * hourMs), words)
}

/** The row of a warning at `nowMs` (server's clock). */
export function anomalyRow(warning: WarningAnswer, data: WallData, nowMs: number, speech: Speech): AnomalyRow {
  const { words, language } = speech
  const kpi = data.kpiById.get(warning.kpi)
  const level = data.unitByCode.get(warning.unit)?.level
  const look = warningLook(warning)
  const from = warning.since ?? (isSilence(warning) ? warning.newestAt : null)
  return {
    key: warning.id, rank: warning.rank, look,
    unit: level === 'centre' ? words.nationwide : unitName(data, warning.unit, language),
    kpi: kpi === undefined ? warning.kpi : shortName(kpi, language),
    now: kpi === undefined || look === 'lost' ? '–' : valueText(kpi, warning.value, language),
    must: kpi === undefined ? '' : mustText(warning, kpi, data, nowMs, speech),
    lastingKnown: from !== null, evidence: language === 'vi' ? warning.evidenceVi : warning.evidenceEn,
    lasting: from === null ? words.unknownSince : lastingText(lastedUntilMs(warning, nowMs) - Date.parse(from), warning, words.durations),
  }
}

/** How many of each look, told from the warnings where all of them are at hand, else as the server counts by severity. */
export function countsOf(answer: WarningsAnswer): Readonly<Record<WarningAnswer['severity'], number>> {
  if (answer.warnings.length < answer.total) return answer.counts
  const counts = { at_risk: 0, behind: 0, no_data: 0 }
  for (const warning of answer.warnings) {
    const look = warningLook(warning)
    if (warning.ended !== null) continue
    counts[look === 'lost' ? 'no_data' : look === 'at_risk' ? 'at_risk' : 'behind']++
  }
  return counts
}

/** The second line of a call-out: indicator and value, or how long it has been silent. */
export function calloutText(row: AnomalyRow, words: Speech['words']): string {
  if (row.look === 'lost') return row.lasting === words.unknownSince ? `${row.kpi}: ${words.status.no_data}` : `${words.status.lost} ${row.lasting}`
  return `${row.kpi} ${row.now}`
}
