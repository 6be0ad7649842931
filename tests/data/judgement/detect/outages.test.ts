import { describe, expect, it } from 'vitest'
import {
  isTold, leastOutageMs, outagesOfHours, OutageWalk, placesToRead, type LineHour, type LineSpan, type Outage,
} from '../../../../data/judgement/detect/outages.ts'
import { hourMs } from '../../../../data/time/vietnam-time.ts'
import { generator, kpiOf } from './detect-support.ts'

const province = kpiOf('network.uptime')
const commune = kpiOf('network.uptime_commune')
const leastMs = leastOutageMs(province)
const none = { ended: [], run: null }

const hour = (at: number, up: number, observed = 3600): LineHour => ({ hour: at, up, observed })
function walked(spans: readonly (readonly [at: number, up: number, span?: number])[], least = leastMs): OutageWalk {
  const walk = new OutageWalk(none, least)
  for (const [at, up, span = 30] of spans) walk.add({ atMs: at * 1000, up, span })
  return walk
}
const told = ({ fromMs, toMs, downS }: Outage): number[] => [fromMs / 1000, toMs / 1000, downS]

describe('outages by readings', () => {
  it('are told from two minutes, of communes from two cadences on', () => {
    expect([leastMs, leastOutageMs(commune)]).toEqual([120_000, 600_000])
    const spans = (n: number): [number, number][] => [...Array.from({ length: n }, (_, i): [number, number] => [(i + 1) * 30, 0]), [(n + 1) * 30, 30]]
    expect(walked(spans(3)).ended).toEqual([])
    expect(walked(spans(4)).ended.map(told)).toEqual([[0, 120, 120]])
  })
  it('end with a span that was up or partly up, not with silence, and silence adds no second', () => {
    expect(walked([[30, 0], [60, 0], [90, 0], [4000, 0], [4030, 4]]).ended.map(told)).toEqual([[0, 4000, 120]])
    expect(walked([[30, 0], [60, 0], [3600, 0]]).ended).toEqual([])
    expect(isTold({ fromMs: 0, toMs: 3_600_000, downS: 107, resolution: 'reading' }, leastMs)).toBe(false)
    expect(isTold({ fromMs: 0, toMs: 3_600_000, downS: 108, resolution: 'reading' }, leastMs)).toBe(true)
  })
  it('count the seconds that were up in a span that was nearly all down', () => {
    expect(walked([[300, 30, 300], [600, 0, 300], [900, 300, 300]], 600_000).ended.map(told)).toEqual([[0, 600, 570]])
  })
  it('keep the run that goes on', () => {
    const walk = walked([[30, 30], [60, 0], [90, 0]])
    expect([walk.ended, walk.run && told(walk.run)]).toEqual([[], [30, 90, 60]])
  })
})

describe('outages by hours', () => {
  it('are hours that lost half, with what the hours beside them lost as their ends', () => {
    const { ended, run } = outagesOfHours([hour(9, 3600), hour(10, 2520), hour(11, 0), hour(12, 0), hour(13, 3300), hour(14, 3600)], leastMs)
    expect(run).toBeNull()
    expect(ended).toEqual([{ fromMs: 11 * hourMs - 1_080_000, toMs: 13 * hourMs + 300_000, downS: 8580, resolution: 'hour' }])
  })
  it('are not seen where they fill half of no hour', () => {
    expect(outagesOfHours([hour(10, 1801), hour(11, 1801)], leastMs).ended).toEqual([])
    expect(outagesOfHours([hour(10, 1800), hour(11, 3600)], leastMs).ended.map(told)).toEqual([[36_000, 39_600, 1800]])
  })
  it('go on through silence, which takes no edge', () => {
    expect(outagesOfHours([hour(10, 0), hour(15, 0), hour(17, 3000)], leastMs).ended.map(told)).toEqual([[36_000, 57_600, 7200]])
  })
  it('that reach to the last hour go on with the readings', () => {
    const before = outagesOfHours([hour(10, 0)], leastMs)
    const walk = new OutageWalk(before, leastMs)
    walk.add({ atMs: 11 * hourMs + 30_000, up: 0, span: 30 })
    walk.add({ atMs: 11 * hourMs + 60_000, up: 30, span: 30 })
    expect(walk.ended).toEqual([{ fromMs: 10 * hourMs, toMs: 11 * hourMs + 30_000, downS: 3630, resolution: 'hour' }])
    const other = new OutageWalk(before, leastMs)
    other.add({ atMs: 11 * hourMs + 30_000, up: 30, span: 30 })
    expect(other.ended.map(told)).toEqual([[36_000, 39_600, 3600]])
  })
})

describe('the hours whose readings are needed', () => {
  it('leave out nothing that a told outage needs', () => {
    for (let seed = 1; seed <= 300; seed++) {
      const next = generator(seed)
      const least = next() < 0.5 ? leastMs : 600_000
      const spans: LineSpan[] = []
      let isUp = true
      for (let at = 0; at < 12 * 3600;) {
        if (next() < 0.03) isUp = !isUp
        const span = next() < 0.1 ? 300 : 30
        at += next() < 0.02 ? Math.floor(next() * 3) * 1800 + span : span
        spans.push({ atMs: at * 1000, span, up: isUp ? span - (next() < 0.2 ? Math.floor(next() * span) : 0) : next() < 0.8 ? 0 : Math.floor(next() * span * 0.3) })
      }
      const hours = new Map<number, LineHour>()
      for (const { atMs, up, span } of spans) {
        const at = Math.floor(atMs / hourMs)
        const sum = hours.get(at) ?? hour(at, 0, 0)
        hours.set(at, hour(at, sum.up + up, sum.observed + span))
      }
      const whole = new OutageWalk(none, least)
      for (const span of spans) whole.add(span)
      const thrifty = new OutageWalk(none, least)
      const all = [...hours.values()]
      const places = placesToRead(all, least)
      all.forEach((one, i) => {
        if (!places.has(i)) return thrifty.breakOff()
        for (const span of spans) if (Math.floor(span.atMs / hourMs) === one.hour) thrifty.add(span)
      })
      expect({ ended: thrifty.ended, run: thrifty.run }, `seed ${seed}`).toEqual({ ended: whole.ended, run: whole.run })
    }
  })
})
