/**
 * Which reports the simulated country makes: the newest of everything, the history behind it, and what falls due as time goes on.
 * Lazy: a history of a million reports is never in memory at once.
 *
 * The thinning rule (at most `historyLimit` readings in all): headline KPIs that are daily have 60 days, the other daily ones the days that are
 * expected of whoever reports them (30 closed ones), then months; all other KPIs have months only: 13 of them for provinces and the centre; for communes this month and the three before it, so that it is seen
 * who hands in every month, and before them every fourth month for four; of registers of cases the newest two only.
 */
import { addMonths, dayMs, hourMs, hourStart, localDay, monthStart } from '../time/vietnam-time.ts'
import { daySpan, daysSpan, monthSpan, type Span } from './figures.ts'
import { monthName, newestDay, newestMonth } from './periods.ts'
import { plantedTroubles, quangTriSilentCommunes, troubledUnits, type PlantedTrouble } from './troubles.ts'
import { uniform } from './random.ts'
import { sampleWorld, type SampleInput, type SampleKpi, type SampleUnit, type SampleWorld } from './world.ts'
import { plantedOutage, type Outage } from './lines.ts'

/** One report to be made. `period` goes into its key. `lineFromMs`: start of the observed span of a line. */
export interface Slot {
  readonly unit: SampleUnit
  readonly kpi: SampleKpi
  readonly atMs: number
  readonly period: string
  readonly span: Span
  readonly lineFromMs: number | null
}

/** Most readings of `now` and `history` together. */
export const historyLimit = 1_500_000
/** Days of history of the two daily headline KPIs, the newest included. */
export const historyDays = 60
/** Days of history of the other daily KPIs, the newest included: the 30 closed days over which data quality asks for each, and the days around them. */
export const dueDays = 32
/** Months of history, the newest included. */
export const historyMonths = 13
/** Hours of history of province lines and commune lines. The log refuses availability older than 7 days. */
export const historyHours = { province: 7 * 24 - 1, commune: 12 } as const
/** The daily KPIs the wall leads with. */
export const dailyHeadlines = ['digitization.pages', 'esign.documents'] as const

/** A country that begins at `nowMs`, with its troubles. */
export interface Scene {
  readonly world: SampleWorld
  readonly nowMs: number
  readonly troubles: readonly PlantedTrouble[]
  readonly outage: Outage
}

/** The scene of an input. */
export function sceneOf(input: SampleInput): Scene {
  return {
    world: sampleWorld(input), nowMs: input.nowMs,
    troubles: plantedTroubles(input.nowMs), outage: plantedOutage(input.nowMs),
  }
}

/** Whether the unit's own office reports the KPI. */
export function reports(unit: SampleUnit, { kpi }: SampleKpi): boolean {
  return kpi.levels.includes(unit.level)
}

function isSilentUnit(scene: Scene, trouble: PlantedTrouble, unit: SampleUnit): boolean {
  if (unit.province !== trouble.unit) return false
  if (trouble.unit !== troubledUnits.quangTri) return true
  if (unit.level !== 'commune') return false
  return scene.world.units.filter((other) => other.level === 'commune' && other.province === trouble.unit)
    .slice(0, quangTriSilentCommunes).includes(unit)
}

/** From when on a unit does not report a KPI, epoch milliseconds; Infinity: it does. Answers for all units at once. */
export function silences(scene: Scene): (unit: SampleUnit, kpi: SampleKpi) => number {
  const since = new Map<string, Map<SampleUnit, number>>()
  for (const trouble of scene.troubles.filter(({ kind }) => kind === 'silent')) {
    const units = since.get(trouble.kpi) ?? new Map<SampleUnit, number>()
    since.set(trouble.kpi, units)
    for (const unit of scene.world.units) if (isSilentUnit(scene, trouble, unit)) units.set(unit, trouble.sinceMs)
  }
  return (unit, kpi) => since.get(kpi.kpi.id)?.get(unit) ?? Infinity
}

function daySlot(unit: SampleUnit, kpi: SampleKpi, day: number): Slot {
  const atMs = day + unit.habit.timeOfDayMs
  return { unit, kpi, atMs, period: `d-${localDay(day)}`, span: daySpan(kpi.kpi.kind, day), lineFromMs: null }
}

function monthSlot(unit: SampleUnit, kpi: SampleKpi, month: number, months: number): Slot {
  const atMs = month + unit.habit.timeOfMonthMs
  const period = `m${months}-${monthName(month)}`
  return { unit, kpi, atMs, period, span: monthSpan(kpi, month, months), lineFromMs: null }
}

