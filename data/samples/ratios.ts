/**
 * How far a simulated unit is: its ratio at an instant, as the plan's line times its pace. Quiet units stand a little above the
 * line; a few do not; the planted troubles stand where troubles.ts says.
 */
import type { KpiKind } from '../kpis/kpi.ts'
import { heightAt, workedUntil, type PlanLine } from './plan-line.ts'
import { between, textHash, uniform } from './random.ts'
import { dienBienPagesShare, giaLaiSignedShare, troubledUnits } from './troubles.ts'
import { samplePlanYear, type SampleKpi, type SampleUnit, type SampleWorld } from './world.ts'
import { isState } from '../measures/measure.ts'
import { dayMs, startOfLocalDay, yearStart } from '../time/vietnam-time.ts'

const pagesId = 'digitization.pages'
const salts = { province: 31, commune: 32, weak: 33, weakHow: 34 } as const
/** Pace of a quiet province around the profile's middle: ± this. */
const provinceBand = 0.02
const ordinaryPace = 1.06
/** Share of (province, KPI) pairs that lag a little, and how much. */
const laggingShare = 0.008
const laggingPace = [0.94, 0.985] as const
/** Provinces with more communes than this have more pages than hands: their pace for pages. */
export const largeProvinceCommunes = 125
const largePagesPace = [0.91, 0.93] as const
const pagesPace = [1.012, 1.09] as const
/** Communes differ from their province by this much: in pages, and in everything else. */
const communeBand = { pages: 0.05, other: 0.008 } as const

function provincePace({ seed }: SampleWorld, unit: SampleUnit, { kpi, hash, profile }: SampleKpi): number {
  const province = textHash(unit.province ?? unit.code)
  const share = uniform(seed, province, hash, salts.province)
  if (kpi.id === pagesId) {
    const [from, to] = unit.siblings > largeProvinceCommunes || unit.level === 'centre' ? largePagesPace : pagesPace
    return between(from, to, share)
  }
  if (uniform(seed, province, hash, salts.weak) < laggingShare) return between(...laggingPace, uniform(seed, province, hash, salts.weakHow))
  return (profile.pace ?? ordinaryPace) + provinceBand * (2 * share - 1)
}

/** Factor on the plan's line: above 1 is ahead of it. */
export function paceOf(world: SampleWorld, unit: SampleUnit, kpi: SampleKpi): number {
  const pace = provincePace(world, unit, kpi)
  if (unit.level !== 'commune') return pace
  const band = kpi.kpi.id === pagesId ? communeBand.pages : communeBand.other
  return pace + band * (2 * uniform(world.seed, unit.hash, kpi.hash, salts.commune) - 1)
}

const endOfPlanYearMs = yearStart(samplePlanYear + 1)
const rampFromMs = startOfLocalDay('2025-11-01')
const rampToMs = startOfLocalDay('2026-10-01')

function ramp(from: number, atMs: number): number {
  return heightAt([rampFromMs, rampToMs], [from, 1], atMs)
}

/** Whether to lag a little would soon mean past due and unmet: a trouble that nobody planted. */
function mayNotLag(line: PlanLine, kind: KpiKind): boolean {
  return !line.isFloor && (!isState(kind) || (line.atMs.at(-1) ?? 0) < endOfPlanYearMs)
}

function ordinaryRatio(world: SampleWorld, unit: SampleUnit, kpi: SampleKpi, atMs: number): number {
  const { profile } = kpi
  const line = world.lineOf(unit, kpi)
  const drawn = paceOf(world, unit, kpi)
  const pace = drawn < 1 && mayNotLag(line, kpi.kpi.kind) ? (profile.pace ?? ordinaryPace) : drawn
  if (line.isFloor || !isState(kpi.kpi.kind)) return line.goal * pace * ramp(profile.rampFrom ?? 1, atMs)
  const base = (profile.base ?? 0.25) * line.goal * ramp(0.8, atMs)
  return Math.max(base, heightAt(line.atMs, line.values, workedUntil(atMs)) * pace)
}

function plantedRatio(world: SampleWorld, unit: SampleUnit, kpi: SampleKpi, atMs: number): number | null {
  if (unit.province === troubledUnits.giaLai && kpi.kpi.id === 'esign.documents') return giaLaiSignedShare
  if (unit.province !== troubledUnits.dienBien || kpi.kpi.id !== pagesId) return null
  const line = world.lineOf(unit, kpi)
  return Math.min(dienBienPagesShare, heightAt(line.atMs, line.values, workedUntil(atMs)) * 0.8)
}

/** The unit's ratio at `atMs`, 0–1: done of to do, or the cut of a reduction. A stock's never falls. */
export function ratioAt(world: SampleWorld, unit: SampleUnit, kpi: SampleKpi, atMs: number): number {
  const ratio = plantedRatio(world, unit, kpi, atMs) ?? ordinaryRatio(world, unit, kpi, atMs)
  return Math.min(1, Math.max(0, ratio))
}

/** Stage 1–6 of the roll-out: one more about every two months of the plan year, 6 from November on; laggards stay at 5. */
export function stageAt(world: SampleWorld, unit: SampleUnit, kpi: SampleKpi, atMs: number): number {
  const months = (atMs - startOfLocalDay('2026-01-01')) / (30.4 * dayMs)
  const pace = provincePace(world, unit, kpi)
  const early = uniform(world.seed, unit.hash, kpi.hash) * 1.5
  const stage = 1 + Math.floor(Math.max(0, months + early) / 1.95)
  return Math.min(pace < 1 ? 5 : 6, stage)
}
