/** The lines of the planted day: Cà Mau's is down for 2 h 23 min and nobody has taken it, Thái Nguyên's flaps, one commune's is silent (in the young store Cao Bằng's too); outages of the last 30 days. */
import { lineStripDays, lineStripHours, type LineCounts, type LinesAnswer, type LineUnit, type OutageUnderWay, type PastOutage } from '../../data/protocol/lines.ts'
import { dayMs, dayStart, hourMs, hourStart, toLocalIso } from '../../data/time/vietnam-time.ts'
import { fixtureCell, kpiOf, outageSinceMs, pyramid, youngMs, type FixtureMode } from './fixture-figures.ts'

const minute = 60_000

/** State of a line by its unit; everything else is up. */
const planted: Readonly<Record<string, 'down' | 'silent' | 'flapping'>> = { 96: 'down', 19: 'flapping', '31825': 'down', '01321': 'silent' }
/** Outages that have ended: unit, hours ago that they began, minutes. */
const past: readonly (readonly [unit: string, hoursAgo: number, minutes: number])[] = [
  ['46', 19.4, 71], ['11', 9.2, 34], ['56', 15.6, 12], ['38', 45, 96], ['66', 101, 58], ['08', 150, 41], ['14', 260, 187], ['82', 505, 126], ['19', 0.6, 4],
]

/** The province whose communes report in the young store, and how much some of them lose there in an hour, too short for an outage. */
const youngProvince = '44', youngLossS = 150
/** A province whose line is silent in the young store; on the planted day every figure of it says so, or none. */
const youngSilent = '04'
const isCommune = (unit: string): boolean => unit.length === 5
const provinceOf = (unit: string): string => pyramid.units[pyramid.parent[pyramid.indexOf(unit)!]!]!.code

function stateOf(unit: string, due: boolean, mode: FixtureMode): keyof Omit<LineCounts, 'due'> | null {
  if (!due) return null
  if (mode === 'empty') return 'never'
  if (mode === 'young' && unit === youngSilent) return 'silent'
  // the young store: communes of one province report, all others have not since the server came back
  return planted[unit] ?? (mode === 'young' && isCommune(unit) && provinceOf(unit) !== youngProvince ? 'late' : 'up')
}

function lostMs(unit: string, fromMs: number, toMs: number, nowMs: number): number {
  const spans = past.filter(([code]) => code === unit).map(([, hoursAgo, minutes]) => [nowMs - hoursAgo * hourMs, nowMs - hoursAgo * hourMs + minutes * minute] as const)
  if (planted[unit] === 'down') spans.push([outageSinceMs(nowMs), nowMs])
  return spans.reduce((sum, [a, b]) => sum + Math.max(0, Math.min(b, toMs) - Math.max(a, fromMs)), 0)
}

function strip(unit: string, fromMs: number, stepMs: number, length: number, nowMs: number, mode: FixtureMode) {
  const down: number[] = [], observed: number[] = []
  for (let i = 0; i < length; i++) {
    const a = fromMs + i * stepMs, b = Math.min(nowMs, a + stepMs)
    const beganMs = mode === 'young' ? hourStart(nowMs - youngMs) : a
    const silent = mode === 'empty' || b <= beganMs || (stateOf(unit, true, mode) === 'silent' && b > nowMs - 4 * hourMs)
    const s = silent ? 0 : Math.round((b - Math.max(a, beganMs)) / 1000)
    const short = mode === 'young' && isCommune(unit) && Number(unit) % 4 === 0 && (i % 5 === 0 || stepMs === dayMs) ? youngLossS : 0
    observed.push(s)
    down.push(Math.min(s, Math.round(lostMs(unit, a, b, nowMs) / 1000) + short + (i * 7 + unit.charCodeAt(1)) % 13))
  }
  return { down, observed }
}

const none: LineCounts = { due: 0, down: 0, silent: 0, flapping: 0, late: 0, up: 0, never: 0 }
const total = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0)

