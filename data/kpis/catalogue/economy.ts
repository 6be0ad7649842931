/** Family "economy": costs, paper and disbursement. Source: domain "KPI catalogue". */
import type { Kpi } from '../kpi.ts'
import { monthlyByAll, monthlyByProvincesAndCentre } from './reporting.ts'

/** Money in thousand đồng, paper in documents; cuts as 1 − now / baseline, ratios 0–1. */
export const economyKpis: readonly Kpi[] = [
  {
    ...monthlyByAll,
    id: 'cost.stationery_cut', group: 'economy', kind: 'reduction', direction: 'up',
    nameVi: 'Mức giảm chi phí văn phòng phẩm, in ấn', nameEn: 'Cut in stationery and printing costs',
    shortVi: 'Giảm chi phí in ấn', shortEn: 'Stationery cost cut',
    unitVi: 'nghìn đồng', unitEn: 'thousand đồng',
    sources: [{ document: 'S0', section: 'III.6.3' }, { document: 'S0', section: 'PL.VI.3' }],
    facts: [],
  },
  {
    ...monthlyByAll,
    id: 'paper.cut', group: 'economy', kind: 'reduction', direction: 'up',
    nameVi: 'Mức giảm văn bản giấy', nameEn: 'Cut in paper documents',
    shortVi: 'Giảm văn bản giấy', shortEn: 'Paper cut',
    unitVi: 'văn bản giấy', unitEn: 'paper documents',
    sources: [{ document: 'S0', section: 'PL.VI.3' }],
    facts: [],
  },
  {
    ...monthlyByProvincesAndCentre,
    id: 'budget.disbursed', group: 'economy', kind: 'flow_ratio', direction: 'up',
    nameVi: 'Tỷ lệ giải ngân', nameEn: 'Share of the budget disbursed',
    shortVi: 'Giải ngân', shortEn: 'Disbursed',
    unitVi: 'nghìn đồng', unitEn: 'thousand đồng',
    sources: [{ document: 'S0', section: 'PL.VII.1' }],
    facts: [],
  },
]
