import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { kpis } from '../../../data/kpis/catalogue.ts'
import { buildPyramid } from '../../../data/pyramid/pyramid.ts'
import { officialUnits } from '../../../data/units/official-units.ts'
import type { Caller } from '../../../server/access/key-ring.ts'
import { backfillExpiryMs, createBackfillBoard, maxBackfills } from '../../../server/ingest/backfill-board.ts'
import { createIngest } from '../../../server/ingest/ingest.ts'
import { parseInputs } from '../../../server/ingest/parse-body.ts'
import { buildRules } from '../../../server/ingest/rules.ts'
import { createTaskEventIngest } from '../../../server/ingest/task-events.ts'
import { LogUnavailable } from '../../../server/log/log.ts'
import { SqliteLog } from '../../../server/log/sqlite-log.ts'

const pyramid = buildPyramid(officialUnits)
const rules = buildRules(pyramid, kpis)
const scope = pyramid.indexOf('11')!
const nowMs = Date.parse('2026-11-22T08:00:00+07:00')
const clock = { nowMs: () => nowMs }
const caller: Caller = { viewer: { kind: 'key', scope, role: 'report', keyId: 1 }, simulated: false, keyId: 1 }
const good = { key: 'a', unit: '11', kpi: 'esign.documents', at: '2026-11-22T07:00:00+07:00', num: 8, den: 10 }
const inputsOf = (...lines: unknown[]) => parseInputs(new TextEncoder().encode(lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n')))

describe('ingest over the real log', () => {
  let runtimeDir: string
  let log: SqliteLog
  beforeEach(() => {
    runtimeDir = mkdtempSync(join(tmpdir(), 'thap-ingest-'))
    log = new SqliteLog({ runtimeDir, unitCodes: officialUnits.map(({ code }) => code), kpis, clock, onFatal: (error) => { throw error } })
  })
  afterEach(async () => {
    await log.close()
    rmSync(runtimeDir, { recursive: true })
  })

  it('stores once what is sent twice, in one call and in two', async () => {
    const ingest = createIngest(log, rules, clock, () => true)
    expect(await ingest(caller, inputsOf(good, good))).toEqual({ accepted: 1, duplicates: 1, rejected: [] })
    expect(await ingest(caller, inputsOf(good))).toEqual({ accepted: 0, duplicates: 1, rejected: [] })
    expect(await ingest(caller, inputsOf({ ...good, at: '2026-11-22T00:00:00Z' }))).toMatchObject({ duplicates: 1 })
  })

  it('refuses a broken line and a bad reading alone and keeps their neighbours', async () => {
    const answer = await createIngest(log, rules, clock, () => true)(caller, inputsOf(good, '{"key":', { ...good, key: 'b', num: 11 }, '', { ...good, key: 'c' }))
    expect(answer).toMatchObject({ accepted: 2, duplicates: 0 })
    expect(answer.rejected.map(({ index, key, code }) => [index, key, code])).toEqual([[1, null, 'line_broken'], [2, 'b', 'num_exceeds_den']])
    expect(answer.rejected[0]?.messageEn).toContain('Line 2')
  })

  it('refuses a figure that the sums have no room for, alone', async () => {
    const answer = await createIngest(log, rules, clock, (_, num) => num < 8)(caller, inputsOf(good, { ...good, key: 'small', num: 7 }))
    expect(answer).toMatchObject({ accepted: 1, rejected: [{ index: 0, code: 'sum_out_of_range', field: 'num' }] })
  })

  it('names a conflict, an unknown target and the newest of a chain', async () => {
    const ingest = createIngest(log, rules, clock, () => true)
    await ingest(caller, inputsOf(good))
    const answer = await ingest(caller, inputsOf(
      { ...good, num: 9 }, { ...good, key: 'b', corrects: 'zzz' }, { ...good, key: 'c', corrects: 'a', num: 9 }, { ...good, key: 'd', corrects: 'a' }))
    expect(answer).toMatchObject({ accepted: 1 })
    expect(answer.rejected.map(({ index, code }) => [index, code])).toEqual([[0, 'conflict'], [1, 'unknown_target'], [3, 'target_corrected']])
    expect(answer.rejected[2]?.messageEn).toContain('"c"')
  })

  it('takes task events of the scope and refuses others, unknown ones and templates alike', async () => {
    const ingest = createTaskEventIngest(log, (task, root) => task === 's2-01' && root === scope, clock)
    const event = { key: 'e1', task: 's2-01', at: good.at, state: 'done', result: 'Đã ban hành kế hoạch' }
    const answer = await ingest(caller, inputsOf(event, event,
      { ...event, key: 'e2', task: 's0-01' }, { ...event, key: 'e2', task: 'zz' }, { ...event, key: 'e2', task: 'x'.repeat(65) },
      { ...event, key: 'e3', result: undefined }, { ...event, key: 'e3', result: '   ' }, { ...event, key: 'e4', state: 'late' },
      { ...event, key: 'e5', result: 'x'.repeat(501) }, { ...event, key: 'e6', result: 'a\u0000b' }, { ...event, key: 'e7', more: 1 }, [1],
      { ...event, key: 'e8', result: 'x'.repeat(500) }, { ...event, key: 'e9', at: '2026-11-22T08:05:01+07:00' }))
    expect(answer).toMatchObject({ accepted: 2, duplicates: 1 })
    expect(answer.rejected.map(({ code }) => code)).toEqual(['task_unavailable', 'task_unavailable', 'task_unavailable',
      'result_missing', 'result_missing', 'state_unknown', 'result_invalid', 'result_invalid', 'unknown_field', 'not_an_object', 'at_in_future'])
    const says = answer.rejected.slice(0, 3).map(({ index: _, ...rest }) => JSON.stringify(rest))
    expect(new Set(says).size).toBe(1)
  })
})

describe('a log that takes nothing', () => {
  it.each([['log_busy', 503], ['log_closed', 503], ['log_full', 507]] as const)('%s fails the whole call with %i and a time to wait', async (code, status) => {
    const log = { append: () => Promise.reject(new LogUnavailable(code, 'no')) }
    await expect(createIngest(log, rules, clock, () => true)(caller, inputsOf(good))).rejects.toMatchObject({ code, status, details: { retryAfterS: expect.any(Number) } })
  })

  it('is not asked where nothing is left to store', async () => {
    const log = { append: () => Promise.reject(new LogUnavailable('log_busy', 'no')) }
    expect(await createIngest(log, rules, clock, () => true)(caller, inputsOf({}))).toMatchObject({ accepted: 0, rejected: [{ code: 'field_missing' }] })
  })
})

describe('announced backfills', () => {
  const backfill = { labelVi: 'Nạp lịch sử', labelEn: 'Backfill', sent: 1, total: 2 }
  it('are seen inside the scope that holds their source, for 60 s, until all is sent', () => {
    let now = 0
    const board = createBackfillBoard(pyramid, { nowMs: () => now })
    board.announce(1, scope, backfill)
    expect(board.current(0)).toEqual(backfill)
    expect(board.current(scope)).toEqual(backfill)
    expect(board.current(pyramid.indexOf('12')!)).toBeNull()
    expect(board.current(scope + 1)).toBeNull()
    now = backfillExpiryMs - 1
    expect(board.current(0)).toEqual(backfill)
    now = backfillExpiryMs
    expect(board.current(0)).toBeNull()
    board.announce(1, scope, backfill)
    board.announce(1, scope, { ...backfill, sent: 2 })
    expect(board.current(0)).toBeNull()
  })

  it('give way to newer ones beyond their bound', () => {
    const board = createBackfillBoard(pyramid, clock)
    board.announce(0, scope, backfill)
    for (let id = 1; id < maxBackfills; id++) board.announce(id, 0, backfill)
    expect(board.current(scope)).toEqual(backfill)
    board.announce(maxBackfills, 0, backfill)
    expect(board.current(scope)).toBeNull()
  })
})
