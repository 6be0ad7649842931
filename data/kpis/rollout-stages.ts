/** The six stages of the roll-out at a base unit, the values of `rollout.stage`. Source: S3 V.3.2, domain "Roll-out stages". */
import type { Source } from './kpi.ts'

/** One stage. `stage`: 1–6, the `num` a reading carries. */
export interface RolloutStage {
  readonly stage: 1 | 2 | 3 | 4 | 5 | 6
  readonly nameVi: string
  readonly nameEn: string
  readonly source: Source
}

/** The stages, first to last. */
export const rolloutStages: readonly RolloutStage[] = [
  {
    stage: 1, nameVi: 'Chuẩn bị', nameEn: 'Preparation',
    source: { document: 'S3', section: 'V.3.2.1', quoteVi: 'Giai đoạn chuẩn bị' },
  },
  {
    stage: 2, nameVi: 'Hạ tầng', nameEn: 'Infrastructure',
    source: { document: 'S3', section: 'V.3.2.2', quoteVi: 'Giai đoạn triển khai cơ sở hạ tầng' },
  },
  {
    stage: 3, nameVi: 'Số hóa dữ liệu và quy trình', nameEn: 'Digitising data and processes',
    source: { document: 'S3', section: 'V.3.2.3', quoteVi: 'Giai đoạn số hóa dữ liệu và quy trình' },
  },
  {
    stage: 4, nameVi: 'Đào tạo, nâng cao nhận thức', nameEn: 'Training and awareness',
    source: { document: 'S3', section: 'V.3.2.4', quoteVi: 'Giai đoạn đào tạo và nâng cao nhận thức' },
  },
  {
    stage: 5, nameVi: 'Vận hành, giám sát', nameEn: 'Operation and monitoring',
    source: { document: 'S3', section: 'V.3.2.5', quoteVi: 'giai đoạn vận hành và giám sát' },
  },
  {
    stage: 6, nameVi: 'Phát triển bền vững', nameEn: 'Sustainable development',
    source: { document: 'S3', section: 'V.3.2.6', quoteVi: 'Giai đoạn 6: Phát triển bền vững' },
  },
]
