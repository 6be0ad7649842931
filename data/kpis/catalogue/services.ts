/** Family "services": online services of communes and of the Party. Source: domain "KPI catalogue", "Levels and cadence". */
import type { Kpi } from '../kpi.ts'
import { dailyByCommunes, monthlyByCommunes } from './reporting.ts'

/** Files handed in online (flow) and members using the services (stock, counts only); ratios 0–1. Communes only. */
export const servicesKpis: readonly Kpi[] = [
  {
    ...dailyByCommunes,
    id: 'services.online', group: 'services', kind: 'flow_ratio', direction: 'up',
    nameVi: 'Hồ sơ dịch vụ công trực tuyến', nameEn: 'Public-service files handled online',
    shortVi: 'Hồ sơ trực tuyến', shortEn: 'Online files',
    unitVi: 'hồ sơ', unitEn: 'files',
    sources: [
      { document: 'S4', section: 'II.2.3' }, { document: 'S4', section: 'PL.2.3' }, { document: 'S4', section: 'PL.4.2' },
    ],
    facts: [],
  },
  {
    ...monthlyByCommunes,
    id: 'members.services', group: 'services', kind: 'stock_ratio', direction: 'up',
    nameVi: 'Đảng viên dùng 4 dịch vụ công của Đảng', nameEn: 'Party members using the Party’s 4 public services',
    shortVi: 'Dùng 4 DVC của Đảng', shortEn: 'Party services used',
    unitVi: 'đảng viên', unitEn: 'members',
    sources: [{ document: 'S4', section: 'II.2.2' }],
    facts: [],
  },
  {
    ...monthlyByCommunes,
    id: 'members.handbook', group: 'services', kind: 'stock_ratio', direction: 'up',
    nameVi: 'Đảng viên dùng Sổ tay đảng viên điện tử', nameEn: 'Party members using the electronic handbook',
    shortVi: 'Sổ tay đảng viên', shortEn: 'Member handbook',
    unitVi: 'đảng viên', unitEn: 'members',
    sources: [{ document: 'S4', section: 'II.2.2' }, { document: 'S4', section: 'PL.1.4' }],
    facts: [],
  },
]
