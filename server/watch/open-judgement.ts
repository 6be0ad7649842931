/**
 * Opens judgement over the figures: verdicts of all cells, rules, and the warnings they make. Called by the composition root and by tests.
 * The book of verdicts is filled from the store after the start, a slice at a time; until it is, no warning opens and none closes.
 */
import { verdictWords } from '../../data/judgement/verdict-words.ts'
import type { Verdict, VerdictChange, VerdictKind } from '../../data/judgement/verdict.ts'
import type { TaskWish } from '../../data/protocol/warning.ts'
import type { Live } from '../figures/live.ts'
import type { PlanBook } from '../figures/plan-book.ts'
import type { Actor, Ledger } from '../log/ledger.ts'
import type { SqliteLog } from '../log/sqlite-log.ts'
import { RuleBook } from './rules/rule-book.ts'
import type { DueReport, VerdictSource } from './rules/rule-run.ts'
import { maxJudgedPerTick, VerdictBook, type VerdictBookDeps } from './verdicts/verdict-book.ts'
import { loadPast, PastReader } from './verdicts/load-past.ts'
import type { WarningRef } from './warnings/record.ts'
import { WarningBook, type TaskDraft, type WarningBookDeps } from './warnings/warning-book.ts'

/** Cells judged at once until everything has been judged: the program is cold then, and each brings more by what comes of it. */
const maxJudgedPerTurn = 250

/** What judgement stands on. `isFilling`: whether a source has announced a backfill. `reports`: null while nothing is known of them. */
export interface OpenJudgementDeps {
  readonly log: SqliteLog
  readonly ledger: Ledger
  readonly live: Live
  readonly plans: PlanBook
  readonly draftTask: (wish: TaskWish, warning: WarningRef, actor: Actor) => TaskDraft
  /** The office that answers for a task; null: there is none. */
  readonly taskOffice: (task: string) => string | null
  readonly reports: () => Iterable<DueReport> | null
  /** See `ViewDeps.missingParts`. */
  readonly missingParts: WarningBookDeps['missingParts'] & {}
  /** See `VerdictBookDeps.beganMs`. */
  readonly beganMs?: VerdictBookDeps['beganMs']
  /** Time that passes whatever the clock says, milliseconds; the machine's where it is left out. */
  readonly passedMs?: () => number
  readonly isFilling: () => boolean
  readonly onFault: (error: unknown) => void
}

/** The judgement. `verdicts.waiting` counts a cell more while the past is not loaded. */
export interface Judgement {
  readonly verdicts: VerdictSource
  readonly rules: RuleBook
  readonly warnings: WarningBook
  /** See `VerdictBook.lineSince`. */
  lineSince(unit: number, kpi: number, fromMs: number): { up: number; observed: number }
  /** Called with the verdicts that came, changed or went. */
  onVerdicts(follower: (changes: readonly VerdictChange[]) => void): void
  /** Once a second, after the fold has advanced. */
  tick(): void
  /** Fills the book and judges everything once, in turns, so that readings and screens come in between. */
  start(): void
  /** Does what `start` does at once, over a store that has no past. */
  settle(): void
  /** Ends what `start` began and writes what waits: before the log closes. */
  close(): void
}

/** See the file header. */
export function openJudgement(deps: OpenJudgementDeps): Judgement {
  const { log, ledger, live, plans, draftTask, taskOffice, reports, missingParts, isFilling, onFault } = deps
  const reader = new PastReader({ db: log.db, units: log.units, kpiIds: log.kpiIds, pyramid: live.pyramid, kpis: live.kpis, nowMs: () => live.nowMs })
  const book = new VerdictBook({
    live, target: (unit, kpi, year) => plans.target(unit, kpi, year),
    reload: (kpi, unit) => { log.flushRollUps(); return reader.cell(kpi, unit) }, ...(deps.beganMs === undefined ? {} : { beganMs: deps.beganMs }),
  })
  let isLoaded = log.seq === 0
  let isClosing = false
  const verdicts: VerdictSource = {
    get waiting() { return book.waiting + (isLoaded ? 0 : 1) },
    verdicts: (unit: number, kpi: number): readonly Verdict[] => book.verdicts(unit, kpi),
    missing: (unit: number, kpi: number): readonly number[] => book.missing(unit, kpi),
    judgedMs: (unit: number, kpi: number, kind: VerdictKind): number | null => book.judgedMs(unit, kpi, kind),
    standing: (kind: VerdictKind) => book.standing(kind),
  }
  log.onAppended((readings) => book.apply(readings))
  const rules = new RuleBook({ ledger, live, verdicts, reports, ...(deps.passedMs === undefined ? {} : { passedMs: deps.passedMs }) })
  const warnings = new WarningBook({
    ledger, live, verdicts, rules, reports, missingParts, isFilling, draftTask, taskOffice, verdictWords, passedMs: deps.passedMs ?? (() => Math.floor(performance.now())),
    // An empty store never knew anybody who could be silent because this server was down.
    ...(isLoaded ? { heardFromMs: -Infinity } : {}),
  })
  book.onChanged((changes) => warnings.apply(changes))
  live.onChanged((cells) => warnings.touch(cells))
  const judgeInTurns = (): void => {
    if (isClosing || book.waiting === 0) return
    book.tick(maxJudgedPerTurn)
    setImmediate(judgeInTurns)
  }
  return {
    verdicts, rules, warnings,
    lineSince: (unit, kpi, fromMs) => book.lineSince(unit, kpi, fromMs),
    onVerdicts: (follower) => book.onChanged(follower),
    tick: () => {
      book.tick(isLoaded ? maxJudgedPerTick : maxJudgedPerTurn)
      warnings.tick()
    },
    start: () => {
      if (isLoaded) return judgeInTurns()
      void loadPast({ reader, pyramid: live.pyramid, kpis: live.kpis, book, flush: () => log.flushRollUps(), isClosing: () => isClosing }).then(() => {
        isLoaded = true
        judgeInTurns()
      }, onFault)
    },
    settle: () => {
      isLoaded = true
      do book.tick()
      while (book.waiting > 0)
      warnings.tick()
    },
    close: () => {
      isClosing = true
      warnings.finish()
    },
  }
}
