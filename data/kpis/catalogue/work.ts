/** Family "work": inspection files, petitions and recommendations, as counts only. Source: domain "KPI catalogue". */
import type { Kpi } from '../kpi.ts'
import { dailyCases, monthlyByAll } from './reporting.ts'

/** Files, petitions and recommendations; ratios 0–1. The first two count cases and are withheld where small. */
export const workKpis: readonly Kpi[] = [
  {
    ...dailyCases,
    id: 'cases.digital', group: 'work', kind: 'stock_ratio', direction: 'up',
    nameVi: 'Hồ sơ kiểm tra, giám sát, kỷ luật cập nhật vào phần mềm',
    nameEn: 'Inspection, supervision and discipline files entered in the software',
    shortVi: 'Hồ sơ KT, GS, KL số', shortEn: 'Case files digital',
    unitVi: 'hồ sơ', unitEn: 'files',
    sources: [{ document: 'S1', section: 'II.3.2' }, { document: 'S4', section: 'II.2.3' }],
    facts: [],
  },
  {
    ...dailyCases,
    id: 'petitions.digital', group: 'work', kind: 'flow_ratio', direction: 'up',
    nameVi: 'Đơn thư khiếu nại, tố cáo cập nhật vào phần mềm', nameEn: 'Complaints and denunciations entered in the software',
    shortVi: 'Đơn thư số', shortEn: 'Petitions digital',
    unitVi: 'đơn thư', unitEn: 'petitions',
    sources: [{ document: 'S1', section: 'II.3.3' }, { document: 'S4', section: 'II.2.3' }],
    facts: [],
  },
  {
    ...monthlyByAll,
    id: 'recommendations.handled', group: 'work', kind: 'stock_ratio', direction: 'up',
    nameVi: 'Kiến nghị kiểm tra được xử lý', nameEn: 'Inspection recommendations handled',
    shortVi: 'Kiến nghị được xử lý', shortEn: 'Recommendations done',
    unitVi: 'kiến nghị', unitEn: 'recommendations',
    sources: [{ document: 'S0', section: 'PL.VI.2' }],
    facts: [],
  },
]
