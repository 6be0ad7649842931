/** What the desk's fixture shows: planted warnings with their numbers, rules, tasks, quality, duties, projections. Deterministic. */
import { kpis } from '../../data/kpis/catalogue.ts'
import { obligations } from '../../data/plans/obligations.ts'
import { ownedTasks } from '../../data/plans/registers.ts'
import { daysLeft, deadlineEndMs, formatDeadlineVi } from '../../data/plans/deadline.ts'
import { taskState } from '../../data/plans/overdue.ts'
import type { PlanTask } from '../../data/plans/task.ts'
import { obligationAnswer, type ObligationAnswer } from '../../data/protocol/answers.ts'
import type { ActAnswer } from '../../data/protocol/act.ts'
import { defaultPlaylist, defaultPlaylistId } from '../../data/playlists/default-playlist.ts'
import type { PlaylistAnswer, PlaylistInput } from '../../data/protocol/playlist.ts'
import type { ProjectionAnswer } from '../../data/protocol/projection.ts'
import { qualityCriteria, type QualityAnswer, type QualityReasonsAnswer } from '../../data/protocol/quality.ts'
import type { RaceAnswer, ReportCounts, UnitReportsAnswer } from '../../data/protocol/report-race.ts'
import type { RehearsalAnswer, RuleAnswer } from '../../data/protocol/rule.ts'
import type { TaskAnswer, TaskHistoryEntry } from '../../data/protocol/task.ts'
import type { WarningAnswer, WarningLine } from '../../data/protocol/warning.ts'
import { defaultRules } from '../../data/rules/default-rules.ts'
import { dayMs, localDay, toLocalIso } from '../../data/time/vietnam-time.ts'
import { lostForMs } from './fixture-communes.ts'
import { plantedMs, pyramid } from './fixture-figures.ts'
import { plantedAlso } from './fixture-verdicts.ts'

const hourMs = 3_600_000
const at = (agoMs: number): string => toLocalIso(plantedMs - agoMs)

/** Codes of the units right below one. */
export function below(code: string): readonly string[] {
  return [...(pyramid.children[pyramid.indexOf(code) ?? 0] ?? [])].flatMap((child) => pyramid.units[child]?.code ?? [])
}

type Plant = readonly [unit: string, kpi: string, kind: WarningAnswer['kind'], severity: WarningAnswer['severity'], state: WarningAnswer['state'], hours: number, affected: number, due: number, value: number | null, expected: number | null, vi: string, en: string]
const plants: readonly Plant[] = [
  ['96', 'network.uptime_commune', 'down', 'at_risk', 'open', 2.4, 38, 64, 0.9841, 0.99, '38/64 đường truyền của tỉnh Cà Mau không gửi trong 2 giờ 23 phút', '38 of 64 lines of Ca Mau have been down for 2 h 23 min'],
  ['11', 'digitization.pages', 'below_plan', 'at_risk', 'assigned', 1248, 11, 45, 0.214, 0.3, '21,4 % so với 30 % kế hoạch hôm nay, thiếu 8,6 điểm; 11/45 xã dưới kế hoạch', '21.4 % against 30 % planned for today, 8.6 points short; 11 of 45 communes are below plan'],
  ['40', 'data.serious_errors', 'jump', 'at_risk', 'open', 5.9, 9, 130, 14, 0, '14 lỗi, +412 % so với trung vị 12 tháng; lệch 9,3 lần MAD (1,2)', '14 errors, +412 % against the median of 12 months; 9.3 times the MAD (1.2) away'],
  ['44', 'data.reporting_units', 'late', 'behind', 'acknowledged', 14, 41, 78, 0.474, 0.95, '41/78 xã quá nhịp báo tháng', '41 of 78 communes are past their monthly cadence'],
  ['TW', 'digitization.pages', 'stall', 'behind', 'open', 672, 3, 34, 0.625, 0.657, 'đứng yên 28 ngày trong khi kế hoạch tăng 2,4 điểm', 'no movement for 28 days while the plan rose by 2.4 points'],
  ['04', 'digitization.pages', 'lost', 'no_data', 'open', lostForMs['04'] / hourMs - 72, 56, 56, null, 0.66, '56/56 xã mất dữ liệu; số mới nhất lúc 12:05 16/11/2026', 'the data of 56 of 56 communes is lost; newest at 12:05, 16 November 2026'],
  ['52', 'esign.documents', 'mismatch', 'behind', 'resolved', 120, 1, 1, 0.846, 0.9, 'số khai 9.120 khác tổng đơn vị dưới 8.460, thiếu 3 đơn vị', 'declared 9,120 differs from the sum 8,460 of the children; 3 units are missing'],
]

