import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { driftAt, driftReachU, driftStepMs } from '../../../client/unattended/drift.ts'
import { asKept, mostKeptCells } from '../../../client/unattended/last-snapshot.ts'
import { dimShape } from '../../../data/protocol/wall-terms.ts'
import { brightnessAt, readDim } from '../../../client/unattended/night-dim.ts'
import { answerKey, leaving, mostAnswers, oldestAnswers, placeOf } from '../../../client/unattended/shelf.ts'
import { isOwnScript } from '../../../client/ui/trusted-types.ts'
import { protocolVersion } from '../../../data/protocol/version.ts'

describe('a picture that stands for months', () => {
  it('drifts by whole pixels, within its reach, a small step a minute, and comes round', () => {
    const uPx = 16
    const seen = new Set<string>()
    let before = driftAt(0, uPx)
    for (let minute = 0; minute < 256; minute++) {
      const at = driftAt(minute * driftStepMs, uPx)
      expect(at.every(Number.isInteger)).toBe(true)
      expect(Math.max(...at.map(Math.abs))).toBeLessThanOrEqual(driftReachU * uPx)
      expect(Math.hypot(at[0] - before[0], at[1] - before[1])).toBeLessThanOrEqual(3)
      seen.add(at.join())
      before = at
    }
    expect(seen.size).toBeGreaterThan(200)
    expect(driftAt(256 * driftStepMs, uPx)).toEqual(driftAt(0, uPx))
    expect(driftAt(driftStepMs - 1, uPx)).toEqual(driftAt(0, uPx))
  })
  it('has no transition and no animation in its styles but for people who want motion, and none of endless length', () => {
    const folder = join(import.meta.dirname, '../../../client')
    const sheets = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.css'))
    const moves = (text: string): string[] => text.replace(/@media \(prefers-reduced-motion: no-preference\) \{[^{}]*\{[^{}]*\}\s*\}/g, '').match(/(transition|animation)[\w-]*:[^;}]*|@keyframes [\w-]+/g) ?? []
    expect(moves('a { transition: opacity 1s; }')).toEqual(['transition: opacity 1s'])
    expect(sheets.length).toBeGreaterThan(5)
    expect(sheets.flatMap((name) => moves(readFileSync(join(folder, name), 'utf8')).map((found) => `${name}: ${found}`))).toEqual([])
  })
  it('is darkened by its schedule, over midnight too, and never out', () => {
    const at = (clock: string): number => Date.parse(`2026-11-21T${clock}:00+07:00`)
    const night = readDim('22:00-06:00/40')
    expect([at('21:59'), at('22:00'), at('23:59'), at('00:00'), at('05:59'), at('06:00')].map((ms) => brightnessAt(night, ms))).toEqual([100, 40, 40, 40, 40, 100])
    const noon = readDim('12:00-13:00/90')
    expect([at('11:59'), at('12:00'), at('13:00')].map((ms) => brightnessAt(noon, ms))).toEqual([100, 90, 100])
    expect(readDim('22:00-06:00/20')).toMatchObject({ percent: 20 })
    for (const bad of ['22:00-06:00/19', '22:00-06:00/91', '24:00-06:00/40', '22:00-22:00/40', '22-6/40', '', null, '22:00-06:00/40 ']) expect(readDim(bad)).toBeNull()
    // what the door takes of an order is what the wall can carry out
    for (const from of ['00:00', '06:30', '22:00', '23:59', '24:00']) for (const to of ['00:00', '06:30', '22:00', '23:60']) for (const percent of ['19', '20', '40', '90', '91', '9']) {
      const text = `${from}-${to}/${percent}`
      expect(dimShape.test(text), text).toBe(readDim(text) !== null)
    }
  })
})

describe('what a wall keeps on its own machine', () => {
  it('is the page, its files, and answers that were only read', () => {
    const place = (path: string, rest: Partial<Parameters<typeof placeOf>[0]> = {}): string => placeOf({ method: 'GET', path, mode: 'cors', isProbe: false, ...rest })
    expect(place('/wall', { mode: 'navigate' })).toBe('shell')
    expect(place('/', { mode: 'navigate' })).toBe('shell')
    expect(place('/desk/rules', { mode: 'navigate' })).toBe('pass')
    expect(place('/assets/x-1.js')).toBe('asset')
    expect(place('/api/v1/units')).toBe('answer')
    expect(place('/api/v1/units', { method: 'POST' })).toBe('pass')
    expect(place('/api/v1/rehearsals/7')).toBe('pass')
    expect(place('/wall', { mode: 'navigate', isProbe: true })).toBe('pass')
    for (const path of ['/readyz', '/metrics', '/sw.js', '/assets/build-list.json', '/socket.io/']) expect(place(path)).toBe('pass')
  })
  it('loses the files that neither this build nor the one before it has', () => {
    expect(leaving(['/assets/a', '/assets/b', '/assets/c', '/wall'], new Set(['/assets/a']), new Set(['/assets/b']))).toEqual(['/assets/c'])
  })
  it('is found again whatever instants a question named', () => {
    expect(answerKey('http://x/api/v1/units/TW/series?kpi=a&from=1&to=2&grain=day')).toBe(answerKey('http://x/api/v1/units/TW/series?kpi=a&grain=day&from=8&to=9'))
    expect(answerKey('http://x/api/v1/units/TW/series?kpi=a')).not.toBe(answerKey('http://x/api/v1/units/TW/series?kpi=b'))
  })
  it('holds at most so many answers, the newest', () => {
    const kept = Array.from({ length: mostAnswers + 2 }, (_, i) => ({ key: `k${i}`, atMs: i }))
    expect(oldestAnswers(kept)).toEqual(['k1', 'k0'])
    expect(oldestAnswers(kept.slice(2))).toEqual([])
  })
  it('counts only if it is whole, of this protocol and within its bounds', () => {
    const row = ['TW', 'k'] as never
    const good = { protocol: protocolVersion, atMs: 5, simulated: true, to: null, cells: [row] }
    expect(asKept(good)).toEqual(good)
    expect(asKept({ ...good, cells: Array.from({ length: mostKeptCells }, () => row) })).not.toBeNull()
    for (const to of [undefined, 7, {}, { epoch: 'e', seq: 0 }, { epoch: 'e', seq: 1.5 }, { seq: 1 }]) expect(asKept({ ...good, to })?.to).toBeNull()
    expect(asKept({ ...good, to: { epoch: 'e', seq: 1 } })?.to).toEqual({ epoch: 'e', seq: 1 })
    for (const bad of [null, 'x', {}, { ...good, protocol: protocolVersion - 1 }, { ...good, atMs: '5' }, { ...good, simulated: 1 }, { ...good, cells: [] }, { ...good, cells: Array.from({ length: mostKeptCells + 1 }, () => row) }]) expect(asKept(bad)).toBeNull()
  })
  it('may only be kept by this origin\'s own worker', () => {
    expect(isOwnScript('/sw.js', 'http://127.0.0.1:1')).toBe(true)
    expect(isOwnScript('http://other/sw.js', 'http://127.0.0.1:1')).toBe(false)
    expect(isOwnScript('/sw.js/../x.js', 'http://127.0.0.1:1')).toBe(false)
  })
})
