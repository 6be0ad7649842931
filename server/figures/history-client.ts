/**
 * History as the doors ask for it: questions go to a worker thread; before each, gathered roll-ups are flushed. The thread begins with
 * `start` or with the first question, not with the server: a fifth of a start's work, that would keep the doors shut meanwhile.
 */
import { Worker } from 'node:worker_threads'
import type { SeriesAnswer } from '../../data/protocol/answers.ts'
import type { Figure } from '../../data/protocol/figure.ts'
import type { PassportReading } from '../../data/protocol/passport.ts'
import type { Unit } from '../../data/units/unit.ts'
import type { ErrorCode } from '../error-kinds.ts'
import { DomainError } from '../errors.ts'
import type { Grain } from '../log/buckets.ts'
import type { History } from './figures.ts'

/** Most questions that may wait; one more is refused (`history_busy`). */
export const maxWaitingQuestions = 256

/** What the worker is started with. */
export interface HistoryWorkerData {
  readonly runtimeDir: string
  readonly units: readonly Unit[]
}

/** One question. Instants are epoch ms. */
export type HistoryQuestion =
  | { readonly ask: 'figures'; readonly unit: number; readonly kpis: readonly number[]; readonly atMs: number; readonly knownMs: number | null; readonly nowMs: number }
  | { readonly ask: 'map'; readonly units: readonly number[]; readonly kpi: number; readonly atMs: number; readonly nowMs: number }
  | { readonly ask: 'contributing'; readonly unit: number; readonly kpi: number; readonly atMs: number; readonly limit: number }
  | { readonly ask: 'series'; readonly unit: number; readonly kpi: number; readonly fromMs: number; readonly toMs: number; readonly grain: Grain; readonly nowMs: number }

/** Its answer, or the code of a refusal, or (code null) a fault. */
export type HistoryReply =
  | { readonly id: number; readonly ok: true; readonly result: unknown }
  | { readonly id: number; readonly ok: false; readonly code: ErrorCode | null; readonly message: string }

interface Waiting {
  readonly resolve: (result: never) => void
  readonly reject: (error: Error) => void
}

/** See figures.ts. `flush`: writes roll-ups that wait; `nowMs`: the present of the asker. */
export class HistoryClient implements History {
  private worker: Worker | null = null
  private readonly data: HistoryWorkerData
  private readonly onFatal: (error: unknown) => void
  private readonly flush: () => void
  private readonly nowMs: () => number
  private readonly waiting = new Map<number, Waiting>()
  private nextId = 1
  private closing = false

  constructor(data: HistoryWorkerData, flush: () => void, nowMs: () => number, onFatal: (error: unknown) => void) {
    this.data = data
    this.flush = flush
    this.nowMs = nowMs
    this.onFatal = onFatal
  }

  /** Begins the thread, once the doors are open, so that the first question need not wait for it. */
  start(): void {
    if (!this.closing) this.opened()
  }

  figures(unit: number, kpis: readonly number[], atMs: number, knownMs: number | null): Promise<readonly Figure[]> {
    return this.ask({ ask: 'figures', unit, kpis, atMs, knownMs, nowMs: this.nowMs() })
  }

  map(units: readonly number[], kpi: number, atMs: number): Promise<readonly Figure[]> {
    return this.ask({ ask: 'map', units, kpi, atMs, nowMs: this.nowMs() })
  }

  series(unit: number, kpi: number, fromMs: number, toMs: number, grain: Grain): Promise<SeriesAnswer['points']> {
    return this.ask({ ask: 'series', unit, kpi, fromMs, toMs, grain, nowMs: this.nowMs() })
  }

  /** Newest readings of a unit's own office that count in its figure at `atMs`, newest first, at most `limit`. */
  contributing(unit: number, kpi: number, atMs: number, limit: number): Promise<readonly PassportReading[]> {
    return this.ask({ ask: 'contributing', unit, kpi, atMs, limit })
  }

  async close(): Promise<void> {
    this.closing = true
    await this.worker?.terminate()
    for (const { reject } of this.waiting.values()) reject(new DomainError('log_closed'))
    this.waiting.clear()
  }

  private opened(): Worker {
    if (this.worker !== null) return this.worker
    const worker = new Worker(new URL('./history-worker.ts', import.meta.url), { workerData: this.data })
    worker.on('message', (reply: HistoryReply) => this.settle(reply))
    worker.on('error', this.onFatal)
    worker.on('exit', () => { if (!this.closing) this.onFatal(new Error('the history thread ended')) })
    worker.unref()
    this.worker = worker
    return worker
  }

  private ask<T>(question: HistoryQuestion): Promise<T> {
    if (this.closing) return Promise.reject(new DomainError('log_closed'))
    if (this.waiting.size >= maxWaitingQuestions) return Promise.reject(new DomainError('history_busy', { retryAfterS: 2 }))
    this.flush()
    const id = this.nextId++
    return new Promise<T>((resolve, reject) => {
      this.waiting.set(id, { resolve: resolve as (result: never) => void, reject })
      this.opened().postMessage({ id, question })
    })
  }

  private settle(reply: HistoryReply): void {
    const waiting = this.waiting.get(reply.id)
    this.waiting.delete(reply.id)
    if (waiting === undefined) return
    if (reply.ok) waiting.resolve(reply.result as never)
    else waiting.reject(reply.code === null ? new Error(reply.message) : new DomainError(reply.code))
  }
}
