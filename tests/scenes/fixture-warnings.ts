/**
 * The warnings of the planted day, with the sentences the product itself would say (verdict-words.ts, warning-words.ts), in its own order of
 * rank. The first nine are the planted conditions 1–9 (the tenth is the overdue tasks); two more stand below what *Tổng quan* has room for.
 */
import { judgeLateness, latenessOf } from '../../data/judgement/detect/lateness.ts'
import type { EvidenceId, EvidenceForm, Verdict } from '../../data/judgement/verdict.ts'
import { verdictWords } from '../../data/judgement/verdict-words.ts'
import { kpis } from '../../data/kpis/catalogue.ts'
import type { Kpi } from '../../data/kpis/kpi.ts'
import { findingWords, groupWords, type Words } from '../../data/rules/warning-words.ts'
import type { Cell } from '../../data/protocol/cell.ts'
import { paceDays, type WarningAnswer, type WarningDetailAnswer, type WarningKind, type WarningLine, type WarningPaceAnswer, type WarningsAnswer } from '../../data/protocol/warning.ts'
import { dayMs, localDay, monthStart, toLocalIso } from '../../data/time/vietnam-time.ts'
import { lostForMs } from './fixture-communes.ts'
import { anchorOf, fixtureCell, kpiOf, outageSinceMs, pyramid, settledMs, type FixtureMode } from './fixture-figures.ts'

const hourMs = 3_600_000

interface Plant {
  readonly unit: string
  readonly kpi: string
  readonly kind: Exclude<WarningKind, 'threshold'>
  readonly rule: readonly [vi: string, en: string]
  readonly severity: WarningAnswer['severity']
  readonly hours: number
  /** Communes affected; 0: the unit itself. */
  readonly affected?: number
  readonly state: 'open' | 'acknowledged' | 'assigned'
  readonly takenBy?: string
  readonly task?: string
}

const planRisk = ['Nguy cơ không đạt kế hoạch', 'Plan at risk'] as const, behindPlan = ['Chậm so với kế hoạch', 'Behind plan'] as const
const lost = ['Nhiều xã mất dữ liệu', 'Data of many communes lost'] as const

const plants: readonly Plant[] = [
  { unit: '96', kpi: 'network.uptime', kind: 'down', rule: ['Đường truyền đứt', 'Lines down'], severity: 'at_risk', hours: 2.39, state: 'open' },
  { unit: '11', kpi: 'digitization.pages', kind: 'below_plan', rule: planRisk, severity: 'at_risk', hours: 52 * 24, state: 'assigned', takenBy: '11', task: 's2-05' },
  { unit: '40', kpi: 'data.serious_errors', kind: 'below_plan', rule: ['Lỗi dữ liệu nghiêm trọng', 'Serious data errors'], severity: 'at_risk', hours: 5.92, affected: 9, state: 'acknowledged', takenBy: 'TW' },
  { unit: '04', kpi: 'digitization.pages', kind: 'lost', rule: lost, severity: 'no_data', hours: lostForMs['04'] / hourMs, affected: 56, state: 'acknowledged', takenBy: '04' },
  { unit: '20', kpi: 'digitization.pages', kind: 'lost', rule: lost, severity: 'no_data', hours: lostForMs['20'] / hourMs, affected: 65, state: 'acknowledged', takenBy: '20' },
  { unit: '86', kpi: 'digitization.pages', kind: 'lost', rule: lost, severity: 'no_data', hours: lostForMs['86'] / hourMs, affected: 124, state: 'open' },
  { unit: 'TW', kpi: 'digitization.pages', kind: 'below_plan', rule: behindPlan, severity: 'behind', hours: 28 * 24, state: 'assigned', takenBy: 'TW', task: 's0-07' },
  { unit: '44', kpi: 'reports.on_time', kind: 'report_due', rule: ['Quá hạn nộp báo cáo', 'Reports overdue'], severity: 'behind', hours: 14.07, affected: 41, state: 'acknowledged', takenBy: '44' },
  { unit: '52', kpi: 'esign.documents', kind: 'below_plan', rule: behindPlan, severity: 'behind', hours: 5 * 24, state: 'acknowledged', takenBy: '52' },
  { unit: '11', kpi: 'esign.staff', kind: 'below_plan', rule: behindPlan, severity: 'behind', hours: 300, state: 'acknowledged', takenBy: '11' },
  { unit: '33', kpi: 'paper.cut', kind: 'below_plan', rule: behindPlan, severity: 'behind', hours: 200, state: 'acknowledged', takenBy: '33' },
]

/** When the newest reading of a silent unit was told. */
function lastToldMs({ hours }: Plant, nowMs: number): number {
  return anchorOf(nowMs) - hours * hourMs - settledMs
}

/**
 * When a condition began: one instant for its row, its sentence and its lines. A due report since its hour, an outage since the line went down,
 * a loss since the allowance of its cadence was over (lateness.ts).
 */
