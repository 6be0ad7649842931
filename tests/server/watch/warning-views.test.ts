import { describe, expect, it } from 'vitest'
import { warningAnswer, warningDetailAnswer } from '../../../data/protocol/warning.ts'
import { keepEveryMs, numbersEveryMs } from '../../../server/watch/warnings/warning-book.ts'
import { centreActor, noon, plainRule, type WarningWorld } from '../../support/warning-world.ts'
import { worldsOfTests } from '../../support/warning-worlds.ts'

const minute = 60_000
const hour = 60 * minute
const worldOf = worldsOfTests()
const all = ['open', 'acknowledged', 'assigned', 'resolved', 'closed', 'stopped'] as const
const lines = 1

describe('the scope (law 8)', () => {
  function two(): WarningWorld {
    const w = worldOf({ lost: {}, 'lost-own': { levels: ['centre', 'province'] } })
    w.verdicts.raise(w.communes('11'), lines, 'lost', noon - hour)
    w.verdicts.raise(w.communes('12').slice(0, 3), lines, 'lost', noon - hour)
    w.verdicts.raise([w.unit('TW'), w.unit('12')], 0, 'lost', noon - hour)
    w.pass()
    return w
  }
  it('lets a province see the groups in its subtree and nothing beside or above', () => {
    const w = two()
    expect(w.brief('TW').toSorted()).toEqual(['11 open 10/10', '12 open 1/1', '12 open 3/10', 'TW open 1/1'])
    expect(w.brief('11')).toEqual(['11 open 10/10'])
    expect(w.brief('13')).toEqual([])
    expect(w.list('13', { states: all })).toEqual([])
    const answer = w.book.reader.list(w.query({ code: '13' }), w.seer('13'))
    expect([answer.total, answer.counts, answer.states]).toEqual([0, { at_risk: 0, behind: 0, no_data: 0 }, { open: 0, acknowledged: 0, assigned: 0, resolved: 0, closed: 0, stopped: 0 }])
  })
  it('cuts a province\'s warning to a commune\'s own line: no count, name, comment, task or state of others', () => {
    const w = two()
    const id = w.list('11')[0]!.id
    w.act({ act: 'comment', note: 'gọi cả tỉnh' }, id)
    w.act({ act: 'acknowledge' }, id)
    const commune = '11004'
    expect(w.brief(commune)).toEqual(['11004 open 1/1'])
    const detail = w.book.reader.detail(id, w.seer(commune))
    expect(warningDetailAnswer.parse(detail)).toEqual(detail)
    expect(detail.history).toEqual([])
    expect(detail.lines.map(({ unit }) => unit)).toEqual([commune])
    expect(detail.warning).toMatchObject({ unit: commune, state: 'open', version: 1, mayAct: false, comments: 0, task: null, evidenceVi: 'lost 1 1', since: '2026-11-22T11:00:00.000+07:00', openedAt: '2026-11-22T12:00:00.000+07:00' })
    const text = JSON.stringify({ ...detail, warning: { ...detail.warning, id: '' } })
    for (const other of w.live.pyramid.units.map(({ code }) => code).filter((code) => code !== commune)) expect(text).not.toContain(`"${other}"`)
    expect(w.brief('12001')).toEqual(['12001 open 1/1'])
    expect(w.brief('12009')).toEqual([])
  })
  it('opens a commune\'s view when the commune became part of it: not when its condition began, nor when others opened it, over a restart too', () => {
    const w = worldOf({ lost: { pendingMs: 10 * minute } })
    const [first, second] = w.communes('11')
    w.verdicts.raise([first!], lines, 'lost', noon - 5 * hour)
    w.pass(10 * minute)
    w.pass(hour)
    w.verdicts.raise([second!], lines, 'lost', noon - 9 * hour)
    w.pass(10 * minute)
    const opened = (): number[] => ['11', '11001', '11002'].map((code) => Math.round((Date.parse(w.list(code)[0]!.openedAt) - noon) / minute))
    expect(opened()).toEqual([10, 10, 80])
    for (const code of ['11', '11001', '11002']) for (const { openedAt, changedAt } of w.list(code)) expect(Date.parse(changedAt)).toBeGreaterThanOrEqual(Date.parse(openedAt))
    expect(Date.parse(w.list('11001')[0]!.since!)).toBe(noon - 5 * hour)
    w.pass(keepEveryMs)
    w.restart()
    w.verdicts.raise([first!, second!], lines, 'lost', noon - 5 * hour)
    w.pass(1000)
    expect(opened()).toEqual([10, 10, 80])
  })
  it('ends a commune\'s view with its own line, whatever becomes of the others', () => {
    const w = two()
    w.verdicts.clear([w.unit('11004')], lines, 'lost')
    w.pass(1000)
    expect(w.brief('11004')).toEqual([])
    expect(w.brief('11004', { states: ['closed'] })).toEqual(['11004 closed 1/1'])
    expect(w.brief('11005')).toEqual(['11005 open 1/1'])
  })
  it('refuses a warning elsewhere like one that there is not, in detail and for acts', () => {
    const w = two()
    const id = w.list('11')[0]!.id
    for (const [code, asked] of [['13', id], ['12', id], ['13', 'w20261122-nothing'], ['11004', 'x']] as const) {
      expect(() => w.book.reader.detail(asked, w.seer(code))).toThrow(expect.objectContaining({ code: 'warning_unavailable' }))
      expect(() => w.book.act(asked, { act: 'comment', version: 1, note: 'x' }, centreActor, w.seer(code))).toThrow(expect.objectContaining({ code: 'warning_unavailable' }))
    }
    expect(() => w.book.act(id, { act: 'comment', version: 1, note: 'x' }, centreActor, w.seer('11004'))).toThrow(expect.objectContaining({ code: 'act_impossible' }))
    w.book.act(id, { act: 'comment', version: 1, note: 'tỉnh ghi' }, { kind: 'key', unit: '11', keyId: 3 }, w.seer('11'))
  })
  it('names an actor above the scope to nobody below it', () => {
    const w = two()
    const id = w.list('11')[0]!.id
    w.act({ act: 'comment', note: 'trung ương hỏi' }, id)
    expect(w.book.reader.detail(id, w.seer('11')).history[0]).toMatchObject({ by: 'local', unit: null, keyId: null, note: 'trung ương hỏi' })
  })
  it('tells only the levels that the rule tells, and follows the rule when it changes that', () => {
    const w = worldOf({ lost: { tell: ['province'] } })
    w.verdicts.raise(w.communes('11'), lines, 'lost', noon)
    w.pass()
    expect([w.brief('TW'), w.brief('11'), w.brief('11001')]).toEqual([[], ['11 open 10/10'], []])
    const { id } = w.list('11')[0]!
    w.rules.update('lost', { ...plainRule, tell: ['centre'] }, 1, centreActor, w.seer(), null)
    expect([w.brief('TW'), w.brief('11')]).toEqual([['11 open 10/10'], []])
    expect(w.list()[0]!.id).toBe(id)
  })
  it('raises a version only for scopes whose answers changed', () => {
    const w = two()
    const versions = (): Record<string, number> => Object.fromEntries(['TW', '11', '12', '13', '11004', '11005', '12001'].map((code) => [code, w.book.version(w.unit(code))]))
    const risen = (before: Record<string, number>): string[] => Object.entries(versions()).filter(([code, version]) => version > before[code]!).map(([code]) => code)
    let before = versions()
    w.verdicts.clear([w.unit('11004')], lines, 'lost')
    w.pass(1000)
    expect(risen(before)).toEqual(['TW', '11', '11004'].toSorted((a, b) => Object.keys(before).indexOf(a) - Object.keys(before).indexOf(b)))
    before = versions()
    w.act({ act: 'comment', note: 'x' }, w.list('11')[0]!.id)
    expect(risen(before).toSorted()).toEqual(['11', 'TW'])
    before = versions()
    w.pass(numbersEveryMs)
    expect(risen(before)).not.toContain('13')
    expect(risen(before)).toContain('TW')
  })
  it('tells no numbers of a small count of cases above the office that reported it', () => {
    const w = worldOf({ jump: { condition: { on: 'verdict', verdicts: ['jump'] } } })
    const cell = w.live.cell.bind(w.live)
    w.live.cell = (unit, kpi) => ({ ...cell(unit, kpi), withheld: kpi === 2 })
    w.verdicts.raise([w.unit('11004')], 2, 'jump', noon)
    w.pass()
    const { id } = w.list()[0]!
    for (const code of ['TW', '11']) {
      expect(w.book.reader.detail(id, w.seer(code)).lines[0]).toMatchObject({ evidenceVi: 'số vụ việc nhỏ hơn 5: không nêu số', numbers: [] })
    }
    expect(w.book.reader.detail(id, w.seer('11004')).lines[0]!.numbers).toHaveLength(2)
  })
})

