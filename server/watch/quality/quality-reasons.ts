/**
 * What cost the points of a criterion, dearest first, down to the reading where there is one. All reasons of a criterion together cost
 * exactly what its score lacks: what is no longer told apart (marks that left the ring) stands as one counted reason a unit and family.
 */
import { addPoints, agrees, intakeMonths, noPoints, offShare, pointScale, refusalClasses, scoreOf, type Points } from '../../../data/judgement/quality.ts'
import { formulaWords, markWords, mismatchWords, missingWords, staleWords, unreadWords, type QualityWords } from '../../../data/judgement/quality-words.ts'
import { maxQualityReasons, type QualityCriterion, type QualityReasonsAnswer } from '../../../data/protocol/quality.ts'
import { toLocalIso } from '../../../data/time/vietnam-time.ts'
import { bucketStart, monthBucket } from '../../log/buckets.ts'
import type { IntakeField } from './intake-book.ts'
import type { Mark, MarkRing } from './mark-ring.ts'
import type { QualityBoard } from './quality-board.ts'
import { refusalClassOf } from './refusal-class.ts'

type MarkKind = Parameters<typeof markWords>[0]

/** A reason before it is put in words. `lost` in thousandths of a point; `kpi` −1: none. */
interface Found {
  readonly unit: number
  readonly kpi: number
  readonly code: string
  readonly lost: number
  readonly count: number
  readonly atMs: number | null
  readonly key: string | null
  words(): QualityWords
}

/** The dearest of all that are offered; equal ones keep the order in which they came. */
class Dearest {
  readonly found: Found[] = []
  total = 0
  readonly #most: number

  constructor(most: number) {
    this.#most = most
  }

  offer(lost: number, make: () => Found): void {
    if (lost <= 0) return
    this.total++
    if (this.found.length === this.#most && this.found[this.#most - 1]!.lost >= lost) return
    let [low, high] = [0, this.found.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.found[middle]!.lost >= lost) low = middle + 1
      else high = middle
    }
    this.found.splice(low, 0, make())
    if (this.found.length > this.#most) this.found.pop()
  }
}

const costOf: Readonly<Record<'right' | 'clean', ReadonlySet<IntakeField>>> = {
  right: new Set(['impossible', 'corrected']), clean: new Set([...refusalClasses, 'corrected', 'duplicates']),
}

function newestFirst(marks: readonly Mark[]): Mark[] {
  return marks.toSorted((a, b) => b.receivedMs - a.receivedMs || b.id - a.id)
}

function fieldOf(mark: Mark): IntakeField | null {
  if (mark.code === 'corrected') return 'corrected'
  return mark.code === 'duplicate' ? 'duplicates' : refusalClassOf(mark.code)
}

function kindOf(field: IntakeField): MarkKind {
  return field === 'duplicates' ? 'duplicate' : field as Exclude<IntakeField, 'duplicates' | 'accepted'>
}

/** What the reasons are found in. */
export interface QualityReasonsDeps {
  readonly board: QualityBoard
  readonly marks: MarkRing
}

/** See the file header. */
export class QualityReasons {
  readonly #board: QualityBoard
  readonly #marks: MarkRing

  constructor({ board, marks }: QualityReasonsDeps) {
    this.#board = board
    this.#marks = marks
  }

  /** The reasons of a criterion over a unit's subtree; `family` null: all families. `limit`: 1–`maxQualityReasons`. */
  answer(criterion: QualityCriterion, root: number, family: number | null, limit: number): QualityReasonsAnswer {
    const { live, families } = this.#board.deps
    const asked = family === null ? families.names.map((_, i) => i) : [family]
    const dearest = new Dearest(Math.min(maxQualityReasons, Math.max(1, limit)))
    this.#collect(criterion, root, asked, dearest)
    const points = asked.map((one) => this.#board.points(criterion, root, one)).reduce(addPoints, noPoints)
    const { vi, en } = formulaWords[criterion]
    return {
      unit: live.pyramid.units[root]!.code, criterion, group: family === null ? null : families.names[family]!, at: toLocalIso(live.nowMs),
      score: scoreOf(points), formulaVi: vi, formulaEn: en, reasons: dearest.found.map((found) => this.#told(found)), total: dearest.total,
    }
  }

  #told({ unit, kpi, code, lost, count, atMs, key, words }: Found): QualityReasonsAnswer['reasons'][number] {
    const { live } = this.#board.deps
    const { vi, en } = words()
    return {
      unit: live.pyramid.units[unit]!.code, kpi: kpi < 0 ? '' : live.kpis[kpi]!.id, code, lost: lost / pointScale, count,
      at: atMs === null ? null : toLocalIso(atMs), key, textVi: vi, textEn: en,
    }
  }

  #collect(criterion: QualityCriterion, root: number, asked: readonly number[], into: Dearest): void {
    if (criterion === 'right' || criterion === 'clean') {
      this.#ofMarks(criterion, root, asked, into)
      if (criterion === 'right') this.#disagreeing(root, asked, into)
    } else if (criterion === 'shared') this.#unread(root, asked, into)
    else this.#ofCells(criterion, root, asked, into)
  }

