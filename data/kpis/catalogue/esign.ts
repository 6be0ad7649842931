/** Family "esign": digital signatures. Source: domain "KPI catalogue". */
import type { Kpi } from '../kpi.ts'
import { dailyByAll, monthlyByAll } from './reporting.ts'

/** Officers holding a signature (stock) and documents signed with one (flow); ratios 0–1. */
export const esignKpis: readonly Kpi[] = [
  {
    ...monthlyByAll,
    id: 'esign.staff', group: 'esign', kind: 'stock_ratio', direction: 'up',
    nameVi: 'Cán bộ được cấp chữ ký số', nameEn: 'Officers issued a digital signature',
    shortVi: 'Cán bộ có chữ ký số', shortEn: 'Officers with e-sign',
    unitVi: 'cán bộ', unitEn: 'officers',
    sources: [
      { document: 'S0', section: 'PL.II.3' }, { document: 'S1', section: 'II.4.3' }, { document: 'S2', section: 'II.2.1' },
    ],
    facts: [],
  },
  {
    ...dailyByAll,
    id: 'esign.documents', group: 'esign', kind: 'flow_ratio', direction: 'up',
    nameVi: 'Văn bản điện tử được ký số', nameEn: 'Electronic documents digitally signed',
    shortVi: 'Văn bản ký số', shortEn: 'Signed documents',
    unitVi: 'văn bản', unitEn: 'documents',
    sources: [
      { document: 'S0', section: 'PL.II.3' }, { document: 'S1', section: 'II.3.7b' }, { document: 'S2', section: 'II.2.3' },
    ],
    facts: [],
  },
]
