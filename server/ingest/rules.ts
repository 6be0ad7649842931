/** What the catalogue and the pyramid say about a (unit, KPI) pair, looked up instead of searched. Built once. */
import type { Kpi } from '../../data/kpis/kpi.ts'
import { hasDenominator, isProperRatio } from '../../data/measures/measure.ts'
import type { Pyramid } from '../../data/pyramid/pyramid.ts'
import type { UnitLevel } from '../../data/units/unit.ts'

/** What a KPI asks of its readings. */
export interface KpiRule {
  readonly index: number
  readonly computed: boolean
  readonly hasDen: boolean
  /** `num` must not exceed `den`. */
  readonly proper: boolean
  readonly isLevel: boolean
  readonly isAvailability: boolean
  /** Bits of the levels whose own offices report it. */
  readonly levels: number
}

/** The rules of all KPIs, and of all units the bits of their own level and of the levels below them. */
export interface Rules {
  readonly pyramid: Pyramid
  readonly kpis: ReadonlyMap<string, KpiRule>
  readonly ownLevel: Uint8Array
  readonly levelsBelow: Uint8Array
}

const bitOf: Readonly<Record<UnitLevel, number>> = { centre: 1, province: 2, commune: 4 }

function ruleOf(kpi: Kpi, index: number): KpiRule {
  return {
    index, computed: kpi.computed, hasDen: hasDenominator(kpi.kind), proper: isProperRatio(kpi.kind),
    isLevel: kpi.kind === 'level', isAvailability: kpi.kind === 'availability',
    levels: kpi.levels.reduce((bits, level) => bits | bitOf[level], 0),
  }
}

/** Builds the rules of a pyramid and a catalogue; KPI indices are places in `kpis`. */
export function buildRules(pyramid: Pyramid, kpis: readonly Kpi[]): Rules {
  const ownLevel = Uint8Array.from(pyramid.units, (unit) => bitOf[unit.level])
  const levelsBelow = new Uint8Array(pyramid.size)
  for (let i = pyramid.size - 1; i > 0; i--) {
    const parent = pyramid.parent[i]!
    if (parent >= 0) levelsBelow[parent] = levelsBelow[parent]! | levelsBelow[i]! | ownLevel[i]!
  }
  return { pyramid, kpis: new Map(kpis.map((kpi, index) => [kpi.id, ruleOf(kpi, index)])), ownLevel, levelsBelow }
}
