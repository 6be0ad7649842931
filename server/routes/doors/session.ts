/** `GET /api/v1/session`: who the server takes the caller for. */
import { sessionAnswer, type SessionAnswer } from '../../../data/protocol/answers.ts'
import { protocolVersion } from '../../../data/protocol/version.ts'
import type { DoorDeps } from '../deps.ts'
import { door, noQuery, type Door } from '../door.ts'

/** See the header. */
export function sessionDoor(deps: DoorDeps): Door {
  return door({
    method: 'get', path: '/api/v1/session', access: 'viewer', query: noQuery, answer: sessionAnswer, codes: [],
    summaryVi: 'Phiên: người xem, phạm vi, bản dựng', summaryEn: 'The session: viewer, scope, build',
    handle: ({ caller: { viewer } }) => {
      const json: SessionAnswer = {
        viewer: viewer.kind, role: viewer.role, scope: deps.live.pyramid.units[viewer.scope]!.code,
        build: deps.build, protocol: protocolVersion, epoch: deps.epoch, simulated: deps.log.simulated, mode: deps.mode,
      }
      return { json }
    },
  })
}
