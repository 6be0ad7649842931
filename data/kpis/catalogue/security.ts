/** Family "security": safety of users and systems. Source: domain "KPI catalogue". */
import type { Kpi } from '../kpi.ts'
import { monthlyByAll } from './reporting.ts'

/** Users, requests and systems (ratios 0–1); incidents cut as 1 − incidents now / incidents at the baseline. */
export const securityKpis: readonly Kpi[] = [
  {
    ...monthlyByAll,
    id: 'security.compliance', group: 'security', kind: 'stock_ratio', direction: 'up',
    nameVi: 'Người dùng tuân thủ quy định ATTT', nameEn: 'Users who keep the information-security rules',
    shortVi: 'Tuân thủ ATTT', shortEn: 'Security compliance',
    unitVi: 'người dùng', unitEn: 'users',
    sources: [{ document: 'S0', section: 'PL.V.1' }],
    facts: [],
  },
  {
    ...monthlyByAll,
    id: 'security.incident_cut', group: 'security', kind: 'reduction', direction: 'up',
    nameVi: 'Mức giảm sự cố do lỗi người dùng', nameEn: 'Cut in incidents caused by user error',
    shortVi: 'Giảm sự cố', shortEn: 'Incidents cut',
    unitVi: 'sự cố', unitEn: 'incidents',
    sources: [{ document: 'S0', section: 'PL.V.1' }],
    facts: [],
  },
  {
    ...monthlyByAll,
    id: 'security.requests', group: 'security', kind: 'flow_ratio', direction: 'up',
    nameVi: 'Yêu cầu phối hợp được xử lý kịp thời', nameEn: 'Requests for cooperation handled in time',
    shortVi: 'Phối hợp kịp thời', shortEn: 'Requests in time',
    unitVi: 'yêu cầu', unitEn: 'requests',
    sources: [{ document: 'S0', section: 'PL.V.1' }],
    facts: [],
  },
  {
    ...monthlyByAll,
    id: 'security.levels', group: 'security', kind: 'stock_ratio', direction: 'up',
    nameVi: 'Hệ thống được phê duyệt cấp độ an toàn', nameEn: 'Systems with an approved safety level',
    shortVi: 'Duyệt cấp độ an toàn', shortEn: 'Safety level approved',
    unitVi: 'hệ thống', unitEn: 'systems',
    sources: [{ document: 'S0', section: 'II.1' }, { document: 'S4', section: 'II.2.3' }],
    facts: [],
  },
]
