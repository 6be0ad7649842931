/** A rule made ready to be run: codes as indices. A rule that no longer fits the lists (a KPI or root that is gone) looks at less, or at nothing. */
import type { Kpi } from '../../../data/kpis/kpi.ts'
import type { RuleInput } from '../../../data/protocol/rule.ts'
import type { Pyramid } from '../../../data/pyramid/pyramid.ts'
import { canMeet, chosenKpis } from '../../../data/rules/check-rule.ts'
import { reportKpi } from '../../../data/rules/default-rules.ts'
import { membersOf } from '../../../data/rules/judge-rule.ts'

/** A rule and the id it is kept by. */
export interface RunRule {
  readonly id: string
  readonly rule: RuleInput
}

let compiledRules = 0

/** See the file header. */
export class CompiledRule {
  /** No other has it. */
  readonly serial = compiledRules++
  readonly id: string
  readonly rule: RuleInput
  /** Indices of its KPIs. */
  readonly kpis: readonly number[]
  private readonly pyramid: Pyramid
  private readonly catalogue: readonly Kpi[]
  private readonly root: number
  private readonly end: number
  private readonly dueCounts = new Map<number, number>()

  constructor({ id, rule }: RunRule, pyramid: Pyramid, catalogue: readonly Kpi[]) {
    this.id = id
    this.rule = rule
    this.pyramid = pyramid
    this.catalogue = catalogue
    this.root = pyramid.indexOf(rule.root) ?? -1
    this.end = this.root < 0 ? -1 : pyramid.end[this.root]!
    const chosen = rule.condition.on === 'report_due' ? catalogue.filter((kpi) => kpi.id === reportKpi) : chosenKpis(rule, catalogue)
    this.kpis = chosen.map((kpi) => catalogue.indexOf(kpi))
  }

  /** Whether it looks at the figures of a unit. */
  looksAt(unit: number): boolean {
    return unit >= this.root && unit < this.end && this.rule.levels.includes(this.pyramid.units[unit]!.level)
  }

  /** Units it looks at, in pyramid order. */
  *units(): Iterable<number> {
    for (let unit = Math.max(0, this.root); unit < this.end; unit++) if (this.looksAt(unit)) yield unit
  }

  /** How many units of a group can ever meet it for a KPI. */
  dueOf(kpi: number, group: number): number {
    const id = kpi * this.pyramid.size + group
    const known = this.dueCounts.get(id)
    if (known !== undefined) return known
    const due = this.dueUnits(kpi, group).length
    this.dueCounts.set(id, due)
    return due
  }

  /** The units of a group that can ever meet it for a KPI. */
  dueUnits(kpi: number, group: number): readonly number[] {
    const { condition, levels } = this.rule
    return membersOf(this.pyramid, group, this.root, levels).filter((unit) => canMeet(condition, this.pyramid.units[unit]!.level, this.catalogue[kpi]!))
  }
}
