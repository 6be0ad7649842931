/**
 * Outages of a line that have ended or go on, from what is kept of it: the readings of 7 days, before them hour sums of 30 days.
 *
 * By readings: a run of spans that were down (`spanState` 0), nothing but silence between them, from the first one's beginning to the
 * last one's end; told from `leastOutageMs` on, as the verdict *down* is, if nine tenths of that were observed. Silence does not end an
 * outage, and no second of it counts: `downS` is what was observed.
 * By hours: a run of observed hours each of which was down for at least half of what was observed. The seconds lost in the hours on
 * either side are taken for its beginning and its end. So the length is right where nothing else happened in those hours; an outage
 * that filled half of no hour is not seen.
 */
import { cadenceMs, type Kpi } from '../../kpis/kpi.ts'
import { hourMs } from '../../time/vietnam-time.ts'
import { spanState } from './line-state.ts'
import { lines } from './thresholds.ts'

/** How closely an outage is known: to the reading, or by sums of hours. */
export const outageResolutions = ['reading', 'hour'] as const
/** One of `outageResolutions`. */
export type OutageResolution = (typeof outageResolutions)[number]

/** An outage, epoch ms; `downS`: observed seconds without the line. One that goes on ends at its newest reading. */
export interface Outage {
  readonly fromMs: number
  readonly toMs: number
  readonly downS: number
  readonly resolution: OutageResolution
}

/** Sums of one hour of a line: the hour since the epoch, seconds up of seconds observed. */
export interface LineHour {
  readonly hour: number
  readonly up: number
  readonly observed: number
}

/** A span of a line that ends at `atMs`; seconds. */
export interface LineSpan {
  readonly atMs: number
  readonly up: number
  readonly span: number
}

/** Shortest outage that is told of lines with a cadence in milliseconds (null: none), milliseconds (as of `judgeDown`). */
export function leastOutageOf(cadence: number | null): number {
  return Math.max(lines.leastDownMs, lines.leastDownCadences * (cadence ?? 0))
}

/** See `leastOutageOf`. */
export function leastOutageMs(kpi: Kpi): number {
  return leastOutageOf(cadenceMs[kpi.cadence])
}

/** Whether an outage is long enough to be told: see the file header. */
export function isTold({ fromMs, toMs, downS, resolution }: Outage, leastMs: number): boolean {
  return toMs - fromMs >= leastMs && downS * 1000 >= (resolution === 'hour' ? 1 : 1 - lines.nearly) * leastMs
}

/** Whether a span was down. */
export function isDown({ up, span }: LineSpan): boolean {
  return spanState(up, span) === 0
}

/** The run of down spans after one more, later span: `run` goes on (null: it does not), and what ended by it. */
export function afterSpan(run: Outage | null, span: LineSpan): { readonly run: Outage | null; readonly ended: Outage | null } {
  if (!isDown(span)) return { run: null, ended: run }
  const downS = span.span - span.up
  const next: Outage = run === null
    ? { fromMs: span.atMs - span.span * 1000, toMs: span.atMs, downS, resolution: 'reading' }
    : { ...run, toMs: span.atMs, downS: run.downS + downS }
  return { run: next, ended: null }
}

/** Whether at least half of what was observed of an hour was down. */
export function isMostlyDown({ up, observed }: LineHour): boolean {
  return observed > 0 && 2 * up <= observed
}

/**
 * Places of the hours (in order, all that were observed) whose readings tell the outages: the others held a span that was not down. A told
 * outage fills every hour it has but its first and its last; where it has no other, one of these two lost half of what it lost.
 */
export function placesToRead(hours: readonly LineHour[], leastMs: number): ReadonlySet<number> {
  const places = new Set([0, hours.length - 1])
  hours.forEach(({ up, observed }, i) => {
    const isWhole = up <= lines.nearly * observed
    if (isWhole || (observed - up) * 2000 >= (1 - lines.nearly) * leastMs) for (const place of [i - 1, i, i + 1]) places.add(place)
  })
  return places
}

function lostS({ up, observed }: LineHour): number {
  return Math.min(hourMs / 1000, Math.max(0, observed - up))
}

/** The outages that hour sums tell (oldest first, hours in order), and the one that reaches to the last observed hour. */
export function outagesOfHours(hours: readonly LineHour[], leastMs: number): { readonly ended: readonly Outage[]; readonly run: Outage | null } {
  const observed = hours.filter((one) => one.observed > 0)
  const ended: Outage[] = []
  let run: Outage | null = null
  observed.forEach((one, i) => {
    const before = observed[i - 1]
    if (isMostlyDown(one)) {
      const edgeS = run === null && before?.hour === one.hour - 1 ? lostS(before) : 0
      run = {
        fromMs: run?.fromMs ?? one.hour * hourMs - edgeS * 1000, toMs: (one.hour + 1) * hourMs,
        downS: (run?.downS ?? 0) + edgeS + Math.max(0, one.observed - one.up), resolution: 'hour',
      }
    } else if (run !== null) {
      const edgeS = before?.hour === one.hour - 1 ? lostS(one) : 0
      ended.push({ ...run, toMs: run.toMs + edgeS * 1000, downS: run.downS + edgeS })
      run = null
    }
  })
  return { ended: ended.filter((one) => isTold(one, leastMs)), run }
}

/** Walks a line's spans in order, over what hours before them told. */
export class OutageWalk {
  readonly ended: Outage[]
  private readonly leastMs: number
  private going: Outage | null

  /** `before`: see `outagesOfHours`; its run goes on where the first span is down. */
  constructor(before: ReturnType<typeof outagesOfHours>, leastMs: number) {
    this.ended = [...before.ended]
    this.leastMs = leastMs
    this.going = before.run
  }

  /** The run of down spans up to the newest, however short; null: the newest was not down. */
  get run(): Outage | null { return this.going }

  /** One more span, later than all before. */
  add(span: LineSpan): void {
    const { run, ended } = afterSpan(this.going, span)
    this.going = run
    this.end(ended)
  }

  /** Some span that was not down came here and need not be read. */
  breakOff(): void {
    this.end(this.going)
    this.going = null
  }

  private end(outage: Outage | null): void {
    if (outage !== null && isTold(outage, this.leastMs)) this.ended.push(outage)
  }
}
