/**
 * The rules of a store: the product's own, seeded once, and those that operators add. Every change is an act in the ledger.
 *
 * Invariants
 * - A built-in rule that only the product has touched follows the product's next version; one that a person changed stays as it is.
 * - What checkRule refuses is never stored. At most `maxRules` rules.
 * - Law 8: a viewer sees and edits rules whose root lies in their scope; a rule elsewhere and one that there is not are refused alike.
 */
import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { KeyRole } from '../../../data/access/scope.ts'
import type { ActAnswer } from '../../../data/protocol/act.ts'
import { maxRules, ruleConfirm, ruleInput, type RuleAnswer, type RuleCheckAnswer, type RuleConfirm, type RuleInput, type RuleProblem, type RuleRemark } from '../../../data/protocol/rule.ts'
import { inSubtree } from '../../../data/pyramid/pyramid.ts'
import { checkRule, type RuleWorld } from '../../../data/rules/check-rule.ts'
import { defaultRules, type DefaultRule } from '../../../data/rules/default-rules.ts'
import { atOnceRemark, beforeDueRemark, everywhereRemark, loudRemark, overlapRemarks, twinProblem, type NamedRule } from '../../../data/rules/rule-remarks.ts'
import { toLocalIso } from '../../../data/time/vietnam-time.ts'
import { DomainError } from '../../errors.ts'
import type { LiveFigures } from '../../figures/figures.ts'
import { systemActor, type Actor, type Change, type Ledger, type Recorded } from '../../log/ledger.ts'
import type { RunRule } from './compiled-rule.ts'
import { HeldShares } from './held-shares.ts'
import { matchingNow, type Matching } from './matching.ts'
import type { DueReport, VerdictSource } from './rule-run.ts'
import { isProductsOwn, maySwitchOn, onProblem, switchesOn } from './switching-on.ts'
import { tellActsOf, type ShownFields } from '../told-acts.ts'

/** A rule as the ledger keeps it. `confirmed`: what whoever switched it on was told that it opens at once, and confirmed (switching-on.ts). */
export const ruleBody = z.strictObject({ rule: ruleInput, builtIn: z.boolean(), confirmed: ruleConfirm.nullable().default(null) })
/** See `ruleBody`. */
export type RuleBody = z.infer<typeof ruleBody>

/** Who looks: a scope and what they may do in it. */
export interface Seer {
  readonly scope: number
  readonly role: KeyRole
}

/** What a book stands on. `defaults`: other than the product's own, for tests of an upgrade. */
export interface RuleBookDeps {
  readonly ledger: Ledger
  readonly live: LiveFigures
  readonly verdicts: VerdictSource
  readonly reports?: () => Iterable<DueReport> | null
  readonly defaults?: readonly DefaultRule[]
  /** The machine's monotone time, milliseconds: given by tests only. */
  readonly passedMs?: () => number
}

type RuleRecord = Recorded<RuleBody>

/** See the file header. */
export class RuleBook {
  readonly #deps: RuleBookDeps
  readonly #defaults: readonly DefaultRule[]
  readonly #rules = new Map<string, RuleRecord>()
  readonly #held: HeldShares<RuleRecord>
  readonly #followers: ((id: string, before: RuleInput | null, after: RuleInput) => void)[] = []

  constructor(deps: RuleBookDeps) {
    this.#deps = deps
    this.#defaults = deps.defaults ?? defaultRules
    for (const record of deps.ledger.all('rule', ruleBody)) this.#rules.set(record.id, record)
    this.#held = new HeldShares<RuleRecord>(({ id, body }) => matchingNow({ id, rule: body.rule }, deps), deps.passedMs ?? (() => performance.now()))
    this.#seed(this.#defaults)
  }