/** The report of a line about (fromMs, atMs]. Its key tells whether the planted outage is in it. */
function lineSlot(unit: SampleUnit, kpi: SampleKpi, fromMs: number, atMs: number): Slot {
  const period = `u-${((atMs - fromMs) / 1000).toString(36)}-${Math.floor(atMs / 1000).toString(36)}`
  return { unit, kpi, atMs, period, span: { kind: 'state' }, lineFromMs: fromMs }
}

/** Months before the present one in which communes hand in, and how many months each of these reports covers. */
const communeMonths = [[0, 1], [1, 1], [2, 1], [3, 4], [7, 4], [11, 2]] as const
/** Reports of registers of cases that communes have: the newest two. */
const communeRegisterReports = 2

/** Reported months of a unit behind its newest, newest first, and the months each report covers. */
function* reportedMonths(scene: Scene, unit: SampleUnit): Generator<readonly [month: number, covered: number]> {
  const newest = newestMonth(unit.habit, scene.nowMs)
  if (unit.level !== 'commune') {
    for (let back = 0; back < historyMonths; back++) yield [addMonths(newest, -back), 1]
    return
  }
  for (const [back, covered] of communeMonths) {
    const month = addMonths(scene.nowMs, -back)
    if (month <= newest) yield [month, covered]
  }
}

function newestSlot(scene: Scene, unit: SampleUnit, kpi: SampleKpi): Slot | null {
  const { kpi: { cadence, kind } } = kpi
  if (kind === 'availability') {
    const fromMs = hourStart(scene.nowMs)
    const atMs = Math.floor(scene.nowMs / 1000) * 1000
    return atMs > fromMs ? lineSlot(unit, kpi, fromMs, atMs) : null
  }
  if (cadence === 'day') return daySlot(unit, kpi, newestDay(unit.habit, scene.nowMs))
  return monthSlot(unit, kpi, newestMonth(unit.habit, scene.nowMs), 1)
}

function* newestOf(scene: Scene, kpis: readonly SampleKpi[]): Generator<Slot> {
  for (const kpi of kpis) {
    for (const unit of scene.world.units) {
      const slot = reports(unit, kpi) ? newestSlot(scene, unit, kpi) : null
      if (slot !== null) yield slot
    }
  }
}

/** Whole hours of a KPI's lines that lie in [fromMs, nowMs], newest first. */
function* lineHours(scene: Scene, id: string, fromMs: number): Generator<Slot> {
  const kpi = scene.world.kpiOf(id)
  const units = scene.world.units.filter((unit) => reports(unit, kpi))
  for (let end = hourStart(scene.nowMs); end - hourMs >= fromMs; end -= hourMs) {
    for (const unit of units) yield lineSlot(unit, kpi, end - hourMs, end)
  }
}

/** Share of (unit, daily KPI) pairs that now and then forget a day, and of the days they forget: so that data quality has something to show. */
export const forgetful = { share: 0.06, ofDays: 0.3 } as const
const salts = { forgets: 81, day: 82 } as const

/** Whether an office forgets its report of a day that is over. */
export function forgets({ seed }: SampleWorld, unit: SampleUnit, kpi: SampleKpi, day: number): boolean {
  return uniform(seed, unit.hash, kpi.hash, salts.forgets) < forgetful.share && uniform(seed, unit.hash, kpi.hash ^ salts.day, day) < forgetful.ofDays
}

const isHeadline = ({ kpi }: SampleKpi): boolean => dailyHeadlines.some((id) => id === kpi.id)

/** The newest report of every (unit, KPI): the wall's headline first, then everything. */
export function* nowSlots(scene: Scene): Generator<Slot> {
  const { kpis, kpiOf } = scene.world
  const uptime = kpiOf('network.uptime')
  yield* newestOf(scene, [...kpis.filter(isHeadline), uptime])
  yield* lineHours(scene, 'network.uptime', hourStart(scene.nowMs) - historyHours.province * hourMs)
  yield* newestOf(scene, kpis.filter((kpi) => !isHeadline(kpi) && kpi !== uptime))
}

const isDaily = ({ kpi }: SampleKpi): boolean => kpi.cadence === 'day'
const dailyOthers = ({ world }: Scene): readonly SampleKpi[] => world.kpis.filter((kpi) => isDaily(kpi) && !isHeadline(kpi))
const daysOf = (kpi: SampleKpi): number => (isHeadline(kpi) ? historyDays : dueDays)

/** First day of the days of a unit. */
const firstDay = (scene: Scene, unit: SampleUnit, kpi: SampleKpi): number => newestDay(unit.habit, scene.nowMs) - (daysOf(kpi) - 1) * dayMs

