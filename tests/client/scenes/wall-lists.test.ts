import { describe, expect, it } from 'vitest'
import { daysLate, deadlineEndMs } from '../../../data/plans/deadline.ts'
import { durationWords } from '../../../data/time/spans.ts'
import { dayMs, dayStart } from '../../../data/time/vietnam-time.ts'
import type { RaceAnswer, ReportCounts } from '../../../data/protocol/report-race.ts'
import type { TaskAnswer } from '../../../data/protocol/task.ts'
import type { WarningAnswer, WarningsAnswer } from '../../../data/protocol/warning.ts'
import { formatAge } from '../../../client/ui/format.ts'
import { warningLasting } from '../../../client/ui/warning-lasting.ts'
import { en } from '../../../client/i18n/en.ts'
import { scenesEn } from '../../../client/i18n/scenes-en.ts'
import { scenesVi } from '../../../client/i18n/scenes-vi.ts'
import { vi } from '../../../client/i18n/vi.ts'
import { listsEn, listsVi } from '../../../client/i18n/words-lists.ts'
import { countsOf, lastingText, lineSince, newestText, openOf, shelvedOf, warningLook, type RowSpeech } from '../../../client/scenes/wall/anomaly-rows.ts'
import { isBehind, ranksOf, worstFirst } from '../../../client/scenes/wall/reports/race-looks.ts'
import { ownersOf } from '../../../client/scenes/wall/tasks/TaskFigures.tsx'
import { leadText, resultLetters, taskColumnsOf, taskRowHeights } from '../../../client/scenes/wall/tasks/task-sections.ts'
import { joinWallData } from '../../../client/scenes/wall/wall-data.ts'
import { rowHeights, warningLayoutOf } from '../../../client/scenes/wall/warnings/warning-layout.ts'
import { kpisAnswer, unitsAnswer } from '../../scenes/fixture-answers.ts'

const wide = 480, normal = 240

describe('the rows of Cảnh báo', () => {
  const inside = (width: number, rows: number, groups: number): void => {
    const { columns, groups: boxes, rowHeight } = warningLayoutOf(width, rows, groups)
    for (const { box, count, from } of columns) {
      const shown = Math.min(count, Math.max(0, rows - from))
      expect(rowHeights.head + shown * rowHeight, `${width} ${rows} ${groups}`).toBeLessThanOrEqual(box.h + 0.01)
      for (const other of boxes) expect(other.x >= box.x + box.w || other.y >= box.y + rowHeights.head + shown * rowHeight).toBe(true)
    }
    for (const box of boxes) expect([box.x + box.w <= width, box.y + box.h <= 132.01]).toEqual([true, true])
  }
  it('never run out of their panel nor over the units of the groups', () => {
    for (const width of [normal, 300, wide]) for (let rows = 0; rows <= 60; rows++) for (const groups of [0, 1, 2, 3, 9]) inside(width, rows, groups)
  })
  it('are tall where there are few, and never smaller than they can be read', () => {
    expect(warningLayoutOf(normal, 3, 0).rowHeight).toBe(rowHeights.most)
    expect(warningLayoutOf(normal, 16, 5)).toMatchObject({ groups: [] })
    expect(warningLayoutOf(normal, 40, 0).rowHeight).toBe(rowHeights.least)
  })
  it('leave room for the units of the groups up to as many rows as fit, and no further', () => {
    expect(warningLayoutOf(normal, 11, 4).groups).toHaveLength(3)
    expect(warningLayoutOf(normal, 12, 4).groups).toHaveLength(0)
  })
  it('take a second column on a wide wall only when one does not hold them', () => {
    expect(warningLayoutOf(wide, 14, 1).columns).toHaveLength(1)
    expect(warningLayoutOf(wide, 15, 1)).toMatchObject({ columns: [{ from: 0 }, { from: 8 }], groups: [] })
  })
})

