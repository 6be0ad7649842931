/**
 * Roll-up: one own office's measure changes, and with it the cells of all its ancestors.
 *
 * Law 2: a unit's figure is its own office's measure merged with its children's, at every instant.
 * The columns below hold one KPI of all units; `replaceOwn` is the only way in, so the law holds after every call
 * (tests/data/pyramid/roll-up.test.ts recomputes from nothing after each random step).
 * Hot path: `replaceOwn`, once a reading.
 */
import { exactSum, stageCount } from '../measures/measure.ts'
import type { Pyramid } from './pyramid.ts'

/** What one own office contributes. `num` of a level is its stage. `atMs`: its newest reading, NaN: none. */
export interface Own {
  readonly num: number
  readonly den: number
  /** Readings that count: 0 means nothing observed. */
  readonly n: number
  readonly atMs: number
  /** Key of the newest reading (state KPIs), else empty. */
  readonly key: string
  readonly simulated: boolean
}

/** Nothing observed. */
export const noOwn: Own = { num: 0, den: 0, n: 0, atMs: NaN, key: '', simulated: false }

/** One KPI of all units, by index. `sub…`: the subtree's sums; `due`: units that report; `childrenDue`: children with due units. */
export interface Columns {
  readonly pyramid: Pyramid
  readonly ownNum: Float64Array
  readonly ownDen: Float64Array
  readonly ownN: Float64Array
  readonly ownAt: Float64Array
  readonly ownKey: string[]
  readonly ownSim: Uint8Array
  readonly ownFresh: Uint8Array
  readonly subNum: Float64Array
  readonly subDen: Float64Array
  readonly subReported: Int32Array
  readonly subFresh: Int32Array
  readonly subSim: Int32Array
  readonly subOldest: Float64Array
  readonly subNewest: Float64Array
  /** `stages[u * 6 + s]`: units of u's subtree at stage s + 1; empty unless the KPI is a level. */
  readonly stages: Int32Array
  readonly ownDue: Uint8Array
  readonly due: Int32Array
  readonly childrenDue: Int32Array
  readonly childrenFresh: Int32Array
}

/** Empty columns. `reports(u)`: whether unit u's own office reports the KPI. */
export function emptyColumns(pyramid: Pyramid, isLevel: boolean, reports: (unit: number) => boolean): Columns {
  const size = pyramid.size
  const columns: Columns = {
    pyramid,
    ownNum: new Float64Array(size), ownDen: new Float64Array(size), ownN: new Float64Array(size),
    ownAt: new Float64Array(size).fill(NaN), ownKey: new Array<string>(size).fill(''),
    ownSim: new Uint8Array(size), ownFresh: new Uint8Array(size),
    subNum: new Float64Array(size), subDen: new Float64Array(size), subReported: new Int32Array(size),
    subFresh: new Int32Array(size), subSim: new Int32Array(size),
    subOldest: new Float64Array(size).fill(NaN), subNewest: new Float64Array(size).fill(NaN),
    stages: new Int32Array(isLevel ? size * stageCount : 0),
    ownDue: new Uint8Array(size), due: new Int32Array(size), childrenDue: new Int32Array(size), childrenFresh: new Int32Array(size),
  }
  for (let unit = size - 1; unit >= 0; unit--) if (reports(unit)) setDue(columns, unit, true)
  return columns
}

/** Makes a unit's own office due (or no longer) for this KPI; coverage up the pyramid follows. */
export function setDue(c: Columns, unit: number, due: boolean): void {
  if ((c.ownDue[unit] === 1) === due) return
  c.ownDue[unit] = due ? 1 : 0
  const step = due ? 1 : -1
  for (let u = unit; u >= 0; u = c.pyramid.parent[u]!) {
    changeFullness(c, u, () => {
      c.due[u]! += step
      c.subFresh[u]! += step * c.ownFresh[unit]!
    })
    if (c.ownN[unit]! > 0) c.subReported[u]! += step
  }
}

function isFull(c: Columns, u: number): boolean {
  return c.due[u]! > 0 && c.subFresh[u]! >= c.due[u]!
}

