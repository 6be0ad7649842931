import { describe, expect, it } from 'vitest'
import { warningDetailAnswer, warningsAnswer } from '../../../data/protocol/warning.ts'
import { LogUnavailable } from '../../../server/log/log.ts'
import { keepEveryMs } from '../../../server/watch/warnings/warning-book.ts'
import { maxComments } from '../../../server/watch/warnings/state-machine.ts'
import { centreActor, noon, plainRule, type WarningWorld } from '../../support/warning-world.ts'
import { worldsOfTests } from '../../support/warning-worlds.ts'

const minute = 60_000
const hour = 60 * minute
const worldOf = worldsOfTests()
const all = ['open', 'acknowledged', 'assigned', 'resolved', 'closed', 'stopped'] as const
const lines = 1

describe('a province whose communes are all lost', () => {
  it('is one warning with all of them as lines, follows those that recover, and closes by itself', () => {
    const w = worldOf({ lost: { clearAfterMs: 10 * minute } })
    w.verdicts.raise(w.communes('11'), lines, 'lost', noon - hour)
    w.pass(1000)
    expect(w.brief()).toEqual(['11 open 10/10'])
    const { id } = w.list()[0]!
    expect(w.told).toEqual([{ id, isNew: true }])
    w.verdicts.clear(w.communes('11').slice(0, 5), lines, 'lost')
    w.pass(1000)
    expect(w.brief()).toEqual(['11 open 5/10'])
    const detail = w.book.reader.detail(id, w.seer())
    expect(detail.lines.map(({ until }) => until !== null)).toEqual([false, false, false, false, false, true, true, true, true, true])
    w.verdicts.clear(w.communes('11').slice(5), lines, 'lost')
    w.pass(1000)
    w.pass(10 * minute - 1)
    expect(w.brief()).toHaveLength(1)
    w.pass(1)
    expect(w.brief()).toEqual([])
    expect(w.brief('TW', { states: ['closed'] })).toEqual(['11 closed 10/10'])
    expect(w.book.reader.detail(id, w.seer()).history.map(({ action, by }) => `${action} ${by}`)).toEqual(['closed system', 'opened system'])
  })
  it('whose condition has ended says so until it closes, with the present figure, and lasts no longer', () => {
    const w = worldOf({ behind: { condition: { on: 'verdict', verdicts: ['below_plan'] }, kpis: ['digitization.pages'], levels: ['province'], severity: 'at_risk', clearAfterMs: hour }, lost: { levels: ['province'] } })
    w.live.set(w.unit('11'), 0, 1, 100)
    w.verdicts.raise([w.unit('11')], 0, 'below_plan', noon - hour, 'at_risk')
    w.verdicts.raise([w.unit('12')], 0, 'lost', noon)
    w.pass()
    expect(w.list()[0]).toMatchObject({ unit: '11', ended: null })
    w.live.set(w.unit('11'), 0, 75, 100)
    w.verdicts.clear([w.unit('11')], 0, 'below_plan')
    w.pass(1000)
    const [first, ended] = w.list()
    expect(first!.unit).toBe('12')
    // both ways of counting come to the same: by severity with those that wait to close, and by state
    expect(warningsAnswer.parse(w.book.reader.list(w.query(), w.seer()))).toMatchObject({ total: 2, counts: { at_risk: 0, behind: 0, no_data: 1 }, waiting: 1, states: { open: 2 } })
    expect(ended).toMatchObject({ unit: '11', state: 'open', units: { affected: 0, due: 1 }, ended: { at: '2026-11-22T12:00:01.000+07:00', closesAt: '2026-11-22T13:00:01.000+07:00' } })
    expect(ended!.evidenceVi).toBe('đã hết lúc 12:00 22/11/2026, đóng sau 13:00 nếu không trở lại; hiện 75 %')
    expect(w.book.reader.detail(ended!.id, w.seer()).lines[0]!.evidenceVi).toBe('đã hết lúc 12:00 22/11/2026; trước đó: below_plan 1 1')
    w.verdicts.raise([w.unit('11')], 0, 'below_plan', noon - hour, 'at_risk')
    w.pass(1000)
    expect(w.list()[0]).toMatchObject({ unit: '11', ended: null, units: { affected: 1 } })
    w.verdicts.clear([w.unit('11')], 0, 'below_plan')
    w.pass(1000)
    w.pass(hour)
    expect(w.list('TW', { states: ['closed'] })[0]!.ended).toBeNull()
  })
  it('answers in the wire\'s shape, with evidence, figures and since when', () => {
    const w = worldOf({ lost: {} })
    w.verdicts.raise(w.communes('11'), lines, 'lost', noon - hour)
    w.pass()
    const answer = w.book.reader.list(w.query(), w.seer())
    expect(warningsAnswer.parse(answer)).toEqual(answer)
    expect(answer.warnings[0]).toMatchObject({ ruleVi: plainRule.nameVi, kind: 'lost', severity: 'no_data', since: '2026-11-22T11:00:00.000+07:00', openedAt: '2026-11-22T12:00:00.000+07:00', rank: 1, mayAct: true })
    expect(answer.warnings[0]!.evidenceVi).toBe('cả 10 xã mất dữ liệu; xã lâu nhất: 11001 (lost 1 1); quá ngưỡng từ 11:00 22/11/2026')
    const detail = w.book.reader.detail(answer.warnings[0]!.id, w.seer())
    expect(warningDetailAnswer.parse(detail)).toEqual(detail)
  })
})

