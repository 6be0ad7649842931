/**
 * The durable log: one interface; its first home is SQLite (sqlite-log.ts).
 *
 * Law 9: a resolved `append` means durable. Many callers' readings share one transaction (group commit); each caller's promise
 * settles after that commit. Units and KPIs are indices of the pyramid and the catalogue the log was opened with; the home
 * maps them to codes, so a changed list never changes what an old row means.
 */
import type { TaskEventInput } from '../../data/protocol/task-event-input.ts'

/** A validated reading, ready to append. `source` is the id of the key that posted it. */
export interface NewReading {
  readonly unit: number
  readonly kpi: number
  readonly key: string
  readonly atMs: number
  readonly num: number | null
  readonly den: number | null
  readonly corrects: string | null
  readonly declared: boolean
  readonly source: number
  readonly simulated: boolean
}

/** What became of one reading. Only `stored` changed anything. */
export type Verdict =
  | { readonly kind: 'stored'; readonly seq: number }
  | { readonly kind: 'duplicate' }
  | { readonly kind: 'conflict' }
  | { readonly kind: 'unknown_target' }
  | { readonly kind: 'ambiguous_target' }
  | { readonly kind: 'target_corrected'; readonly newestKey: string }

/** A reading as stored, told to followers after its commit, in log order. */
export interface Appended extends NewReading {
  readonly seq: number
  readonly receivedMs: number
}

/** A task event as stored. `source`: the id of the key that told it; 0: none did (an act at the centre's machine). */
export interface LoggedTaskEvent {
  readonly seq: number
  readonly key: string
  readonly task: string
  readonly atMs: number
  readonly state: TaskEventInput['state']
  readonly result: string | null
  readonly receivedMs: number
  readonly simulated: boolean
  readonly source: number
}

/** A validated task event, ready to append. */
export type NewTaskEvent = Omit<LoggedTaskEvent, 'seq' | 'receivedMs'>

/** Ends of the log that the doors and the fold use. */
export interface Log {
  /** Appends after validation; verdicts in the order given. Rejects (LogUnavailable) when nothing could be made durable. */
  append(readings: readonly NewReading[]): Promise<readonly Verdict[]>
  appendTaskEvents(events: readonly NewTaskEvent[]): Promise<readonly Verdict[]>
  /**
   * Appends task events beside a change that tells of them: `commit` runs one durable transaction and calls `store` inside it, so that
   * both stay or neither. Followers are told after it. Throws what `commit` throws, and LogUnavailable.
   */
  taskEventsBeside<T>(events: readonly NewTaskEvent[], commit: (store: () => readonly Verdict[]) => T): T
  /** Called after each commit with what it stored. */
  onAppended(follower: (readings: readonly Appended[]) => void): void
  onTaskEvents(follower: (events: readonly LoggedTaskEvent[]) => void): void
  taskEvents(): readonly LoggedTaskEvent[]
  /** Readings waiting for a commit: the measure of backlog. */
  readonly waiting: number
  /** Sequence number of the last commit. */
  readonly seq: number
  /** Whether this store knows a simulated source; never becomes false again. */
  readonly simulated: boolean
  close(): Promise<void>
}

/** The log cannot take readings now (disk full, closing, backlog at its bound); nothing of the call was stored. */
export class LogUnavailable extends Error {
  override name = 'LogUnavailable'
  readonly code: 'log_full' | 'log_busy' | 'log_closed'
  constructor(code: 'log_full' | 'log_busy' | 'log_closed', message: string) {
    super(message)
    this.code = code
  }
}
