/** What must happen as time passes: the fold advances, boards look at the clock, expired availability readings go. */
import type { Logger } from 'pino'
import type { Kpi } from '../data/kpis/kpi.ts'
import { hourStart } from '../data/time/vietnam-time.ts'
import type { Clock } from './clock.ts'

/** Interval of the heartbeat, milliseconds. */
export const heartbeatMs = 1000
/** A jump of the clock beyond this between two beats is logged, milliseconds. */
export const clockJumpMs = 10_000
/** Pause between two steps of a purge, milliseconds: readings and frames go first. */
const purgePauseMs = 50

/** What beats. */
export interface HeartbeatDeps {
  readonly clock: Clock
  readonly kpis: readonly Kpi[]
  readonly live: { advance(nowMs: number): void }
  readonly tasks: { tick(): void }
  readonly reports: { tick(): void }
  readonly received: { tick(): void }
  readonly judgement: { tick(): void }
  readonly lines: { tick(): void }
  readonly quality: { tick(): void }
  readonly walls: { tick(): void }
  readonly log: { purgeExpired(kpi: number, fromUnit: number): { purged: number; nextUnit: number | null } }
  readonly logger: Pick<Logger, 'warn' | 'info'>
}

/** See the file header. */
export class Heartbeat {
  private readonly deps: HeartbeatDeps
  private timer: NodeJS.Timeout | null = null
  private purge: NodeJS.Timeout | null = null
  private lastMs: number
  private purgedHour = -1

  constructor(deps: HeartbeatDeps) {
    this.deps = deps
    this.lastMs = deps.clock.nowMs()
  }

  start(): void {
    this.timer = setInterval(() => this.beat(), heartbeatMs)
  }

  stop(): void {
    if (this.timer !== null) clearInterval(this.timer)
    if (this.purge !== null) clearTimeout(this.purge)
  }

  private beat(): void {
    const nowMs = this.deps.clock.nowMs()
    const step = nowMs - this.lastMs
    if (Math.abs(step - heartbeatMs) > clockJumpMs) this.deps.logger.warn({ stepMs: step }, 'the clock jumped: check the time service')
    this.lastMs = nowMs
    this.deps.live.advance(nowMs)
    this.deps.tasks.tick()
    this.deps.reports.tick()
    this.deps.received.tick()
    this.deps.judgement.tick()
    this.deps.lines.tick()
    this.deps.quality.tick()
    this.deps.walls.tick()
    const hour = hourStart(nowMs)
    if (this.purge === null && hour !== this.purgedHour) {
      this.purgedHour = hour
      this.purgeFrom(0, 0)
    }
  }

  private purgeFrom(kpi: number, unit: number): void {
    const next = this.deps.kpis.findIndex((entry, i) => i >= kpi && entry.kind === 'availability')
    if (next < 0) {
      this.purge = null
      return
    }
    this.purge = setTimeout(() => {
      const { nextUnit } = this.deps.log.purgeExpired(next, next === kpi ? unit : 0)
      if (nextUnit === null) this.purgeFrom(next + 1, 0)
      else this.purgeFrom(next, nextUnit)
    }, purgePauseMs)
  }
}