describe('the list', () => {
  it('is ranked, shelved ones last, and counts what it does not show', () => {
    const w = worldOf({ lost: { levels: ['province'] }, down: { condition: { on: 'verdict', verdicts: ['down'] }, severity: 'at_risk' } })
    w.verdicts.raise(['11', '12'].map((code) => w.unit(code)), 0, 'lost', noon)
    w.verdicts.raise(w.communes('13').slice(0, 2), lines, 'down', noon, 'at_risk')
    w.pass()
    expect(w.list().map(({ rank, unit }) => `${rank} ${unit}`)).toEqual(['1 13', '2 11', '3 12'])
    w.act({ act: 'shelve', until: '2026-11-23T12:00:00+07:00', note: 'x' }, w.list()[0]!.id)
    expect(w.list().map(({ unit }) => unit)).toEqual(['11', '12', '13'])
    const page = w.book.reader.list(w.query({ limit: 1, offset: 1 }), w.seer())
    expect(page).toMatchObject({ total: 3, counts: { at_risk: 1, behind: 0, no_data: 2 }, warnings: [{ rank: 2, unit: '12' }] })
    expect(w.book.reader.list(w.query({ limit: 0 }), w.seer()).warnings).toEqual([])
  })
  it('is found by state, kind, KPI, words and the instant of opening, ended ones included', () => {
    const w = worldOf({ lost: { levels: ['province'] }, down: { condition: { on: 'verdict', verdicts: ['down'] }, nameVi: 'Đứt đường' } })
    w.verdicts.raise([w.unit('11')], 0, 'lost', noon)
    w.pass()
    w.verdicts.clear([w.unit('11')], 0, 'lost')
    w.pass(hour)
    w.verdicts.raise(w.communes('13').slice(0, 2), lines, 'down', noon)
    w.pass()
    const found = (more: Parameters<WarningWorld['query']>[0]): string[] => w.list('TW', { states: all, ...more }).map(({ unit }) => unit)
    expect(found({})).toEqual(['13', '11'])
    expect(found({ states: ['closed'] })).toEqual(['11'])
    expect(found({ kind: 'down' })).toEqual(['13'])
    expect(found({ kpi: 'digitization.pages' })).toEqual(['11'])
    expect(found({ text: 'DUT duong' })).toEqual(['13'])
    expect(found({ text: '13002' })).toEqual(['13'])
    expect(found({ text: '13003' })).toEqual([])
    expect(found({ fromMs: noon + hour })).toEqual(['13'])
    expect(found({ toMs: noon + hour })).toEqual(['11'])
    expect(w.book.reader.list(w.query(), w.seer()).states).toMatchObject({ open: 1, closed: 1 })
  })
  it('finds ended warnings of before a restart', () => {
    const w = worldOf({ lost: { levels: ['province'] } })
    for (const code of ['11', '12', '13']) {
      w.verdicts.raise([w.unit(code)], 0, 'lost', noon)
      w.pass(1000)
      w.verdicts.clear([w.unit(code)], 0, 'lost')
      w.pass(1000)
    }
    w.restart()
    expect(w.list('TW', { states: ['closed'] }).map(({ unit }) => unit)).toEqual(['13', '12', '11'])
    expect(w.list('12', { states: ['closed'] }).map(({ unit }) => unit)).toEqual(['12'])
  })
})

