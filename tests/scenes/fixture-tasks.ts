/**
 * The task registers of the planted day: of an empty store the rows of the documents, nothing reported; of the planted day 61 tasks
 * (7 overdue, 4 due in 7 days, 9 in 30, 12 later, 29 done), whose words are those of the registers. The seven are planted condition 10.
 */
import { daysLeft, deadlineEndMs, formatDeadlineVi } from '../../data/plans/deadline.ts'
import { taskState, taskStates } from '../../data/plans/overdue.ts'
import { ownedTasks, planTasks } from '../../data/plans/registers.ts'
import type { PlanTask } from '../../data/plans/task.ts'
import type { TaskAnswer, TasksAnswer } from '../../data/protocol/task.ts'
import { dayMs, localDay, toLocalIso } from '../../data/time/vietnam-time.ts'
import { plantedMs, type FixtureMode } from './fixture-figures.ts'
import { under } from './fixture-warnings.ts'

const overdue: readonly (readonly [day: string, owner: string, vi: string, en: string])[] = [
  ['2026-09-30', '11', 'Số hóa 90.000 trang tài liệu (30 %)', 'Digitise 90,000 pages (30 %)'], ['2026-09-30', '11', 'Thiết bị đạt chuẩn cho 40 % cán bộ', 'Standard devices for 40 % of the staff'],
  ['2026-10-31', '40', 'Phê duyệt cấp độ an toàn hệ thống', 'Approve the security level of the system'], ['2026-10-31', '52', 'Liên thông chữ ký số với cơ quan nhà nước', 'Link digital signatures with state bodies'],
  ['2026-10-31', '44', 'Chuẩn hóa quy trình số TTHC nội bộ', 'Standardise internal procedures'], ['2026-11-15', '11', 'Mở lớp tập huấn kỹ năng số thứ 6/7', 'Hold digital skills class 6 of 7'],
  ['2026-11-20', 'TW', 'Vận hành đủ 18 quy trình nghiệp vụ lõi', 'Run all 18 core procedures'],
]
const owners = ['11', '33', '40', '79', '44', '01', '52', 'TW']

interface Planted { readonly task: PlanTask, readonly owner: string, readonly done: boolean }

function plantedOf(i: number): Planted {
  const late = overdue[i], base = planTasks[i % planTasks.length]!
  const again = i < planTasks.length ? base : { ...base, id: `${base.id}-2` }
  if (late !== undefined) return { task: { ...again, shortVi: late[2], shortEn: late[3], deadline: { kind: 'day', day: late[0] } }, owner: late[1], done: false }
  const days = i < 11 ? 2 + (i - 7) : i < 20 ? 9 + (i - 11) * 2 : i < 32 ? 31 + (i - 20) % 9 : -20 - (i - 32) * 9
  return { task: { ...again, deadline: { kind: 'day', day: localDay(plantedMs + days * dayMs) } }, owner: owners[i % owners.length]!, done: i >= 32 }
}

/** `GET /tasks`. */
export function tasksAnswer(root: string, nowMs: number, limit: number, mode: FixtureMode): TasksAnswer {
  const all: readonly Planted[] = mode === 'planted' ? Array.from({ length: 61 }, (_, i) => plantedOf(i)) : ownedTasks.map((task) => ({ task, owner: task.owner ?? '', done: false }))
  const rows = all.filter(({ owner }) => under(root, owner)).map(({ task, owner, done }): TaskAnswer => {
    const end = deadlineEndMs(task.deadline), state = done ? 'done' : taskState(task, null, nowMs)
    return {
      id: task.id, owner, groupVi: task.groupVi, contentVi: task.contentVi, shortVi: task.shortVi, shortEn: task.shortEn, leadVi: task.leadVi, supportVi: [...task.supportVi],
      accountableVi: task.accountableVi, resultVi: task.resultVi, deadlineVi: formatDeadlineVi(task.deadline), deadlineKind: task.deadline.kind, dueAt: end === null ? null : toLocalIso(end), originalDueAt: null, extensions: 0,
      daysLate: state === 'overdue' ? Math.max(0, -(daysLeft(task.deadline, nowMs) ?? 0)) : 0, state, reported: null, reviewDue: false, reviewedAt: null, warning: null, custom: false, version: 0, mayEdit: true,
      kpi: task.kpi, document: task.source.document, section: task.source.section, simulated: mode !== 'empty',
    }
  })
  const order = rows.toSorted((a, b) => taskStates.indexOf(a.state) - taskStates.indexOf(b.state) || b.daysLate - a.daysLate || Date.parse(a.dueAt ?? '2100-01-01') - Date.parse(b.dueAt ?? '2100-01-01'))
  return {
    root, at: toLocalIso(nowMs), total: rows.length, registers: new Set(rows.map(({ owner }) => owner)).size,
    counts: Object.fromEntries(taskStates.map((state) => [state, rows.filter((one) => one.state === state).length])), tasks: order.slice(0, limit),
  }
}
