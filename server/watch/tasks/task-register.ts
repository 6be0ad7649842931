/**
 * The register as people edit it: every edit is an act in the ledger, and what an act reports is a task event in the log, written in the
 * same transaction. Owners lie inside the actor's scope; a task elsewhere and one that there is not are refused alike (law 8).
 */
import { randomBytes } from 'node:crypto'
import type { DeadlineRule, PlanTask } from '../../../data/plans/task.ts'
import { maxTasks, maxTasksPerUnit, type AdoptionInput, type TaskAct, type TaskDetailAnswer, type TaskInput } from '../../../data/protocol/task.ts'
import type { TaskWish } from '../../../data/protocol/warning.ts'
import { inSubtree } from '../../../data/pyramid/pyramid.ts'
import { DomainError } from '../../errors.ts'
import type { Actor, Change, Ledger, Recorded } from '../../log/ledger.ts'
import type { Log, NewTaskEvent } from '../../log/log.ts'
import { impossible, stepOf, type Step } from './task-acts.ts'
import { checkDeadline, fieldInvalid, textOf, textsOf } from './task-checks.ts'
import { bodyOfRow, firstDeadline, shortened, type TaskBody } from './task-record.ts'
import { stateOfRow, type TaskRow, type TaskRows } from './task-rows.ts'
import { tellHistory, type UnitOfKey } from './told-history.ts'
import type { WarningRef } from '../warnings/record.ts'

/** What the register stands on. `templates`: rows without an owner; `kpis`: ids of the catalogue. */
export interface TaskRegisterDeps {
  readonly rows: TaskRows
  readonly ledger: Pick<Ledger, 'write' | 'history'>
  readonly log: Pick<Log, 'taskEventsBeside'>
  readonly templates: readonly PlanTask[]
  readonly kpis: ReadonlySet<string>
}

/** A task that is about to be made: `change` for the ledger, `written` to be called once the ledger has it. */
export interface TaskDraft {
  readonly id: string
  readonly change: Change
  readonly written: () => void
}

const groupOfPeople = 'Nhiệm vụ giao bổ sung'
const groupOfWarnings = 'Nhiệm vụ từ cảnh báo'

/** See the file header. */
export class TaskRegister {
  readonly #deps: TaskRegisterDeps

  constructor(deps: TaskRegisterDeps) {
    this.#deps = deps
  }

