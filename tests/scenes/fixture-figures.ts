/**
 * The figures of a planted day, for measuring the rendered wall: 21/11/2026 14:05:09 with the ten conditions of the mock-ups
 * (design pictures, "The ten planted conditions"). Deterministic: everything else follows from a hash of unit and KPI.
 */
import { freshnessAt } from '../../data/judgement/freshness.ts'
import { caseMeasures } from '../../data/kpis/case-measures.ts'
import { judgePlan, lastInstantOf } from '../../data/judgement/plan-status.ts'
import { kpis } from '../../data/kpis/catalogue.ts'
import { cadenceMs, type Kpi } from '../../data/kpis/kpi.ts'
import { resolveTarget } from '../../data/kpis/resolve-target.ts'
import { targets } from '../../data/kpis/targets.ts'
import { hasDenominator } from '../../data/measures/measure.ts'
import type { Cell } from '../../data/protocol/cell.ts'
import type { YearResult } from '../../data/protocol/figure.ts'
import { ownedTasks } from '../../data/plans/registers.ts'
import { buildPyramid } from '../../data/pyramid/pyramid.ts'
import { officialUnits } from '../../data/units/official-units.ts'
import { lostForMs, monthsReported, plantedBelow } from './fixture-communes.ts'

/** The planted instant, epoch ms. */
export const plantedMs = Date.parse('2026-11-21T14:05:09+07:00')
const hour = 3_600_000

/**
 * What is called hours or days old is a little older than it is called: neither a minute that is cut off nor the error of the page's estimate
 * of the server's clock, which is seconds on a busy machine, changes a word.
 */
export const settledMs = 60_000

/** How long after the planted instant an age of the planted day still counts from it, milliseconds. */
const plantedSpanMs = 3 * hour

/** The instant from which ages of hours and days are counted back: one for all answers of a day, so that what began does so at the same instant in each. */
export function anchorOf(nowMs: number): number {
  return nowMs >= plantedMs && nowMs < plantedMs + plantedSpanMs ? plantedMs : nowMs
}

/** When Cà Mau's line went down: planted condition 2. */
export function outageSinceMs(nowMs: number): number {
  return anchorOf(nowMs) - 143 * 60_000
}

/** The pyramid of the official list. */
export const pyramid = buildPyramid(officialUnits)

/** One second into the next plan year: no target of the new year, flows without a reading. */
export const newYearMs = Date.parse('2027-01-01T00:00:01+07:00')

/** What a store holds: figures of the planted day, none, those of the first second of the next year, the planted day with the longest and emptiest headlines, or that day in a store which began in its night. */
export type FixtureMode = 'planted' | 'empty' | 'new_year' | 'extreme' | 'young'

/** How long before now the store of the mode `young` began, milliseconds. */
export const youngMs = 12 * hour

const flows: readonly string[] = ['flow_ratio', 'reduction']

/** Tasks overdue by the documents' own registers, nothing reported, which is what any other store says: on the planted day, and once those of the year's last day are. */
const overdueUnreported = (nowMs: number): number => (nowMs < Date.parse('2027-01-01T00:00:00+07:00') ? 14 : 16)

interface Planted {
  readonly num: number | null
  readonly den: number | null
  readonly newestAgoMs: number
  /** How old its oldest part is; absent: as its newest. */
  readonly oldestAgoMs?: number
}

const planted: Readonly<Record<string, Planted>> = {
  'TW digitization.pages': { num: 1_649_000, den: 2_638_400, newestAgoMs: 40_000 },
  'TW esign.documents': { num: 412_806, den: 423_825, newestAgoMs: 600_000 },
  'TW network.uptime': { num: 87_508_000, den: 88_116_000, newestAgoMs: 17_000 },
  'TW tasks.overdue': { num: 7, den: null, newestAgoMs: 900_000 },
  '11 tasks.overdue': { num: 3, den: null, newestAgoMs: 900_000 },
  '40 tasks.overdue': { num: 1, den: null, newestAgoMs: 900_000 },
  '44 tasks.overdue': { num: 1, den: null, newestAgoMs: 900_000 },
  '52 tasks.overdue': { num: 1, den: null, newestAgoMs: 900_000 },
  '33 tasks.overdue': { num: 0, den: null, newestAgoMs: 900_000 },
  '11 digitization.pages': { num: 64_200, den: 300_000, newestAgoMs: 2 * hour, oldestAgoMs: 21.4 * hour },
  '96 network.uptime': { num: 2_550_787, den: 2_592_000, newestAgoMs: 17_000 },
  'TW data.serious_errors': { num: 14, den: null, newestAgoMs: 60_000 },
  '40 data.serious_errors': { num: 14, den: null, newestAgoMs: 60_000 },
  'TW data.reporting_units': { num: 3_280, den: 3_321, newestAgoMs: 60_000 },
  '44 data.reporting_units': { num: 37, den: 78, newestAgoMs: 60_000 },
  'TW reports.on_time': { num: 3_321 * monthsReported - 41, den: 3_321 * monthsReported, newestAgoMs: 14 * hour },
  '44 reports.on_time': { num: 78 * monthsReported - 41, den: 78 * monthsReported, newestAgoMs: 14 * hour },
  '52 esign.documents': { num: 8_460, den: 10_000, newestAgoMs: 3 * hour },
  '04 digitization.pages': { num: 21_000, den: 30_000, newestAgoMs: lostForMs['04'] },
  '20 digitization.pages': { num: 21_060, den: 30_000, newestAgoMs: lostForMs['20'] },
  '86 digitization.pages': { num: 21_480, den: 30_000, newestAgoMs: lostForMs['86'] },
  '08 digitization.pages': { num: 21_000, den: 30_000, newestAgoMs: 40 * hour },
  '11 esign.staff': { num: 8_410, den: 10_000, newestAgoMs: 4 * hour },
  '33 paper.cut': { num: 5_380, den: 10_000, newestAgoMs: 4 * hour },
  '40 inspections.late': { num: 21, den: null, newestAgoMs: 72 * hour },
  '52 inspections.late': { num: 9, den: null, newestAgoMs: 72 * hour },
  '44 inspections.late': { num: 7, den: null, newestAgoMs: 72 * hour },
  '96 conclusions.overdue': { num: 9, den: null, newestAgoMs: 72 * hour },
  '40 conclusions.overdue': { num: 5, den: null, newestAgoMs: 72 * hour },
  '20 petitions.late': { num: 3, den: null, newestAgoMs: 72 * hour },
  '66 training.staff': { num: null, den: null, newestAgoMs: 0 },
}

