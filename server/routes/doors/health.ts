/** Doors for those who keep the server alive: is the process there, may it be asked, what does it count. */
import { z } from 'zod'
import { DomainError } from '../../errors.ts'
import type { DoorDeps } from '../deps.ts'
import { door, noQuery, type Door } from '../door.ts'

const alive = z.strictObject({ status: z.literal('ok') })

/** `/healthz`, `/readyz`, `/metrics`. */
export function healthDoors(deps: DoorDeps): readonly Door[] {
  return [
    door({
      method: 'get', path: '/healthz', access: 'open', query: noQuery, answer: alive, codes: [],
      summaryVi: 'Tiến trình còn sống', summaryEn: 'The process is alive',
      handle: () => ({ json: { status: 'ok' } }),
    }),
    door({
      method: 'get', path: '/readyz', access: 'open', query: noQuery, answer: alive, codes: ['not_ready'],
      summaryVi: 'Nhật ký đã mở, số liệu đã dựng lại', summaryEn: 'The log is open and the figures are rebuilt',
      handle: () => {
        if (!deps.ready()) throw new DomainError('not_ready', { retryAfterS: 1 })
        return { json: { status: 'ok' } }
      },
    }),
    door({
      method: 'get', path: '/metrics', access: 'open', query: noQuery, answer: null, mediaType: 'text/plain', codes: [],
      summaryVi: 'Số đo cho Prometheus', summaryEn: 'Measures for Prometheus',
      handle: async () => ({ body: await deps.metrics.registry.metrics(), headers: { 'Content-Type': deps.metrics.registry.contentType } }),
    }),
  ]
}
