/** A small server that speaks the protocol with the figures of the planted day and serves the built client: for measuring pages. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import { Server } from 'socket.io'
import type { Cell } from '../../data/protocol/cell.ts'
import { encodeCell } from '../../data/protocol/cell-codec.ts'
import { liveNamespace, type ClientEvents, type ServerEvents } from '../../data/protocol/events.ts'
import type { Backfill } from '../../data/protocol/pulse.ts'
import { packDelta } from '../../data/protocol/delta-packing.ts'
import { protocolVersion } from '../../data/protocol/version.ts'
import type { Watch } from '../../data/protocol/watch.ts'
import { buildMapGeometry } from '../../server/boundaries/map-geometry.ts'
import { contentSecurityPolicy } from '../../server/routes/headers.ts'
import { figuresAnswer, kpisAnswer, seriesAnswer, unitsAnswer } from './fixture-answers.ts'
import { defaultPlaylist, defaultPlaylistId } from '../../data/playlists/default-playlist.ts'
import { playlistDetailAnswer, type PlaylistInput } from '../../data/protocol/playlist.ts'
import type { WallCommand } from '../../data/protocol/wall.ts'
import type { WarningAnswer } from '../../data/protocol/warning.ts'
import { toLocalIso } from '../../data/time/vietnam-time.ts'
import { groupsAnswer } from './fixture-groups.ts'
import { linesAnswer } from './fixture-lines.ts'
import { projectionAnswer } from './fixture-projection.ts'
import { raceAnswer, unitReportsAnswer } from './fixture-race.ts'
import { tasksAnswer } from './fixture-tasks.ts'
import { warningDetail, warningPace, warningsAnswer } from './fixture-warnings.ts'
import { moved } from './fixture-movement.ts'
import { fixtureCell, kpiOf, newYearMs, plantedMs, pyramid, type FixtureMode } from './fixture-figures.ts'

/** How a fixture server differs. */
export interface FixtureOptions {
  readonly mode: FixtureMode
  readonly distDir: string
  readonly scope?: string
  readonly backfill?: Backfill
  readonly port?: number
  /** Where its clock starts, epoch ms, if not at the mode's own instant. */
  readonly startMs?: number
}

/** A running fixture. */
export interface Fixture {
  readonly url: string
  /** Sends one changed cell to everybody who watches it; how many deltas that were. */
  change(unit: string, kpi: string, bump: number): number
  /** Raises the versions of tasks, warnings, reports and lines: pages ask again. */
  rise(): void
  /** Sends every watched cell anew, as a delta a room: step `step` of an endless movement (see `moved`). How many cells went out. */
  changeAll(step: number): number
  /** Sends every watched cell as it is at the fixture's present instant: after a midnight, say. */
  renew(): void
  /** Keeps a play-list, or removes it (null); the pulse tells of it. */
  playlist(id: string, playlist: PlaylistInput | null): void
  /** Tells of a new warning of severity at risk: the worst of the planted day with this id, with `changes`. */
  warn(id: string, changes?: Partial<WarningAnswer>): void
  /** Sends a command to every wall. */
  command(command: WallCommand): void
  /** What is watched now, over all pages. */
  watching(): readonly Watch[]
  /** The codes of the units of a watch. */
  unitsOf(watch: Watch): readonly string[]
  /** Its present instant, epoch ms. */
  nowMs(): number
  /** Ends the pulses, as a dead server would; what it gives begins them again. */
  silence(): () => void
  close(): Promise<void>
}

function codesOf({ root, depth }: Watch): readonly string[] {
  const top = pyramid.indexOf(root) ?? 0
  const level = pyramid.depth[top] ?? 0
  return pyramid.units.slice(top, pyramid.end[top]).filter((_, i) => (pyramid.depth[top + i] ?? 0) - level <= depth).map(({ code }) => code)
}

/** The product's own policy. */
const policy = Object.entries(contentSecurityPolicy).map(([name, values]) => `${name} ${values.join(' ')}`).join(';')