describe('a restart', () => {
  it('neither closes what is open before everything is judged, nor opens a second', () => {
    const w = worldOf({ lost: {} })
    w.verdicts.raise(w.communes('11'), lines, 'lost', noon - hour)
    w.pass()
    const [{ id } = { id: '' }] = w.list()
    w.restart()
    w.verdicts.waiting = 5
    w.pass(hour)
    expect(w.list().map((one) => one.id)).toEqual([id])
    w.verdicts.raise(w.communes('11'), lines, 'lost', noon - hour)
    w.verdicts.waiting = 0
    w.pass(1000)
    expect(w.list('TW', { states: all }).map((one) => one.id)).toEqual([id])
    expect(w.ledger.history('warning', id)).toHaveLength(1)
  })
  it('closes what has cleared meanwhile, once everything is judged', () => {
    const w = worldOf({ lost: { clearAfterMs: minute } })
    w.verdicts.raise(w.communes('11'), lines, 'lost', noon - hour)
    w.pass()
    w.restart()
    w.pass(1000)
    expect(w.brief()).toEqual(['11 open 0/10'])
    w.pass(minute)
    expect(w.brief('TW', { states: all })).toEqual(['11 closed 10/10'])
  })
  it('in the middle of a pending time of a verdict neither begins it anew nor loses it, and does not count the time away', () => {
    const w = worldOf({ down: { condition: { on: 'verdict', verdicts: ['down'] }, pendingMs: 10 * minute } })
    w.verdicts.raise(w.communes('11').slice(0, 1), lines, 'down', noon - hour)
    w.pass()
    w.pass(9 * minute)
    w.live.nowMs += 5 * hour
    w.restart()
    w.verdicts.raise(w.communes('11').slice(0, 1), lines, 'down', noon - hour)
    w.pass()
    w.pass(minute - 1)
    expect(w.brief()).toEqual([])
    w.pass(1)
    expect(w.brief()).toEqual(['11 open 1/10'])
  })
  it('in the middle of a pending time of a threshold neither begins it anew nor loses it', () => {
    const w = worldOf({ low: { condition: { on: 'threshold', measure: 'value', op: 'below', limit: 0.5, clear: null }, kpis: ['digitization.pages'], pendingMs: 10 * minute } })
    w.live.set(w.communes('11')[0]!, 0, 1, 10)
    w.pass()
    w.pass(keepEveryMs)
    w.restart()
    w.live.tell([w.communes('11')[0]!])
    w.pass(10 * minute - keepEveryMs - 1)
    expect(w.brief()).toEqual([])
    w.pass(1)
    expect(w.brief()).toEqual(['11 open 1/10'])
  })
  it('forgets the beginning of a threshold that is no longer met', () => {
    const w = worldOf({ low: { condition: { on: 'threshold', measure: 'value', op: 'below', limit: 0.5, clear: null }, kpis: ['digitization.pages'], pendingMs: 10 * minute } })
    const commune = w.communes('11')[0]!
    w.live.set(commune, 0, 1, 10)
    w.pass()
    w.pass(keepEveryMs)
    w.live.set(commune, 0, 9, 10)
    w.pass(keepEveryMs)
    w.restart()
    w.live.set(commune, 0, 1, 10)
    w.pass(10 * minute - 1)
    expect(w.brief()).toEqual([])
    w.pass(10 * minute)
    expect(w.brief()).toEqual(['11 open 1/10'])
  })
  it('keeps what people did: acknowledged, shelved, resolved and quiet', () => {
    const w = worldOf({ lost: { levels: ['province'] } })
    w.verdicts.raise(['11', '12', '13'].map((code) => w.unit(code)), 0, 'lost', noon)
    w.pass()
    const [a, b, c] = w.list().map(({ id }) => id)
    w.act({ act: 'acknowledge' }, a!)
    w.act({ act: 'shelve', until: '2026-11-23T12:00:00+07:00', note: 'chờ sửa' }, b!)
    w.act({ act: 'resolve', note: 'đã gọi' }, c!)
    w.restart()
    w.verdicts.raise(['11', '12', '13'].map((code) => w.unit(code)), 0, 'lost', noon)
    w.pass(1000)
    expect(w.brief('TW', { states: all })).toEqual(['11 acknowledged 1/1', '12 open 1/1', '13 resolved 1/1'])
    expect(w.list()[1]!.shelvedUntil).toBe('2026-11-23T12:00:00.000+07:00')
    expect(w.ledger.verify()).toMatchObject({ brokenAt: null, cutRecord: null })
  })
  it('closes what a rule that is gone had opened, and says why', () => {
    const w = worldOf({ lost: {} })
    w.verdicts.raise(w.communes('11'), lines, 'lost', noon - hour)
    w.pass()
    const { id } = w.list()[0]!
    w.rules.update('lost', { ...plainRule, enabled: false }, 1, centreActor, w.seer(), null)
    expect(w.brief()).toEqual([])
    expect(w.book.reader.detail(id, w.seer()).history[0]).toMatchObject({ action: 'closed', note: 'Kịch bản đã tắt / The rule was switched off' })
    // It did not close by itself, neither in lists nor in counts; nor for a commune whose own line stood to the end.
    for (const code of ['TW', '11001']) {
      expect(w.list(code, { states: ['closed'] })).toEqual([])
      expect(w.list(code, { states: ['stopped'] }).map((one) => [one.id, one.state, one.closedAt !== null])).toEqual([[id, 'stopped', true]])
      for (const states of [null, ['stopped'] as const]) expect(w.book.reader.list(w.query({ code, states }), w.seer(code)).states).toMatchObject({ closed: 0, stopped: 1 })
    }
  })
})

