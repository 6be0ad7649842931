/** The second hand of watching: lets both boards note the passing of time. */
import type { TaskBoard } from './task-board.ts'
import type { WarningBoard } from './warning-board.ts'

/** How often the boards are ticked, milliseconds. */
export const watchTickMs = 1000

/** Starts ticking; answers with how to stop. The fold (`live.nowMs`) must be moved by its own clock. */
export function startWatching(tasks: Pick<TaskBoard, 'tick'>, warnings: Pick<WarningBoard, 'tick'>, everyMs = watchTickMs): () => void {
  const timer = setInterval(() => {
    tasks.tick()
    warnings.tick()
  }, everyMs)
  return () => clearInterval(timer)
}
