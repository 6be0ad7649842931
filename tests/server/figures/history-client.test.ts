import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { measures } from '../../../data/kpis/catalogue.ts'
import { officialUnits } from '../../../data/units/official-units.ts'
import { HistoryClient } from '../../../server/figures/history-client.ts'
import { SqliteLog } from '../../../server/log/sqlite-log.ts'
import { newRuntimeDir, removeRuntimeDir } from '../../support/server-process.ts'

const fail = (error: unknown): void => { throw error }
const nowMs = Date.UTC(2026, 10, 22)

describe('the thread of history', () => {
  let dir: string, log: SqliteLog, history: HistoryClient
  beforeEach(() => {
    dir = newRuntimeDir()
    log = new SqliteLog({ runtimeDir: dir, unitCodes: officialUnits.map(({ code }) => code), kpis: measures, clock: { nowMs: () => nowMs }, onFatal: fail })
    history = new HistoryClient({ runtimeDir: dir, units: officialUnits }, () => log.flushRollUps(), () => nowMs, fail)
  })
  afterEach(async () => {
    await history.close()
    await log.close()
    removeRuntimeDir(dir)
  })

  it('answers a question that came before it was started, and goes on after', async () => {
    expect(await history.contributing(0, 0, nowMs, 5)).toEqual([])
    history.start()
    history.start()
    expect(await history.contributing(0, 0, nowMs, 5)).toEqual([])
  })
  it('that was never needed closes, and answers nothing after', async () => {
    await history.close()
    history.start()
    await expect(history.contributing(0, 0, nowMs, 5)).rejects.toMatchObject({ code: 'log_closed' })
  })
})
