/**
 * Opens the lines over the log and the judgement: an outage book and a board for each availability KPI. Called by the composition root
 * and by tests. The books are filled from the store after the start, a slice at a time; until they are, answers say that they are not whole.
 */
import { cadenceMs } from '../../../data/kpis/kpi.ts'
import type { VerdictChange } from '../../../data/judgement/verdict.ts'
import type { LinesAnswer } from '../../../data/protocol/lines.ts'
import type { Live } from '../../figures/live.ts'
import type { SqliteLog } from '../../log/sqlite-log.ts'
import type { Seer } from '../rules/rule-book.ts'
import type { VerdictSource } from '../rules/rule-run.ts'
import { LineBoard, stateKinds, type LineBoardDeps } from './line-board.ts'
import { LineReader } from './line-reader.ts'
import { OutageBook } from './outage-book.ts'

/** Longest reading of waiting lines in one tick, milliseconds. */
export const tickSliceMs = 8
/** Longest reading between two pauses at start, and the pause, milliseconds. */
const startSliceMs = 25
const startPauseMs = 10

/** What the lines stand on. */
export interface OpenLinesDeps {
  readonly log: SqliteLog
  readonly live: Live
  readonly verdicts: VerdictSource
  readonly since: LineBoardDeps['since']
  readonly taken: LineBoardDeps['taken']
  /** Calls with the verdicts that came, changed or went. */
  readonly onVerdicts: (follower: (changes: readonly VerdictChange[]) => void) => void
  readonly onFault: (error: unknown) => void
}

/** The lines as doors and the pulse read them. */
export interface Lines {
  /** The answer for a root inside the seer's scope; null: the KPI has no lines. */
  answer(kpi: number, root: number, limit: number, seer: Seer): LinesAnswer | null
  /** Rises when an answer for this scope changed in more than its running seconds. */
  version(scope: number): number
  /** Once a second, after the fold has advanced. */
  tick(): void
  /** Reads every line from the store, in turns. */
  start(): void
  /** Does what `start` does at once. */
  settle(): void
  /** Ends what `start` began. */
  close(): void
}

/** How often something of the lines below each unit changed. */
class LineChanges {
  readonly #parent: Int32Array
  readonly #counts: Float64Array

  constructor(live: Live) {
    this.#parent = live.pyramid.parent
    this.#counts = new Float64Array(live.pyramid.size)
  }

  bump(units: Iterable<number>): void {
    const above = new Set<number>()
    for (const unit of units) for (let u = unit; u >= 0 && !above.has(u); u = this.#parent[u]!) above.add(u)
    for (const unit of above) this.#counts[unit]!++
  }

  of(scope: number): number { return this.#counts[scope]! }
}

/** See the file header. */
export function openLines(deps: OpenLinesDeps): Lines {
  const { log, live } = deps
  const source = new LineReader({ db: log.db, units: log.units, kpiIds: log.kpiIds, kpis: live.kpis })
  const parts = live.kpis.flatMap((kpi, index) => {
    if (kpi.kind !== 'availability' || kpi.computed || cadenceMs[kpi.cadence] === null) return []
    const book = new OutageBook({
      kpi, index, size: live.pyramid.size, due: (unit) => live.columns[index]!.ownDue[unit] === 1, source, flush: () => log.flushRollUps(), nowMs: live.nowMs,
    })
    return [{ index, book, board: new LineBoard({ live, kpi: index, book, verdicts: deps.verdicts, since: deps.since, taken: deps.taken }) }]
  })
  const kpis = new Set(parts.map(({ index }) => index))
  const changes = new LineChanges(live)
  let isWhole = log.seq === 0
  let isClosing = false
  log.onAppended((readings) => { for (const { book } of parts) book.apply(readings) })
  deps.onVerdicts((all) => changes.bump(all.filter(({ kpi, kind }) => kpis.has(kpi) && stateKinds.includes(kind)).map(({ unit }) => unit)))
  const work = (ms: number): void => {
    const endMs = performance.now() + ms
    for (const { book } of parts) changes.bump(book.tick(live.nowMs, () => performance.now() > endMs))
    if (isWhole || parts.some(({ book }) => book.waiting > 0)) return
    isWhole = true
    changes.bump(live.pyramid.units.keys())
  }
  const readInTurns = (): void => {
    if (isClosing || isWhole) return
    try {
      work(startSliceMs)
    } catch (error) {
      return deps.onFault(error)
    }
    setTimeout(readInTurns, startPauseMs).unref()
  }
  return {
    answer: (kpi, root, limit, seer) => parts.find(({ index }) => index === kpi)?.board.answer(root, limit, seer, isWhole) ?? null,
    version: (scope) => changes.of(scope),
    tick: () => { if (isWhole) work(tickSliceMs) },
    start: () => {
      if (isWhole) return
      for (const { book } of parts) book.readAll()
      readInTurns()
    },
    settle: () => {
      for (const { book } of parts) book.readAll()
      work(Infinity)
    },
    close: () => { isClosing = true },
  }
}
