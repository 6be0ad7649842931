/** Family "people": training, staff records and identities, as counts only. Source: domain "KPI catalogue", "Known facts". */
import type { Kpi } from '../kpi.ts'
import { monthlyByAll, monthlyByProvincesAndCentre } from './reporting.ts'

/** Officers, classes, records and users (counts of them, never who); ratios 0–1, classes as a count. */
export const peopleKpis: readonly Kpi[] = [
  {
    ...monthlyByAll,
    id: 'training.staff', group: 'people', kind: 'stock_ratio', direction: 'up',
    nameVi: 'Cán bộ được tập huấn kỹ năng số', nameEn: 'Officers trained in digital skills',
    shortVi: 'Cán bộ tập huấn số', shortEn: 'Officers trained',
    unitVi: 'cán bộ', unitEn: 'officers',
    sources: [{ document: 'S2', section: 'II.2.4' }, { document: 'S4', section: 'II.2.5' }],
    facts: [],
  },
  {
    ...monthlyByProvincesAndCentre,
    id: 'training.classes', group: 'people', kind: 'flow_count', direction: 'up',
    nameVi: 'Lớp tập huấn đã tổ chức', nameEn: 'Training classes held',
    shortVi: 'Lớp tập huấn', shortEn: 'Training classes',
    unitVi: 'lớp', unitEn: 'classes',
    sources: [{ document: 'S2', section: 'PL.V.1' }],
    facts: [],
  },
  {
    ...monthlyByAll,
    id: 'staff.records', group: 'people', kind: 'stock_ratio', direction: 'up',
    nameVi: 'Hồ sơ cán bộ, công chức cập nhật vào phần mềm', nameEn: 'Staff records entered in the software',
    shortVi: 'Hồ sơ cán bộ số', shortEn: 'Staff records',
    unitVi: 'hồ sơ', unitEn: 'records',
    sources: [{ document: 'S1', section: 'II.3.4' }],
    facts: [
      {
        value: 132,
        textVi: 'Ủy ban Kiểm tra Trung ương đã cập nhật 132 hồ sơ cán bộ đương chức',
        textEn: 'The centre has entered 132 records of serving officers',
        source: { document: 'S3', section: 'V.1.1', quoteVi: 'cập nhật 132 hồ sơ cán bộ đương chức' },
      },
    ],
  },
  {
    ...monthlyByAll,
    id: 'identity.unified', group: 'people', kind: 'stock_ratio', direction: 'up',
    nameVi: 'Người dùng có định danh số, xác thực tập trung', nameEn: 'Users with a digital identity and central sign-on',
    shortVi: 'Định danh tập trung', shortEn: 'Unified identity',
    unitVi: 'người dùng', unitEn: 'users',
    sources: [{ document: 'S2', section: 'II.2.3' }],
    facts: [],
  },
]
