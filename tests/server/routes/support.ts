/** A whole server for the doors' tests: real log, keys, figures, history, boards and shapes in a folder of its own, a clock set by hand. */
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { request as httpRequest, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { KeyRole } from '../../../data/access/scope.ts'
import { measures } from '../../../data/kpis/catalogue.ts'
import { targets } from '../../../data/kpis/targets.ts'
import { buildPyramid } from '../../../data/pyramid/pyramid.ts'
import { officialUnits } from '../../../data/units/official-units.ts'
import { openKeyRing } from '../../../server/access/key-ring.ts'
import { openKeyStore, type KeyStore } from '../../../server/access/key-store.ts'
import { createRateLimit } from '../../../server/access/rate-limit.ts'
import { geometryProvider } from '../../../server/boundaries/geometry-provider.ts'
import { restore } from '../../../server/figures/checkpoint.ts'
import { HistoryClient } from '../../../server/figures/history-client.ts'
import { Live } from '../../../server/figures/live.ts'
import { OwnSource } from '../../../server/figures/own-source.ts'
import { PlanBook } from '../../../server/figures/plan-book.ts'
import { createBackfillBoard } from '../../../server/ingest/backfill-board.ts'
import { createIngest } from '../../../server/ingest/ingest.ts'
import { buildRules } from '../../../server/ingest/rules.ts'
import { createTaskEventIngest } from '../../../server/ingest/task-events.ts'
import { Ledger } from '../../../server/log/ledger.ts'
import { SqliteLog } from '../../../server/log/sqlite-log.ts'
import { buildApp } from '../../../server/routes/app.ts'
import type { DoorDeps } from '../../../server/routes/deps.ts'
import { ShownStore } from '../../../server/scenes/shown-store.ts'
import { WallBook } from '../../../server/scenes/wall-book.ts'
import { createHttpServer, httpLimits, type HttpLimits } from '../../../server/routes/http-server.ts'
import { createMetrics } from '../../../server/routes/metrics.ts'
import { PlaylistBook } from '../../../server/scenes/playlist-book.ts'
import { openJudgement, type Judgement } from '../../../server/watch/open-judgement.ts'
import { openLines, type Lines } from '../../../server/watch/lines/open-lines.ts'
import { openQuality, type Quality } from '../../../server/watch/quality/open-quality.ts'
import { ReceivedBook } from '../../../server/watch/reports/received-book.ts'
import { openReports, type Reports } from '../../../server/watch/reports/open-reports.ts'
import { openTasks } from '../../../server/watch/tasks/open-tasks.ts'
import { Rehearsals } from '../../../server/watch/rehearsal/rehearsals.ts'
import { TaskHistory } from '../../../server/watch/tasks/task-history.ts'
import { overdueKpi } from '../../../data/plans/overdue.ts'

/** The instant at which a test server begins. */
export const startMs = Date.parse('2026-11-22T08:00:00+07:00')
export const pyramid = buildPyramid(officialUnits)

const fail = (error: unknown): never => { throw error }

/** An answer as it came. */
export interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
  readonly text: string
  json(): unknown
}

/** What to send. */
export interface Ask {
  readonly method?: string
  readonly key?: string
  readonly headers?: Record<string, string>
  readonly body?: string | Buffer
}

/** See the header. */
export class TestServer {
  readonly dir = mkdtempSync(join(tmpdir(), 'thap-routes-'))
  readonly clientDir = join(this.dir, 'dist')
  nowMs = startMs
  isReady = true
  readonly errors: unknown[] = []
  /** What beats as time passes, beside the fold. */
  private readonly ticks: (() => void)[] = []
  readonly store: KeyStore
  readonly deps: DoorDeps
  readonly server: Server
  private readonly log: SqliteLog
  readonly ledger: Ledger
  private readonly live: Live
  private readonly historyClient: HistoryClient
  readonly quality: Quality
  readonly reports: Reports
  readonly judgement: Judgement
  readonly lines: Lines
  readonly rehearsals: Rehearsals
  readonly walls: WallBook