/** Headlines of the mode `extreme`: the longest figures at the centre, nothing and lost figures at Điện Biên, the longest feet of cards at Vĩnh Long. */
const extreme: Readonly<Record<string, Planted>> = {
  'TW digitization.pages': { num: 12_345_678_901, den: 23_456_789_012, newestAgoMs: 40_000 },
  'TW esign.documents': { num: 423_825, den: 423_825, newestAgoMs: 45 * hour },
  'TW network.uptime': { num: 88_116_000, den: 88_116_000, newestAgoMs: 17_000 },
  'TW tasks.overdue': { num: 12_345, den: null, newestAgoMs: 900_000 },
  '11 digitization.pages': { num: 0, den: 300_000, newestAgoMs: 5 * hour },
  '11 esign.documents': { num: 0, den: 423_825, newestAgoMs: 80 * hour },
  '11 network.uptime': { num: 87_508_000, den: 88_116_000, newestAgoMs: 1_000_000 },
  '11 tasks.overdue': { num: 123_456, den: null, newestAgoMs: 900_000 },
  '86 digitization.pages': { num: 998_038, den: 1_437_836, newestAgoMs: 56 * hour },
  '86 esign.documents': { num: 12_345_678, den: 98_765_432, newestAgoMs: 71 * hour },
  '86 network.uptime': { num: 50_508_000, den: 88_116_000, newestAgoMs: 59_000 },
}

/** Provinces behind with the shared platforms: a bad column of the matrix, which raises no warning of its own. */
const lacking: readonly string[] = ['11', '40', '52', '96', '22', '04', '20', '66', '14', '91', '12', '15', '08']
/** Units whose petitions or case files are so few that they are withheld. */
const fewCases: readonly string[] = ['20 petitions.late', '04 petitions.digital', '12 cases.digital', '00004 cases.digital']

function hash(text: string): number {
  let h = 2_166_136_261
  for (const letter of text) h = Math.imul(h ^ letter.charCodeAt(0), 16_777_619)
  return (h >>> 0) / 2 ** 32
}

function ancestors(code: string): readonly string[] {
  const path: string[] = []
  for (let i = pyramid.parent[pyramid.indexOf(code) ?? 0] ?? -1; i >= 0; i = pyramid.parent[i] ?? -1) path.push(pyramid.units[i]?.code ?? '')
  return path
}

function reports(kpi: Kpi, unit: string): boolean {
  const level = pyramid.units[pyramid.indexOf(unit) ?? 0]?.level ?? 'centre'
  if (kpi.computed || level === 'centre') return true
  return level === 'province' ? kpi.id !== 'processes.core' || unit !== '01' : kpi.levels.includes('commune')
}

function generated(kpi: Kpi, unit: string, expected: number | null, targetValue: number | null): Planted {
  const chance = hash(`${unit} ${kpi.id}`)
  const newestAgoMs = Math.round(Math.min(cadenceMs[kpi.cadence] ?? 60_000, 8 * hour) * (0.1 + chance * 0.8))
  if (!hasDenominator(kpi.kind)) return { num: kpi.direction === 'down' ? 0 : Math.ceil((targetValue ?? 5) + chance * 4), den: null, newestAgoMs }
  const line = Math.min(1, expected ?? 0.6)
  const den = Math.round(20_000 + chance * 60_000)
  if (kpi.id === 'platforms.adopted' && lacking.includes(unit)) return { num: Math.round(den * line * (0.91 + chance * 0.07)), den, newestAgoMs }
  const share = kpi.kind === 'availability' ? 0.9931 + chance * 0.006 : Math.min(1, line * (1.005 + chance * 0.12))
  return { num: kpi.kind === 'reduction' ? Math.round(den * (1 - share)) : Math.round(den * share), den, newestAgoMs }
}

