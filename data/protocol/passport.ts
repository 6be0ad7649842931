/**
 * Wire shape of `GET /api/v1/units/:code/passport?kpi=&at=`: everything a figure rests on. Instants are ISO 8601 with offset.
 */
import { z } from 'zod'
import { directionSchema, kpiKindSchema } from './kpi-enums.ts'
import { figure } from './figure.ts'

const instant = z.iso.datetime({ offset: true })
const source = z.strictObject({ document: z.string(), section: z.string(), quoteVi: z.string().optional() })

/** Most readings of a unit's own office that a passport lists, newest first. */
export const maxPassportReadings = 200

/** The target a figure is judged against. `owner`: its unit, null where that lies outside the viewer's scope. `reference`: tham chiếu. */
export const passportTarget = z.strictObject({
  year: z.int(), value: z.number(), due: z.string().nullable(),
  milestones: z.array(z.strictObject({ due: z.string(), value: z.number() })),
  ownerKind: z.enum(['unit', 'level', 'reference']), owner: z.string().nullable(), reference: z.boolean(),
  source, besideVi: z.array(z.string()),
})
/** See `passportTarget`. */
export type PassportTarget = z.infer<typeof passportTarget>

/** A reading of the unit's own office that counts in the figure. */
export const passportReading = z.strictObject({
  key: z.string(), at: instant, receivedAt: instant, num: z.number(), den: z.number().nullable(), simulated: z.boolean(),
})
/** See `passportReading`. */
export type PassportReading = z.infer<typeof passportReading>

/** `due`, `reported`, `missing`: units of the subtree. `readings`: null where they are not offered (case counts above the reporter). */
export const passportAnswer = z.strictObject({
  unit: z.string(), kpi: z.string(), at: instant,
  kind: kpiKindSchema, direction: directionSchema, cadence: z.string(), cadenceMs: z.number().nullable(), levels: z.array(z.string()),
  formulaVi: z.string(), formulaEn: z.string(),
  figure, target: passportTarget.nullable(),
  sources: z.array(source),
  facts: z.array(z.strictObject({ value: z.number(), textVi: z.string(), textEn: z.string(), source })),
  units: z.strictObject({ due: z.int().min(0), reported: z.int().min(0), missing: z.int().min(0), fresh: z.int().min(0) }),
  readings: z.array(passportReading).max(maxPassportReadings).nullable(),
})
/** See `passportAnswer`. */
export type PassportAnswer = z.infer<typeof passportAnswer>
