/**
 * The units below one parent that one rule found for one KPI, and whether they are a warning yet. No clock: every call brings the instant.
 *
 * Invariants
 * - Opens when enough units (isEnough) have met the condition for the rule's pending time; only such units become lines.
 * - Closes when no unit at all has met it for `clearAfterMs`, counted from `clearingMs`.
 * - A quiet group (a person resolved its warning) does not open before its condition has cleared once in that same way.
 */
import type { Finding } from '../../../data/rules/judge-rule.ts'
import { isEnough } from '../../../data/rules/judge-rule.ts'
import type { CompiledRule } from './compiled-rule.ts'

/** A unit that meets the condition. `sinceMs`: since when, from the data, epoch ms; `seenMs`: since when it was seen to, without a break, in observed time (rule-run.ts); `peak`: the greatest size it has had while it was found, or since it is a line of the open warning. */
export interface Found extends Finding {
  readonly sinceMs: number
  readonly seenMs: number
  readonly peak: number
}

/**
 * One unit of a warning. `untilMs` null: it still meets the condition; `joinedMs`: when it first became a line of the open warning (null: of before this was
 * kept); `rules`: the rules that found it, where several share the warning (warnings/sharing.ts; none: the warning's own).
 */
export interface RunLine extends Finding {
  readonly sinceMs: number
  readonly untilMs: number | null
  readonly joinedMs: number | null
  readonly peak: number
  readonly rules?: readonly string[]
}

/** What became of a group in one step. `lines`: units came, went or changed; `cleared`: a quiet group may open again. */
export type GroupEvent = 'opened' | 'lines' | 'closed' | 'cleared'

function lineOf({ seenMs: _, ...finding }: Found, joinedMs: number | null): RunLine {
  return { ...finding, untilMs: null, joinedMs }
}

function worstOf({ numbers }: Finding): number | undefined {
  return numbers.find(({ id }) => id === 'worst')?.value
}

/** See the file header. */
export class RunGroup {
  readonly compiled: CompiledRule
  readonly kpi: number
  readonly unit: number
  readonly due: number
  /** Units that meet the condition now, whether they have for long enough or not. */
  readonly found = new Map<number, Found>()
  /** Lines of the open warning, by unit. */
  readonly lines = new Map<number, RunLine>()
  isOpen = false
  quiet = false
  /** Since when no unit meets the condition, while open or quiet; null: one does, or nothing is known yet. */
  clearingMs: number | null = null
  /** Instant of the next change that time alone brings; Infinity: none. */
  nextMs = Infinity
  private touched = false
  private turned = false

  constructor(compiled: CompiledRule, kpi: number, unit: number) {
    this.compiled = compiled
    this.kpi = kpi
    this.unit = unit
    this.due = compiled.dueOf(kpi, unit)
  }

  /** Nothing is known of it: it can be forgotten. */
  get isIdle(): boolean {
    return !this.isOpen && !this.quiet && this.found.size === 0
  }

  /** The numbers last found of a unit: while it is found, and for as long as its warning is open. */
  evidenceOf(unit: number): Finding['numbers'] | undefined {
    return (this.found.get(unit) ?? (this.isOpen ? this.lines.get(unit) : undefined))?.numbers
  }

  /** A unit meets the condition. */
  find(unit: number, seen: Finding, sinceMs: number, seenMs: number): void {
    const line = this.lines.get(unit)
    const before = this.found.get(unit) ?? (this.isOpen ? line : undefined)
    const finding = { ...seen, sinceMs, seenMs, peak: before?.kind === seen.kind ? Math.max(before.peak, seen.size) : seen.size }
    this.found.set(unit, finding)
    if (this.isOpen && line !== undefined) {
      // Numbers of a standing line move all the time: only what it is and how bad it is makes it another.
      this.touched ||= line.untilMs !== null || line.kind !== finding.kind || line.severity !== finding.severity
      this.turned ||= worstOf(line) !== worstOf(finding) || line.peak !== finding.peak
      this.lines.set(unit, lineOf(finding, line.joinedMs))
    }
    this.nextMs = -Infinity
  }

