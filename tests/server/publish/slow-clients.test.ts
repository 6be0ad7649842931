import { Registry } from 'prom-client'
import { afterEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import type { Delta, PackedDelta } from '../../../data/protocol/delta.ts'
import { unpackDelta } from '../../../data/protocol/delta-packing.ts'
import type { Snapshot, WatchAnswer } from '../../../data/protocol/snapshot.ts'
import { applyDelta, cellSetOf, rowsInOrder } from '../../../data/pyramid/cell-set.ts'
import type { LiveLimits } from '../../../server/publish/live-deps.ts'
import { liveServer, snapshotFor, until } from '../../support/live-server.ts'
import { kpisOf, MemoryFigures, smallPyramid } from '../../support/memory-figures.ts'

const nowMs = Date.UTC(2026, 10, 22)
const whole = { root: 'TW', kpis: ['digitization.pages'], depth: 2 }
const open: { close(): Promise<void> }[] = []

afterEach(async () => {
  for (const server of open.splice(0)) await server.close()
})

async function serve(limits: Partial<LiveLimits>) {
  const live = new MemoryFigures(smallPyramid(30, 200), kpisOf('digitization.pages'), nowMs)
  const metrics = new Registry()
  const server = await liveServer(live, undefined, { limits, metrics })
  open.push(server)
  const changeAll = (step: number): void => {
    live.setMany(Array.from({ length: live.pyramid.size }, (_, unit) => [unit, 0, step, 1_000_000, nowMs + step] as const))
  }
  const total = async (name: string): Promise<number> => {
    const metric = await metrics.getSingleMetric(name)!.get()
    return metric.values.reduce((sum, v) => sum + v.value, 0)
  }
  return { live, changeAll, total, ...server }
}

/** A client that speaks Engine.IO and Socket.IO by hand, so that it can stop reading. */
function rawClient(port: number) {
  const ws = new WebSocket(`ws://127.0.0.1:${port}/socket.io/?EIO=4&transport=websocket`)
  const deltas: Delta[] = []
  const state: { snapshot: Snapshot | null; closed: boolean } = { snapshot: null, closed: false }
  ws.on('close', () => { state.closed = true })
  ws.on('message', (data) => {
    const text = String(data)
    if (text.startsWith('0')) ws.send('40/live,{}')
    else if (text === '2') ws.send('3')
    else if (text.startsWith('40/live')) ws.send(`42/live,1${JSON.stringify(['watch', whole])}`)
    else if (text.startsWith('43/live,1')) {
      const [answer] = JSON.parse(text.slice('43/live,1'.length)) as [WatchAnswer]
      if (answer.ok) state.snapshot = answer.snapshot
    } else if (text.startsWith('42/live,["delta"')) deltas.push(unpackDelta((JSON.parse(text.slice('42/live,'.length)) as [string, PackedDelta])[1]))
  })
  return { ws, deltas, state }
}

describe('a client that stops reading', () => {
  it('costs bounded memory and is then cut, while others go on', async () => {
    const { changeAll, client, door, total, port } = await serve({ maxLagMs: 2000 })
    const healthy = client()
    const set = cellSetOf(await snapshotFor(healthy, whole))
    healthy.on('delta', (d) => expect(applyDelta(set, unpackDelta(d))).toBe(true))
    const stopped = rawClient(port)
    await until(() => stopped.state.snapshot !== null)
    stopped.ws.pause()
    const heldBytes = () => process.memoryUsage().external + process.memoryUsage().arrayBuffers
    const before = heldBytes()
    let step = 1
    const endMs = performance.now() + 60_000
    while (door.sockets === 2 && performance.now() < endMs) {
      changeAll(step++)
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    expect(door.sockets).toBe(1)
    expect(heldBytes() - before).toBeLessThan(20 * 1024 * 1024)
    expect(await total('thap_live_dropped_total')).toBe(1)
    expect(await total('thap_live_catch_ups_total')).toBe(0)
    changeAll(step)
    const last = cellSetOf(await snapshotFor(client(), whole))
    await until(() => set.seq >= last.seq)
    expect(rowsInOrder(set)).toEqual(rowsInOrder(last))
    stopped.ws.terminate()
  }, 120_000)

  it('and asks for snapshots all the same is cut at the byte bound', async () => {
    const { door, total, port } = await serve({ maxUnsentBytes: 1024 * 1024, eventsPerSecond: 1000, eventBurst: 1000 })
    const greedy = rawClient(port)
    await until(() => greedy.state.snapshot !== null)
    greedy.ws.pause()
    for (let i = 2; i < 100; i++) greedy.ws.send(`42/live,${i}${JSON.stringify(['watch', whole])}`)
    await until(() => door.sockets === 0, 10_000)
    expect(await total('thap_live_dropped_total')).toBe(1)
    greedy.ws.terminate()
  }, 20_000)
})

describe('a client that reads slowly', () => {
  it('gets fewer, newer deltas without a gap, and stands right in the end', async () => {
    const { changeAll, client, total, port } = await serve({ maxPendingBytes: 64 * 1024, maxLagMs: 120_000 })
    const healthy = client()
    let healthyDeltas = 0
    healthy.on('delta', () => healthyDeltas++)
    await snapshotFor(healthy, whole)
    const slow = rawClient(port)
    await until(() => slow.state.snapshot !== null)
    slow.ws.pause()
    // it is slow, not dead: a busy machine takes longer for this than the server waits for a heartbeat
    const heart = setInterval(() => slow.ws.send('3'), 1000)
    const lagging = await (async () => {
      for (let step = 1; step < 3000; step++) {
        changeAll(step)
        await new Promise((resolve) => setTimeout(resolve, 20))
        if (healthyDeltas > 80) return step
      }
      throw new Error('the healthy client got too little')
    })()
    clearInterval(heart)
    slow.ws.resume()
    await until(() => slow.deltas.length > 0)
    const last = cellSetOf(await snapshotFor(client(), whole))
    await until(() => slow.deltas.at(-1)!.seq >= last.seq, 10_000)
    const set = cellSetOf(slow.state.snapshot!)
    for (const delta of slow.deltas) expect(applyDelta(set, delta)).toBe(true)
    expect(rowsInOrder(set)).toEqual(rowsInOrder(last))
    expect(slow.deltas.length).toBeLessThan(healthyDeltas)
    expect(await total('thap_live_catch_ups_total')).toBeGreaterThan(0)
    changeAll(lagging + 1)
    await until(() => slow.deltas.at(-1)!.cells[0]![2] === (lagging + 1) * 6031)
    slow.ws.terminate()
  }, 120_000)
})
