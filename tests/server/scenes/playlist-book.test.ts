import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import type { KeyRole } from '../../../data/access/scope.ts'
import { measures } from '../../../data/kpis/catalogue.ts'
import { defaultPlaylist } from '../../../data/playlists/default-playlist.ts'
import { maxPlaylists, playlistAnswer, playlistDetailAnswer, type PlaylistInput } from '../../../data/protocol/playlist.ts'
import { buildPyramid } from '../../../data/pyramid/pyramid.ts'
import { officialUnits } from '../../../data/units/official-units.ts'
import { maxParamLength, type DomainError } from '../../../server/errors.ts'
import { Ledger, type Actor } from '../../../server/log/ledger.ts'
import { SqliteLog } from '../../../server/log/sqlite-log.ts'
import { PlaylistBook, type PlaylistSeer } from '../../../server/scenes/playlist-book.ts'

const pyramid = buildPyramid(officialUnits)
const item = { scene: 'map', dwellS: 30, root: null, kpi: null } as const
const plain: PlaylistInput = { nameVi: 'Giao ban', nameEn: '', items: [item], interrupt: { severity: 'at_risk', holdS: 20 } }
const as = (code: string, role: KeyRole = 'operate'): PlaylistSeer => ({ scope: pyramid.indexOf(code)!, role })
const by = (unit: string): Actor => ({ kind: 'key', unit, keyId: 7 })

class World {
  readonly dir = mkdtempSync(join(tmpdir(), 'thap-playlists-'))
  log!: SqliteLog
  ledger!: Ledger
  book!: PlaylistBook
  constructor() { this.open() }
  open(builtIn?: PlaylistInput): void {
    const clock = { nowMs: () => Date.parse('2026-11-21T14:05:00+07:00') }
    this.log = new SqliteLog({ runtimeDir: this.dir, unitCodes: officialUnits.map(({ code }) => code), kpis: measures, clock, onFatal: (error) => { throw error } })
    this.ledger = new Ledger(this.log, clock)
    this.book = new PlaylistBook({ ledger: this.ledger, pyramid, kpis: measures, ...(builtIn === undefined ? {} : { builtIn }) })
  }
  async again(builtIn?: PlaylistInput): Promise<void> {
    await this.log.close()
    this.open(builtIn)
  }
  names(seer: PlaylistSeer): string[] { return this.book.list(seer).map(({ nameVi }) => nameVi) }
}

const worlds: World[] = []
const newWorld = (): World => { const world = new World(); worlds.push(world); return world }
afterEach(async () => { for (const { log, dir } of worlds.splice(0)) { await log.close(); rmSync(dir, { recursive: true }) } })
const code = (run: () => unknown): string => { try { run() } catch (error) { return (error as DomainError).code } return 'none' }

describe('the product\'s own play-list', () => {
  it('is there once, for every viewer, and follows the product until a person changed it', async () => {
    const w = newWorld()
    expect(w.book.list(as('03127', 'read'))).toMatchObject([{ id: 'default', version: 1, builtIn: true, owner: null, mayEdit: false }])
    await w.again()
    expect(w.book.list(as('TW'))).toHaveLength(1)
    await w.again({ ...defaultPlaylist, items: [item] })
    expect(w.book.detail('default', as('TW')).playlist).toMatchObject({ version: 2, items: [item] })
    w.book.update('default', { ...defaultPlaylist, items: [item, item] }, 2, by('TW'), as('TW'), null)
    await w.again()
    expect(w.book.detail('default', as('TW')).playlist).toMatchObject({ version: 3, items: [item, item] })
  })
  it('is never removed, keeps its names, names no unit, and only the centre changes it', () => {
    const w = newWorld()
    expect(code(() => w.book.remove('default', 1, by('TW'), as('TW')))).toBe('act_impossible')
    expect(code(() => w.book.update('default', { ...defaultPlaylist, nameVi: 'Khác hẳn' }, 1, by('TW'), as('TW'), null))).toBe('field_invalid')
    expect(code(() => w.book.update('default', { ...defaultPlaylist, items: [{ ...item, root: '11' }] }, 1, by('TW'), as('TW'), null))).toBe('field_invalid')
    expect(code(() => w.book.update('default', defaultPlaylist, 1, by('11'), as('11'), null))).toBe('act_impossible')
  })
})

