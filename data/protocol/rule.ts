/**
 * Wire shapes of the rules (*kịch bản cảnh báo sớm*): what an operator edits in the browser, and what a rehearsal answers.
 * A rule is data: condition, KPIs, where, how long, how bad, who is told. Bounds stand here and are tested from both sides.
 */
import { z } from 'zod'
import { severities, verdictKinds } from '../judgement/verdict.ts'
import { actAnswer } from './act.ts'

const instant = z.iso.datetime({ offset: true })
const dayMs = 86_400_000

/** Longest name of a rule, characters. */
export const maxRuleName = 120
/** Most rules of a store. */
export const maxRules = 200
/** Longest pending time, hysteresis time: 30 days, in milliseconds. */
export const maxPendingMs = 30 * dayMs
/** Days of the past a rehearsal walks through. */
export const rehearsalDays = 90
/** Warnings a day above which a rehearsal says the rule is too loud, and at once above which switching on wants a confirmation. */
export const rehearsalBudget = 10
/** From this share of the figures it can be asked of on (0–1), a rule fires on everything and cannot be switched on … */
export const everythingShare = 0.9
/** … where there are so many figures that a share means something. */
export const everythingLeast = 10
/** Most warnings, or units, that a confirmation can name. */
export const maxConfirmed = 1_000_000

/** What a threshold looks at: the figure's value, its gap to the plan's line, the share of due units that are fresh, its age. */
export const ruleMeasures = ['value', 'gap', 'fresh_share', 'age_hours'] as const

/**
 * When a rule holds of a unit: one of these verdicts stands (of these `severities` only, where given), or a number is below or above
 * `limit` (and again inside it past `clear`: hysteresis), or a report is due.
 */
export const ruleCondition = z.discriminatedUnion('on', [
  z.strictObject({
    on: z.literal('verdict'), verdicts: z.array(z.enum(verdictKinds)).min(1).max(verdictKinds.length),
    severities: z.array(z.enum(severities)).min(1).max(severities.length).optional(),
  }),
  z.strictObject({
    on: z.literal('threshold'), measure: z.enum(ruleMeasures), op: z.enum(['below', 'above']),
    limit: z.number().min(-1e12).max(1e12), clear: z.number().min(-1e12).max(1e12).nullable(),
  }),
  z.strictObject({ on: z.literal('report_due'), steps: z.array(z.enum(['d7', 'd3', 'd1', 'overdue'])).min(1).max(4) }),
])
/** See `ruleCondition`. */
export type RuleCondition = z.infer<typeof ruleCondition>

/**
 * A rule as edited. `kpis` null: all. `root`: the subtree it looks at; `levels`: whose figures inside it. Opens a warning for a group
 * (the units below one parent) when at least `minUnits` of its units, and `minShare` (0–1) of those due, have met the condition for
 * `pendingMs`; closes it when none has for `clearAfterMs`. `tell`: levels of the viewers who see it.
 */
export const ruleInput = z.strictObject({
  nameVi: z.string().trim().min(3).max(maxRuleName), nameEn: z.string().trim().max(maxRuleName),
  condition: ruleCondition,
  kpis: z.array(z.string().min(1).max(64)).min(1).max(64).nullable(),
  root: z.string().min(1).max(32),
  levels: z.array(z.enum(['centre', 'province', 'commune'])).min(1).max(3),
  minUnits: z.int().min(1).max(5000), minShare: z.number().min(0).max(1),
  pendingMs: z.int().min(0).max(maxPendingMs), clearAfterMs: z.int().min(0).max(maxPendingMs),
  severity: z.enum(severities),
  tell: z.array(z.enum(['centre', 'province', 'commune'])).min(1).max(3),
  enabled: z.boolean(),
})
/** See `ruleInput`. */
export type RuleInput = z.infer<typeof ruleInput>

/** A remark about a rule that does not forbid it: it overlaps another, or would fire on nearly everything. */
export const ruleRemark = z.strictObject({ code: z.string(), messageVi: z.string(), messageEn: z.string(), rule: z.string().nullable() })
/** See `ruleRemark`. */
export type RuleRemark = z.infer<typeof ruleRemark>

/** A rule as kept. `builtIn`: came with the product (it can be changed and switched off, not removed). `remarks`: in a list those on overlaps, and that it is on and fires on everything by now. */
export const ruleAnswer = ruleInput.extend({
  id: z.string(), version: z.int().min(1), builtIn: z.boolean(), changedAt: instant, mayEdit: z.boolean(),
  openWarnings: z.int().min(0), remarks: z.array(ruleRemark),
})
/** See `ruleAnswer`. */
export type RuleAnswer = z.infer<typeof ruleAnswer>

/** `GET /rules`. */
export const rulesAnswer = z.strictObject({ root: z.string(), rules: z.array(ruleAnswer).max(maxRules) })
/** See `rulesAnswer`. */
export type RulesAnswer = z.infer<typeof rulesAnswer>

