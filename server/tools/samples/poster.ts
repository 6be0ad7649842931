/**
 * Posts the samples like any other client: the newest of everything, then the history while the live flow already runs, then the
 * live flow for as long as it is let. A second run on the same store goes on where the first stopped.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'
import { ownedTasks } from '../../../data/plans/registers.ts'
import { ingestAnswer } from '../../../data/protocol/ingest-answer.ts'
import type { Backfill } from '../../../data/protocol/pulse.ts'
import type { ReadingInput } from '../../../data/protocol/reading-input.ts'
import { batchSize, type Samples } from '../../../data/samples/samples.ts'
import { sampleTaskEvents } from '../../../data/samples/task-events.ts'
import { Refused, type Send } from './sender.ts'
import type { PosterState } from './state-file.ts'
import { Tally } from './tally.ts'

/** Calls in flight while a history is posted: enough to fill the log's group commits, few enough to leave the wall its turn. */
export const callsInFlight = 2
/** Fastest a history is posted, readings a second: the server keeps time for its screens, and all is in within three minutes. */
export const historyPerSecond = 12_000
/** Interval of the live flow and of the announcements, milliseconds. */
export const intervalsMs = { live: 500, announce: 1_000, remember: 5_000 } as const
/** A gap in the live flow (the server was away) that is caught up by its periods instead of event by event, milliseconds. */
export const longestLiveGapMs = 60_000
/** How long a check lets the live flow run after the history, milliseconds. */
export const checkLiveMs = 3_000

/** What a run needs. `samplesAt`: the samples that begin at an instant. `nowMs`: the clock. */
export interface PosterDeps {
  readonly send: Send
  readonly logger: Logger
  readonly samplesAt: (beginMs: number) => Samples
  readonly nowMs: () => number
  readonly seed: number
  readonly stop: AbortSignal
  readonly isCheck: boolean
  /** The state to go on from; null: a new store. */
  readonly before: PosterState | null
  readonly remember: (state: Pick<PosterState, 'beganMs' | 'isHistoryDone' | 'liveToMs'>) => void
}

async function postReadings(send: Send, readings: readonly ReadingInput[], tallies: readonly Tally[], logger: Logger): Promise<void> {
  const answer = ingestAnswer.parse(await send('POST', '/api/v1/readings', readings))
  for (const tally of tallies) tally.add(answer)
  if (answer.rejected.length === 0) return
  const first = answer.rejected[0]
  logger.warn({ rejected: answer.rejected.length, code: first?.code, key: first?.key, message: first?.message }, 'readings refused')
}

/** One run. `tally` counts everything of it. */
export class Poster {
  readonly tally = new Tally()
  readonly #deps: PosterDeps
  readonly #beganMs: number
  readonly #startMs: number
  #isHistoryDone: boolean
  #liveToMs: number
  #samples: Samples
  #sent = 0
  #total = 1
  #eventsSent = 0

  constructor(deps: PosterDeps) {
    this.#deps = deps
    this.#startMs = deps.nowMs()
    this.#beganMs = deps.before?.beganMs ?? this.#startMs
    this.#isHistoryDone = deps.before?.isHistoryDone ?? false
    this.#liveToMs = deps.before?.liveToMs ?? this.#startMs
    this.#samples = deps.samplesAt(this.#startMs)
  }

