import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { problem } from '../../../data/protocol/answers.ts'
import { playlistDetailAnswer, playlistRemovedAnswer, playlistsAnswer, type PlaylistInput } from '../../../data/protocol/playlist.ts'
import { TestServer, type Answer } from './support.ts'

let server: TestServer
let operate11: string, read11: string, operate12: string
beforeAll(async () => {
  server = await new TestServer().listen()
  operate11 = server.key('11', 'operate')
  read11 = server.key('11', 'read')
  operate12 = server.key('12', 'operate')
})
afterAll(() => server.close())

const item = { scene: 'map', dwellS: 30, root: '11', kpi: 'esign.documents' } as const
const plain: PlaylistInput = { nameVi: 'Giao ban Điện Biên', nameEn: '', items: [item], interrupt: { severity: 'at_risk', holdS: 20 } }
const path = '/api/v1/playlists'
const problemOf = (answer: Answer): string => { const { code, field } = problem.parse(answer.json()); return `${answer.status} ${code}${field === undefined ? '' : ` ${field}`}` }
const put = (id: string, key: string | undefined, value: unknown): Promise<Answer> => server.ask(`${path}/${id}`, { method: 'PUT', ...(key === undefined ? {} : { key }), body: JSON.stringify(value) })
const remove = (id: string, key: string | undefined, query: string): Promise<Answer> => server.ask(`${path}/${id}${query}`, { method: 'DELETE', ...(key === undefined ? {} : { key }) })
const create = async (key: string | undefined, changes: Partial<PlaylistInput> = {}): Promise<string> => (
  playlistDetailAnswer.parse((await server.post(path, key, { playlist: { ...plain, ...changes }, version: 0 })).json()).playlist.id
)

describe('the doors of the play-lists', () => {
  it('make, show, change, remove and bring back', async () => {
    const id = await create(operate11)
    const listed = playlistsAnswer.parse((await server.ask(path, { key: read11 })).json())
    expect(listed).toMatchObject({ owner: '11', playlists: [{ id: 'default', mayEdit: false }, { id, owner: '11', mayEdit: false }] })
    const changed = await put(id, operate11, { playlist: { ...plain, items: [item, { ...item, scene: 'overview' }] }, version: 1, note: 'thêm cảnh' })
    expect(playlistDetailAnswer.parse(changed.json())).toMatchObject({ playlist: { version: 2 }, history: [{ action: 'edit', note: 'thêm cảnh' }, { action: 'create' }] })
    expect(problemOf(await put(id, operate11, { playlist: plain, version: 1 }))).toBe('409 edited_meanwhile')
    expect(playlistRemovedAnswer.parse((await remove(id, operate11, '?version=2')).json())).toEqual({ id, version: 3 })
    expect(problemOf(await server.ask(`${path}/${id}`, { key: operate11 }))).toBe('404 playlist_unavailable')
    expect((await put(id, operate11, { playlist: plain, version: 3 })).json()).toMatchObject({ playlist: { version: 4 } })
  })

  it('refuse what is wrong with its field and what would be right', async () => {
    const post = async (changes: object, more: object = {}): Promise<string> => problemOf(await server.post(path, operate11, { playlist: { ...plain, ...changes }, version: 0, ...more }))
    expect(await post({ items: [] })).toBe('400 field_invalid playlist.items')
    expect(await post({ items: [item, { ...item, dwellS: 4 }] })).toBe('400 field_invalid playlist.items.1.dwellS')
    expect(await post({ items: [{ ...item, root: '33' }] })).toBe('400 field_invalid playlist.items.0.root')
    expect(await post({ items: [{ ...item, extra: 1 }] })).toBe('400 body_invalid playlist.items.0.extra')
    expect(await post({ nameVi: 'x' })).toBe('400 field_invalid playlist.nameVi')
    expect(await post({}, { version: 3 })).toBe('409 edited_meanwhile')
    expect(problemOf(await remove('default', undefined, ''))).toBe('400 parameter_missing version')
    for (const query of ['?version=0', '?version=x', '?version=-1']) expect(problemOf(await remove('default', undefined, query))).toBe('400 parameter_invalid version')
    expect(problemOf(await remove('default', undefined, '?version=1'))).toBe('409 act_impossible')
  })

  it('who may not operate looks only', async () => {
    expect(problemOf(await server.post(path, read11, { playlist: plain, version: 0 }))).toBe('403 operate_role')
    expect(problemOf(await put('default', read11, { playlist: plain, version: 1 }))).toBe('403 operate_role')
    expect(problemOf(await remove('default', read11, '?version=1'))).toBe('403 operate_role')
  })

  it('one of another unit gets the bytes of one that there is not, over every method', async () => {
    const id = await create(operate11, { nameVi: 'Chỉ của Điện Biên' })
    for (const key of [operate12, server.key('03127', 'operate'), undefined]) {
      const call = async (method: 'GET' | 'PUT' | 'DELETE', of: string): Promise<string> => {
        const answer = method === 'GET' ? await server.ask(`${path}/${of}`, key === undefined ? {} : { key })
          : method === 'PUT' ? await put(of, key, { playlist: { ...plain, items: [{ ...item, root: null }] }, version: 1 }) : await remove(of, key, '?version=1')
        return `${answer.status} ${answer.text}`
      }
      for (const method of ['GET', 'PUT', 'DELETE'] as const) expect(await call(method, id)).toBe(await call(method, 'p-000000000000'))
      const listed = await server.ask(path, key === undefined ? {} : { key })
      expect(listed.text).not.toContain('Chỉ của Điện Biên')
    }
  })

  it('stand in the OpenAPI document', async () => {
    const { paths } = (await server.ask('/api/openapi.json')).json() as { paths: Record<string, object> }
    expect([Object.keys(paths[path]!), Object.keys(paths[`${path}/{id}`]!)]).toEqual([['get', 'post'], ['get', 'put', 'delete']])
  })
})
