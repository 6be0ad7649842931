/** Law of the outage book: kept up reading by reading it equals what is computed from all readings at once. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { leastOutageMs, outagesOfHours, OutageWalk, type LineSpan, type Outage } from '../../../data/judgement/detect/outages.ts'
import { availabilityRetentionMs } from '../../../data/readings/reading.ts'
import { dayMs, hourMs, hourStart, startOfLocalDay } from '../../../data/time/vietnam-time.ts'
import { dayBucket, hourBucket } from '../../../server/log/buckets.ts'
import type { NewReading } from '../../../server/log/log.ts'
import { SqliteLog } from '../../../server/log/sqlite-log.ts'
import { LineReader } from '../../../server/watch/lines/line-reader.ts'
import { emptyStrip, stripDays, stripHours } from '../../../server/watch/lines/line-rings.ts'
import { OutageBook } from '../../../server/watch/lines/outage-book.ts'
import { generator } from '../../data/judgement/detect/detect-support.ts'
import { kpisOf, smallPyramid } from '../../support/memory-figures.ts'
import { standing, type Kept } from '../../support/recompute.ts'

const kpis = kpisOf('network.uptime_commune')
const pyramid = smallPyramid(2, 3)
const least = leastOutageMs(kpis[0]!)
const begin = startOfLocalDay('2026-10-28') + 9 * hourMs
const lines = [...pyramid.units.keys()].filter((unit) => pyramid.units[unit]!.level === 'commune')

/** A log, a book over it, and every reading ever stored in a plain list. */
class World {
  readonly dir = mkdtempSync(join(tmpdir(), 'thap-outages-'))
  readonly kept: Kept[] = []
  nowMs = begin
  log: SqliteLog
  book: OutageBook
  private follow: (book: OutageBook) => void

  constructor() {
    this.log = this.open()
    this.book = this.newBook()
    let current = this.book
    this.follow = (book) => { current = book }
    this.log.onAppended((readings) => current.apply(readings))
  }

  private open(): SqliteLog {
    return new SqliteLog({ runtimeDir: this.dir, unitCodes: pyramid.units.map(({ code }) => code), kpis, clock: { nowMs: () => this.nowMs }, onFatal: (error) => { throw error } })
  }

  newBook(): OutageBook {
    const source = new LineReader({ db: this.log.db, units: this.log.units, kpiIds: this.log.kpiIds, kpis })
    return new OutageBook({ kpi: kpis[0]!, index: 0, size: pyramid.size, due: (unit) => lines.includes(unit), source, flush: () => this.log.flushRollUps(), nowMs: this.nowMs })
  }

  restart(): void {
    this.book = this.newBook()
    this.follow(this.book)
    this.book.readAll()
  }

  async append(readings: readonly NewReading[]): Promise<void> {
    const verdicts = await this.log.append(readings)
    verdicts.forEach((verdict, i) => {
      if (verdict.kind !== 'stored') return
      const r = readings[i]!
      const target = r.corrects === null ? null : this.kept.find((k) => k.unit === r.unit && k.key === r.corrects)!.seq
      this.kept.push({ ...r, seq: verdict.seq, receivedMs: this.nowMs, replacesSeq: target })
    })
  }

  pass(ms: number): void {
    this.nowMs += ms
    this.book.tick(this.nowMs, () => false)
    for (let unit = 0; unit < pyramid.size;) unit = this.log.purgeExpired(0, unit).nextUnit ?? pyramid.size
  }

