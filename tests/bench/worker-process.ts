/** A bench child driven by IPC: one order, one report at a time. */
import { fork, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** Longest wait for a report, milliseconds. */
const reportLimitMs = 300_000

/** A child that answers orders of type `O` with reports of type `R`, in order. */
export class WorkerProcess<O, R> {
  readonly #child: ChildProcess
  #settle: { resolve: (report: R) => void; reject: (error: Error) => void } | null = null

  /** `file`: beside this one. */
  constructor(file: string, args: readonly string[]) {
    this.#child = fork(fileURLToPath(new URL(file, import.meta.url)), [...args], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
    this.#child.on('message', (report) => this.#settle?.resolve(report as R))
    this.#child.on('exit', (code) => this.#settle?.reject(new Error(`bench: ${file} ended (${code})`)))
  }

  /** Gives an order and waits for its report; orders one after the other only. */
  async ask(order: O): Promise<R> {
    const timer = setTimeout(() => this.#settle?.reject(new Error('bench: a child is silent')), reportLimitMs)
    try {
      return await new Promise<R>((resolve, reject) => {
        this.#settle = { resolve, reject }
        this.#child.send(order as object)
      })
    } finally {
      clearTimeout(timer)
      this.#settle = null
    }
  }

  /** Ends it and waits. */
  async end(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return
    const gone = new Promise<void>((resolve) => { this.#child.once('exit', () => resolve()) })
    this.#child.kill()
    await gone
  }
}

/** The child's end: answers each order by `work`; ends with its parent. */
export function answerOrders<O, R>(work: (order: O) => R | Promise<R>): void {
  process.on('message', (order) => {
    void Promise.resolve(work(order as O)).then((report) => process.send?.(report as object), (error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
      process.exit(1)
    })
  })
  process.on('disconnect', () => process.exit(0))
}