  /** Whether the worst number of a line, or its greatest size, has become another since this was last asked: it is not in the figures of now, so it must be kept. */
  takeTurned(): boolean {
    const { turned } = this
    this.turned = false
    return turned
  }

  /** A unit does not meet it any more. */
  lose(unit: number, nowMs: number): void {
    if (!this.found.delete(unit)) return
    const line = this.lines.get(unit)
    if (this.isOpen && line !== undefined && line.untilMs === null) {
      this.touched = true
      this.lines.set(unit, { ...line, untilMs: nowMs })
    }
    this.nextMs = -Infinity
  }

  /** Its warning could not be opened now: it stays as if it were not enough yet, and is judged again at the next step. */
  refuse(): void {
    this.isOpen = false
    this.lines.clear()
    this.nextMs = -Infinity
  }

  /** When enough of the units found will have met the condition for long enough; null: they are not enough. `ripeMs`: from when on a finding counts. */
  opensMs(ripeMs: (found: Found) => number): number | null {
    const { rule } = this.compiled
    if (!isEnough(rule, this.found.size, this.due)) return null
    const ripe = [...this.found.values()].map(ripeMs).sort((a, b) => a - b)
    return ripe.find((_, i) => isEnough(rule, i + 1, this.due)) ?? null
  }

  /** Judges the group at `nowMs`. `ripeMs`: from when on a finding counts. */
  step(nowMs: number, ripeMs: (found: Found) => number): GroupEvent | null {
    this.nextMs = Infinity
    if (this.found.size === 0) return this.clear(nowMs)
    this.clearingMs = null
    if (this.quiet) return null
    return this.isOpen ? this.follow(nowMs, ripeMs) : this.open(nowMs, ripeMs)
  }

  private clear(nowMs: number): GroupEvent | null {
    if (!this.isOpen && !this.quiet) return null
    // Lines restored from before a restart that nobody found again ended unseen.
    if (this.isOpen) for (const [unit, line] of this.lines) if (line.untilMs === null) this.end(unit, line, nowMs)
    this.clearingMs = this.clearingMs === null ? nowMs : Math.min(this.clearingMs, nowMs)
    const dueMs = this.clearingMs + this.compiled.rule.clearAfterMs
    if (nowMs < dueMs) {
      this.nextMs = dueMs
      return this.takeTouched()
    }
    const event = this.isOpen ? 'closed' : 'cleared'
    this.isOpen = false
    this.quiet = false
    this.clearingMs = null
    return event
  }

  private open(nowMs: number, ripeMs: (found: Found) => number): GroupEvent | null {
    const ripe = this.ripe(nowMs, ripeMs)
    if (!isEnough(this.compiled.rule, ripe.length, this.due)) return null
    this.isOpen = true
    this.lines.clear()
    for (const [unit, found] of ripe) this.lines.set(unit, lineOf(found, nowMs))
    this.touched = false
    return 'opened'
  }

  private follow(nowMs: number, ripeMs: (found: Found) => number): GroupEvent | null {
    for (const [unit, line] of this.lines) if (line.untilMs === null && !this.found.has(unit)) this.end(unit, line, nowMs)
    for (const [unit, found] of this.ripe(nowMs, ripeMs)) {
      const line = this.lines.get(unit)
      if (line !== undefined && line.untilMs === null) continue
      this.lines.set(unit, lineOf(found, line === undefined ? nowMs : line.joinedMs))
      this.touched = true
    }
    return this.takeTouched()
  }

  private end(unit: number, line: RunLine, nowMs: number): void {
    this.lines.set(unit, { ...line, untilMs: Math.max(nowMs, line.sinceMs) })
    this.touched = true
  }

  /** Units that have met the condition for long enough; notes when the next one will have. */
  private ripe(nowMs: number, ripeMs: (found: Found) => number): [number, Found][] {
    const ripe: [number, Found][] = []
    for (const entry of this.found) {
      const atMs = ripeMs(entry[1])
      if (atMs <= nowMs) ripe.push(entry)
      else this.nextMs = Math.min(this.nextMs, atMs)
    }
    return ripe
  }

  private takeTouched(): GroupEvent | null {
    const event = this.touched ? 'lines' : null
    this.touched = false
    return event
  }
}
