/** Family "network": lines, their uptime, the secure network. Source: domain "KPI catalogue", "Levels and cadence". */
import type { Kpi } from '../kpi.ts'
import { monthlyByAll } from './reporting.ts'

/** Units with a line (stock), seconds a line was up of seconds observed (availability, 30 days); ratios 0–1. */
export const networkKpis: readonly Kpi[] = [
  {
    ...monthlyByAll,
    id: 'network.coverage', group: 'network', kind: 'stock_ratio', direction: 'up',
    nameVi: 'Đơn vị có đường truyền thông suốt', nameEn: 'Units with a working line',
    shortVi: 'Đơn vị có đường truyền', shortEn: 'Units connected',
    unitVi: 'đơn vị', unitEn: 'units',
    sources: [{ document: 'S0', section: 'PL.II.2' }, { document: 'S1', section: 'II.4.2' }],
    facts: [],
  },
  {
    levels: ['province'], cadence: 'seconds30', cases: false, computed: false,
    id: 'network.uptime', group: 'network', kind: 'availability', direction: 'up',
    nameVi: 'Uptime đường truyền cấp tỉnh (34 đường)', nameEn: 'Uptime of the provincial lines (34 lines)',
    shortVi: 'Uptime cấp tỉnh', shortEn: 'Provincial uptime',
    unitVi: 'giây', unitEn: 'seconds',
    sources: [{ document: 'S0', section: 'PL.II.2' }],
    facts: [],
  },
  {
    levels: ['commune'], cadence: 'minutes5', cases: false, computed: false,
    id: 'network.uptime_commune', group: 'network', kind: 'availability', direction: 'up',
    nameVi: 'Uptime đường truyền cấp xã', nameEn: 'Uptime of the commune lines',
    shortVi: 'Uptime cấp xã', shortEn: 'Commune uptime',
    unitVi: 'giây', unitEn: 'seconds',
    sources: [],
    facts: [],
  },
  {
    ...monthlyByAll,
    id: 'network.secure', group: 'network', kind: 'stock_ratio', direction: 'up',
    nameVi: 'Cơ quan có mạng mật (bảo mật cơ yếu)', nameEn: 'Agencies on the secure network (cipher-protected)',
    shortVi: 'Cơ quan có mạng mật', shortEn: 'On secure network',
    unitVi: 'cơ quan', unitEn: 'agencies',
    sources: [{ document: 'S4', section: 'II.2.1' }],
    facts: [],
  },
]
