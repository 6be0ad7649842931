/** `GET /api/v1/units/:code/quality` and `…/quality/:criterion`: the six scores, and what cost the points. From memory. */
import { z } from 'zod'
import { maxQualityReasons, qualityAnswer, qualityReasonsAnswer } from '../../../data/protocol/quality.ts'
import { DomainError } from '../../errors.ts'
import { criterionOf } from '../../watch/quality/open-quality.ts'
import type { DoorDeps } from '../deps.ts'
import { door, noQuery, unitOf, type Door } from '../door.ts'

/** Reasons where no number is asked for. */
export const defaultReasons = 50

const limit = z.string().regex(/^\d{1,3}$/).transform(Number).pipe(z.int().min(1).max(maxQualityReasons)).default(defaultReasons)

/** Both doors. */
export function qualityDoors(deps: DoorDeps): readonly Door[] {
  return [
    door({
      method: 'get', path: '/api/v1/units/:code/quality', access: 'viewer', query: noQuery, answer: qualityAnswer, codes: ['unit_unavailable'],
      summaryVi: 'Chất lượng dữ liệu của một đơn vị và cấp dưới: đúng, đủ, sạch, sống, thống nhất, dùng chung; chung và theo nhóm chỉ tiêu',
      summaryEn: 'Data quality of a unit\'s subtree: right, complete, clean, alive, consistent, shared; over all and by KPI family',
      handle: ({ caller, params }) => ({ json: deps.quality.answer(unitOf(deps, caller, params['code'] ?? '')) }),
    }),
    door({
      method: 'get', path: '/api/v1/units/:code/quality/:criterion', access: 'viewer', query: z.strictObject({ group: z.string().min(1).max(32).optional(), limit }),
      answer: qualityReasonsAnswer, codes: ['unit_unavailable', 'parameter_invalid'],
      summaryVi: 'Vì sao mất điểm ở một tiêu chí, nặng nhất trước, đến từng số liệu; group: một nhóm chỉ tiêu',
      summaryEn: 'What cost the points of a criterion, dearest first, down to the reading; group: one KPI family',
      handle: ({ caller, params, query: { group, limit: most } }) => {
        const unit = unitOf(deps, caller, params['code'] ?? '')
        const criterion = criterionOf(params['criterion'] ?? '')
        if (criterion === null) throw new DomainError('parameter_invalid', { field: 'criterion' })
        if (group !== undefined && !deps.quality.hasGroup(group)) throw new DomainError('parameter_invalid', { field: 'group' })
        return { json: deps.quality.reasons(criterion, unit, group ?? null, most) }
      },
    }),
  ]
}
