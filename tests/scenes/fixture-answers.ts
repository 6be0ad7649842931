/** The HTTP answers of the planted day: catalogue, units, tasks of the registers, the nine listed warnings, 30-day series. */
import { kpis } from '../../data/kpis/catalogue.ts'
import { cadenceMs } from '../../data/kpis/kpi.ts'
import { ownedTasks } from '../../data/plans/registers.ts'
import { daysLeft, deadlineEndMs } from '../../data/plans/deadline.ts'
import { taskState, taskStates } from '../../data/plans/overdue.ts'
import type { FiguresAnswer, KpisAnswer, SeriesAnswer, UnitsAnswer } from '../../data/protocol/answers.ts'
import type { TasksAnswer } from '../../data/protocol/task.ts'
import type { WarningAnswer, WarningsAnswer } from '../../data/protocol/warning.ts'
import { dayMs, toLocalIso } from '../../data/time/vietnam-time.ts'
import { fixtureCell, fixtureYearResult, kpiOf, pyramid, type FixtureMode } from './fixture-figures.ts'

/** `GET /units` of a scope. */
export function unitsAnswer(scope: string): UnitsAnswer {
  const from = pyramid.indexOf(scope) ?? 0
  const shown = pyramid.units.slice(from, pyramid.end[from])
  return { units: shown.map((unit, i) => ({
    code: unit.code, name: unit.name, fullName: unit.fullName, nameEn: unit.nameEn, type: unit.type, level: unit.level,
    parent: i === 0 ? null : unit.parent, children: pyramid.children[from + i]?.length ?? 0,
  })) }
}

/** `GET /kpis`. */
export function kpisAnswer(): KpisAnswer {
  return { kpis: kpis.map((kpi) => ({
    id: kpi.id, nameVi: kpi.nameVi, nameEn: kpi.nameEn, shortVi: kpi.shortVi, shortEn: kpi.shortEn, kind: kpi.kind, unitVi: kpi.unitVi, unitEn: kpi.unitEn,
    direction: kpi.direction, levels: [...kpi.levels], cadence: kpi.cadence, cadenceMs: cadenceMs[kpi.cadence], group: kpi.group, cases: kpi.cases,
    computed: kpi.computed, sources: kpi.sources.map((source) => ({ ...source })), facts: kpi.facts.map((fact) => ({ ...fact, source: { ...fact.source } })),
  })) }
}

function under(root: string, unit: string): boolean {
  const top = pyramid.indexOf(root) ?? 0, i = pyramid.indexOf(unit) ?? -1
  return i >= top && i < (pyramid.end[top] ?? 0)
}

/** `GET /tasks`: the registers at `nowMs`, nothing reported. */
export function tasksAnswer(root: string, nowMs: number, limit: number): TasksAnswer {
  const states = ownedTasks.filter((task) => under(root, task.owner ?? '')).map((task) => ({ task, state: taskState(task, null, nowMs) }))
  const late = (task: typeof ownedTasks[number]): number => Math.max(0, -(daysLeft(task.deadline, nowMs) ?? 0))
  const order = states.toSorted((a, b) => taskStates.indexOf(a.state) - taskStates.indexOf(b.state) || late(b.task) - late(a.task))
  return {
    root, at: toLocalIso(nowMs), total: states.length, registers: new Set(states.map(({ task }) => task.owner)).size,
    counts: Object.fromEntries(taskStates.map((state) => [state, states.filter((one) => one.state === state).length])),
    tasks: order.slice(0, limit).map(({ task, state }) => {
      const end = deadlineEndMs(task.deadline)
      return {
        id: task.id, owner: task.owner ?? '', groupVi: task.groupVi, contentVi: task.contentVi, shortVi: task.shortVi, shortEn: task.shortEn,
        leadVi: task.leadVi, supportVi: [...task.supportVi], accountableVi: task.accountableVi, resultVi: task.resultVi, deadlineVi: task.deadlineVi,
        deadlineKind: task.deadline.kind, dueAt: end === null ? null : toLocalIso(end), originalDueAt: null, extensions: 0, daysLate: state === 'overdue' ? late(task) : 0, state,
        reported: null, reviewDue: false, reviewedAt: null, warning: null, custom: false, version: 0, mayEdit: true, kpi: task.kpi, document: task.source.document, section: task.source.section, simulated: false,
      }
    }),
  }
}

type Plant = readonly [unit: string, kpi: string, severity: WarningAnswer['severity'], hours: number]
const plants: readonly Plant[] = [
  ['96', 'network.uptime', 'at_risk', 2.385], ['11', 'digitization.pages', 'at_risk', 52 * 24], ['40', 'data.serious_errors', 'at_risk', 5.92],
  ['44', 'data.reporting_units', 'at_risk', 14.09], ['TW', 'digitization.pages', 'behind', 28 * 24], ['52', 'esign.documents', 'behind', 5 * 24],
  ['04', 'digitization.pages', 'no_data', 69], ['20', 'digitization.pages', 'no_data', 45], ['86', 'digitization.pages', 'no_data', 30],
  ['11', 'esign.staff', 'behind', 300], ['33', 'paper.cut', 'behind', 200],
]

