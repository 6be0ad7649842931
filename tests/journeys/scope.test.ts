/** Law 8: nobody receives a cell, a count, a name or an error that tells of a unit outside their scope, over any door. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ObligationsAnswer, UnitsAnswer } from '../../data/protocol/answers.ts'
import type { TasksAnswer } from '../../data/protocol/task.ts'
import type { WarningsAnswer } from '../../data/protocol/warning.ts'
import type { MapGeometry } from '../../data/protocol/map-geometry.ts'
import type { PassportAnswer } from '../../data/protocol/passport.ts'
import type { Delta } from '../../data/protocol/delta.ts'
import { unpackDelta } from '../../data/protocol/delta-packing.ts'
import type { Pulse } from '../../data/protocol/pulse.ts'
import type { Watch } from '../../data/protocol/watch.ts'
import { qualityCriteria } from '../../data/protocol/quality.ts'
import { measures } from '../../data/kpis/catalogue.ts'
import { obligations } from '../../data/plans/obligations.ts'
import { ownedTasks } from '../../data/plans/registers.ts'
import { dayMs, toLocalIso } from '../../data/time/vietnam-time.ts'
import { officialUnits } from '../../data/units/official-units.ts'
import { eventually, getPath, openSocket, postReadings, type Answer, type LiveSocketClient } from '../support/http-client.ts'
import { watchAs } from '../support/live-server.ts'
import { createKey, newRuntimeDir, removeRuntimeDir, revokeKey, startServer, type ServerProcess } from '../support/server-process.ts'

const province = '11'
const inside = new Set(officialUnits.filter(({ code, parent }) => code === province || parent === province).map(({ code }) => code))
const outside = officialUnits.filter(({ code }) => !inside.has(code))
const outsideCodes = new Set(outside.map(({ code }) => code))
const insideNames = new Set(officialUnits.filter(({ code }) => inside.has(code)).flatMap(({ name, fullName }) => [name, fullName]))
/** Names that no unit inside bears too. */
const outsideNames = new Set(outside.flatMap(({ fullName }) => [fullName]).filter((name) => !insideNames.has(name)))
const ownCommune = '03127'
const otherCommune = officialUnits.find(({ parent }) => parent === '33')!.code
const pages = 'digitization.pages'

/** Fields that hold a unit's code; wherever a text is exactly a code of another unit, that is found too. */
const unitFields = new Set(['unit', 'root', 'owner', 'parent', 'code', 'scope', 'id', 'p'])

/** Where an answer tells of a unit outside: as a value, a field, or a name inside a text. */
function leaks(value: unknown, path = ''): string[] {
  if (typeof value === 'string') {
    const field = path.split('.').at(-1) ?? ''
    const isCode = outsideCodes.has(value) && (unitFields.has(field) || /^\d{5}$|^TW$/.test(value))
    const named = [...outsideNames].filter((name) => value.includes(name))
    return isCode || named.length > 0 ? [`${path} = ${value.slice(0, 80)}`] : []
  }
  if (Array.isArray(value)) return value.flatMap((one, i) => leaks(one, Number.isInteger(one) ? path : `${path}.${i}`))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, one]) => [...(outsideCodes.has(name) && name.length === 5 ? [`${path}.${name}`] : []), ...leaks(one, `${path}.${name}`)])
}

let dir: string, server: ServerProcess, key: string, wholeKey: string
beforeAll(async () => {
  dir = newRuntimeDir()
  ;[key, wholeKey] = await Promise.all([createKey(dir, { unit: province }), createKey(dir, { unit: 'TW', name: 'Trung ương' })])
  server = await startServer({ runtimeDir: dir })
  const at = toLocalIso(Date.now() - 1000)
  await postReadings(server.url, wholeKey, [
    { key: 'in', unit: ownCommune, kpi: pages, at, num: 10, den: 100 }, { key: 'out', unit: otherCommune, kpi: pages, at, num: 999, den: 1000 },
    { key: 'own', unit: '33', kpi: 'training.classes', at, num: 3 }, { key: 'mine', unit: province, kpi: 'training.classes', at, num: 1 },
    { key: 'tw', unit: 'TW', kpi: 'training.classes', at, num: 70 },
  ])
}, 60_000)
afterAll(async () => {
  await server?.stop()
  removeRuntimeDir(dir)
})

