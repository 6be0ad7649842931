/**
 * The past of `tasks.overdue` as a rehearsal walks through it. The figure rests on no readings: it is counted from the register at each instant that can
 * change it (the end of a deadline, a deadline put off, a task made, a report of one), from what was known by then, as its history is (task-history.ts);
 * simulated reports are known at their own instant, as simulated readings are (past-readings.ts). Owners and texts count as they are now.
 * Memory: one entry for each change of an office's figure; a register is bounded (`maxTasks`).
 */
import { deadlineEndMs } from '../../../data/plans/deadline.ts'
import { ownedTasks } from '../../../data/plans/registers.ts'
import type { PlanTask } from '../../../data/plans/task.ts'
import { noOwn, setDue, type Own } from '../../../data/pyramid/roll-up.ts'
import type { Live } from '../../figures/live.ts'
import { Ledger } from '../../log/ledger.ts'
import type { Appended, LoggedTaskEvent } from '../../log/log.ts'
import { TaskEventTable } from '../../log/task-event-table.ts'
import { taskAt } from '../tasks/task-history.ts'
import { deadlineAt, taskBody } from '../tasks/task-record.ts'
import { TaskRows, type TaskRow } from '../tasks/task-rows.ts'
import { emptyPast, type CellPast, type KpiPast } from '../verdicts/past.ts'
import type { PastFigures, PastParts } from './past-figures.ts'

/** When a report of a task became known. */
function knownMs({ simulated, atMs, receivedMs }: LoggedTaskEvent): number {
  return simulated ? atMs : receivedMs
}

/** See the file header. `documents`: the documents' rows (given by tests only). */
export class PastTasks implements PastFigures {
  /** It rests on no reading. */
  readonly firstMs = NaN
  private readonly parts: PastParts
  private readonly documents: readonly PlanTask[]
  private owned: ReadonlyMap<number, readonly TaskRow[]> = new Map()
  private readonly events: Appended[] = []
  private place = 0
  private nowMs: number

  constructor(parts: PastParts, documents: readonly PlanTask[] = ownedTasks) {
    this.parts = parts
    this.documents = documents
    this.nowMs = parts.fromMs
  }

  get simulated(): boolean {
    return [...this.owned.values()].flat().some((row) => row.events.some(({ simulated }) => simulated))
  }

  /** Reads the register, then counts one office after the other; yields after each unit. */
  * load(): Generator<number> {
    const { db, pyramid, fromUnit, toUnit, toMs } = this.parts
    const clock = { nowMs: () => toMs }
    const records = new Ledger({ db, transaction: (work) => work() }, clock).all('task', taskBody)
    const events = new TaskEventTable(db).all().map((event) => ({ ...event, receivedMs: knownMs(event) }))
    const rows = new TaskRows({ pyramid, documents: this.documents, records, events, clock })
    this.owned = new Map([...rows.owners()].filter((owner) => owner >= fromUnit && owner < toUnit).map((owner) => [owner, rows.ownedBy(owner)]))
    for (let unit = fromUnit; unit < toUnit; unit++) {
      this.count(unit)
      yield unit
    }
    this.events.sort((a, b) => a.atMs - b.atMs || a.unit - b.unit)
  }

  fill(live: Live): void {
    for (const owner of this.owned.keys()) {
      setDue(live.columns[0]!, owner, true)
      const own = this.own(0, owner, this.parts.fromMs)
      if (own.n > 0) live.load(0, owner, own)
    }
  }

  until(toMs: number): readonly Appended[] {
    this.nowMs = toMs
    const from = this.place
    while (this.place < this.events.length && this.events[this.place]!.receivedMs <= toMs) this.place++
    return from === this.place ? [] : this.events.slice(from, this.place)
  }

  own(_kpi: number, unit: number, atMs: number): Own {
    const overdue = this.overdueAt(unit, atMs)
    return overdue === null ? noOwn : { ...noOwn, num: overdue, n: 1, atMs }
  }

  /** Since when more than `allowed` of the tasks in a unit's subtree that are overdue where the walk stands are so; null: no more are. */
  beganMs(unit: number, allowed: number): number | null {
    const ends: number[] = []
    for (let owner = unit; owner < this.parts.pyramid.end[unit]!; owner++) {
      for (const row of this.owned.get(owner) ?? []) if (taskAt(row, this.nowMs, this.nowMs)?.overdue === true) ends.push(deadlineEndMs(deadlineAt(row.body, this.nowMs)!.rule)!)
    }
    return ends.sort((a, b) => a - b)[Math.max(0, Math.floor(allowed))] ?? null
  }

  history(): KpiPast {
    const { fromUnit, toUnit } = this.parts
    return { fromUnit, toUnit, cells: new Map() }
  }

  cell(): CellPast {
    return emptyPast
  }

  /** Tasks leave no window. */
  hours(): [] {
    return []
  }

  /** The figure of one own office; null: it has no register. */
  private overdueAt(owner: number, atMs: number): number | null {
    const there = (this.owned.get(owner) ?? []).flatMap((row) => taskAt(row, atMs, atMs) ?? [])
    return there.length === 0 ? null : there.filter(({ overdue }) => overdue).length
  }

  /** The changes of one own office's figure in the window. */
  private count(owner: number): void {
    const { fromMs, toMs } = this.parts
    const turns = new Set((this.owned.get(owner) ?? []).flatMap(({ body, events }) => [
      body.createdMs, ...body.deadlines.flatMap(({ rule, fromMs: sinceMs }) => [sinceMs, deadlineEndMs(rule)]),
      ...events.map(({ atMs, receivedMs }) => Math.max(atMs, receivedMs)),
    ]).filter((ms) => ms !== null).filter((ms) => ms > fromMs && ms <= toMs))
    let before = this.overdueAt(owner, fromMs)
    for (const atMs of [...turns].sort((a, b) => a - b)) {
      const overdue = this.overdueAt(owner, atMs)
      if (overdue === before || overdue === null) continue
      before = overdue
      this.events.push({ seq: 0, unit: owner, kpi: 0, key: '', atMs, num: overdue, den: null, declared: false, simulated: false, source: 0, corrects: null, receivedMs: atMs })
    }
  }
}
