/** Family "devices": working devices and licensed software. Source: domain "KPI catalogue". */
import type { Kpi } from '../kpi.ts'
import { monthlyByAll } from './reporting.ts'

/** Officers with a device up to standard, computers with licensed software (stocks); ratios 0–1. */
export const devicesKpis: readonly Kpi[] = [
  {
    ...monthlyByAll,
    id: 'devices.standard', group: 'devices', kind: 'stock_ratio', direction: 'up',
    nameVi: 'Cán bộ có thiết bị làm việc đạt chuẩn', nameEn: 'Officers with a working device up to standard',
    shortVi: 'Thiết bị đạt chuẩn', shortEn: 'Devices up to standard',
    unitVi: 'cán bộ', unitEn: 'officers',
    sources: [{ document: 'S0', section: 'PL.II.1' }],
    facts: [],
  },
  {
    ...monthlyByAll,
    id: 'software.licensed', group: 'devices', kind: 'stock_ratio', direction: 'up',
    nameVi: 'Máy tính có phần mềm bản quyền', nameEn: 'Computers with licensed software',
    shortVi: 'Phần mềm bản quyền', shortEn: 'Licensed software',
    unitVi: 'máy tính', unitEn: 'computers',
    sources: [{ document: 'S1', section: 'II.4.1' }],
    facts: [],
  },
]
