import { describe, expect, it } from 'vitest'
import type { LineUnit, OutageUnderWay, PastOutage } from '../../../data/protocol/lines.ts'
import { linesEn, linesVi } from '../../../client/i18n/words-lines.ts'
import { lineLayoutOf, stackedRows } from '../../../client/scenes/wall/lines/line-layout.ts'
import { byLength, dayLook, hasOnlyBegun, hourLook, isUntaken, knownOf, lastingMs, lengthMs, rowsThatFit, stateOf, stripLooks } from '../../../client/scenes/wall/lines/line-looks.ts'

const row = (unit: string, down: number[], observed: number[], more: Partial<LineUnit['counts']> = {}): LineUnit => ({
  unit, counts: { due: 1, down: 0, silent: 0, flapping: 0, late: 0, up: 0, never: 0, ...more }, hour24: { up: 0, observed: 0 }, days30: { up: 0, observed: 0 }, newestAt: null,
  hours: { down, observed }, days: { down, observed },
})
const nowMs = Date.parse('2026-11-21T14:05:00+07:00')
const outage = (more: Partial<OutageUnderWay> = {}): OutageUnderWay => ({
  unit: '96', since: '2026-11-21T11:42:00+07:00', newestAt: '2026-11-21T14:04:30+07:00', silent: false, lastHour: { up: 0, observed: 3600 }, warning: null, ...more,
})
const past: PastOutage = { unit: '96', from: '2026-11-21T11:42:00+07:00', to: null, downS: 142 * 60 + 30, resolution: 'reading' }

describe('looks of the lines', () => {
  it('an hour: two minutes lost are seen, half of it is an outage, silence is no downtime', () => {
    expect([[0, 0], [0, 3600], [119, 3600], [120, 3600], [1799, 3600], [1800, 3600], [3600, 3600]].map(([down, observed]) => hourLook(down!, observed!)))
      .toEqual(['lost', 'met', 'met', 'behind', 'behind', 'at_risk', 'at_risk'])
    expect([hourLook(30, 40), hourLook(300, 310)], 'the hour that runs').toEqual(['met', 'at_risk'])
  })
  it('a day: below 99 % late, below 98.5 % at risk', () => {
    expect([864, 865, 1296, 1297].map((down) => dayLook(down, 86_400))).toEqual(['met', 'behind', 'behind', 'at_risk'])
  })
  it('silence before anything was heard of any line is quiet', () => {
    const whole = row('TW', [0, 0, 0], [0, 3600, 7200])
    expect(stripLooks(row('11', [0, 0, 0], [0, 0, 3600]), whole, 'hours')).toEqual(['silent', 'lost', 'met'])
    expect(stripLooks(row('11', [0], [0]), row('TW', [0], [0]), 'hours')).toEqual(['silent'])
  })
  it('an hour that has only begun is not without data: nothing is due in it yet', () => {
    const whole = row('TW', [0, 0], [3600, 40]), late = row('11', [0, 0], [3600, 0])
    expect(stripLooks(late, whole, 'hours', true)).toEqual(['met', 'coming'])
    expect(stripLooks(row('11', [0, 0], [3600, 40]), whole, 'hours', true)).toEqual(['met', 'met'])
    expect(stripLooks(late, whole, 'hours', false)).toEqual(['met', 'lost'])
    const at = (time: string) => ({ at: `2026-11-21T${time}+07:00`, hoursFrom: '2026-11-20T14:00:00+07:00', daysFrom: '2026-10-23T00:00:00+07:00', self: { ...whole, hours: { down: [], observed: Array<number>(25).fill(1) }, days: { down: [], observed: Array<number>(30).fill(1) } } })
    const beat = 300_000
    expect([at('14:00:00'), at('14:07:29'), at('14:07:30'), at('13:59:59')].map((answer) => hasOnlyBegun(answer, 'hours', beat))).toEqual([true, true, false, false])
    expect([hasOnlyBegun(at('14:00:31'), 'hours', null), hasOnlyBegun(at('00:00:31'), 'days', beat), hasOnlyBegun(at('14:00:31'), 'days', beat)]).toEqual([false, true, false])
  })
  it('rows keep their order while they fit, else they stand by the uptime they show, the lowest first', () => {
    const of = (unit: string, up: number, observed: number, days: number, down = 0): LineUnit => ({ ...row(unit, [], [], { down }), hour24: { up, observed }, days30: { up: days, observed: 1000 } })
    const rows = [of('a', 1000, 1000, 900), of('b', 950, 1000, 999), of('c', 0, 0, 1000), of('d', 999, 1000, 1000, 1), of('e', 1000, 1000, 1000), of('f', 990, 1000, 990)]
    const shown = (room: number, kind: 'hours' | 'days' = 'hours') => rowsThatFit(rows, room, kind).map(({ unit }) => unit).join('')
    expect(shown(6)).toBe('abcdef')
    expect(shown(5), 'of which nothing was observed: between those that lost anything and those that lost nothing').toBe('bfdca')
    expect(shown(2), 'one that is down now has its row, at its place').toBe('bd')
    expect(shown(3, 'days'), 'by the strip\'s own time').toBe('afd')
  })
  it('the state of a unit is its worst line', () => {
    expect([stateOf({ due: 3, down: 1, silent: 1, flapping: 0, late: 0, up: 1, never: 0 }), stateOf({ due: 2, down: 0, silent: 1, flapping: 1, late: 0, up: 0, never: 0 }), stateOf({ due: 1, down: 0, silent: 0, flapping: 0, late: 0, up: 0, never: 1 })])
      .toEqual(['down', 'silent', 'never'])
  })
})

