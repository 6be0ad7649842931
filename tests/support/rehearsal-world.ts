/**
 * A small pyramid whose server runs through months hour by hour (log, fold, detectors, rules, warnings), so that a rehearsal over its store can be
 * compared with the warnings that really opened.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Kpi } from '../../data/kpis/kpi.ts'
import { targets } from '../../data/kpis/targets.ts'
import type { PlanTask } from '../../data/plans/task.ts'
import type { RehearsalAnswer, RuleInput } from '../../data/protocol/rule.ts'
import type { Pyramid } from '../../data/pyramid/pyramid.ts'
import { hourMs, localDay } from '../../data/time/vietnam-time.ts'
import { Live } from '../../server/figures/live.ts'
import { OwnSource } from '../../server/figures/own-source.ts'
import { PlanBook } from '../../server/figures/plan-book.ts'
import { Ledger } from '../../server/log/ledger.ts'
import type { NewReading } from '../../server/log/log.ts'
import { openReader } from '../../server/log/schema.ts'
import { SqliteLog } from '../../server/log/sqlite-log.ts'
import { rehearse, type Progress } from '../../server/watch/rehearsal/rehearse.ts'
import { matchingNow, type Matching } from '../../server/watch/rules/matching.ts'
import { RuleBook } from '../../server/watch/rules/rule-book.ts'
import { openTasks, type OpenTasks } from '../../server/watch/tasks/open-tasks.ts'
import { overdueKpi } from '../../data/plans/overdue.ts'
import { VerdictBook } from '../../server/watch/verdicts/verdict-book.ts'
import { PastReader } from '../../server/watch/verdicts/load-past.ts'
import { WarningBook } from '../../server/watch/warnings/warning-book.ts'

/** A reading by codes. `num` null withdraws what it corrects. */
export interface Fed {
  readonly unit: string
  readonly kpi: string
  readonly key: string
  readonly atMs: number
  readonly num: number | null
  readonly den?: number
  readonly corrects?: string
  readonly declared?: boolean
}

/** A warning that opened: rule, unit of its group, local day. */
export type Opening = `${string} ${string} ${string}`

/** How a world differs: its readings are simulated; its warnings are folded; the documents' tasks of its register. */
export interface WorldChoice { readonly simulated?: boolean; readonly folds?: boolean; readonly documents?: readonly PlanTask[] }

type Result = NonNullable<RehearsalAnswer['result']>

/** See the file header. `rules` by id. */
export class RehearsalWorld {
  readonly dir = mkdtempSync(join(tmpdir(), 'thap-rehearsal-'))
  readonly pyramid: Pyramid
  readonly kpis: readonly Kpi[]
  readonly log: SqliteLog
  readonly openings: Opening[] = []
  readonly tasks: OpenTasks
  nowMs: number
  private readonly rules: Readonly<Record<string, RuleInput>>
  private readonly live: Live
  private readonly verdicts: VerdictBook
  private readonly warnings: WarningBook
  private readonly simulated: boolean
  private readonly documents: readonly PlanTask[]

  constructor(pyramid: Pyramid, kpis: readonly Kpi[], startMs: number, rules: Readonly<Record<string, RuleInput>>, { simulated = false, folds = false, documents = [] }: WorldChoice = {}) {
    this.pyramid = pyramid
    this.kpis = kpis
    this.nowMs = startMs
    this.rules = rules
    this.simulated = simulated
    this.documents = documents
    const clock = { nowMs: () => this.nowMs }
    this.log = new SqliteLog({ runtimeDir: this.dir, unitCodes: pyramid.units.map(({ code }) => code), kpis, clock, onFatal: (error) => { throw error } })
    const { db, units, kpiIds } = this.log
    const source = new OwnSource(db, kpis, units, kpiIds)
    const plans = new PlanBook(pyramid, kpis, targets)
    const flushed = <T>(read: () => T): T => { this.log.flushRollUps(); return read() }
    const live = new Live(pyramid, kpis, plans, { own: (k, u, atMs) => flushed(() => source.own(k, u, atMs)), hours: (k, a, b) => flushed(() => source.hours(k, a, b)) }, startMs)
    const past = new PastReader({ db, units, kpiIds, pyramid, kpis, nowMs: () => live.nowMs })
    const ledger = new Ledger(this.log, clock)
    const tasks = openTasks({
      pyramid, kpis, log: this.log, ledger, clock: { nowMs: () => live.nowMs }, setComputed: (id, values) => live.setComputed(id, values), documents, templates: [],
    })
    const verdicts = new VerdictBook({
      live, target: (u, k, year) => plans.target(u, k, year), reload: (k, u) => flushed(() => past.cell(k, u)),
      beganMs: { [overdueKpi]: (unit, expected) => tasks.tasks.overdueSinceMs(unit, expected) },
    })
    const book = new RuleBook({ ledger, live, verdicts, defaults: Object.entries(rules).map(([id, rule]) => ({ id, rule })) })
    this.warnings = new WarningBook({
      ledger, live, verdicts, rules: book, heardFromMs: -Infinity, seenStepMs: Infinity, folds, verdictWords: () => ({ vi: '', en: '' }), draftTask: () => { throw new Error('no tasks here') },
    })
    this.log.onAppended((readings) => {
      live.apply(readings)
      verdicts.apply(readings)
    })
    verdicts.onChanged((changes) => this.warnings.apply(changes))
    live.onChanged((cells) => this.warnings.touch(cells))
    const seer = { scope: 0, role: 'operate' } as const
    this.warnings.onChanged((changes) => {
      for (const { id, isNew } of changes) {
        if (!isNew) continue
        const { warning } = this.warnings.reader.detail(id, seer)
        this.openings.push(`${warning.rule} ${warning.unit} ${localDay(this.nowMs)}`)
      }
    })
    this.live = live
    this.tasks = tasks
    this.verdicts = verdicts
    this.beat()
  }

