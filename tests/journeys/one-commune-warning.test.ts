/** A rule about one commune on a started server: its warning is of that commune wherever it is told, becomes that commune's task, and no instant of either runs backwards. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RuleInput } from '../../data/protocol/rule.ts'
import type { TaskDetailAnswer } from '../../data/protocol/task.ts'
import type { WarningAnswer, WarningDetailAnswer, WarningsAnswer } from '../../data/protocol/warning.ts'
import { toLocalIso } from '../../data/time/vietnam-time.ts'
import { getPath, postBody, postReadings } from '../support/http-client.ts'
import { createKey, newRuntimeDir, removeRuntimeDir, startServer, type ServerProcess } from '../support/server-process.ts'

const commune = '03127'
const kpi = 'leaders.quantified'
const rule: RuleInput = {
  nameVi: 'Lãnh đạo dưới nửa', nameEn: 'Leaders below half', condition: { on: 'threshold', measure: 'value', op: 'below', limit: 0.5, clear: 0.6 }, kpis: [kpi], root: commune, levels: ['commune'],
  minUnits: 1, minShare: 0, pendingMs: 2000, clearAfterMs: 10_000, severity: 'behind', tell: ['centre', 'province', 'commune'], enabled: true,
}

let dir: string, server: ServerProcess, key: string, own: string
beforeAll(async () => {
  dir = newRuntimeDir()
  key = await createKey(dir, { unit: '11' })
  own = await createKey(dir, { unit: commune })
  server = await startServer({ runtimeDir: dir })
}, 60_000)
afterAll(async () => {
  await server?.stop()
  removeRuntimeDir(dir)
})

async function post<Body>(path: string, body: unknown): Promise<Body> {
  const answer = await postBody<Body>(server.url, `/api/v1/${path}`, null, JSON.stringify(body))
  if (answer.status >= 300) throw new Error(answer.text)
  return answer.json
}

/** The only open warning that a key sees (null: the centre at its own machine), once there is one. */
async function theWarning(of: string | null = null): Promise<WarningAnswer> {
  for (let i = 0; i < 200; i++) {
    const [first] = (await getPath<WarningsAnswer>(server.url, `/api/v1/warnings?kpi=${kpi}`, of)).json.warnings
    if (first !== undefined) return first
    await new Promise((resolve) => { setTimeout(resolve, 100) })
  }
  throw new Error('no warning opened')
}

describe('a rule about one commune', () => {
  it('warns of that commune, to the centre, the province and itself', async () => {
    const at = toLocalIso(Date.now() - 60_000)
    await postReadings(server.url, key, [{ key: 'p', unit: '11', kpi, at, num: 98, den: 100 }, { key: 'c', unit: commune, kpi, at, num: 0, den: 2 }])
    await post('rules', { rule, version: 0 })
    for (const warning of [await theWarning(), await theWarning(key), await theWarning(own)]) {
      expect(warning).toMatchObject({ unit: commune, value: 0, units: { affected: 1, due: 1 } })
      expect(warning.evidenceVi).toContain('ngưỡng dưới 50 %')
      expect(Date.parse(warning.changedAt)).toBeGreaterThanOrEqual(Date.parse(warning.openedAt))
    }
  }, 60_000)
  it('becomes a task whose instants follow one another, however fast it is done', async () => {
    const { id, version, openedAt } = await theWarning()
    const wish = { owner: commune, contentVi: 'Lượng hóa kết quả lãnh đạo', leadVi: 'Văn phòng', supportVi: [], accountableVi: 'Chủ tịch', resultVi: 'Đạt 60 %', due: null }
    const { warning, history } = await post<WarningDetailAnswer>(`warnings/${id}/acts`, { act: 'assign', version, task: wish })
    expect(warning).toMatchObject({ state: 'assigned', unit: commune })
    const done = await post<TaskDetailAnswer>(`tasks/${warning.task!}/acts`, { act: 'close', version: 1, result: 'đã xong' })
    const acts = done.history.map((act) => Date.parse(act.at)).toReversed()
    const told = [Date.parse(openedAt), ...history.map((act) => Date.parse(act.at)).toReversed(), ...acts]
    expect(told).toEqual(told.toSorted((a, b) => a - b))
    expect(done.task).toMatchObject({ state: 'done', owner: commune })
    expect(Date.parse(done.task.reported!.at)).toBeGreaterThanOrEqual(acts[0]!)
    expect(Date.parse(warning.changedAt)).toBeGreaterThanOrEqual(Date.parse(warning.openedAt))
  })
})