  /** Makes a task; its id. Throws DomainError `unit_unavailable`, `kpi_unknown`, `field_invalid`, `act_impossible`; LogUnavailable. */
  create(input: TaskInput, actor: Actor): string {
    const { owner, deadline, kpi } = input
    this.#ownerOf(owner, actor, 'owner')
    if (kpi !== null && !this.#deps.kpis.has(kpi)) throw new DomainError('kpi_unknown', { field: 'kpi' })
    checkDeadline(deadline, this.#nowMs(), (below) => `deadline.${below}`)
    const shortVi = input.shortVi === undefined ? undefined : textOf('shortVi', input.shortVi)
    const draft = this.#draft({ ...input, shortVi }, deadline, { actor, origin: 'people', warning: null, groupVi: groupOfPeople, prefix: '' })
    this.#commit([draft])
    return draft.id
  }

  /** Makes the task a warning becomes, in a transaction of its own; its id. Throws as `draftTask` does. */
  createTask(wish: TaskWish, warning: WarningRef, actor: Actor): string {
    const draft = this.draftTask(wish, warning, actor)
    this.#commit([draft])
    return draft.id
  }

  /**
   * The task a warning becomes, to be written together with the warning's own change: give `change` to the same `ledger.write`, then call
   * `written`. A wish without a day is a standing task. Throws as `create` does; fields are named below `task`.
   */
  draftTask(wish: TaskWish, warning: WarningRef, actor: Actor): TaskDraft {
    this.#ownerOf(wish.owner, actor, 'task.owner')
    const rule: DeadlineRule = wish.due === null ? { kind: 'standing' } : { kind: 'day', day: wish.due }
    checkDeadline(rule, this.#nowMs(), () => 'task.due')
    return this.#draft({ ...wish, kpi: warning.kpi, shortVi: undefined }, rule, { actor, origin: 'warning', warning: warning.id, groupVi: groupOfWarnings, prefix: 'task.' })
  }

  /** Takes the rows of a template for a commune, once. Throws DomainError `unit_unavailable`, `field_invalid`, `act_impossible`. */
  adopt({ template, owner }: AdoptionInput, actor: Actor): void {
    const index = this.#ownerOf(owner, actor, 'owner')
    const { rows, templates } = this.#deps
    if (rows.pyramid.units[index]!.level !== 'commune') {
      throw fieldInvalid('owner', 'mẫu này dành cho xã, phường, đặc khu; chọn mã đơn vị năm chữ số', 'this template is for communes; choose a code of five digits')
    }
    const taken = templates.filter(({ id }) => id.startsWith(`${template}-`)).map((task) => ({ task, id: `${task.id}-${owner}` }))
    if (taken.some(({ id }) => rows.get(id) !== undefined)) throw impossible('đơn vị đã nhận mẫu này; sửa các nhiệm vụ đã nhận', 'the unit has adopted this template; edit its tasks')
    this.#checkRoom(index, taken.length)
    const nowMs = this.#nowMs()
    this.#commit(taken.map(({ task, id }) => this.#draftOf(id, bodyOfRow(task, owner, nowMs), 'adopt', actor)))
  }

  /**
   * Acts on a task of the actor's scope. `simulated`: what it reports comes from a simulated source. Throws DomainError
   * `task_unavailable`, `edited_meanwhile`, `act_impossible`, `field_invalid`; LogUnavailable.
   */
  act(id: string, act: TaskAct, actor: Actor, simulated = false): void {
    const row = this.#rowOf(id, actor)
    if (row.version !== act.version) throw new DomainError('edited_meanwhile')
    const nowMs = this.#nowMs()
    const step = stepOf(row, act, nowMs)
    const event = step.event === null ? null : eventOf(row, step.event, nowMs, actor, simulated)
    const body = event === null ? step.body : { ...step.body, told: toldOf(row, event) }
    this.#write(row, step, body, actor, event)
  }

  /** Every act on a task and every report of it, newest first, as told to a viewer of `scope`; none where the task is elsewhere. */
  history(id: string, scope: number, unitOf: UnitOfKey): Pick<TaskDetailAnswer, 'history' | 'historyTotal'> {
    const { rows, ledger } = this.#deps
    const row = rows.visible(id, scope)
    if (row === null) return { history: [], historyTotal: 0 }
    return tellHistory({ row, acts: ledger.history('task', id), document: rows.document(id), pyramid: rows.pyramid, scope, unitOf })
  }

  #nowMs(): number {
    return this.#deps.rows.clock.nowMs()
  }

  #scopeOf(actor: Actor): number {
    return this.#deps.rows.pyramid.indexOf(actor.unit) ?? -1
  }

  #ownerOf(owner: string, actor: Actor, field: string): number {
    const { pyramid } = this.#deps.rows
    const index = pyramid.indexOf(owner) ?? -1
    if (!inSubtree(pyramid, this.#scopeOf(actor), index)) throw new DomainError('unit_unavailable', { field })
    return index
  }

  #rowOf(id: string, actor: Actor): TaskRow {
    const row = this.#deps.rows.visible(id, this.#scopeOf(actor))
    if (row === null) throw new DomainError('task_unavailable')
    return row
  }

  /** Refuses what would exceed the bounds: tasks of a unit that are not done, tasks of the store. */
  #checkRoom(owner: number, more: number): void {
    const { rows } = this.#deps
    const nowMs = this.#nowMs()
    const open = rows.ownedBy(owner).filter((row) => stateOfRow(row, nowMs) !== 'done').length
    if (open + more > maxTasksPerUnit) {
      throw impossible(`sổ của đơn vị chỉ nhận ${maxTasksPerUnit} nhiệm vụ chưa xong; kết thúc bớt trước`, `a unit's register takes ${maxTasksPerUnit} tasks that are not done; close some first`)
    }
    if (rows.size + more > maxTasks) throw impossible('sổ nhiệm vụ không còn chỗ; báo quản trị', 'the register has no room left; tell the administrator')
  }