  /** Outages and strips of a line computed from every reading that stands. */
  expected(unit: number) {
    const byAt = new Map<number, LineSpan>()
    for (const r of standing(this.kept.filter((k) => k.unit === unit), Infinity)) {
      if (r.atMs > this.nowMs || hourBucket(r.atMs) < hourBucket(this.nowMs - 30 * dayMs)) continue
      const span = byAt.get(r.atMs) ?? { atMs: r.atMs, up: 0, span: 0 }
      byAt.set(r.atMs, { atMs: r.atMs, up: span.up + r.num!, span: span.span + (r.den ?? 0) })
    }
    const spans = [...byAt.values()].sort((a, b) => a.atMs - b.atMs)
    const keptFrom = hourStart(this.nowMs - availabilityRetentionMs)
    const sums = new Map<number, { hour: number; up: number; observed: number }>()
    const hours = emptyStrip(stripHours)
    const days = emptyStrip(stripDays)
    for (const { atMs, up, span } of spans) {
      const hour = hourBucket(atMs)
      const sum = sums.get(hour) ?? { hour, up: 0, observed: 0 }
      sums.set(hour, { hour, up: sum.up + up, observed: sum.observed + span })
      const places = [[hours, hour - hourBucket(this.nowMs) + stripHours - 1], [days, dayBucket(atMs) - dayBucket(this.nowMs) + stripDays - 1]] as const
      for (const [strip, place] of places) {
        if (place < 0) continue
        strip.observed[place]! += span
        strip.down[place]! += span - up
      }
    }
    const walk = new OutageWalk(outagesOfHours([...sums.values()].filter(({ hour }) => hour * hourMs < keptFrom), least), least)
    for (const span of spans) if (span.atMs >= keptFrom) walk.add(span)
    const run = walk.run !== null && walk.run.toMs - walk.run.fromMs >= least && walk.run.downS * 1000 >= 0.9 * least ? walk.run : null
    return { ended: walk.ended, run, hours, days }
  }

  found(unit: number, book = this.book) {
    const hours = emptyStrip(stripHours)
    const days = emptyStrip(stripDays)
    book.sumInto(unit, hours, days)
    return { ...book.outages(unit), hours, days }
  }

  async close(): Promise<void> {
    await this.log.close()
    rmSync(this.dir, { recursive: true })
  }
}

let world: World | null = null
afterEach(async () => {
  await world?.close()
  world = null
})

const reading = (unit: number, atMs: number, up: number, span: number, key: string, corrects: string | null = null): NewReading =>
  ({ unit, kpi: 0, key, atMs, num: up, den: span, corrects, declared: false, source: 1, simulated: false })

/** A step of a random life of the lines: spans of minutes to hours, outages, silence, late, corrected and early readings. */
class Life {
  private readonly next: () => number
  private readonly isUp = new Map<number, boolean>()
  private count = 0

  constructor(seed: number) { this.next = generator(seed) }

  private pick<T>(from: readonly T[]): T { return from[Math.floor(this.next() * from.length)]! }

  private span(unit: number, atMs: number): NewReading {
    if (this.next() < 0.12) this.isUp.set(unit, this.isUp.get(unit) === false)
    const span = this.pick([300, 300, 300, 60, 3600])
    const up = this.isUp.get(unit) === false ? (this.next() < 0.8 ? 0 : Math.floor(span * this.next() * 0.2)) : this.next() < 0.8 ? span : Math.floor(span * this.next())
    return reading(unit, Math.round(atMs / 1000) * 1000, up, span, `k${this.count++}`)
  }

  private late(w: World, unit: number): NewReading {
    const oldest = w.nowMs - availabilityRetentionMs + 60_000
    const near = w.kept.filter((k) => k.unit === unit && k.atMs > oldest)
    // Half of them beside, or upon, what is there: into and out of outages.
    const atMs = near.length > 0 && this.next() < 0.6 ? this.pick(near).atMs + this.pick([-90_000, 0, 60_000]) : oldest + this.next() * (w.nowMs - oldest)
    return this.span(unit, Math.min(w.nowMs, Math.max(oldest, atMs)))
  }

  private correction(w: World, unit: number): NewReading | null {
    const replaced = new Set(w.kept.map((k) => k.replacesSeq))
    const able = w.kept.filter((k) => k.unit === unit && k.atMs > w.nowMs - availabilityRetentionMs + 60_000 && k.num !== null && !replaced.has(k.seq))
    if (able.length === 0) return null
    const target = this.pick(able)
    const made = this.span(unit, target.atMs + this.pick([0, 0, 600_000]))
    return { ...made, atMs: Math.min(made.atMs, w.nowMs), corrects: target.key, ...(this.next() < 0.3 ? { num: null, den: null } : {}) }
  }

