/** A warning as a row of words: unit, indicator, now, should be, for how long, who has it. Pure. */
import type { KpiAnswer } from '../../../data/protocol/answers.ts'
import type { WarningAnswer, WarningLine, WarningsAnswer } from '../../../data/protocol/warning.ts'
import type { listsVi } from '../../i18n/words-lists.ts'
import type { DurationWords } from '../../../data/time/spans.ts'
import { lineText } from '../../ui/figure-text.ts'
import { formatAge, formatLasting, formatNumber } from '../../ui/format.ts'
import type { Look } from '../../ui/look.ts'
import { overdueText } from '../../ui/warning-lasting.ts'
import { firstThatFits } from '../../ui/whole-words.ts'
import { isMoving, reportersWord, shortName, toldNow, type Speech } from './figure-words.ts'
import { targetOf, unitName, type WallData } from './wall-data.ts'
import { yearOf } from '../../../data/time/vietnam-time.ts'

/** One row of the list, ready to show. */
export interface AnomalyRow {
  readonly key: string
  readonly rank: number
  readonly look: Look
  /** The look as it is drawn: of what never came the one of the map, apart from what has stopped. */
  readonly shape: Look
  readonly kind: WarningAnswer['kind']
  readonly unit: string
  readonly kpi: string
  readonly now: string
  readonly must: string
  readonly lasting: string
  readonly lastingKnown: boolean
  /** How old the newest reading is; null: nothing was ever read. */
  readonly age: string | null
  /** The server's sentence with the numbers that made it a warning; empty where it says none. */
  readonly evidence: string
  /** Who has it; null: nobody. */
  readonly who: string | null
}

/** A language with the words of a row. `states`: what each state of a warning is called. */
export interface RowSpeech extends Speech {
  readonly lists: typeof listsVi
  readonly states: Readonly<Record<WarningAnswer['state'], string>>
}

/** Letters for which the column *phải đạt* has room. */
const mustLetters = 16
/** Below this it is told that it lasts for less. */
const minuteMs = 60_000
/** Letters below how long a row lasts. */
const newestLetters = { vi: 23, en: 21 } as const
/** Letters for which the column *ai xử lý* has room. */
const whoLetters = 17

/** The look of a severity. */
export const lookBySeverity: Readonly<Record<WarningAnswer['severity'], Look>> = { at_risk: 'at_risk', behind: 'behind', no_data: 'lost' }

/** Whether a warning is of units that have fallen silent. */
export function isSilence({ kind }: Pick<WarningAnswer, 'kind'>): boolean {
  return kind === 'late' || kind === 'lost'
}

/** Which of two looks is the worse; what is in neither is none. */
const heavier: Readonly<Partial<Record<Look, number>>> = { at_risk: 2, behind: 1 }

/** The look of one whose condition has ended: its figure's, but no worse than the warning was; a figure may be at risk for another reason. */
function endedLook({ status, freshness, severity }: Pick<WarningAnswer, 'status' | 'freshness' | 'severity'>): Look {
  if (freshness === 'lost') return 'lost'
  const own = lookBySeverity[severity]
  return own !== 'lost' && (heavier[status] ?? 0) > (heavier[own] ?? 0) ? own : status
}

/** The look of a warning: its severity's. What has gone silent is hatched here as it is on the map, whatever its last value was. */
export function warningLook(warning: WarningAnswer): Look {
  if (warning.ended !== null) return endedLook(warning)
  if (isSilence(warning) && (warning.freshness === 'lost' || warning.freshness === 'none')) return 'lost'
  return lookBySeverity[warning.severity]
}

/** Units of a group that answered, of those due: the one way of counting, everywhere. */
function answered({ units: { affected, due } }: WarningAnswer, language: Speech['language']): { readonly n: string, readonly due: string } {
  return { n: formatNumber(due - affected, language), due: formatNumber(due, language) }
}

function planMust(warning: WarningAnswer, kpi: KpiAnswer, data: WallData, nowMs: number, { words, language }: Speech): string {
  if (warning.expected === null) return words.noTarget
  if (warning.expected === 0) return words.mustZero
  const value = lineText(kpi, warning.expected, language)
  return isMoving(warning.expected, targetOf(data, warning.kpi, warning.unit, yearOf(nowMs))) ? words.mustPlan(value) : words.mustFloor(value)
}

