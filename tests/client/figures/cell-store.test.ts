import { describe, expect, it } from 'vitest'
import { CellStore, quietMs } from '../../../client/figures/cell-store.ts'
import { busyMs, earlyMs, Pace, largeCells, restOfUpdateMs, sameUpdateMs } from '../../../client/figures/pace.ts'
import type { CellRow } from '../../../data/protocol/cell.ts'

const row = (unit: string, num: number, simulated: 0 | 1 | 3 = 0): CellRow => [unit, 'k', num, 10, num / 10, null, 1, 0, 1, 1, 1, 0, 0, 1, 1, simulated, null]

function bench() {
  let now = 10_000
  const timers: { run: () => void, atMs: number }[] = []
  const store = new CellStore({ nowMs: () => now, later: (run, ms) => { timers.push({ run, atMs: now + ms }) } })
  const paints: string[] = []
  store.onPaint((cells, kind) => paints.push(`${kind}@${now} ${cells.map(({ cell }) => `${cell.unit}=${cell.num}`).join(',')}`))
  let seq = 1
  return {
    store, paints,
    snapshot: (rows: CellRow[], epoch = 'e') => store.replace({ room: 'r', protocol: 1, epoch, seq, at: 0, build: 'b', simulated: false, cells: rows }),
    delta: (rows: CellRow[]) => { const prev = seq++; store.apply({ room: 'r', epoch: 'e', prev, seq, at: 0, cells: rows }) },
    pass: (ms: number) => {
      const until = now + ms
      for (;;) {
        const due = timers.filter(({ atMs }) => atMs <= until).sort((a, b) => a.atMs - b.atMs)[0]
        if (due === undefined) break
        timers.splice(timers.indexOf(due), 1)
        now = due.atMs
        due.run()
      }
      now = until
    },
  }
}

