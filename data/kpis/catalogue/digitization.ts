/** Family "digitization": pages and files made digital. Source: domain "KPI catalogue", "Known facts". */
import type { Kpi } from '../kpi.ts'
import { dailyByAll, monthlyByAll } from './reporting.ts'

/** `num` pages done of `den` pages to do (whole pages); ratios 0–1. */
export const digitizationKpis: readonly Kpi[] = [
  {
    ...dailyByAll,
    id: 'digitization.pages', group: 'digitization', kind: 'stock_ratio', direction: 'up',
    nameVi: 'Trang tài liệu không mật đã số hóa', nameEn: 'Non-secret pages digitised',
    shortVi: 'Trang đã số hóa', shortEn: 'Pages digitised',
    unitVi: 'trang', unitEn: 'pages',
    sources: [
      { document: 'S4', section: 'II.2.3' }, { document: 'S4', section: 'PL.2.1' }, { document: 'S4', section: 'PL.3.3' },
      { document: 'S4', section: 'PL.4.1' }, { document: 'S2', section: 'II.2.3' }, { document: 'S2', section: 'PL.II.2.4' },
    ],
    facts: [
      {
        value: 538_000,
        textVi: 'Ủy ban Kiểm tra Trung ương đã số hóa hơn 538.000 trang (đến giữa năm 2025, nguồn không ghi ngày)',
        textEn: 'The centre had digitised more than 538,000 pages (by mid-2025, undated in the source)',
        source: { document: 'S3', section: 'V.1.1', quoteVi: 'UBKT Trung ương đã số hóa hơn 538.000 trang tài liệu' },
      },
      {
        value: 2_100_000,
        textVi: 'Ủy ban Kiểm tra cấp tỉnh đã số hóa hơn 2,1 triệu trang (đến giữa năm 2025, nguồn không ghi ngày)',
        textEn: 'The provincial level had digitised more than 2.1 million pages (by mid-2025, undated in the source)',
        source: { document: 'S3', section: 'V.1.1', quoteVi: 'UBKT cấp tỉnh đã số hóa hơn 2,1 triệu trang tài liệu' },
      },
    ],
  },
  {
    ...monthlyByAll,
    id: 'digitization.term2020', group: 'digitization', kind: 'stock_ratio', direction: 'up',
    nameVi: 'Số hóa tài liệu nhiệm kỳ 2020–2025', nameEn: 'Documents of the 2020–2025 term digitised',
    shortVi: 'Số hóa NK 2020–2025', shortEn: 'Term 2020–25 digitised',
    unitVi: 'trang', unitEn: 'pages',
    sources: [{ document: 'S1', section: 'II.3.1' }, { document: 'S1', section: 'II.3.6' }],
    facts: [],
  },
]
