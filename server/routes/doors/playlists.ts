/** The doors of the play-lists: look (any viewer) and edit (whoever may operate), those of the caller's own unit and the product's own. */
import { z } from 'zod'
import { playlistChange, playlistDetailAnswer, playlistRemovedAnswer, playlistsAnswer } from '../../../data/protocol/playlist.ts'
import { actorOf } from '../../access/actor.ts'
import type { Caller } from '../../access/key-ring.ts'
import type { ErrorCode } from '../../error-kinds.ts'
import { DomainError } from '../../errors.ts'
import { textOf } from '../../watch/tasks/task-checks.ts'
import type { DoorDeps } from '../deps.ts'
import { door, noQuery, type Door, type Reply } from '../door.ts'
import { edit } from '../edit.ts'
import { jsonBody, objectCodes } from '../json-body.ts'

const editCodes: readonly ErrorCode[] = ['log_closed', 'log_full', 'act_impossible', 'edited_meanwhile']

function noteOf(note: string | undefined): string | null {
  return note === undefined || note.trim() === '' ? null : textOf('note', note)
}

/** `/api/v1/playlists` and what is below it. Edits answer with the state after them; `POST` wants `version` 0. */
export function playlistDoors({ playlists, live: { pyramid } }: DoorDeps): readonly Door[] {
  const detail = (caller: Caller, id: string): Reply => ({ json: playlists.detail(id, caller.viewer) })
  return [
    door({
      method: 'get', path: '/api/v1/playlists', access: 'viewer', query: noQuery, answer: playlistsAnswer, codes: [],
      summaryVi: 'Danh sách trình chiếu của đơn vị và danh sách mặc định', summaryEn: 'Play-lists of the unit, and the default one',
      handle: ({ caller }) => ({ json: { owner: pyramid.units[caller.viewer.scope]!.code, playlists: playlists.list(caller.viewer) } }),
    }),
    door({
      method: 'get', path: '/api/v1/playlists/:id', access: 'viewer', query: noQuery, answer: playlistDetailAnswer, codes: ['playlist_unavailable'],
      summaryVi: 'Một danh sách trình chiếu với mọi lần sửa', summaryEn: 'One play-list with every change of it',
      handle: ({ caller, params }) => detail(caller, params['id'] ?? ''),
    }),
    door({
      method: 'post', path: '/api/v1/playlists', access: 'operate', query: noQuery, body: playlistChange, answer: playlistDetailAnswer, codes: [...objectCodes, ...editCodes],
      summaryVi: 'Thêm một danh sách trình chiếu', summaryEn: 'Add a play-list',
      handle: async (call) => {
        const { playlist, version, note } = await jsonBody(call, playlistChange)
        if (version !== 0) throw new DomainError('edited_meanwhile')
        const id = edit(() => playlists.create(playlist, actorOf(call.caller, pyramid), call.caller.viewer, noteOf(note)))
        return detail(call.caller, id)
      },
    }),
    door({
      method: 'put', path: '/api/v1/playlists/:id', access: 'operate', query: noQuery, body: playlistChange, answer: playlistDetailAnswer, codes: [...objectCodes, ...editCodes, 'playlist_unavailable'],
      summaryVi: 'Sửa một danh sách trình chiếu, hoặc lấy lại danh sách vừa xóa', summaryEn: 'Change a play-list, or bring back one that was removed',
      handle: async (call) => {
        const id = call.params['id'] ?? ''
        const { playlist, version, note } = await jsonBody(call, playlistChange)
        edit(() => { playlists.update(id, playlist, version, actorOf(call.caller, pyramid), call.caller.viewer, noteOf(note)) })
        return detail(call.caller, id)
      },
    }),
    door({
      method: 'delete', path: '/api/v1/playlists/:id', access: 'operate', query: z.strictObject({ version: z.string().regex(/^[1-9]\d{0,8}$/).transform(Number) }), answer: playlistRemovedAnswer, codes: [...editCodes, 'playlist_unavailable'],
      summaryVi: 'Xóa một danh sách trình chiếu; danh sách mặc định thì không', summaryEn: 'Remove a play-list; never the default one',
      handle: ({ caller, params, query: { version } }) => ({ json: edit(() => playlists.remove(params['id'] ?? '', version, actorOf(caller, pyramid), caller.viewer)) }),
    }),
  ]
}