describe('time', () => {
  it('that jumps ahead opens nothing by it; that goes back brings nothing, and what opened ahead of it opened now', () => {
    const w = worldOf({ down: { condition: { on: 'verdict', verdicts: ['down'] }, pendingMs: 10 * minute, clearAfterMs: hour } })
    w.verdicts.raise(w.communes('11').slice(0, 1), lines, 'down', noon)
    w.pass()
    w.jump(24 * hour)
    expect(w.brief()).toEqual([])
    w.pass(10 * minute)
    expect(w.brief()).toEqual(['11 open 1/10'])
    w.pass(keepEveryMs)
    w.live.nowMs = noon
    w.restart()
    w.verdicts.raise(w.communes('11').slice(0, 1), lines, 'down', noon)
    w.pass(1000)
    expect(Date.parse(w.list()[0]!.openedAt)).toBeLessThanOrEqual(w.live.nowMs)
    expect(w.brief('TW', { states: all })).toEqual(['11 open 1/10'])
    w.verdicts.clear(w.communes('11').slice(0, 1), lines, 'down')
    w.pass(1000)
    w.pass(hour)
    expect(w.brief()).toEqual([])
  })
})

describe('a resolved warning', () => {
  it('stays quiet until its condition has cleared once, then another may open', () => {
    const w = worldOf({ lost: {} })
    const commune = w.communes('11').slice(0, 1)
    w.verdicts.raise(commune, lines, 'lost', noon)
    w.pass()
    w.act({ act: 'resolve', note: 'đường truyền bảo trì' })
    w.pass(hour)
    w.verdicts.raise(w.communes('11').slice(1, 3), lines, 'lost', noon)
    w.pass(hour)
    expect(w.brief('TW', { states: all })).toEqual(['11 resolved 1/10'])
    w.verdicts.clear(w.communes('11').slice(0, 3), lines, 'lost')
    w.pass(1000)
    w.verdicts.raise(commune, lines, 'lost', w.live.nowMs)
    w.pass(1000)
    expect(w.brief('TW', { states: all })).toEqual(['11 open 1/10', '11 resolved 1/10'])
  })
  it('is opened again while nothing newer stands', () => {
    const w = worldOf({ lost: {} })
    w.verdicts.raise(w.communes('11').slice(0, 2), lines, 'lost', noon)
    w.pass()
    w.act({ act: 'resolve', note: 'nhầm' })
    w.act({ act: 'reopen', note: 'chưa xong' })
    expect(w.brief()).toEqual(['11 open 2/10'])
    w.verdicts.clear(w.communes('11').slice(0, 2), lines, 'lost')
    w.pass(1000)
    expect(w.brief('TW', { states: all })).toEqual(['11 closed 2/10'])
    const { id } = w.list('TW', { states: all })[0]!
    expect(() => w.act({ act: 'reopen', note: 'lại' }, id)).toThrow(expect.objectContaining({ code: 'act_impossible' }))
  })
  it('is not opened again beside a newer one', () => {
    const w = worldOf({ lost: {} })
    const commune = w.communes('11').slice(0, 1)
    w.verdicts.raise(commune, lines, 'lost', noon)
    w.pass()
    const { id } = w.list()[0]!
    w.act({ act: 'resolve', note: 'xong' })
    w.verdicts.clear(commune, lines, 'lost')
    w.pass(1000)
    w.verdicts.raise(commune, lines, 'lost', noon)
    w.pass(1000)
    expect(() => w.act({ act: 'reopen', note: 'lại' }, id)).toThrow(expect.objectContaining({ code: 'act_impossible' }))
  })
})