function sinceOf(plant: Plant, nowMs: number): number {
  if (plant.kind === 'report_due') return monthStart(nowMs) + 20 * dayMs
  if (plant.kind === 'down') return outageSinceMs(nowMs)
  return lastToldMs(plant, nowMs) + (plant.kind === 'lost' ? latenessOf(kpiOf.get(plant.kpi)!)!.lostMs : 0)
}

/** Whether a unit lies in the subtree of a root. */
export function under(root: string, unit: string): boolean {
  const top = pyramid.indexOf(root) ?? 0, i = pyramid.indexOf(unit) ?? -1
  return i >= top && i < (pyramid.end[top] ?? 0)
}

const n = (id: EvidenceId, value: number, form: EvidenceForm) => ({ id, value, form })

function silenceNumbers(plant: Plant, kpi: Kpi, nowMs: number): Verdict['numbers'] {
  // an empty store was never told anything: its sentence is another
  return judgeLateness(latenessOf(kpi)!, lastToldMs(plant, nowMs), nowMs)?.numbers ?? []
}

/** What one unit's line says. `i`: its place, worst first. */
function lineWords(plant: Plant, kpi: Kpi, nowMs: number, i: number): Words {
  const { unit, kind, affected = 0, severity } = plant
  const sinceMs = sinceOf(plant, nowMs), newestMs = nowMs - 60_000
  if (kind === 'report_due') return findingWords({ kind, numbers: [n('limit', monthStart(nowMs) + 20 * dayMs, 'instantMs'), n('missing_parts', 5 - (i % 4), 'count')] }, kpi)
  const cell = fixtureCell(unit, kpi, nowMs, 'planted')
  const observed = affected === 0 ? cell.value ?? 0 : Math.max(1, 4 - i), expected = cell.expected ?? 0
  const numbers: Verdict['numbers'] = kind === 'down' ? [n('downtime', newestMs - sinceMs, 'spanMs'), n('newest', newestMs, 'instantMs')]
    : kind === 'lost' ? silenceNumbers(plant, kpi, nowMs)
      : [n('observed', observed, 'value'), n('expected', expected, 'value'), n('gap', observed - expected, 'value')]
  return verdictWords({ kind, severity, sinceMs, size: 1, numbers }, kpi)
}

function names(code: string): Words {
  const unit = pyramid.units[pyramid.indexOf(code) ?? 0]!
  return { vi: unit.fullName, en: unit.nameEn }
}

function childrenOf(code: string): readonly string[] {
  return [...pyramid.children[pyramid.indexOf(code) ?? 0] ?? []].map((child) => pyramid.units[child]!.code)
}

function evidenceOf(plant: Plant, kpi: Kpi, nowMs: number): Words {
  const words = lineWords(plant, kpi, nowMs, 0)
  if (plant.affected === undefined) return words
  const communes = childrenOf(plant.unit)
  return groupWords(new Map([[plant.kind, plant.affected]]), communes.length, 'commune', sinceOf(plant, nowMs), { name: names(communes[0]!), words }, { direction: kpi.direction })
}

/** When a row's figure was told: as the other scenes tell its age. */
function newestOf(plant: Plant, { newestAtMs }: Cell, nowMs: number): number {
  if (plant.kind === 'lost') return lastToldMs(plant, nowMs)
  return plant.kind === 'down' || newestAtMs === null ? nowMs - 60_000 : newestAtMs
}

function warningOf(plant: Plant, i: number, nowMs: number): WarningAnswer {
  const kpi = kpiOf.get(plant.kpi)
  if (kpi === undefined) throw new Error(`no KPI ${plant.kpi}`)
  const cell = fixtureCell(plant.unit, kpi, nowMs, 'planted')
  const sinceMs = sinceOf(plant, nowMs), since = toLocalIso(sinceMs)
  const words = evidenceOf(plant, kpi, nowMs)
  const due = plant.affected === undefined ? 1 : childrenOf(plant.unit).length
  return {
    id: `w-${i + 1}`, rule: plant.kind, ruleVi: plant.rule[0], ruleEn: plant.rule[1], state: plant.state, rank: i + 1, unit: plant.unit, kpi: plant.kpi, kind: plant.kind,
    status: cell.status, freshness: plant.kind === 'lost' ? 'lost' : cell.freshness, severity: plant.severity,
    value: cell.value, expected: cell.expected, gap: cell.value === null || cell.expected === null ? null : cell.value - cell.expected,
    since, newestAt: toLocalIso(newestOf(plant, cell, nowMs)), units: { affected: plant.affected ?? 1, due }, evidenceVi: words.vi, evidenceEn: words.en, simulated: true,
    openedAt: since, changedAt: since, ended: null, also: [], closedAt: null, shelvedUntil: null, task: plant.task ?? null, taskOffice: null,
    takenBy: plant.takenBy ?? null, takenAt: plant.state === 'open' ? null : toLocalIso(sinceMs + 0.6 * hourMs), version: 1, mayAct: true, comments: 0,
  }
}

