/** Live figures in memory, for tests of what stands on them: one reading a unit and KPI, summed up the pyramid on each read. */
import { freshnessAt } from '../../data/judgement/freshness.ts'
import { judgePlan } from '../../data/judgement/plan-status.ts'
import { kpis as catalogue } from '../../data/kpis/catalogue.ts'
import { cadenceMs, type Kpi, type Target } from '../../data/kpis/kpi.ts'
import { hasDenominator, valueOfSum } from '../../data/measures/measure.ts'
import type { Cell } from '../../data/protocol/cell.ts'
import { ancestorsOf, buildPyramid, type Pyramid } from '../../data/pyramid/pyramid.ts'
import type { Unit, UnitLevel } from '../../data/units/unit.ts'
import type { CellId, LiveFigures } from '../../server/figures/figures.ts'

interface State { readonly num: number; readonly den: number; readonly atMs: number }

/** A unit of a made-up pyramid. */
export function unit(code: string, parent: string | null, level: UnitLevel): Unit {
  return { code, parent, level, name: code, fullName: code, nameEn: code, type: 'xa', searchKey: code.toLowerCase() }
}

/** A centre with `provinces` provinces of `communes` communes each, coded like the real ones. */
export function smallPyramid(provinces: number, communes: number): Pyramid {
  const units = [unit('TW', null, 'centre')]
  for (let p = 1; p <= provinces; p++) {
    const code = String(10 + p)
    units.push(unit(code, 'TW', 'province'))
    for (let c = 1; c <= communes; c++) units.push(unit(`${code}${String(c).padStart(3, '0')}`, code, 'commune'))
  }
  return buildPyramid(units)
}

/** The KPIs of these ids, in the catalogue's order. */
export function kpisOf(...ids: string[]): Kpi[] {
  return catalogue.filter((kpi) => ids.includes(kpi.id))
}

/** See the file header. `targets` are taken for all units. */
export class MemoryFigures implements LiveFigures {
  readonly pyramid: Pyramid
  readonly kpis: readonly Kpi[]
  readonly targets: ReadonlyMap<string, Target>
  nowMs: number
  readonly #states = new Map<CellId, State>()
  readonly #followers: ((cells: readonly CellId[]) => void)[] = []

  constructor(pyramid: Pyramid, kpis: readonly Kpi[], nowMs: number, targets: readonly Target[] = []) {
    this.pyramid = pyramid
    this.kpis = kpis
    this.nowMs = nowMs
    this.targets = new Map(targets.map((target) => [target.kpi, target]))
  }

  kpiIndex(id: string): number | undefined {
    const index = this.kpis.findIndex((kpi) => kpi.id === id)
    return index < 0 ? undefined : index
  }

  onChanged(follower: (cells: readonly CellId[]) => void): void {
    this.#followers.push(follower)
  }

  /** Sets a unit's own state and tells followers, ancestors included. */
  set(unitIndex: number, kpi: number, num: number, den: number, atMs = this.nowMs): void {
    this.setMany([[unitIndex, kpi, num, den, atMs]])
  }

  /** Several states as one commit. */
  setMany(states: readonly (readonly [unit: number, kpi: number, num: number, den: number, atMs: number])[]): void {
    const changed: CellId[] = []
    for (const [unitIndex, kpi, num, den, atMs] of states) {
      const line = kpi * this.pyramid.size
      this.#states.set(line + unitIndex, { num, den, atMs })
      changed.push(line + unitIndex, ...ancestorsOf(this.pyramid, unitIndex).map((above) => line + above))
    }
    this.tell(changed)
  }

  /** Tells followers that cells changed. */
  tell(cells: readonly CellId[]): void {
    for (const follower of this.#followers) follower(cells)
  }

  cell(unitIndex: number, kpi: number): Cell {
    return this.#cell(unitIndex, kpi, this.pyramid.end[unitIndex] ?? unitIndex)
  }

  ownCell(unitIndex: number, kpi: number): Cell {
    return this.#cell(unitIndex, kpi, unitIndex + 1)
  }

  #cell(root: number, kpiIndex: number, end: number): Cell {
    const kpi = this.kpis[kpiIndex]!
    const sum = this.#sum(root, kpiIndex, end)
    const value = valueOfSum(kpi.kind, sum.num, sum.den, sum.reported)
    const verdict = judgePlan(value, this.targets.get(kpi.id) ?? null, kpi.direction, this.nowMs)
    const direct = this.pyramid.children[root]!.length
    return {
      unit: this.pyramid.units[root]!.code, kpi: kpi.id, value, ...verdict,
      num: sum.reported === 0 ? null : sum.num, den: sum.reported === 0 || !hasDenominator(kpi.kind) ? null : sum.den,
      freshness: freshnessAt(sum.newestAtMs, cadenceMs[kpi.cadence], this.nowMs),
      coverage: { due: sum.due, reported: sum.reported, fresh: sum.fresh, children: { due: direct, fresh: 0 } },
      oldestAtMs: sum.oldestAtMs, newestAtMs: sum.newestAtMs, simulated: false, withheld: false, stages: null,
    }
  }

  #sum(root: number, kpiIndex: number, end: number) {
    const kpi = this.kpis[kpiIndex]!
    const sum = { num: 0, den: 0, due: 0, reported: 0, fresh: 0, oldestAtMs: null as number | null, newestAtMs: null as number | null }
    for (let i = root; i < end; i++) {
      if (kpi.levels.includes(this.pyramid.units[i]!.level)) sum.due++
      const state = this.#states.get(kpiIndex * this.pyramid.size + i)
      if (state === undefined) continue
      sum.num += state.num
      sum.den += state.den
      sum.reported++
      if (freshnessAt(state.atMs, cadenceMs[kpi.cadence], this.nowMs) === 'fresh') sum.fresh++
      sum.oldestAtMs = Math.min(sum.oldestAtMs ?? Infinity, state.atMs)
      sum.newestAtMs = Math.max(sum.newestAtMs ?? -Infinity, state.atMs)
    }
    return sum
  }
}