describe('a play-list of a unit', () => {
  it('is made, changed, removed and brought back, each an act with who, when, before and after', async () => {
    const w = newWorld()
    const id = w.book.create({ ...plain, nameVi: '  Giao ban sáng ' }, by('11'), as('11'), 'cho phòng họp')
    w.book.update(id, { ...plain, nameVi: 'Giao ban chiều' }, 1, by('11'), as('11'), null)
    expect(w.book.remove(id, 2, by('11'), as('11'))).toEqual({ id, version: 3 })
    expect([w.names(as('11')), code(() => w.book.detail(id, as('11')))]).toEqual([[defaultPlaylist.nameVi], 'playlist_unavailable'])
    await w.again()
    expect(code(() => w.book.detail(id, as('11')))).toBe('playlist_unavailable')
    expect(code(() => w.book.update(id, plain, 2, by('11'), as('11'), null))).toBe('edited_meanwhile')
    w.book.update(id, plain, 3, by('11'), as('11'), null)
    const told = w.book.detail(id, as('11'))
    expect(playlistDetailAnswer.parse(told)).toEqual(told)
    expect(told.history.map(({ action, unit, keyId, note }) => [action, unit, keyId, note])).toEqual([
      ['restore', '11', 7, null], ['remove', '11', 7, null], ['edit', '11', 7, null], ['create', '11', 7, 'cho phòng họp'],
    ])
    expect(told.history[2]?.changes).toEqual([{ field: 'nameVi', before: 'Giao ban sáng', after: 'Giao ban chiều' }])
    expect(w.ledger.verify()).toMatchObject({ brokenAt: null, cutRecord: null })
  })
  it('is not overwritten by whoever edited an older version', () => {
    const w = newWorld()
    const id = w.book.create(plain, by('11'), as('11'), null)
    w.book.update(id, { ...plain, nameVi: 'Của người trước' }, 1, by('11'), as('11'), null)
    expect(code(() => w.book.update(id, plain, 1, by('11'), as('11'), null))).toBe('edited_meanwhile')
    expect(code(() => w.book.remove(id, 1, by('11'), as('11')))).toBe('edited_meanwhile')
    expect(w.book.detail(id, as('11')).playlist.nameVi).toBe('Của người trước')
  })
  it('with a problem is not stored, and the words fit whole into the refusal', () => {
    const w = newWorld()
    const wrong: Partial<PlaylistInput>[] = [{ items: [item, { ...item, root: '33' }] }, { items: [{ ...item, kpi: 'no.such' }] }, { items: [{ ...item, scene: 'reports', kpi: 'esign.documents' }] }, { nameVi: 'gọi 0912345678' }]
    for (const changes of wrong) {
      try { w.book.create({ ...plain, ...changes }, by('11'), as('11'), null); expect.unreachable() } catch (error) {
        const { code: kind, details } = error as DomainError
        expect([kind, details.field?.startsWith('playlist.')]).toEqual(['field_invalid', true])
        for (const why of [details.params?.['whyVi'], details.params?.['whyEn']]) expect(String(why).length).toBeLessThanOrEqual(maxParamLength)
      }
    }
    expect(w.book.list(as('11'))).toHaveLength(1)
  })
  it(`a unit has ${maxPlaylists} of them and not one more, whatever other units have; one that was removed makes room`, () => {
    const w = newWorld()
    const ids = Array.from({ length: maxPlaylists }, (_, i) => w.book.create({ ...plain, nameVi: `Danh sách ${i}` }, by('11'), as('11'), null))
    expect(code(() => w.book.create(plain, by('11'), as('11'), null))).toBe('act_impossible')
    expect(code(() => w.book.create(plain, by('12'), as('12'), null))).toBe('none')
    w.book.remove(ids[0]!, 1, by('11'), as('11'))
    w.book.create(plain, by('11'), as('11'), null)
    expect(code(() => w.book.update(ids[0]!, plain, 2, by('11'), as('11'), null))).toBe('act_impossible')
  })
})

describe('play-lists and the scope (law 8)', () => {
  it('those of another unit, above, beside or below, are as if they were not', () => {
    const w = newWorld()
    const own = w.book.create(plain, by('11'), as('11'), null)
    const others = ['TW', '12', '03127'].map((unit) => w.book.create({ ...plain, nameVi: `Của ${unit}` }, by(unit), as(unit), null))
    expect(w.names(as('11', 'read'))).toEqual([defaultPlaylist.nameVi, 'Giao ban'])
    expect(w.names(as('TW'))).toEqual([defaultPlaylist.nameVi, 'Của TW'])
    for (const id of [...others, 'p-nothing', '']) {
      for (const call of [() => w.book.detail(id, as('11')), () => w.book.update(id, plain, 1, by('11'), as('11'), null), () => w.book.remove(id, 1, by('11'), as('11'))]) expect(code(call)).toBe('playlist_unavailable')
    }
    for (const one of w.book.list(as('11'))) expect(playlistAnswer.parse(one)).toEqual(one)
    expect(w.book.detail(own, as('11', 'read')).playlist.mayEdit).toBe(false)
  })
  it('the history of the default one, with the notes of the centre, is told to the centre alone', () => {
    const w = newWorld()
    w.book.update('default', { ...defaultPlaylist, items: [item] }, 1, by('TW'), as('TW'), 'vì Nghệ An')
    expect(w.book.detail('default', as('TW')).history).toHaveLength(2)
    expect(w.book.detail('default', as('11')).history).toEqual([])
  })
  it('the version of a scope rises by what its viewers see, and by nothing else', () => {
    const w = newWorld()
    const versions = (): number[] => ['TW', '11', '03127'].map((unit) => w.book.version(pyramid.indexOf(unit)!))
    const before = versions()
    const id = w.book.create(plain, by('11'), as('11'), null)
    expect(versions()).toEqual([before[0], before[1]! + 1, before[2]])
    w.book.remove(id, 1, by('11'), as('11'))
    expect(versions()).toEqual([before[0], before[1]! + 2, before[2]])
    w.book.update('default', { ...defaultPlaylist, items: [item] }, 1, by('TW'), as('TW'), null)
    expect(versions()).toEqual([before[0]! + 1, before[1]! + 3, before[2]! + 1])
  })
})
