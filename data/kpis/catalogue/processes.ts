/** Family "processes": procedures, core processes and shared platforms. Source: domain "KPI catalogue", "Known facts". */
import type { Kpi } from '../kpi.ts'
import { monthlyByAll, monthlyByProvincesAndCentre } from './reporting.ts'

/** Procedures and processes (stocks, ratios 0–1); time cut as 1 − hours now / hours at the baseline. */
export const processesKpis: readonly Kpi[] = [
  {
    ...monthlyByAll,
    id: 'procedures.standardized', group: 'processes', kind: 'stock_ratio', direction: 'up',
    nameVi: 'TTHC nội bộ được chuẩn hóa quy trình số', nameEn: 'Internal procedures standardised as digital processes',
    shortVi: 'TTHC chuẩn hóa số', shortEn: 'Procedures standard',
    unitVi: 'thủ tục', unitEn: 'procedures',
    sources: [{ document: 'S0', section: 'PL.I.1' }],
    facts: [],
  },
  {
    ...monthlyByAll,
    id: 'procedures.time_cut', group: 'processes', kind: 'reduction', direction: 'up',
    nameVi: 'Mức giảm thời gian xử lý TTHC', nameEn: 'Cut in the handling time of procedures',
    shortVi: 'Giảm thời gian TTHC', shortEn: 'Handling time cut',
    unitVi: 'giờ xử lý', unitEn: 'handling hours',
    sources: [
      { document: 'S0', section: 'PL.I.1' }, { document: 'S0', section: 'PL.IV.2' }, { document: 'S4', section: 'II.1' },
    ],
    facts: [],
  },
  {
    ...monthlyByAll,
    id: 'processes.digital', group: 'processes', kind: 'stock_ratio', direction: 'up',
    nameVi: 'Quy trình nội bộ xử lý số', nameEn: 'Internal processes handled digitally',
    shortVi: 'Quy trình xử lý số', shortEn: 'Digital processes',
    unitVi: 'quy trình', unitEn: 'processes',
    sources: [{ document: 'S0', section: 'PL.IV.2' }],
    facts: [],
  },
  {
    ...monthlyByProvincesAndCentre,
    id: 'processes.core', group: 'processes', kind: 'stock_ratio', direction: 'up',
    nameVi: 'Quy trình nghiệp vụ lõi đã vận hành (trong 18)', nameEn: 'Core business processes in operation (of 18)',
    shortVi: 'Quy trình lõi', shortEn: 'Core processes',
    unitVi: 'quy trình', unitEn: 'processes',
    sources: [{ document: 'S3', section: 'V.1.1' }, { document: 'S0', section: 'PL.III.1' }],
    facts: [
      {
        value: 18,
        textVi: 'Ủy ban Kiểm tra Trung ương đã xây dựng 18 quy trình nghiệp vụ lõi',
        textEn: 'The centre has drawn up 18 core business processes',
        source: { document: 'S3', section: 'V.1.1', quoteVi: 'xây dựng 18 quy trình nghiệp vụ lõi' },
      },
    ],
  },
  {
    ...monthlyByAll,
    id: 'platforms.adopted', group: 'processes', kind: 'stock_ratio', direction: 'up',
    nameVi: 'Nền tảng, phần mềm dùng chung đã đưa vào sử dụng', nameEn: 'Shared platforms and software in use',
    shortVi: 'Nền tảng dùng chung', shortEn: 'Platforms in use',
    unitVi: 'hệ thống', unitEn: 'systems',
    sources: [{ document: 'S0', section: 'II.2' }, { document: 'S4', section: 'II.2.2' }],
    facts: [
      {
        value: 11,
        textVi: 'Ủy ban kiểm tra các cấp đưa vào sử dụng 11 phần mềm ứng dụng',
        textEn: 'Inspection committees at all levels have taken 11 applications into use',
        source: { document: 'S3', section: 'V.1.1', quoteVi: 'UBKT các cấp đưa vào sử dụng 11 phần mềm ứng dụng' },
      },
    ],
  },
]