/** Runs a change of u's due or fresh count and keeps its parent's counts of children. */
function changeFullness(c: Columns, u: number, change: () => void): void {
  const parent = c.pyramid.parent[u]!
  const wasFull = isFull(c, u)
  const wasDue = c.due[u]! > 0
  change()
  if (parent < 0) return
  c.childrenFresh[parent]! += Number(isFull(c, u)) - Number(wasFull)
  c.childrenDue[parent]! += Number(c.due[u]! > 0) - Number(wasDue)
}

/** Sets whether a unit's own newest reading is fresh; true if that changed anything. */
export function setFresh(c: Columns, unit: number, fresh: boolean): boolean {
  if ((c.ownFresh[unit] === 1) === fresh) return false
  c.ownFresh[unit] = fresh ? 1 : 0
  if (c.ownDue[unit] === 0) return true
  const step = fresh ? 1 : -1
  for (let u = unit; u >= 0; u = c.pyramid.parent[u]!) changeFullness(c, u, () => { c.subFresh[u]! += step })
  return true
}

/** What the own office contributes now. */
export function ownOf(c: Columns, unit: number): Own {
  return {
    num: c.ownNum[unit]!, den: c.ownDen[unit]!, n: c.ownN[unit]!, atMs: c.ownAt[unit]!, key: c.ownKey[unit]!, simulated: c.ownSim[unit] === 1,
  }
}

function addStage(c: Columns, unit: number, stage: number, step: 1 | -1): void {
  for (let u = unit; u >= 0; u = c.pyramid.parent[u]!) c.stages[u * stageCount + stage - 1]! += step
}

function moveSums(c: Columns, unit: number, num: number, den: number, reported: number, simulated: number): void {
  for (let u = unit; u >= 0; u = c.pyramid.parent[u]!) {
    c.subNum[u] = exactSum(c.subNum[u]!, num)
    c.subDen[u] = exactSum(c.subDen[u]!, den)
    c.subReported[u]! += reported
    c.subSim[u]! += simulated
  }
}

function moveSpan(c: Columns, unit: number, before: number): void {
  const at = c.ownAt[unit]!
  for (let u = unit; u >= 0; u = c.pyramid.parent[u]!) {
    const narrows = !(before !== before) && (before === c.subOldest[u] || before === c.subNewest[u])
    if (narrows || at !== at) respan(c, u)
    else {
      if (!(c.subOldest[u]! <= at)) c.subOldest[u] = at
      if (!(c.subNewest[u]! >= at)) c.subNewest[u] = at
    }
  }
}

/** Oldest and newest of u from its own office and its children. */
function respan(c: Columns, u: number): void {
  let oldest = c.ownAt[u]!
  let newest = oldest
  const children = c.pyramid.children[u]!
  for (let i = 0; i < children.length; i++) {
    const low = c.subOldest[children[i]!]!
    const high = c.subNewest[children[i]!]!
    if (low < oldest || oldest !== oldest) oldest = low
    if (high > newest || newest !== newest) newest = high
  }
  c.subOldest[u] = oldest
  c.subNewest[u] = newest
}

/** Replaces what unit's own office contributes and carries the difference up to the top. Throws SumOverflow, changing nothing. */
export function replaceOwn(c: Columns, unit: number, next: Own): void {
  const before = c.ownAt[unit]!
  const isLevel = c.stages.length > 0
  const top = topOf(c.pyramid, unit)
  const num = next.num - c.ownNum[unit]!
  const den = next.den - c.ownDen[unit]!
  exactSum(c.subNum[top]!, num)
  exactSum(c.subDen[top]!, den)
  if (isLevel) {
    if (c.ownN[unit]! > 0) addStage(c, unit, c.ownNum[unit]!, -1)
    if (next.n > 0) addStage(c, unit, next.num, 1)
  }
  const reported = c.ownDue[unit] === 1 ? Number(next.n > 0) - Number(c.ownN[unit]! > 0) : 0
  moveSums(c, unit, num, den, reported, Number(next.simulated) - c.ownSim[unit]!)
  c.ownNum[unit] = next.num
  c.ownDen[unit] = next.den
  c.ownN[unit] = next.n
  c.ownAt[unit] = next.atMs
  c.ownKey[unit] = next.key
  c.ownSim[unit] = next.simulated ? 1 : 0
  if (!Object.is(before, next.atMs)) moveSpan(c, unit, before)
}

function topOf(pyramid: Pyramid, unit: number): number {
  let top = unit
  while (pyramid.parent[top]! >= 0) top = pyramid.parent[top]!
  return top
}
