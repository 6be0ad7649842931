/**
 * Every target transcribed from the documents. `processes.core` and `network.uptime_commune` have none: the first follows the
 * central road-map (S3 V.1.1), the second stands in no source.
 */
import type { Target } from './kpi.ts'
import { s0Targets } from './targets/s0.ts'
import { s1Targets } from './targets/s1.ts'
import { s2Targets } from './targets/s2.ts'
import { s3Targets } from './targets/s3.ts'
import { s4Targets } from './targets/s4.ts'

/** The list `resolveTarget` chooses from; ratios as 0–1, counts as counts. At most one per KPI, owner and plan year. */
export const targets: readonly Target[] = [...s0Targets, ...s1Targets, ...s2Targets, ...s3Targets, ...s4Targets]
