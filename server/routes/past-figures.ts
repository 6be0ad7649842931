/**
 * What the present is compared with: the same figure 30 days ago, and the close of last year. Asked of history, kept for a minute,
 * and never allowed to hold up the present: what does not come in time is left out.
 */
import type { Figure } from '../../data/protocol/figure.ts'
import { dayMs, hourStart, toLocalIso, yearOf } from '../../data/time/vietnam-time.ts'
import type { DoorDeps } from './deps.ts'

/** How far back a change is measured, milliseconds (30 days). */
export const changeSpanMs = 30 * dayMs
/** How long an answer of history is kept, milliseconds. */
export const pastKeptMs = 60_000
/** Most answers kept. */
export const maxPastKept = 500
/** Longest wait for history before the present goes without it, milliseconds. */
export const pastWaitMs = 2000

type Kept = { readonly atMs: number; readonly figures: Promise<readonly Figure[] | null> }

/** See the header. Keeps its answers; one for a server. */
export class PastFigures {
  private readonly deps: Pick<DoorDeps, 'clock' | 'history' | 'plans' | 'live'>
  private readonly kept = new Map<string, Kept>()

  constructor(deps: Pick<DoorDeps, 'clock' | 'history' | 'plans' | 'live'>) {
    this.deps = deps
  }

  /** The present figures of one unit, with what they are compared with. */
  async compareUnit(unit: number, kpis: readonly number[], figures: readonly Figure[]): Promise<Figure[]> {
    const sinceMs = this.sinceMs()
    const [past, closes, days] = await Promise.all([
      this.ask(`u${unit}:${kpis.join()}:${sinceMs}`, () => this.deps.history.figures(unit, kpis, sinceMs, null)),
      this.lastYears(unit, kpis),
      this.days(unit, kpis),
    ])
    return figures.map((figure, i) => {
      const lastYear = closes.get(figure.kpi)
      const day = days.get(figure.kpi)
      return { ...withChange(figure, past?.[i], sinceMs), ...(day === undefined ? {} : { day }), ...(lastYear === undefined ? {} : { lastYear }) }
    })
  }

  /** The last 24 hours of the availability figures among `kpis`. */
  private async days(unit: number, kpis: readonly number[]): Promise<ReadonlyMap<string, NonNullable<Figure['day']>>> {
    const lines = kpis.filter((kpi) => this.deps.live.kpis[kpi]!.kind === 'availability')
    if (lines.length === 0) return new Map()
    const figures = await this.ask(`d${unit}:${lines.join()}`, () => this.deps.history.figures(unit, lines, this.deps.clock.nowMs(), null))
    return new Map((figures ?? []).flatMap((figure) => (figure.day === undefined ? [] : [[figure.kpi, figure.day] as const])))
  }

  /** The present figures of several units for one KPI, with their changes. `root` names the set. */
  async compareChildren(root: number, units: readonly number[], kpi: number, figures: readonly Figure[]): Promise<Figure[]> {
    const sinceMs = this.sinceMs()
    const past = await this.ask(`c${root}:${kpi}:${sinceMs}`, () => this.deps.history.map(units, kpi, sinceMs))
    return figures.map((figure, i) => withChange(figure, past?.[i], sinceMs))
  }

  private sinceMs(): number {
    return hourStart(this.deps.clock.nowMs() - changeSpanMs)
  }

  private async lastYears(unit: number, kpis: readonly number[]): Promise<ReadonlyMap<string, NonNullable<Figure['lastYear']>>> {
    const nowMs = this.deps.clock.nowMs()
    const year = yearOf(nowMs) - 1
    const planned = kpis.filter((kpi) => this.deps.plans.target(unit, kpi, year) !== null)
    if (planned.length === 0) return new Map()
    const figures = await this.ask(`y${unit}:${planned.join()}:${year}`, () => this.deps.history.figures(unit, planned, nowMs, null))
    return new Map((figures ?? []).flatMap((figure) => (figure.lastYear === undefined ? [] : [[figure.kpi, figure.lastYear] as const])))
  }

  private async ask(name: string, question: () => Promise<readonly Figure[]>): Promise<readonly Figure[] | null> {
    const nowMs = this.deps.clock.nowMs()
    const found = this.kept.get(name)
    if (found !== undefined && nowMs >= found.atMs && nowMs - found.atMs < pastKeptMs) return withinTime(found.figures)
    const figures = question().catch(() => {
      this.kept.delete(name)
      return null
    })
    this.kept.delete(name)
    this.kept.set(name, { atMs: nowMs, figures })
    const oldest = this.kept.keys().next().value
    if (this.kept.size > maxPastKept && oldest !== undefined) this.kept.delete(oldest)
    return withinTime(figures)
  }
}

async function withinTime(figures: Promise<readonly Figure[] | null>): Promise<readonly Figure[] | null> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<null>((resolve) => { timer = setTimeout(() => resolve(null), pastWaitMs) })
  const first = await Promise.race([figures, late])
  clearTimeout(timer)
  return first
}

function withChange(figure: Figure, past: Figure | undefined, sinceMs: number): Figure {
  if (past === undefined) return figure
  const value = figure.value === null || past.value === null ? null : figure.value - past.value
  return { ...figure, change: { since: toLocalIso(sinceMs), value } }
}
