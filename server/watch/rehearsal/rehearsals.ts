/**
 * The rehearsals of a running server: one at a time, each in a thread of its own that ends with it, others wait. Kept in memory only:
 * a restart forgets them, and who asks is told to rehearse again.
 *
 * Law 8: a rehearsal is known to the scope that asked for it, and to no other.
 */
import { randomUUID } from 'node:crypto'
import { Worker, type WorkerOptions } from 'node:worker_threads'
import type { RehearsalAnswer, RuleInput } from '../../../data/protocol/rule.ts'
import type { Unit } from '../../../data/units/unit.ts'
import { toLocalIso } from '../../../data/time/vietnam-time.ts'
import type { Clock } from '../../clock.ts'
import { DomainError } from '../../errors.ts'
import type { RehearsalMessage, RehearsalWorkerData } from './rehearsal-messages.ts'
import { rehearsalFrom } from './rehearse.ts'

/** Most rehearsals that wait for their turn; one more is refused (`rehearsal_busy`). */
export const maxWaitingRehearsals = 3
/** How long an ended rehearsal is kept, milliseconds. */
export const rehearsalKeptMs = 30 * 60_000
/** Most ended rehearsals kept; beyond it the oldest gives way. */
export const maxRehearsalsKept = 20
/** Longest time one may take from its start, milliseconds: time of the wall, so it leaves room for a machine that has much else to do. */
export const rehearsalDeadlineMs = 300_000
/** Memory of the thread: a heap beyond it ends the thread. What it holds outside the heap is bounded by what it reads (past-hours.ts). */
export const rehearsalMemory = { maxOldGenerationSizeMb: 768, maxYoungGenerationSizeMb: 64 } as const
/** Seconds after which a refused caller may try again. */
const retryAfterS = 10

/** A thread, as far as it is needed here: `Worker`, or a stand-in of tests. */
export type RehearsalThread = Pick<Worker, 'on' | 'terminate' | 'unref'>

/** What the rehearsals stand on. `flush`: writes roll-ups that wait; `start`: starts a thread (left out: a real one). */
export interface RehearsalsDeps {
  readonly runtimeDir: string
  readonly units: readonly Unit[]
  readonly clock: Clock
  readonly flush: () => void
  readonly start?: (data: RehearsalWorkerData) => RehearsalThread
  readonly deadlineMs?: number
}

interface Entry {
  readonly id: string
  readonly scope: number
  readonly rule: RuleInput
  readonly nowMs: number
  state: RehearsalAnswer['state']
  done: number
  total: number
  /** By the machine's own monotone clock; NaN: not yet. */
  startedMs: number
  tookMs: number
  /** By the server's clock. */
  endedMs: number
  result: RehearsalAnswer['result']
  failure: RehearsalAnswer['failure']
}

const failures = {
  died: { messageVi: 'Diễn tập bị ngắt giữa chừng. Thử lại; nếu còn lỗi, báo quản trị xem nhật ký máy chủ.', messageEn: 'The rehearsal broke off. Try again; if it fails again, ask the administrator to look into the server\'s log.' },
  memory: { messageVi: 'Diễn tập cần nhiều bộ nhớ hơn mức cho phép. Chọn phạm vi nhỏ hơn hoặc ít chỉ tiêu hơn.', messageEn: 'The rehearsal needs more memory than it may take. Choose a smaller root or fewer KPIs.' },
  slow: { messageVi: 'Diễn tập quá thời hạn. Chọn phạm vi nhỏ hơn hoặc ít chỉ tiêu hơn.', messageEn: 'The rehearsal took longer than it may. Choose a smaller root or fewer KPIs.' },
  tooMany: { messageVi: 'Có quá nhiều số liệu trong 90 ngày để diễn tập. Chọn phạm vi nhỏ hơn.', messageEn: 'There are too many readings in 90 days to rehearse on. Choose a smaller root.' },
} as const

function realThread(workerData: RehearsalWorkerData): RehearsalThread {
  const options: WorkerOptions = { workerData, resourceLimits: rehearsalMemory }
  return new Worker(new URL('./rehearsal-worker.ts', import.meta.url), options)
}

/** See the file header. */
export class Rehearsals {
  readonly #deps: RehearsalsDeps
  readonly #entries = new Map<string, Entry>()
  readonly #waiting: Entry[] = []
  #running: { readonly entry: Entry; readonly thread: RehearsalThread; readonly timer: NodeJS.Timeout } | null = null
  #closing = false

  constructor(deps: RehearsalsDeps) {
    this.#deps = deps
  }

