import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startOfLocalDay } from '../../../data/time/vietnam-time.ts'
import type { NewReading } from '../../../server/log/log.ts'
import { openStore, schemaVersion, storeFileName, StoreRefused } from '../../../server/log/schema.ts'
import { maxWaitingReadings, SqliteLog } from '../../../server/log/sqlite-log.ts'
import { lawKpis, lawPyramid, World } from '../../support/bench-of-laws.ts'

const hour = 3_600_000
const day = 24 * hour
const start = startOfLocalDay('2026-06-15') + 13 * hour
const kpi = (id: string): number => lawKpis.findIndex((k) => k.id === id)
const reading = (more: Partial<NewReading>): NewReading => ({
  unit: 2, kpi: kpi('stock_ratio'), key: 'a', atMs: start - hour, num: 8, den: 10, corrects: null, declared: false, source: 1, simulated: false, ...more,
})

let world: World
beforeEach(() => { world = new World(start) })
afterEach(() => world.end())

describe('what becomes of a reading', () => {
  it('the same again is a duplicate, also inside one call; the same identity with other figures conflicts', async () => {
    const kinds = async (...list: NewReading[]): Promise<string[]> => (await world.append(list)).map((v) => v.kind)
    expect(await kinds(reading({}), reading({}), reading({ num: 9 }))).toEqual(['stored', 'duplicate', 'conflict'])
    expect(await kinds(reading({}), reading({ den: 11 }), reading({ declared: true }))).toEqual(['duplicate', 'conflict', 'conflict'])
    expect(world.log.seq).toBe(1)
  })
  it('corrections form a chain: an unknown target is refused, a corrected one names the newest key', async () => {
    await world.append([reading({})])
    expect(await world.append([reading({ key: 'c0', corrects: 'nobody' })])).toEqual([{ kind: 'unknown_target' }])
    const first = reading({ key: 'c1', corrects: 'a', num: 5 })
    expect(await world.append([first, first])).toMatchObject([{ kind: 'stored' }, { kind: 'duplicate' }])
    expect(await world.append([reading({ key: 'c2', corrects: 'a', num: 6 })])).toEqual([{ kind: 'target_corrected', newestKey: 'c1' }])
    expect(await world.append([reading({ key: 'c2', corrects: 'c1', num: null, den: null })])).toMatchObject([{ kind: 'stored' }])
    expect(world.live.cell(0, kpi('stock_ratio')).value).toBeNull()
  })
  it('a key that names several readings cannot be corrected', async () => {
    await world.append([reading({}), reading({ atMs: start - 2 * hour })])
    expect(await world.append([reading({ key: 'c', corrects: 'a' })])).toEqual([{ kind: 'ambiguous_target' }])
  })
  it('a declared total is kept and never enters a sum', async () => {
    await world.append([reading({ unit: 0, declared: true, num: 700, den: 1000 })])
    expect(world.live.cell(0, kpi('stock_ratio'))).toMatchObject({ value: null, coverage: { reported: 0 } })
  })
  it('beyond the bound of waiting readings a call is refused whole, at the bound it is taken', async () => {
    const many = Array.from({ length: maxWaitingReadings }, (_, i) => reading({ key: `k${i}` }))
    const taken = world.log.append(many)
    await expect(world.log.append([reading({ key: 'one-more' })])).rejects.toMatchObject({ code: 'log_busy' })
    expect((await taken).every((v) => v.kind === 'stored')).toBe(true)
    expect(world.log.waiting).toBe(0)
  })
  it('a closed log takes nothing', async () => {
    await world.log.close()
    await expect(world.log.append([reading({})])).rejects.toMatchObject({ code: 'log_closed' })
  })
  it('knows for good that a simulated source reported', async () => {
    expect(world.log.simulated).toBe(false)
    await world.append([reading({ simulated: true })])
    await world.restart(true)
    expect(world.log.simulated).toBe(true)
    expect(world.live.cell(0, kpi('stock_ratio')).simulated).toBe(true)
  })
})

