/**
 * The simulated country: every unit with its latent character (size, pace, habits) and every reported KPI with its profile.
 * Everything follows from (seed, unit code, KPI id); the order of the lists and the instant of asking change nothing.
 */
import type { Kpi, Target } from '../kpis/kpi.ts'
import { resolveTarget } from '../kpis/resolve-target.ts'
import type { Unit, UnitLevel } from '../units/unit.ts'
import { planLine, type PlanLine } from './plan-line.ts'
import { habitOf, type ReportingHabit } from './periods.ts'
import { sampleProfiles, type SampleProfile } from './profiles.ts'
import { between, textHash, uniform } from './random.ts'
import { dienBienPages, troubledUnits } from './troubles.ts'

/** What the samples are made from. `nowMs`: the instant they begin at (epoch milliseconds); `seed`: a whole number. */
export interface SampleInput {
  readonly units: readonly Unit[]
  readonly kpis: readonly Kpi[]
  readonly targets: readonly Target[]
  readonly nowMs: number
  readonly seed: number
}

/** The plan year whose targets the figures follow. */
export const samplePlanYear = 2026

/** A unit with its character. `province`: code of the province it lies in (its own for a province), null for the centre. */
export interface SampleUnit {
  readonly code: string
  readonly level: UnitLevel
  readonly province: string | null
  readonly hash: number
  /** Factor on the sizes of a profile; 1 is ordinary. */
  readonly size: number
  /** Units directly below the province it lies in. */
  readonly siblings: number
  readonly habit: ReportingHabit
}

/** A reported KPI with its profile. */
export interface SampleKpi {
  readonly kpi: Kpi
  readonly hash: number
  readonly profile: SampleProfile
}

/** The simulated country. `lineOf`: the plan a unit's figures follow. */
export interface SampleWorld {
  readonly seed: number
  readonly units: readonly SampleUnit[]
  readonly kpis: readonly SampleKpi[]
  kpiOf(id: string): SampleKpi
  lineOf(unit: SampleUnit, kpi: SampleKpi): PlanLine
  /** Denominator (stock) or volume of a day or month (flow) of an ordinary period; not rounded, 0 where none. */
  sizeOf(unit: SampleUnit, kpi: SampleKpi): number
}

/** Second words of `uniform` for characters. */
const salts = { size: 21 } as const
const levels: readonly UnitLevel[] = ['centre', 'province', 'commune']

function sizeFactor(seed: number, level: UnitLevel, hash: number, children: number): number {
  if (level === 'centre') return 1
  if (level === 'province') return Math.min(1.7, Math.max(0.6, children / 98))
  return between(0.55, 1.25, uniform(seed, hash, salts.size)) + 0.65 * uniform(seed, hash, salts.size + 1) ** 4
}

function sampleUnits({ units, seed }: SampleInput): readonly SampleUnit[] {
  const children = new Map<string, number>()
  for (const { parent } of units) if (parent !== null) children.set(parent, (children.get(parent) ?? 0) + 1)
  return units.map(({ code, level, parent }) => {
    const hash = textHash(code)
    const province = level === 'province' ? code : level === 'commune' ? parent : null
    const siblings = children.get(province ?? '') ?? 0
    return { code, level, province, hash, siblings, size: sizeFactor(seed, level, hash, siblings), habit: habitOf(seed, hash) }
  })
}

function sampleKpis(kpis: readonly Kpi[]): readonly SampleKpi[] {
  return kpis.filter((kpi) => !kpi.computed).map((kpi) => {
    const profile = sampleProfiles[kpi.id]
    if (profile === undefined) throw new Error(`no sample profile for the KPI ${kpi.id}`)
    return { kpi, hash: textHash(kpi.id), profile }
  })
}

/** Điện Biên's pages are known in all: the office has what its communes have not. */
const dienBienCommunePages = 4_000

function ordinarySize(unit: SampleUnit, { kpi, profile }: SampleKpi): number {
  if (kpi.id === 'digitization.pages' && unit.province === troubledUnits.dienBien) {
    return unit.level === 'commune' ? dienBienCommunePages : dienBienPages - unit.siblings * dienBienCommunePages
  }
  const base = profile.sizes[levels.indexOf(unit.level)] ?? 0
  return profile.fixed === true ? base : base * unit.size
}

function lineFinder({ targets }: SampleInput): SampleWorld['lineOf'] {
  const byTarget = new Map<Target, PlanLine>()
  const byPair = new Map<SampleKpi, Map<SampleUnit, PlanLine>>()
  const ancestors = (unit: SampleUnit): readonly string[] =>
    unit.level === 'centre' ? [] : unit.level === 'province' ? [troubledUnits.centre] : [unit.province ?? '', troubledUnits.centre]
  const find = (unit: SampleUnit, { kpi, profile }: SampleKpi): PlanLine => {
    const target = resolveTarget(kpi.id, unit.code, samplePlanYear, () => ancestors(unit), unit.level, targets)
    if (target === null) {
      return planLine({ year: samplePlanYear, value: profile.goal ?? 0.9, due: `${samplePlanYear}-12-31`, milestones: [] })
    }
    const line = byTarget.get(target) ?? planLine(target)
    byTarget.set(target, line)
    return line
  }
  return (unit, kpi) => {
    const lines = byPair.get(kpi) ?? new Map<SampleUnit, PlanLine>()
    byPair.set(kpi, lines)
    const line = lines.get(unit) ?? find(unit, kpi)
    lines.set(unit, line)
    return line
  }
}

/** Builds the simulated country; throws where the catalogue has a reported KPI without a profile. */
export function sampleWorld(input: SampleInput): SampleWorld {
  const kpis = sampleKpis(input.kpis)
  const byId = new Map(kpis.map((kpi) => [kpi.kpi.id, kpi]))
  return {
    seed: input.seed, units: sampleUnits(input), kpis, lineOf: lineFinder(input), sizeOf: ordinarySize,
    kpiOf: (id) => {
      const kpi = byId.get(id)
      if (kpi === undefined) throw new Error(`the samples have no KPI ${id}`)
      return kpi
    },
  }
}
