/**
 * How a transcribed figure becomes a target: the owners the documents speak for.
 * Source: domain "What a figure is" (targets) and decision docs/decisions/011-target-inheritance.md.
 */
import type { Milestone, Source, Target, TargetOwner } from '../kpi.ts'

/** Code of the centre: it carries the references until it sets targets of its own. */
export const centreCode = 'TW'
/** Hưng Yên: the owner of S0's figures. */
export const hungYenCode = '33'
/** Điện Biên: the owner of S2's figures. */
export const dienBienCode = '11'
/** Hải Phòng: the owner of S1's figures. */
export const haiPhongCode = '31'

/** A figure as read from a document; ratios as 0–1, counts as counts, days as local `YYYY-MM-DD`. */
export interface TargetSpec {
  readonly kpi: string
  readonly value: number
  /** Null: a floor that holds all year. */
  readonly due: string | null
  readonly source: Source
  /** Plan year; 2026 where left out. */
  readonly year?: number
  readonly milestones?: readonly Milestone[]
  /** False for counts above 0; true where left out. */
  readonly inherited?: boolean
  readonly lateFrom?: number
  readonly besideVi?: readonly string[]
}

/** The target an owner has by a figure. */
export function targetOf(spec: TargetSpec, owner: TargetOwner): Target {
  return {
    kpi: spec.kpi,
    owner,
    year: spec.year ?? 2026,
    value: spec.value,
    due: spec.due,
    milestones: spec.milestones ?? [],
    inherited: spec.inherited ?? true,
    lateFrom: spec.lateFrom ?? null,
    source: spec.source,
    besideVi: spec.besideVi ?? [],
  }
}
