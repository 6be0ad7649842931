/**
 * A server whose clock is moved by hours amid pending times and open warnings, and one that is killed amid a pending time and comes back under another clock:
 * no warning is opened twice, none is lost, and none begins after now.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RuleInput } from '../../data/protocol/rule.ts'
import type { WarningsAnswer } from '../../data/protocol/warning.ts'
import { hourMs, toLocalIso } from '../../data/time/vietnam-time.ts'
import { eventually, getPath, postBody, postReadings } from '../support/http-client.ts'
import { createKey, newRuntimeDir, removeRuntimeDir, startServer, type ServerProcess } from '../support/server-process.ts'
import { shiftedClock } from '../support/shifted-clock.ts'

const kpi = 'esign.documents'
const pendingMs = 20_000
/** Longest wait for what a pending time opens, on a busy machine, milliseconds. */
const opensWithinMs = pendingMs + 30_000
const rule: RuleInput = {
  nameVi: 'Ký số dưới nửa', nameEn: 'Signed below half', condition: { on: 'threshold', measure: 'value', op: 'below', limit: 0.5, clear: null }, kpis: [kpi], root: 'TW', levels: ['commune'],
  minUnits: 1, minShare: 0, pendingMs, clearAfterMs: 0, severity: 'at_risk', tell: ['centre', 'province', 'commune'], enabled: true,
}

describe('a clock that is moved by hours', () => {
  let dir: string, server: ServerProcess, ruleId: string
  const keys: Record<string, string> = {}
  let aheadMs = 0
  let posted = 0
  const nowMs = (): number => Date.now() + aheadMs

  const start = async (): Promise<void> => { server = await startServer({ runtimeDir: dir, env: shiftedClock(aheadMs, { aheadFile: join(dir, 'ahead') }) }) }
  const move = (toMs: number): void => {
    aheadMs = toMs
    writeFileSync(join(dir, 'ahead'), String(toMs))
    process.kill(server.pid, 'SIGUSR2')
  }
  const report = async (unit: string, num: number): Promise<void> => {
    const reading = { key: `r${posted++}`, unit, kpi, at: toLocalIso(nowMs()), num, den: 1000 }
    expect(await postReadings(server.url, keys[unit]!, [reading])).toMatchObject({ accepted: 1 })
  }
  /** Every warning of the rule there ever was: group and state, in the order of their groups. */
  const all = async (): Promise<string[]> => {
    const { json } = await getPath<WarningsAnswer>(server.url, '/api/v1/warnings?state=all&limit=200')
    const own = json.warnings.filter((one) => one.rule === ruleId)
    for (const { openedAt } of own) expect(Date.parse(openedAt)).toBeLessThanOrEqual(Date.parse(json.at) + 1000)
    return own.map(({ unit, state }) => `${unit} ${state}`).sort()
  }
  const wait = (ms: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, ms) })
  const opened = async (wanted: readonly string[]): Promise<void> => {
    await eventually(async () => (await all()).length >= wanted.length, opensWithinMs)
    await wait(3000)
    expect(await all()).toEqual(wanted)
  }

  beforeAll(async () => {
    dir = newRuntimeDir()
    for (const unit of ['03127', '01273', '00691']) keys[unit] = await createKey(dir, { unit })
    await start()
    const made = await postBody<{ rule: { id: string } }>(server.url, '/api/v1/rules', null, JSON.stringify({ rule, version: 0 }))
    ruleId = made.json.rule.id
  }, 120_000)
  afterAll(async () => {
    await server?.stop()
    removeRuntimeDir(dir)
  })

  it('forward amid a pending time: what is jumped over does not count, and it opens once', async () => {
    await report('03127', 100)
    await wait(4000)
    move(3 * hourMs)
    await wait(4000)
    expect(await all()).toEqual([])
    await opened(['11 open'])
  }, 120_000)
  it('back amid a pending time: it opens in its time, not when the clock has caught up; what stands stands', async () => {
    await report('01273', 100)
    await wait(4000)
    move(0)
    await wait(2000)
    await report('01273', 110)
    expect(await all()).toEqual(['11 open'])
    await opened(['04 open', '11 open'])
  }, 120_000)
  it('killed amid a pending time while it stands still, and started under the earlier clock: it goes on, nothing is doubled, and what clears closes', async () => {
    await report('00691', 100)
    // What was seen is kept every five seconds.
    await wait(12_000)
    expect(await all()).toEqual(['04 open', '11 open'])
    await server.stop('SIGKILL')
    await start()
    const startedMs = performance.now()
    await opened(['04 open', '08 open', '11 open'])
    expect(performance.now() - startedMs, 'what was seen before the kill counts').toBeLessThan(pendingMs)
    await report('03127', 990)
    await eventually(async () => (await all()).includes('11 closed'), 20_000)
    expect((await all()).length).toBe(3)
  }, 180_000)
})