describe('counts of warnings', () => {
  const answer = (warnings: readonly Partial<WarningAnswer>[], total: number): WarningsAnswer => ({
    root: 'TW', at: '', total, counts: { at_risk: 2, behind: 3, no_data: 1 }, shelved: { at_risk: 1, behind: 0, no_data: 0 }, waiting: 0, judged: true, pending: { counts: { at_risk: 0, behind: 0, no_data: 0 }, first: [] },
    states: { open: 0, acknowledged: 0, assigned: 0, resolved: 0, closed: 0, stopped: 0 }, warnings: warnings as WarningAnswer[],
  })
  it('leave out what is shelved, whether all rows are at hand or not', () => {
    expect(countsOf(answer([], 6))).toEqual({ at_risk: 1, behind: 3, no_data: 1 })
    const one = { kind: 'below_plan', freshness: 'fresh', severity: 'at_risk', ended: null } as const
    expect(countsOf(answer([{ ...one, shelvedUntil: null }, { ...one, shelvedUntil: '2026-12-01T00:00:00.000+07:00' }], 2))).toEqual({ at_risk: 1, behind: 0, no_data: 0 })
    expect(countsOf(answer([{ ...one, shelvedUntil: null, ended: { at: '', closesAt: '' } }], 1))).toEqual({ at_risk: 0, behind: 0, no_data: 0 })
  })
  it('add up to the great number: what stands, what waits to close and what is shelved', () => {
    expect(openOf({ ...answer([], 8), waiting: 2 })).toBe(1 + 3 + 1 + 2 + 1)
  })
  it('call shelved what the answer says is shelved, not what waits to close', () => {
    const waiting = { kind: 'below_plan', freshness: 'fresh', severity: 'at_risk', shelvedUntil: null, ended: { at: '', closesAt: '' } } as const
    expect(shelvedOf({ ...answer([waiting], 1), shelved: { at_risk: 0, behind: 0, no_data: 0 } })).toBe(0)
    expect(shelvedOf({ ...answer([waiting], 1), shelved: { at_risk: 1, behind: 2, no_data: 1 } })).toBe(4)
  })
})

describe('how long a warning lasts', () => {
  const words = durationWords.vi
  const said = (minutes: number, kind: WarningAnswer['kind'] = 'fell'): string => lastingText(0, minutes * 60_000, { kpi: 'digitization.pages', kind }, words).replaceAll('\u00a0', ' ')
  it('is told in minutes under an hour, in whole hours from there, and never as nothing', () => {
    expect([said(0.2), said(2), said(59.9), said(60), said(119)]).toEqual(['dưới 1 phút', '2 phút', '59 phút', '1 giờ', '1 giờ'])
    expect(said(119, 'down')).toBe('1 giờ 59 phút')
  })
  it('of overdue tasks is told in days, as many as their register tells, from both sides of midnight in Việt Nam', () => {
    const day = { kind: 'day', day: '2026-01-31' } as const
    const since = deadlineEndMs(day)!
    for (const at of ['2026-02-01T00:00:00+07:00', '2026-02-01T06:59:59+07:00', '2026-02-01T23:59:59+07:00', '2026-02-02T00:00:00+07:00', '2026-11-30T23:59:59+07:00', '2026-12-01T00:00:00+07:00', '2026-12-01T07:00:00+07:00']) {
      const nowMs = Date.parse(at), late = daysLate(day, nowMs)
      const texts = [lastingText(since, nowMs, { kpi: 'tasks.overdue', kind: 'below_plan' }, words), warningLasting({ kpi: 'tasks.overdue', kind: 'below_plan' }, since, nowMs, words)]
      expect(texts.map((text) => text.replaceAll('\u00a0', ' ')), at).toEqual([`${late} ngày`, `${late} ngày`])
    }
    const before = Date.parse('2026-11-30T23:59:59+07:00')
    expect([daysLate(day, before), daysLate(day, before + 1000)]).toEqual([303, 304])
    expect(warningLasting({ kpi: 'tasks.overdue', kind: 'below_plan' }, since, since + 1, durationWords.en)).toBe('1\u00a0day')
  })
  it('past the hour of a report, which is the midnight that begins the day it names, is in whole days the calendar days after that day', () => {
    const due = Date.parse('2026-11-21T00:00:00+07:00')
    for (const at of ['2026-11-24T00:00:00+07:00', '2026-11-24T23:59:59+07:00', '2026-11-25T00:00:00+07:00', '2026-11-25T06:59:59+07:00', '2026-12-01T07:00:01+07:00']) {
      const nowMs = Date.parse(at)
      expect(formatAge(nowMs - due, words), at).toBe(`${(dayStart(nowMs) - due) / dayMs}\u00a0ngày`)
    }
  })
  it('of anything else beside them is elapsed time: a threshold on them, another indicator', () => {
    const [from, to] = [0, 5 * 3_600_000]
    expect([lastingText(from, to, { kpi: 'tasks.overdue', kind: 'threshold' }, words), warningLasting({ kpi: 'digitization.pages', kind: 'below_plan' }, from, to, words)]).toEqual(['5\u00a0giờ', '5\u00a0giờ'])
  })
})

