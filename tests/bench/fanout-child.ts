/**
 * The children of the fan-out bench, one role a process, driven by IPC: `ours` is the product's /live over figures that cost
 * nothing to read, `raw` is ws alone sending ready bytes, `clients` counts what both deliver.
 */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { WebSocket, WebSocketServer } from 'ws'
import { kpis as catalogue } from '../../data/kpis/catalogue.ts'
import type { Cell } from '../../data/protocol/cell.ts'
import { pulseIntervalMs } from '../../data/protocol/pulse.ts'
import { buildPyramid } from '../../data/pyramid/pyramid.ts'
import { officialUnits } from '../../data/units/official-units.ts'
import type { CellId, LiveFigures } from '../../server/figures/figures.ts'
import { attachLive } from '../../server/publish/live-socket.ts'

/** Parent → child. */
export type Order =
  | { readonly do: 'frame'; readonly rows: number }
  | { readonly do: 'take'; readonly text: string }
  | { readonly do: 'cpu' }
  | { readonly do: 'open'; readonly which: 'ours' | 'raw'; readonly port: number; readonly sockets: number; readonly depth: number }
  | { readonly do: 'capture' }
  | { readonly do: 'shut'; readonly which: 'ours' | 'raw' }

/** Child → parent. */
export type Report =
  | { readonly told: 'port'; readonly port: number }
  | { readonly told: 'cpu'; readonly ms: number }
  | { readonly told: 'open' | 'shut' | 'taken' }
  | { readonly told: 'frame'; readonly bytes: number; readonly text: string | null }

const send = (report: Report): void => { process.send?.(report) }
const onOrder = (role: (order: Order) => void): void => { process.on('message', (order) => role(order as Order)) }
const cpuMs = (): number => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

async function listen(http: Server): Promise<void> {
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  send({ told: 'port', port: (http.address() as AddressInfo).port })
}

/** Figures whose cells are ready objects; `step` changes the first units of a level and tells so. */
class ReadyFigures implements LiveFigures {
  readonly pyramid = buildPyramid(officialUnits)
  readonly kpis = catalogue.slice(0, 1)
  readonly nowMs = Date.UTC(2026, 10, 22)
  readonly #cells: Cell[] = this.pyramid.units.map(({ code }) => ({
    unit: code, kpi: this.kpis[0]!.id, num: 21_372, den: 100_000, value: 0.21372, expected: 0.6287671232876712, status: 'at_risk',
    freshness: 'fresh', coverage: { due: 1, reported: 1, fresh: 1, children: { due: 0, fresh: 0 } },
    oldestAtMs: this.nowMs, newestAtMs: this.nowMs, simulated: true, withheld: false, stages: null,
  }))
  #follower: (cells: readonly CellId[]) => void = () => undefined
  #step = 0

  kpiIndex(id: string): number | undefined { return id === this.kpis[0]!.id ? 0 : undefined }
  cell(unit: number): Cell { return this.#cells[unit]! }
  ownCell(unit: number): Cell { return this.#cells[unit]! }
  onChanged(follower: (cells: readonly CellId[]) => void): void { this.#follower = follower }

  step(rows: number): void {
    this.#step++
    const level = rows <= 34 ? 'province' : 'commune'
    const ids: CellId[] = []
    for (let i = 0; i < this.pyramid.size && ids.length < rows; i++) {
      if (this.pyramid.units[i]!.level !== level) continue
      this.#cells[i] = { ...this.#cells[i]!, num: 20_000 + (this.#step % 9000) }
      ids.push(i)
    }
    this.#follower(ids)
  }
}

async function ours(): Promise<void> {
  const live = new ReadyFigures()
  const http = createServer()
  attachLive(http, {
    live, clock: { nowMs: () => live.nowMs }, epoch: 'bench', build: 'bench', authenticate: () => null, keyStillValid: () => true,
    localViewer: { kind: 'local', scope: 0, role: 'read', keyId: null }, simulated: () => true, logSeq: () => 1,
    tasksVersion: () => 1, warningsVersion: () => 1, reportsVersion: () => 1, playlistsVersion: () => 1, linesVersion: () => 1, backfill: () => null,
  })
  onOrder((order) => {
    if (order.do === 'frame') live.step(order.rows)
    if (order.do === 'cpu') send({ told: 'cpu', ms: cpuMs() })
  })
  await listen(http)
}

async function raw(): Promise<void> {
  const http = createServer()
  const wss = new WebSocketServer({ server: http, perMessageDeflate: false })
  let data = Buffer.alloc(0)
  const pulse = Buffer.from(`42/live,${JSON.stringify(['pulse', {
    epoch: 'bench', build: 'bench', at: Date.UTC(2026, 10, 22), seq: 1, tasksVersion: 1, warningsVersion: 1, reportsVersion: 1, playlistsVersion: 1, linesVersion: 1, backfill: null, simulated: true,
  }])}`)
  setInterval(() => { for (const socket of wss.clients) socket.send(pulse, { binary: false, compress: false }) }, pulseIntervalMs)
  onOrder((order) => {
    if (order.do === 'take') {
      data = Buffer.from(order.text)
      send({ told: 'taken' })
    }
    if (order.do === 'frame') for (const socket of wss.clients) socket.send(data, { binary: false, compress: false })
    if (order.do === 'cpu') send({ told: 'cpu', ms: cpuMs() })
  })
  await listen(http)
}

/** Frames are told from pulses and acknowledgements by their first bytes. */
const framePrefix = Buffer.from('42/live,["delta"')

function clients(): void {
  const open: Record<'ours' | 'raw', WebSocket[]> = { ours: [], raw: [] }
  let received = 0
  let capture = false
  const onFrame = (data: Buffer, of: number): void => {
    if (++received < of) return
    received = 0
    send({ told: 'frame', bytes: data.length, text: capture ? data.toString() : null })
    capture = false
  }
  const connect = (which: 'ours' | 'raw', port: number, of: number, depth: number): Promise<void> => new Promise((resolve, reject) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/${which === 'ours' ? 'socket.io/?EIO=4&transport=websocket' : ''}`, { perMessageDeflate: false })
    open[which].push(socket)
    socket.on('error', reject)
    if (which === 'raw') socket.on('open', () => resolve())
    const watch = JSON.stringify(['watch', { root: 'TW', kpis: [catalogue[0]!.id], depth }])
    socket.on('message', (data: Buffer) => {
      if (data.subarray(0, framePrefix.length).equals(framePrefix)) return onFrame(data, of)
      if (which === 'raw') return
      const head = data.subarray(0, 9).toString()
      if (head.startsWith('0')) socket.send('40/live,{}')
      else if (head === '2') socket.send('3')
      else if (head.startsWith('40/live')) socket.send(`42/live,1${watch}`)
      else if (head.startsWith('43/live')) resolve()
    })
  })
  onOrder((order) => {
    if (order.do === 'capture') capture = true
    if (order.do === 'open') void (async () => {
      for (let i = 0; i < order.sockets; i++) await connect(order.which, order.port, order.sockets, order.depth)
      send({ told: 'open' })
    })()
    if (order.do === 'shut') {
      for (const socket of open[order.which].splice(0)) socket.terminate()
      send({ told: 'shut' })
    }
  })
}

const role = process.argv[2]
if (role === 'ours') await ours()
else if (role === 'raw') await raw()
else clients()
process.on('disconnect', () => process.exit(0))
