/**
 * What an act makes of a task, as pure steps: the state after it, and the task event it appends. Refusals say what is wrong and what to do.
 * Rules: a task reported done is opened again before anything else is done with it; only standing tasks are reviewed; a deadline is put off
 * to a later one with its reason, and the old one stays.
 */
import { extensionFault } from '../../../data/plans/deadline-check.ts'
import { formatDeadlineVi } from '../../../data/plans/deadline.ts'
import { maxDeadlineYears, type TaskAct } from '../../../data/protocol/task.ts'
import type { TaskEventInput } from '../../../data/protocol/task-event-input.ts'
import { DomainError } from '../../errors.ts'
import { fieldInvalid, textOf, textsOf } from './task-checks.ts'
import { maxExtensions, presentDeadline, storedRule, type TaskBody } from './task-record.ts'
import type { TaskRow } from './task-rows.ts'

/** What is to be written: the state after the act, what was said with it, and the event (null: none). */
export interface Step {
  readonly action: TaskAct['act']
  readonly body: TaskBody
  readonly note: string | null
  readonly event: { readonly state: TaskEventInput['state']; readonly result: string } | null
}

/** A refusal of an act in the present state. */
export function impossible(whyVi: string, whyEn: string): DomainError {
  return new DomainError('act_impossible', { params: { whyVi, whyEn } })
}

const isDone = (row: TaskRow): boolean => row.standing?.state === 'done'

function assigned({ body }: TaskRow, act: Extract<TaskAct, { act: 'assign' }>): Step {
  const leadVi = textOf('leadVi', act.leadVi)
  const supportVi = textsOf('supportVi', act.supportVi)
  const accountableVi = textOf('accountableVi', act.accountableVi)
  const same = leadVi === body.leadVi && accountableVi === body.accountableVi && supportVi.join('\n') === body.supportVi.join('\n')
  if (same) throw impossible('nhiệm vụ đã giao đúng như vậy; không có gì thay đổi', 'the task is assigned like this already; nothing would change')
  return { action: 'assign', body: { ...body, leadVi, supportVi, accountableVi }, note: act.note === undefined ? null : textOf('note', act.note), event: null }
}

function extended({ body }: TaskRow, act: Extract<TaskAct, { act: 'extend' }>, nowMs: number): Step {
  const present = presentDeadline(body)
  const reason = textOf('reason', act.reason)
  if (present.rule.kind === 'standing') throw impossible('nhiệm vụ thường xuyên không có hạn để gia hạn', 'a standing task has no deadline to put off')
  if (body.deadlines.length > maxExtensions) {
    throw impossible(`đã gia hạn ${maxExtensions} lần; kết thúc nhiệm vụ và giao nhiệm vụ mới`, `it was put off ${maxExtensions} times; close the task and make a new one`)
  }
  const fault = extensionFault(present.rule, act.deadline, nowMs, maxDeadlineYears)
  if (fault !== null) throw fieldInvalid(`deadline.${fault.field}`, fault.vi, fault.en)
  const next = { rule: storedRule(act.deadline), vi: formatDeadlineVi(act.deadline), fromMs: Math.max(nowMs, present.fromMs ?? 0), reason }
  return { action: 'extend', body: { ...body, deadlines: [...body.deadlines, next] }, note: reason, event: null }
}

function reviewed({ body }: TaskRow, act: Extract<TaskAct, { act: 'review' }>, nowMs: number): Step {
  if (presentDeadline(body).rule.kind !== 'standing') {
    throw impossible('chỉ rà soát nhiệm vụ thường xuyên; nhiệm vụ có hạn thì báo cáo tiến độ', 'only standing tasks are reviewed; report progress of one with a deadline')
  }
  return { action: 'review', body: { ...body, reviewedMs: nowMs }, note: textOf('note', act.note), event: null }
}

/** The step an act is, on the row a person saw. Throws DomainError `act_impossible` or `field_invalid`. */
export function stepOf(row: TaskRow, act: TaskAct, nowMs: number): Step {
  const { body } = row
  if (act.act === 'reopen') {
    if (!isDone(row)) throw impossible('nhiệm vụ chưa báo cáo hoàn thành nên không cần mở lại', 'the task is not reported done, so there is nothing to open again')
    const note = textOf('note', act.note)
    return { action: 'reopen', body, note, event: { state: 'open', result: note } }
  }
  if (isDone(row)) throw impossible('nhiệm vụ đã báo cáo hoàn thành; mở lại trước', 'the task is reported done; open it again first')
  switch (act.act) {
    case 'assign': return assigned(row, act)
    case 'extend': return extended(row, act, nowMs)
    case 'review': return reviewed(row, act, nowMs)
    case 'progress': return { action: 'progress', body, note: null, event: { state: act.state, result: textOf('result', act.result) } }
    case 'close': return { action: 'close', body, note: null, event: { state: 'done', result: textOf('result', act.result) } }
  }
}