  /** Messages: one reason each where there is room for all, else one for each unit, KPI and code. */
  #ofMarks(criterion: 'right' | 'clean', root: number, asked: readonly number[], into: Dearest): void {
    const { live, families, clock } = this.#board.deps
    const isAsked = new Set(asked)
    const sinceMs = bucketStart('month', monthBucket(clock.nowMs()) - intakeMonths + 1)
    const kept = new Map<string, number>()
    const groups = new Map<string, { mark: Mark; count: number }>()
    const singles: Mark[] = []
    for (const mark of this.#marks.of(root, live.pyramid.end[root]!)) {
      const field = fieldOf(mark)
      const family = mark.kpi < 0 ? families.none : families.of[mark.kpi]!
      if (field === null || !costOf[criterion].has(field) || !isAsked.has(family) || mark.receivedMs < sinceMs) continue
      const place = `${mark.unit} ${family} ${field}`
      kept.set(place, (kept.get(place) ?? 0) + 1)
      if (singles.length <= maxQualityReasons) singles.push(mark)
      const group = groups.get(`${mark.unit} ${mark.kpi} ${mark.code}`)
      if (group === undefined) groups.set(`${mark.unit} ${mark.kpi} ${mark.code}`, { mark, count: 1 })
      else Object.assign(group, { mark, count: group.count + 1 })
    }
    this.#forgotten(criterion, root, asked, kept, into)
    const told = singles.length <= maxQualityReasons ? newestFirst(singles).map((mark) => ({ mark, count: 1 })) : groups.values()
    for (const { mark, count } of told) into.offer(count * pointScale, () => this.#ofMark(mark, count))
  }

  #ofMark(mark: Mark, count: number): Found {
    const { unit, kpi, code, field, key, receivedMs } = mark
    return { unit, kpi, code, lost: count * pointScale, count, atMs: receivedMs, key, words: () => markWords(kindOf(fieldOf(mark)!), code, field, count, true) }
  }

  /** What was counted and is no longer told apart. */
  #forgotten(criterion: 'right' | 'clean', root: number, asked: readonly number[], kept: ReadonlyMap<string, number>, into: Dearest): void {
    const { live, intake, clock } = this.#board.deps
    for (let unit = root; unit < live.pyramid.end[root]!; unit++) {
      if (!intake.mayCost(unit)) continue
      for (const family of asked) {
        const counts = intake.intake(unit, unit + 1, family, clock.nowMs())
        for (const field of costOf[criterion]) {
          const count = counts[field] - (kept.get(`${unit} ${family} ${field}`) ?? 0)
          const code = kindOf(field)
          into.offer(count * pointScale, () => ({
            unit, kpi: -1, code, lost: count * pointScale, count, atMs: null, key: null, words: () => markWords(code, code, null, count, false),
          }))
        }
      }
    }
  }

  #disagreeing(root: number, asked: readonly number[], into: Dearest): void {
    const { live, families, compared } = this.#board.deps
    for (const total of compared.within(root, live.pyramid.end[root]!)) {
      if (asked.includes(families.of[total.kpi]!) && !agrees(total)) into.offer(pointScale, () => this.#mismatch(total.unit, total.kpi, pointScale))
    }
  }

  #unread(root: number, asked: readonly number[], into: Dearest): void {
    const { live, families } = this.#board.deps
    for (let unit = root; unit < live.pyramid.end[root]!; unit++) {
      for (const family of asked) {
        const { points, possible } = this.#board.shared(unit, family)
        const lost = possible - points
        into.offer(lost, () => ({
          unit, kpi: -1, code: 'unread', lost, count: 1, atMs: null, key: null, words: () => unreadWords(families.names[family]!, points / pointScale),
        }))
      }
    }
  }

  #ofCells(criterion: 'complete' | 'alive' | 'consistent', root: number, asked: readonly number[], into: Dearest): void {
    const pointsOf: (unit: number, kpi: number) => Points = (unit, kpi) => this.#board[criterion](unit, kpi)
    const make = { complete: this.#missing, alive: this.#stale, consistent: this.#mismatch }[criterion].bind(this)
    this.#eachCell(root, asked, (unit, kpi) => {
      const { points, possible } = pointsOf(unit, kpi)
      into.offer(possible - points, () => make(unit, kpi, possible - points))
    })
  }

  #missing(unit: number, kpi: number, lost: number): Found {
    const { live, filled } = this.#board.deps
    const atMs = live.columns[kpi]!.ownAt[unit]!
    const cell = kpi * live.pyramid.size + unit
    return {
      unit, kpi, code: 'missing', lost, count: lost / pointScale, atMs: Number.isNaN(atMs) ? null : atMs, key: null,
      words: () => {
        const { grain, starts } = filled.missingPeriods(unit, kpi, live.nowMs)
        return missingWords(grain, filled.missing[cell]!, filled.expected[cell]!, starts)
      },
    }
  }

  #stale(unit: number, kpi: number, lost: number): Found {
    const { live } = this.#board.deps
    const { ownAt, ownKey } = live.columns[kpi]!
    const atMs = Number.isNaN(ownAt[unit]!) ? null : ownAt[unit]!
    return {
      unit, kpi, code: atMs === null ? 'missing' : 'stale', lost, count: 1, atMs, key: ownKey[unit] === '' ? null : ownKey[unit]!,
      words: () => staleWords(live.kpis[kpi]!.cadence, atMs),
    }
  }

  #mismatch(unit: number, kpi: number, lost: number): Found {
    const { live, compared } = this.#board.deps
    const total = compared.of(unit, kpi)
    const share = total === undefined ? 0 : offShare(total)
    return {
      unit, kpi, code: 'mismatch', lost, count: 1, atMs: total?.atMs ?? null, key: total?.key ?? null,
      words: () => mismatchWords(share, live.kpis[kpi]!.cases),
    }
  }

  #eachCell(root: number, asked: readonly number[], visit: (unit: number, kpi: number) => void): void {
    const { live, families } = this.#board.deps
    for (let unit = root; unit < live.pyramid.end[root]!; unit++) {
      for (const family of asked) for (const kpi of families.kpis[family]!) visit(unit, kpi)
    }
  }
}