describe('due reports', () => {
  it('are warned of until they are in', () => {
    const w = worldOf({ report: { condition: { on: 'report_due', steps: ['overdue'] } } })
    w.due.push({ unit: w.unit('11003'), step: 'overdue', dueMs: noon - hour, sinceMs: noon - hour, missing: 2 })
    w.pass()
    expect(w.list()[0]).toMatchObject({ unit: '11', kpi: 'reports.on_time', kind: 'report_due', units: { affected: 1, due: 10 } })
    expect(w.list('11003')[0]!.evidenceVi).toBe('phải nộp trước 11:00 22/11/2026; còn thiếu 2 phần')
    w.due.length = 0
    w.pass(minute)
    expect(w.brief()).toEqual([])
  })
  it('name the parts that are missing, as many as are counted, while they stand', () => {
    const asked: unknown[] = []
    const parts: number[] = [0]
    const w = worldOf({ report: { condition: { on: 'report_due', steps: ['overdue'] } } }, { missingParts: (...of) => { asked.push(of); return parts } })
    w.due.push({ unit: w.unit('11003'), step: 'overdue', dueMs: noon - hour, sinceMs: noon - hour, missing: 1 })
    w.pass()
    const line = () => w.book.reader.detail(w.list('11003', { states: ['open', 'closed'] })[0]!.id, w.seer('11003'))!.lines[0]!
    expect(line()).toMatchObject({
      evidenceVi: `phải nộp trước 11:00 22/11/2026; còn thiếu 1 phần: ${w.live.kpis[0]!.shortVi}`, evidenceEn: `due before 11:00 22/11/2026; 1 part missing: ${w.live.kpis[0]!.shortEn}`,
      missing: ['digitization.pages'],
    })
    expect(line().numbers.map(({ id }) => id)).toEqual(['limit', 'missing_parts'])
    expect(asked).toContainEqual([w.unit('11003'), noon - hour, 1])
    w.due.length = 0
    w.pass(minute)
    expect(line().missing).toEqual([])
  })
})

describe('the message of one warning', () => {
  it('has the rank it has in the viewer\'s own list', () => {
    const w = worldOf({ lost: { levels: ['province'] } })
    w.verdicts.raise(['11', '12'].map((code) => w.unit(code)), 0, 'lost', noon)
    w.pass()
    const [, second] = w.list()
    expect(warningAnswer.parse(w.book.reader.told(second!.id, w.seer('TW', 'read')))).toMatchObject({ rank: 2, mayAct: false })
    expect(w.book.reader.told(second!.id, w.seer('12', 'read'))).toMatchObject({ rank: 1 })
    expect(w.book.reader.told(second!.id, w.seer('13', 'read'))).toBeNull()
    expect([w.book.reader.isSeen(second!.id, w.unit('12')), w.book.reader.isSeen(second!.id, w.unit('13'))]).toEqual([true, false])
  })
})
