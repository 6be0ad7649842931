/** Lines that fall silent, from readings in a real store to the warnings, and over a restart amid the silence. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { measures } from '../../../data/kpis/catalogue.ts'
import { targets } from '../../../data/kpis/targets.ts'
import { restore } from '../../../server/figures/checkpoint.ts'
import { Live } from '../../../server/figures/live.ts'
import { OwnSource } from '../../../server/figures/own-source.ts'
import { PlanBook } from '../../../server/figures/plan-book.ts'
import { Ledger } from '../../../server/log/ledger.ts'
import { SqliteLog } from '../../../server/log/sqlite-log.ts'
import { openJudgement, type Judgement } from '../../../server/watch/open-judgement.ts'
import { smallPyramid } from '../../support/memory-figures.ts'
import { eventually } from '../../support/http-client.ts'
import { centreActor, noon } from '../../support/warning-world.ts'

const minute = 60_000
const pyramid = smallPyramid(3, 10)
const seer = { scope: 0, role: 'operate' } as const
const lineRules = ['down', 'flapping', 'lost']

/** A store with its judgement; killed and opened again by `restart`. */
class LineWorld {
  readonly dir = mkdtempSync(join(tmpdir(), 'thap-line-'))
  nowMs = noon
  log!: SqliteLog
  live!: Live
  judgement!: Judgement
  private sent = 0

  constructor() {
    this.open()
    this.judgement.settle()
    // The clock jumps here, and what it jumps over is not observed: nothing would be pending for long enough.
    for (const id of lineRules) this.judgement.rules.update(id, { ...this.judgement.rules.rule(id)!, pendingMs: 0 }, 1, centreActor, seer, null)
  }

  private open(): void {
    const clock = { nowMs: () => this.nowMs }
    const fail = (error: unknown): never => { throw error }
    const log = new SqliteLog({ runtimeDir: this.dir, unitCodes: pyramid.units.map(({ code }) => code), kpis: measures, clock, onFatal: fail })
    const ledger = new Ledger(log, clock)
    const source = new OwnSource(log.db, measures, log.units, log.kpiIds)
    const plans = new PlanBook(pyramid, measures, targets)
    const live = new Live(pyramid, measures, plans, {
      own: (kpi, unit, atMs) => { log.flushRollUps(); return source.own(kpi, unit, atMs) }, hours: (kpi, from, to) => { log.flushRollUps(); return source.hours(kpi, from, to) },
    }, this.nowMs)
    restore(log, live, source)
    log.onAppended((readings) => live.apply(readings))
    this.judgement = openJudgement({
      log, ledger, live, plans, isFilling: () => false, reports: () => [], missingParts: () => [], onFault: fail, taskOffice: () => null, draftTask: () => { throw new Error('no task is made here') },
    })
    Object.assign(this, { log, live })
  }

  async restart(): Promise<void> {
    this.judgement.close()
    await this.log.close()
    this.open()
    this.judgement.start()
    await eventually(() => Promise.resolve(this.judgement.verdicts.waiting === 0), 30_000)
    this.pass(1000)
  }

  /** Jumps, but for the last minute: sources are left time to be heard after a jump. */
  pass(ms: number): void {
    const steps = ms > minute ? [ms - minute, ...Array<number>(12).fill(5000)] : [ms]
    for (const step of steps) {
      this.nowMs += step
      this.live.advance(this.nowMs)
      this.judgement.tick()
    }
  }

  /** Spans of half a minute, the last of which ends now. */
  async tell(unit: string, shares: readonly number[]): Promise<void> {
    const kpi = measures.findIndex(({ id }) => id === 'network.uptime')
    await this.log.append(shares.map((share, i) => ({
      unit: pyramid.indexOf(unit)!, kpi, key: `l${++this.sent}`, atMs: this.nowMs - (shares.length - 1 - i) * 30_000, num: share * 30, den: 30, corrects: null, declared: false, source: 1, simulated: false,
    })))
    this.pass(1000)
  }

  /** Warnings of lines there ever were: kind, state, what they cover; `ended` where they wait to close. */
  told(): string[] {
    const { warnings } = this.judgement.warnings.reader.list({ root: 0, states: ['open', 'closed', 'stopped'], kind: null, kpi: 'network.uptime', text: null, fromMs: -Infinity, toMs: Infinity, limit: 100, offset: 0 }, seer)
    return warnings.filter(({ rule }) => lineRules.includes(rule)).map(({ kind, state, also, ended }) => [kind, state, ...also.map((one) => `+${one.kind}`), ...(ended === null ? [] : ['ended'])].join(' '))
  }

  evidence(kind: string): string {
    return this.judgement.warnings.reader.list({ root: 0, states: ['open'], kind: null, kpi: 'network.uptime', text: null, fromMs: -Infinity, toMs: Infinity, limit: 100, offset: 0 }, seer).warnings.find((one) => one.kind === kind)!.evidenceVi
  }

  async end(): Promise<void> {
    await this.log.close()
    rmSync(this.dir, { recursive: true, force: true })
  }
}

let world: LineWorld | null = null
afterEach(async () => { await world?.end() })

describe('a line that falls silent', () => {
  it('while it is down is one warning that says since when nothing is heard, over a restart too, and ends by a reading that shows it up', async () => {
    const w = world = new LineWorld()
    await w.tell('11', [1, 1, 0, 0, 0, 0, 0, 0])
    expect(w.told()).toEqual(['down open'])
    w.pass(10 * minute)
    expect(w.told()).toEqual(['down open +lost'])
    expect(w.evidence('down')).toBe('đường truyền mất kết nối từ 11:57 22/11/2026; từ 12:00 22/11/2026 không nghe được gì, chưa biết đã thông hay chưa')
    await w.restart()
    w.pass(10 * minute)
    expect(w.told()).toEqual(['down open +lost'])
    await w.tell('11', [1])
    expect(w.told()).toEqual(['down open ended'])
    w.pass(3 * minute)
    expect(w.told()).toEqual(['down closed'])
  })

  it('while it flaps has not recovered: its warning stands over a restart, until the line is heard to be up', async () => {
    const w = world = new LineWorld()
    await w.tell('12', [1, 1, 0, 1, 0, 1, 0, 1, 0, 1])
    expect(w.told()).toEqual(['flapping open'])
    w.pass(2 * 60 * minute)
    expect(w.told().toSorted()).toEqual(['flapping open', 'lost open'])
    expect(w.evidence('flapping')).toMatch(/lần trong 1 giờ; từ 12:00 22\/11\/2026 không nghe được gì, chưa biết đã thông hay chưa$/)
    await w.restart()
    w.pass(10 * minute)
    expect(w.told().toSorted()).toEqual(['flapping open', 'lost open'])
    await w.tell('12', [1])
    expect(w.told().toSorted()).toEqual(['flapping open ended', 'lost open ended'])
  })
})