/** What an empty store says: nobody reports anything, and tasks are overdue. */
function emptyWarnings(root: string, nowMs: number): WarningAnswer[] {
  const silent = kpis.filter(({ computed }) => !computed).map(({ id }) => id)
  return ['tasks.overdue', ...silent].filter(() => root === 'TW').map((id, i) => {
    const kpi = kpiOf.get(id)!
    const cell = fixtureCell('TW', kpi, nowMs, 'empty'), isTask = id === 'tasks.overdue'
    return {
      ...warningOf({ unit: 'TW', kpi: id, kind: isTask ? 'below_plan' : 'lost', rule: isTask ? planRisk : ['Mất dữ liệu', 'Data lost'], severity: isTask ? 'at_risk' : 'no_data', hours: isTask ? 24 : 0, state: 'open' }, i, nowMs),
      status: cell.status, freshness: cell.freshness, value: cell.value, expected: cell.expected, simulated: false,
      ...(isTask ? {} : { since: null, newestAt: null, units: { affected: cell.coverage.due, due: Math.max(1, cell.coverage.due) }, evidenceVi: 'chưa từng có số liệu', evidenceEn: 'never any figure' }),
    }
  })
}

/** What a commune sees of its province's warning: its own line, and nothing of who took the whole (law 8). */
function ownLine({ affected = 0, takenBy: _takenBy, task: _task, ...plant }: Plant, i: number, root: string, nowMs: number): WarningAnswer[] {
  const place = childrenOf(plant.unit).indexOf(root)
  return place < 0 || place >= affected ? [] : [{ ...warningOf({ ...plant, unit: root, state: 'open' }, i, nowMs), takenAt: null }]
}

function allOf(root: string, nowMs: number, mode: FixtureMode): WarningAnswer[] {
  if (mode === 'new_year') return []
  if (mode === 'empty') return emptyWarnings(root, nowMs)
  const whole = plants.flatMap((plant, i) => (under(root, plant.unit) ? [warningOf(plant, i, nowMs)] : ownLine(plant, i, root, nowMs)))
  return whole.map((warning, i) => ({ ...warning, rank: i + 1 }))
}

/** Nothing is found that is no warning yet. */
export const noPending: WarningsAnswer['pending'] = { counts: { at_risk: 0, behind: 0, no_data: 0 }, first: [] }

/** `GET /warnings`. */
export function warningsAnswer(root: string, nowMs: number, limit: number, mode: FixtureMode): WarningsAnswer {
  const all = allOf(root, nowMs, mode)
  const count = (severity: WarningAnswer['severity']): number => all.filter((warning) => warning.severity === severity).length
  const of = (state: WarningAnswer['state']): number => all.filter((warning) => warning.state === state).length
  return {
    root, at: toLocalIso(nowMs), total: all.length, warnings: all.slice(0, limit), shelved: { at_risk: 0, behind: 0, no_data: 0 }, waiting: 0, judged: true, pending: noPending,
    counts: { at_risk: count('at_risk'), behind: count('behind'), no_data: count('no_data') },
    states: { open: of('open'), acknowledged: of('acknowledged'), assigned: of('assigned'), resolved: 0, closed: 0, stopped: 0 },
  }
}

/** `GET /warnings/:id`. */
export function warningDetail(id: string, scope: string, nowMs: number, mode: FixtureMode): WarningDetailAnswer | null {
  const warning = allOf(scope, nowMs, mode).find((one) => one.id === id)
  const plant = plants[Number(id.slice(2)) - 1]
  if (warning === undefined || plant === undefined) return null
  const kpi = kpiOf.get(plant.kpi)!
  const units = plant.affected === undefined ? [plant.unit] : childrenOf(plant.unit).slice(0, plant.affected)
  const lines = units.map((unit, i): WarningLine => {
    const words = lineWords(plant, kpi, nowMs, i)
    return { unit, severity: plant.severity, since: toLocalIso(sinceOf(plant, nowMs) + (plant.kind === 'below_plan' ? i * 600_000 : 0)), until: null, evidenceVi: words.vi, evidenceEn: words.en, numbers: plant.kind === 'lost' ? [...silenceNumbers(plant, kpi, nowMs)] : [], missing: [] }
  })
  return { warning, lines, linesTotal: lines.length, history: [] }
}

/** `GET /warning-pace`. */
export function warningPace(root: string, nowMs: number, mode: FixtureMode): WarningPaceAnswer {
  const level = mode === 'planted' ? pyramid.units[pyramid.indexOf(root) ?? 0]!.level : 'commune'
  const some = level !== 'commune', whole = level === 'centre'
  const days = Array.from({ length: paceDays }, (_, i) => ({
    day: localDay(nowMs - (paceDays - 1 - i) * dayMs), opened: whole ? 3 + ((i * 7) % 5) + (i === 11 ? 9 : 0) : some && i % 5 === 1 ? 1 : 0, ended: whole ? 2 + ((i * 5) % 6) + (i === 12 ? 7 : 0) : some && i % 7 === 4 ? 1 : 0,
  }))
  return { root, at: toLocalIso(nowMs), days, taken: some ? { count: whole ? 61 : 2, of: days.reduce((sum, { opened }) => sum + opened, 0), medianMs: 47 * 60_000 } : { count: 0, of: 0, medianMs: null } }
}
