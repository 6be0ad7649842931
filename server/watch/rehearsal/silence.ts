/**
 * When the newest readings of own offices grow late and lost in a window, without the fold and the detectors: silence needs the instants of
 * readings and nothing else. A rule that asks for silence alone is walked over this (walk-silence.ts); the same findings as by the whole walk
 * are a law (tests/server/watch/walk-silence.test.ts).
 *
 * Steps are the hours of the window, as the walk has them (walk.ts). Kept are turns only: for each change of what stands on an office its
 * step, its unit and the newest reading by then, 20 bytes together, and of the readings of one unit no more than that one's at a time.
 */
import { judgeLateness, type LatenessLimits } from '../../../data/judgement/detect/lateness.ts'
import { hourMs } from '../../../data/time/vietnam-time.ts'

/** The step before the window's first. */
export const beforeWindow = -1

/** A window of steps: step k ends at `fromMs` + (k + 1) hours − 1 ms, the last one at `toMs`. */
export interface SteppedWindow { readonly fromMs: number; readonly toMs: number }

/** Number of the last step. */
export function lastStep({ fromMs, toMs }: SteppedWindow): number {
  return Math.floor((toMs - fromMs) / hourMs)
}

/** The instant a step looks at; of `beforeWindow` the window's beginning. */
export function stepInstant({ fromMs, toMs }: SteppedWindow, step: number): number {
  return step === beforeWindow ? fromMs : Math.min(toMs, fromMs + (step + 1) * hourMs - 1)
}

/** One reading, as far as silence asks. `key`, `corrects`: left out where nothing of the unit was corrected; `counts` false: it withdraws. */
export interface Heard {
  readonly atMs: number
  readonly knownMs: number
  readonly key?: string
  readonly corrects?: string | null
  readonly counts?: boolean
}

/** A unit's newest reading from a step on. */
export interface Newest { readonly step: number; readonly atMs: number }

/** The newest reading of a unit step by step, where it changes. `beforeMs`: of before the window (NaN: none). */
export function newestBySteps(window: SteppedWindow, beforeMs: number, heard: readonly Heard[]): Newest[] {
  if (heard.some(({ corrects }) => corrects != null)) return newestOfCorrected(window, beforeMs, heard)
  const told = heard.filter(({ atMs }) => atMs <= window.toMs).map(({ atMs, knownMs }): Newest => ({ step: stepOf(window, Math.max(knownMs, atMs)), atMs }))
  if (told.some(({ step }, i) => i > 0 && step < told[i - 1]!.step)) told.sort((a, b) => a.step - b.step)
  const found: Newest[] = [{ step: beforeWindow, atMs: beforeMs }]
  for (const one of told) {
    const top = found.at(-1)!
    if (top.atMs >= one.atMs) continue
    if (top.step === one.step) found.pop()
    found.push(one)
  }
  return found
}

function stepOf({ fromMs }: SteppedWindow, ms: number): number {
  return Math.max(0, Math.floor((ms - fromMs) / hourMs))
}

/** A correction may take the newest away: what stands is looked at anew wherever anything becomes known or its instant comes. */
function newestOfCorrected(window: SteppedWindow, beforeMs: number, heard: readonly Heard[]): Newest[] {
  const steps = new Set(heard.flatMap(({ atMs, knownMs }) => [stepOf(window, knownMs), stepOf(window, Math.max(knownMs, atMs))]))
  const found: Newest[] = [{ step: beforeWindow, atMs: beforeMs }]
  for (const step of [...steps].filter((one) => one <= lastStep(window)).sort((a, b) => a - b)) {
    const nowMs = stepInstant(window, step)
    const known = heard.filter(({ knownMs }) => knownMs <= nowMs)
    const replaced = new Set(known.flatMap(({ corrects }) => corrects ?? []))
    let newestMs = beforeMs
    for (const { atMs, key, counts } of known) if (counts !== false && atMs <= nowMs && !replaced.has(key ?? '') && !(newestMs >= atMs)) newestMs = atMs
    if (!Object.is(newestMs, found.at(-1)!.atMs)) found.push({ step, atMs: newestMs })
  }
  return found
}

/** What stands on an office: nothing, `late` or `lost`. */
export const standings = [null, 'late', 'lost'] as const
/** Place in `standings`. */
export type Standing = 0 | 1 | 2

/** Turns of all units of a KPI, to be taken step by step. */
export class SilenceTurns {
  private readonly window: SteppedWindow
  private readonly limits: LatenessLimits
  private readonly steps: number[] = []
  private readonly units: number[] = []
  private readonly newest: number[] = []
  private order: Uint32Array | null = null
  private place = 0

  constructor(window: SteppedWindow, limits: LatenessLimits) {
    this.window = window
    this.limits = limits
  }

  /** How many turns there are. */
  get count(): number { return this.steps.length }

  /** Takes one unit's newest readings: the turns that they and the passing of time bring. */
  add(unit: number, newest: readonly Newest[]): void {
    let standing: Standing = 0
    const end = lastStep(this.window) + 1
    for (let i = 0; i < newest.length; i++) standing = this.stretch(unit, standing, newest[i]!, newest[i + 1]?.step ?? end)
  }

  /** Takes the turns of one unit from a newest reading's step until (not with) `until`; stretches of a unit come in order. `before` stood; what stands at the end. */
  stretch(unit: number, before: Standing, { step, atMs }: Newest, until: number): Standing {
    const { lateMs, lostMs } = this.limits
    if (before === 0 && stepInstant(this.window, until - 1) - atMs <= lateMs) return 0
    let standing = before
    for (const at of [step, this.firstBeyond(atMs + lateMs), this.firstBeyond(atMs + lostMs)]) {
      if (!(at >= step && at < until)) continue
      const now = this.standingAt(at, atMs)
      if (now === standing) continue
      standing = now
      this.steps.push(at)
      this.units.push(unit)
      this.newest.push(atMs)
    }
    return standing
  }

  /** Forgets the turns of some units: they are added anew. */
  drop(units: ReadonlySet<number>): void {
    let kept = 0
    for (let i = 0; i < this.steps.length; i++) {
      if (units.has(this.units[i]!)) continue
      this.steps[kept] = this.steps[i]!
      this.units[kept] = this.units[i]!
      this.newest[kept++] = this.newest[i]!
    }
    for (const list of [this.steps, this.units, this.newest]) list.length = kept
  }

  /** The turns of the steps up to `step`, in order, each once: of one step by unit. Everything was added before. */
  * until(step: number): Generator<{ readonly unit: number; readonly newestMs: number }> {
    this.order ??= Uint32Array.from(this.steps, (_, i) => i).sort((a, b) => this.steps[a]! - this.steps[b]! || this.units[a]! - this.units[b]! || a - b)
    for (; this.place < this.order.length; this.place++) {
      const at = this.order[this.place]!
      if (this.steps[at]! > step) return
      yield { unit: this.units[at]!, newestMs: this.newest[at]! }
    }
  }

  private standingAt(step: number, newestMs: number): Standing {
    const kind = judgeLateness(this.limits, newestMs, stepInstant(this.window, step))?.kind ?? null
    return standings.indexOf(kind as (typeof standings)[number]) as Standing
  }

  /** The first step of the window that looks at an instant later than `ms`; the last, which ends early, may not. */
  private firstBeyond(ms: number): number {
    return Math.max(0, Math.floor((ms + 1 - this.window.fromMs) / hourMs))
  }
}