/** `GET /warnings`: the planted conditions, and the overdue tasks of an empty store. */
export function warningsAnswer(root: string, nowMs: number, limit: number, mode: FixtureMode): WarningsAnswer {
  const silent: readonly Plant[] = kpis.filter(({ computed }) => !computed).map(({ id }): Plant => ['TW', id, 'no_data', -1])
  const listed = mode === 'planted' ? plants : mode === 'new_year' ? [] : [['TW', 'tasks.overdue', 'at_risk', 24] as const, ...silent]
  const all = listed.filter(([unit]) => under(root, unit)).map(([unit, id, severity, hours], i): WarningAnswer => {
    const kpi = kpiOf.get(id)
    if (kpi === undefined) throw new Error(`no KPI ${id}`)
    const cell = fixtureCell(unit, kpi, nowMs, mode)
    const since = hours < 0 ? null : toLocalIso(nowMs - hours * 3_600_000)
    const silent = severity === 'no_data'
    const evidenceVi = silent ? `${cell.coverage.due}/${cell.coverage.due} đơn vị quá hạn cập nhật; mới nhất lúc 08:00 18/11/2026` : 'thấp hơn kế hoạch hôm nay, thiếu 8,6 điểm; trung vị 12 tháng 30,1 %'
    const opened = since ?? toLocalIso(nowMs)
    return {
      id: `w-${i + 1}`, rule: silent ? 'lost' : 'plan-risk', ruleVi: silent ? 'Mất số liệu' : 'Nguy cơ không đạt kế hoạch', ruleEn: silent ? 'Data lost' : 'Plan at risk',
      state: i === 1 ? 'acknowledged' : i === 3 ? 'assigned' : 'open', rank: i + 1, unit, kpi: id, kind: silent ? 'lost' : 'below_plan', status: cell.status, freshness: cell.freshness, severity,
      value: cell.value, expected: cell.expected, gap: null, since, newestAt: hours < 0 ? null : since,
      units: { affected: silent ? cell.coverage.due : 1, due: Math.max(1, cell.coverage.due) },
      evidenceVi, evidenceEn: silent ? 'all units late; newest at 08:00, 18 November 2026' : 'below the plan of today by 8.6 points; median of 12 months 30.1 %', simulated: mode !== 'empty',
      openedAt: opened, changedAt: opened, closedAt: null, shelvedUntil: null, task: i === 3 ? 't-0007' : null, version: 1, mayAct: true, comments: 0,
    }
  })
  const count = (severity: WarningAnswer['severity']): number => all.filter((warning) => warning.severity === severity).length
  return {
    root, at: toLocalIso(nowMs), total: all.length, warnings: all.slice(0, limit),
    counts: { at_risk: count('at_risk'), behind: count('behind'), no_data: count('no_data') },
    states: {
      open: all.filter(({ state }) => state === 'open').length, acknowledged: all.filter(({ state }) => state === 'acknowledged').length,
      assigned: all.filter(({ state }) => state === 'assigned').length, resolved: 0, closed: 0,
    },
  }
}

/** `GET /units/:code/figures`: present figures, with the results of the year before. */
export function figuresAnswer(unit: string, ids: readonly string[], nowMs: number, mode: FixtureMode): FiguresAnswer {
  const figures = ids.map((id) => {
    const kpi = kpiOf.get(id)
    if (kpi === undefined) throw new Error(`no KPI ${id}`)
    const { oldestAtMs, newestAtMs, stages, unit: _unit, withheld, ...rest } = fixtureCell(unit, kpi, nowMs, mode)
    const lastYear = mode === 'new_year' ? fixtureYearResult(unit, kpi) : undefined
    const instant = (ms: number | null): string | null => (ms === null ? null : toLocalIso(ms))
    return {
      ...rest, oldestAt: instant(oldestAtMs), newestAt: instant(newestAtMs), change: null, withheld,
      ...(stages === null ? {} : { stages: [...stages] }), ...(lastYear === undefined ? {} : { lastYear }),
    }
  })
  return { unit, at: toLocalIso(nowMs), known: null, figures }
}

/** `GET /units/:code/series`: 31 days that end at the present cell. */
export function seriesAnswer(unit: string, id: string, nowMs: number, mode: FixtureMode): SeriesAnswer {
  const kpi = kpiOf.get(id)
  if (kpi === undefined) throw new Error(`no KPI ${id}`)
  const cell = fixtureCell(unit, kpi, nowMs, mode)
  const points = Array.from({ length: 31 }, (_, day) => {
    const at = nowMs - (30 - day) * dayMs
    const share = cell.value === null ? null : kpi.kind === 'stock_count' ? Math.max(0, cell.value - Math.floor((30 - day) / 8)) : cell.value - (30 - day) * 0.00087 + Math.sin(day * 1.7) * 0.0012
    return {
      from: toLocalIso(at - dayMs), at: toLocalIso(at), num: null, den: null, value: share, reported: 30,
      expected: cell.expected === null ? null : cell.expected - (kpi.kind === 'stock_ratio' ? (30 - day) * 0.0011 : 0),
    }
  })
  return { unit, kpi: id, grain: 'day', from: points[0]?.from ?? toLocalIso(nowMs), to: toLocalIso(nowMs), points }
}