function mustText(warning: WarningAnswer, kpi: KpiAnswer, data: WallData, nowMs: number, speech: RowSpeech): string {
  const { words, lists, language } = speech
  if (warning.ended !== null) return lists.gone
  const { affected, due } = warning.units
  const word = reportersWord(kpi, data.unitByCode.get(warning.unit)?.level ?? 'centre', due, words)
  const { n, due: of } = answered(warning, language)
  if (isSilence(warning)) {
    if (due <= 1) return words.silent
    // who they are is left out where it would be cut: the evidence says it
    return lists.reported(n, of, word).length > mustLetters ? lists.reported(n, of, '') : lists.reported(n, of, word)
  }
  if (warning.kind === 'report_due') return due <= 1 ? lists.notIn : lists.handedIn(handInWord(data, warning.unit, due, words))
  const plan = planMust(warning, kpi, data, nowMs, speech)
  if (warning.kind === 'down') return due > 1 ? lists.linesUp(n, of) : `${plan}, ${lists.cut}`
  // what such a figure should be no number says; the numbers are in the sentence beside it
  if (warning.kind !== 'below_plan') return lists.kinds[warning.kind] ?? ''
  const whole = affected > 1 ? `${plan}, ${lists.inUnits(formatNumber(affected, language), words.communeWord(affected))}` : plan
  return whole.length > mustLetters ? plan : whole
}

/** Who hands in below a unit: communes of a province; units where an office of another level counts among them (a person's rule over both). */
function handInWord(data: WallData, unit: string, due: number, words: Speech['words'], count = due): string {
  const known = data.unitByCode.get(unit)
  return known?.level === 'province' && due <= known.children ? words.communeWord(count) : words.unitWord(count)
}

/** What stands in the column *hiện nay*: how many are in where that is what is wrong, else the figure; of what is lost the last one known, whose age the row tells. */
function nowText(warning: WarningAnswer, kpi: KpiAnswer | undefined, language: Speech['language']): string {
  if (warning.kind === 'report_due' && warning.units.due > 1) { const { n, due } = answered(warning, language); return `${n}/${due}` }
  return kpi === undefined || warning.kind === 'report_due' ? '–' : toldNow(kpi, warning, language).text
}

/** Who has a warning: the office that took it, where it may be named; null: nobody. */
function whoText(warning: WarningAnswer, data: WallData, { lists, language, states }: RowSpeech): string | null {
  if (warning.state === 'open') return null
  const { takenBy } = warning
  if (takenBy === null) return states[warning.state]
  if (data.unitByCode.get(takenBy)?.level === 'centre') return lists.centreOffice
  const name = unitName(data, takenBy, language)
  return firstThatFits([lists.office(name), name, states[warning.state]], whoLetters)
}

/** Until when a warning's condition has lasted: it does not grow once it has ended. */
export function lastedUntilMs({ ended }: Pick<WarningAnswer, 'ended'>, nowMs: number): number {
  return ended === null ? nowMs : Date.parse(ended.at)
}

/** How long it lasts: overdue tasks in days as their register counts, a silence or an outage to the minute, anything else in whole hours, and in minutes under an hour. The box of a group says of its lines what the row says. */
export function lastingText(sinceMs: number, untilMs: number, warning: Pick<WarningAnswer, 'kpi' | 'kind'>, words: DurationWords): string {
  const overdue = overdueText(warning, sinceMs, untilMs, words)
  if (overdue !== null) return overdue
  const ms = untilMs - sinceMs
  return ms < minuteMs || isSilence(warning) || warning.kind === 'down' ? formatLasting(ms, words) : formatAge(ms, words)
}

/**
 * Since when what a row tells has lasted: a figure that is lost since its last reading, as every other place on the wall says it, and not
 * since the allowance of its cadence was over; null: not known. Of a group of which some units are silent the figure itself is not lost.
 */
function lastingFrom(warning: WarningAnswer, look: Look): string | null {
  const { since, newestAt, ended } = warning
  if (!isSilence(warning)) return since
  return look === 'lost' && ended === null ? newestAt ?? since : since ?? newestAt
}

