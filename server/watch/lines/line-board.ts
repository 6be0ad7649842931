/**
 * What is told of the lines of one availability KPI: states from the verdicts, outages and seconds from the outage book, who has taken
 * an outage from the warnings. Everything of an answer lies in the subtree of its root (law 8). A question walks the lines of the
 * subtree once, never their readings.
 */
import type { Outage } from '../../../data/judgement/detect/outages.ts'
import { freshnessAt } from '../../../data/judgement/freshness.ts'
import type { LineState } from '../../../data/judgement/line-states.ts'
import type { Verdict, VerdictKind } from '../../../data/judgement/verdict.ts'
import { cadenceMs } from '../../../data/kpis/kpi.ts'
import type { LineCounts, LinesAnswer, LineUnit, OutageUnderWay, OutageWarning, PastOutage } from '../../../data/protocol/lines.ts'
import { hourMs, toLocalIso } from '../../../data/time/vietnam-time.ts'
import type { Live } from '../../figures/live.ts'
import { bucketStart } from '../../log/buckets.ts'
import type { Seer } from '../rules/rule-book.ts'
import type { VerdictSource } from '../rules/rule-run.ts'
import { emptyStrip, stripDays, stripHours } from './line-rings.ts'
import type { OutageBook } from './outage-book.ts'

/** What a board stands on. `since`: seconds of a line observed after an instant; `taken`: standing warnings of outages by unit. */
export interface LineBoardDeps {
  readonly live: Live
  readonly kpi: number
  readonly book: OutageBook
  readonly verdicts: VerdictSource
  readonly since: (unit: number, kpi: number, fromMs: number) => { readonly up: number; readonly observed: number }
  readonly taken: (kpi: number, root: number, seer: Seer) => ReadonlyMap<number, OutageWarning>
}

/** One line now. */
interface LineNow {
  readonly unit: number
  readonly state: LineState
  readonly down: Verdict | null
  readonly sinceMs: number | null
  readonly isSilent: boolean
}

/** Kinds of verdicts that make a line's state. */
export const stateKinds: readonly VerdictKind[] = ['down', 'flapping', 'lost']

const noCounts: LineCounts = { due: 0, down: 0, silent: 0, flapping: 0, late: 0, up: 0, never: 0 }

function isUntaken({ warning }: OutageUnderWay): boolean {
  return warning === null || warning.state === 'open'
}

/** See the file header. */
export class LineBoard {
  readonly #deps: LineBoardDeps

  constructor(deps: LineBoardDeps) {
    this.#deps = deps
  }

  /** The answer for a root inside the seer's scope, its lists cut to `limit`. */
  answer(root: number, limit: number, seer: Seer, isWhole: boolean): LinesAnswer {
    const { live, kpi, book } = this.#deps
    const { pyramid } = live
    const self = this.#unit(root)
    const children = [...pyramid.children[root]!].map((child) => this.#unit(child)).filter(({ counts }) => counts.due > 0)
    const lines = this.#lines(root)
    const underWay = this.#underWay(lines, this.#deps.taken(kpi, root, seer))
    const longest = this.#longest(root, lines)
    const list = (state: LineState): LineNow[] => lines.filter((line) => line.state === state).sort((a, b) => (a.sinceMs ?? -Infinity) - (b.sinceMs ?? -Infinity) || a.unit - b.unit)
    const told = ({ unit, sinceMs }: LineNow) => ({ unit: pyramid.units[unit]!.code, since: sinceMs === null ? null : toLocalIso(sinceMs) })
    return {
      unit: pyramid.units[root]!.code, kpi: live.kpis[kpi]!.id, at: toLocalIso(live.nowMs), isWhole, simulated: live.columns[kpi]!.subSim[root]! > 0,
      hoursFrom: toLocalIso(bucketStart('hour', book.from.hour)), daysFrom: toLocalIso(bucketStart('day', book.from.day)),
      self, children, underWay: underWay.slice(0, limit), underWayTotal: underWay.length, longest: longest.slice(0, limit), longestTotal: longest.length,
      silent: [...list('silent'), ...list('never')].slice(0, limit).map(told), flapping: list('flapping').slice(0, limit).map(told),
    }
  }

  #line(unit: number): LineNow | null {
    const { live, kpi, verdicts } = this.#deps
    const columns = live.columns[kpi]!
    if (columns.ownDue[unit] !== 1) return null
    const newestMs = columns.ownAt[unit]!
    if (Number.isNaN(newestMs)) return { unit, state: 'never', down: null, sinceMs: null, isSilent: true }
    const stand = verdicts.verdicts(unit, kpi)
    const of = (kind: Verdict['kind']): Verdict | null => stand.find((verdict) => verdict.kind === kind) ?? null
    const down = of('down')
    const flapping = of('flapping')
    const isSilent = of('lost') !== null
    if (down !== null) return { unit, state: 'down', down, sinceMs: down.sinceMs, isSilent }
    if (isSilent) return { unit, state: 'silent', down, sinceMs: newestMs, isSilent }
    if (flapping !== null) return { unit, state: 'flapping', down, sinceMs: flapping.sinceMs, isSilent }
    const isFresh = freshnessAt(newestMs, cadenceMs[live.kpis[kpi]!.cadence], live.nowMs) === 'fresh'
    return isFresh ? { unit, state: 'up', down, sinceMs: null, isSilent } : { unit, state: 'late', down, sinceMs: newestMs, isSilent }
  }

