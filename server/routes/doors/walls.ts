/** The doors of the fleet: which walls there are, what was on one at an instant, and commands to one. */
import { z } from 'zod'
import { commandAnswer, shownAnswer, wallCommand, wallsAnswer } from '../../../data/protocol/wall.ts'
import { toLocalIso } from '../../../data/time/vietnam-time.ts'
import { actorOf } from '../../access/actor.ts'
import type { DoorDeps } from '../deps.ts'
import { askedInstant, door, instantParameter, noQuery, type Door } from '../door.ts'
import { edit } from '../edit.ts'
import { jsonBody, objectCodes } from '../json-body.ts'

/** `/api/v1/walls` and what is below it. */
export function wallDoors(deps: DoorDeps): readonly Door[] {
  return [
    door({
      method: 'get', path: '/api/v1/walls', access: 'viewer', query: noQuery, answer: wallsAnswer, codes: [],
      summaryVi: 'Các màn hình lớn của phạm vi: đang hiện gì, ra sao', summaryEn: 'The walls of the scope: what they show and how they are',
      handle: ({ caller }) => ({ json: { at: toLocalIso(deps.clock.nowMs()), build: deps.build, epoch: deps.epoch, walls: deps.walls.list(caller.viewer) } }),
    }),
    door({
      method: 'get', path: '/api/v1/walls/:wall/shown', access: 'viewer', query: z.strictObject({ at: instantParameter.optional() }), answer: shownAnswer,
      codes: ['wall_unavailable', 'at_too_old', 'at_in_future'],
      summaryVi: 'Màn hình này đã hiện gì vào một thời điểm', summaryEn: 'What was on this wall at an instant',
      handle: ({ caller, params, query: { at } }) => ({
        json: deps.walls.shownAt(params['wall'] ?? '', caller.viewer, askedInstant(deps, at) ?? deps.clock.nowMs()),
      }),
    }),
    door({
      method: 'post', path: '/api/v1/walls/:wall/commands', access: 'operate', query: noQuery, body: wallCommand, answer: commandAnswer,
      codes: [...objectCodes, 'wall_unavailable', 'unit_unavailable', 'kpi_unknown', 'playlist_unavailable', 'edited_meanwhile', 'log_closed', 'log_full'],
      summaryVi: 'Ra lệnh cho một màn hình: tự xưng, tải lại, tắt, bật, chuyển cảnh', summaryEn: 'Command a wall: say who you are, reload, go dark, light up, go to a scene',
      handle: async (call) => {
        const command = await jsonBody(call, wallCommand)
        const wall = call.params['wall'] ?? ''
        const orders = edit(() => deps.walls.order(wall, command, call.caller.viewer, actorOf(call.caller, deps.live.pyramid)))
        return { json: { ...await deps.walls.deliver(wall, command), orders } }
      },
    }),
  ]
}
