/** Task events in the store: the same log, its own table. Identity is (task, at, key). */
import type { DatabaseSync, StatementSync } from 'node:sqlite'
import type { LoggedTaskEvent, NewTaskEvent, Verdict } from './log.ts'

/** Reads and writes task events on the log's connection. */
export class TaskEventTable {
  readonly lastSeq: number
  private readonly insert: StatementSync
  private readonly stored: StatementSync
  private readonly every: StatementSync

  constructor(db: DatabaseSync) {
    this.insert = db.prepare(`INSERT INTO task_event(seq,key,task,at,state,result,source,flags,received) VALUES(?,?,?,?,?,?,?,?,?)
      ON CONFLICT(task,at,key) DO NOTHING`)
    this.stored = db.prepare('SELECT state, result FROM task_event WHERE task=? AND at=? AND key=?')
    this.every = db.prepare('SELECT seq,key,task,at,state,result,source,flags,received FROM task_event ORDER BY seq')
    this.lastSeq = Number(db.prepare('SELECT coalesce(max(seq),0) AS seq FROM task_event').get()?.['seq'] ?? 0)
  }

  /** Stores what is new; the caller holds the transaction and gives out sequence numbers. */
  append(events: readonly NewTaskEvent[], nextSeq: () => number, receivedMs: number): { verdicts: Verdict[]; stored: LoggedTaskEvent[] } {
    const stored: LoggedTaskEvent[] = []
    const verdicts = events.map((event): Verdict => {
      const known = this.stored.get(event.task, event.atMs, event.key)
      if (known !== undefined) {
        return { kind: known['state'] === event.state && known['result'] === event.result ? 'duplicate' : 'conflict' }
      }
      const seq = nextSeq()
      this.insert.run(seq, event.key, event.task, event.atMs, event.state, event.result, event.source, event.simulated ? 2 : 0, receivedMs)
      stored.push({ ...event, seq, receivedMs })
      return { kind: 'stored', seq }
    })
    return { verdicts, stored }
  }

  /** All task events, oldest first. */
  all(): LoggedTaskEvent[] {
    return this.every.all().map((row) => ({
      seq: Number(row['seq']), key: String(row['key']), task: String(row['task']), atMs: Number(row['at']),
      state: String(row['state']) as LoggedTaskEvent['state'], result: row['result'] === null ? null : String(row['result']),
      simulated: Number(row['flags']) !== 0, source: Number(row['source']), receivedMs: Number(row['received']),
    }))
  }
}