/** See `settledMs`; what is minutes old stays as old as it is. */
const sinceAgo = (nowMs: number, agoMs: number): number => (agoMs >= hour ? anchorOf(nowMs) - agoMs - settledMs : nowMs - agoMs)

/** Units below which the documents hold tasks: what any other store knows. */
const registered: ReadonlySet<string> = new Set(ownedTasks.flatMap(({ owner }) => (owner == null ? [] : [owner, ...ancestors(owner)])))

/** Who owes a figure of a unit: the lines below it where it is of lines, else its children, or itself. */
function dueOf(kpi: Kpi, unit: string): number {
  if (!kpi.computed && !reports(kpi, unit)) return 0
  const i = pyramid.indexOf(unit) ?? 0
  if (kpi.kind === 'availability') return pyramid.units.slice(i, pyramid.end[i]).filter(({ level }) => kpi.levels.includes(level)).length
  return Math.max(1, pyramid.children[i]?.length ?? 0)
}

/** The cell of a unit's KPI at `nowMs`. `bump` is added to the generated numerator: a change for a delta. */
export function fixtureCell(unit: string, kpi: Kpi, nowMs: number, mode: FixtureMode, bump = 0): Cell {
  const i = pyramid.indexOf(unit) ?? 0
  const level = pyramid.units[i]?.level ?? 'centre'
  const target = resolveTarget(kpi.id, unit, 2026, ancestors, level, targets)
  const line = judgePlan(0, target, kpi.direction, nowMs).expected
  const due = dueOf(kpi, unit)
  const real = mode === 'planted' || mode === 'extreme' || mode === 'young' || kpi.id === 'tasks.overdue' || (mode === 'new_year' && !flows.includes(kpi.kind))
  const hasTasks = kpi.id !== 'tasks.overdue' || mode === 'planted' || mode === 'extreme' || registered.has(unit)
  const found = !real || due === 0 || !hasTasks ? null : (mode === 'extreme' ? extreme[`${unit} ${kpi.id}`] : undefined) ?? planted[`${unit} ${kpi.id}`] ?? plantedBelow(unit, kpi.id) ?? generated(kpi, unit, line, target?.value ?? null)
  const isRegister = mode !== 'planted' && mode !== 'extreme' && unit === 'TW' && kpi.id === 'tasks.overdue'
  const num = found === null || found.num === null ? null : (isRegister ? overdueUnreported(nowMs) : found.num) + bump
  const withheld = real && fewCases.includes(`${unit} ${kpi.id}`)
  const den = found?.den ?? null
  const value = num === null || withheld ? null : kpi.kind === 'level' ? (hash(`${unit} stage`) < 0.85 ? 6 : 5) : den === null ? num : kpi.kind === 'reduction' ? 1 - num / den : num / den
  const verdict = judgePlan(value, target, kpi.direction, nowMs)
  const silent = kpi.id === 'digitization.pages' && level === 'centre' ? 4 : 0
  const newestAtMs = num === null || found === null ? null : sinceAgo(nowMs, found.newestAgoMs)
  const freshness = freshnessAt(newestAtMs, cadenceMs[kpi.cadence], nowMs)
  const fresh = num === null || freshness !== 'fresh' ? 0 : due - silent
  const children = level === 'commune' || (kpi.kind === 'availability' && level === 'province' && !kpi.levels.includes('commune')) ? 0 : Math.min(due, pyramid.children[i]?.length ?? 0)
  return {
    unit, kpi: kpi.id, num: withheld ? null : num, den: withheld ? null : den, value, expected: verdict.expected, status: verdict.status, freshness,
    coverage: { due, reported: num === null ? 0 : due, fresh, children: { due: children, fresh: Math.min(children, fresh) } },
    oldestAtMs: num === null || found === null ? null : sinceAgo(nowMs, silent > 0 ? lostForMs['04'] : found.oldestAgoMs ?? found.newestAgoMs),
    newestAtMs,
    simulated: mode !== 'empty', withheld, stages: kpi.kind === 'level' ? [0, 0, 12, 20, 2, 0] : null,
  }
}

/** The frozen result of 2026 of a unit's KPI: that of the planted figures at the year's last instant. Undefined without a target. */
export function fixtureYearResult(unit: string, kpi: Kpi): YearResult | undefined {
  const level = pyramid.units[pyramid.indexOf(unit) ?? 0]?.level ?? 'centre'
  const target = resolveTarget(kpi.id, unit, 2026, ancestors, level, targets)
  if (target === null) return undefined
  const { num, den, value } = fixtureCell(unit, kpi, plantedMs, 'planted')
  return { year: 2026, num, den, value, status: judgePlan(value, target, kpi.direction, lastInstantOf(2026)).status }
}

/** The catalogue and the registers of cases by id. */
export const kpiOf: ReadonlyMap<string, Kpi> = new Map([...kpis, ...caseMeasures].map((kpi) => [kpi.id, kpi]))