  #draft(
    texts: Pick<TaskInput, 'owner' | 'contentVi' | 'leadVi' | 'supportVi' | 'accountableVi' | 'resultVi' | 'kpi'> & { readonly shortVi: string | undefined },
    rule: DeadlineRule, { actor, origin, warning, groupVi, prefix }: { actor: Actor; origin: TaskBody['origin']; warning: string | null; groupVi: string; prefix: string },
  ): TaskDraft {
    const nowMs = this.#nowMs()
    const contentVi = textOf(`${prefix}contentVi`, texts.contentVi)
    const shortVi = texts.shortVi ?? shortened(contentVi)
    const body: TaskBody = {
      origin, owner: texts.owner, createdMs: nowMs, warning, groupVi, contentVi, shortVi, shortEn: shortVi, leadVi: textOf(`${prefix}leadVi`, texts.leadVi),
      supportVi: textsOf(`${prefix}supportVi`, texts.supportVi), accountableVi: textOf(`${prefix}accountableVi`, texts.accountableVi),
      resultVi: textOf(`${prefix}resultVi`, texts.resultVi), kpi: texts.kpi, document: '', section: '', deadlines: [firstDeadline(rule, nowMs)],
      reviewedMs: null, told: null,
    }
    this.#checkRoom(this.#deps.rows.pyramid.indexOf(texts.owner)!, 1)
    return this.#draftOf(`t-${randomBytes(8).toString('hex')}`, body, 'create', actor)
  }

  #draftOf(id: string, body: TaskBody, action: string, actor: Actor): TaskDraft {
    return {
      id, change: { kind: 'task', id, action, actor, version: 0, body },
      written: () => this.#deps.rows.put([{ id, version: 1, body }]),
    }
  }

  #commit(drafts: readonly TaskDraft[]): void {
    this.#deps.ledger.write(drafts.map(({ change }) => change))
    this.#deps.rows.put(drafts.map(({ id, change }) => ({ id, version: 1, body: change.body as TaskBody })))
  }

  #write(row: TaskRow, step: Step, body: TaskBody, actor: Actor, event: NewTaskEvent | null): void {
    const { ledger, log, rows } = this.#deps
    const change: Change = { kind: 'task', id: row.id, action: step.action, actor, version: row.version, body, note: step.note }
    const put = ([record]: readonly Recorded<unknown>[]): void => rows.put([{ id: row.id, version: record!.version, body }])
    if (event === null) {
      put(ledger.write([change]))
      return
    }
    log.taskEventsBeside([event], (store) => put(ledger.write([change], () => {
      // A key of an earlier event with this very name: the act is refused whole, to be tried again.
      if (store().some(({ kind }) => kind !== 'stored')) throw new DomainError('edited_meanwhile')
    })))
  }
}

/** The event an act reports. Its key is greater than any of a reporter at the same instant, and than those of acts before. */
function eventOf(row: TaskRow, { state, result }: NonNullable<Step['event']>, nowMs: number, actor: Actor, simulated: boolean): NewTaskEvent {
  return { key: `~act-${String(row.version + 1).padStart(10, '0')}`, task: row.id, atMs: nowMs, state, result, simulated, source: actor.keyId ?? 0 }
}

function toldOf({ standing }: TaskRow, { state, result, atMs, key }: NewTaskEvent): TaskBody['told'] {
  return { state, result, atMs, key, was: standing === null ? null : { state: standing.state, result: standing.result } }
}
