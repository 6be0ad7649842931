import { Registry } from 'prom-client'
import { afterEach, describe, expect, it } from 'vitest'
import type { Viewer } from '../../../data/access/scope.ts'
import { delta as deltaSchema, packedDelta as packedSchema, type Delta } from '../../../data/protocol/delta.ts'
import { unpackDelta } from '../../../data/protocol/delta-packing.ts'
import { pulse as pulseSchema, type Pulse } from '../../../data/protocol/pulse.ts'
import { snapshot as snapshotSchema, type Refusal } from '../../../data/protocol/snapshot.ts'
import { maxCellsPerWatch, maxKpisPerWatch, maxWatchDepth, maxWatchesPerSocket } from '../../../data/protocol/watch.ts'
import { applyDelta, cellSetOf, rowsInOrder } from '../../../data/pyramid/cell-set.ts'
import type { LiveDeps } from '../../../server/publish/live-deps.ts'
import { newEpoch } from '../../../server/publish/live-socket.ts'
import { liveServer, snapshotFor, until, watchAs, type LiveClient } from '../../support/live-server.ts'
import { kpisOf, MemoryFigures, smallPyramid } from '../../support/memory-figures.ts'

const ids = ['digitization.pages', 'esign.documents', 'network.uptime']
const whole = { root: 'TW', kpis: ids, depth: 2 }
const open: { close(): Promise<void> }[] = []

afterEach(async () => {
  for (const server of open.splice(0)) await server.close()
})

async function serve(options: { keys?: Map<string, Viewer>; deps?: Partial<LiveDeps>; provinces?: number; communes?: number } = {}) {
  const live = new MemoryFigures(smallPyramid(options.provinces ?? 3, options.communes ?? 4), kpisOf(...ids), Date.UTC(2026, 10, 22))
  const server = await liveServer(live, options.keys, options.deps)
  open.push(server)
  return { live, ...server }
}

const keyOf = (scope: number, keyId: number): Viewer => ({ kind: 'key', scope, role: 'read', keyId })
const codeOf = async (client: LiveClient, watch: unknown): Promise<string> => {
  const answer = await watchAs(client, watch as typeof whole)
  return answer.ok ? 'ok' : answer.error.code
}
const connectCode = (client: LiveClient): Promise<string> => new Promise((resolve) => {
  client.on('connect', () => resolve('connected'))
  client.on('connect_error', (error) => resolve((error as Error & { data?: Refusal }).data?.code ?? error.message))
})

describe('the door', () => {
  it('lets a viewer in without a key in open local mode, and asks for one otherwise', async () => {
    expect(await connectCode((await serve()).client())).toBe('connected')
    expect(await connectCode((await serve({ deps: { localViewer: null } })).client())).toBe('key_required')
  })

  it('lets a good key in and refuses a bad one in both languages', async () => {
    const { client } = await serve({ keys: new Map([['good', keyOf(1, 5)]]) })
    expect(await connectCode(client({ key: 'good' }))).toBe('connected')
    const bad = client({ key: 'bad' })
    const error = await new Promise<Error & { data?: Refusal }>((resolve) => bad.on('connect_error', resolve))
    expect(error.data).toEqual({ code: 'key_invalid', message: expect.stringContaining('Khóa'), messageEn: expect.stringContaining('key') })
  })

  it.each([{ key: 5 }, { key: '' }, { key: 'x'.repeat(257) }, { key: 'good', more: 1 }])('refuses the handshake %j', async (auth) => {
    const { client } = await serve({ keys: new Map([['good', keyOf(1, 5)]]) })
    expect(await connectCode(client(auth))).toBe('key_invalid')
  })

  it('says that it cannot check a key when the store fails, not that the key is bad', async () => {
    const { client } = await serve({ deps: { authenticate: () => Promise.reject(new Error('store')) } })
    expect(await connectCode(client({ key: 'good' }))).toBe('not_ready')
  })

  it('refuses a page of another site, another host name, other namespaces and polling', async () => {
    const { client, port } = await serve()
    const headed = (extraHeaders: Record<string, string>) => connectCode(client({}, { extraHeaders }))
    expect(await headed({ Origin: `http://127.0.0.1:${port}` })).toBe('connected')
    expect(await headed({ Origin: 'http://evil.example' })).not.toBe('connected')
    expect(await headed({ Origin: `http://127.0.0.1:${port + 1}` })).not.toBe('connected')
    expect(await headed({ Origin: 'null' })).not.toBe('connected')
    expect(await headed({ Host: `rebound.example:${port}` })).not.toBe('connected')
    expect(await connectCode(client({}, { transports: ['polling'] }))).not.toBe('connected')
    const other = client().io.socket('/')
    expect(await new Promise((resolve) => other.on('connect_error', (e) => resolve(e.message)).connect())).toBe('namespace_unknown')
  })

  it('takes sockets up to the bound and no more, and again after one left', async () => {
    const { client, door } = await serve({ deps: { limits: { maxSockets: 2 } } })
    const first = client()
    expect([await connectCode(first), await connectCode(client()), await connectCode(client())]).toEqual(['connected', 'connected', 'too_many_sockets'])
    first.disconnect()
    await until(() => door.sockets === 1)
    expect(await connectCode(client())).toBe('connected')
  })

  it('makes another epoch each time', () => {
    expect(newEpoch()).not.toBe(newEpoch())
  })
})