describe('the cell store', () => {
  it('a quiet cell paints its first change at once', () => {
    const { store, snapshot, delta, pass } = bench()
    snapshot([row('u', 1)])
    pass(quietMs)
    delta([row('u', 2)])
    expect(store.painted('u', 'k')?.cell.num).toBe(2)
  })
  it('a cell that changes continually repaints at most twice a second, and always with the newest', () => {
    const { store, paints, snapshot, delta, pass } = bench()
    snapshot([row('u', 0)])
    pass(quietMs)
    paints.length = 0
    for (let i = 1; i <= 40; i++) { delta([row('u', i)]); pass(100) }
    expect(paints.length).toBeGreaterThanOrEqual(8)
    expect(paints.length).toBeLessThanOrEqual(1 + Math.floor((40 * 100 + earlyMs) / busyMs))
    pass(busyMs)
    expect(store.painted('u', 'k')?.cell.num).toBe(40)
  })
  it('holds the rate over any run of paints, and lets changes that come twice a second through at once, also after one that came late', () => {
    const { store, snapshot, delta, pass } = bench()
    const paintedMs: number[] = []
    store.onPaint((cells) => { if (cells.length > 0) paintedMs.push(cells[0]!.paintedMs) })
    snapshot([row('u', 0)])
    pass(quietMs)
    paintedMs.length = 0
    let seed = 7
    const random = (most: number): number => { seed = (seed * 16807) % 2147483647; return seed % most }
    for (let i = 1; i <= 300; i++) { delta([row('u', i)]); pass(random(400)) }
    expect(paintedMs.length).toBeGreaterThan(60)
    for (let from = 0; from < paintedMs.length; from++) {
      for (let to = from + 1; to < paintedMs.length; to++) expect(paintedMs[to]! - paintedMs[from]!).toBeGreaterThanOrEqual((to - from) * busyMs - earlyMs)
    }
    pass(5000)
    for (let i = 0; i < 40; i++) {
      const late = i === 10 ? earlyMs : random(earlyMs)
      pass(late)
      delta([row('u', 1000 + i)])
      expect(store.painted('u', 'k')?.cell.num).toBe(1000 + i)
      pass(busyMs - late)
    }
  })
  it('the last change of a burst is painted though nothing follows it', () => {
    const { store, snapshot, delta, pass } = bench()
    snapshot([row('u', 0)])
    pass(quietMs)
    delta([row('u', 1)])
    delta([row('u', 2)])
    expect(store.painted('u', 'k')?.cell.num).toBe(1)
    pass(busyMs)
    expect(store.painted('u', 'k')?.cell.num).toBe(2)
  })
  it('a cell that another subscription told already is one change, painted once, also where only its stages are compared', () => {
    const { store, paints, snapshot, delta, pass } = bench()
    const staged = (stages: number[]): CellRow => [...row('u', 2).slice(0, 16), stages] as unknown as CellRow
    snapshot([row('u', 0)])
    pass(quietMs)
    paints.length = 0
    for (const next of [row('u', 2), row('u', 2), staged([0, 0, 0, 0, 1, 0]), staged([0, 0, 0, 0, 1, 0]), staged([0, 0, 0, 0, 0, 1])]) { delta([next]); pass(quietMs) }
    expect(paints).toHaveLength(3)
    expect(store.painted('u', 'k')?.cell.stages).toEqual([0, 0, 0, 0, 0, 1])
  })
  it('a snapshot is painted at once and wins over what waited', () => {
    const { store, snapshot, delta, pass } = bench()
    snapshot([row('u', 0)])
    delta([row('u', 1)])
    snapshot([row('u', 5)])
    pass(2 * busyMs)
    expect(store.painted('u', 'k')?.cell.num).toBe(5)
  })
  it('only followers of a painted cell are told, and what is painted is the same object until then', () => {
    const { store, snapshot, delta, pass } = bench()
    snapshot([row('u', 0), row('v', 0)])
    pass(quietMs)
    let told = 0
    const stop = store.onCell('v', 'k', () => { told++ })
    const before = store.painted('v', 'k')
    delta([row('u', 1)])
    expect([told, store.painted('v', 'k') === before]).toEqual([0, true])
    delta([row('v', 1)])
    expect(told).toBe(1)
    stop()
  })
  it('what is simulated and withheld is simulated', () => {
    const { store, snapshot } = bench()
    snapshot([row('u', 0, 3)])
    expect(store.simulated).toBe(true)
  })
  it('once simulated, always simulated', () => {
    const { store, snapshot } = bench()
    snapshot([row('u', 0, 1)])
    snapshot([row('u', 0, 0)], 'e2')
    expect(store.simulated).toBe(true)
  })
  it('cells nobody shows can be dropped', () => {
    const { store, snapshot } = bench()
    snapshot([row('u', 0), row('v', 0)])
    store.keepOnly((unit) => unit === 'u')
    expect([store.size, store.painted('v', 'k')]).toEqual([1, undefined])
  })
})

describe('figures that were kept from before', () => {
  it('are shown with the instant they are of, until the first snapshot', () => {
    const { store, snapshot } = bench()
    store.restore([row('u', 1), row('v', 5)], 77, true)
    expect([store.painted('u', 'k')?.cell.num, store.keptAtMs, store.simulated]).toEqual([1, 77, true])
    snapshot([row('u', 2)])
    expect([store.painted('u', 'k')?.cell.num, store.keptAtMs, store.painted('u', 'k')?.seq]).toEqual([2, null, 1])
  })
  it('come never instead of live ones', () => {
    const { store, snapshot } = bench()
    snapshot([row('u', 2)])
    store.restore([row('u', 1)], 77, false)
    expect([store.painted('u', 'k')?.cell.num, store.keptAtMs]).toEqual([2, null])
  })
  it('are gone once the link has lived without renewing them; what was renewed stays', () => {
    const { store, snapshot } = bench()
    store.restore([row('u', 1), row('v', 5)], 77, false)
    snapshot([row('u', 2)])
    store.endKept()
    expect([store.painted('u', 'k')?.cell.num, store.painted('v', 'k'), store.rows().length]).toEqual([2, undefined, 1])
  })
  it('paints anew what is seen otherwise, tells of that alone, and holds what came', () => {
    const { store, paints, snapshot } = bench()
    snapshot([row('a', 1), row('b', 2)])
    paints.length = 0
    store.repaint((cell) => (cell.unit === 'a' ? { ...cell, freshness: 'lost' } : cell))
    expect(paints).toEqual(['snapshot@10000 a=1'])
    expect(store.painted('a', 'k')?.cell.freshness).toBe('lost')
    expect(store.rows()).toEqual([row('a', 1), row('b', 2)])
    store.repaint((cell) => cell)
    expect(paints.length).toBe(1)
    snapshot([row('a', 1)])
    expect(store.painted('a', 'k')?.cell.freshness).toBe('fresh')
  })
})

