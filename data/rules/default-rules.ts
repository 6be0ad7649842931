/**
 * The product's own rules (*kịch bản cảnh báo sớm*), seeded once into a store; from then on they are the operator's.
 * Ours unless a source is named. The third function of the centre asks for the anomalous point, not for every point (domain, "The four
 * functions"): a commune's silence, gap or stall becomes a warning where a tenth of its province shares it, a province's or the centre's
 * own always (rules apart: a province's own office and its communes are one group, and it would be one of 97).
 */
import { kpis } from '../kpis/catalogue.ts'
import { hasTarget } from './check-rule.ts'
import type { RuleInput } from '../protocol/rule.ts'
import type { VerdictKind } from '../judgement/verdict.ts'

/** A rule that comes with the product. `id` is stable for good. */
export interface DefaultRule {
  readonly id: string
  readonly rule: RuleInput
}

const minuteMs = 60_000
const hourMs = 60 * minuteMs
/** From this share of a province's communes on, their trouble is told (0–1). */
export const toldShare = 0.1
/** Lines tell every few minutes and are late for a moment all the time: half of them must be. */
export const toldShareOfLateLines = 0.5

const lines = kpis.filter(({ kind }) => kind === 'availability').map(({ id }) => id)
const daysAndMonths = kpis.filter(({ cadence, computed }) => !computed && (cadence === 'day' || cadence === 'month')).map(({ id }) => id)

/**
 * Figures that the product counts from other troubles: units that fell silent (`lost`, `late`), data that is wrong (`fell`, `mismatch`, `jump`), reports
 * that are overdue. Below the centre those are told themselves; the count of them would be a second warning of the same trouble.
 */
export const countedTroubles: readonly string[] = ['data.reporting_units', 'data.serious_errors', 'reports.on_time']
const plans = kpis.filter((kpi) => hasTarget(kpi) && !countedTroubles.includes(kpi.id)).map(({ id }) => id)

const base = {
  nameEn: '', kpis: null, root: 'TW', levels: ['centre', 'province', 'commune'], minUnits: 1, minShare: toldShare,
  pendingMs: 0, clearAfterMs: 10 * minuteMs, severity: 'behind', tell: ['centre', 'province', 'commune'], enabled: true,
} as const satisfies Partial<RuleInput>

function verdictRule(id: string, verdicts: VerdictKind[], rest: Partial<RuleInput> & { nameVi: string; nameEn: string }): DefaultRule {
  const { levels, tell, ...shared } = base
  return { id, rule: { ...shared, levels: [...levels], tell: [...tell], condition: { on: 'verdict', verdicts }, ...rest } }
}