/** Starts a fixture on a free port of the loopback. Its clock starts at the planted instant, or the new year's. */
export async function startFixture(options: FixtureOptions): Promise<Fixture> {
  const { mode, scope = 'TW', backfill = null } = options
  const bootMs = Date.now()
  const startMs = options.startMs ?? (mode === 'new_year' ? newYearMs : plantedMs)
  const now = (): number => startMs + (Date.now() - bootMs)
  const simulated = mode !== 'empty'
  const app = express()
  const answer = (path: string, make: (query: Record<string, string>, params: Record<string, string>) => unknown): void => {
    app.get(`/api/v1/${path}`, (request, response) => { response.json(make(request.query as Record<string, string>, request.params as Record<string, string>)) })
  }
  const geometry = JSON.stringify(buildMapGeometry(null))
  answer('session', () => ({ viewer: 'local', role: 'read', scope, build: 'fixture', protocol: protocolVersion, epoch: 'e1', simulated, mode: simulated ? 'demo' : 'real' }))
  answer('units', () => unitsAnswer(scope))
  answer('kpis', () => kpisAnswer())
  answer('tasks', ({ root, limit }) => tasksAnswer(root ?? scope, now(), Number(limit), mode))
  answer('warnings', ({ root, limit }) => warningsAnswer(root ?? scope, now(), Number(limit), mode))
  answer('warnings/:id', (_query, { id }) => warningDetail(id ?? '', scope, now(), mode))
  answer('warning-pace', ({ root }) => warningPace(root ?? scope, now(), mode))
  answer('units/:code/reports', (_query, { code }) => unitReportsAnswer(code ?? scope, now(), mode))
  answer('units/:code/figures', ({ kpis }, { code }) => figuresAnswer(code ?? scope, (kpis ?? '').split(','), now(), mode))
  answer('units/:code/series', ({ kpi }, { code }) => seriesAnswer(code ?? scope, kpi ?? '', now(), mode))
  answer('units/:code/lines', ({ kpi, limit }, { code }) => linesAnswer(code ?? scope, kpi ?? '', Number(limit), now(), mode))
  answer('units/:code/projection', ({ kpi }, { code }) => projectionAnswer(code ?? scope, kpi ?? '', now(), mode))
  answer('groups', ({ root }) => groupsAnswer(root ?? scope, now(), mode))
  const playlists = new Map<string, { playlist: PlaylistInput, version: number }>([[defaultPlaylistId, { playlist: defaultPlaylist, version: 1 }]])
  let playlistsVersion = 1
  app.get('/api/v1/playlists/:id', (request, response) => {
    const { id } = request.params
    const kept = playlists.get(id)
    if (kept === undefined) { response.status(404).json({ type: 'x', title: 'x', status: 404, code: 'playlist_unavailable', detail: 'Không có.', detailEn: 'None.' }); return }
    const builtIn = id === defaultPlaylistId
    response.json(playlistDetailAnswer.parse({ playlist: { ...kept.playlist, id, version: kept.version, builtIn, owner: builtIn ? null : scope, changedAt: toLocalIso(startMs), mayEdit: false }, history: [] }))
  })
  answer('obligations/:id/race', ({ root }, { id }) => raceAnswer(id ?? '', root ?? scope, now(), mode))
  app.get('/api/v1/geometry', (_request, response) => { response.type('json').send(geometry) })
  app.use((_request, response, next) => {
    response.setHeader('content-security-policy', policy)
    next()
  })
  app.use(express.static(options.distDir))
  app.get('/wall', (_request, response) => { response.sendFile('index.html', { root: options.distDir }) })
  const http = createServer(app)
  const io = new Server<ClientEvents, ServerEvents>(http)
  const live = io.of(liveNamespace)
  /** The log's sequence, as pulses tell it; rooms count their own deltas. */
  let seq = 1_284_507, opened = 0, version = 1
  /** What moves with `changeAll`. */
  const baseOf = new Map<string, Cell>()
  const rooms = new Map<string, { watch: Watch, units: ReadonlySet<string>, base: readonly Cell[], seq: number, send: (cells: ReturnType<typeof encodeCell>[]) => void }>()
  live.on('connection', (socket) => {
    socket.on('watch', (watch, ack) => {
      const room = `${socket.id}:${opened++}`
      const units = new Set(codesOf(watch))
      const cells = [...units].flatMap((unit) => watch.kpis.flatMap((id) => { const kpi = kpiOf.get(id); return kpi === undefined ? [] : [fixtureCell(unit, kpi, now(), mode)] }))
      // a cell is the same in every room that holds it
      const base = cells.map((cell) => { const key = `${cell.unit} ${cell.kpi}`; return baseOf.get(key) ?? (baseOf.set(key, cell), cell) })
      const held = { watch, units, base, seq: 0, send: (changed: ReturnType<typeof encodeCell>[]) => {
        socket.emit('delta', packDelta({ room, epoch: 'e1', prev: held.seq, seq: ++held.seq, at: now(), cells: changed }))
      } }
      rooms.set(room, held)
      ack({ ok: true, snapshot: { room, protocol: protocolVersion, epoch: 'e1', seq: held.seq, at: now(), build: 'fixture', simulated, cells: cells.map(encodeCell) } })
    })
    socket.on('disconnect', () => { for (const room of rooms.keys()) if (room.startsWith(`${socket.id}:`)) rooms.delete(room) })
    socket.on('unwatch', ({ room }) => { rooms.delete(room) })
    socket.on('showing', (_message, ack) => { ack({ ok: true, orders: { version: 0, blank: false, address: null } }) })
    socket.on('record', (_message, ack) => { ack({ ok: true, taken: 0, refused: 0 }) })
  })
  const beat = (): NodeJS.Timeout => setInterval(() => live.emit('pulse', { epoch: 'e1', build: 'fixture', at: now(), seq, tasksVersion: version, warningsVersion: version, reportsVersion: version, playlistsVersion, linesVersion: version, backfill, simulated }), 1000)
  let pulses = beat()
  await new Promise<void>((resolve) => { http.listen(options.port ?? 0, '127.0.0.1', resolve) })
  return {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    change: (unit, id, bump) => {
      const kpi = kpiOf.get(id)
      if (kpi === undefined) return 0
      seq++
      const cell = encodeCell(fixtureCell(unit, kpi, now(), mode, bump))
      const told = [...rooms.values()].filter(({ watch, units }) => watch.kpis.includes(id) && units.has(unit))
      for (const { send } of told) send([cell])
      return told.length
    },
    rise: () => { version++ },
    renew: () => {
      seq++
      const atMs = now()
      for (const { watch, units, send } of rooms.values()) {
        send([...units].flatMap((unit) => watch.kpis.flatMap((id) => { const kpi = kpiOf.get(id); return kpi === undefined ? [] : [encodeCell(fixtureCell(unit, kpi, atMs, mode))] })))
      }
    },
    changeAll: (step) => {
      seq++
      const atMs = now()
      let sent = 0
      // the smallest first, as the product's rooms
      for (const { send, base } of [...rooms.values()].sort((a, b) => a.base.length - b.base.length)) {
        const cells = base.map((cell) => encodeCell(moved(cell, step, atMs)))
        sent += cells.length
        send(cells)
      }
      return sent
    },
    playlist: (id, playlist) => {
      if (playlist === null) playlists.delete(id)
      else playlists.set(id, { playlist, version: (playlists.get(id)?.version ?? 0) + 1 })
      playlistsVersion++
    },
    warn: (id, changes = {}) => {
      const [first] = warningsAnswer(scope, now(), 1, 'planted').warnings
      const at = toLocalIso(now())
      live.emit('warning', { epoch: 'e1', isNew: true, warning: { ...first!, severity: 'at_risk', state: 'open', shelvedUntil: null, openedAt: at, changedAt: at, ...changes, id } })
    },
    command: (command) => { for (const socket of live.sockets.values()) socket.emit('command', command, () => undefined) },
    unitsOf: (watch) => {
      const room = [...rooms.values()].find((held) => held.watch === watch)
      return room === undefined ? [] : [...room.units]
    },
    watching: () => [...rooms.values()].map(({ watch }) => watch),
    nowMs: now,
    silence: () => { clearInterval(pulses); return () => { pulses = beat() } },
    close: async () => { clearInterval(pulses); await io.close() },
  }
}
