import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Viewer } from '../../../data/access/scope.ts'
import { problem } from '../../../data/protocol/answers.ts'
import { playlistDetailAnswer } from '../../../data/protocol/playlist.ts'
import { commandAnswer, shownAnswer, showing, wallsAnswer, type Showing, type WallCommand } from '../../../data/protocol/wall.ts'
import { wallRecord, type OwnSpan, type WallRecord } from '../../../data/protocol/wall-record.ts'
import { dimShape, mostHandedSpans, mostKioskRecoveries, mostWallsOfUnit, ownAheadMs, ownRecordMs, wallAwayMs } from '../../../data/protocol/wall-terms.ts'
import { maxFutureMs } from '../../../data/readings/reading.ts'
import { toLocalIso } from '../../../data/time/vietnam-time.ts'
import { maxMessageBytes } from '../../../server/publish/live-deps.ts'
import { pyramid, TestServer } from './support.ts'

let server: TestServer
let operate11: string, read11: string, read12: string
const sent: (readonly [string, WallCommand])[] = []
const viewer = (code: string): Viewer => ({ kind: 'key', scope: pyramid.indexOf(code)!, role: 'read', keyId: 1 })
const said = (rest: Partial<Showing> = {}, scene = 'overview', root = '11'): Showing => ({
  wall: 'hall-a', screen: { scene, root, kpi: null, playlist: null, held: false, blank: false, kept: false }, epoch: 'e', seq: 4,
  page: { openedMs: 1, build: 'b', width: 3840, height: 2160, frameMs: 16.6, heapMb: 80, faults: 0, reloads: 0, kiosk: null }, ...rest,
})
const own = (fromMs: number, untilMs: number, rest: Partial<OwnSpan> = {}, scene = 'map'): OwnSpan => ({
  fromMs, untilMs, openedMs: 1, build: 'b', screen: { scene, root: '11', kpi: null, playlist: null, held: false, blank: false, kept: true }, epoch: 'e', seq: 4, untilSeq: 4, ...rest,
})
const record = (spans: OwnSpan[], rest: Partial<WallRecord> = {}): WallRecord => ({ wall: 'hall-a', dropped: 0, spans, ...rest })
const nowhere = { scene: null, root: null, kpi: null, playlist: null, dim: null }
const codeOf = (answer: { status: number; json(): unknown }): string => {
  if (answer.status < 400) return 'ok'
  const { status, code, field } = problem.parse(answer.json())
  return field === undefined ? `${status} ${code}` : `${status} ${code} ${field}`
}
const list = async (key: string) => wallsAnswer.parse((await server.ask('/api/v1/walls', { key })).json()).walls
const command = (wall: string, body: unknown, key: string) => server.post(`/api/v1/walls/${wall}/commands`, key, body)

beforeAll(async () => {
  server = await new TestServer().listen()
  operate11 = server.key('11', 'operate')
  read11 = server.key('11', 'read')
  read12 = server.key('12', 'read')
  server.walls.sendBy(async (socketId, order) => { sent.push([socketId, order]); return socketId === 'good' })
  server.walls.heard('good', viewer('11'), said())
})
afterAll(() => server.close())