  /** Runs until stopped (or, as a check, until all is posted). Rejects with Refused where the server will not take this client. */
  async run(): Promise<void> {
    const { logger, stop } = this.#deps
    try {
      logger.info({ troubles: this.#samples.troubles.map(({ unit, kpi, textVi }) => `${unit} ${kpi}: ${textVi}`) }, 'planted troubles')
      const firstRun = this.#deps.samplesAt(this.#beganMs)
      if (!this.#isHistoryDone) {
        // Before the first reading: half of what is there says nothing of anybody.
        const counts = firstRun.counts()
        this.#total = counts.now + counts.history
        await this.#announce()
        await this.#phase('newest', firstRun.now(), Infinity)
      }
      await this.#catchUp()
      const live = this.#liveFlow()
      if (!this.#isHistoryDone) await Promise.race([this.#history(firstRun), live])
      await (this.#deps.isCheck ? Promise.race([sleep(checkLiveMs, undefined, { signal: stop }), live]) : live)
    } catch (error) {
      if (!stop.aborted || error instanceof Refused) throw error
    } finally {
      this.#remember()
    }
  }

  async #history(firstRun: Samples): Promise<void> {
    await this.#phase('history', firstRun.history(), historyPerSecond)
    this.#isHistoryDone = true
    this.#sent = this.#total
    await this.#announce()
    this.#remember()
  }

  async #phase(phase: string, batches: Iterator<readonly ReadingInput[]>, perSecond: number): Promise<void> {
    const { send, logger, stop } = this.#deps
    const tally = new Tally()
    const beganAt = performance.now()
    let announcedAt = beganAt
    const worker = async (): Promise<void> => {
      for (let next = batches.next(); !next.done; next = batches.next()) {
        stop.throwIfAborted()
        await postReadings(send, next.value, [tally, this.tally], logger)
        this.#sent += next.value.length
        if (performance.now() - announcedAt >= intervalsMs.announce) {
          announcedAt = performance.now()
          await this.#announce()
        }
        const aheadMs = beganAt + (tally.judged / perSecond) * 1000 - performance.now()
        if (aheadMs > 1) await sleep(aheadMs, undefined, { signal: stop })
      }
    }
    await Promise.all(Array.from({ length: callsInFlight }, worker))
    logger.info({ phase, ...tally.summary((performance.now() - beganAt) / 1000) }, 'phase done')
  }

  async #announce(): Promise<void> {
    if (this.#total <= 1) return
    const body: Backfill = {
      labelVi: 'Nạp số liệu mô phỏng', labelEn: 'Loading simulated readings', sent: Math.min(this.#sent, this.#total), total: this.#total,
    }
    await this.#deps.send('PUT', '/api/v1/backfill', body)
  }

  /** What fell due since the live flow was last heard; on a new store there is nothing. */
  async #catchUp(): Promise<void> {
    if (this.#startMs > this.#liveToMs) await this.#phase('catch-up', this.#samples.catchUp(this.#liveToMs), historyPerSecond)
    this.#liveToMs = this.#startMs
  }

  async #liveFlow(): Promise<void> {
    const { stop, nowMs, logger } = this.#deps
    let rememberedMs = nowMs()
    let minute = { tally: new Tally(), fromMs: nowMs() }
    for (;;) {
      stop.throwIfAborted()
      const tickMs = nowMs()
      await this.#liveTick(tickMs, minute.tally)
      if (tickMs - rememberedMs >= intervalsMs.remember) {
        this.#remember()
        rememberedMs = tickMs
      }
      if (tickMs - minute.fromMs >= 60_000) {
        logger.info({ phase: 'live', ...minute.tally.summary((tickMs - minute.fromMs) / 1000) }, 'live flow')
        minute = { tally: new Tally(), fromMs: tickMs }
      }
      await sleep(Math.max(50, intervalsMs.live - (nowMs() - tickMs)), undefined, { signal: stop })
    }
  }

  async #liveTick(tickMs: number, tally: Tally): Promise<void> {
    if (tickMs - this.#liveToMs > longestLiveGapMs) {
      this.#samples = this.#deps.samplesAt(tickMs)
      await this.#phase('catch-up', this.#samples.catchUp(this.#liveToMs), historyPerSecond)
    } else if (tickMs > this.#liveToMs) {
      const readings = this.#samples.live(this.#liveToMs, tickMs)
      for (let from = 0; from < readings.length; from += batchSize) {
        await postReadings(this.#deps.send, readings.slice(from, from + batchSize), [tally, this.tally], this.#deps.logger)
      }
    }
    this.#liveToMs = Math.max(this.#liveToMs, tickMs)
    await this.#taskEvents(tickMs)
  }

  async #taskEvents(tickMs: number): Promise<void> {
    const due = sampleTaskEvents(ownedTasks, this.#beganMs, this.#deps.seed).filter(({ at }) => Date.parse(at) <= tickMs)
    if (due.length <= this.#eventsSent) return
    const answer = ingestAnswer.parse(await this.#deps.send('POST', '/api/v1/task-events', due.slice(this.#eventsSent)))
    this.#eventsSent = due.length
    this.tally.add(answer)
    this.#deps.logger.info({ phase: 'tasks', accepted: answer.accepted, duplicates: answer.duplicates, rejected: answer.rejected.map(({ code }) => code) }, 'task events')
  }

  #remember(): void {
    this.#deps.remember({ beganMs: this.#beganMs, isHistoryDone: this.#isHistoryDone, liveToMs: this.#liveToMs })
  }
}