/** `GET /rules/:id`: with every change of it, newest first. */
export const ruleDetailAnswer = z.strictObject({ rule: ruleAnswer, history: z.array(actAnswer) })
/** See `ruleDetailAnswer`. */
export type RuleDetailAnswer = z.infer<typeof ruleDetailAnswer>

/** What a person confirms who switches on a rule that opens more than `rehearsalBudget` warnings at once: how many, of how many units, as they were told. */
export const ruleConfirm = z.strictObject({ warnings: z.int().min(1).max(maxConfirmed), units: z.int().min(1).max(maxConfirmed) })
/** See `ruleConfirm`. */
export type RuleConfirm = z.infer<typeof ruleConfirm>

/** `POST /rules` (a new one), `PUT /rules/:id` (`version`: the one it was edited on). `confirm`: taken with a rule that is on only; it must name no fewer warnings than would open now. */
export const ruleChange = z.strictObject({ rule: ruleInput, version: z.int().min(0), note: z.string().max(500).optional(), confirm: ruleConfirm.optional() })
/** See `ruleChange`. */
export type RuleChange = z.infer<typeof ruleChange>

/** `POST /rules/check`: a rule as it would be saved; `id`: the one that is being edited, null for a new one. */
export const ruleCheck = z.strictObject({ rule: ruleInput, id: z.string().min(1).max(64).nullable() })
/** See `ruleCheck`. */
export type RuleCheck = z.infer<typeof ruleCheck>

/** A reason why a rule cannot be saved. `field`: the field of `ruleInput` (`condition.limit`, `levels`). */
export const ruleProblem = z.strictObject({ field: z.string(), whyVi: z.string(), whyEn: z.string() })
/** See `ruleProblem`. */
export type RuleProblem = z.infer<typeof ruleProblem>

/** Answer of `POST /rules/check`: every problem (none: it can be saved), remarks, of how many (unit, KPI) pairs with a figure it would hold now, and how many warnings of how many units that would open at once: the very count that switching on decides by. Nothing is saved. */
export const ruleCheckAnswer = z.strictObject({
  problems: z.array(ruleProblem), remarks: z.array(ruleRemark),
  matching: z.strictObject({ pairs: z.int().min(0), of: z.int().min(0), warnings: z.int().min(0), units: z.int().min(0) }).nullable(),
})
/** See `ruleCheckAnswer`. */
export type RuleCheckAnswer = z.infer<typeof ruleCheckAnswer>

/** `POST /rehearsals`: the rule as it is typed. `id`: the one that is edited, null for a new one; it changes nothing. */
export const rehearsalInput = z.strictObject({ rule: ruleInput, id: z.string().min(1).max(64).nullable().optional() })
/** See `rehearsalInput`. */
export type RehearsalInput = z.infer<typeof rehearsalInput>

/**
 * A rehearsal of a rule over the last `rehearsalDays` days. `done`, `total`: steps; `result` once it is done. `perDay`: warnings it would
 * have opened each local day, and those open at its end; `perDayMean`: `opened` over `basisDays`, the days of the window since the oldest figure of those it looks at (1 at least; of tasks the whole window); `byUnit`: the groups it would have told of, loudest first, with their affected `units`;
 * `standing`: warnings that
 * stood at the window's beginning (not counted in `opened`), and `now` those whose condition holds at its end: what opens at once where the rule is switched on, its pending
 * time passed, and of which groups; `overBudget`: more than `rehearsalBudget` a day on average, on the worst day, or at once; `tell`: the levels of those told; `failure`: why it failed. One that waits its turn is `running`.
 */
export const rehearsalAnswer = z.strictObject({
  id: z.string(), state: z.enum(['running', 'done', 'cancelled', 'failed']), done: z.int().min(0), total: z.int().min(1),
  from: instant, to: instant, tookMs: z.int().min(0),
  result: z.strictObject({
    opened: z.int().min(0), perDayMean: z.number().min(0), basisDays: z.number().min(1).max(rehearsalDays + 1), perDayMost: z.int().min(0), budget: z.int(), overBudget: z.boolean(),
    perDay: z.array(z.strictObject({ day: z.string(), opened: z.int().min(0), open: z.int().min(0) })).max(rehearsalDays + 1),
    byUnit: z.array(z.strictObject({ unit: z.string(), opened: z.int().min(0), units: z.int().min(0) })).max(200),
    standing: z.strictObject({ warnings: z.int().min(0), units: z.int().min(0) }),
    now: z.strictObject({ warnings: z.int().min(0), units: z.int().min(0), byUnit: z.array(z.strictObject({ unit: z.string(), units: z.int().min(0) })).max(200) }),
    unitsTotal: z.int().min(0), tell: z.array(z.string()), remarkVi: z.string(), remarkEn: z.string(), simulated: z.boolean(),
  }).nullable(),
  failure: z.strictObject({ messageVi: z.string(), messageEn: z.string() }).optional(),
})
/** See `rehearsalAnswer`. */
export type RehearsalAnswer = z.infer<typeof rehearsalAnswer>