describe('the doors of the fleet', () => {
  it('tell which walls there are and what they show', async () => {
    const [wall] = await list(read11)
    expect(wall).toMatchObject({ wall: '11~hall-a', unit: '11', connected: true, pages: 1, openings24h: 1, mayCommand: false, screen: { scene: 'overview', root: '11' }, orders: { version: 0, blank: false, address: null } })
  })
  it('tell the sequence that a wall said last, and none where it said none', async () => {
    server.walls.heard('good', viewer('11'), said({ seq: 1_534_030 }))
    expect((await list(read11))[0]).toMatchObject({ epoch: 'e', seq: 1_534_030 })
    server.walls.heard('good', viewer('11'), said({ seq: null }))
    expect((await list(read11))[0]).toMatchObject({ seq: null })
  })
  it('say that a wall is away beyond the bound of silence, not at it', async () => {
    server.walls.heard('good', viewer('11'), said())
    server.pass(wallAwayMs)
    expect((await list(read11))[0]).toMatchObject({ connected: true })
    server.pass(1)
    expect((await list(read11))[0]).toMatchObject({ connected: false, pages: 0 })
    server.walls.heard('good', viewer('11'), said())
  })
  it('answer what was on a wall at an instant', async () => {
    const fromMs = server.nowMs
    server.walls.heard('good', viewer('11'), said({}, 'matrix'))
    server.pass(10_000)
    server.walls.heard('good', viewer('11'), said({}, 'tasks'))
    const at = (ms: number): string => `/api/v1/walls/11~hall-a/shown?at=${encodeURIComponent(toLocalIso(ms))}`
    expect(shownAnswer.parse((await server.ask(at(fromMs + 5_000), { key: read11 })).json())).toMatchObject({ span: { screen: { scene: 'matrix' } }, after: { screen: { scene: 'tasks' } } })
    expect(shownAnswer.parse((await server.ask(at(Date.parse('2026-01-05T09:12:00+07:00')), { key: read11 })).json())).toMatchObject({ span: null, before: null })
    expect(codeOf(await server.ask(at(Date.parse('2019-01-05T09:12:00+07:00')), { key: read11 }))).toBe('400 at_too_old at')
    expect(codeOf(await server.ask(at(server.nowMs + maxFutureMs + 1_000), { key: read11 }))).toBe('400 at_in_future at')
    // ahead of the server's clock, but no more than clocks may differ: the present, and the answer says so
    for (const aheadMs of [0, 100_000, maxFutureMs]) {
      expect(shownAnswer.parse((await server.ask(at(server.nowMs + aheadMs), { key: read11 })).json())).toMatchObject({ at: toLocalIso(server.nowMs), span: { screen: { scene: 'tasks' } } })
    }
  })
  it('answer of a time in which the server was away what the wall tells of it afterwards, and say so', async () => {
    const lostMs = server.nowMs
    server.walls.heard('good', viewer('11'), said({}, 'tasks'))
    server.pass(120_000)
    const handed = record([own(lostMs + 1_000, lostMs + 60_000), own(lostMs + 60_000, lostMs + 120_000, {}, 'matrix')], { dropped: 2 })
    expect(server.walls.handedIn(viewer('11'), handed)).toEqual({ taken: 2, refused: 0 })
    const toldAt = toLocalIso(server.nowMs)
    server.walls.heard('good', viewer('11'), said({}, 'matrix'))
    server.pass(5_000)
    expect(server.walls.handedIn(viewer('11'), handed), 'handed in twice').toEqual({ taken: 0, refused: 0 })
    const at = async (ms: number) => shownAnswer.parse((await server.ask(`/api/v1/walls/11~hall-a/shown?at=${encodeURIComponent(toLocalIso(ms))}`, { key: read11 })).json())
    expect(await at(lostMs + 30_000)).toMatchObject({ span: { screen: { scene: 'map', kept: true }, epoch: 'e', seq: 4, told: { at: toldAt, dropped: 2 } } })
    expect(await at(lostMs + 90_000)).toMatchObject({ span: { screen: { scene: 'matrix' }, told: { at: toldAt, dropped: 0 } }, before: { screen: { scene: 'map' } }, after: { told: null } })
    expect(await at(lostMs)).toMatchObject({ span: { screen: { scene: 'tasks' }, told: null } })
  })
  it('take of a record no span beyond its bounds: too old, in the future, of a unit outside', () => {
    server.pass(3 * ownRecordMs)
    const nowMs = server.nowMs
    const one = (span: OwnSpan) => server.walls.handedIn(viewer('11'), record([span], { wall: 'hall-r' }))
    const good = { taken: 1, refused: 0 }, refused = { taken: 0, refused: 1 }
    expect(one(own(nowMs - ownRecordMs - 1, nowMs - ownRecordMs + 10))).toEqual(refused)
    expect(one(own(nowMs - ownRecordMs, nowMs - ownRecordMs + 10))).toEqual(good)
    expect(one(own(nowMs - 2_000, nowMs + ownAheadMs + 1))).toEqual(refused)
    expect(one(own(nowMs, nowMs + 1_000)), 'nothing of it has been').toEqual(refused)
    expect(one({ ...own(nowMs - 9_000, nowMs - 8_000), screen: { ...own(1, 2).screen, root: '12' } })).toEqual(refused)
    expect(one(own(nowMs - 2_000, nowMs + ownAheadMs))).toEqual(good)
    expect(server.walls.shownAt('11~hall-r', viewer('11'), nowMs).span?.until, 'cut at the present').toBe(toLocalIso(nowMs))
  })
  it('make no wall known by a record of which nothing is good, nor take one whose sequence runs backwards', async () => {
    const now = server.nowMs
    expect(server.walls.handedIn(viewer('11'), record([own(1, 2)], { wall: 'ghost' }))).toEqual({ taken: 0, refused: 1 })
    expect(server.walls.handedIn(viewer('11'), record([own(now - 5_000, now - 1_000, { seq: 9, untilSeq: 8 })], { wall: 'ghost' }))).toEqual({ taken: 0, refused: 1 })
    expect((await list(read11)).map(({ wall }) => wall)).not.toContain('11~ghost')
  })
  it('leave room for others, whatever one unit takes', () => {
    const name = (i: number): string => `wall-${i}`
    for (let i = 0; i < mostWallsOfUnit; i++) expect(server.walls.heard(`s${i}`, viewer('14'), { ...said({}, 'overview', '14'), wall: name(i) })).toMatchObject({ orders: {} })
    expect(server.walls.heard('more', viewer('14'), { ...said({}, 'overview', '14'), wall: name(mostWallsOfUnit) })).toBe('too_many_walls')
    expect(server.walls.heard('again', viewer('14'), { ...said({}, 'overview', '14'), wall: name(0) })).toMatchObject({ orders: {} })
    for (const unit of ['15', 'TW']) expect(server.walls.heard('other', viewer(unit), { ...said({}, 'overview', unit), wall: 'hall' })).toMatchObject({ orders: {} })
  })
  it('take only a record that a wall may hand in', () => {
    const spans = (n: number): OwnSpan[] => Array.from({ length: n }, (_, i) => own(1_000 * i, 1_000 * (i + 1)))
    const good: readonly WallRecord[] = [record(spans(1)), record(spans(mostHandedSpans)), record([own(0, 5), own(9, 12)]), record([own(0, 5, { seq: null, untilSeq: null, epoch: '' })])]
    const bad: readonly unknown[] = [
      record([]), record(spans(mostHandedSpans + 1)), record([own(5, 5)]), record([own(6, 5)]), record([own(0, 5), own(4, 9)]), record([own(5, 9), own(0, 4)]), record([own(-1, 5)]), record([own(0.5, 5)]),
      record(spans(1), { dropped: -1 }), record(spans(1), { wall: 'x' }), { ...record(spans(1)), extra: 1 }, record([{ ...own(0, 5), more: 1 } as OwnSpan]), record([own(0, 5, { build: 'x'.repeat(65) })]),
    ]
    for (const one of good) expect(wallRecord.safeParse(one).success, JSON.stringify(one).slice(0, 200)).toBe(true)
    for (const one of bad) expect(wallRecord.safeParse(one).success, JSON.stringify(one).slice(0, 200)).toBe(false)
    const long = { scene: 'x'.repeat(32), root: 'x'.repeat(32), kpi: 'x'.repeat(64), playlist: 'x'.repeat(64), held: false, blank: false, kept: false }
    const longest = Array.from({ length: mostHandedSpans }, () => own(1.7e12, 1.8e12, { openedMs: 1.7e12 + 0.123, build: 'x'.repeat(64), epoch: 'x'.repeat(64), seq: 2 ** 53 - 1, untilSeq: 2 ** 53 - 1, screen: long }))
    expect(JSON.stringify(record(longest)).length, 'fits into one message').toBeLessThan(maxMessageBytes)
  })
  it('carry commands to every page of a wall and record who gave them', async () => {
    sent.length = 0
    expect(commandAnswer.parse((await command('11~hall-a', { kind: 'identify' }, operate11)).json())).toMatchObject({ delivered: true, done: true, orders: { version: 1, blank: false } })
    server.walls.heard('deaf', viewer('11'), said())
    expect(commandAnswer.parse((await command('11~hall-a', { kind: 'blank' }, operate11)).json())).toMatchObject({ delivered: true, done: false, orders: { version: 2, blank: true } })
    server.walls.gone('deaf')
    expect(sent.map(([socket, { kind }]) => `${socket} ${kind}`)).toEqual(['good identify', 'good blank', 'deaf blank'])
    const address = { scene: 'map', root: '11', kpi: null, playlist: null, dim: '22:00-06:00/40' }
    expect(commandAnswer.parse((await command('11~hall-a', { kind: 'show', address }, operate11)).json()).orders).toEqual({ version: 3, blank: true, address })
    expect(commandAnswer.parse((await command('11~hall-a', { kind: 'light' }, operate11)).json()).orders).toMatchObject({ blank: false, address })
    expect(server.ledger.history('wall', '11~hall-a').map(({ action, actor }) => `${action} ${actor.unit}`)).toEqual(['light 11', 'show 11', 'blank 11', 'identify 11'])
    expect(server.walls.heard('good', viewer('11'), said())).toMatchObject({ orders: { version: 4, address } })
  })
  it('say that a wall is not linked, and keep the order for it', async () => {
    server.walls.heard('gone', viewer('11'), said({ wall: 'hall-b' }))
    server.walls.gone('gone')
    expect(commandAnswer.parse((await command('11~hall-b', { kind: 'blank' }, operate11)).json())).toMatchObject({ delivered: false, done: false, orders: { blank: true } })
  })
  it('refuse what is not a command, and who may not give one', async () => {
    const bad: readonly (readonly [unknown, string])[] = [
      [{ kind: 'explode' }, '400 field_invalid kind'], [{ kind: 'identify', more: 1 }, '400 body_invalid more'], [{}, '400 field_invalid kind'],
      [{ kind: 'show', address: { scene: '../x', root: null, kpi: null, playlist: null, dim: null } }, '400 field_invalid address.scene'],
      [{ kind: 'show', address: { scene: null, root: null, kpi: null, playlist: null, dim: '25:00-06:00/40' } }, '400 field_invalid address.dim'],
      ...['22:00-22:00/40', '00:00-00:00/90', '22:00-06:00/19', '22:00-06:00/91', '22:00-06:00'].map((dim) => [{ kind: 'show', address: { ...nowhere, dim } }, '400 field_invalid address.dim'] as const),
      [{ kind: 'show', address: { ...nowhere, root: '12' } }, '404 unit_unavailable address.root'],
      [{ kind: 'show', address: { ...nowhere, scene: 'nope' } }, '400 field_invalid address.scene'],
      [{ kind: 'show', address: { ...nowhere, kpi: 'nope' } }, '404 kpi_unknown address.kpi'],
      [{ kind: 'show', address: { ...nowhere, playlist: 'nope' } }, '404 playlist_unavailable address.playlist'],
    ]
    const before = server.ledger.history('wall', '11~hall-a').length
    for (const [body, said] of bad) expect(codeOf(await command('11~hall-a', body, operate11)), JSON.stringify(body)).toBe(said)
    expect((await command('11~hall-a', { kind: 'show', address: { ...nowhere, dim: '22:00-22:00/40' } }, operate11)).text).toContain('đến giờ khác với từ giờ')
    expect(codeOf(await command('11~hall-a', { kind: 'identify' }, read11))).toBe('403 operate_role')
    expect(server.ledger.history('wall', '11~hall-a')).toHaveLength(before)
  })
  it('send a wall to a play-list and a KPI that it can show, and to no list of another unit', async () => {
    const list = (owner: string) => server.post('/api/v1/playlists', owner, { playlist: { nameVi: 'Sảnh', nameEn: '', interrupt: { severity: 'off', holdS: 5 }, items: [{ scene: 'tasks', dwellS: 30, root: null, kpi: null }] }, version: 0 })
    const { id: own } = playlistDetailAnswer.parse((await list(operate11)).json()).playlist
    const { id: other } = playlistDetailAnswer.parse((await list(server.key('12', 'operate'))).json()).playlist
    for (const [address, said] of [
      [{ playlist: 'default' }, 'ok'], [{ playlist: own }, 'ok'], [{ playlist: other }, '404 playlist_unavailable address.playlist'],
      [{ scene: 'map', kpi: 'esign.documents' }, 'ok'],
    ] as const) expect(codeOf(await command('11~hall-a', { kind: 'show', address: { ...nowhere, ...address } }, operate11)), JSON.stringify(address)).toBe(said)
  })
  it('tell another province nothing: unknown and outside answer alike', async () => {
    expect(await list(read12)).toEqual([])
    const [outside, unknown] = await Promise.all([server.ask('/api/v1/walls/11~hall-a/shown', { key: read12 }), server.ask('/api/v1/walls/11~hall-z/shown', { key: read12 })])
    expect([outside.status, outside.text]).toEqual([unknown.status, unknown.text])
    const operate12 = server.key('12', 'operate')
    expect((await command('11~hall-a', { kind: 'blank' }, operate12)).text).toBe((await command('11~no-such', { kind: 'blank' }, operate12)).text)
    expect(server.walls.heard('spy', viewer('12'), said())).toBe('unit_unavailable')
    // the same name in another office is another wall, with orders of its own
    expect(server.walls.heard('other', viewer('12'), said({}, 'overview', '12'))).toMatchObject({ orders: { version: 0, address: null } })
  })
  it('take only what a wall may say', () => {
    expect(showing.safeParse(said()).success).toBe(true)
    for (const wall of ['ab', 'x'.repeat(41), 'Hall', 'a_b', '-ab', 'ab-']) expect(showing.safeParse(said({ wall })).success, wall).toBe(false)
    for (const wall of ['abc', 'x'.repeat(40)]) expect(showing.safeParse(said({ wall })).success, wall).toBe(true)
    expect(showing.safeParse({ ...said(), extra: 1 }).success).toBe(false)
    for (const dim of ['22:00-06:00/20', '22:00-06:00/90', '22:00-22:01/40', '00:00-23:59/89']) expect(dimShape.test(dim), dim).toBe(true)
  })
  it('take of a supervisor only what it may say, and of a page from before nothing', () => {
    const kiosk = (rest: object) => showing.safeParse(said({ page: { ...said().page, kiosk: { sinceMs: 1, recoveries: 2, lastMs: 5, lastReason: 'tab_crashed', ...rest } } as Showing['page'] })).success
    for (const rest of [{}, { recoveries: mostKioskRecoveries }, { recoveries: 0, lastMs: null, lastReason: null }]) expect(kiosk(rest), JSON.stringify(rest)).toBe(true)
    for (const rest of [{ recoveries: mostKioskRecoveries + 1 }, { recoveries: -1 }, { recoveries: 1.5 }, { lastReason: 'bored' }, { lastMs: null }, { lastReason: null }, { recoveries: 0 }, { sinceMs: -1 }, { more: 1 }]) expect(kiosk(rest), JSON.stringify(rest)).toBe(false)
    const { kiosk: _, ...page } = said().page
    expect(showing.parse({ ...said(), page }).page.kiosk).toBeNull()
  })
})
