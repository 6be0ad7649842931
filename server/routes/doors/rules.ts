/** The doors of the rules: look (any viewer) and edit (whoever may operate), inside the caller's scope. */
import { z } from 'zod'
import { ruleChange, ruleCheck, ruleCheckAnswer, ruleDetailAnswer, rulesAnswer } from '../../../data/protocol/rule.ts'
import { actorOf } from '../../access/actor.ts'
import type { Caller } from '../../access/key-ring.ts'
import type { ErrorCode } from '../../error-kinds.ts'
import { DomainError } from '../../errors.ts'
import type { DoorDeps } from '../deps.ts'
import { door, noQuery, rootOf, type Door, type Reply } from '../door.ts'
import { edit } from '../edit.ts'
import { jsonBody, objectCodes } from '../json-body.ts'
import { textOf } from '../../watch/tasks/task-checks.ts'

const editCodes: readonly ErrorCode[] = [...objectCodes, 'log_closed', 'log_full', 'rule_fires_on_everything', 'rule_over_budget']

function noteOf(note: string | undefined): string | null {
  return note === undefined || note.trim() === '' ? null : textOf('note', note)
}

/** `/api/v1/rules` and what is below it. Edits answer with the state after them; `POST` wants `version` 0. */
export function ruleDoors(deps: DoorDeps): readonly Door[] {
  const { rules, warnings } = deps.judgement
  const open = ({ viewer }: Caller) => (rule: string): number => warnings.reader.openOf(rule, viewer.scope)
  const detail = (caller: Caller, id: string): Reply => ({ json: rules.detail(id, caller.viewer, open(caller)) })
  return [
    door({
      method: 'get', path: '/api/v1/rules', access: 'viewer', query: z.strictObject({ root: z.string().min(1).max(32).optional() }), answer: rulesAnswer, codes: ['unit_unavailable'],
      summaryVi: 'Kịch bản cảnh báo sớm xét các đơn vị của phạm vi', summaryEn: 'Rules that look at units of the scope',
      handle: ({ caller, query: { root } }) => {
        const unit = rootOf(deps, caller, root)
        return { json: { root: deps.live.pyramid.units[unit]!.code, rules: rules.list(unit, caller.viewer, open(caller)) } }
      },
    }),
    door({
      method: 'get', path: '/api/v1/rules/:id', access: 'viewer', query: noQuery, answer: ruleDetailAnswer, codes: ['rule_unavailable'],
      summaryVi: 'Một kịch bản với mọi lần sửa', summaryEn: 'One rule with every change of it',
      handle: ({ caller, params }) => detail(caller, params['id'] ?? ''),
    }),
    door({
      method: 'post', path: '/api/v1/rules', access: 'operate', query: noQuery, body: ruleChange, answer: ruleDetailAnswer, codes: [...editCodes, 'act_impossible', 'edited_meanwhile'],
      summaryVi: 'Thêm một kịch bản', summaryEn: 'Add a rule',
      handle: async (call) => {
        const { rule, version, note, confirm } = await jsonBody(call, ruleChange)
        if (version !== 0) throw new DomainError('edited_meanwhile')
        const id = edit(() => rules.create(rule, actorOf(call.caller, deps.live.pyramid), call.caller.viewer, noteOf(note), confirm))
        return detail(call.caller, id)
      },
    }),
    door({
      method: 'put', path: '/api/v1/rules/:id', access: 'operate', query: noQuery, body: ruleChange, answer: ruleDetailAnswer, codes: [...editCodes, 'rule_unavailable', 'edited_meanwhile'],
      summaryVi: 'Sửa, bật hoặc tắt một kịch bản; cảnh báo đang mở của nó được đóng', summaryEn: 'Change a rule, switch it on or off; its open warnings are closed',
      handle: async (call) => {
        const id = call.params['id'] ?? ''
        rules.detail(id, call.caller.viewer, () => 0)
        const { rule, version, note, confirm } = await jsonBody(call, ruleChange)
        edit(() => { rules.update(id, rule, version, actorOf(call.caller, deps.live.pyramid), call.caller.viewer, noteOf(note), confirm) })
        return detail(call.caller, id)
      },
    }),
    door({
      method: 'post', path: '/api/v1/rules/check', access: 'operate', query: noQuery, body: ruleCheck, answer: ruleCheckAnswer, codes: [...objectCodes, 'rule_unavailable'],
      summaryVi: 'Xét một kịch bản mà không lưu: mọi lỗi, nhận xét, và hiện đúng với bao nhiêu số liệu', summaryEn: 'Check a rule without saving it: every problem, remarks, and of how many figures it holds now',
      handle: async (call) => {
        const { rule, id } = await jsonBody(call, ruleCheck)
        return { json: rules.check(rule, id, call.caller.viewer) }
      },
    }),
  ]
}