describe('how long a silence lasts', () => {
  const warning = (part: Partial<WarningAnswer>) => ({ kind: 'lost', severity: 'no_data', freshness: 'lost', status: 'at_risk', ended: null, ...part }) as WarningAnswer
  const line = { since: '2026-11-19T17:05:00+07:00', numbers: [{ id: 'newest', value: Date.parse('2026-11-18T17:05:00+07:00'), form: 'instantMs' }] } as const
  const said = (part: Partial<WarningAnswer>, numbers: Parameters<typeof lineSince>[0]['numbers'] = line.numbers): string => new Date(lineSince({ ...line, numbers }, warning(part))).toISOString()
  it('counts from the last reading where the whole figure is lost, as the map says it, else from when the condition began', () => {
    expect(said({})).toBe('2026-11-18T10:05:00.000Z')
    expect([said({ freshness: 'fresh', kind: 'late', severity: 'behind' }), said({ kind: 'below_plan', severity: 'behind' }), said({}, [])]).toEqual(Array(3).fill('2026-11-19T10:05:00.000Z'))
  })
})

describe('the look of a warning', () => {
  const look = (part: Partial<WarningAnswer>) => warningLook({ kind: 'fell', status: 'at_risk', freshness: 'fresh', severity: 'behind', ended: null, ...part } as WarningAnswer)
  const ended = { at: '', closesAt: '' }
  it('is its severity, not what its figure is for another reason', () => {
    expect([look({}), look({ severity: 'at_risk', status: 'behind' }), look({ ended })]).toEqual(['behind', 'at_risk', 'behind'])
  })
  it('is milder once its condition has ended, as its figure is', () => {
    expect([look({ ended, severity: 'at_risk' }), look({ ended, severity: 'at_risk', status: 'behind' }), look({ ended, status: 'on_track' })]).toEqual(['at_risk', 'behind', 'on_track'])
    expect([look({ ended, kind: 'lost', severity: 'no_data' }), look({ ended, freshness: 'lost' })]).toEqual(['at_risk', 'lost'])
  })
})

describe('the columns of Nhiệm vụ', () => {
  const tasks = (overdue: number, due7: number, due30: number): TaskAnswer[] =>
    ([['overdue', overdue], ['due7', due7], ['due30', due30]] as const).flatMap(([state, n]) => Array.from({ length: n }, (_, i) => ({ id: `${state}-${i}`, state, owner: i % 2 === 0 ? '11' : '33' }) as TaskAnswer))
  const columns = (overdue: number, due7: number, due30: number, count: number, height = 96) => taskColumnsOf(tasks(overdue, due7, due30), { overdue, due7, due30 }, count, height)
  it('show everything while it fits, with a second line where there is room', () => {
    const [one] = columns(7, 4, 9, 1)
    expect(one!.sections.map(({ state, tasks: rows, more }) => [state, rows.length, more])).toEqual([['overdue', 7, 0], ['due7', 4, 0], ['due30', 9, 0]])
    expect(columns(3, 2, 0, 1)[0]!.rowHeight).toBe(taskRowHeights.most)
  })
  it('cut the least urgent where they do not fit, and say how many', () => {
    const [one] = columns(20, 4, 9, 1)
    expect(one!.rowHeight).toBeGreaterThanOrEqual(taskRowHeights.least)
    expect(one!.sections.reduce((sum, { tasks: rows, more }) => sum + rows.length + more, 0)).toBe(33)
    expect(one!.sections[2]!.more).toBeGreaterThan(0)
    expect(one!.sections.reduce((sum, { tasks: rows }) => sum + taskRowHeights.head + rows.length * one!.rowHeight, 0)).toBeLessThanOrEqual(96.01)
  })
  it('stand beside each other on a wide wall; overdue ones alone take both columns', () => {
    expect(columns(7, 4, 9, 2).map(({ sections }) => sections.map(({ state }) => state))).toEqual([['overdue'], ['due7', 'due30']])
    expect(columns(14, 0, 0, 2).map(({ sections }) => sections.map(({ total }) => total))).toEqual([[7], [7]])
    expect(columns(0, 0, 0, 2)[0]!.sections).toEqual([])
  })
  it('count overdue ones by owner, most first', () => {
    expect(ownersOf(tasks(3, 1, 0))).toEqual([{ code: '11', overdue: 2, all: 3 }, { code: '33', overdue: 1, all: 1 }])
  })
})