  constructor(overrides: Partial<DoorDeps> = {}, limits: HttpLimits = httpLimits) {
    const clock = { nowMs: () => this.nowMs }
    this.log = new SqliteLog({ runtimeDir: this.dir, unitCodes: officialUnits.map(({ code }) => code), kpis: measures, clock, onFatal: fail })
    this.ledger = new Ledger(this.log, clock)
    const source = new OwnSource(this.log.db, measures, this.log.units, this.log.kpiIds)
    const plans = new PlanBook(pyramid, measures, targets)
    this.live = new Live(pyramid, measures, plans, {
      own: (kpi, unit, atMs) => { this.log.flushRollUps(); return source.own(kpi, unit, atMs) },
      hours: (kpi, from, to) => { this.log.flushRollUps(); return source.hours(kpi, from, to) },
    }, this.nowMs)
    restore(this.log, this.live, source)
    this.log.onAppended((readings) => this.live.apply(readings))
    this.historyClient = new HistoryClient({ runtimeDir: this.dir, units: officialUnits }, () => this.log.flushRollUps(), () => this.nowMs, fail)
    const { rows, tasks, taskRegister } = openTasks({
      pyramid, kpis: measures, log: this.log, ledger: this.ledger, clock: { nowMs: () => this.live.nowMs }, setComputed: (kpi, values) => this.live.setComputed(kpi, values),
    })
    this.ticks.push(() => tasks.tick())
    const past = new TaskHistory({
      kpi: this.live.kpiIndex(overdueKpi)!, rows, store: this.historyClient, target: (unit, kpi, year) => plans.target(unit, kpi, year), nowMs: () => this.live.nowMs,
    })
    const backfills = createBackfillBoard(pyramid, clock)
    this.judgement = openJudgement({
      log: this.log, ledger: this.ledger, live: this.live, plans, isFilling: () => backfills.current(0) !== null, reports: () => this.reports.race.dueReports(), missingParts: (...of) => this.reports.race.missingParts(...of), onFault: fail, passedMs: () => this.nowMs,
      draftTask: (wish, warning, actor) => taskRegister.draftTask(wish, warning, actor), taskOffice: (task) => rows.get(task)?.body.accountableVi ?? null,
    })
    this.ticks.push(() => this.judgement.tick())
    this.lines = openLines({
      log: this.log, live: this.live, verdicts: this.judgement.verdicts, since: (unit, kpi, fromMs) => this.judgement.lineSince(unit, kpi, fromMs),
      taken: (kpi, root, seer) => this.judgement.warnings.reader.standing('down', kpi, root, seer), onVerdicts: (follower) => this.judgement.onVerdicts(follower), onFault: fail,
    })
    this.ticks.push(() => this.lines.tick())
    this.quality = openQuality({ log: this.log, live: this.live, source, clock, backfilling: () => backfills.current(0) !== null, verdicts: this.judgement.verdicts, onFault: fail })
    this.reports = openReports({
      pyramid, kpis: measures, log: this.log, ledger: this.ledger, clock: { nowMs: () => this.live.nowMs }, backfilling: () => backfills.current(0) !== null, onFault: fail,
    })
    this.reports.scanNow()
    this.rehearsals = new Rehearsals({ runtimeDir: this.dir, units: officialUnits, clock, flush: () => this.log.flushRollUps() })
    this.ticks.push(() => this.reports.tick())
    const received = new ReceivedBook({ pyramid, log: this.log, clock: { nowMs: () => this.live.nowMs } })
    this.ticks.push(() => received.tick())
    const playlists = new PlaylistBook({ ledger: this.ledger, pyramid, kpis: measures })
    this.walls = new WallBook({ pyramid, kpis: measures, hasPlaylist: (id, scope) => playlists.has(id, scope), ledger: this.ledger, shown: new ShownStore(this.log), clock })
    this.ticks.push(() => this.walls.tick())
    this.store = openKeyStore(this.dir, 'demo')
    this.deps = {
      mode: 'demo', build: 'test-build', epoch: 'test-epoch', clock, log: this.log, live: this.live, history: past, plans,
      keys: openKeyRing(this.store, pyramid, clock, 'demo'),
      writeLimit: createRateLimit(pyramid, clock), readLimit: createRateLimit(pyramid, clock),
      ingest: createIngest(this.log, buildRules(pyramid, measures), clock, (kpi, num, den) => this.live.hasRoom(kpi, num, den), (call) => this.quality.onJudged(call)),
      taskEvents: createTaskEventIngest(this.log, (task, scope) => tasks.has(task, scope), clock),
      backfills, quality: this.quality, reports: this.reports, received, tasks, taskRegister, judgement: this.judgement, lines: this.lines, playlists,
      rehearsals: this.rehearsals, walls: this.walls, geometry: geometryProvider(null), metrics: createMetrics(this.log), logger: { error: (details) => this.errors.push(details.err) },
      ready: () => this.isReady, clientDir: this.clientDir, ...overrides,
    }
    this.server = createHttpServer(buildApp(this.deps), limits)
  }

  async listen(): Promise<this> {
    this.server.listen(0, '127.0.0.1')
    await once(this.server, 'listening')
    return this
  }

  get port(): number { return (this.server.address() as AddressInfo).port }

  /** A new key; honoured at once. */
  key(unit: string, role: KeyRole = 'report'): string {
    const { secret } = this.store.create({ unit, name: 'test', role, simulated: false, createdMs: this.nowMs, expiresMs: null })
    this.pass(1000)
    return secret
  }

  /** Lets time go by. */
  pass(ms: number): void {
    this.nowMs += ms
    this.live.advance(this.nowMs)
    for (const tick of this.ticks) tick()
  }

  ask(path: string, { method = 'GET', key, headers = {}, body }: Ask = {}): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const request = httpRequest({
        host: '127.0.0.1', port: this.port, path, method,
        headers: { ...(key === undefined ? {} : { Authorization: `Bearer ${key}` }), ...(body === undefined ? {} : { 'Content-Type': 'application/json' }), ...headers },
      }, (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.once('error', reject)
        response.once('end', () => {
          const whole = Buffer.concat(chunks)
          const text = whole.toString()
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: whole, text, json: () => JSON.parse(text) as unknown })
        })
      })
      request.once('error', reject)
      request.end(body)
    })
  }

  post(path: string, key: string | undefined, value: unknown): Promise<Answer> {
    return this.ask(path, { method: 'POST', ...(key === undefined ? {} : { key }), body: JSON.stringify(value) })
  }

  async close(): Promise<void> {
    this.server.close()
    this.server.closeAllConnections()
    this.deps.keys.close()
    this.store.close()
    this.judgement.close()
    await this.historyClient.close()
    await this.reports.close()
    await this.rehearsals.close()
    await this.log.close()
    rmSync(this.dir, { recursive: true })
  }
}
