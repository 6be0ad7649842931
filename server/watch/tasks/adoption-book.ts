/**
 * Who owes which report: the duties that bind a level, and the template duties that units have taken upon themselves. An adoption is
 * a record of the ledger; a unit owes the reports that fall due while it holds.
 */
import { z } from 'zod'
import { followedObligations, type FollowedObligation } from '../../../data/plans/obligations.ts'
import type { ReportAdoptionAnswer } from '../../../data/protocol/report-race.ts'
import type { Pyramid } from '../../../data/pyramid/pyramid.ts'
import { toLocalIso } from '../../../data/time/vietnam-time.ts'
import { DomainError } from '../../errors.ts'
import type { Actor, Ledger, Recorded } from '../../log/ledger.ts'

/** Most times a unit may adopt and end the same duty. */
export const maxAdoptionSpans = 50

const reportAdoption = z.strictObject({
  of: z.literal('report'), obligation: z.string(), unit: z.string(),
  spans: z.array(z.strictObject({ fromMs: z.int(), toMs: z.int().nullable() })).min(1).max(maxAdoptionSpans),
})
type ReportAdoption = z.infer<typeof reportAdoption>
/** Other adoptions (of task registers) live beside these. */
const anyAdoption = z.union([reportAdoption, z.looseObject({})])

function isReportAdoption(body: z.infer<typeof anyAdoption>): body is ReportAdoption {
  return 'of' in body && body['of'] === 'report'
}

function impossible(whyVi: string, whyEn: string): DomainError {
  return new DomainError('act_impossible', { params: { whyVi, whyEn } })
}

/** See the file header. Duties are places in `followedObligations`. */
export class AdoptionBook {
  readonly #ledger: Ledger
  readonly #pyramid: Pyramid
  readonly #records = new Map<string, Recorded<ReportAdoption>>()
  /** Adoptions by duty and unit index. */
  readonly #byDuty: readonly Map<number, ReportAdoption>[] = followedObligations.map(() => new Map())
  readonly #followers: ((unit: number, duty: number) => void)[] = []

  constructor(ledger: Ledger, pyramid: Pyramid) {
    this.#ledger = ledger
    this.#pyramid = pyramid
    for (const record of ledger.all('adoption', anyAdoption)) {
      if (isReportAdoption(record.body)) this.#place({ ...record, body: record.body })
    }
  }

  /** Called when a unit has adopted a duty, or ended it. */
  onChanged(follower: (unit: number, duty: number) => void): void {
    this.#followers.push(follower)
  }

  /** Whether a unit owes the report of a duty that falls due at `dueMs`. */
  owes(unit: number, duty: number, dueMs: number): boolean {
    const { template, level } = followedObligations[duty]!
    if (!template) return this.#pyramid.units[unit]!.level === level
    const adoption = this.#byDuty[duty]!.get(unit)
    return adoption !== undefined && adoption.spans.some(({ fromMs, toMs }) => fromMs < dueMs && (toMs === null || dueMs <= toMs))
  }

  /** Units (indices) that hold or have held a template duty. */
  adopters(duty: number): readonly number[] {
    return [...this.#byDuty[duty]!.keys()]
  }

  /** Codes of the units in [root, end) that hold a template duty now. */
  holding(duty: number, root: number, end: number): readonly string[] {
    return [...this.#byDuty[duty]!].filter(([unit, { spans }]) => unit >= root && unit < end && spans.at(-1)!.toMs === null)
      .map(([unit]) => this.#pyramid.units[unit]!.code).sort()
  }

  /** A unit takes a template duty upon itself from `nowMs` on. Throws DomainError `act_impossible`. */
  adopt(obligation: FollowedObligation, unit: number, actor: Actor, nowMs: number): ReportAdoptionAnswer {
    const { code, level } = this.#pyramid.units[unit]!
    if (!obligation.template) throw impossible('chế độ này bắt buộc, không phải tự áp dụng', 'this duty binds by itself and is not adopted')
    if (level === 'centre') throw impossible('Trung ương nhận báo cáo, không nộp chế độ này', 'the centre receives reports and does not owe this one')
    const known = this.#records.get(`${obligation.id}:${code}`)
    const spans = known?.body.spans ?? []
    if (spans.at(-1)?.toMs === null) throw impossible('đơn vị đang áp dụng chế độ này', 'the unit has adopted this duty already')
    if (spans.length >= maxAdoptionSpans) throw impossible(`đơn vị đã áp dụng chế độ này ${maxAdoptionSpans} lần`, `the unit has adopted this duty ${maxAdoptionSpans} times`)
    return this.#write('adopt', { of: 'report', obligation: obligation.id, unit: code, spans: [...spans, { fromMs: nowMs, toMs: null }] }, actor)
  }

  /** Ends an adoption at `nowMs`: what fell due until then is still owed. Throws DomainError `act_impossible`. */
  end(obligation: FollowedObligation, unit: number, actor: Actor, nowMs: number): ReportAdoptionAnswer {
    const known = this.#records.get(`${obligation.id}:${this.#pyramid.units[unit]!.code}`)
    const last = known?.body.spans.at(-1)
    if (known === undefined || last?.toMs !== null) throw impossible('đơn vị không áp dụng chế độ này', 'the unit has not adopted this duty')
    const toMs = Math.max(nowMs, last.fromMs)
    return this.#write('end', { ...known.body, spans: [...known.body.spans.slice(0, -1), { ...last, toMs }] }, actor)
  }

  #write(action: 'adopt' | 'end', body: ReportAdoption, actor: Actor): ReportAdoptionAnswer {
    const id = `${body.obligation}:${body.unit}`
    const [written] = this.#ledger.write([{ kind: 'adoption', id, action, actor, version: this.#records.get(id)?.version ?? 0, body }])
    const record = { ...written!, body }
    this.#place(record)
    const duty = followedObligations.findIndex((one) => one.id === body.obligation)
    for (const follower of this.#followers) follower(this.#pyramid.indexOf(body.unit)!, duty)
    const { fromMs, toMs } = body.spans.at(-1)!
    return { obligation: body.obligation, unit: body.unit, since: toLocalIso(fromMs), until: toMs === null ? null : toLocalIso(toMs), version: record.version }
  }

  #place(record: Recorded<ReportAdoption>): void {
    this.#records.set(record.id, record)
    const duty = followedObligations.findIndex(({ id }) => id === record.body.obligation)
    const unit = this.#pyramid.indexOf(record.body.unit)
    if (duty >= 0 && unit !== undefined) this.#byDuty[duty]!.set(unit, record.body)
  }
}