/** Every default rule, worst first. */
export const defaultRules: readonly DefaultRule[] = [
  verdictRule('down', ['down'], {
    nameVi: 'Đường truyền đứt', nameEn: 'Lines down', kpis: lines, levels: ['province', 'commune'], severity: 'at_risk',
    pendingMs: 2 * minuteMs, clearAfterMs: 2 * minuteMs,
  }),
  verdictRule('flapping', ['flapping'], {
    nameVi: 'Đường truyền chập chờn', nameEn: 'Lines flapping', kpis: lines, levels: ['province', 'commune'], clearAfterMs: hourMs,
  }),
  verdictRule('plan-risk', ['below_plan'], {
    nameVi: 'Nguy cơ không đạt kế hoạch', nameEn: 'Plan at risk', kpis: plans, levels: ['centre', 'province'], severity: 'at_risk', tell: ['centre', 'province'],
    condition: { on: 'verdict', verdicts: ['below_plan'], severities: ['at_risk'] }, pendingMs: 2 * minuteMs, clearAfterMs: hourMs,
  }),
  verdictRule('plan-behind', ['below_plan'], {
    nameVi: 'Chậm so với kế hoạch', nameEn: 'Behind plan', kpis: plans, levels: ['centre', 'province'], tell: ['centre', 'province'],
    condition: { on: 'verdict', verdicts: ['below_plan'], severities: ['behind'] }, pendingMs: 24 * hourMs, clearAfterMs: hourMs,
  }),
  verdictRule('plan-communes', ['below_plan'], {
    nameVi: 'Nhiều xã có nguy cơ không đạt kế hoạch', nameEn: 'Many communes at risk of their plan', kpis: plans, levels: ['commune'], tell: ['province', 'commune'],
    condition: { on: 'verdict', verdicts: ['below_plan'], severities: ['at_risk'] }, pendingMs: 24 * hourMs, clearAfterMs: hourMs,
  }),
  verdictRule('plan-counted', ['below_plan'], {
    nameVi: 'Toàn quốc: đơn vị báo cáo, lỗi dữ liệu, đúng hạn không đạt kế hoạch', nameEn: 'The country: reporting units, data errors or reports in time below plan',
    kpis: countedTroubles.filter((id) => hasTarget({ id })), levels: ['centre'], tell: ['centre'], condition: { on: 'verdict', verdicts: ['below_plan'] }, pendingMs: 24 * hourMs, clearAfterMs: hourMs,
  }),
  verdictRule('lost', ['lost'], { nameVi: 'Mất dữ liệu', nameEn: 'Data lost', levels: ['centre', 'province'], tell: ['centre', 'province'], severity: 'no_data' }),
  verdictRule('lost-communes', ['lost'], { nameVi: 'Nhiều xã mất dữ liệu', nameEn: 'Data of many communes lost', levels: ['commune'], severity: 'no_data' }),
  verdictRule('late-many', ['late'], {
    nameVi: 'Nhiều xã chậm cập nhật', nameEn: 'Many communes late', kpis: daysAndMonths, levels: ['commune'], pendingMs: 6 * hourMs, clearAfterMs: hourMs,
  }),
  verdictRule('late-lines', ['late'], {
    // A line that falls silent is late for 7.5 minutes and then lost: longer than that it is a collector that cannot keep up.
    nameVi: 'Đường truyền báo chậm', nameEn: 'Lines report slowly', kpis: lines, levels: ['province', 'commune'],
    minShare: toldShareOfLateLines, pendingMs: 8 * minuteMs, clearAfterMs: 5 * minuteMs,
  }),
  verdictRule('fell', ['fell'], { nameVi: 'Số lũy kế bị tụt', nameEn: 'A running total fell', minShare: 0 }),
  verdictRule('mismatch', ['mismatch'], {
    nameVi: 'Số báo cáo tổng hợp lệch số cấp dưới', nameEn: 'Declared total differs from the parts', levels: ['centre', 'province'], minShare: 0,
  }),
  verdictRule('jump', ['jump'], { nameVi: 'Số liệu tăng giảm đột biến', nameEn: 'Sudden jump', minShare: 0 }),
  verdictRule('outlier', ['outlier'], {
    nameVi: 'Khác biệt lớn so với đơn vị cùng loại', nameEn: 'Far from its peers', levels: ['province', 'commune'], minShare: 0, pendingMs: hourMs, clearAfterMs: hourMs,
  }),
  verdictRule('stall', ['stall'], {
    nameVi: 'Đứng yên trong khi kế hoạch tăng', nameEn: 'No movement while the plan rises', levels: ['centre', 'province'], tell: ['centre', 'province'], clearAfterMs: hourMs,
  }),
  verdictRule('stall-communes', ['stall'], {
    nameVi: 'Nhiều xã đứng yên trong khi kế hoạch tăng', nameEn: 'Many communes without movement while the plan rises', levels: ['commune'], clearAfterMs: hourMs,
  }),
  {
    id: 'report-overdue',
    rule: {
      ...base, levels: ['commune'], tell: ['centre', 'province', 'commune'], minShare: 0,
      nameVi: 'Xã quá hạn nộp báo cáo', nameEn: 'Reports of communes overdue', condition: { on: 'report_due', steps: ['overdue'] }, clearAfterMs: 0,
    },
  },
  {
    // a duty of its own, due four days later: counted apart, as the race counts it
    id: 'report-overdue-provinces',
    rule: {
      ...base, levels: ['province'], tell: ['centre', 'province'], minShare: 0,
      nameVi: 'Tỉnh quá hạn nộp báo cáo', nameEn: 'Report of a province overdue', condition: { on: 'report_due', steps: ['overdue'] }, clearAfterMs: 0,
    },
  },
]

/** KPI a warning about due reports stands beside. */
export const reportKpi = 'reports.on_time'