/** The planted warnings, open for ever. */
export function plantedWarnings(): WarningAnswer[] {
  return plants.map(([unit, kpi, kind, severity, state, hours, affected, due, value, expected, evidenceVi, evidenceEn], i) => ({
    id: `w-${i + 1}`, rule: 'plan-risk', ruleVi: 'Nguy cơ không đạt kế hoạch', ruleEn: 'Plan at risk', state, rank: i + 1, unit, kpi, kind, status: severity, freshness: severity === 'no_data' ? 'lost' : 'fresh', severity,
    value, expected, gap: value === null || expected === null ? null : value - expected, since: at(hours * hourMs), newestAt: at(kind === 'lost' ? lostForMs['04'] : 60_000), units: { affected, due }, evidenceVi, evidenceEn, simulated: true,
    openedAt: at((hours - 0.2) * hourMs), changedAt: at(hours * hourMs / 2), ended: null, also: plantedAlso(unit, kind, below(unit)), closedAt: state === 'resolved' ? at(hourMs) : null, shelvedUntil: null, task: state === 'assigned' ? 's2-05' : null, taskOffice: state === 'assigned' ? 'Chánh Văn phòng Tỉnh ủy' : null, takenBy: state === 'open' ? null : unit, takenAt: state === 'open' ? null : at(hours * hourMs / 2), version: 3, mayAct: true, comments: 1,
  }))
}

/** The lines of a warning: units below its own, each with numbers. */
export function plantedLines({ unit, severity, evidenceVi, evidenceEn, units }: WarningAnswer): WarningLine[] {
  const children = below(unit)
  return (children.length === 0 ? [unit] : children).slice(0, units.affected).map((code, i) => ({
    unit: code, severity, since: at((i + 2) * 5 * hourMs), until: i === 2 ? at(hourMs) : null, evidenceVi: evidenceVi.split(';')[0] ?? '', evidenceEn: evidenceEn.split(';')[0] ?? '', missing: [],
    numbers: [
      { id: 'observed', value: 0.042 + i * 0.013, form: 'value' }, { id: 'expected', value: 0.3, form: 'value' }, { id: 'gap', value: -0.258 + i * 0.013, form: 'value' },
      { id: 'mad', value: 1.2, form: 'count' }, { id: 'spread', value: 1.2, form: 'count' }, { id: 'deviations', value: 9.3 - i * 0.2, form: 'factor' }, { id: 'age', value: (i + 1) * 7_300_000, form: 'spanMs' },
    ],
  }))
}

/** Acts of a warning, newest first. */
export function plantedActs(): ActAnswer[] {
  return [
    { seq: 3, at: at(5 * hourMs), by: 'local', unit: 'TW', keyId: null, action: 'comment', note: 'Đã điện cho đơn vị vận hành đường truyền; chờ báo lại trước 16:00.', changes: [] },
    { seq: 2, at: at(6 * hourMs), by: 'key', unit: '11', keyId: 7, action: 'acknowledge', note: null, changes: [{ field: 'state', before: 'open', after: 'acknowledged' }] },
    { seq: 1, at: at(7 * hourMs), by: 'system', unit: null, keyId: null, action: 'opened', note: null, changes: [] },
  ]
}

/** The product's own rules, and one with a threshold. */
export function plantedRules(): RuleAnswer[] {
  const own = defaultRules.map(({ id, rule }, i): RuleAnswer => ({ ...rule, id, version: 1, builtIn: true, changedAt: at((i + 1) * dayMs), mayEdit: true, openWarnings: i % 4, remarks: [] }))
  const threshold: RuleAnswer = {
    nameVi: 'Trang số hóa dưới 60 %', nameEn: 'Pages digitised below 60 %', condition: { on: 'threshold', measure: 'value', op: 'below', limit: 0.6, clear: 0.625 }, kpis: ['digitization.pages', 'esign.documents'],
    root: '11', levels: ['commune'], minUnits: 3, minShare: 0.1, pendingMs: 6 * hourMs, clearAfterMs: 30 * 60_000, severity: 'behind', tell: ['centre', 'province'], enabled: false,
    id: 'r-1', version: 4, builtIn: false, changedAt: at(2 * hourMs), mayEdit: true, openWarnings: 0, remarks: [{ code: 'overlap', messageVi: 'Trùng phần lớn với kịch bản “Nguy cơ không đạt kế hoạch”.', messageEn: 'Overlaps the rule “Plan at risk”.', rule: 'plan-risk' }],
  }
  return [...own, threshold]
}

