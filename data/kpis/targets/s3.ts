/** The figure of S3 (course of the centre): the last stage of the roll-out, a reference at the centre. */
import type { Target } from '../kpi.ts'
import { centreCode, targetOf } from './target-spec.ts'

/** S3's one target: stage 6 of 6. The source names no day, so it is due with the plan year. */
export const s3Targets: readonly Target[] = [
  targetOf({
    kpi: 'rollout.stage', value: 6, due: '2026-12-31',
    source: { document: 'S3', section: 'V.3.2', quoteVi: 'Giai đoạn 6: Phát triển bền vững' },
    besideVi: ['S3 không ghi thời hạn: lấy ngày cuối của năm kế hoạch'],
  }, { kind: 'reference', unit: centreCode }),
]
