/** The task registers of the planning documents: S0 (15 rows), S2 (28), S4 (17). Source: domain "Tasks". */
import type { PlanTask } from './task.ts'
import { s0Tasks } from './registers/s0.ts'
import { s2Tasks } from './registers/s2.ts'
import { s4Tasks } from './registers/s4.ts'

/** Every row, register after register in the order of the appendices. */
export const planTasks: readonly PlanTask[] = [...s0Tasks, ...s2Tasks, ...s4Tasks]

/** The 43 rows that a unit owns; only these can be overdue. */
export const ownedTasks: readonly PlanTask[] = planTasks.filter((task) => task.owner !== null)

/** The 17 rows that no unit owns: a template that a commune adopts. */
export const templateTasks: readonly PlanTask[] = planTasks.filter((task) => task.owner === null)
