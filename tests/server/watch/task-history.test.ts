import { describe, expect, it } from 'vitest'
import { ownedTasks } from '../../../data/plans/registers.ts'
import { buildPyramid } from '../../../data/pyramid/pyramid.ts'
import { startOfLocalDay } from '../../../data/time/vietnam-time.ts'
import { officialUnits } from '../../../data/units/official-units.ts'
import type { LoggedTaskEvent } from '../../../server/log/log.ts'
import { TaskHistory } from '../../../server/watch/tasks/task-history.ts'
import { TaskRows } from '../../../server/watch/tasks/task-rows.ts'

const pyramid = buildPyramid(officialUnits)
const nowMs = startOfLocalDay('2026-11-22') + 9 * 3_600_000
const never = (): never => { throw new Error('the store is not asked for a computed KPI') }

function historyWith(events: readonly LoggedTaskEvent[]): TaskHistory {
  return new TaskHistory({
    kpi: 0, rows: new TaskRows({ pyramid, documents: ownedTasks, records: [], events, clock: { nowMs: () => nowMs } }), target: () => null, nowMs: () => nowMs,
    store: { figures: never, map: never, series: never, contributing: never },
  })
}

const top = pyramid.indexOf('TW')!
const valueAt = async (history: TaskHistory, atMs: number, knownMs: number | null = null): Promise<number | null> =>
  (await history.figures(top, [0], atMs, knownMs))[0]!.value

describe('overdue tasks along time', () => {
  it('14 are overdue on 22 November 2026, none on 1 January', async () => {
    const history = historyWith([])
    expect(await valueAt(history, nowMs)).toBe(14)
    expect(await valueAt(history, startOfLocalDay('2026-01-01'))).toBe(0)
  })
  it('a unit without a register has no data, not zero', async () => {
    const [figure] = await historyWith([]).figures(pyramid.indexOf('01')!, [0], nowMs, null)
    expect(figure).toMatchObject({ value: null, status: 'no_data' })
  })
  it('a result counts from its own instant, and from its receipt where asked as known', async () => {
    const done: LoggedTaskEvent = {
      seq: 1, key: 'k', task: 's0-01', atMs: nowMs - 7_200_000, state: 'done', result: 'xong', receivedMs: nowMs - 3_600_000, simulated: false, source: 1,
    }
    const overdue = await Promise.all(ownedTasks.map(async (task) => {
      const one = historyWith([{ ...done, task: task.id }])
      return { task: task.id, before: await valueAt(one, nowMs - 7_200_001), after: await valueAt(one, nowMs), unknown: await valueAt(one, nowMs, nowMs - 3_600_001) }
    }))
    expect(overdue.filter(({ after }) => after === 13)).toHaveLength(14)
    expect(overdue.every(({ before, unknown }) => before === 14 && unknown === 14)).toBe(true)
  })
  it('a series ends at the present figure and has a point a day', async () => {
    const points = await historyWith([]).series(top, 0, startOfLocalDay('2026-09-29'), nowMs, 'day')
    expect(points).toHaveLength(55)
    expect(points.at(-1)!.value).toBe(14)
    expect(points[1]!.value! < points[2]!.value!, 'the third quarter ends between them').toBe(true)
  })
})
