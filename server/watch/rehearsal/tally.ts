/** What a rehearsal has found so far, and how it is told. */
import { rehearsalBudget, rehearsalDays, type RehearsalAnswer, type RuleInput } from '../../../data/protocol/rule.ts'
import { isEnough } from '../../../data/rules/judge-rule.ts'
import { inSubtree, type Pyramid } from '../../../data/pyramid/pyramid.ts'
import { countedEn, dayWords } from '../../../data/judgement/number-words.ts'
import { dayMs, localDay, startOfLocalDay } from '../../../data/time/vietnam-time.ts'
import type { RunGroup } from '../rules/run-group.ts'
import { toldUnit } from '../warnings/told-unit.ts'
import type { RunEvent } from '../rules/rule-run.ts'

/** Most groups told by name. */
export const maxGroupsTold = 200

const oneDecimal = { vi: new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 1 }), en: new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 }) } as const

type Result = NonNullable<RehearsalAnswer['result']>
interface Group { opened: number; readonly units: Set<number> }

/** What the words of the remark need to know. `firstMs`: of the oldest reading (NaN: none); what was looked at: `readings`, hours of `lines`, the register of `tasks`. */
export interface Told { readonly firstMs: number; readonly readings: boolean; readonly lines: boolean; readonly tasks: boolean; readonly simulated: boolean }

/** What a walk through the past counts with: at once (Tally), or after folding with other KPIs (Timeline). */
export interface PastCount {
  /** Groups of one KPI at the window's beginning: which stand. */
  before(groups: Iterable<RunGroup>): void
  /** Events of one step at `nowMs`, on the day `day` (0: the first). */
  add(events: readonly RunEvent[], nowMs: number, day: number): void
  /** Groups of one KPI at the window's end: what would open where the rule is switched on now. */
  after(groups: Iterable<RunGroup>): void
  /** Warnings of one KPI that stand at the end of a day. */
  standing(day: number, open: number): void
}

/** A group as it is counted: the unit it is of, how many units are due, and those found. */
export interface CountedGroup {
  readonly unit: number
  readonly due: number
  readonly lines: ReadonlyMap<number, unknown>
}

/** Counts the events of a rehearsal. One tally for all KPIs of the rule; `scope`: nothing above it is told. */
export class Tally implements PastCount {
  private readonly pyramid: Pyramid
  private readonly scope: number
  private readonly fromMs: number
  private readonly toMs: number
  private readonly opened: number[]
  private readonly open: number[]
  private readonly groups = new Map<number, Group>()

  private stood = 0
  private readonly stoodUnits = new Set<number>()
  private opening = 0
  private readonly openingUnits = new Map<number, Set<number>>()

  constructor(pyramid: Pyramid, scope: number, fromMs: number, toMs: number) {
    this.pyramid = pyramid
    this.scope = scope
    this.fromMs = fromMs
    this.toMs = toMs
    const days = Math.min(rehearsalDays + 1, Math.floor((toMs - fromMs) / dayMs) + 1)
    this.opened = new Array<number>(days).fill(0)
    this.open = new Array<number>(days).fill(0)
  }

  /** Number of local days of the window, today among them. */
  get days(): number {
    return this.opened.length
  }

  add(events: readonly RunEvent[], _nowMs: number, day: number): void {
    for (const { what, group } of events) if (what === 'opened' || what === 'lines') this.told(what, group, day)
  }

  /** A warning opened on a day, or its lines changed. */
  told(what: 'opened' | 'lines', group: CountedGroup, day: number): void {
    const { lines } = group
    const unit = this.toldOf(group)
    const told = this.groups.get(unit) ?? { opened: 0, units: new Set<number>() }
    if (what === 'opened') {
      told.opened++
      this.opened[day]!++
    }
    // A warning that stood before the window is not one it would have opened.
    if (told.opened === 0) return
    this.groups.set(unit, told)
    for (const member of lines.keys()) told.units.add(member)
  }

  before(groups: Iterable<RunGroup>): void {
    this.stoodBefore([...groups].filter(({ isOpen }) => isOpen))
  }

  /** Warnings that stand at the window's beginning. */
  stoodBefore(groups: readonly CountedGroup[]): void {
    this.stood += groups.length
    for (const { lines } of groups) for (const unit of lines.keys()) this.stoodUnits.add(unit)
  }

  after(groups: Iterable<RunGroup>): void {
    const enough = [...groups].filter(({ compiled: { rule }, found, due }) => isEnough(rule, found.size, due))
    this.openingNow(enough.map(({ unit, due, found }) => ({ unit, due, lines: found })))
  }

  /** Warnings that would open where the rule is switched on now. */
  openingNow(groups: readonly CountedGroup[]): void {
    for (const group of groups) {
      const { lines } = group
      this.opening++
      const unit = this.toldOf(group)
      const units = this.openingUnits.get(unit) ?? new Set()
      for (const member of lines.keys()) units.add(member)
      this.openingUnits.set(unit, units)
    }
  }

  standing(day: number, open: number): void {
    this.open[day]! += open
  }

