import { expect, it } from 'vitest'
import { benchFanout } from './fanout.ts'

it('the fan-out bench measures both servers with the same bytes at a smoke size', async () => {
  const rows = await benchFanout({ sockets: 5, frames: 2, rounds: 1 })
  expect(rows).toHaveLength(2)
  for (const row of rows) {
    expect(row.unit).toBe('ms')
    expect(Math.min(row.value, row.floor)).toBeGreaterThan(0)
    expect(row.ratio).toBeCloseTo(row.value / row.floor)
  }
}, 60_000)
