/** The verdict of a soak from both sides of its bounds, over planted samples. */
import { describe, expect, it } from 'vitest'
import { judgeGrowth, maxBytesPerUpdate, sampleTable, totalOf, verdictTable, type Sample } from './growth.ts'

/** A deterministic wobble in [−1, 1). */
const wobble = (i: number): number => ((i * 7919) % 97) / 48.5 - 1

interface Planted { readonly bytes?: number, readonly nodes?: number, readonly listeners?: number, readonly noise?: number, readonly where?: 'js' | 'embedder' | 'backing' }

/** `count` samples, 4,000 updates apart; `bytes` an update, `nodes` and `listeners` a sample; `noise` bytes either way. */
function samplesOf(count: number, { bytes = 0, nodes = 0, listeners = 0, noise = 0, where = 'js' }: Planted = {}): Sample[] {
  return Array.from({ length: count }, (_, i) => {
    const base = { js: 40e6 + noise * wobble(i), embedder: 8e6, backing: 6e6 }
    return {
      atMs: i * 20_000, place: i % 2, updates: i * 4_000, changes: i * 10, ...base, [where]: base[where] + bytes * i * 4_000,
      nodes: 2_000 + nodes * i, listeners: 150 + listeners * i, documents: 2,
    }
  })
}
const failing = (samples: readonly Sample[]): string[] => judgeGrowth(samples).filter(({ met }) => !met).map(({ name }) => name)

describe('the verdict of a soak', () => {
  it.each(['js', 'embedder', 'backing'] as const)('bounds what an update leaves behind in %s: 100 bytes pass, 101 do not', (where) => {
    expect(failing(samplesOf(12, { bytes: maxBytesPerUpdate, where }))).toEqual([])
    expect(failing(samplesOf(12, { bytes: maxBytesPerUpdate + 1, where }))).toEqual(['memory'])
  })

  it('sees a leak through noise, and no leak in noise', () => {
    const noise = 500_000
    expect(failing(samplesOf(12, { bytes: 150, noise }))).toEqual(['memory'])
    expect(failing(samplesOf(12, { bytes: 50, noise }))).toEqual([])
    expect(failing(samplesOf(12, { noise }))).toEqual([])
  })

  it('is not led astray by one sample that holds ten megabytes more', () => {
    const samples = samplesOf(12)
    samples[11] = { ...samples[11]!, js: samples[11]!.js + 10e6 }
    expect(failing(samples)).toEqual([])
  })

  it('lets neither a node nor a listener stay a round', () => {
    expect(failing(samplesOf(12, { nodes: 1 }))).toEqual(['nodes'])
    expect(failing(samplesOf(12, { listeners: 1 }))).toEqual(['listeners'])
  })

  it('lets counts that come and go pass, and those that fall', () => {
    expect(failing(samplesOf(12).map((sample, i) => ({ ...sample, nodes: sample.nodes + Math.round(40 * wobble(i)) })))).toEqual([])
    expect(failing(samplesOf(12, { nodes: -3, listeners: -1 }))).toEqual([])
  })

  it('counts as growth what adds up to one whole thing, not less', () => {
    // the same surely rising line, once to 0.99 and once to 1.1 of a node over the run
    expect(failing(samplesOf(12, { nodes: 0.09 }))).toEqual([])
    expect(failing(samplesOf(12, { nodes: 0.1 }))).toEqual(['nodes'])
  })

  it('compares like with like: what every other sample holds more is not growth, and hides none', () => {
    const swinging = (bytes: number): Sample[] => samplesOf(12, { bytes }).map((sample) => ({ ...sample, js: sample.js + 4e6 * sample.place, nodes: sample.nodes + 50 * sample.place }))
    expect(failing(swinging(99))).toEqual([])
    expect(failing(swinging(101))).toEqual(['memory'])
  })

  it('rests on enough samples: eight of two places suffice, seven do not', () => {
    expect(() => judgeGrowth(samplesOf(7))).toThrow(RangeError)
    expect(failing(samplesOf(8))).toEqual([])
    expect(failing(samplesOf(8, { nodes: 1 }))).toEqual(['nodes'])
  })

  it('is printed with every bound, and the samples are thinned evenly', () => {
    const text = verdictTable(judgeGrowth(samplesOf(12, { bytes: 300, nodes: 2 })))
    expect(text).toMatch(/memory +300 .*≤ 100 +TOO MUCH/)
    expect(text).toMatch(/nodes +22 .*TOO MUCH/)
    expect(text).toMatch(/listeners +0\.00 .*ok/)
    const samples = samplesOf(500)
    const lines = sampleTable(samples, 20).split('\n')
    expect(lines).toHaveLength(21)
    expect(lines.at(-1)).toContain(String(samples.at(-1)!.updates))
    expect(totalOf(samples[0]!)).toBe(54e6)
  })
})