  /** All rules, as they are to be run. */
  all(): RunRule[] {
    return [...this.#rules.values()].map(({ id, body }) => ({ id, rule: body.rule }))
  }

  /** A rule as it stands; undefined: there is none. */
  rule(id: string): RuleInput | undefined {
    return this.#rules.get(id)?.body.rule
  }

  /** Called after a rule came (`before` null) or changed. */
  onChanged(follower: (id: string, before: RuleInput | null, after: RuleInput) => void): void {
    this.#followers.push(follower)
  }

  /** The rules of a root's subtree, in the product's order, then by id; those that are on and fire on everything by now say so. `open`: standing warnings of a rule that the viewer sees. */
  list(root: number, seer: Seer, open: (rule: string) => number): RuleAnswer[] {
    const order = new Map(defaultRules.map(({ id }, i) => [id, i]))
    const listed = [...this.#rules.values()].filter((record) => this.#isBelow(record, root))
      .sort((a, b) => (order.get(a.id) ?? Infinity) - (order.get(b.id) ?? Infinity) || (a.id < b.id ? -1 : 1))
    this.#held.look(listed.filter(({ body }) => body.rule.enabled))
    return listed.map((record) => {
      const answer = this.#answerOf(record, seer, open)
      return { ...answer, remarks: [...answer.remarks, ...everywhereRemark(record.body.rule.enabled ? this.#held.of(record) : null)] }
    })
  }

  /** One rule with its history; its remarks also say what it holds of now. Throws DomainError `rule_unavailable`. */
  detail(id: string, seer: Seer, open: (rule: string) => number): { rule: RuleAnswer; history: ActAnswer[] } {
    const record = this.#visible(id, seer.scope)
    const acts = this.#deps.ledger.history('rule', id)
    const answer = this.#answerOf(record, seer, open)
    return { rule: { ...answer, remarks: [...answer.remarks, ...this.#now(record.body.rule).remarks] }, history: tellActsOf(acts, record.version, shownRule, this.#deps.live.pyramid, seer.scope) }
  }

  /** Adds a rule; its id. Throws DomainError `field_invalid`, `act_impossible`, those of `maySwitchOn`; LogUnavailable. */
  create(rule: RuleInput, actor: Actor, seer: Seer, note: string | null, confirm?: RuleConfirm): string {
    this.#mustMean(rule, null, seer)
    if (this.#rules.size >= maxRules) {
      throw new DomainError('act_impossible', { params: {
        whyVi: `đã đủ ${maxRules} kịch bản; sửa hoặc tắt kịch bản có sẵn`, whyEn: `there are ${maxRules} rules already; change or switch off one of them`,
      } })
    }
    const confirmed = maySwitchOn(null, rule, false, confirm, this.#deps)
    const id = `r-${randomBytes(6).toString('hex')}`
    this.#write({ kind: 'rule', id, action: 'create', actor, version: 0, body: { rule, builtIn: false, confirmed } satisfies RuleBody, note }, null)
    return id
  }

  /** Changes a rule. Throws DomainError `rule_unavailable`, `edited_meanwhile`, `field_invalid`, those of `maySwitchOn`; LogUnavailable. */
  update(id: string, rule: RuleInput, version: number, actor: Actor, seer: Seer, note: string | null, confirm?: RuleConfirm): void {
    const record = this.#visible(id, seer.scope)
    if (record.version !== version) throw new DomainError('edited_meanwhile')
    this.#mustMean(rule, id, seer)
    const { rule: before, builtIn, confirmed: last } = record.body
    const isOn = rule.enabled && !switchesOn(before, rule)
    const now = maySwitchOn(before, rule, isProductsOwn(id, rule, this.#defaults), confirm, this.#deps)
    const action = before.enabled === rule.enabled ? 'edit' : rule.enabled ? 'switch_on' : 'switch_off'
    this.#write({ kind: 'rule', id, action, actor, version, body: { rule, builtIn, confirmed: isOn ? last : now } satisfies RuleBody, note }, before)
  }

  /** What would come of saving a rule now. `id`: the one that is edited, null for a new one. Nothing is stored. */
  check(rule: RuleInput, id: string | null, seer: Seer): RuleCheckAnswer {
    if (id !== null) this.#visible(id, seer.scope)
    const problems = this.#problems(rule, id, seer)
    if (problems.length > 0) return { problems: [...problems], remarks: [], matching: null }
    const { matching, remarks } = this.#now(rule)
    const before = id === null ? null : this.#rules.get(id)!.body.rule
    const problem = switchesOn(before, rule) ? onProblem(rule, this.#deps.live.kpis, matching, isProductsOwn(id, rule, this.#defaults)) : null
    return { problems: problem === null ? [] : [problem], remarks: [...this.#overlaps(rule, id, seer.scope), ...remarks], matching }
  }

  /** What a rule holds of now, and what is to be said of it. */
  #now(rule: RuleInput): { readonly matching: Matching | null; readonly remarks: readonly RuleRemark[] } {
    const matching = matchingNow({ id: '', rule }, this.#deps)
    const said = matching === null ? [] : [...loudRemark(matching.pairs, matching.of), ...atOnceRemark(matching.warnings, matching.units)]
    return { matching, remarks: [...beforeDueRemark(rule), ...said] }
  }

  #seed(defaults: readonly DefaultRule[]): void {
    const changes = defaults.flatMap(({ id, rule: own }): Change[] => {
      const rule = ruleInput.parse(own)
      const record = this.#rules.get(id)
      const change = { kind: 'rule', id, actor: systemActor, body: { rule, builtIn: true, confirmed: null } satisfies RuleBody, note: null } as const
      if (record === undefined) return [{ ...change, action: 'create', version: 0 }]
      const isSame = JSON.stringify(record.body.rule) === JSON.stringify(rule)
      const byProduct = this.#deps.ledger.history('rule', id).every(({ actor }) => actor.kind === 'system')
      return isSame || !byProduct ? [] : [{ ...change, action: 'upgrade', version: record.version }]
    })
    if (changes.length === 0) return
    for (const written of this.#deps.ledger.write(changes)) this.#rules.set(written.id, written as RuleRecord)
  }

  #write(change: Change, before: RuleInput | null): void {
    const [written] = this.#deps.ledger.write([change]) as RuleRecord[]
    if (written === undefined) return
    this.#rules.set(written.id, written)
    for (const follower of this.#followers) follower(written.id, before, written.body.rule)
  }

  /** What forbids to save a rule: what is wrong with itself, then a twin that is on. */
  #problems(rule: RuleInput, id: string | null, seer: Seer): readonly RuleProblem[] {
    const twin = twinProblem(rule, id, this.#others(seer.scope))
    return [...checkRule(rule, this.#world(seer)), ...(twin === null ? [] : [twin])]
  }

  #mustMean(rule: RuleInput, id: string | null, seer: Seer): void {
    const [first] = this.#problems(rule, id, seer)
    if (first === undefined) return
    const { field, whyVi, whyEn } = first
    throw new DomainError('field_invalid', { field: `rule.${field}`, params: { field: `rule.${field}`, whyVi, whyEn } })
  }

  #world({ scope }: Seer): RuleWorld {
    const { pyramid, kpis } = this.#deps.live
    return { pyramid, kpis, scope }
  }

  #isBelow({ body }: RuleRecord, scope: number): boolean {
    const { pyramid } = this.#deps.live
    return inSubtree(pyramid, scope, pyramid.indexOf(body.rule.root) ?? -1)
  }

  #visible(id: string, scope: number): RuleRecord {
    const record = this.#rules.get(id)
    if (record === undefined || !this.#isBelow(record, scope)) throw new DomainError('rule_unavailable')
    return record
  }

  /** Rules that a scope sees: of others nothing is told, not even that they are alike (law 8). */
  #others(scope: number): NamedRule[] {
    return [...this.#rules.values()].filter((record) => this.#isBelow(record, scope)).map(({ id, body }) => ({ id, rule: body.rule }))
  }

  #overlaps(rule: RuleInput, id: string | null, scope: number): readonly RuleRemark[] {
    return overlapRemarks(this.#deps.live.pyramid, rule, id, this.#others(scope))
  }

  #answerOf(record: RuleRecord, { scope, role }: Seer, open: (rule: string) => number): RuleAnswer {
    const { rule, builtIn } = record.body
    return {
      ...rule, id: record.id, version: record.version, builtIn, changedAt: toLocalIso(record.changedMs),
      mayEdit: role === 'operate' && this.#isBelow(record, scope), openWarnings: open(record.id), remarks: [...this.#overlaps(rule, record.id, scope)],
    }
  }
}

/** The fields of a rule as shown beside an act. */
function shownRule(body: unknown): ShownFields {
  const { rule, confirmed = null } = body as Pick<RuleBody, 'rule'> & Partial<RuleBody>
  return Object.fromEntries(Object.entries({ ...rule, confirmed }).map(([field, value]) => [field, value === null || value === '' ? null
    : Array.isArray(value) ? value.join(', ') : typeof value === 'object' ? JSON.stringify(value) : String(value)]))
}