describe('watching', () => {
  it('is acknowledged with all cells, then only those that changed follow', async () => {
    const { live, client } = await serve()
    const viewer = client()
    const deltas: Delta[] = []
    viewer.on('delta', (d) => deltas.push(unpackDelta(packedSchema.parse(d))))
    const first = snapshotSchema.parse(await snapshotFor(viewer, whole))
    expect(first.cells).toHaveLength(live.pyramid.size * 3)
    const set = cellSetOf(first)
    live.set(2, 0, 3, 10)
    await until(() => deltas.length === 1)
    expect(deltaSchema.parse(deltas[0]).cells.map((row) => row[0])).toEqual(['TW', '11', '11001'])
    live.set(3, 1, 3, 10)
    await until(() => deltas.length === 2)
    for (const delta of deltas) expect(applyDelta(set, delta)).toBe(true)
    expect(rowsInOrder(set)).toEqual(rowsInOrder(cellSetOf(await snapshotFor(client(), whole))))
  })

  it('ends by unwatch', async () => {
    const { live, client } = await serve()
    const viewer = client()
    const deltas: Delta[] = []
    viewer.on('delta', (d) => deltas.push(unpackDelta(packedSchema.parse(d))))
    const { room } = await snapshotFor(viewer, whole)
    viewer.emit('unwatch', { room })
    await snapshotFor(viewer, { ...whole, depth: 0 })
    live.set(2, 0, 3, 10)
    await until(() => deltas.length > 0)
    await new Promise((resolve) => setTimeout(resolve, 150))
    expect(deltas.filter((d) => d.room === room)).toEqual([])
  })

  it('answers an unknown unit and one outside the scope alike', async () => {
    const { live, client } = await serve({ keys: new Map([['k', keyOf(1, 5)]]) })
    const viewer = client({ key: 'k' })
    expect(live.pyramid.units[1]!.code).toBe('11')
    expect(await codeOf(viewer, { ...whole, root: '11' })).toBe('ok')
    expect(await codeOf(viewer, { ...whole, root: '11002' })).toBe('ok')
    const answers = await Promise.all(['TW', '12', '12001', '99', '__proto__'].map((root) => watchAs(viewer, { ...whole, root })))
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(answers[0]).toMatchObject({ ok: false, error: { code: 'unit_unavailable' } })
  })

  it('sends a viewer nothing of units outside their scope', async () => {
    const { live, client } = await serve({ keys: new Map([['k', keyOf(1, 5)]]) })
    const viewer = client({ key: 'k' })
    const received: string[] = []
    viewer.onAny((_, message) => received.push(JSON.stringify(message)))
    received.push(JSON.stringify(await snapshotFor(viewer, { ...whole, root: '11' })))
    const neighbour = live.pyramid.indexOf('12001')!
    for (let i = 0; i < 3; i++) live.set(neighbour, 0, i, 10)
    live.set(live.pyramid.indexOf('11001')!, 0, 1, 10)
    await until(() => received.some((text) => text.includes('"prev"')))
    for (const text of received) expect(text).not.toMatch(/"(TW|12|12\d{3})"/)
  })

  it.each([
    ['no object', 'watch_invalid', 5],
    ['a root too long', 'watch_invalid', { ...whole, root: 'x'.repeat(33) }],
    ['no KPI', 'watch_invalid', { ...whole, kpis: [] }],
    ['too many KPIs', 'watch_invalid', { ...whole, kpis: Array.from({ length: maxKpisPerWatch + 1 }, () => ids[0]) }],
    ['the most KPIs', 'ok', { ...whole, kpis: Array.from({ length: maxKpisPerWatch }, () => ids[0]) }],
    ['too deep', 'watch_invalid', { ...whole, depth: maxWatchDepth + 1 }],
    ['the deepest', 'ok', { ...whole, depth: maxWatchDepth }],
    ['half a level', 'watch_invalid', { ...whole, depth: 0.5 }],
    ['an unknown field', 'watch_invalid', { ...whole, more: 1 }],
    ['an unknown KPI', 'kpi_unknown', { ...whole, kpis: ['constructor'] }],
  ])('answers a watch with %s', async (_name, code, message) => {
    expect(await codeOf((await serve()).client(), message)).toBe(code)
  })

  it('takes a subscription of the most cells and refuses one with more', async () => {
    const communes = maxCellsPerWatch / 2 - 2
    const fits = await serve({ provinces: 1, communes })
    expect(await codeOf(fits.client(), { root: 'TW', kpis: ids.slice(0, 2), depth: 2 })).toBe('ok')
    const over = await serve({ provinces: 1, communes: communes + 1 })
    expect(await codeOf(over.client(), { root: 'TW', kpis: ids.slice(0, 2), depth: 2 })).toBe('watch_too_large')
  })

  it('takes the most watches of a socket, the same one again, and none beyond', async () => {
    const { live, client } = await serve()
    const viewer = client()
    const codes: string[] = []
    for (let i = 0; i <= maxWatchesPerSocket; i++) codes.push(await codeOf(viewer, { ...whole, root: live.pyramid.units[i]!.code }))
    expect(codes).toEqual([...Array.from({ length: maxWatchesPerSocket }, () => 'ok'), 'too_many_watches'])
    expect(await codeOf(viewer, whole)).toBe('ok')
  })

  it('opens rooms up to the bound', async () => {
    const { client } = await serve({ deps: { limits: { maxRooms: 1 } } })
    const viewer = client()
    expect(await codeOf(viewer, whole)).toBe('ok')
    expect(await codeOf(viewer, { ...whole, depth: 0 })).toBe('too_many_rooms')
  })
})