  /** The result as it goes over the wire. */
  result(rule: RuleInput, told: Told): Result {
    const opened = this.opened.reduce((sum, count) => sum + count, 0)
    const basisDays = this.basisDays(told)
    const perDayMean = opened / basisDays
    const perDayMost = Math.max(...this.opened)
    const overBudget = perDayMean > rehearsalBudget || perDayMost > rehearsalBudget || this.opening > rehearsalBudget
    const loudest = [...this.groups].sort(([a, x], [b, y]) => y.opened - x.opened || y.units.size - x.units.size || a - b)
    return {
      opened, perDayMean, basisDays, perDayMost, budget: rehearsalBudget, overBudget,
      perDay: this.opened.map((count, day) => ({ day: localDay(startOfLocalDay(localDay(this.fromMs)) + day * dayMs), opened: count, open: this.open[day]! })),
      byUnit: loudest.slice(0, maxGroupsTold).map(([unit, { opened: count, units }]) => ({ unit: this.pyramid.units[unit]!.code, opened: count, units: units.size })),
      standing: { warnings: this.stood, units: this.stoodUnits.size }, now: this.now(), unitsTotal: loudest.length, tell: [...rule.tell], simulated: told.simulated, ...this.remark({ perDayMean, basisDays, perDayMost }, told),
    }
  }

  /**
   * Days of the window on which there was something to look at: since the oldest figure, one at least, so that a young store's mean is not told over days it did not have. The
   * register of tasks was always there.
   */
  private basisDays({ firstMs, readings, tasks }: Told): number {
    const beganMs = tasks || !readings ? this.fromMs : Number.isNaN(firstMs) ? this.toMs : Math.max(this.fromMs, firstMs)
    return Math.max(1, (this.toMs - beganMs) / dayMs)
  }

  /** The unit a warning is told of. One of several communes is of their province, which a viewer of a commune alone does not see. */
  private toldOf({ unit, due, lines }: CountedGroup): number {
    const of = toldUnit(unit, due, lines)
    return inSubtree(this.pyramid, this.scope, of) ? of : this.scope
  }

  private now(): Result['now'] {
    const most = [...this.openingUnits].sort(([a, x], [b, y]) => y.size - x.size || a - b)
    const units = most.reduce((sum, [, members]) => sum + members.size, 0)
    return { warnings: this.opening, units, byUnit: most.slice(0, maxGroupsTold).map(([unit, members]) => ({ unit: this.pyramid.units[unit]!.code, units: members.size })) }
  }

  private remark({ perDayMean, basisDays, perDayMost }: Pick<Result, 'perDayMean' | 'basisDays' | 'perDayMost'>, { firstMs, readings, lines, tasks }: Told): Pick<Result, 'remarkVi' | 'remarkEn'> {
    const vi: string[] = []
    const en: string[] = []
    if (this.opening > 0) {
      const { units } = this.now()
      const over = this.opening > rehearsalBudget
      vi.push(`Bật lúc này sẽ mở ngay ${this.opening} cảnh báo (${units} đơn vị)${over ? `, quá mức ${rehearsalBudget}` : ''}, sau khi hết thời gian chờ.`)
      en.push(`Switched on now it opens ${countedEn(String(this.opening), 'warnings')} (${countedEn(String(units), 'units')}) at once${over ? `, above ${rehearsalBudget}` : ''}, when its pending time has passed.`)
    }
    if (perDayMean > rehearsalBudget || perDayMost > rehearsalBudget) {
      const mean = { vi: oneDecimal.vi.format(perDayMean), en: oneDecimal.en.format(perDayMean) }
      vi.push(`Vượt mức ${rehearsalBudget} cảnh báo mỗi ngày (trung bình ${mean.vi}, ngày nhiều nhất ${perDayMost}): nên thu hẹp phạm vi, tăng thời gian chờ hoặc số đơn vị tối thiểu.`)
      en.push(`Above the budget of ${rehearsalBudget} warnings a day (${mean.en} on average, ${perDayMost} on the worst day): narrow it, let it wait longer, or ask for more units.`)
    }
    if (readings && Number.isNaN(firstMs)) {
      vi.push('Kho chưa có số liệu nào của các chỉ tiêu và đơn vị được xét để diễn tập.')
      en.push('The store has no readings of these KPIs and units to rehearse on.')
    } else if (firstMs > this.fromMs + dayMs) {
      const days = { vi: oneDecimal.vi.format(basisDays), en: countedEn(oneDecimal.en.format(basisDays), 'days') }
      vi.push(`Kho chỉ có số liệu từ ngày ${dayWords(firstMs)}${tasks ? '.' : `: trung bình tính trên ${days.vi} ngày có số liệu.`}`)
      en.push(`The store has readings from ${dayWords(firstMs)} on only${tasks ? '.' : `: the mean is over the ${days.en} it has any of.`}`)
    }
    vi.push('Diễn tập bước theo giờ khi có số liệu, và cuối mỗi ngày cho những gì chỉ do thời gian trôi qua.')
    en.push('Rehearsed hour by hour where readings came, and at the end of each day for what the passing of time alone brings.')
    if (lines) {
      vi.push('Đường truyền xét theo tổng hợp từng giờ: không thấy lần đứt ngắn hơn một giờ.')
      en.push('Lines are looked at by hourly sums: outages shorter than an hour are not seen.')
    }
    if (tasks) {
      vi.push('Nhiệm vụ quá hạn diễn tập từ sổ nhiệm vụ: thời hạn và báo cáo như đã biết ở từng thời điểm, đơn vị chủ trì như hiện nay.')
      en.push('Overdue tasks are rehearsed from the register of tasks: deadlines and reports as they were known at each instant, owners as they are now.')
    }
    return { remarkVi: vi.join(' '), remarkEn: en.join(' ') }
  }
}