describe('the rhythm of a view over many cells', () => {
  it('takes the messages of one update for one paint, and no more than that', () => {
    const pace = new Pace()
    expect(pace.waitMs(1000)).toBe(0)
    pace.painted(1000)
    expect(pace.waitMs(1000 + sameUpdateMs)).toBe(0)
    pace.painted(1000 + sameUpdateMs)
    expect(pace.waitMs(1000 + sameUpdateMs + 1)).toBe(busyMs - earlyMs - sameUpdateMs - 1)
    expect([pace.waitMs(1000 + busyMs - earlyMs - 1), pace.waitMs(1000 + busyMs - earlyMs)]).toEqual([1, 0])
  })
  it('takes the large part of an update for the same paint, once, until the next update may come', () => {
    const pace = new Pace()
    pace.painted(1000, 34)
    expect([pace.waitMs(1000 + restOfUpdateMs, largeCells), pace.waitMs(1000 + sameUpdateMs + 4, largeCells - 1)]).toEqual([0, busyMs - earlyMs - sameUpdateMs - 4])
    pace.painted(1200, largeCells)
    // the next small picture waits for the first one's time alone, a second large one for its own
    expect([pace.waitMs(1000 + busyMs - earlyMs), pace.waitMs(1000 + sameUpdateMs + 1, largeCells)]).toEqual([0, busyMs - earlyMs - sameUpdateMs - 1])
    const late = new Pace()
    late.painted(1000, 34)
    late.painted(1000 + restOfUpdateMs + 1, largeCells)
    expect(late.waitMs(1500)).toBe(1000 + 2 * busyMs - earlyMs - 1500)
  })
  it('lets two pictures an update through on a slow machine, however late the large one is', () => {
    for (const behindMs of [60, 120, 250]) {
      const pace = new Pace(), waits: number[] = []
      for (let i = 0; i < 40; i++) for (const [offMs, cells] of [[0, 34], [behindMs, 3321]] as const) {
        const nowMs = i * 500 + offMs, waitMs = pace.waitMs(nowMs, cells)
        waits.push(waitMs)
        pace.painted(nowMs + waitMs, cells)
      }
      expect(Math.max(...waits), `${behindMs} ms behind`).toBe(0)
    }
  })
  it('lets updates through that come twice a second, however they shake, and catches up after a stand-still', () => {
    const pace = new Pace()
    const waits: number[] = []
    for (let i = 0; i < 60; i++) {
      // the page stood still over the updates 20 to 22: they are taken together, late
      const nowMs = i >= 20 && i <= 22 ? 11_450 : i * 500 + (i % 3) * 20
      const waitMs = pace.waitMs(nowMs)
      waits.push(waitMs)
      pace.painted(nowMs + waitMs)
    }
    expect(waits.slice(0, 20).every((wait) => wait === 0)).toBe(true)
    expect(waits.slice(50).every((wait) => wait === 0)).toBe(true)
  })
})
