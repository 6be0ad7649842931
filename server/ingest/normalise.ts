/**
 * One posted object → a reading ready for the log, or why not. Pure. Hot path: `quick`, called for every reading.
 *
 * `quick` takes only what is exactly valid and says nothing about the rest; `careful` judges the rest in a fixed order and finds the
 * words. Both agree on what is valid (a property test), and `careful` never takes what the wire's schema refuses.
 */
import { inSubtree } from '../../data/pyramid/pyramid.ts'
import { stageCount } from '../../data/measures/measure.ts'
import type { Rejection } from '../../data/protocol/ingest-answer.ts'
import { readingInput, type ReadingInput } from '../../data/protocol/reading-input.ts'
import { availabilityRetentionMs, earliestAtMs, keyPattern, maxFigure, maxFutureMs } from '../../data/readings/reading.ts'
import type { NewReading } from '../log/log.ts'
import { quickInstant } from './instant.ts'
import { echoedField, reject, type RejectionCode, type RejectionDetails } from './rejections.ts'
import type { KpiRule, Rules } from './rules.ts'

/** Who reports, and when: the same for all readings of a call. */
export interface Origin {
  /** Index of the top of what the key may report for. */
  readonly scope: number
  /** Key id. */
  readonly source: number
  readonly simulated: boolean
  readonly nowMs: number
}

/** Whether an outcome is a refusal. */
export function isRejection(outcome: NewReading | Rejection): outcome is Rejection {
  return 'code' in outcome
}

type Problem = readonly [code: RejectionCode, field?: string]

const isFigure = (value: unknown): value is number => Number.isInteger(value) && (value as number) >= 0 && (value as number) <= maxFigure

function figuresFit(rule: KpiRule, num: number, den: number | null): boolean {
  if (rule.hasDen) return den !== null && (!rule.proper || num <= den)
  return den === null && (!rule.isLevel || (num >= 1 && num <= stageCount))
}

function atFits(rule: KpiRule, atMs: number, nowMs: number): boolean {
  return atMs <= nowMs + maxFutureMs && atMs >= earliestAtMs && (!rule.isAvailability || atMs >= nowMs - availabilityRetentionMs)
}

function onlyKnownFields(input: object): boolean {
  for (const name in input) {
    switch (name) {
      case 'key': case 'unit': case 'kpi': case 'at': case 'num': case 'den': case 'corrects': case 'declared': break
      default: return false
    }
  }
  return true
}

/** An ordinary reading that is valid in every respect, or null: `careful` decides. Corrections and declared totals are not ordinary. */
export function quick(rules: Rules, origin: Origin, input: unknown): NewReading | null {
  if (typeof input !== 'object' || input === null || Array.isArray(input) || !onlyKnownFields(input)) return null
  const { key, unit, kpi, at, num, den, corrects, declared } = input as Partial<ReadingInput>
  if (typeof key !== 'string' || typeof unit !== 'string' || typeof kpi !== 'string' || typeof at !== 'string') return null
  if (corrects !== undefined || (declared !== undefined && declared !== false) || !keyPattern.test(key)) return null
  const index = rules.pyramid.indexOf(unit)
  const rule = rules.kpis.get(kpi)
  if (index === undefined || rule === undefined || rule.computed) return null
  if (!inSubtree(rules.pyramid, origin.scope, index) || (rule.levels & rules.ownLevel[index]!) === 0) return null
  const atMs = quickInstant(at)
  if (atMs === null || !atFits(rule, atMs, origin.nowMs)) return null
  const denOrNull = den ?? null
  if (!isFigure(num) || (denOrNull !== null && !isFigure(denOrNull)) || !figuresFit(rule, num, denOrNull)) return null
  return {
    unit: index, kpi: rule.index, key, atMs, num: num + 0, den: denOrNull === null ? null : denOrNull + 0,
    corrects: null, declared: false, source: origin.source, simulated: origin.simulated,
  }
}

const shapeProblems: Readonly<Record<string, RejectionCode>> = {
  key: 'key_invalid_format', corrects: 'key_invalid_format', at: 'at_invalid', declared: 'declared_not_boolean',
}
const textFields = new Set(['key', 'unit', 'kpi'])

type Issues = NonNullable<ReturnType<typeof readingInput.safeParse>['error']>['issues']