/** A task of a register at an instant. */
export function taskAnswerOf(task: PlanTask, nowMs: number): TaskAnswer {
  const end = deadlineEndMs(task.deadline), state = taskState(task, null, nowMs)
  return {
    id: task.id, owner: task.owner ?? '', groupVi: task.groupVi, contentVi: task.contentVi, shortVi: task.shortVi, shortEn: task.shortEn, leadVi: task.leadVi, supportVi: [...task.supportVi], accountableVi: task.accountableVi,
    resultVi: task.resultVi, deadlineVi: formatDeadlineVi(task.deadline), deadlineKind: task.deadline.kind, dueAt: end === null ? null : toLocalIso(end), originalDueAt: null, extensions: 0,
    daysLate: state === 'overdue' ? Math.max(0, -(daysLeft(task.deadline, nowMs) ?? 0)) : 0, state, reported: null, reviewDue: state === 'standing', reviewedAt: null, warning: task.id === 's2-05' ? 'w-2' : null, custom: false, version: 0, mayEdit: true,
    kpi: task.kpi, document: task.source.document, section: task.source.section, simulated: false,
  }
}

/** The 43 owned tasks, most urgent first. */
export function plantedTasks(): TaskAnswer[] {
  const order: readonly string[] = ['overdue', 'due7', 'due30', 'later', 'standing', 'roadmap', 'done']
  return ownedTasks.map((task) => taskAnswerOf(task, plantedMs)).sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state) || b.daysLate - a.daysLate)
}

/** What a unit told of its most urgent overdue task, newest first: a result, a later word that came before it was known, the beginning; none of others. */
export function plantedReports({ id, owner }: TaskAnswer): TaskHistoryEntry[] {
  if (id !== plantedTasks()[0]!.id) return []
  const told = (n: number, agoMs: number, observedMs: number, changes: TaskHistoryEntry['changes'], isOvertaken = false): TaskHistoryEntry => ({
    seq: n, at: at(agoMs), by: 'key', unit: owner, keyId: 4, action: 'report', note: null, changes, observedAt: at(observedMs), isOvertaken, simulated: true,
  })
  const [begun, drafted] = ['Đã giao Văn phòng tham mưu kế hoạch', 'Đã có dự thảo, đang xin ý kiến các sở, ngành']
  return [
    told(3, 2 * dayMs, 12 * dayMs, [{ field: 'state', before: 'running', after: 'open' }, { field: 'result', before: begun, after: null }], true),
    told(2, 9 * dayMs, 9 * dayMs + 7_200_000, [{ field: 'state', before: 'running', after: 'running' }, { field: 'result', before: begun, after: drafted }]),
    told(1, 30 * dayMs, 30 * dayMs, [{ field: 'state', before: null, after: 'running' }, { field: 'result', before: null, after: begun }]),
  ]
}

/** A rehearsal that has ended: too loud in its middle month. */
export function rehearsed(id: string, loud: boolean): RehearsalAnswer {
  const perDay = Array.from({ length: 90 }, (_, i) => ({ day: localDay(plantedMs - (89 - i) * dayMs), opened: Math.round((loud ? 14 : 3) + (loud ? 5 : 3) * Math.sin(i / 5) + (i % 30 === 25 ? 12 : 0) * (loud ? 1 : 0.3)), open: 20 + (i % 17) }))
  const opened = perDay.reduce((sum, day) => sum + Math.max(0, day.opened), 0)
  return {
    id, state: 'done', done: 90, total: 90, from: at(90 * dayMs), to: at(0), tookMs: 3_240,
    result: {
      opened, perDayMean: opened / 90, basisDays: 90, perDayMost: Math.max(...perDay.map((day) => day.opened)), budget: 10, overBudget: Math.max(...perDay.map((day) => day.opened)) > 10, perDay: perDay.map((day) => ({ ...day, opened: Math.max(0, day.opened) })),
      byUnit: below('TW').map((unit, i) => ({ unit, opened: 120 - i * 3, units: 45 - i })), standing: { warnings: 3, units: 41 }, now: { warnings: loud ? 25 : 2, units: loud ? 310 : 17, byUnit: below('TW').slice(0, loud ? 25 : 2).map((unit, i) => ({ unit, units: 30 - i })) },
      unitsTotal: 34, tell: ['centre', 'province'], remarkVi: 'Ồn nhất vào cuối tháng, khi các xã nộp báo cáo.', remarkEn: 'Loudest at the end of the month, when communes report.', simulated: true,
    },
  }
}