describe('how long an outage lasts', () => {
  it('grows with the clock, but not beyond the last word of a line that fell silent', () => {
    expect(lastingMs(outage(), nowMs)).toBe(143 * 60_000)
    expect(lastingMs(outage({ silent: true, newestAt: '2026-11-21T13:00:00+07:00' }), nowMs)).toBe(78 * 60_000)
  })
  it('is the same in both lists, whatever of it was not observed', () => {
    expect(lengthMs(past, [outage()], nowMs)).toBe(143 * 60_000)
    expect(lengthMs({ ...past, downS: 42 * 60 + 30 }, [outage()], nowMs), 'with 100 minutes of which nothing is known').toBe(lastingMs(outage(), nowMs))
    expect(lengthMs({ ...past, to: '2026-11-21T14:00:00+07:00' }, [outage()], nowMs)).toBe(past.downS * 1000)
  })
  it('is what the list is ordered by', () => {
    const ended: PastOutage = { ...past, unit: '11', to: '2026-11-20T14:00:00+07:00', downS: 100 * 60 }
    expect(byLength({ longest: [ended, { ...past, downS: 42 * 60 }], underWay: [outage()] }, nowMs).map(({ unit }) => unit)).toEqual(['96', '11'])
  })
  it('is taken by somebody once its warning is', () => {
    const warning = (state: 'open' | 'acknowledged') => outage({ warning: { id: 'w', state, task: null, shelvedUntil: null } })
    expect([isUntaken(outage()), isUntaken(warning('open')), isUntaken(warning('acknowledged'))]).toEqual([true, true, false])
  })
})

describe('the time that lines were observed', () => {
  const hoursFrom = '2026-11-20T14:00:00+07:00', daysFrom = '2026-10-23T00:00:00+07:00'
  const strip = (length: number, from: number, down = 0) => ({ down: Array.from({ length }, (_, i) => (i >= from ? down : 0)), observed: Array.from({ length }, (_, i) => (i >= from ? 3600 : 0)) })
  const lines = (hour: number, day: number, down = 0): LineUnit => ({ ...row('44', [], []), hours: strip(25, hour, down), days: strip(30, day, down) })
  const known = (hour: number, day: number, down = 0) => knownOf({ self: lines(hour, day, down), children: [lines(hour, day, down), lines(hour, day)], hoursFrom, daysFrom })
  it('is told by the hour where all of it lies in the hours, else by its day', () => {
    expect(known(12, 29)).toMatchObject({ sinceMs: Date.parse('2026-11-21T02:00:00+07:00'), isHour: true, isWhole: false, lostS: 0 })
    expect(known(0, 27)).toMatchObject({ sinceMs: Date.parse('2026-11-19T00:00:00+07:00'), isHour: false, isWhole: false })
    expect(known(0, 0)).toMatchObject({ isWhole: true })
    expect(knownOf({ self: lines(25, 30), children: [], hoursFrom, daysFrom })).toBeNull()
  })
  it('is told with what was lost in it, however short each time', () => {
    expect(known(12, 29, 150)).toMatchObject({ lostS: 150, units: 1, seen: 1 })
    expect(known(12, 29, 119), 'less in any hour than its cell shows').toMatchObject({ units: 0, seen: 0 })
  })
})

describe('the layout of the lines', () => {
  it('has days below the hours for few rows, not for many, and beside them on a wide wall', () => {
    const few = lineLayoutOf(240, stackedRows), many = lineLayoutOf(240, stackedRows + 1), wide = lineLayoutOf(480, 34)
    expect([few.days !== null && few.days.x === few.hours.x, many.days, wide.days !== null && wide.days.y === wide.hours.y]).toEqual([true, null, true])
    expect(wide.days!.x + wide.days!.w).toBeCloseTo(477)
    expect(many.hours.x + many.hours.w).toBeCloseTo(237)
  })
  it('says everything in both languages', () => {
    expect(Object.keys(linesEn).sort()).toEqual(Object.keys(linesVi).sort())
  })
})
