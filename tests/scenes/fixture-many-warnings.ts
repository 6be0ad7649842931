/** Any number of open warnings with the longest words the product says: its own rules' names, jumps and standstills, groups, figures to the last digit. */
import type { EvidenceForm, EvidenceId, Verdict } from '../../data/judgement/verdict.ts'
import { verdictWords } from '../../data/judgement/verdict-words.ts'
import { defaultRules } from '../../data/rules/default-rules.ts'
import { groupWords, type Words } from '../../data/rules/warning-words.ts'
import type { WarningAnswer, WarningsAnswer } from '../../data/protocol/warning.ts'
import { dayMs, toLocalIso } from '../../data/time/vietnam-time.ts'
import { kpiOf, pyramid } from './fixture-figures.ts'
import { noPending } from './fixture-warnings.ts'

interface Case {
  readonly rule: string
  readonly kind: Verdict['kind']
  readonly unit: string
  readonly kpi: string
  readonly value: number
  readonly expected: number | null
  readonly numbers: Verdict['numbers']
  /** Communes of a group; 0: the unit alone. */
  readonly affected: number
}

const n = (id: EvidenceId, value: number, form: EvidenceForm) => ({ id, value, form })
const jumped = [n('observed', 0.98, 'value'), n('previous', 0.463, 'value'), n('moved', 0.517, 'share'), n('median', 0.05, 'share'), n('mad', 0.01, 'share'), n('spread', 0.0289, 'share'), n('deviations', 9.3, 'factor'), n('periods', 8, 'count')]
const stands = [n('observed', 0.214, 'value'), n('expected', 0.3, 'value'), n('window', 90.6 * dayMs, 'spanMs'), n('plan_moved', 0.034, 'share')]
const far = [n('observed', 0.5, 'value'), n('median', 0.9836, 'value'), n('gap', -0.4836, 'value'), n('mad', 0.0123, 'share'), n('spread', 0.0345, 'share'), n('deviations', 9.3, 'factor'), n('peers', 697, 'count')]
const short = [n('observed', 0.9836, 'value'), n('expected', 0.99, 'value'), n('gap', -0.0064, 'value')]
const apart = [n('declared', 1_649_000, 'value'), n('sum', 1_238_000, 'value'), n('difference', 411_000, 'value'), n('change', 0.249, 'share'), n('missing_units', 12, 'count')]

const cases: readonly Case[] = [
  { rule: 'stall-communes', kind: 'stall', unit: '11', kpi: 'digitization.pages', value: 0.214, expected: 0.3, numbers: stands, affected: 45 },
  { rule: 'plan-risk', kind: 'below_plan', unit: '96', kpi: 'network.uptime', value: 0.9836, expected: 0.99, numbers: short, affected: 0 },
  { rule: 'jump', kind: 'jump', unit: '66', kpi: 'digitization.pages', value: 1, expected: 0.7, numbers: jumped, affected: 0 },
  { rule: 'outlier', kind: 'outlier', unit: '79', kpi: 'network.uptime_commune', value: 0.5, expected: null, numbers: far, affected: 9 },
  { rule: 'plan-counted', kind: 'below_plan', unit: 'TW', kpi: 'data.reporting_units', value: 0.5, expected: 0.95, numbers: [n('observed', 0.5, 'value'), n('expected', 0.95, 'value'), n('gap', -0.45, 'value')], affected: 0 },
  { rule: 'jump', kind: 'jump', unit: '46', kpi: 'training.staff', value: 0.98, expected: 1, numbers: jumped, affected: 3 },
  { rule: 'mismatch', kind: 'mismatch', unit: '12', kpi: 'training.classes', value: 1_238_000, expected: null, numbers: apart, affected: 0 },
]

function wordsOf({ kind, numbers, kpi, affected, unit }: Case, nowMs: number): Words {
  const words = verdictWords({ kind, severity: 'behind', sinceMs: nowMs, size: 1, numbers }, kpiOf.get(kpi)!)
  if (affected === 0) return words
  const children = pyramid.children[pyramid.indexOf(unit)!]!
  const longest = [...children].map((child) => pyramid.units[child]!).toSorted((a, b) => b.fullName.length - a.fullName.length)[0]!
  return groupWords(new Map([[kind, affected]]), children.length, 'commune', nowMs - dayMs, { name: { vi: longest.fullName, en: longest.nameEn }, words })
}

function warningOf(i: number, nowMs: number): WarningAnswer {
  const one = cases[i % cases.length]!
  const rule = defaultRules.find(({ id }) => id === one.rule)!.rule
  const words = wordsOf(one, nowMs), since = toLocalIso(nowMs - (i + 1) * 0.9 * dayMs)
  const severity = rule.severity
  return {
    id: `m-${i}`, rule: one.rule, ruleVi: rule.nameVi, ruleEn: rule.nameEn, state: i % 3 === 0 ? 'open' : 'acknowledged', rank: i + 1, unit: one.unit, kpi: one.kpi, kind: one.kind,
    status: 'behind', freshness: 'fresh', severity, value: one.value, expected: one.expected, gap: null, since, newestAt: toLocalIso(nowMs - 60_000),
    units: { affected: Math.max(1, one.affected), due: one.affected === 0 ? 1 : pyramid.children[pyramid.indexOf(one.unit)!]!.length }, evidenceVi: words.vi, evidenceEn: words.en, simulated: true,
    openedAt: since, changedAt: since, ended: null, also: [], closedAt: null, shelvedUntil: null, task: null, taskOffice: null, takenBy: i % 3 === 0 ? null : one.unit,
    takenAt: i % 3 === 0 ? null : toLocalIso(nowMs - 3_600_000), version: 1, mayAct: false, comments: 0,
  }
}

/** As many findings that are no warning yet as an answer names, of the longest names, and more that it counts. */
export function manyPending(nowMs: number): WarningsAnswer['pending'] {
  const first = ['TW', '79', '86', '44'].flatMap((unit) => ['digitization.pages', 'network.uptime', 'esign.documents'].map((kpi) => ({ unit, kpi })))
  return {
    counts: { at_risk: 2, behind: 103, no_data: 11 },
    first: first.map((one, i) => ({ ...one, severity: i < 2 ? 'at_risk' as const : 'behind' as const, opensAt: toLocalIso(nowMs + (i < 2 ? 100_000 : dayMs)) })),
  }
}

/** `GET /warnings` with `count` of them, the cases in turn. */
export function manyWarnings(count: number, nowMs: number): WarningsAnswer {
  const warnings = Array.from({ length: count }, (_, i) => warningOf(i, nowMs))
  const of = (severity: WarningAnswer['severity']): number => warnings.filter((one) => one.severity === severity).length
  const states = { open: 0, acknowledged: 0, assigned: 0, resolved: 0, closed: 0, stopped: 0 }
  for (const { state } of warnings) states[state]++
  return { root: 'TW', at: toLocalIso(nowMs), total: count, counts: { at_risk: of('at_risk'), behind: of('behind'), no_data: of('no_data') }, shelved: { at_risk: 0, behind: 0, no_data: 0 }, waiting: 0, states, judged: true, pending: count === 0 ? noPending : manyPending(nowMs), warnings }
}
