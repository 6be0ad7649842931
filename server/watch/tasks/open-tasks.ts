/** Opens the tasks over the store: the documents' rows, what people made of them, and the events of the log. */
import { ownedTasks, templateTasks } from '../../../data/plans/registers.ts'
import type { PlanTask } from '../../../data/plans/task.ts'
import type { Pyramid } from '../../../data/pyramid/pyramid.ts'
import type { Kpi } from '../../../data/kpis/kpi.ts'
import type { Clock } from '../../clock.ts'
import type { Ledger } from '../../log/ledger.ts'
import type { Log } from '../../log/log.ts'
import { TaskBoard } from './task-board.ts'
import { overdueKpi } from '../../../data/plans/overdue.ts'
import { taskBody } from './task-record.ts'
import { TaskRegister } from './task-register.ts'
import { TaskRows } from './task-rows.ts'

/** What the tasks stand on. `clock` must not go back (`live.nowMs`); `documents` and `templates` are given by tests only. */
export interface OpenTasksDeps {
  readonly pyramid: Pyramid
  readonly kpis: readonly Pick<Kpi, 'id'>[]
  readonly log: Pick<Log, 'taskEvents' | 'onTaskEvents' | 'taskEventsBeside'>
  readonly ledger: Pick<Ledger, 'all' | 'write' | 'history'>
  readonly clock: Clock
  /** Takes the overdue tasks of units whose register changed. */
  readonly setComputed: (kpi: string, values: ReadonlyMap<number, number>) => void
  readonly documents?: readonly PlanTask[]
  readonly templates?: readonly PlanTask[]
}

/** The open tasks: `tasks` answers, `taskRegister` takes edits, `rows` is what both and the history stand on. */
export interface OpenTasks {
  readonly rows: TaskRows
  readonly tasks: TaskBoard
  readonly taskRegister: TaskRegister
}

/** See the file header. The figure of overdue tasks follows every change from here on. */
export function openTasks(deps: OpenTasksDeps): OpenTasks {
  const { pyramid, log, ledger, clock, documents = ownedTasks, templates = templateTasks } = deps
  const rows = new TaskRows({ pyramid, documents, records: ledger.all('task', taskBody), events: log.taskEvents(), clock })
  const tasks = new TaskBoard(rows)
  const compute = (owners: Iterable<number>): void => {
    deps.setComputed(overdueKpi, new Map([...tasks.computedOverdue(clock.nowMs(), owners)].map(([unit, { overdue }]) => [unit, overdue])))
  }
  rows.onChanged(compute)
  compute(rows.owners())
  log.onTaskEvents((events) => rows.apply(events))
  const taskRegister = new TaskRegister({ rows, ledger, log, templates, kpis: new Set(deps.kpis.map(({ id }) => id)) })
  return { rows, tasks, taskRegister }
}
