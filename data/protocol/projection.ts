/**
 * Wire shape of `GET /units/:code/projection?kpi=`: the robust trend of a figure, where it leads by the due date, the pace needed to arrive, and
 * for a parent which children, brought to plan, would bring it to plan. Values in the KPI's own unit (ratios 0–1).
 */
import { z } from 'zod'

const instant = z.iso.datetime({ offset: true })
const interval = z.strictObject({ low: z.number(), high: z.number() })

/** Why there is no trend or no projection. */
export const projectionGaps = ['no_data', 'no_target', 'too_few_points', 'past_due', 'not_projectable', 'withheld'] as const

/** Most children listed. */
export const maxBringers = 200

/**
 * `trend`: Theil–Sen slope a week with Sen's interval at `confidence` (0–1); `projected`: the present value carried to `due`, with its interval
 * (`met`: the target is reached and the trend does not lead away from it); `pace`: what is still to do
 * (in `num`'s unit for ratios of stocks), weeks left, and the value a week needed beside the trend's (all signed: below 0 where the figure must fall). `due` null beside a
 * target: a floor that holds all year, projected to the year's end. `bringers`: smallest set first; `enough` false: all children at plan would still not do, and none is `inSet` (`leftNum`: what would still be short of `shortNum`); `withheld`:
 * children left out because their counts are small (data/access/small-counts.ts). `gap`: why there is no `projected`.
 */
export const projectionAnswer = z.strictObject({
  unit: z.string(), kpi: z.string(), at: instant, value: z.number().nullable(), expected: z.number().nullable(), target: z.number().nullable(), due: z.string().nullable(),
  method: z.string(), confidence: z.number(),
  trend: z.strictObject({ perWeek: z.number(), interval, points: z.int().min(0), from: instant, to: instant, grain: z.enum(['day', 'month']) }).nullable(),
  projected: z.strictObject({ value: z.number(), interval, arrives: z.enum(['met', 'yes', 'no', 'unsure']), crossesAt: instant.nullable() }).nullable(),
  pace: z.strictObject({ weeksLeft: z.number().min(0), neededPerWeek: z.number(), neededNumPerWeek: z.number().nullable(), trendPerWeek: z.number().nullable() }).nullable(),
  gap: z.enum(projectionGaps).nullable(),
  series: z.array(z.strictObject({ at: instant, value: z.number().nullable(), expected: z.number().nullable() })).max(800),
  bringers: z.strictObject({
    shortNum: z.number().min(0), leftNum: z.number().min(0), enough: z.boolean(), needed: z.int().min(0), withheld: z.int().min(0),
    children: z.array(z.strictObject({ unit: z.string(), value: z.number().nullable(), expected: z.number().nullable(), gainNum: z.number().min(0), inSet: z.boolean() })).max(maxBringers),
  }).nullable(),
})
/** See `projectionAnswer`. */
export type ProjectionAnswer = z.infer<typeof projectionAnswer>