const share = (seed: number): number => Math.round((86 + (seed * 37 % 140) / 10) * 10) / 10
const scoresOf = (seed: number): QualityAnswer['overall'] => Object.fromEntries(qualityCriteria.map((criterion, i) => {
  const score = seed % 5 === 3 && criterion === 'shared' ? null : Math.min(100, share(seed * 7 + i * 3))
  return [criterion, { score, points: (score ?? 0) * 12, possible: score === null ? 0 : 1200 }]
})) as QualityAnswer['overall']

/** Six scores of each family. */
export function qualityOf(unit: string): QualityAnswer {
  const groups = [...new Set(kpis.map(({ group }) => group))]
  return { unit, at: at(0), overall: scoresOf(1), families: groups.map((group, i) => ({ group, scores: scoresOf(i + 2) })), simulated: true }
}

/** What cost points. */
export function reasonsOf(unit: string, criterion: QualityReasonsAnswer['criterion'], group: string | null): QualityReasonsAnswer {
  return {
    unit, criterion, group, at: at(0), score: scoresOf(2)[criterion], formulaVi: 'điểm = số đã nhận đúng ÷ số đã gửi × 100', formulaEn: 'score = readings accepted ÷ readings sent × 100', total: 318,
    reasons: below('11').slice(0, 12).map((code, i) => ({
      unit: code, kpi: 'digitization.pages', code: 'corrected', lost: 12 - i * 0.5, count: 3 + i, at: at((i + 1) * 9 * hourMs), key: `so-hoa-${code}-2026-11-${10 + i}`,
      textVi: 'tử số lớn hơn mẫu số: máy chủ từ chối bản ghi; sửa số trang phải làm rồi gửi lại', textEn: 'numerator above denominator: the reading was refused; mend the pages to do and send again',
    })),
  }
}

function countsOf(due: number, seed: number): ReportCounts {
  const inTime = Math.floor(due * (0.4 + (seed % 5) / 10)), late = seed % 3, partial = Math.min(due - inTime - late, seed % 4)
  return { due, in_time: inTime, late, partial, waiting: 0, missing: due - inTime - late - partial }
}

/** The duties of a root. */
export function dutiesOf(root: string): ObligationAnswer[] {
  return obligations.map((duty, i) => obligationAnswer.parse({
    id: duty.id, fromVi: duty.fromVi, toVi: duty.toVi, nameVi: duty.nameVi, nameEn: duty.nameEn, level: duty.level, dueAt: duty.due === null ? null : at(-9 * dayMs), template: duty.template,
    document: duty.source.document, section: duty.source.section, quoteVi: duty.source.quoteVi ?? null, grain: duty.id.endsWith('quarter') ? 'quarter' : 'month', followed: i < 6, adopted: i === 2 ? [root] : [],
    present: i < 2 ? { period: '2026-11', dueAt: i === 0 ? at(14.08 * hourMs) : at(-81.9 * hourMs), step: i === 0 ? 'overdue' : 'd7', counting: i === 0 ? 'counted' : 'open', counts: countsOf(i === 0 ? 3321 : 34, 2) } : null,
  }))
}

/** The race of one duty. */
export function raceOf(root: string, obligation: string, period: string): RaceAnswer {
  const units = below(root)
  return {
    root, obligation, nameVi: 'Báo cáo tháng của cấp xã', nameEn: 'Monthly report of the commune', period, at: at(0), dueAt: at(14.08 * hourMs), graceMs: 0, step: 'overdue', counting: 'counted', counts: countsOf(units.length * 90, 2),
    children: units.map((unit, i) => ({ unit, state: i % 4 === 0 ? 'in_time' : i % 4 === 1 ? 'missing' : null, counts: countsOf(90 + (i * 7) % 40, i), lastAt: at((i + 1) * 2 * hourMs), before: null })),
    handIns: Array.from({ length: 20 }, (_, i) => ({ day: `2026-11-${String(i + 1).padStart(2, '0')}`, units: Math.round(3 + i * i * 0.7) })), before: null, simulated: true,
  }
}

