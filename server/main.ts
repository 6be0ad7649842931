/**
 * The composition root, and nothing else: opens the house floor by floor (store → figures → watch → doors), drains it in
 * reverse. `--demo` opens the demo store, where simulated sources may report.
 */
import type { Server } from 'node:http'
import { fileURLToPath } from 'node:url'
import pino, { type Logger } from 'pino'
import { measures } from '../data/kpis/catalogue.ts'
import { targets } from '../data/kpis/targets.ts'
import { overdueKpi } from '../data/plans/overdue.ts'
import { buildPyramid } from '../data/pyramid/pyramid.ts'
import { officialUnits } from '../data/units/official-units.ts'
import { localCaller, openKeyRing } from './access/key-ring.ts'
import { openKeyStore, refuseSimulated } from './access/key-store.ts'
import { createRateLimit } from './access/rate-limit.ts'
import { removeServerFile, serverToRefuse, writeServerFile } from './access/server-file.ts'
import { BoundaryPackError } from './boundaries/pack-error.ts'
import { geometryProvider } from './boundaries/geometry-provider.ts'
import { buildId } from './build-id.ts'
import { keepCompiledModules } from './compiled-modules.ts'
import { systemClock } from './clock.ts'
import { configOrExit, type Config } from './config.ts'
import { StartRefused } from './errors.ts'
import { Checkpoint, restore } from './figures/checkpoint.ts'
import { HistoryClient } from './figures/history-client.ts'
import { Live } from './figures/live.ts'
import { OwnSource } from './figures/own-source.ts'
import { PlanBook } from './figures/plan-book.ts'
import { createBackfillBoard } from './ingest/backfill-board.ts'
import { createIngest } from './ingest/ingest.ts'
import { buildRules } from './ingest/rules.ts'
import { createTaskEventIngest } from './ingest/task-events.ts'
import { Heartbeat } from './heartbeat.ts'
import { Ledger } from './log/ledger.ts'
import { StoreRefused } from './log/schema.ts'
import { SqliteLog } from './log/sqlite-log.ts'
import { attachLive, newEpoch } from './publish/live-socket.ts'
import { buildApp } from './routes/app.ts'
import { closeHttpServer, createHttpServer } from './routes/http-server.ts'
import { createMetrics } from './routes/metrics.ts'
import { PlaylistBook } from './scenes/playlist-book.ts'
import { ShownStore } from './scenes/shown-store.ts'
import { WallBook } from './scenes/wall-book.ts'
import { openJudgement } from './watch/open-judgement.ts'
import { openLines } from './watch/lines/open-lines.ts'
import { openQuality } from './watch/quality/open-quality.ts'
import { openReports } from './watch/reports/open-reports.ts'
import { ReceivedBook } from './watch/reports/received-book.ts'
import { openTasks } from './watch/tasks/open-tasks.ts'
import { Rehearsals } from './watch/rehearsal/rehearsals.ts'
import { TaskHistory } from './watch/tasks/task-history.ts'

const pyramid = buildPyramid(officialUnits)

function openFigures(config: Config, onFatal: (error: unknown) => void) {
  const log = new SqliteLog({ runtimeDir: config.runtimeDir, unitCodes: pyramid.units.map((unit) => unit.code), kpis: measures, clock: systemClock, onFatal })
  if (config.mode === 'real') refuseSimulated(config.runtimeDir, log.simulated)
  const source = new OwnSource(log.db, measures, log.units, log.kpiIds)
  const plans = new PlanBook(pyramid, measures, targets)
  const live = new Live(pyramid, measures, plans, {
    own: (kpi, unit, atMs) => { log.flushRollUps(); return source.own(kpi, unit, atMs) },
    hours: (kpi, from, to) => { log.flushRollUps(); return source.hours(kpi, from, to) },
  }, systemClock.nowMs())
  const checkpoint = new Checkpoint(log, live, restore(log, live, source))
  log.onAppended((readings) => live.apply(readings))
  // Acts bear the figures' own instant, as what they change does (events of tasks, warnings): one thing's instants never run backwards.
  const ledger = new Ledger(log, { nowMs: () => live.nowMs })
  const history = new HistoryClient({ runtimeDir: config.runtimeDir, units: pyramid.units }, () => log.flushRollUps(), () => systemClock.nowMs(), onFatal)
  return { log, ledger, source, plans, live, checkpoint, history }
}

