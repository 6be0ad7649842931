/**
 * What opened and closed of every KPI of a rule, kept until all of them were walked, then folded as the live book folds (folding.ts) and counted. KPI after
 * KPI is walked, but what one warning covers is of other KPIs: only together can they be told.
 *
 * Kept are the changes of the units that meet the condition, not states: for each group's unit five numbers a change (instant, KPI, unit, kind, from when on it
 * has met it for the pending time: a unit that comes back into an open warning is its line at once, but opens none before).
 */
import { warningKinds } from '../../../data/protocol/warning.ts'
import type { RuleInput } from '../../../data/protocol/rule.ts'
import type { Pyramid } from '../../../data/pyramid/pyramid.ts'
import { isEnough } from '../../../data/rules/judge-rule.ts'
import { dayMs, hourMs } from '../../../data/time/vietnam-time.ts'
import { byReach, covers, silence, type FoldLine, type Opening, type Standing } from '../warnings/folding.ts'
import type { RunGroup } from '../rules/run-group.ts'
import type { RunEvent } from '../rules/rule-run.ts'
import type { PastCount, Tally } from './tally.ts'
import { rehearsedId } from './rehearsed-id.ts'

/** In the place of a unit: the group opened (anew), or closed, or a unit has met the condition for long enough. */
const marks = { opened: -1, closed: -2, ripe: -3 } as const
/** Numbers of a change. */
const stride = 5
/** In the place of a kind: the unit meets it no more. */
const noKind = -1

/** Whether a rule's warnings of several KPIs can cover one another: of silence and of outages (folding.ts). */
export function mayFold({ condition }: RuleInput, kpis: number): boolean {
  return kpis > 1 && condition.on === 'verdict' && condition.verdicts.some((kind) => kind === 'down' || silence.includes(kind))
}

interface RipeLine extends FoldLine { readonly ripeMs: number }

/** A group of one KPI in the folded past. `isFound`: its run has it open; `isOpen`: so have people. */
interface Track {
  readonly kpi: number
  readonly unit: number
  readonly due: number
  readonly lines: Map<number, RipeLine>
  /** Units that are or were lines of the open warning. */
  readonly told: Set<number>
  isFound: boolean
  isOpen: boolean
  isTouched: boolean
}

/** See the file header. */
export class Timeline implements PastCount {
  private readonly rule: RuleInput
  private readonly pyramid: Pyramid
  private readonly fromMs: number
  /** By the group's unit: its changes. */
  private readonly changes = new Map<number, number[]>()
  /** What is known of each group while its KPI is walked: kinds of its units. */
  private known = new Map<number, Map<number, number>>()
  private readonly due = new Map<string, number>()
  private readonly ends = new Map<number, Track[]>()
  private kpi = -1

  constructor(rule: RuleInput, pyramid: Pyramid, fromMs: number) {
    this.rule = rule
    this.pyramid = pyramid
    this.fromMs = fromMs
  }

  before(groups: Iterable<RunGroup>): void {
    this.kpi++
    this.known = new Map()
    for (const group of groups) if (group.isOpen) this.opened(group, -Infinity)
  }

  add(events: readonly RunEvent[], nowMs: number): void {
    for (const { what, group } of events) {
      if (what === 'opened') this.opened(group, nowMs)
      else if (what === 'lines') this.lines(group, nowMs)
      else this.note(group.unit, nowMs, marks.closed)
    }
  }

  after(groups: Iterable<RunGroup>): void {
    for (const { unit, due, found, compiled: { rule } } of groups) {
      if (!isEnough(rule, found.size, due)) continue
      const lines = new Map([...found].map(([member, { kind }]) => [member, { kind, untilMs: null, ripeMs: -Infinity }] as const))
      const ends = this.ends.get(unit) ?? []
      ends.push({ kpi: this.kpi, unit, due, lines, told: new Set(), isFound: true, isOpen: false, isTouched: false })
      this.ends.set(unit, ends)
    }
  }

  standing(): void {
    // Counted from the folded past.
  }

  /** Folds and counts; yields after each group. */
  *count(tally: Tally): Generator<void> {
    for (const [unit, changes] of this.changes) {
      this.replay(unit, changes, tally)
      this.changes.delete(unit)
      yield
    }
    for (const tracks of this.ends.values()) {
      this.settle(tracks, Infinity)
      tally.openingNow(tracks.filter(({ isOpen }) => isOpen))
      yield
    }
  }

  private opened(group: RunGroup, nowMs: number): void {
    this.due.set(`${this.kpi} ${group.unit}`, group.due)
    this.known.delete(group.unit)
    this.note(group.unit, nowMs, marks.opened)
    this.lines(group, nowMs)
  }