describe('what a wall hands in', () => {
  const span = { fromMs: 1_000, untilMs: 2_000, openedMs: 1, build: 'b', screen: { scene: 'map', root: 'TW', kpi: null, playlist: null, held: false, blank: false, kept: true }, epoch: 'e', seq: null, untilSeq: null }
  const record = { wall: 'sanh-a', dropped: 0, spans: [span] }

  it('reaches the fleet where it has the shape of a record, and is refused and counted where it has another', async () => {
    const metrics = new Registry()
    const handed: unknown[] = []
    const walls: LiveDeps['walls'] = { heard: () => 'too_many_walls', gone: () => undefined, handedIn: (viewer, message) => { handed.push([viewer.scope, message]); return handed.length > 1 ? 'too_many_walls' : { taken: 1, refused: 0 } } }
    const { client } = await serve({ deps: { walls, metrics } })
    const raw = client() as unknown as { emit(event: string, ...args: unknown[]): void, emitWithAck(event: string, message: unknown): Promise<unknown> }
    for (const bad of [null, 5, {}, { ...record, spans: [] }, { ...record, spans: [span, span] }, { ...record, more: 1 }]) {
      expect(await raw.emitWithAck('record', bad), JSON.stringify(bad)).toMatchObject({ ok: false, error: { code: 'record_invalid' } })
    }
    raw.emit('record', record)
    expect(await raw.emitWithAck('record', record)).toEqual({ ok: true, taken: 1, refused: 0 })
    expect(await raw.emitWithAck('record', record)).toMatchObject({ ok: false, error: { code: 'too_many_walls' } })
    expect(handed).toEqual([[0, record], [0, record]])
    const counted = await metrics.getSingleMetric('thap_live_ignored_events_total')!.get()
    expect(Object.fromEntries(counted.values.map((v) => [v.labels['code'], v.value]))).toEqual({ record_invalid: 7 })
  })
})