function openWatch({ log, ledger, source, live, plans, history }: ReturnType<typeof openFigures>, onFatal: (error: unknown) => void) {
  const backfills = createBackfillBoard(pyramid, systemClock)
  const { rows, tasks, taskRegister } = openTasks({
    pyramid, kpis: measures, log, ledger, clock: { nowMs: () => live.nowMs }, setComputed: (kpi, values) => live.setComputed(kpi, values),
  })
  const past = new TaskHistory({
    kpi: live.kpiIndex(overdueKpi)!, rows, store: history, target: (unit, kpi, year) => plans.target(unit, kpi, year), nowMs: () => live.nowMs,
  })
  const isFilling = (): boolean => backfills.current(0) !== null
  const judgement = openJudgement({
    log, ledger, live, plans, isFilling, reports: () => reports.race.dueReports(), missingParts: (...of) => reports.race.missingParts(...of), onFault: onFatal,
    draftTask: (wish, warning, actor) => taskRegister.draftTask(wish, warning, actor), taskOffice: (task) => rows.get(task)?.body.accountableVi ?? null,
    beganMs: { [overdueKpi]: (unit, expected) => tasks.overdueSinceMs(unit, expected) },
  })
  const lines = openLines({
    log, live, verdicts: judgement.verdicts, since: (unit, kpi, fromMs) => judgement.lineSince(unit, kpi, fromMs),
    taken: (kpi, root, seer) => judgement.warnings.reader.standing('down', kpi, root, seer), onVerdicts: (follower) => judgement.onVerdicts(follower), onFault: onFatal,
  })
  const quality = openQuality({ log, live, source, clock: systemClock, backfilling: isFilling, verdicts: judgement.verdicts, onFault: onFatal })
  const reports = openReports({
    pyramid, kpis: measures, log, ledger, clock: { nowMs: () => live.nowMs }, backfilling: isFilling, onFault: onFatal,
  })
  const received = new ReceivedBook({ pyramid, log, clock: { nowMs: () => live.nowMs } })
  const playlists = new PlaylistBook({ ledger, pyramid, kpis: measures })
  const walls = new WallBook({ pyramid, kpis: measures, hasPlaylist: (id, scope) => playlists.has(id, scope), ledger, shown: new ShownStore(log), clock: systemClock })
  return { backfills, tasks, taskRegister, judgement, lines, quality, reports, received, past, walls, playlists }
}

function openDoors(config: Config, logger: Logger, figures: ReturnType<typeof openFigures>, watch: ReturnType<typeof openWatch>) {
  const { log, live, plans } = figures
  const store = openKeyStore(config.runtimeDir, config.mode)
  const keys = openKeyRing(store, pyramid, systemClock, config.mode)
  const build = buildId()
  const epoch = newEpoch()
  const metrics = createMetrics(log)
  const rehearsals = new Rehearsals({ runtimeDir: config.runtimeDir, units: pyramid.units, clock: systemClock, flush: () => log.flushRollUps() })
  const app = buildApp({
    mode: config.mode, build, epoch, clock: systemClock, log, live, history: watch.past, plans, keys, metrics, rehearsals, ...watch,
    writeLimit: createRateLimit(pyramid, systemClock), readLimit: createRateLimit(pyramid, systemClock),
    ingest: createIngest(log, buildRules(pyramid, measures), systemClock, (kpi, num, den) => live.hasRoom(kpi, num, den), (call) => watch.quality.onJudged(call)),
    taskEvents: createTaskEventIngest(log, (task, scope) => watch.tasks.has(task, scope), systemClock),
    geometry: geometryProvider(config.boundaryPackDir), logger, ready: () => true,
    clientDir: fileURLToPath(new URL('../dist', import.meta.url)),
  })
  const server = createHttpServer(app)
  const door = attachLive(server, {
    live, clock: systemClock, epoch, build, localViewer: localCaller().viewer, metrics: metrics.registry,
    authenticate: (key) => viewerOf(() => keys.authenticate(`Bearer ${key}`).viewer), keyStillValid: (id) => keys.isLive(id),
    simulated: () => log.simulated, logSeq: () => log.seq, backfill: (scope) => watch.backfills.current(scope),
    tasksVersion: (scope) => watch.tasks.version(scope), warningsVersion: (scope) => watch.judgement.warnings.version(scope), warnings: watch.judgement.warnings, reportsVersion: (scope) => watch.reports.race.version(scope),
    linesVersion: (scope) => watch.lines.version(scope), playlistsVersion: (scope) => watch.playlists.version(scope),
    onWatched: (viewer, watched) => watch.quality.noteWatch(viewer, watched), walls: watch.walls,
  })
  watch.walls.sendBy((socketId, command) => door.command(socketId, command))
  const close = async (): Promise<void> => {
    await door.close()
    await closeHttpServer(server)
    await rehearsals.close()
    keys.close()
    store.close()
  }
  return { server, close }
}