/** Since when a unit of a group is told to be silent, its condition's otherwise: as its row tells it. */
export function lineSince({ since, numbers }: { readonly since: string, readonly numbers: readonly WarningLine['numbers'][number][] }, warning: WarningAnswer): number {
  const newest = isSilence(warning) && warningLook(warning) === 'lost' ? numbers.find(({ id }) => id === 'newest') : undefined
  return newest?.value ?? Date.parse(since)
}

/** Below how long a row lasts: how old its newest reading is. Of a group that is silent that is its newest unit's age, and the sentence beside it tells of the longest silent one: each is named. */
export function newestText(warning: WarningAnswer, data: WallData, nowMs: number, { words, lists, language }: RowSpeech): string {
  if (warning.newestAt === null) return ''
  const age = formatAge(nowMs - Date.parse(warning.newestAt), words.durations)
  if (!isSilence(warning)) return lists.newest(age)
  if (warning.units.due <= 1) return words.newestLost(age)
  const word = handInWord(data, warning.unit, warning.units.due, words, 1)
  return firstThatFits([lists.newestOf(word, age), lists.newestOf('', age)], newestLetters[language])
}

/** The row of a warning at `nowMs` (server's clock). */
export function anomalyRow(warning: WarningAnswer, data: WallData, nowMs: number, speech: RowSpeech): AnomalyRow {
  const { words, language } = speech
  const kpi = data.kpiById.get(warning.kpi)
  const level = data.unitByCode.get(warning.unit)?.level
  const look = warningLook(warning)
  const from = lastingFrom(warning, look)
  return {
    key: warning.id, rank: warning.rank, look, shape: look === 'lost' && warning.newestAt === null ? 'no_data' : look, kind: warning.kind,
    unit: level === 'centre' ? words.nationwide : unitName(data, warning.unit, language),
    kpi: warning.kind === 'report_due' ? speech.lists.reportKpi : kpi === undefined ? warning.kpi : shortName(kpi, language),
    now: nowText(warning, kpi, language), who: whoText(warning, data, speech),
    must: kpi === undefined ? '' : mustText(warning, kpi, data, nowMs, speech),
    lastingKnown: from !== null, age: warning.newestAt === null ? null : formatAge(nowMs - Date.parse(warning.newestAt), words.durations), evidence: language === 'vi' ? warning.evidenceVi : warning.evidenceEn,
    lasting: from === null ? words.unknownSince : lastingText(Date.parse(from), lastedUntilMs(warning, nowMs), warning, words.durations),
  }
}

/** How many of each severity ask for somebody: what is shelved asks for nobody now. */
export function countsOf({ counts, shelved, warnings, total }: WarningsAnswer): Readonly<Record<WarningAnswer['severity'], number>> {
  const all = { at_risk: counts.at_risk - shelved.at_risk, behind: counts.behind - shelved.behind, no_data: counts.no_data - shelved.no_data }
  if (warnings.length < total) return all
  const told = { at_risk: 0, behind: 0, no_data: 0 }
  for (const warning of warnings) {
    if (warning.shelvedUntil !== null) continue
    const look = warningLook(warning)
    if (warning.ended !== null) continue
    told[look === 'lost' ? 'no_data' : look === 'at_risk' ? 'at_risk' : 'behind']++
  }
  return told
}

/** How many are open in whatever way: what stands by severity, what waits to close, what is shelved. */
export function openOf(answer: WarningsAnswer): number {
  const { at_risk: atRisk, behind, no_data: noData } = countsOf(answer)
  return atRisk + behind + noData + answer.waiting + shelvedOf(answer)
}

/** How many that stand are shelved, as the answer says: what waits to close is none of them. */
export function shelvedOf({ shelved }: Pick<WarningsAnswer, 'shelved'>): number {
  return shelved.at_risk + shelved.behind + shelved.no_data
}

/** The second line of a call-out, in the words of the list's row: indicator and value, or how old the last reading of a silent one is, as everywhere on the wall. */
export function calloutText(row: AnomalyRow, words: Speech['words']): string {
  if (row.look === 'lost') return row.age === null ? words.status.no_data : `${words.status.lost} ${row.age}`
  if (row.kind === 'report_due') return row.now === '–' ? row.must : `${row.now} ${row.must}`
  return `${row.kpi} ${row.now}`
}