/** The reports a unit owes in a year. */
export function unitReportsOf(unit: string, year: number): UnitReportsAnswer {
  return {
    unit, year, at: at(0), onTime: { due: 9, inTime: 8 },
    reports: Array.from({ length: 11 }, (_, i) => ({
      obligation: 'province-month', nameVi: 'Báo cáo tháng của cấp tỉnh', nameEn: 'Monthly report of the province', period: `${year}-${String(11 - i).padStart(2, '0')}`, dueAt: at((i * 30 - 3.4) * dayMs),
      state: i === 0 ? 'partial' as const : i === 4 ? 'late' as const : i === 10 ? 'waiting' as const : 'in_time' as const,
      counting: i === 0 ? 'open' as const : i === 10 ? 'nobody_in' as const : 'counted' as const, handedInAt: i === 0 || i === 10 ? null : at((i * 30 + 1) * dayMs),
      parts: kpis.slice(0, 6).map(({ id }, k) => ({ kpi: id, firstAt: i === 0 && k > 3 ? null : at((i * 30 + 2) * dayMs), receivedAt: i === 0 && k > 3 ? null : at((i * 30 + 2) * dayMs) })),
    })),
  }
}

/** A projection that does not arrive. */
export function projectionOf(unit: string, kpi: string): ProjectionAnswer {
  const units = below(unit)
  return {
    unit, kpi, at: at(0), value: 0.625, expected: 0.657, target: 0.7, due: '2026-12-31', method: 'Theil–Sen (Sen 1968)', confidence: 0.9,
    trend: { perWeek: 0.0061, interval: { low: 0.0042, high: 0.0079 }, points: 60, from: at(60 * dayMs), to: at(0), grain: 'day' },
    projected: { value: 0.66, interval: { low: 0.645, high: 0.675 }, arrives: 'no', crossesAt: toLocalIso(plantedMs + 86 * dayMs) },
    pace: { weeksLeft: 5.8, neededPerWeek: 0.0129, neededNumPerWeek: 34_137, trendPerWeek: 0.0061 }, gap: null,
    series: Array.from({ length: 60 }, (_, i) => ({ at: at((59 - i) * dayMs), value: i === 20 || i === 21 ? null : 0.58 + i * 0.00077 + Math.sin(i) * 0.002, expected: 0.6 + i * 0.00097 })),
    bringers: units.length === 0 ? null : { shortNum: 84_400, leftNum: 0, enough: true, needed: 2, withheld: 3, children: units.slice(0, 12).map((code, i) => ({ unit: code, value: 0.21 + i * 0.03, expected: 0.66, gainNum: 57_400 / (i + 1), inSet: i < 2 })) },
  }
}

/** The default play-list and, unless `empty`, two of the centre's own. */
export function plantedPlaylists(readOnly: boolean, empty: boolean): Map<string, { playlist: PlaylistAnswer, acts: ActAnswer[] }> {
  const of = (id: string, playlist: PlaylistInput): [string, { playlist: PlaylistAnswer, acts: ActAnswer[] }] => [id, {
    playlist: { ...playlist, id, version: 1, builtIn: id === defaultPlaylistId, owner: id === defaultPlaylistId ? null : 'TW', changedAt: '2026-11-20T08:00:00+07:00', mayEdit: !readOnly }, acts: [],
  }]
  const own: PlaylistInput = {
    nameVi: 'Giao ban sáng thứ Hai', nameEn: 'Monday briefing', interrupt: { severity: 'at_risk', holdS: 20 },
    items: [{ scene: 'overview', dwellS: 90, root: null, kpi: null }, { scene: 'map', dwellS: 60, root: '11', kpi: 'digitization.pages' }, { scene: 'warnings', dwellS: 45, root: null, kpi: null }],
  }
  return new Map([of(defaultPlaylistId, defaultPlaylist), ...(empty ? [] : [of('p-morning', own), of('p-lobby', { ...own, nameVi: 'Sảnh tầng một', nameEn: '', interrupt: { severity: 'off', holdS: 20 } })])])
}