function viewerOf<T>(read: () => T): T | null {
  try {
    return read()
  } catch {
    return null
  }
}

function listen(server: Server, config: Config): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(error.code === 'EADDRINUSE'
      ? new StartRefused('port_taken', `Cổng ${config.port} đang có chương trình khác dùng. Đặt PORT khác rồi chạy lại.`,
        `Port ${config.port} is taken by another program. Set another PORT and start again.`)
      : error))
    server.listen(config.port, config.host, () => {
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : config.port)
    })
  })
}

async function refuseSecondServer(runtimeDir: string): Promise<void> {
  const other = await serverToRefuse(runtimeDir)
  if (other === null || other.pid === process.pid) return
  throw new StartRefused('store_in_use', `Kho ${runtimeDir} đang được một máy chủ khác dùng (tiến trình ${other.pid}, cổng ${other.port}). Dừng nó hoặc đặt RUNTIME_DIR khác.`,
    `The store ${runtimeDir} is in use by another server (process ${other.pid}, port ${other.port}). Stop it or set another RUNTIME_DIR.`)
}

/** How long a stop may take before the process ends anyway, milliseconds (fault table, row 15). */
const drainLimitMs = 10_000

async function main(): Promise<void> {
  const config = configOrExit(process.env, process.argv.slice(2))
  const logger = pino({ level: config.logLevel, base: { pid: process.pid } })
  const fatal = (error: unknown): void => {
    logger.fatal({ err: error }, 'fatal: the process ends, its supervisor starts it anew')
    process.exit(1)
  }
  process.on('uncaughtException', fatal)
  process.on('unhandledRejection', fatal)
  await refuseSecondServer(config.runtimeDir)
  openKeyStore(config.runtimeDir, config.mode).close()
  const figures = openFigures(config, fatal)
  const watch = openWatch(figures, fatal)
  const doors = openDoors(config, logger, figures, watch)
  const port = await listen(doors.server, config)
  writeServerFile(config.runtimeDir, { pid: process.pid, port })
  figures.checkpoint.start()
  const heartbeat = new Heartbeat({ clock: systemClock, kpis: measures, ...figures, ...watch, logger })
  heartbeat.start()
  let stopping = false
  const stop = (signal: string): void => {
    if (stopping) return
    stopping = true
    logger.info({ signal }, 'draining')
    setTimeout(() => fatal(new Error('the drain took too long')), drainLimitMs).unref()
    void drain(config, figures, watch, doors, heartbeat).then(() => {
      logger.info('stopped')
      process.exit(0)
    }, fatal)
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
  logger.info({ url: `http://${config.host}:${port}/`, mode: config.mode, runtimeDir: config.runtimeDir, seq: figures.log.seq, readyMs: Math.round(performance.now()) }, 'ready')
  startWork(config, figures, watch, fatal)
}

/** What need not keep the doors shut: threads, the first verdicts, periods and reports gone through, compiled modules kept. */
function startWork(config: Config, figures: ReturnType<typeof openFigures>, watch: ReturnType<typeof openWatch>, fatal: (error: unknown) => void): void {
  figures.history.start()
  watch.quality.work.start()
  watch.judgement.start()
  watch.lines.start()
  void watch.reports.scanApart(config.runtimeDir).catch(fatal)
  setImmediate(keepCompiledModules)
}

async function drain(config: Config, figures: ReturnType<typeof openFigures>, watch: ReturnType<typeof openWatch>, doors: ReturnType<typeof openDoors>, heartbeat: Heartbeat): Promise<void> {
  heartbeat.stop()
  await doors.close()
  await figures.history.close()
  watch.quality.work.stop()
  watch.judgement.close()
  watch.lines.close()
  await watch.reports.close()
  watch.received.write()
  watch.walls.write()
  figures.checkpoint.finish()
  await figures.log.close()
  removeServerFile(config.runtimeDir, process.pid)
}

main().catch((error: unknown) => {
  const isPlain = [StartRefused, StoreRefused, BoundaryPackError].some((kind) => error instanceof kind)
  process.stderr.write(`${isPlain ? (error as Error).message : error instanceof Error ? error.stack : String(error)}\n`)
  process.exit(isPlain ? 2 : 1)
})
