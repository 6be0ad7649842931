/**
 * What the peers of a unit have in common, for each KPI and each group of units of one level and type. Computed when first asked
 * for in an hour of the fold and kept through it, so that one reading is judged against it without looking at the others.
 * Peers move little from hour to hour: their order is kept, and put right rather than sorted anew.
 */
import { cadenceMs } from '../../../data/kpis/kpi.ts'
import { lateCadences } from '../../../data/judgement/freshness.ts'
import { comparesPeers, isComparable, peerSpread, type PeerSpread } from '../../../data/judgement/detect/outlier.ts'
import { valueOfSum } from '../../../data/measures/measure.ts'
import type { Columns } from '../../../data/pyramid/roll-up.ts'
import { hourStart } from '../../../data/time/vietnam-time.ts'
import type { LiveFigures } from '../../figures/figures.ts'

/** Places that values may be moved by in putting an order right, for each of them: beyond it they are sorted anew. */
const movesEach = 16

interface Kept { hourMs: number; spread: PeerSpread | null }

/** A unit's figure as it is compared: value and cases. `value` NaN: it has none, or its newest reading is lost. */
export interface Compared { value: number; den: number }

/** See the file header. */
export class Peers {
  private readonly live: LiveFigures & { readonly columns: readonly Columns[] }
  private readonly groupOf: Int32Array
  private readonly groups: readonly Int32Array[]
  /** By KPI and group: its members in the order of their values when they were last asked for. */
  private readonly ordered: (Int32Array | undefined)[][]
  private readonly kept: (Kept | undefined)[][]
  private readonly values: Float64Array
  private readonly compared: Compared = { value: NaN, den: 0 }

  constructor(live: LiveFigures & { readonly columns: readonly Columns[] }) {
    this.live = live
    const { pyramid, kpis } = live
    const ids = new Map<string, number[]>()
    for (let unit = 0; unit < pyramid.size; unit++) {
      const { level, type } = pyramid.units[unit]!
      const members = ids.get(`${level} ${type}`)
      if (members === undefined) ids.set(`${level} ${type}`, [unit])
      else members.push(unit)
    }
    this.groups = [...ids.values()].map((members) => Int32Array.from(members))
    this.groupOf = new Int32Array(pyramid.size)
    this.groups.forEach((members, group) => { for (const unit of members) this.groupOf[unit] = group })
    this.kept = kpis.map(() => [])
    this.ordered = kpis.map(() => [])
    this.values = new Float64Array(pyramid.size)
  }

  /** Forgets everything: the next question is answered anew. */
  forget(): void {
    for (const row of this.kept) row.length = 0
  }

  /** The figure of a unit's subtree (of a unit without children: its own) as it is compared. Valid until the next call. */
  figure(unit: number, kpi: number): Compared {
    const entry = this.live.kpis[kpi]!
    const c = this.live.columns[kpi]!
    const { compared } = this
    compared.value = NaN
    compared.den = c.subDen[unit]!
    const cadence = cadenceMs[entry.cadence]
    if (cadence !== null && !(this.live.nowMs - c.subNewest[unit]! <= lateCadences * cadence)) return compared
    if (entry.kind === 'level') {
      if (c.ownN[unit]! > 0) compared.value = c.ownNum[unit]!
    } else if (isComparable(entry, compared.den)) {
      compared.value = valueOfSum(entry.kind, c.subNum[unit]!, compared.den, c.subReported[unit]!) ?? NaN
    }
    return compared
  }

  /** The spread of a unit's peers in this hour; null: too few, or the KPI is not compared. */
  spread(unit: number, kpi: number): PeerSpread | null {
    const entry = this.live.kpis[kpi]!
    if (!comparesPeers(entry)) return null
    const group = this.groupOf[unit]!
    const hourMs = hourStart(this.live.nowMs)
    const known = this.kept[kpi]![group]
    if (known !== undefined && known.hourMs === hourMs) return known.spread
    const spread = peerSpread(entry, this.values, this.gather(group, kpi))
    this.kept[kpi]![group] = { hourMs, spread }
    return spread
  }

  /** Puts the group's values into `values`, in or near their order. How many there are. */
  private gather(group: number, kpi: number): number {
    const order = this.ordered[kpi]![group] ??= this.groups[group]!.slice()
    const { values } = this
    let moves = order.length * movesEach
    let count = 0
    // Who has no value keeps its place behind those that do.
    for (let i = 0; i < order.length; i++) {
      const member = order[i]!
      const { value } = this.figure(member, kpi)
      if (Number.isNaN(value)) continue
      let place = count++
      order[i] = order[place]!
      for (; place > 0 && moves > 0 && values[place - 1]! > value; place--, moves--) {
        values[place] = values[place - 1]!
        order[place] = order[place - 1]!
      }
      values[place] = value
      order[place] = member
    }
    if (moves === 0) {
      const valueOf = new Map(Array.from(order.subarray(0, count), (member) => [member, this.figure(member, kpi).value]))
      order.subarray(0, count).sort((a, b) => valueOf.get(a)! - valueOf.get(b)!)
    }
    return count
  }
}