describe('acts', () => {
  function opened(): WarningWorld {
    const w = worldOf({ lost: {} })
    w.verdicts.raise(w.communes('11').slice(0, 1), lines, 'lost', noon)
    w.pass()
    return w
  }
  const wish = { owner: '11', contentVi: 'Khôi phục đường truyền', leadVi: 'Văn phòng', supportVi: [], accountableVi: 'Chánh Văn phòng', resultVi: 'Đường truyền thông', due: '2026-12-01' }

  it('acknowledge, comment, shelve, assign as a task, in one transaction each, all told in its history', () => {
    const w = opened()
    w.act({ act: 'acknowledge', note: 'đã nhận' })
    w.act({ act: 'comment', note: 'đang gọi tỉnh' })
    w.act({ act: 'shelve', until: '2026-11-22T13:00:00+07:00', note: 'đợi' })
    expect(w.list()[0]).toMatchObject({ state: 'acknowledged', shelvedUntil: '2026-11-22T13:00:00.000+07:00', comments: 1 })
    const version = w.book.version(0)
    w.pass(hour)
    expect(w.list()[0]!.shelvedUntil).toBeNull()
    expect(w.book.version(0)).toBeGreaterThan(version)
    w.act({ act: 'assign', task: wish })
    expect(w.tasks).toEqual([{ wish, warning: w.list()[0]!.id, kpi: w.list()[0]!.kpi }])
    expect(w.list()[0]).toMatchObject({ state: 'assigned', task: 't-1' })
    const { history } = w.book.reader.detail(w.list()[0]!.id, w.seer())
    expect(history.map(({ seq, action, note }) => `${seq} ${action} ${note}`)).toEqual(['5 assign null', '4 shelve đợi', '3 comment đang gọi tỉnh', '2 acknowledge đã nhận', '1 opened null'])
    expect(history[0]!.changes).toEqual([{ field: 'state', before: 'acknowledged', after: 'assigned' }, { field: 'task', before: null, after: 't-1' }])
    expect(history.map(({ by, unit }) => `${by} ${unit}`)).toEqual(['local TW', 'local TW', 'local TW', 'local TW', 'system null'])
  })
  it('are refused where the state does not allow them, saying why in both languages', () => {
    const w = opened()
    const refused = (act: Record<string, unknown>): unknown => expect(() => w.act(act)).toThrow(expect.objectContaining({ code: 'act_impossible' }))
    refused({ act: 'unshelve' })
    refused({ act: 'reopen', note: 'x' })
    w.act({ act: 'acknowledge' })
    refused({ act: 'acknowledge' })
    w.act({ act: 'assign', task: wish })
    refused({ act: 'assign', task: wish })
    w.act({ act: 'resolve', note: 'xong' })
    for (const act of [{ act: 'acknowledge' }, { act: 'shelve', until: '2026-11-23T12:00:00+07:00', note: 'x' }, { act: 'resolve', note: 'x' }]) refused(act)
    w.act({ act: 'comment', note: 'ghi thêm' })
    expect(maxComments).toBe(1000)
  })
  it('shelve until after now and for 90 days at most', () => {
    const w = opened()
    const shelve = (until: string) => () => w.act({ act: 'shelve', until, note: 'x' })
    expect(shelve('2026-11-22T12:00:00+07:00')).toThrow(expect.objectContaining({ code: 'field_invalid' }))
    expect(shelve('2027-02-20T12:00:00.001+07:00')).toThrow(expect.objectContaining({ code: 'field_invalid' }))
    shelve('2027-02-20T12:00:00+07:00')()
    shelve('2026-11-22T12:00:00.001+07:00')()
  })
  it('on another version than the present one change nothing', () => {
    const w = opened()
    const { id } = w.list()[0]!
    w.act({ act: 'acknowledge' })
    expect(() => w.book.act(id, { act: 'comment', version: 1, note: 'cũ' }, centreActor, w.seer())).toThrow(expect.objectContaining({ code: 'edited_meanwhile' }))
    expect(w.list()[0]!.comments).toBe(0)
  })
  it('take no note with a telephone number in it', () => {
    const w = opened()
    expect(() => w.act({ act: 'comment', note: 'gọi 0912345678' })).toThrow(expect.objectContaining({ code: 'field_invalid' }))
  })
  it('make no task where the warning could not be written', () => {
    const w = opened()
    const write = w.ledger.write
    w.ledger.write = () => { throw new LogUnavailable('log_full', 'full') }
    expect(() => w.act({ act: 'assign', task: wish })).toThrow(LogUnavailable)
    w.ledger.write = write
    expect(w.tasks).toEqual([])
    expect(w.list()[0]).toMatchObject({ state: 'open', version: 1 })
  })
})