describe('availability readings go after 7 days, their hours stay', () => {
  it('the figure of 30 days is the same before and after a purge, and after a restart', async () => {
    const line = kpi('availability')
    for (let h = 20 * 24; h >= 0; h--) {
      world.nowMs = start - h * hour
      await world.append([reading({ kpi: line, key: `h${h}`, atMs: world.nowMs, num: 3500 + (h % 100), den: 3600 })])
    }
    world.live.advance(start)
    const before = world.live.cell(0, line)
    expect(before.num).toBeGreaterThan(480 * 3500)
    let unit: number | null = 0
    let purged = 0
    while (unit !== null) {
      const step = world.log.purgeExpired(line, unit)
      purged += step.purged
      unit = step.nextUnit
    }
    expect(purged).toBe(20 * 24 + 1 - (7 * 24 + 1))
    await world.restart(false)
    expect(world.live.cell(0, line)).toEqual(before)
    const [tenDaysAgo] = world.history((reader) => reader.figures(0, [line], start - 10 * day, null, start))
    expect(tenDaysAgo!.den).toBe(10 * 24 * 3600)
  })
})

describe('the store is opened only as it should be', () => {
  const dir = mkdtempSync(join(tmpdir(), 'thap-store-'))
  const open = (): SqliteLog => new SqliteLog({ runtimeDir: dir, unitCodes: ['u0'], kpis: lawKpis, clock: { nowMs: () => start }, onFatal: () => undefined })
  afterEach(() => rmSync(dir, { recursive: true, force: true }))
  it('durably: WAL and synchronous=FULL', () => {
    const db = openStore(dir)
    expect(Object.values(db.prepare('PRAGMA synchronous').get()!)).toEqual([2])
    expect(Object.values(db.prepare('PRAGMA journal_mode').get()!)).toEqual(['wal'])
    db.close()
  })
  it('a store of another schema is refused', () => {
    openStore(dir).close()
    const db = new DatabaseSync(join(dir, storeFileName))
    db.exec(`PRAGMA user_version=${schemaVersion + 1}`)
    db.close()
    expect(open).toThrow(StoreRefused)
  })
  it('a file that is no store is refused, with what to do', () => {
    rmSync(dir, { recursive: true, force: true })
    openStore(dir).close()
    for (const suffix of ['', '-wal', '-shm']) rmSync(join(dir, storeFileName + suffix), { force: true })
    writeFileSync(join(dir, storeFileName), 'not a database, but long enough to be read as a header of one')
    appendFileSync(join(dir, storeFileName), 'x'.repeat(4096))
    expect(open).toThrow(/backup/)
  })
  it('a unit that left the list keeps its rows, and they come back with it', async () => {
    const log = open()
    await log.append([reading({ unit: 0 })])
    await log.close()
    const without = new SqliteLog({ runtimeDir: dir, unitCodes: ['other'], kpis: lawKpis, clock: { nowMs: () => start }, onFatal: () => undefined })
    await without.close()
    const again = open()
    expect(await again.append([reading({ unit: 0 })])).toEqual([{ kind: 'duplicate' }])
    await again.close()
  })
})

it('receipts never go back, whatever the clock does, also over a restart', async () => {
  let nowMs = start
  const dir = mkdtempSync(join(tmpdir(), 'thap-log-'))
  const open = (): SqliteLog => new SqliteLog({ runtimeDir: dir, unitCodes: lawPyramid.units.map(({ code }) => code), kpis: lawKpis, clock: { nowMs: () => nowMs }, onFatal: () => undefined })
  const received = async (log: SqliteLog, key: string, atMs: number): Promise<number> => {
    nowMs = atMs
    await log.append([reading({ key })])
    return Number(log.db.prepare('SELECT received r FROM reading ORDER BY seq DESC LIMIT 1').get()?.['r'])
  }
  const first = open()
  const before = [await received(first, 'a', start), await received(first, 'b', start - day)]
  await first.close()
  const second = open()
  expect([...before, await received(second, 'c', start - 2 * day), await received(second, 'd', start + 1)]).toEqual([start, start, start, start + 1])
  await second.close()
  rmSync(dir, { recursive: true })
})

it('the small world has three levels', () => expect(Math.max(...lawPyramid.depth)).toBe(2))

describe('sums stay exact whole numbers', () => {
  it('a figure is let in up to the room that is left beside a commit of others, and refused beyond', async () => {
    const flow = kpi('flow_count')
    const room = Number.MAX_SAFE_INTEGER - 5e15
    const list = Array.from({ length: 4000 }, (_, i) => reading({ kpi: flow, key: `big${i}`, num: 1e12, den: null }))
    await world.append(list)
    expect(world.live.cell(0, flow).num).toBe(4e15)
    expect([world.live.hasRoom(flow, room - 4e15, 0), world.live.hasRoom(flow, room - 4e15 + 1, 0)]).toEqual([true, false])
  })
})
