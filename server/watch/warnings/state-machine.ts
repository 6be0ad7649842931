/** What a person may do with a warning in which state, as data, and why not. */
import { maxShelfMs, type WarningAct, type WarningState } from '../../../data/protocol/warning.ts'
import { DomainError } from '../../errors.ts'
import type { Actor } from '../../log/ledger.ts'
import { fieldInvalid, textOf } from '../tasks/task-checks.ts'
import type { WarningBody } from './record.ts'

/** Most comments of one warning. */
export const maxComments = 1000

/** One act: from which states, to which (null: it stays), and why not from the others. */
interface Move {
  readonly from: readonly WarningState[]
  readonly to: WarningState | null
  readonly whyVi: string
  readonly whyEn: string
}

const live: readonly WarningState[] = ['open', 'acknowledged', 'assigned']
const ended = { whyVi: 'cảnh báo đã kết thúc; nếu điều kiện trở lại, cảnh báo mới sẽ tự mở', whyEn: 'the warning has ended; a new one opens by itself when its condition returns' }

/** Every act. */
export const moves: Readonly<Record<WarningAct['act'], Move>> = {
  acknowledge: { from: ['open'], to: 'acknowledged', whyVi: 'chỉ tiếp nhận cảnh báo đang mở; cảnh báo này đã được tiếp nhận hoặc đã kết thúc', whyEn: 'only an open warning is acknowledged; this one has been taken already or has ended' },
  comment: { from: ['open', 'acknowledged', 'assigned', 'resolved', 'closed'], to: null, whyVi: '', whyEn: '' },
  shelve: { from: live, to: null, ...ended },
  unshelve: { from: live, to: null, ...ended },
  assign: { from: ['open', 'acknowledged'], to: 'assigned', whyVi: 'cảnh báo đã được giao thành nhiệm vụ hoặc đã kết thúc', whyEn: 'the warning is a task already or has ended' },
  resolve: { from: live, to: 'resolved', ...ended },
  reopen: { from: ['resolved'], to: 'open', whyVi: 'chỉ mở lại cảnh báo do người kết thúc; cảnh báo tự đóng sẽ có cảnh báo mới khi điều kiện trở lại', whyEn: 'only a warning that a person resolved is opened again; for one that closed by itself a new one opens when its condition returns' },
}

/** A refusal of an act in the present state. */
export function impossible(whyVi: string, whyEn: string): DomainError {
  return new DomainError('act_impossible', { params: { whyVi, whyEn } })
}

function shelved(body: WarningBody, act: Extract<WarningAct, { act: 'shelve' }>, nowMs: number): WarningBody {
  const untilMs = Date.parse(act.until)
  if (untilMs <= nowMs) throw fieldInvalid('until', 'phải sau lúc này', 'it must be after now')
  if (untilMs > nowMs + maxShelfMs) throw fieldInvalid('until', 'tạm gác nhiều nhất 90 ngày', 'a warning is shelved for 90 days at most')
  return { ...body, shelvedUntilMs: untilMs }
}

/** The warning after an act, and the note that is kept with it; the task of `assign` is the caller's. Throws DomainError `act_impossible`, `field_invalid`. */
export function afterAct(body: WarningBody, act: WarningAct, nowMs: number): { readonly body: WarningBody; readonly note: string | null } {
  const move = moves[act.act]
  if (!move.from.includes(body.state)) throw impossible(move.whyVi, move.whyEn)
  const note = act.note === undefined ? null : textOf('note', act.note)
  const next = { ...body, state: move.to ?? body.state }
  switch (act.act) {
    case 'comment':
      if (body.comments >= maxComments) throw impossible(`đã đủ ${maxComments} ý kiến`, `there are ${maxComments} comments already`)
      return { body: { ...next, comments: body.comments + 1 }, note }
    case 'shelve': return { body: shelved(next, act, nowMs), note }
    case 'unshelve':
      if (body.shelvedUntilMs === null || body.shelvedUntilMs <= nowMs) throw impossible('cảnh báo không bị tạm gác', 'the warning is not shelved')
      return { body: { ...next, shelvedUntilMs: null }, note }
    case 'resolve': return { body: { ...next, closedMs: nowMs, shelvedUntilMs: null, quiet: true }, note }
    case 'reopen': return { body: { ...next, closedMs: null, quiet: false, standing: 1, state: body.task === null ? 'open' : 'assigned' }, note }
    case 'acknowledge': case 'assign': return { body: next, note }
  }
}

/** Acts by which a person takes a warning. */
export const takes: readonly WarningAct['act'][] = ['acknowledge', 'assign', 'resolve']

/** Who took a warning first, and when: kept until it is open to all again. */
export function takenAfter({ takenBy, takenMs, state }: WarningBody, { act }: WarningAct, actor: Actor, nowMs: number): Pick<WarningBody, 'takenBy' | 'takenMs'> {
  if (act === 'reopen' && state === 'open') return { takenBy: null, takenMs: null }
  return (act === 'acknowledge' || act === 'assign') && takenMs === null ? { takenBy: actor.unit, takenMs: nowMs } : { takenBy, takenMs }
}
