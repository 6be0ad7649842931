/** Which target holds for every (unit, KPI) of a plan year, looked up once and kept. */
import type { Kpi, Target } from '../../data/kpis/kpi.ts'
import { resolveTarget } from '../../data/kpis/resolve-target.ts'
import { expectedAt } from '../../data/judgement/plan-status.ts'
import { yearOf } from '../../data/time/vietnam-time.ts'
import { ancestorsOf, type Pyramid } from '../../data/pyramid/pyramid.ts'

/** Looks targets up by indices. */
export class PlanBook {
  private readonly pyramid: Pyramid
  private readonly kpis: readonly Kpi[]
  private readonly byKpi: ReadonlyMap<string, readonly Target[]>
  private readonly kept = new Map<number, (Target | null)[]>()
  /** Codes that own a target of any kind. */
  private readonly owners: ReadonlySet<string>
  /** What units that own nothing take, by page, parent and level. */
  private readonly taken = new Map<string, Target | null>()

  constructor(pyramid: Pyramid, kpis: readonly Kpi[], targets: readonly Target[]) {
    this.pyramid = pyramid
    this.kpis = kpis
    const byKpi = new Map<string, Target[]>()
    for (const target of targets) byKpi.set(target.kpi, [...(byKpi.get(target.kpi) ?? []), target])
    this.byKpi = byKpi
    this.owners = new Set(targets.flatMap(({ owner }) => (owner.kind === 'level' ? [] : [owner.unit])))
  }

  /** The target of a unit for a KPI in a plan year; null where none holds. */
  target(unit: number, kpi: number, year: number): Target | null {
    const page = year * 128 + kpi
    let row = this.kept.get(page)
    if (row === undefined) {
      row = []
      this.kept.set(page, row)
    }
    const known = row[unit]
    if (known !== undefined) return known
    const found = this.owners.has(this.pyramid.units[unit]!.code) ? this.find(unit, kpi, year) : this.takenFrom(unit, kpi, year, page)
    row[unit] = found
    return found
  }

  /** Units that own nothing, of one level under one parent, have the same target: it is looked up once. */
  private takenFrom(unit: number, kpi: number, year: number, page: number): Target | null {
    const id = `${page} ${this.pyramid.parent[unit]!} ${this.pyramid.units[unit]!.level}`
    const known = this.taken.get(id)
    if (known !== undefined) return known
    const found = this.find(unit, kpi, year)
    this.taken.set(id, found)
    return found
  }

  /** Where the plan's line of a unit stands at an instant; null without a target in that plan year. */
  expected(unit: number, kpi: number, atMs: number): number | null {
    const target = this.target(unit, kpi, yearOf(atMs))
    return target === null ? null : expectedAt(target, atMs)
  }

  private find(unit: number, kpi: number, year: number): Target | null {
    const id = this.kpis[kpi]!.id
    const { code, level } = this.pyramid.units[unit]!
    const above = (): readonly string[] => ancestorsOf(this.pyramid, unit).map((index) => this.pyramid.units[index]!.code)
    return resolveTarget(id, code, year, above, level, this.byKpi.get(id) ?? [])
  }
}