  #lines(root: number): readonly LineNow[] {
    const found: LineNow[] = []
    for (let unit = root; unit < this.#deps.live.pyramid.end[root]!; unit++) {
      const line = this.#line(unit)
      if (line !== null) found.push(line)
    }
    return found
  }

  #unit(root: number): LineUnit {
    const { live, kpi, book } = this.#deps
    const { pyramid } = live
    const columns = live.columns[kpi]!
    const counts: LineCounts = { ...noCounts }
    const hours = emptyStrip(stripHours)
    const days = emptyStrip(stripDays)
    for (const { unit, state } of this.#lines(root)) {
      counts.due++
      counts[state]++
      book.sumInto(unit, hours, days)
    }
    const observed = hours.observed.reduce((a, b) => a + b, 0)
    const newestMs = columns.subNewest[root]!
    return {
      unit: pyramid.units[root]!.code, counts, hours, days,
      hour24: { up: observed - hours.down.reduce((a, b) => a + b, 0), observed },
      days30: { up: columns.subNum[root]!, observed: columns.subDen[root]! }, newestAt: Number.isNaN(newestMs) ? null : toLocalIso(newestMs),
    }
  }

  #underWay(lines: readonly LineNow[], taken: ReadonlyMap<number, OutageWarning>): OutageUnderWay[] {
    const { live, kpi } = this.#deps
    const { pyramid, columns, nowMs } = live
    const down = lines.filter((line) => line.down !== null).sort((a, b) => a.sinceMs! - b.sinceMs! || a.unit - b.unit)
    const told = down.map(({ unit, sinceMs, isSilent }): OutageUnderWay => ({
      unit: pyramid.units[unit]!.code, since: toLocalIso(sinceMs!), newestAt: toLocalIso(columns[kpi]!.ownAt[unit]!), silent: isSilent,
      lastHour: this.#deps.since(unit, kpi, nowMs - hourMs), warning: taken.get(unit) ?? null,
    }))
    return [...told.filter(isUntaken), ...told.filter((one) => !isUntaken(one))]
  }

  #longest(root: number, lines: readonly LineNow[]): PastOutage[] {
    const { live: { pyramid }, book } = this.#deps
    const isDown = new Set(lines.filter(({ down }) => down !== null).map(({ unit }) => unit))
    const all: { readonly unit: number; readonly outage: Outage; readonly goesOn: boolean }[] = []
    for (const unit of book.troubled(root, pyramid.end[root]!)) {
      const { ended, run } = book.outages(unit)
      for (const outage of ended) all.push({ unit, outage, goesOn: false })
      if (run !== null) all.push({ unit, outage: run, goesOn: isDown.has(unit) })
    }
    all.sort((a, b) => b.outage.downS - a.outage.downS || b.outage.toMs - a.outage.toMs || a.unit - b.unit)
    return all.map(({ unit, outage, goesOn }) => ({
      unit: pyramid.units[unit]!.code, from: toLocalIso(outage.fromMs), to: goesOn ? null : toLocalIso(outage.toMs), downS: outage.downS, resolution: outage.resolution,
    }))
  }
}