describe('a full disk', () => {
  it('delays what opens and closes, and tells nobody before it is written', () => {
    const w = worldOf({ lost: {} })
    const write = w.ledger.write
    w.ledger.write = () => { throw new LogUnavailable('log_full', 'full') }
    w.verdicts.raise(w.communes('11').slice(0, 1), lines, 'lost', noon)
    w.pass()
    expect(w.list('TW', { states: all })).toEqual([])
    expect(w.told).toEqual([])
    w.ledger.write = write.bind(w.ledger)
    w.pass(1000)
    expect(w.brief()).toEqual(['11 open 1/10'])
    expect(w.told).toHaveLength(1)
  })
})

describe('bounds', () => {
  it('of held warnings: beyond it none opens until another has closed', () => {
    const w = worldOf({ lost: {} }, { maxHeld: 2 })
    for (const code of ['11', '12', '13']) w.verdicts.raise(w.communes(code), lines, 'lost', noon)
    w.pass()
    w.pass(1000)
    expect(w.brief()).toEqual(['11 open 10/10', '12 open 10/10'])
    w.verdicts.clear(w.communes('11'), lines, 'lost')
    w.pass(1000)
    w.pass(1000)
    expect(w.brief()).toEqual(['12 open 10/10', '13 open 10/10'])
  })
})