  async step(w: World): Promise<void> {
    const batch: NewReading[] = []
    for (const unit of lines) {
      const draw = this.next()
      if (draw < 0.75) batch.push(this.span(unit, w.nowMs - this.next() * 20_000))
      if (draw > 0.9) batch.push(this.late(w, unit))
      if (draw > 0.7 && draw < 0.73) batch.push(this.span(unit, w.nowMs + this.next() * 290_000))
      if (draw > 0.8 && draw < 0.83) {
        const made = this.correction(w, unit)
        if (made !== null) batch.push(made)
      }
    }
    await w.append(batch)
    w.pass(this.pick([300_000, 300_000, 300_000, 1_200_000, 2 * hourMs, this.next() < 0.1 ? 30 * hourMs : 600_000]))
  }
}

function expectSame(w: World, what: string, book = w.book): void {
  for (const unit of lines) expect(w.found(unit, book), `${what}, unit ${unit}`).toEqual(w.expected(unit))
}

describe('the outage book', () => {
  it.each([3, 17, 2026])('kept up equals recomputed, also after a restart (seed %i)', async (seed) => {
    world = new World()
    const life = new Life(seed)
    let seen = 0
    for (let step = 0; step < 500; step++) {
      await life.step(world)
      if (step % 83 === 82) world.restart()
      world.book.tick(world.nowMs, () => false)
      if (step % 5 === 0) expectSame(world, `step ${step}`)
      seen = Math.max(seen, ...lines.map((unit) => world!.found(unit).ended.filter(({ resolution }) => resolution === 'hour').length))
    }
    expect(seen).toBeGreaterThan(0)
    const fresh = world.newBook()
    fresh.readAll()
    fresh.tick(world.nowMs, () => false)
    expectSame(world, 'from nothing', fresh)
  }, 120_000)

  const spansOf = (unit: number, fromMs: number, count: number, up: number): NewReading[] =>
    Array.from({ length: count }, (_, i) => reading(unit, fromMs + (i + 1) * 300_000, up, 300, `${up}-${fromMs}-${i}`))
  const lengths = (all: readonly Outage[]): number[] => all.map(({ downS }) => downS)

  it('knows an outage by the reading for seven days, then by the hour, then no more', async () => {
    world = new World()
    const unit = lines[0]!
    await world.append(spansOf(unit, begin - 4 * hourMs, 8, 300))
    await world.append(spansOf(unit, begin - 3 * hourMs - 20 * 60_000, 28, 0))
    await world.append(spansOf(unit, begin - hourMs, 12, 300))
    expect(world.found(unit).ended).toEqual([{ fromMs: begin - 3 * hourMs - 20 * 60_000, toMs: begin - hourMs, downS: 8400, resolution: 'reading' }])
    world.pass(availabilityRetentionMs + hourMs)
    expect(world.found(unit).ended.map(({ downS, resolution }) => [downS, resolution])).toEqual([[8400, 'hour']])
    world.pass(30 * dayMs)
    expect(world.found(unit).ended).toEqual([])
  })

  it('takes nothing late from an outage but what was up in it', async () => {
    world = new World()
    const unit = lines[1]!
    await world.append(spansOf(unit, begin - 2 * hourMs, 12, 0))
    expect(lengths([world.book.outages(unit).run!])).toEqual([3600])
    await world.append([reading(unit, begin - 90 * 60_000 - 60_000, 300, 300, 'late')])
    expect(world.book.waiting).toBe(1)
    world.pass(1000)
    expect([lengths(world.book.outages(unit).ended), lengths([world.book.outages(unit).run!])]).toEqual([[1500], [2100]])
  })

  it('a clock set back changes nothing until it is past where it was', async () => {
    world = new World()
    const unit = lines[2]!
    await world.append(spansOf(unit, begin - hourMs, 12, 0))
    const before = world.found(unit)
    world.book.tick(world.nowMs - dayMs, () => false)
    expect(world.found(unit)).toEqual(before)
    world.pass(3 * dayMs)
    expect(world.found(unit)).toEqual(world.expected(unit))
  })

  it('reads waiting lines until it has had enough, the rest next time', async () => {
    world = new World()
    for (const unit of lines) await world.append(spansOf(unit, begin - hourMs, 12, 0))
    world.restart()
    let left = 2
    world.book.tick(world.nowMs, () => left-- <= 0)
    expect(world.book.waiting).toBe(lines.length - 2)
    world.book.tick(world.nowMs, () => false)
    expectSame(world, 'all read')
  })
})
