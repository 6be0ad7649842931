/** `GET /api/v1/units/:code/lines`: the lines of a subtree now, outages under way and the longest of 30 days. */
import { z } from 'zod'
import { defaultLineRows, linesAnswer, maxLineRows } from '../../../data/protocol/lines.ts'
import { DomainError } from '../../errors.ts'
import type { DoorDeps } from '../deps.ts'
import { door, kpiOf, unitOf, type Door } from '../door.ts'

/** See the file header. A KPI that has no lines is refused (`parameter_invalid`). */
export function linesDoor(deps: DoorDeps): Door {
  const query = z.strictObject({
    kpi: z.string().min(1).max(64),
    limit: z.string().regex(/^\d{1,3}$/).transform(Number).pipe(z.int().min(1).max(maxLineRows)).default(defaultLineRows),
  })
  return door({
    method: 'get', path: '/api/v1/units/:code/lines', access: 'viewer', query, answer: linesAnswer, codes: ['unit_unavailable', 'kpi_unknown'],
    summaryVi: 'Đường truyền của đơn vị và cấp dưới: đang đứt, mất dữ liệu, chập chờn; đợt đứt dài nhất 30 ngày; giây mất theo giờ và ngày',
    summaryEn: 'Lines of a unit\'s subtree: down, silent, flapping now; the longest outages of 30 days; seconds lost by hour and day',
    handle: ({ caller, params, query: { kpi: id, limit } }) => {
      const unit = unitOf(deps, caller, params['code'] ?? '')
      const kpi = kpiOf(deps, id)
      const { scope, role } = caller.viewer
      const answer = deps.lines.answer(kpi, unit, limit, { scope, role })
      if (answer === null) throw new DomainError('parameter_invalid', { field: 'kpi' })
      const { children } = deps.live.pyramid
      deps.quality.noteRead(caller.viewer, [unit, ...children[unit]!], [kpi])
      return { json: answer }
    },
  })
}
