import { describe, expect, it } from 'vitest'
import { emptySpans, judgeDown, judgeFlapping, spanState, unheard, zeroRunFrom, type Spans } from '../../../../data/judgement/detect/line-state.ts'
import { evidence, generator, kpiOf } from './detect-support.ts'

const province = kpiOf('network.uptime')
const commune = kpiOf('network.uptime_commune')
const t0 = Date.UTC(2026, 10, 22)

/** Spans of `seconds` one after another with these shares of up time. */
function spansOf(seconds: number, shares: readonly number[]): Spans {
  const spans = emptySpans(shares.length)
  shares.forEach((share, i) => {
    spans.at[i] = t0 + (i + 1) * seconds * 1000
    spans.up[i] = share * seconds
    spans.span[i] = seconds
  })
  spans.count = shares.length
  return spans
}
const down = (kpi: typeof province, spans: Spans) => judgeDown(kpi, spans, zeroRunFrom(spans))

describe('a line that is down', () => {
  it('a span is down up to a tenth of up time, up from three quarters, partly up between', () => {
    expect([0, 30, 31, 224, 225, 300].map((up) => spanState(up, 300))).toEqual([0, 0, 1, 1, 2, 2])
    expect(spanState(0, 0)).toBe(2)
  })
  it('two minutes of 30-second spans, two 5-minute spans, one hour at once', () => {
    expect(down(province, spansOf(30, [1, 0, 0, 0]))).toBeNull()
    expect(down(province, spansOf(30, [1, 0, 0, 0, 0]))).toMatchObject({ kind: 'down', severity: 'at_risk', sinceMs: t0 + 30_000 })
    expect(down(commune, spansOf(300, [1, 0]))).toBeNull()
    expect(evidence(down(commune, spansOf(300, [1, 0, 0])), 'downtime')).toBe(600_000)
    expect(down(commune, spansOf(3600, [1, 0.02]))).not.toBeNull()
  })
  it('the first span with up time ends it', () => {
    expect(down(commune, spansOf(300, [0, 0, 0, 0.5]))).toBeNull()
    expect(down(commune, spansOf(300, [0, 0, 0, 1]))).toBeNull()
  })
  it('it began before the spans that are kept, where that is known', () => {
    const spans = spansOf(300, [0, 0, 0])
    expect(judgeDown(commune, spans, t0 - 5e6)).toMatchObject({ sinceMs: t0 - 5e6 })
  })
})

describe('a line that flaps', () => {
  it('six turns in an hour of 30-second spans, not five', () => {
    expect(judgeFlapping(spansOf(30, [1, 1, 0, 1, 0, 1, 0]))).toBeNull()
    expect(judgeFlapping(spansOf(30, [1, 1, 0, 1, 0, 1, 0, 1]))).toMatchObject({ kind: 'flapping', severity: 'behind' })
  })
  it('turns before the window do not count', () => {
    const outage = [1, 0, 1, 0, 1, 0, 1]
    expect(judgeFlapping(spansOf(30, [...outage, ...Array.from({ length: 110 }, () => 1)]))).not.toBeNull()
    expect(judgeFlapping(spansOf(30, [...outage, ...Array.from({ length: 120 }, () => 1)]))).toBeNull()
  })
  it('a span that was partly up holds an outage and its end', () => {
    expect(evidence(judgeFlapping(spansOf(30, [1, 0.5, 1, 1, 0.5, 1, 0.4, 1])), 'transitions')).toBe(6)
    expect(judgeFlapping(spansOf(30, [1, 0.5, 1, 1, 0.5, 0, 0, 1]))).toBeNull()
  })
  it('5-minute spans are looked at over two hours, hourly ones over a day, and turn eight times', () => {
    const four = [1, 0, 1, 1, 1, 0, 1, 1, 1, 1, 0.5, 1, 0.5, 1]
    expect(evidence(judgeFlapping(spansOf(3600, four)), 'window')).toBe(24 * 3_600_000)
    expect(evidence(judgeFlapping(spansOf(300, four)), 'window')).toBe(2 * 3_600_000)
    expect(evidence(judgeFlapping(spansOf(300, four)), 'transitions')).toBe(8)
    expect(judgeFlapping(spansOf(300, four.slice(0, -2)))).toBeNull()
  })
  it('an hourly span after 5-minute ones looks no further back than they do', () => {
    const spans = spansOf(300, [...Array.from({ length: 36 }, (_, i) => (i % 9 === 4 ? 0.3 : 1)), 1])
    spans.at[36] = spans.at[35]! + 3_600_000
    spans.up[36] = spans.span[36] = 3600
    expect(judgeFlapping(spans)).toBeNull()
  })
  it('a line that loses a fifth of every hour is poor, not flapping', () => {
    expect(judgeFlapping(spansOf(3600, Array.from({ length: 30 }, () => 0.8)))).toBeNull()
    expect(judgeFlapping(spansOf(3600, Array.from({ length: 30 }, () => 0.6)))).not.toBeNull()
  })
  it('an ordinary line with a short outage now and then does not flap', () => {
    const next = generator(4)
    let found = 0
    for (let line = 0; line < 3000; line++) {
      if (judgeFlapping(spansOf(300, Array.from({ length: 40 }, () => (next() < 0.01 ? next() : 1)))) !== null) found++
    }
    expect(found).toBeLessThanOrEqual(1)
  })
})

describe('a line that has fallen silent', () => {
  it('stays what it was, and says since when nothing is heard', () => {
    const [outage, turns] = [down(commune, spansOf(300, [1, 0, 0])), judgeFlapping(spansOf(30, [1, 1, 0, 1, 0, 1, 0, 1]))]
    expect(evidence(unheard(outage), 'unheard')).toBe(t0 + 900_000)
    expect(evidence(unheard(outage), 'downtime')).toBe(600_000)
    expect(unheard(turns)).toMatchObject({ kind: 'flapping', sinceMs: turns!.sinceMs, size: turns!.size })
    expect(unheard(turns)!.numbers.map(({ id }) => id)).toEqual(['transitions', 'window', 'unheard'])
    expect(unheard(null)).toBeNull()
  })
})
