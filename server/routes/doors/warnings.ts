/** The doors of warnings: look (any viewer) and act (whoever may operate), inside the caller's scope. */
import { z } from 'zod'
import {
  maxWarningLines, warningAct, warningDetailAnswer, warningKinds, warningPaceAnswer, warningsAnswer, warningStates, type WarningState,
} from '../../../data/protocol/warning.ts'
import { actorOf } from '../../access/actor.ts'
import type { ErrorCode } from '../../error-kinds.ts'
import { DomainError } from '../../errors.ts'
import type { DoorDeps } from '../deps.ts'
import { door, instantParameter, kpiOf, noQuery, rootOf, type Call, type Door } from '../door.ts'
import { edit } from '../edit.ts'
import { jsonBody, objectCodes } from '../json-body.ts'
import { maxSearchLength } from './catalogue.ts'

/** Most warnings of one answer. */
export const maxWarningRows = 200
/** Warnings where none are asked for. */
const defaultWarningRows = 50
/** Deepest page. */
const maxWarningOffset = 99_999

const actCodes: readonly ErrorCode[] = [...objectCodes, 'warning_unavailable', 'edited_meanwhile', 'act_impossible', 'unit_unavailable', 'log_closed', 'log_full']
const count = (digits: number, least: number, most: number) => z.string().regex(new RegExp(`^\\d{1,${digits}}$`)).transform(Number).pipe(z.int().min(least).max(most))

/** `open`, or several with commas; `all`. */
const states = z.string().max(64).transform((text): readonly string[] => (text === 'all' ? warningStates : text.split(','))).pipe(z.array(z.enum(warningStates)).min(1).max(warningStates.length))

const listQuery = z.strictObject({
  root: z.string().min(1).max(32).optional(), state: states.optional(), kind: z.enum(warningKinds).optional(), kpi: z.string().max(64).optional(),
  q: z.string().max(maxSearchLength).optional(), from: instantParameter.optional(), to: instantParameter.optional(),
  limit: count(3, 1, maxWarningRows).default(defaultWarningRows), offset: count(5, 0, maxWarningOffset).default(0),
})

function list(deps: DoorDeps, { caller, query }: Call<z.output<typeof listQuery>>) {
  const { kpi, q, kind, limit, offset } = query
  const fromMs = query.from === undefined ? -Infinity : Date.parse(query.from)
  const toMs = query.to === undefined ? Infinity : Date.parse(query.to)
  if (fromMs >= toMs) throw new DomainError('range_reversed', { field: 'from' })
  if (kpi !== undefined) kpiOf(deps, kpi)
  const asked: readonly WarningState[] | null = query.state ?? null
  return deps.judgement.warnings.reader.list({
    root: rootOf(deps, caller, query.root), states: asked, kind: kind ?? null, kpi: kpi ?? null, text: q ?? null, fromMs, toMs, limit, offset,
  }, caller.viewer)
}

/** `/api/v1/warnings` and what is below it. An act answers with the state after it. */
export function warningDoors(deps: DoorDeps): readonly Door[] {
  const { judgement: { warnings } } = deps
  return [
    door({
      method: 'get', path: '/api/v1/warnings', access: 'viewer', query: listQuery, answer: warningsAnswer, codes: ['unit_unavailable', 'kpi_unknown', 'range_reversed'],
      summaryVi: 'Cảnh báo, xếp theo mức độ; không nêu state thì là các cảnh báo chưa kết thúc', summaryEn: 'Warnings, ranked; without a state those that have not ended',
      handle: (call) => ({ json: list(deps, call) }),
    }),
    door({
      method: 'get', path: '/api/v1/warning-pace', access: 'viewer', query: z.strictObject({ root: z.string().min(1).max(32).optional() }), answer: warningPaceAnswer, codes: ['unit_unavailable'],
      summaryVi: 'Cảnh báo mở ra và kết thúc theo ngày trong 14 ngày, và bao lâu thì có người nhận', summaryEn: 'Warnings opened and ended by day over 14 days, and how long until somebody takes one',
      handle: ({ caller, query }) => ({ json: warnings.reader.pace(rootOf(deps, caller, query.root), caller.viewer) }),
    }),
    door({
      method: 'get', path: '/api/v1/warnings/:id', access: 'viewer', query: noQuery, answer: warningDetailAnswer, codes: ['warning_unavailable'],
      summaryVi: `Một cảnh báo với các đơn vị của nó (nhiều nhất ${maxWarningLines}) và mọi thao tác`, summaryEn: `One warning with its units (at most ${maxWarningLines}) and every act`,
      handle: ({ caller, params }) => ({ json: warnings.reader.detail(params['id'] ?? '', caller.viewer) }),
    }),
    door({
      method: 'post', path: '/api/v1/warnings/:id/acts', access: 'operate', query: noQuery, body: warningAct, answer: warningDetailAnswer, codes: actCodes,
      summaryVi: 'Tiếp nhận, ghi ý kiến, tạm gác, giao thành nhiệm vụ, kết thúc hoặc mở lại một cảnh báo', summaryEn: 'Acknowledge, comment, shelve, assign as a task, resolve or open again a warning',
      handle: async (call) => {
        const { caller, params } = call
        const id = params['id'] ?? ''
        warnings.reader.actedOn(id, caller.viewer)
        const act = await jsonBody(call, warningAct)
        edit(() => { warnings.act(id, act, actorOf(caller, deps.live.pyramid), caller.viewer) })
        return { json: warnings.reader.detail(id, caller.viewer) }
      },
    }),
  ]
}