/** The days of daily KPIs behind the newest. */
function* days(scene: Scene, kpis: readonly SampleKpi[]): Generator<Slot> {
  for (let back = 1; back < historyDays; back++) {
    for (const kpi of kpis) {
      if (back >= daysOf(kpi)) continue
      for (const unit of scene.world.units) {
        const day = newestDay(unit.habit, scene.nowMs) - back * dayMs
        if (reports(unit, kpi) && (isHeadline(kpi) || !forgets(scene.world, unit, kpi, day))) yield daySlot(unit, kpi, day)
      }
    }
  }
}

/** One report over the months [first, last] of a daily KPI, as far as they lie before its days; null: none does. */
function beforeDays(scene: Scene, unit: SampleUnit, kpi: SampleKpi, first: number, last: number): Slot | null {
  const untilMs = Math.min(firstDay(scene, unit, kpi), addMonths(last, 1))
  if (untilMs <= first) return null
  const span = daysSpan(kpi.kpi.kind, first, untilMs)
  return { unit, kpi, atMs: untilMs - dayMs + unit.habit.timeOfDayMs, period: `c-${monthName(first)}-${localDay(untilMs - 1).slice(8)}`, span, lineFromMs: null }
}

/** Before the days of daily KPIs: the days of the month they begin in, as one report, then months; of communes' other KPIs as thin as their monthly ones. */
function* dailyMonths(scene: Scene, kpis: readonly SampleKpi[]): Generator<Slot> {
  const present = monthStart(scene.nowMs)
  for (let back = 0; back < historyMonths; back++) {
    for (const kpi of kpis) {
      for (const unit of scene.world.units) {
        if (!reports(unit, kpi)) continue
        const covered = isHeadline(kpi) || unit.level !== 'commune' ? 1 : (communeMonths.find(([place]) => place === back)?.[1] ?? 0)
        const slot = covered === 0 ? null : beforeDays(scene, unit, kpi, addMonths(present, 1 - back - covered), addMonths(present, -back))
        if (slot !== null) yield slot
      }
    }
  }
}

/** Months of all KPIs that are neither daily nor a line, behind the newest report. */
function* otherMonths(scene: Scene): Generator<Slot> {
  const others = scene.world.kpis.filter((kpi) => !isDaily(kpi) && kpi.kpi.kind !== 'availability')
  const months = new Map(scene.world.units.map((unit) => [unit, [...reportedMonths(scene, unit)]]))
  for (let place = 1; place < historyMonths; place++) { // the newest report is already in `nowSlots`
    for (const kpi of others) {
      for (const unit of scene.world.units) {
        if (kpi.kpi.group === 'cases_register' && unit.level === 'commune' && place >= communeRegisterReports) continue
        const [month, covered] = months.get(unit)![place] ?? []
        if (month !== undefined && covered !== undefined && reports(unit, kpi)) yield monthSlot(unit, kpi, month, covered)
      }
    }
  }
}

/** The history behind `nowSlots`, newest first. */
export function* historySlots(scene: Scene): Generator<Slot> {
  const headlines = scene.world.kpis.filter(isHeadline)
  yield* days(scene, headlines)
  yield* dailyMonths(scene, headlines)
  yield* days(scene, dailyOthers(scene))
  yield* dailyMonths(scene, dailyOthers(scene))
  yield* otherMonths(scene)
  yield* lineHours(scene, 'network.uptime_commune', hourStart(scene.nowMs) - historyHours.commune * hourMs)
}

/** Reports of days and months that fall due in (fromMs, toMs]; `toMs` − `fromMs` at most `historyDays` days. */
export function* dueSlots(scene: Scene, fromMs: number, toMs: number): Generator<Slot> {
  const { units, kpis } = scene.world
  const daily = kpis.filter(({ kpi }) => kpi.cadence === 'day')
  const monthly = kpis.filter(({ kpi }) => kpi.cadence === 'month')
  for (const unit of units) {
    for (let day = newestDay(unit.habit, toMs); day + unit.habit.timeOfDayMs > fromMs; day -= dayMs) {
      for (const kpi of daily) if (reports(unit, kpi)) yield daySlot(unit, kpi, day)
    }
    for (let month = newestMonth(unit.habit, toMs); month + unit.habit.timeOfMonthMs > fromMs; month = addMonths(month, -1)) {
      for (const kpi of monthly) if (reports(unit, kpi)) yield monthSlot(unit, kpi, month, 1)
    }
  }
}

/** Whole hours of all lines that begin at or after `fromMs`, at most as far back as `historyHours`. */
export function* dueHours(scene: Scene, fromMs: number): Generator<Slot> {
  const newest = hourStart(scene.nowMs)
  yield* lineHours(scene, 'network.uptime', Math.max(fromMs, newest - historyHours.province * hourMs))
  yield* lineHours(scene, 'network.uptime_commune', Math.max(fromMs, newest - historyHours.commune * hourMs))
}
