/** The doors of the task register: look (any viewer) and edit (whoever may operate), inside the caller's scope. */
import { z } from 'zod'
import { adoptionInput, maxTasks, taskAct, taskAnswer, taskDetailAnswer, taskInput, tasksAnswer, type TaskAnswer, type TaskDetailAnswer, type TaskHistoryEntry, type TasksAnswer } from '../../../data/protocol/task.ts'
import { actorOf } from '../../access/actor.ts'
import type { Caller } from '../../access/key-ring.ts'
import type { ErrorCode } from '../../error-kinds.ts'
import { DomainError } from '../../errors.ts'
import { refusalOfLog } from '../../ingest/ingest.ts'
import type { DoorDeps } from '../deps.ts'
import { door, noQuery, rootOf, unitOf, type Door, type Reply } from '../door.ts'
import { jsonBody, objectCodes } from '../json-body.ts'
import { maxSearchLength } from './catalogue.ts'

/** Most tasks of one answer. */
export const maxTaskRows = 200
/** Tasks where none are asked for. */
const defaultTaskRows = 50

const editCodes: readonly ErrorCode[] = [...objectCodes, 'act_impossible', 'log_closed', 'log_full']
const operates = ({ viewer }: Caller): boolean => viewer.role === 'operate'
const count = (digits: number, least: number, most: number) => z.string().regex(new RegExp(`^\\d{1,${digits}}$`)).transform(Number).pipe(z.int().min(least).max(most))

/** Makes an edit; what the log could not take is a refusal of the call. */
function edit<T>(make: () => T): T {
  try {
    return make()
  } catch (error) {
    throw error instanceof DomainError ? error : refusalOfLog(error)
  }
}

/** Law 8: the warning a task came from is told to whoever sees something of that warning. */
function isWarningSeen(deps: DoorDeps, { viewer }: Caller, warning: string | null): boolean {
  return warning === null || deps.judgement.warnings.isSeen(warning, viewer.scope)
}

function toldTask(deps: DoorDeps, caller: Caller, task: TaskAnswer): TaskAnswer {
  return isWarningSeen(deps, caller, task.warning) ? task : { ...task, warning: null }
}

function list(deps: DoorDeps, caller: Caller, root: number, query: Parameters<DoorDeps['tasks']['answer']>[1]): TasksAnswer {
  const answer = deps.tasks.answer(root, query)
  return { ...answer, tasks: answer.tasks.map((task) => toldTask(deps, caller, task)) }
}

function detail(deps: DoorDeps, caller: Caller, id: string): Reply {
  const task = deps.tasks.task(id, caller.viewer.scope, operates(caller))
  if (task === null) throw new DomainError('task_unavailable')
  const isTold = ({ field, before, after }: TaskHistoryEntry['changes'][number]): boolean =>
    field !== 'warning' || [before, after].every((warning) => isWarningSeen(deps, caller, warning))
  const { history, historyTotal } = deps.taskRegister.history(id, caller.viewer.scope, (keyId) => deps.keys.unitOf(keyId))
  const json: TaskDetailAnswer = { task: toldTask(deps, caller, task), history: history.map((entry) => ({ ...entry, changes: entry.changes.filter(isTold) })), historyTotal }
  return { json }
}

function listDoor(deps: DoorDeps): Door {
  const query = z.strictObject({
    root: z.string().min(1).max(32).optional(), state: taskAnswer.shape.state.optional(), q: z.string().max(maxSearchLength).optional(),
    limit: count(3, 1, maxTaskRows).default(defaultTaskRows), offset: count(5, 0, maxTasks).default(0),
  })
  return door({
    method: 'get', path: '/api/v1/tasks', access: 'viewer', query, answer: tasksAnswer, codes: ['unit_unavailable'],
    summaryVi: 'Nhiệm vụ theo sổ, gấp nhất trước', summaryEn: 'Tasks of the registers, most urgent first',
    handle: ({ caller, query: { root, ...asked } }) => ({ json: list(deps, caller, rootOf(deps, caller, root), { ...asked, mayEdit: operates(caller) }) }),
  })
}

function detailDoor(deps: DoorDeps): Door {
  return door({
    method: 'get', path: '/api/v1/tasks/:id', access: 'viewer', query: noQuery, answer: taskDetailAnswer, codes: ['task_unavailable'],
    summaryVi: 'Một nhiệm vụ với mọi lần sửa và mọi báo cáo', summaryEn: 'One task with every act on it and every report of it',
    handle: ({ caller, params }) => detail(deps, caller, params['id'] ?? ''),
  })
}

function createDoor(deps: DoorDeps): Door {
  return door({
    method: 'post', path: '/api/v1/tasks', access: 'operate', query: noQuery, body: taskInput, answer: taskDetailAnswer,
    codes: [...editCodes, 'unit_unavailable', 'kpi_unknown'],
    summaryVi: 'Giao nhiệm vụ mới: ghi tên đơn vị, không ghi tên người', summaryEn: 'Make a task: name offices, not persons',
    handle: async (call) => {
      const input = await jsonBody(call, taskInput)
      const id = edit(() => deps.taskRegister.create(input, actorOf(call.caller, deps.live.pyramid)))
      return detail(deps, call.caller, id)
    },
  })
}

function actsDoor(deps: DoorDeps): Door {
  return door({
    method: 'post', path: '/api/v1/tasks/:id/acts', access: 'operate', query: noQuery, body: taskAct, answer: taskDetailAnswer,
    codes: [...editCodes, 'task_unavailable', 'edited_meanwhile'],
    summaryVi: 'Phân công, báo cáo, gia hạn, kết thúc, mở lại, rà soát một nhiệm vụ', summaryEn: 'Assign, report, put off, close, open again or review a task',
    handle: async (call) => {
      const { caller, params } = call
      const id = params['id'] ?? ''
      if (!deps.tasks.has(id, caller.viewer.scope)) throw new DomainError('task_unavailable')
      const act = await jsonBody(call, taskAct)
      edit(() => { deps.taskRegister.act(id, act, actorOf(caller, deps.live.pyramid), caller.simulated) })
      return detail(deps, caller, id)
    },
  })
}

function adoptionsDoor(deps: DoorDeps): Door {
  return door({
    method: 'post', path: '/api/v1/tasks/adoptions', access: 'operate', query: noQuery, body: adoptionInput, answer: tasksAnswer,
    codes: [...editCodes, 'unit_unavailable'],
    summaryVi: 'Một xã nhận các nhiệm vụ mẫu làm sổ của mình (một lần)', summaryEn: 'A commune takes a template\'s tasks as its own (once)',
    handle: async (call) => {
      const { caller } = call
      const input = await jsonBody(call, adoptionInput)
      edit(() => { deps.taskRegister.adopt(input, actorOf(caller, deps.live.pyramid)) })
      return { json: list(deps, caller, unitOf(deps, caller, input.owner), { limit: maxTaskRows, mayEdit: true }) }
    },
  })
}

/** `/api/v1/tasks` and what is below it. Edits answer with the state after them. */
export function taskDoors(deps: DoorDeps): readonly Door[] {
  return [listDoor(deps), detailDoor(deps), createDoor(deps), adoptionsDoor(deps), actsDoor(deps)]
}