describe('a badly behaved client', () => {
  it('that sends something else for an acknowledgement, or another event, harms nobody and is counted', async () => {
    const metrics = new Registry()
    const { client } = await serve({ deps: { metrics } })
    const viewer = client()
    const raw = viewer as unknown as { emit(event: string, ...args: unknown[]): void }
    for (const args of [[], [whole], [whole, 'ack'], [whole, { call: 1 }], [null, null], [Buffer.from('x'), []]]) raw.emit('watch', ...args)
    for (const args of [[], [5], [{ room: 5 }], [{ room: 'x', more: 1 }]]) raw.emit('unwatch', ...args)
    raw.emit('admin', {})
    expect(await codeOf(viewer, whole)).toBe('ok')
    const counted = await metrics.getSingleMetric('thap_live_ignored_events_total')!.get()
    expect(Object.fromEntries(counted.values.map((v) => [v.labels['code'], v.value]))).toEqual({ watch_invalid: 10, event_unknown: 1 })
  })

  it('is slowed down beyond its burst, and served again after a while', async () => {
    const { client } = await serve({ deps: { limits: { eventBurst: 5, eventsPerSecond: 20 } } })
    const viewer = client()
    const codes = await Promise.all(Array.from({ length: 7 }, () => codeOf(viewer, { ...whole, depth: 0 })))
    expect(codes.slice(0, 5)).toEqual(['ok', 'ok', 'ok', 'ok', 'ok'])
    expect(codes.at(-1)).toBe('rate_limited')
    await new Promise((resolve) => setTimeout(resolve, 150))
    expect(await codeOf(viewer, whole)).toBe('ok')
  })

  it('pays more for a larger watch', async () => {
    const { client } = await serve({ deps: { limits: { eventBurst: 3, eventsPerSecond: 0.001, cellsPerEvent: 10 } } })
    expect(await codeOf(client(), whole)).toBe('rate_limited')
    expect(await codeOf(client(), { ...whole, depth: 0 })).toBe('ok')
  })

  it('is cut after too many events without effect', async () => {
    const { client, door } = await serve({ deps: { limits: { maxIgnoredEvents: 3 } } })
    const viewer = client()
    await connectCode(viewer)
    const raw = viewer as unknown as { emit(event: string): void }
    for (let i = 0; i < 3; i++) raw.emit('noise')
    await until(() => door.sockets === 0)
  })

  it('that sends a message beyond 64 kB is cut', async () => {
    const { client, door } = await serve()
    const viewer = client()
    await connectCode(viewer)
    ;(viewer as unknown as { emit(event: string, text: string): void }).emit('watch', 'x'.repeat(65 * 1024))
    await until(() => !viewer.connected && door.sockets === 0)
  })
})

describe('beside the cells', () => {
  it('every socket has a pulse at once and then once a second, of its own scope', async () => {
    const backfill = { labelVi: 'v', labelEn: 'e', sent: 1, total: 2 }
    const deps = { backfill: (scope: number) => (scope === 0 ? backfill : null), warningsVersion: (scope: number) => 100 + scope }
    const { client } = await serve({ keys: new Map([['k', keyOf(1, 5)]]), deps })
    const gather = (socket: LiveClient): Pulse[] => {
      const pulses: Pulse[] = []
      socket.on('pulse', (p) => pulses.push(pulseSchema.parse(p)))
      return pulses
    }
    const [local, key] = [gather(client()), gather(client({ key: 'k' }))]
    await until(() => local.length === 3 && key.length >= 3)
    expect(local[2]).toMatchObject({ epoch: 'epoch', build: 'build', seq: 7, tasksVersion: 1, warningsVersion: 100, backfill })
    expect(key[2]).toMatchObject({ warningsVersion: 101, backfill: null })
  })

  it('a revoked key cuts its sockets and no others', async () => {
    const keys = new Map([['a', keyOf(0, 1)], ['b', keyOf(0, 2)]])
    const { client, door } = await serve({ keys, deps: { limits: { keyCheckMs: 20 } } })
    const [a, b, local] = [client({ key: 'a' }), client({ key: 'b' }), client()]
    await until(() => door.sockets === 3)
    keys.delete('a')
    await until(() => a.disconnected)
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect([b.connected, local.connected, door.sockets]).toEqual([true, true, 2])
  })

  it('a key that cannot be checked counts as revoked', async () => {
    const deps = { limits: { keyCheckMs: 20 }, keyStillValid: () => Promise.reject(new Error('store')) }
    const { client } = await serve({ keys: new Map([['a', keyOf(0, 1)]]), deps })
    const a = client({ key: 'a' })
    await connectCode(a)
    await until(() => a.disconnected)
  })

  it('closing lets clients come back by themselves and leaves the HTTP server open', async () => {
    const { client, door, http } = await serve()
    const viewer = client()
    await connectCode(viewer)
    const reason = new Promise((resolve) => viewer.on('disconnect', resolve))
    await door.close()
    expect(await reason).toBe('transport close')
    expect([door.sockets, http.listening]).toEqual([0, true])
    expect(await connectCode(client())).not.toBe('connected')
  })
})