/** The first thing wrong with the shape, figures and too long codes apart: those are judged later, against the KPI. */
function shapeProblem(input: object, issues: Issues): Problem | null {
  for (const issue of issues) {
    const field = String(issue.path[0] ?? '')
    if (issue.code === 'unrecognized_keys') return ['unknown_field', issue.keys[0] ?? '']
    if (field === '') return ['not_an_object']
    if (textFields.has(field)) {
      const value = (input as Record<string, unknown>)[field]
      if (value === undefined) return ['field_missing', field]
      if (typeof value !== 'string') return ['field_not_text', field]
    }
    const code = shapeProblems[field]
    if (code !== undefined) return [code, field]
  }
  return null
}

function figureProblem(value: unknown, field: 'num' | 'den'): Problem | null {
  if (typeof value !== 'number' || Number.isNaN(value)) return ['not_a_number', field]
  if (Math.abs(value) === Infinity) return ['out_of_range', field]
  if (!Number.isInteger(value)) return ['not_whole', field]
  if (value < 0) return ['negative', field]
  return value > maxFigure ? ['out_of_range', field] : null
}

function figuresProblem(rule: KpiRule, num: unknown, den: unknown, corrects: boolean): Problem | null {
  const hasDen = den !== undefined && den !== null
  if (num === undefined || num === null) {
    if (num === undefined || !corrects) return ['num_missing', 'num']
    return hasDen ? ['den_not_allowed', 'den'] : null
  }
  const wrong = figureProblem(num, 'num') ?? (hasDen ? figureProblem(den, 'den') : null)
  if (wrong !== null) return wrong
  if (rule.hasDen && !hasDen) return ['den_missing', 'den']
  if (!rule.hasDen && hasDen) return ['den_not_allowed', 'den']
  if (rule.proper && (num as number) > (den as number)) return ['num_exceeds_den', 'num']
  return rule.isLevel && ((num as number) < 1 || (num as number) > stageCount) ? ['stage_out_of_range', 'num'] : null
}

function placeProblem(rules: Rules, rule: KpiRule, unit: number, declared: boolean): Problem | null {
  if (rule.computed) return ['kpi_computed', 'kpi']
  if (!declared) return (rule.levels & rules.ownLevel[unit]!) === 0 ? ['kpi_not_reported_here', 'kpi'] : null
  if (rules.levelsBelow[unit] === 0) return ['declared_leaf', 'declared']
  return (rule.levels & rules.levelsBelow[unit]!) === 0 ? ['kpi_not_reported_here', 'kpi'] : null
}

function atProblem(rule: KpiRule, atMs: number, nowMs: number): Problem | null {
  if (atMs > nowMs + maxFutureMs) return ['at_in_future', 'at']
  if (atMs < earliestAtMs) return ['at_too_old', 'at']
  return rule.isAvailability && atMs < nowMs - availabilityRetentionMs ? ['window_closed', 'at'] : null
}

/** Judges in order: shape, unit, KPI, place, instant, figures; the first thing wrong is the answer. */
export function careful(rules: Rules, origin: Origin, input: unknown, index: number): NewReading | Rejection {
  const no = ([code, field]: Problem): Rejection => {
    const details: RejectionDetails = field === undefined ? {} : { field: echoedField(field) }
    return reject(index, input, code, details)
  }
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return no(['not_an_object'])
  const parsed = readingInput.safeParse(input)
  const shape = parsed.success ? null : shapeProblem(input, parsed.error.issues)
  if (shape !== null) return no(shape)
  const raw = input as { key: string; unit: string; kpi: string; at: string; num: unknown; den: unknown; corrects?: string; declared?: boolean }
  if (raw.corrects === raw.key) return no(['corrects_itself', 'corrects'])
  const unit = rules.pyramid.indexOf(raw.unit) ?? -1
  if (!inSubtree(rules.pyramid, origin.scope, unit)) return no(['unit_unavailable', 'unit'])
  const rule = rules.kpis.get(raw.kpi)
  if (rule === undefined) return no(['kpi_unknown', 'kpi'])
  const atMs = Date.parse(raw.at)
  const wrong = placeProblem(rules, rule, unit, raw.declared === true) ?? atProblem(rule, atMs, origin.nowMs)
    ?? figuresProblem(rule, raw.num, raw.den, raw.corrects !== undefined)
  if (wrong !== null) return no(wrong)
  if (!parsed.success) return no(['reading_invalid'])
  const { key, num, den, corrects, declared } = parsed.data
  return {
    unit, kpi: rule.index, key, atMs, num: num === null ? null : num + 0, den: den === undefined || den === null ? null : den + 0,
    corrects: corrects ?? null, declared: declared ?? false, source: origin.source, simulated: origin.simulated,
  }
}

/** The reading, or its refusal at `index`. */
export function normalise(rules: Rules, origin: Origin, input: unknown, index: number): NewReading | Rejection {
  return quick(rules, origin, input) ?? careful(rules, origin, input, index)
}
