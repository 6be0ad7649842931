import { describe, expect, it } from 'vitest'
import { batches, empty, handedIn, heard, readRecord, shows, writeRecord, type OwnRecord, type Shown } from '../../../client/unattended/own-record.ts'
import { wallRecord } from '../../../data/protocol/wall-record.ts'
import { mostHandedSpans, mostOwnSpans, ownRecordMs, wallAwayMs } from '../../../data/protocol/wall-terms.ts'

const startMs = Date.parse('2026-11-28T09:00:00+07:00')
const shown = (scene: string, rest: Partial<Shown> = {}): Shown => ({
  openedMs: 5, build: 'b', screen: { scene, root: 'TW', kpi: null, playlist: null, held: false, blank: false, kept: false }, epoch: 'e', seq: 4, ...rest,
})
/** The record of scenes shown at instants, milliseconds from the start. */
const of = (steps: readonly (readonly [number, string])[], from: OwnRecord = empty): OwnRecord => steps.reduce((record, [ms, scene]) => shows(record, shown(scene), startMs + ms), from)
const told = (record: OwnRecord): string[] => batches(record, 'hall').flatMap(({ spans }) => spans.map(({ fromMs, untilMs, screen }) => `${screen.scene} ${fromMs - startMs}-${untilMs - startMs}`))

describe('what a wall keeps of itself while it is not linked', () => {
  it('is a span for each thing it shows, from the change to the next', () => {
    expect(told(of([[0, 'map'], [2_000, 'map'], [4_000, 'tasks'], [6_000, 'tasks'], [9_000, 'map'], [10_000, 'map']]))).toEqual(['map 0-4000', 'tasks 4000-9000', 'map 9000-10000'])
  })
  it('is nothing of an instant alone, and nothing of a time in which the page did not run', () => {
    expect(told(of([[0, 'map']]))).toEqual([])
    expect(told(of([[0, 'map'], [1_000, 'map'], [1_000 + wallAwayMs, 'map'], [3_000 + 2 * wallAwayMs, 'map'], [4_000 + 2 * wallAwayMs, 'map']]))).toEqual([`map 0-${1_000 + wallAwayMs}`, `map ${3_000 + 2 * wallAwayMs}-${4_000 + 2 * wallAwayMs}`])
    expect(told(of([[0, 'map'], [1_000, 'map'], [2_000 + wallAwayMs, 'tasks'], [3_000 + wallAwayMs, 'tasks']])), 'another scene after the hole').toEqual(['map 0-1000', `tasks ${2_000 + wallAwayMs}-${3_000 + wallAwayMs}`])
  })
  it('of a page opened anew begins with its own first instant', () => {
    const before = of([[0, 'map'], [2_000, 'map']])
    const after = [3_000, 5_000].reduce((record, ms) => shows(record, shown('map', { openedMs: 6 }), startMs + ms), before)
    expect(told(after)).toEqual(['map 0-2000', 'map 3000-5000'])
  })
  it('overlaps nothing where the clock went back', () => {
    expect(told(of([[0, 'map'], [9_000, 'map'], [4_000, 'tasks'], [8_000, 'tasks'], [9_500, 'tasks'], [12_000, 'tasks']]))).toEqual(['map 0-9000', 'tasks 9500-12000'])
  })
  it('tells the first and the last sequence of the log that the figures stood on', () => {
    const record = [[0, null], [1_000, 7], [2_000, 9], [3_000, null]].reduce<OwnRecord>((r, [ms, seq]) => shows(r, shown('map', { seq: seq! }), startMs + ms!), empty)
    expect(batches(record, 'hall')[0]!.spans[0]).toMatchObject({ seq: 7, untilSeq: 9 })
  })
  it('lets go of what the server heard, and of what was handed in, and goes on from there', () => {
    const record = of([[0, 'map'], [4_000, 'tasks'], [6_000, 'tasks']])
    expect(told(of([[8_000, 'tasks']], heard(record, startMs + 6_000)))).toEqual(['tasks 6000-8000'])
    expect(told(of([[8_000, 'tasks']], handedIn(record, startMs + 4_000)))).toEqual(['tasks 4000-8000'])
    expect(told(handedIn(record, startMs + 6_000))).toEqual([])
    expect(told(of([[2_000, 'tasks']], heard(record, startMs))), 'the clock was ahead until it was heard').toEqual(['tasks 0-2000'])
  })
  it('is bounded in number: the oldest go, and it is told how many', () => {
    const scenes = (n: number): OwnRecord => of([...Array.from({ length: n }, (_, i) => [i * 1_000, `s${String.fromCharCode(97 + i % 7)}`] as const), [n * 1_000, `s${String.fromCharCode(97 + (n - 1) % 7)}`]])
    const full = scenes(mostOwnSpans), over = scenes(mostOwnSpans + 3)
    expect([told(full).length, full.dropped, told(over).length, over.dropped]).toEqual([mostOwnSpans, 0, mostOwnSpans, 3])
    expect(told(over)[0]).toMatch(/ 3000-4000$/)
    expect(batches(over, 'hall').map(({ spans, dropped }) => [spans.length, dropped])).toEqual(Array.from({ length: mostOwnSpans / mostHandedSpans }, (_, i) => [mostHandedSpans, i === 0 ? 3 : 0]))
    expect(handedIn(over, startMs + 1e9).dropped).toBe(0)
  })
  it('is bounded in age: what began before its hours goes, a span that stands is cut', () => {
    expect(told(of([[0, 'map'], [1_000, 'tasks'], [2_000, 'tasks'], [ownRecordMs - 500, 'map'], [ownRecordMs, 'map']]))[0]).toBe('map 0-1000')
    const old = of([[0, 'map'], [1_000, 'tasks'], [2_000, 'tasks'], [ownRecordMs + 500, 'map'], [ownRecordMs + 1_500, 'map']])
    expect([told(old), old.dropped]).toEqual([[`map ${ownRecordMs + 500}-${ownRecordMs + 1_500}`], 2])
    let long = empty
    for (let ms = 0; ms <= ownRecordMs + 60_000; ms += 20_000) long = shows(long, shown('map'), startMs + ms)
    expect(told(long)).toEqual([`map 60000-${ownRecordMs + 60_000}`])
  })
  it('is read as it was written, and anything else counts as nothing', () => {
    const record = of([[0, 'map'], [4_000, 'tasks'], [6_000, 'tasks']])
    expect(told(readRecord(writeRecord(record)))).toEqual(told(record))
    expect(readRecord(writeRecord({ ...record, dropped: 3 })).dropped).toBe(3)
    for (const text of [null, '', 'x', '{}', '[]', '{"spans":1}', '{"spans":[{"fromMs":"0"}],"dropped":0}', JSON.stringify({ spans: [{ fromMs: 9, untilMs: 2 }], dropped: 0 }), JSON.stringify({ spans: Array.from({ length: mostOwnSpans + 1 }, () => record.spans[0]), dropped: 0 })]) {
      expect(readRecord(text), String(text).slice(0, 60)).toEqual(empty)
    }
  })
  it('is always what the socket takes', () => {
    for (const message of batches(of(Array.from({ length: 260 }, (_, i) => [i * 700, i % 3 === 0 ? 'map' : 'tasks'] as const)), 'hall-a')) expect(wallRecord.safeParse(message).success).toBe(true)
    expect(batches(empty, 'hall')).toEqual([])
  })
})