describe('what a task must bring', () => {
  it('has as many letters as the row has lines below its first', () => {
    const [one, two] = [resultLetters(186, taskRowHeights.twoLines), resultLetters(186, taskRowHeights.most)]
    expect([resultLetters(186, 6.1), resultLetters(186, taskRowHeights.least)]).toEqual([0, 0])
    expect(one).toBeGreaterThan(85)
    expect([two > one, two < 2 * one]).toEqual([true, true])
  })
})

describe('the race', () => {
  const counts = (due: number, inTime: number): ReportCounts => ({ due, in_time: inTime, late: 0, partial: 0, waiting: due - inTime, missing: 0 })
  const child = (unit: string, due: number, inTime: number, lastAt: string | null): RaceAnswer['children'][number] => ({ unit, state: null, counts: counts(due, inTime), lastAt, before: null })
  const children = [child('01', 10, 10, '2026-11-20T10:00:00+07:00'), child('04', 10, 10, '2026-11-19T10:00:00+07:00'), child('44', 78, 37, '2026-11-20T12:00:00+07:00'), child('96', 5, 0, null)]
  it('gives the first place to who was whole first, and shows the last place first', () => {
    expect([...ranksOf(children)]).toEqual([['04', 1], ['01', 2], ['44', 3], ['96', 4]])
    expect(worstFirst(children).map(({ unit }) => unit)).toEqual(['96', '44', '01', '04'])
  })
  it('is behind last month only where fewer are in than then, and not where nobody knows', () => {
    expect([isBehind(counts(34, 12), 14), isBehind(counts(34, 14), 14), isBehind(counts(34, 12), null)]).toEqual([true, false, false])
  })
})

describe('who leads a task', () => {
  it('is told by whole names, and by the number of those without room', () => {
    const lead = 'Cơ quan UBKT Tỉnh ủy, UBKT đảng ủy xã, Văn phòng Tỉnh ủy'
    expect(leadText(lead, 60)).toBe(lead)
    expect(leadText(lead, 45)).toBe('Cơ quan UBKT Tỉnh ủy, UBKT đảng ủy xã +1')
    expect(leadText(lead, 30)).toBe('Cơ quan UBKT Tỉnh ủy +2')
    expect(leadText('Văn phòng Tỉnh ủy', 10), 'a name is not torn').toBe('')
    expect(leadText('Cơ quan UBKT Tỉnh ủy, UBKT cấp xã, phường và tương đương', 34), 'a comma within a name').toBe('Cơ quan UBKT Tỉnh ủy +1')
  })
})

describe('the age in the row of a silent group', () => {
  const data = joinWallData(unitsAnswer('TW').units, kpisAnswer().kpis, 'TW', null)!
  const speech = (language: 'vi' | 'en'): RowSpeech => (language === 'vi'
    ? { language, words: vi, lists: listsVi, states: scenesVi.warnings.states } : { language, words: en, lists: listsEn, states: scenesEn.warnings.states })
  const nowMs = Date.parse('2026-11-30T13:46:39+07:00')
  const plain = (text: string): string => text.replaceAll('\u00a0', ' ')
  const lost = { unit: '04', kpi: 'digitization.pages', kind: 'lost', newestAt: '2026-11-26T11:37:42.000+07:00', units: { affected: 56, due: 56 } } as WarningAnswer
  it('is its newest unit\'s and says so: the sentence beside it tells of the longest silent one', () => {
    expect([newestText(lost, data, nowMs, speech('vi')), newestText(lost, data, nowMs, speech('en'))].map(plain)).toEqual(['xã mới nhất: 4 ngày', 'last commune: 4 days'])
    expect(plain(newestText({ ...lost, units: { affected: 1, due: 1 } }, data, nowMs, speech('vi'))), 'one unit has one age').toBe('lần cuối 4 ngày trước')
    expect(plain(newestText({ ...lost, kind: 'stall' }, data, nowMs, speech('vi')))).toBe('số mới nhất 4 ngày')
    expect(newestText({ ...lost, newestAt: null }, data, nowMs, speech('vi'))).toBe('')
  })
})
