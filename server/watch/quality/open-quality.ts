/**
 * Opens data quality over a store: what was handed in and read is counted, closed periods and declared totals are gone through by and
 * by, the two KPIs that are computed from it are logged. Called by the composition root and by tests.
 *
 * Losses: counts are written once in `writeIntervalMs` and at a stop in good order; a kill loses what was counted since. They are
 * statistics, not readings: no figure rests on them.
 */
import type { Viewer } from '../../../data/access/scope.ts'
import { qualityCriteria, type QualityAnswer, type QualityCriterion, type QualityReasonsAnswer } from '../../../data/protocol/quality.ts'
import { dayStart } from '../../../data/time/vietnam-time.ts'
import type { Clock } from '../../clock.ts'
import type { Live } from '../../figures/live.ts'
import type { OwnSource } from '../../figures/own-source.ts'
import type { JudgedCall } from '../../ingest/ingest.ts'
import type { SqliteLog } from '../../log/sqlite-log.ts'
import { ComputedWriter } from '../computed-writer.ts'
import { ComparedTotals } from './compared-totals.ts'
import { reportingUnits, seriousErrors, type StandingVerdicts } from './computed-quality.ts'
import { FilledCells } from './filled-cells.ts'
import { IntakeBook } from './intake-book.ts'
import { MarkRing } from './mark-ring.ts'
import { intakeObserver } from './observe-intake.ts'
import { familiesOf, QualityBoard } from './quality-board.ts'
import { QualityReasons } from './quality-reasons.ts'
import { QualityStore } from './quality-store.ts'
import { ReaderBook } from './reader-book.ts'
import { QualityWork } from './quality-work.ts'

/** What data quality stands on. `clock`: the machine's; `verdicts` null: nobody judges, so serious errors have no value. */
export interface OpenQualityDeps {
  readonly log: SqliteLog
  readonly live: Live
  readonly source: OwnSource
  readonly clock: Clock
  readonly backfilling: () => boolean
  readonly verdicts: StandingVerdicts | null
  readonly onFault: (error: unknown) => void
}

/** A watched room: what a socket that watches it reads. */
export interface Watched {
  readonly root: number
  readonly depth: number
  readonly kpis: readonly number[]
}

/** Data quality as the doors and the socket use it. Units and KPIs are indices, checked against the viewer's scope. */
export interface QualityDesk {
  answer(root: number): QualityAnswer
  /** `group` null: all families; a group without KPIs is answered with nothing. `limit`: 1–`maxQualityReasons`. */
  reasons(criterion: QualityCriterion, root: number, group: string | null, limit: number): QualityReasonsAnswer
  /** Whether a group is a KPI family (or `none`). */
  hasGroup(group: string): boolean
  /** Notes that a viewer read figures of units. */
  noteRead(viewer: Viewer, units: Iterable<number>, kpis: Iterable<number>): void
}

/** See the file header. */
export interface Quality extends QualityDesk {
  /** Follows ingest. */
  onJudged(call: JudgedCall): void
  /** Notes that a socket watches a room, at its watch and once an hour while it does. */
  noteWatch(viewer: Viewer, watched: Watched): void
  /** Once a second, after verdicts were given: logs what is computed when it is time. */
  tick(): void
  readonly board: QualityBoard
  readonly computed: ComputedWriter
  readonly work: QualityWork
}

/** The criterion a path names, or null. */
export function criterionOf(text: string): QualityCriterion | null {
  return qualityCriteria.find((criterion) => criterion === text) ?? null
}

function begunMs(log: SqliteLog): number {
  const kept = log.meta('quality_begun')
  if (kept !== null) return kept
  const first = log.db.prepare('SELECT received FROM reading WHERE source<>0 ORDER BY seq LIMIT 1').get()
  return first === undefined ? Infinity : Number(first['received'])
}

/** Opens data quality; nothing runs by itself until `work.start()` and `tick()`. */
export function openQuality({ log, live, source, clock, backfilling, verdicts, onFault }: OpenQualityDeps): Quality {
  const { pyramid, kpis } = live
  const families = familiesOf(kpis)
  const intake = new IntakeBook(pyramid.size, families.names.length)
  const marks = new MarkRing()
  const readers = new ReaderBook(pyramid, families.names.length)
  const filled = new FilledCells({ log, pyramid, kpis })
  const compared = new ComparedTotals({ log, pyramid, kpis, source })
  const store = new QualityStore({ log, families: families.names, intake, marks, readers })
  store.load(clock.nowMs())
  filled.begin(begunMs(log))
  log.onAppended((readings) => {
    const today = dayStart(live.nowMs)
    for (const { declared, source: key, receivedMs, atMs, unit, corrects } of readings) {
      if (declared) compared.touch()
      if (atMs < today || corrects !== null) filled.touch(unit)
      if (key !== 0 && filled.begunMs === Infinity) filled.begin(receivedMs)
    }
  })
  const computed = new ComputedWriter({ log, live, backfilling })
  const computedDeps = { live, begun: () => filled.begunMs !== Infinity, simulated: () => log.simulated }
  computed.add(reportingUnits(computedDeps))
  if (verdicts !== null) computed.add(seriousErrors(computedDeps, verdicts))
  const board = new QualityBoard({ live, clock, families, intake, filled, compared, readers })
  const reasons = new QualityReasons({ board, marks })
  const noteRead = (viewer: Viewer, units: Iterable<number>, read: Iterable<number>): void => {
    let mask = 0
    for (const kpi of read) mask |= 1 << families.of[kpi]!
    for (const unit of units) readers.note(viewer, unit, mask, clock.nowMs())
  }
  return {
    answer: (root) => board.answer(root),
    reasons: (criterion, root, group, limit) => reasons.answer(criterion, root, group === null ? null : families.names.findIndex((name) => name === group), limit),
    hasGroup: (group) => families.names.some((name) => name === group),
    noteRead,
    onJudged: intakeObserver({ pyramid, kpiIndex: (id) => live.kpiIndex(id), familyOf: families.of, noFamily: families.none, intake, marks, clock }),
    noteWatch: (viewer, { root, depth, kpis: watched }) => noteRead(viewer, unitsDown(live, root, depth), watched),
    tick: () => { computed.tick().catch(onFault) },
    board, computed,
    work: new QualityWork({ log, live, filled, compared, store, clock, backfilling, onFault }),
  }
}

function* unitsDown({ pyramid }: Live, root: number, depth: number): Generator<number> {
  const deepest = pyramid.depth[root]! + depth
  for (let unit = root; unit < pyramid.end[root]!; unit++) if (pyramid.depth[unit]! <= deepest) yield unit
}