  private lines(group: RunGroup, nowMs: number): void {
    const known = this.known.get(group.unit) ?? new Map<number, number>()
    this.known.set(group.unit, known)
    for (const [member, { kind, untilMs }] of group.lines) {
      const now = untilMs === null ? warningKinds.indexOf(kind) : noKind
      if ((known.get(member) ?? noKind) === now) continue
      known.set(member, now)
      const seenMs = group.found.get(member)?.seenMs ?? -Infinity
      const ripeMs = seenMs + this.rule.pendingMs
      this.note(group.unit, nowMs, member, now, ripeMs)
      // A walk steps at the ends of hours.
      if (now !== noKind && ripeMs > nowMs) this.note(group.unit, Math.ceil((ripeMs + 1) / hourMs) * hourMs - 1, marks.ripe)
    }
  }

  private note(unit: number, nowMs: number, member: number, kind = noKind, ripeMs = -Infinity): void {
    const changes = this.changes.get(unit) ?? []
    this.changes.set(unit, changes)
    changes.push(nowMs, this.kpi, member, kind, ripeMs)
  }

  private replay(unit: number, changes: readonly number[], tally: Tally): void {
    const order = Array.from({ length: changes.length / stride }, (_, i) => i * stride).sort((a, b) => (changes[a] === changes[b] ? a - b : changes[a]! - changes[b]!))
    const tracks = new Map<number, Track>()
    let day = 0
    const daysUntil = (until: number): void => {
      const open = [...tracks.values()].filter(({ isOpen }) => isOpen).length
      for (; day < until; day++) tally.standing(day, open)
    }
    for (let i = 0; i < order.length;) {
      const nowMs = changes[order[i]!]!
      const today = nowMs === -Infinity ? 0 : Math.floor((nowMs - this.fromMs) / dayMs)
      daysUntil(today)
      for (; i < order.length && changes[order[i]!] === nowMs; i++) this.change(tracks, unit, changes, order[i]!)
      const opened = this.settle([...tracks.values()], nowMs)
      if (nowMs === -Infinity) tally.stoodBefore(opened)
      else this.tell(tally, today, opened, tracks.values())
      for (const track of tracks.values()) track.isTouched = false
    }
    daysUntil(tally.days)
  }

  private tell(tally: Tally, day: number, opened: readonly Track[], tracks: Iterable<Track>): void {
    for (const track of opened) tally.told('opened', track, day)
    for (const track of tracks) if (track.isOpen && track.isTouched && !opened.includes(track)) tally.told('lines', track, day)
  }

  private change(tracks: Map<number, Track>, unit: number, changes: readonly number[], at: number): void {
    const kpi = changes[at + 1]!, member = changes[at + 2]!, kind = changes[at + 3]!
    const track = tracks.get(kpi) ?? { kpi, unit, due: this.due.get(`${kpi} ${unit}`) ?? 0, lines: new Map<number, RipeLine>(), told: new Set<number>(), isFound: false, isOpen: false, isTouched: false }
    tracks.set(kpi, track)
    if (member === marks.ripe) return
    track.isTouched = true
    if (member === marks.closed) Object.assign(track, { isFound: false, isOpen: false })
    if (member === marks.opened) track.isFound = true
    if (member < 0) track.lines.clear()
    else if (kind === noKind) track.lines.delete(member)
    else track.lines.set(member, { kind: warningKinds[kind]!, untilMs: null, ripeMs: changes[at + 4]! })
  }

  /** Opens what is found and not covered, and ends what gives way to it; until nothing changes. What opened. */
  private settle(tracks: readonly Track[], nowMs: number): Track[] {
    const opened: Track[] = []
    for (let round = 0; round <= tracks.length; round++) {
      const waiting = tracks.flatMap((track) => (track.isFound && !track.isOpen ? [{ track, opening: this.opening(track, nowMs) }] : []))
        .filter(({ track: { due }, opening: { lines } }) => isEnough(this.rule, lines.size, due))
      let isSettled = true
      for (const { track, opening } of waiting.sort((a, b) => byReach(a.opening, b.opening))) {
        if (tracks.some((over) => over.isOpen && covers(this.standingOf(over, nowMs), opening))) continue
        this.open(track, opening)
        isSettled = false
        opened.push(track)
        for (const less of tracks) if (less !== track && less.isOpen && covers(this.standingOf(track, nowMs), this.opening(less, nowMs), true)) less.isOpen = false
      }
      if (isSettled) break
    }
    return opened
  }

  private open(track: Track, { lines }: Opening): void {
    track.isOpen = true
    track.told.clear()
    for (const member of lines.keys()) track.told.add(member)
  }

  /** What a track would open, or has: units that have met the condition for long enough, and those that are back in the open warning. */
  private opening({ kpi, unit, lines, isOpen, told }: Track, nowMs: number): Opening {
    const { severity, tell } = this.rule
    const ripe = new Map([...lines].filter(([member, { ripeMs }]) => ripeMs <= nowMs || (isOpen && told.has(member))))
    if (isOpen) for (const member of ripe.keys()) told.add(member)
    return { rule: rehearsedId, kpi, unit, level: this.pyramid.units[unit]!.level, severity, tell, lines: ripe }
  }

  private standingOf(track: Track, nowMs: number): Standing {
    return { ...this.opening(track, nowMs), due: track.due, covers: true, untouched: true }
  }
}