const get = <Body>(path: string, withKey = key): Promise<Answer<Body>> => getPath<Body>(server.url, path, withKey)
const past = (): string => encodeURIComponent(toLocalIso(Date.now() - 500))
const monthAgo = (): string => encodeURIComponent(toLocalIso(Date.now() - 30 * dayMs))

describe('a key of Điện Biên over HTTP', () => {
  it('gets no unit of elsewhere by any door that answers it', async () => {
    const doors = [
      '/api/v1/session', '/api/v1/units', '/api/v1/units?limit=5000', `/api/v1/units?root=${province}`, '/api/v1/units?q=minh', '/api/v1/units?q=hung%20yen', '/api/v1/units?q=pho',
      `/api/v1/units/${province}`, `/api/v1/units/${ownCommune}`, '/api/v1/kpis', '/api/v1/tasks', '/api/v1/tasks?limit=200', '/api/v1/warnings?limit=200', `/api/v1/warnings?root=${ownCommune}&limit=200`,
      '/api/v1/obligations', `/api/v1/obligations?root=${ownCommune}`, '/api/v1/obligations/commune-month/race', `/api/v1/obligations/province-month/race?root=${province}`,
      `/api/v1/groups`, `/api/v1/groups?root=${ownCommune}`, `/api/v1/units/${province}/reports`, `/api/v1/units/${ownCommune}/reports`, '/api/v1/playlists', '/api/v1/playlists/default', '/api/v1/geometry', `/api/v1/geometry?root=${ownCommune}`,
      ...[province, ownCommune].flatMap((unit) => [
        `/api/v1/units/${unit}/figures`, `/api/v1/units/${unit}/figures?own=true`, `/api/v1/units/${unit}/figures?at=${past()}`, `/api/v1/units/${unit}/figures?known=${past()}`,
        `/api/v1/units/${unit}/quality`, ...qualityCriteria.map((criterion) => `/api/v1/units/${unit}/quality/${criterion}?limit=200`),
        `/api/v1/units/${unit}/children?kpi=${pages}`, `/api/v1/units/${unit}/children?kpi=${pages}&at=${past()}`, `/api/v1/units/${unit}/series?kpi=${pages}&from=${monthAgo()}`,
      ]),
      ...measures.map(({ id }) => `/api/v1/units/${province}/passport?kpi=${id}`), ...measures.slice(0, 8).map(({ id }) => `/api/v1/units/${ownCommune}/passport?kpi=${id}`),
    ]
    for (const path of doors) {
      const answer = await get(path)
      expect(answer.status, path).toBe(200)
      expect(withoutShared(path, answer.json), path).toEqual([])
    }
  })

  it('the finder of leaks finds them in what a key of the centre gets', async () => {
    expect(leaks((await get('/api/v1/units?limit=5000', wholeKey)).json).length).toBeGreaterThanOrEqual(outside.length)
    expect(leaks((await get(`/api/v1/units/TW/children?kpi=${pages}`, wholeKey)).json).length).toBeGreaterThanOrEqual(34)
  })

  /**
   * The outline of the country and its labels are the same for everybody; shapes of units are not. Sources of the documents name no
   * unit's figures. The calendar names the recipient of a report as the published rule does, the same for everybody.
   */
  function withoutShared(path: string, json: unknown): string[] {
    if (/^\/api\/v1\/obligations(\?|$)/.test(path)) {
      const { obligations: told, ...rest } = json as ObligationsAnswer
      const recipientOf = (id: string) => obligations.find((duty) => duty.id === id)?.toVi
      return leaks({ ...rest, told: told.map(({ toVi, ...duty }) => (toVi === recipientOf(duty.id) ? duty : { ...duty, toVi })) })
    }
    if (!path.startsWith('/api/v1/geometry')) return leaks(json)
    const { provinces, communes } = json as MapGeometry
    return [...provinces.features, ...communes.features].flatMap(({ id, properties }) => leaks({ id, properties }))
  }

  it('counts and sums its own subtree only', async () => {
    const units = (await get<UnitsAnswer>('/api/v1/units?limit=5000')).json.units
    expect(new Set(units.map(({ code }) => code))).toEqual(inside)
    expect(units.find(({ code }) => code === province)!.parent).toBeNull()
    const tasks = (await get<TasksAnswer>('/api/v1/tasks?limit=200')).json
    expect(tasks.total).toBe(ownedTasks.filter(({ owner }) => inside.has(owner!)).length)
    expect(tasks.registers).toBe(1)
    const warnings = (await get<WarningsAnswer>('/api/v1/warnings?limit=200')).json
    for (const warning of warnings.warnings) expect(warning.units.due).toBeLessThanOrEqual(inside.size)
    const figures = (await get<{ figures: { num: number | null; coverage: { due: number } }[] }>(`/api/v1/units/${province}/figures?kpis=${pages}`)).json.figures
    expect(figures[0]).toMatchObject({ num: 10, coverage: { due: inside.size } })
    expect((await get<UnitsAnswer>('/api/v1/units?q=Pho%20Hien')).json.units.filter(({ name }) => name === 'Phố Hiến')).toEqual([])
  })

  it('learns the value of an inherited target, and not whose it is', async () => {
    for (const { id } of measures) {
      const { target } = (await get<PassportAnswer>(`/api/v1/units/${province}/passport?kpi=${id}`)).json
      expect([null, ...inside]).toContain(target?.owner ?? null)
    }
    const whole = (await get<PassportAnswer>(`/api/v1/units/33/passport?kpi=${pages}`, wholeKey)).json
    expect(whole.figure.num).toBe(999)
  })

  it('gets the same bytes for a unit of elsewhere, the centre above it, and a unit that there is not', async () => {
    const shapes = [
      (code: string) => `/api/v1/units/${code}`, (code: string) => `/api/v1/units/${code}/figures`, (code: string) => `/api/v1/units/${code}/figures?at=${past()}`,
      (code: string) => `/api/v1/units/${code}/figures?own=true`, (code: string) => `/api/v1/units/${code}/children?kpi=${pages}`,
      (code: string) => `/api/v1/units/${code}/series?kpi=${pages}&from=${monthAgo()}`, (code: string) => `/api/v1/units/${code}/passport?kpi=${pages}`,
      (code: string) => `/api/v1/units?root=${code}`, (code: string) => `/api/v1/units?after=${code}`, (code: string) => `/api/v1/units?q=a&root=${code}`, (code: string) => `/api/v1/tasks?root=${code}`,
      (code: string) => `/api/v1/warnings?root=${code}`, (code: string) => `/api/v1/obligations?root=${code}`, (code: string) => `/api/v1/obligations/commune-month/race?root=${code}`, (code: string) => `/api/v1/units/${code}/reports`, (code: string) => `/api/v1/groups?root=${code}`, (code: string) => `/api/v1/geometry?root=${code}`,
    ]
    for (const shape of shapes) {
      const unknown = await get(shape('99999'))
      expect(unknown.status, shape('99999')).toBe(404)
      expect(unknown.json).toMatchObject({ code: 'unit_unavailable' })
      for (const code of [otherCommune, '33', 'TW', '00000', 'x']) {
        const answer = await get(shape(code))
        expect([answer.status, answer.text], shape(code)).toEqual([unknown.status, unknown.text])
        expect(headersOf(answer), shape(code)).toEqual(headersOf(unknown))
      }
    }
  })

  it('is told of no play-list of the centre, and that one changed neither', async () => {
    const post = await fetch(`${server.url}/api/v1/playlists`, {
      method: 'POST', headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ version: 0, playlist: { nameVi: 'Theo dõi Hưng Yên', nameEn: '', items: [{ scene: 'map', dwellS: 30, root: '33', kpi: null }], interrupt: { severity: 'off', holdS: 20 } } }),
    })
    const { playlist } = await post.json() as { playlist: { id: string } }
    expect((await get('/api/v1/playlists')).text).not.toContain('Hưng Yên')
    const [there, nowhere] = await Promise.all([get(`/api/v1/playlists/${playlist.id}`), get('/api/v1/playlists/p-000000000000')])
    expect([there.status, there.text]).toEqual([nowhere.status, nowhere.text])
  })

  it('is told the same when it reports for a unit or a task of elsewhere and for one that there is not', async () => {
    const at = toLocalIso(Date.now())
    const answer = await postReadings(server.url, key, [otherCommune, '33', 'TW', '99999'].map((unit) => ({ key: 'k', unit, kpi: pages, at, num: 1, den: 2 })))
    expect(answer.accepted).toBe(0)
    expect(new Set(answer.rejected.map(({ index: _, ...rest }) => JSON.stringify(rest))).size).toBe(1)
    expect(answer.rejected[0]).toMatchObject({ code: 'unit_unavailable', field: 'unit' })
    const foreign = ownedTasks.find(({ owner }) => owner === '33')!.id
    const response = await fetch(`${server.url}/api/v1/task-events`, {
      method: 'POST', headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify([foreign, 's9-99'].map((task) => ({ key: 'k', task, at, state: 'running' }))),
    })
    const { rejected } = await response.json() as { rejected: { index: number }[] }
    expect(rejected).toHaveLength(2)
    expect(new Set(rejected.map(({ index: _, ...rest }) => JSON.stringify(rest))).size).toBe(1)
  })
})

