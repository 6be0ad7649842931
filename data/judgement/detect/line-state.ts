/**
 * `down` and `flapping` of a line, from the sequence of its availability readings (spans that end at their `at`).
 *
 * Down: the newest span was down (at most a tenth of it up) and so were all since `zeroFromMs`, for two minutes and two spans of the
 * cadence at least. One reading with up time ends it.
 * Flapping: at least six turns between up and down within the hour before the newest span, or eight within 24 longer spans; the
 * shortest span in the window says how closely the line is watched, so that an hourly span after 5-minute ones looks no further back. Turns are the fewest that explain the
 * spans: a span that was partly up holds at least one, and between two spans that agree their number is even.
 *
 * Silence ends neither: only a reading that shows the line up does. What stands of a lost line says since when nothing is heard (`unheard`).
 */
import { cadenceMs, type Kpi } from '../../kpis/kpi.ts'
import type { Verdict } from '../verdict.ts'
import { told } from './evidence.ts'
import { lines } from './thresholds.ts'

/** Spans of one line, oldest first, the first `count`; at most one an instant. Seconds. */
export interface Spans {
  count: number
  readonly at: Float64Array
  readonly up: Float64Array
  readonly span: Float64Array
}

/** Room for `capacity` spans, empty. */
export function emptySpans(capacity: number): Spans {
  return { count: 0, at: new Float64Array(capacity), up: new Float64Array(capacity), span: new Float64Array(capacity) }
}

/** 0 down, 1 partly up, 2 up. A span of no length was up: nothing was seen to fail. */
export function spanState(up: number, span: number): 0 | 1 | 2 {
  if (span <= 0 || up >= lines.upFrom * span) return 2
  return up <= lines.nearly * span ? 0 : 1
}

function stateAt(s: Spans, i: number): 0 | 1 | 2 {
  return spanState(s.up[i]!, s.span[i]!)
}

/** First instant of the run of down spans up to the newest; NaN: it is not down. Within the spans that are kept. */
export function zeroRunFrom(s: Spans): number {
  let i = s.count - 1
  if (i < 0 || stateAt(s, i) !== 0) return NaN
  while (i > 0 && stateAt(s, i - 1) === 0) i--
  return s.at[i]! - s.span[i]! * 1000
}

/** The outage, or null. `zeroFromMs`: see `zeroRunFrom`; it may be older than the kept spans. */
export function judgeDown(kpi: Kpi, s: Spans, zeroFromMs: number): Verdict | null {
  const last = s.count - 1
  if (last < 0 || Number.isNaN(zeroFromMs)) return null
  const downMs = s.at[last]! - zeroFromMs
  if (downMs < Math.max(lines.leastDownMs, lines.leastDownCadences * (cadenceMs[kpi.cadence] ?? 0))) return null
  return {
    kind: 'down', severity: 'at_risk', sinceMs: zeroFromMs, size: downMs / lines.leastDownMs,
    numbers: [told('downtime', downMs, 'spanMs'), told('newest', s.at[last]!, 'instantMs')],
  }
}

/** Fewest turns that explain `partly` spans between two states (null: unknown, before the window). */
function turnsBetween(before: 0 | 2 | null, partly: number, after: 0 | 2 | null): number {
  if (before === null || after === null) return partly
  const odd = before === after ? 0 : 1
  return partly % 2 === odd ? partly : partly + 1
}

/** The window of turns before the newest span, milliseconds, where `seconds` is the shortest span in it. */
export function turnWindowMs(seconds: number): number {
  return Math.max(lines.windowMs, lines.windowSpans * seconds * 1000)
}

/** The flapping, or null. */
export function judgeFlapping(s: Spans): Verdict | null {
  const last = s.count - 1
  if (last < 1) return null
  let window = Infinity
  let turns = 0
  let partly = 0
  let after: 0 | 2 | null = null
  let sinceMs = s.at[last]!
  for (let i = last; i >= 0; i--) {
    window = Math.min(window, turnWindowMs(s.span[i]!))
    if (s.at[last]! - s.at[i]! >= window) break
    const state = stateAt(s, i)
    if (state === 1) {
      partly++
      continue
    }
    const more = turnsBetween(state, partly, after)
    if (more > 0) sinceMs = s.at[i]!
    turns += more
    partly = 0
    after = state
  }
  turns += partly
  const least = window > lines.windowMs ? lines.turnsOfLongWindow : lines.turns
  if (turns < least) return null
  return {
    kind: 'flapping', severity: 'behind', sinceMs, size: turns / least,
    numbers: [told('transitions', turns, 'count'), told('window', window, 'spanMs'), told('newest', s.at[last]!, 'instantMs')],
  }
}

/** What stands of a line that has been lost since: the instant of the newest reading is since when nothing is heard. */
export function unheard(verdict: Verdict | null): Verdict | null {
  return verdict === null ? null : { ...verdict, numbers: verdict.numbers.map((one) => (one.id === 'newest' ? { ...one, id: 'unheard' } : one)) }
}