function unitOf(unit: string, own: readonly string[], kpi: string, nowMs: number, mode: FixtureMode): LineUnit {
  const counts = { ...none, due: own.length }
  for (const code of own) counts[stateOf(code, true, mode)!]++
  const hoursFrom = hourStart(nowMs - 24 * hourMs), daysFrom = dayStart(nowMs) - (lineStripDays - 1) * dayMs
  const sum = (of: (code: string) => { down: number[], observed: number[] }, length: number) => {
    const sums = { down: new Array<number>(length).fill(0), observed: new Array<number>(length).fill(0) }
    for (const code of own) {
      const one = of(code)
      one.down.forEach((s, i) => { sums.down[i]! += s })
      one.observed.forEach((s, i) => { sums.observed[i]! += s })
    }
    return sums
  }
  const hours = sum((code) => strip(code, hoursFrom, hourMs, lineStripHours, nowMs, mode), lineStripHours)
  const days = sum((code) => strip(code, daysFrom, dayMs, lineStripDays, nowMs, mode), lineStripDays)
  const cell = fixtureCell(unit, kpiOf.get(kpi)!, nowMs, mode)
  return {
    unit, counts, hours, days, hour24: { up: total(hours.observed) - total(hours.down), observed: total(hours.observed) },
    days30: { up: cell.num ?? 0, observed: cell.den ?? 0 }, newestAt: mode === 'empty' ? null : toLocalIso(nowMs - 17_000),
  }
}

/** `GET /units/:code/lines`. */
export function linesAnswer(root: string, kpi: string, limit: number, nowMs: number, mode: FixtureMode): LinesAnswer {
  const level = kpi === 'network.uptime' ? 'province' : 'commune'
  const top = pyramid.indexOf(root) ?? 0
  const below = (i: number): string[] => pyramid.units.slice(i, pyramid.end[i]).filter((unit) => unit.level === level).map(({ code }) => code)
  const own = below(top)
  const children = [...pyramid.children[top]!].map((i) => [pyramid.units[i]!.code, below(i)] as const).filter(([, codes]) => codes.length > 0)
  const of = (state: 'down' | 'silent' | 'flapping' | 'never'): string[] => own.filter((code) => stateOf(code, true, mode) === state)
  const since = (unit: string, ago: number) => ({ unit, since: toLocalIso(nowMs - ago) })
  const underWay = of('down').map((unit): OutageUnderWay => ({
    unit, since: toLocalIso(outageSinceMs(nowMs)), newestAt: toLocalIso(nowMs - 17_000), silent: false, lastHour: { up: 0, observed: 3600 },
    warning: level === 'commune' ? null : { id: 'w-1', state: 'open', task: null, shelvedUntil: null },
  }))
  const ended = mode === 'empty' ? [] : past.filter(([unit, hoursAgo]) => own.includes(unit) && (mode !== 'young' || hoursAgo * hourMs < youngMs)).map(([unit, hoursAgo, minutes]): PastOutage => ({
    unit, from: toLocalIso(nowMs - hoursAgo * hourMs), to: toLocalIso(nowMs - hoursAgo * hourMs + minutes * minute), downS: minutes * 60, resolution: hoursAgo > 168 ? 'hour' : 'reading',
  }))
  const going = of('down').map((unit): PastOutage => ({ unit, from: toLocalIso(outageSinceMs(nowMs)), to: null, downS: (nowMs - outageSinceMs(nowMs)) / 1000, resolution: 'reading' }))
  const longest = [...ended, ...going].sort((a, b) => b.downS - a.downS)
  return {
    unit: root, kpi, at: toLocalIso(nowMs), isWhole: true, simulated: mode !== 'empty',
    hoursFrom: toLocalIso(hourStart(nowMs - 24 * hourMs)), daysFrom: toLocalIso(dayStart(nowMs) - (lineStripDays - 1) * dayMs),
    self: unitOf(root, own, kpi, nowMs, mode), children: children.map(([unit, codes]) => unitOf(unit, codes, kpi, nowMs, mode)),
    underWay: underWay.slice(0, limit), underWayTotal: underWay.length, longest: longest.slice(0, limit), longestTotal: longest.length,
    silent: [...of('silent').map((unit) => since(unit, 4 * hourMs)), ...of('never').map((unit) => ({ unit, since: null }))].slice(0, limit),
    flapping: of('flapping').map((unit) => since(unit, 40 * minute)).slice(0, limit),
  }
}
