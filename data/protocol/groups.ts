/**
 * Wire shapes of `GET /api/v1/groups?root=`: the three business groups of the sector as panels of counts, never of a case or a person.
 * Source: domain "The three business groups" (S3 VI.1–2).
 */
import { z } from 'zod'
import { freshnesses } from '../judgement/freshness.ts'
import { caseRegisters } from '../kpis/case-measures.ts'

const instant = z.iso.datetime({ offset: true })
const count = z.int().min(0)

/** Days over which readings received and warnings raised are counted, the present one included. */
export const groupDays = 30
/** A source whose key was not used for this long is not connected, milliseconds. */
export const connectedMs = 86_400_000

/**
 * One state of a register. `value` is null where nothing was reported, and where it is withheld. Of a unit without units below, withheld
 * means a count below 5 ("<5"); of one above, it may also be a larger sum that would tell the one small part in it by subtraction: say
 * that it is withheld, not "<5". `late`: it counts what is past its time.
 */
export const registerState = z.strictObject({
  measure: z.string(), state: z.string(), late: z.boolean(), value: count.nullable(), withheld: z.boolean(), due: count, reported: count, fresh: count,
})
/** See `registerState`. */
export type RegisterState = z.infer<typeof registerState>

/**
 * One register of the subtree. `contradicting`: offices whose states contradict each other (more done than planned), as far as that may
 * be told; `newestAt`, `freshness`: of its newest reading.
 */
export const groupRegister = z.strictObject({
  id: z.enum(caseRegisters), states: z.array(registerState).min(4).max(4), contradicting: count,
  newestAt: instant.nullable(), freshness: z.enum(freshnesses), simulated: z.boolean(),
})
/** See `groupRegister`. */
export type GroupRegister = z.infer<typeof groupRegister>

/**
 * The panels. `watching`: keys that report for units of the root (`connected`: used in the last day, of `known`), readings the log took
 * for them (`since`: since when they are counted), warnings of the last `groupDays` days by what became of them (`handled`: people took,
 * assigned or resolved them, whatever came after; else `cleared`: their condition went, `stopped`: their rule was switched off or changed, `open`: nobody yet).
 */
export const groupsAnswer = z.strictObject({
  root: z.string(), at: instant,
  watching: z.strictObject({
    nameVi: z.string(), nameEn: z.string(),
    sources: z.strictObject({ connected: count, known: count }),
    readings: z.strictObject({ today: count, days30: count, since: instant }),
    warnings: z.strictObject({ raised: count, handled: count, cleared: count, stopped: count, open: count }),
    simulated: z.boolean(),
  }),
  inspecting: z.strictObject({ nameVi: z.string(), nameEn: z.string(), registers: z.array(groupRegister) }),
  following: z.strictObject({ nameVi: z.string(), nameEn: z.string(), registers: z.array(groupRegister) }),
})
/** See `groupsAnswer`. */
export type GroupsAnswer = z.infer<typeof groupsAnswer>