  /** Runs to `toMs` hour by hour; readings are received at the end of the hour of `receivedMs` (left out: of their `at`). */
  async run(toMs: number, readings: readonly (Fed & { readonly receivedMs?: number })[]): Promise<void> {
    const sorted = [...readings].sort((a, b) => (a.receivedMs ?? a.atMs) - (b.receivedMs ?? b.atMs))
    let next = 0
    while (this.nowMs < toMs) {
      this.nowMs = Math.min(toMs, Math.floor((this.nowMs + 1) / hourMs) * hourMs + hourMs - 1)
      const batch: NewReading[] = []
      for (; next < sorted.length && (sorted[next]!.receivedMs ?? sorted[next]!.atMs) <= this.nowMs; next++) batch.push(this.readingOf(sorted[next]!))
      this.live.advance(this.nowMs)
      this.tasks.tasks.tick()
      if (batch.length > 0) {
        const outcome = await this.log.append(batch)
        const odd = outcome.find(({ kind }) => kind !== 'stored')
        if (odd !== undefined) throw new Error(`a reading was not stored: ${odd.kind}`)
      }
      this.beat()
    }
  }

  private readingOf({ unit, kpi, key, atMs, num, den, corrects, declared }: Fed): NewReading {
    return {
      unit: this.pyramid.indexOf(unit)!, kpi: this.kpis.findIndex(({ id }) => id === kpi), key, atMs, num, den: den ?? null,
      corrects: corrects ?? null, declared: declared ?? false, source: 1, simulated: this.simulated,
    }
  }

  private beat(): void {
    do this.verdicts.tick()
    while (this.verdicts.waiting > 0)
    this.warnings.tick()
  }

  /** The openings of a rule since a local day, in order. */
  opened(rule: string, fromDay: string): string[] {
    return this.openings.filter((opening) => opening.startsWith(`${rule} `) && opening.slice(-10) >= fromDay).map((opening) => opening.slice(rule.length + 1)).sort()
  }

  /** What a rule would find now: what `rules/check` tells. */
  look(rule: RuleInput): Matching | null {
    return matchingNow({ id: '', rule }, { live: this.live, verdicts: this.verdicts })
  }

  /** Rehearses a rule on the store as it is now. `whole`: see RehearsalInput. */
  rehearse(rule: RuleInput | string, scope = 0, onProgress: (progress: Progress) => void = () => undefined, whole = false): Result {
    this.log.flushRollUps()
    const db = openReader(this.dir)
    try {
      const steps = rehearse({ db, pyramid: this.pyramid, kpis: this.kpis, targets, rule: typeof rule === 'string' ? this.rules[rule]! : rule, scope, nowMs: this.nowMs, whole, documents: this.documents })
      for (let step = steps.next(); ; step = steps.next()) {
        if (step.done === true) return step.value
        onProgress(step.value)
      }
    } finally {
      db.close()
    }
  }

  async end(): Promise<void> {
    await this.log.close().catch(() => undefined)
    rmSync(this.dir, { recursive: true, force: true })
  }
}
