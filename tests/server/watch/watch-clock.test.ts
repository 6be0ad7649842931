import { expect, it } from 'vitest'
import { startWatching } from '../../../server/watch/watch-clock.ts'

it('ticks both boards until it is stopped', async () => {
  const ticks = { tasks: 0, warnings: 0 }
  const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 40))
  const stop = startWatching({ tick: () => { ticks.tasks++ } }, { tick: () => { ticks.warnings++ } }, 5)
  await pause()
  stop()
  const counted = { ...ticks }
  expect(Math.min(counted.tasks, counted.warnings)).toBeGreaterThan(0)
  await pause()
  expect(ticks).toEqual(counted)
})
