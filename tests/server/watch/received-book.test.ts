import { afterEach, describe, expect, it } from 'vitest'
import { ReceivedBook, writeEveryMs } from '../../../server/watch/reports/received-book.ts'
import { day, hour, local, ReportWorld, reportPyramid, unitAt } from './report-world.ts'

let open: ReportWorld[] = []
afterEach(async () => {
  for (const world of open) await world.end()
  open = []
})
const worldAt = (at: string): ReportWorld => {
  const world = new ReportWorld(local(at))
  open.push(world)
  return world
}
const bookOf = (world: ReportWorld): ReceivedBook => new ReceivedBook({ pyramid: reportPyramid, log: world.log, clock: { nowMs: () => world.nowMs } })
const totals = (book: ReceivedBook, unit: string): string => { const { today, days30 } = book.totals(unitAt(unit)); return `${today}/${days30}` }

describe('readings received', () => {
  it('are counted by local day of their receipt, whatever instant they tell of', async () => {
    const world = worldAt('2026-11-21T23:59:00')
    const book = bookOf(world)
    await world.append(world.reading('11001', 'training.staff', { atMs: local('2026-10-01T00:00:00') }))
    expect(totals(book, 'TW')).toBe('1/1')
    world.nowMs += 60_000
    expect(totals(book, 'TW')).toBe('0/1')
    await world.append(world.reading('11001', 'staff.records'), world.reading('12001', 'staff.records'))
    expect(['TW', '11', '11001', '12', '11002'].map((unit) => totals(book, unit))).toEqual(['2/3', '1/2', '1/2', '1/1', '0/0'])
  })

  it('reach back thirty local days with today, and not a day more', async () => {
    const world = worldAt('2026-10-24T12:00:00')
    const book = bookOf(world)
    await world.append(world.reading('11001', 'training.staff'))
    world.nowMs = local('2026-11-22T23:59:59.999')
    expect(totals(book, 'TW')).toBe('0/1')
    world.nowMs += 1
    expect(totals(book, 'TW')).toBe('0/0')
    world.nowMs += 40 * day
    await world.append(world.reading('11001', 'training.staff'))
    expect(totals(book, 'TW')).toBe('1/1')
  })

  it('do not count the product’s own computed figures, nor a reading sent twice', async () => {
    const world = worldAt('2026-11-22T08:00:00')
    const book = bookOf(world)
    const one = world.reading('11001', 'training.staff')
    await world.append(one)
    await world.append(one, world.reading('11001', 'reports.on_time', { source: 0, den: 1 }))
    expect(totals(book, 'TW')).toBe('1/1')
  })

  it('are none missing and none doubled after a stop or a kill, before and after they were written', async () => {
    const world = worldAt('2026-11-21T08:00:00')
    let book = bookOf(world)
    for (let round = 1; round <= 6; round++) {
      await world.append(world.reading('11001', 'training.staff'), world.reading('12001', 'training.staff'))
      if (round % 2 === 0) book.write()
      await world.append(world.reading('11001', 'staff.records'))
      await world.restart(round % 3 !== 0)
      book = bookOf(world)
      expect(totals(book, 'TW')).toBe(`${3 * round}/${3 * round}`)
      expect(totals(book, '12')).toBe(`${round}/${round}`)
    }
  })

  it('of a store that had readings before begin with the reading it has then, and say since when', async () => {
    const world = worldAt('2026-11-21T08:00:00')
    await world.append(world.reading('11001', 'training.staff'))
    world.nowMs += hour
    const beganMs = world.nowMs
    let book = bookOf(world)
    expect([totals(book, 'TW'), book.totals(0).sinceMs]).toEqual(['0/0', beganMs])
    await world.append(world.reading('11001', 'training.staff', { atMs: world.nowMs }))
    await world.restart(true)
    world.nowMs += hour
    book = bookOf(world)
    expect([totals(book, 'TW'), book.totals(0).sinceMs]).toEqual(['1/1', beganMs])
    world.nowMs += 40 * day
    expect(book.totals(0).sinceMs).toBe(local('2026-12-02T00:00:00'))
  })

  it('are written at most every fifteen seconds', async () => {
    const world = worldAt('2026-11-21T08:00:00')
    const book = bookOf(world)
    await world.append(world.reading('11001', 'training.staff'))
    const rows = (): number => Number(world.log.db.prepare('SELECT count(*) AS n FROM received_day').get()!['n'])
    world.nowMs += writeEveryMs - 1
    book.tick()
    expect(rows()).toBe(0)
    world.nowMs += 1
    book.tick()
    expect(rows()).toBe(1)
  })
})
