/**
 * How far every unit's reports are, compactly: for each unit and each period of two plan years (the one before the present, and the
 * present) the parts that are there as bits, when the first and the last of them came, and whether any is simulated. 38 slots a unit
 * (24 months, 8 quarters, 4 halves, 2 years) of 21 bytes: 2.7 MB for 3,356 units.
 * Hot path: `take`, once a reading of a monthly KPI.
 */
import { noHandIn, type HandIn } from '../../../data/plans/hand-in.ts'
import { periodGrains, type PeriodGrain } from '../../../data/plans/obligations.ts'
import { heldYears, periodsInYear, type ReportPeriod } from '../../../data/plans/report-periods.ts'

const firstSlot: Readonly<Record<PeriodGrain, number>> = { month: 0, quarter: 24, half: 32, year: 36 }
/** Slots of a unit. */
export const slotsPerUnit = 38

/** A report so far, with the instant its first part came (NaN: none did). */
export interface HeldHandIn extends HandIn {
  readonly firstMs: number
}

/** Nothing yet. */
export const noHeld: HeldHandIn = { ...noHandIn, firstMs: NaN }

/** What became of a taken part: nothing new, something new, or only the store can tell. */
export type Taken = 'same' | 'changed' | 'unsure'

/** See the file header. Indices are `unit × slotsPerUnit + slot`. */
export class ReportColumns {
  readonly size: number
  /** First of the held years. */
  baseYear: number
  readonly bits: Int32Array
  readonly firstMs: Float64Array
  readonly lastMs: Float64Array
  readonly simulated: Uint8Array

  constructor(size: number, baseYear: number) {
    this.size = size
    this.baseYear = baseYear
    this.bits = new Int32Array(size * slotsPerUnit)
    this.firstMs = new Float64Array(size * slotsPerUnit).fill(NaN)
    this.lastMs = new Float64Array(size * slotsPerUnit).fill(NaN)
    this.simulated = new Uint8Array(size * slotsPerUnit)
  }

  /** Slot of a period, or −1 where its year is not held. */
  slotOf({ grain, year, index }: ReportPeriod): number {
    const held = year - this.baseYear
    return held < 0 || held >= heldYears ? -1 : firstSlot[grain] + held * periodsInYear(grain) + index
  }

  /** The period of a slot. */
  periodOf(slot: number): ReportPeriod {
    const grain = periodGrains.findLast((one) => firstSlot[one] <= slot)!
    const count = periodsInYear(grain)
    const place = slot - firstSlot[grain]
    return { grain, year: this.baseYear + Math.floor(place / count), index: place % count }
  }

  /** The report of a unit and slot so far. */
  held(unit: number, slot: number): HeldHandIn {
    const i = unit * slotsPerUnit + slot
    return this.bits[i] === 0 ? noHeld
      : { bits: this.bits[i]!, firstMs: this.firstMs[i]!, lastMs: this.lastMs[i]!, simulated: this.simulated[i] === 1 }
  }

  /**
   * A part came, in since `inMs`. Exact as long as no part comes twice with an earlier instant (a source that posts its past
   * backwards): then only the store knows which was the first, and the slot is to be read again.
   */
  take(unit: number, slot: number, part: number, inMs: number, simulated: boolean): Taken {
    const i = unit * slotsPerUnit + slot
    const bit = 1 << part
    const bits = this.bits[i]!
    if (simulated) this.simulated[i] = 1
    if ((bits & bit) !== 0) return inMs < this.lastMs[i]! ? 'unsure' : 'same'
    this.bits[i] = bits | bit
    if (!(this.firstMs[i]! <= inMs)) this.firstMs[i] = inMs
    if (!(this.lastMs[i]! >= inMs)) this.lastMs[i] = inMs
    return 'changed'
  }

  /** Sets a slot as the store has it; true: it was another. */
  set(unit: number, slot: number, held: HeldHandIn): boolean {
    const i = unit * slotsPerUnit + slot
    const same = this.bits[i] === held.bits && Object.is(this.firstMs[i], held.firstMs) && Object.is(this.lastMs[i], held.lastMs)
      && (this.simulated[i] === 1) === held.simulated
    this.bits[i] = held.bits
    this.firstMs[i] = held.firstMs
    this.lastMs[i] = held.lastMs
    this.simulated[i] = held.simulated ? 1 : 0
    return !same
  }

  /** Moves the window: years before the new base are forgotten, later ones begin empty. */
  moveTo(baseYear: number): void {
    const years = baseYear - this.baseYear
    if (years <= 0) return
    for (let unit = 0; unit < this.size; unit++) {
      for (const grain of periodGrains) {
        const count = periodsInYear(grain)
        for (let place = 0; place < heldYears * count; place++) {
          const from = place + years * count
          const held = from < heldYears * count ? this.held(unit, firstSlot[grain] + from) : noHeld
          this.set(unit, firstSlot[grain] + place, held)
        }
      }
    }
    this.baseYear = baseYear
  }
}
