/** A register over a real log and ledger in a folder of its own, a clock that is set by hand, and restarts. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { kpis } from '../../data/kpis/catalogue.ts'
import { deadlineEndMs } from '../../data/plans/deadline.ts'
import { ownedTasks } from '../../data/plans/registers.ts'
import type { TaskInput } from '../../data/protocol/task.ts'
import { buildPyramid, inSubtree } from '../../data/pyramid/pyramid.ts'
import { isNewer } from '../../data/readings/reading.ts'
import { officialUnits } from '../../data/units/official-units.ts'
import { Ledger, type Actor } from '../../server/log/ledger.ts'
import type { NewTaskEvent } from '../../server/log/log.ts'
import { SqliteLog } from '../../server/log/sqlite-log.ts'
import { openTasks, type OpenTasks } from '../../server/watch/tasks/open-tasks.ts'
import { TaskHistory } from '../../server/watch/tasks/task-history.ts'
import { taskBody } from '../../server/watch/tasks/task-record.ts'

/** The official units. */
export const pyramid = buildPyramid(officialUnits)
/** The centre at its machine. */
export const centre: Actor = { kind: 'local', unit: 'TW', keyId: null }
/** A key of a unit. */
export const keyOf = (unit: string, keyId = 7): Actor => ({ kind: 'key', unit, keyId })

/** A task a person makes; change what matters. */
export const input = (more: Partial<TaskInput> = {}): TaskInput => ({
  owner: '11', contentVi: 'Rà soát đường truyền các xã', leadVi: 'Văn phòng Tỉnh ủy', supportVi: ['Sở Khoa học và Công nghệ'], accountableVi: 'Văn phòng Tỉnh ủy',
  resultVi: 'Báo cáo rà soát', deadline: { kind: 'day', day: '2026-12-31' }, kpi: null, ...more,
})

const never = (): never => { throw new Error('the store is not asked for a computed KPI') }

/** See the file header. */
export class TaskWorld {
  readonly dir = mkdtempSync(join(tmpdir(), 'thap-tasks-'))
  nowMs: number
  log!: SqliteLog
  ledger!: Ledger
  open!: OpenTasks
  history!: TaskHistory
  readonly computed = new Map<number, number>()
  private eventKey = 0

  constructor(nowMs: number) {
    this.nowMs = nowMs
    this.start()
  }

  get register() { return this.open.taskRegister }
  get board() { return this.open.tasks }
  get rows() { return this.open.rows }

  private start(): void {
    const clock = { nowMs: () => this.nowMs }
    this.log = new SqliteLog({ runtimeDir: this.dir, unitCodes: officialUnits.map(({ code }) => code), kpis, clock, onFatal: (error) => { throw error } })
    this.ledger = new Ledger(this.log, clock)
    this.computed.clear()
    this.open = openTasks({
      pyramid, kpis, log: this.log, ledger: this.ledger, clock,
      setComputed: (_, values) => { for (const [unit, value] of values) this.computed.set(unit, value) },
    })
    this.history = new TaskHistory({ kpi: 0, rows: this.open.rows, target: () => null, nowMs: () => this.nowMs, store: { figures: never, map: never, series: never, contributing: never } })
  }

  /** Lets time go by. */
  pass(ms: number): void {
    this.nowMs += ms
    this.board.tick()
  }

  /** A graceful stop and a start, or (kill) a start from whatever lies on the disk. */
  async restart(kill: boolean): Promise<void> {
    if (kill) this.log.abandon()
    else await this.log.close()
    this.start()
  }

  /** A report by a key, `at` being `agoMs` before now. */
  async report(task: string, state: NewTaskEvent['state'], agoMs = 0, key = `k${String(++this.eventKey)}`): Promise<void> {
    await this.log.appendTaskEvents([{ key, task, atMs: this.nowMs - agoMs, state, result: state === 'done' ? 'Đã xong' : null, simulated: false, source: 1 }])
  }

  /** The number of overdue tasks below a unit as the history tells it. */
  async overdue(root: string, atMs = this.nowMs, knownMs: number | null = null): Promise<number | null> {
    return (await this.history.figures(pyramid.indexOf(root)!, [0], atMs, knownMs))[0]!.value
  }

  /** The same from nothing but what lies in the store: documents, records, events. */
  recomputed(root: string, atMs = this.nowMs, knownMs: number | null = null): number | null {
    const seenMs = Math.min(atMs, knownMs ?? Infinity)
    const records = new Map(this.ledger.all('task', taskBody).map(({ id, body }) => [id, body]))
    const documents = ownedTasks.map(({ id, owner, deadline }) => ({ id, owner: owner!, createdMs: null, deadlines: records.get(id)?.deadlines ?? [{ rule: deadline, fromMs: null }] }))
    const made = [...records].filter(([, { origin }]) => origin !== 'document').map(([id, { owner, createdMs, deadlines }]) => ({ id, owner, createdMs, deadlines }))
    const events = this.log.taskEvents().filter((event) => event.atMs <= atMs && event.receivedMs <= (knownMs ?? Infinity))
    let tasks = 0
    let overdue = 0
    for (const { id, owner, createdMs, deadlines } of [...documents, ...made]) {
      if (!inSubtree(pyramid, pyramid.indexOf(root)!, pyramid.indexOf(owner)!) || (createdMs ?? 0) > seenMs) continue
      tasks++
      const inForce = deadlines.filter(({ fromMs }) => (fromMs ?? 0) <= seenMs).at(-1)!
      const newest = events.filter(({ task }) => task === id).reduce<typeof events[number] | null>(
        (best, event) => (best === null || isNewer(event.atMs, event.key, best.atMs, best.key) ? event : best), null)
      const endMs = deadlineEndMs(inForce.rule)
      if (endMs !== null && endMs <= atMs && newest?.state !== 'done') overdue++
    }
    return tasks === 0 ? null : overdue
  }

  /** Ends everything and removes the folder. */
  async end(): Promise<void> {
    await this.log.close().catch(() => undefined)
    rmSync(this.dir, { recursive: true, force: true })
  }
}
