/** Rules and warnings over a real store, figures in memory and verdicts set by hand; can be killed and started again. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { KeyRole } from '../../data/access/scope.ts'
import type { RuleInput } from '../../data/protocol/rule.ts'
import type { WarningAct, WarningAnswer } from '../../data/protocol/warning.ts'
import { startOfLocalDay } from '../../data/time/vietnam-time.ts'
import { Ledger, type Actor } from '../../server/log/ledger.ts'
import { SqliteLog } from '../../server/log/sqlite-log.ts'
import { RuleBook, type Seer } from '../../server/watch/rules/rule-book.ts'
import { maxSeenStepMs, type DueReport } from '../../server/watch/rules/rule-run.ts'
import { WarningBook, type WarningBookDeps, type WarningChange } from '../../server/watch/warnings/warning-book.ts'
import type { WarningQuery } from '../../server/watch/warnings/listing.ts'
import { HandVerdicts } from './hand-verdicts.ts'
import { kpisOf, MemoryFigures, smallPyramid } from './memory-figures.ts'

/** Noon of 22 November 2026. */
export const noon = startOfLocalDay('2026-11-22') + 12 * 3_600_000

/** A rule that finds communes whose data are lost. */
export const plainRule: RuleInput = {
  nameVi: 'Mất dữ liệu thử', nameEn: 'Data lost', condition: { on: 'verdict', verdicts: ['lost'] }, kpis: null, root: 'TW', levels: ['commune'], minUnits: 1, minShare: 0,
  pendingMs: 0, clearAfterMs: 0, severity: 'no_data', tell: ['centre', 'province', 'commune'], enabled: true,
}

/** The centre at its own machine. */
export const centreActor: Actor = { kind: 'local', unit: 'TW', keyId: null }

/** Three provinces of ten communes; KPI 0 daily pages, KPI 1 communes' lines, KPI 2 digital cases (small counts withheld), KPI 3 reports, unless others are named (in the catalogue's order). */
export class WarningWorld {
  readonly dir = mkdtempSync(join(tmpdir(), 'thap-warnings-'))
  readonly live: MemoryFigures
  readonly defaults: { id: string; rule: RuleInput }[]
  readonly tasks: { wish: unknown; warning: string; kpi: string }[] = []
  readonly due: DueReport[] = []
  verdicts = new HandVerdicts()
  log!: SqliteLog
  ledger!: Ledger
  rules!: RuleBook
  book!: WarningBook
  told: WarningChange[] = []

  constructor(rules: Record<string, Partial<RuleInput>>, deps: Partial<WarningBookDeps> = {}, kpis: readonly string[] = ['digitization.pages', 'network.uptime_commune', 'cases.digital', 'reports.on_time']) {
    this.live = new MemoryFigures(smallPyramid(3, 10), kpisOf(...kpis), noon)
    this.defaults = Object.entries(rules).map(([id, rule]) => ({ id, rule: { ...plainRule, ...rule } }))
    this.open(deps)
  }

  /** Opens books over the store, with verdicts that are yet to be judged. */
  open(deps: Partial<WarningBookDeps> = {}): void {
    const clock = { nowMs: () => this.live.nowMs }
    this.log = new SqliteLog({ runtimeDir: this.dir, unitCodes: this.live.pyramid.units.map(({ code }) => code), kpis: this.live.kpis, clock, onFatal: (error) => { throw error } })
    this.ledger = new Ledger(this.log, clock)
    this.rules = new RuleBook({ ledger: this.ledger, live: this.live, verdicts: this.verdicts, reports: () => this.due, defaults: this.defaults })
    this.book = new WarningBook({
      ledger: this.ledger, live: this.live, verdicts: this.verdicts, rules: this.rules, reports: () => this.due, heardFromMs: -Infinity,
      verdictWords: ({ kind, numbers }) => ({ vi: `${kind} ${numbers.map(({ value }) => value).join(' ')}`, en: kind }),
      draftTask: (wish, warning, actor) => ({
        id: `t-${this.tasks.length + 1}`, written: () => { this.tasks.push({ wish, warning: warning.id, kpi: warning.kpi }) },
        change: { kind: 'task', id: `t-${this.tasks.length + 1}`, action: 'create', actor, version: 0, body: wish },
      }),
      ...deps,
    })
    this.book.onChanged((changes) => this.told.push(...changes))
    const [verdicts, book] = [this.verdicts, this.book]
    verdicts.onChanged((changes) => { if (this.book === book) book.apply(changes) })
    this.live.onChanged((cells) => { if (this.book === book) book.touch(cells) })
  }

  /** The process is killed: whatever is on the disk is what the next one finds. Its verdicts begin unjudged. */
  restart(deps: Partial<WarningBookDeps> = {}): void {
    this.log.abandon()
    this.verdicts = new HandVerdicts()
    this.open(deps)
  }

  unit(code: string): number {
    return this.live.pyramid.indexOf(code)!
  }

  communes(province: string): number[] {
    return [...this.live.pyramid.children[this.unit(province)]!]
  }

  /** Lets time pass, beating at least every ten seconds, so that all of it is observed. */
  pass(ms = 0): void {
    for (let left = ms; left > maxSeenStepMs; left -= maxSeenStepMs) this.jump(maxSeenStepMs)
    this.jump(ms === 0 ? 0 : (ms - 1) % maxSeenStepMs + 1)
  }

  /** Lets time pass, then one beat. */
  jump(ms: number): void {
    this.live.nowMs += ms
    this.book.tick()
  }

  seer(code = 'TW', role: KeyRole = 'operate'): Seer {
    return { scope: this.unit(code), role }
  }

  query(more: Partial<WarningQuery> & { code?: string } = {}): WarningQuery {
    const { code = 'TW', ...rest } = more
    return { root: this.unit(code), states: null, kind: null, kpi: null, text: null, fromMs: -Infinity, toMs: Infinity, limit: 100, offset: 0, ...rest }
  }

  list(code = 'TW', more: Partial<WarningQuery> = {}): readonly WarningAnswer[] {
    return this.book.reader.list(this.query({ code, ...more }), this.seer(code)).warnings
  }

  /** Open warnings shortly: unit, state, affected/due. */
  brief(code = 'TW', more: Partial<WarningQuery> = {}): string[] {
    return this.list(code, more).map(({ unit, state, units }) => `${unit} ${state} ${units.affected}/${units.due}`)
  }

  /** Acts as the centre on the only warning there is, or on `id`, at its present version. */
  act(act: Record<string, unknown>, id = this.list('TW', { states: ['open', 'acknowledged', 'assigned', 'resolved', 'closed', 'stopped'] })[0]!.id): void {
    const version = this.book.reader.detail(id, this.seer()).warning.version
    this.book.act(id, { version, ...act } as WarningAct, centreActor, this.seer())
  }

  async end(): Promise<void> {
    await this.log.close().catch(() => undefined)
    rmSync(this.dir, { recursive: true, force: true })
  }
}