  /** Begins a rehearsal, or puts it in line. The rule was checked. Throws DomainError `rehearsal_busy`, `log_closed`. */
  begin(scope: number, rule: RuleInput): RehearsalAnswer {
    if (this.#closing) throw new DomainError('log_closed', { retryAfterS })
    if (this.#running !== null && this.#waiting.length >= maxWaitingRehearsals) throw new DomainError('rehearsal_busy', { retryAfterS })
    const nowMs = this.#deps.clock.nowMs()
    this.#forget(nowMs)
    const entry: Entry = {
      id: randomUUID(), scope, rule, nowMs, state: 'running', done: 0, total: 1, startedMs: NaN, tookMs: 0, endedMs: NaN, result: null, failure: undefined,
    }
    this.#entries.set(entry.id, entry)
    this.#waiting.push(entry)
    this.#next()
    return answerOf(entry)
  }

  /** Throws DomainError `rehearsal_unavailable`: unknown, of another scope, or no longer kept. */
  answer(scope: number, id: string): RehearsalAnswer {
    return answerOf(this.#known(scope, id))
  }

  /** Cancels one that runs or waits; one that has ended stays as it is. Throws as `answer`. */
  cancel(scope: number, id: string): RehearsalAnswer {
    const entry = this.#known(scope, id)
    this.#end(entry, 'cancelled')
    return answerOf(entry)
  }

  /** Ends everything. */
  async close(): Promise<void> {
    this.#closing = true
    const thread = this.#running?.thread
    for (const entry of this.#entries.values()) this.#end(entry, 'cancelled')
    await thread?.terminate()
  }

  #known(scope: number, id: string): Entry {
    this.#forget(this.#deps.clock.nowMs())
    const entry = this.#entries.get(id)
    if (entry === undefined || entry.scope !== scope) throw new DomainError('rehearsal_unavailable')
    return entry
  }

  #forget(nowMs: number): void {
    const ended = [...this.#entries.values()].filter(({ state }) => state !== 'running').sort((a, b) => a.endedMs - b.endedMs)
    const surplus = ended.length - maxRehearsalsKept
    ended.forEach(({ id, endedMs }, i) => { if (i < surplus || nowMs - endedMs > rehearsalKeptMs) this.#entries.delete(id) })
  }

  #next(): void {
    if (this.#running !== null || this.#closing) return
    const entry = this.#waiting.shift()
    if (entry === undefined) return
    this.#deps.flush()
    const { runtimeDir, units } = this.#deps
    const thread = (this.#deps.start ?? realThread)({ runtimeDir, units, rule: entry.rule, scope: entry.scope, nowMs: entry.nowMs })
    entry.startedMs = performance.now()
    const timer = setTimeout(() => this.#end(entry, 'failed', failures.slow), this.#deps.deadlineMs ?? rehearsalDeadlineMs)
    timer.unref()
    this.#running = { entry, thread, timer }
    thread.on('message', (message: RehearsalMessage) => this.#hear(entry, message))
    thread.on('error', (error: NodeJS.ErrnoException) => this.#end(entry, 'failed', error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? failures.memory : failures.died))
    // The next begins when this one's memory is free again.
    thread.on('exit', () => {
      this.#end(entry, 'failed', failures.died)
      clearTimeout(timer)
      this.#running = null
      this.#next()
    })
    thread.unref()
  }

  #hear(entry: Entry, message: RehearsalMessage): void {
    if (entry.state !== 'running') return
    switch (message.says) {
      case 'progress': {
        entry.done = message.progress.done
        entry.total = message.progress.total
        return
      }
      case 'too_many': return this.#end(entry, 'failed', failures.tooMany)
      case 'done': {
        entry.result = message.result
        entry.done = entry.total
        return this.#end(entry, 'done')
      }
    }
  }

  /** Ends one that runs or waits; its thread with it. */
  #end(entry: Entry, state: 'done' | 'cancelled' | 'failed', failure?: RehearsalAnswer['failure']): void {
    if (entry.state !== 'running') return
    entry.state = state
    entry.failure = failure
    entry.endedMs = this.#deps.clock.nowMs()
    entry.tookMs = tookMs(entry)
    const place = this.#waiting.indexOf(entry)
    if (place >= 0) this.#waiting.splice(place, 1)
    if (this.#running?.entry === entry) void this.#running.thread.terminate()
  }
}

function tookMs({ startedMs }: Entry): number {
  return Number.isNaN(startedMs) ? 0 : Math.round(performance.now() - startedMs)
}

function answerOf(entry: Entry): RehearsalAnswer {
  const { id, state, done, total, nowMs, result, failure } = entry
  return {
    id, state, done, total, from: toLocalIso(rehearsalFrom(nowMs)), to: toLocalIso(nowMs),
    tookMs: state === 'running' ? tookMs(entry) : entry.tookMs, result, ...(failure === undefined ? {} : { failure }),
  }
}