function headersOf({ headers }: Answer): [string, string][] {
  return [...headers].filter(([name]) => name !== 'date')
}

describe('a key of Điện Biên over the socket', () => {
  it('watches its subtree to the bottom and receives no cell and no pulse that tells of elsewhere', async () => {
    const socket = await openSocket(server.url, key)
    const deltas: Delta[] = []
    const pulses: Pulse[] = []
    socket.on('delta', (delta) => deltas.push(unpackDelta(delta)))
    socket.on('pulse', (pulse) => pulses.push(pulse))
    const answer = await watchAs(socket, { root: province, kpis: [pages, 'training.classes', 'tasks.overdue'], depth: 3 })
    if (!answer.ok) throw new Error(answer.error.code)
    for (const row of answer.snapshot.cells) expect(inside).toContain(row[0])
    expect(answer.snapshot.cells).toHaveLength(inside.size * 3)
    await eventually(() => pulses.length > 3)
    deltas.length = 0
    const before = pulses.at(-1)!
    const at = toLocalIso(Date.now())
    await postReadings(server.url, wholeKey, [{ key: 'out-2', unit: otherCommune, kpi: pages, at, num: 5, den: 1000 }])
    await new Promise((resolve) => setTimeout(resolve, 1500))
    expect(deltas, 'a reading of elsewhere sends nothing').toEqual([])
    await postReadings(server.url, wholeKey, [{ key: 'in-2', unit: ownCommune, kpi: pages, at, num: 50, den: 100 }])
    await eventually(() => deltas.length > 0)
    expect(deltas.flatMap(({ cells }) => cells.map(([unit]) => unit)).toSorted()).toEqual([ownCommune, province])
    for (const pulse of pulses) expect(pulse.seq, 'a count of everybody\'s readings').toBe(0)
    expect(pulses.at(-1)!.tasksVersion).toBe(before.tasksVersion)
    socket.disconnect()
  })

  it('is refused alike for a root of elsewhere, the centre, and one that there is not', async () => {
    const socket = await openSocket(server.url, key)
    const refusals = new Set<string>()
    for (const root of [otherCommune, '33', 'TW', '99999']) {
      const answer = await watchAs(socket, { root, kpis: [pages], depth: 0 } satisfies Watch)
      expect(answer).toMatchObject({ ok: false, error: { code: 'unit_unavailable' } })
      refusals.add(JSON.stringify(answer))
    }
    expect(refusals.size).toBe(1)
    socket.disconnect()
  })
})

describe('a revoked key', () => {
  it('gets 401 and has its socket cut within 5 s, while other keys go on', async () => {
    const gone = await createKey(dir, { unit: province, name: 'Sẽ thu hồi' })
    let socket: LiveSocketClient | undefined
    await eventually(async () => { try { socket = await openSocket(server.url, gone); return true } catch { return false } }, 6000, 200)
    const stays = await openSocket(server.url, key)
    expect((await get('/api/v1/session', gone)).status).toBe(200)
    const cut = new Promise<number>((resolve) => socket!.once('disconnect', () => resolve(performance.now())))
    await revokeKey(dir, gone)
    const revokedMs = performance.now()
    await eventually(async () => (await get('/api/v1/session', gone)).status === 401, 5000, 50)
    expect(await cut - revokedMs).toBeLessThanOrEqual(5000)
    await expect(openSocket(server.url, gone)).rejects.toThrow('key_invalid')
    expect(stays.connected).toBe(true)
    expect((await get('/api/v1/session')).status).toBe(200)
    stays.disconnect()
  }, 30_000)
})
