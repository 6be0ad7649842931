/** Whether a count of a register bears the mark of what is late. Pure. */
import type { RegisterState } from '../../../../data/protocol/groups.ts'

/** A count that is told and not 0. A withheld one bears none: a mark would tell of it what the rule of small counts keeps back. */
export function isLate({ late, withheld, value }: Pick<RegisterState, 'late' | 'withheld' | 'value'>): boolean {
  return late && !withheld && (value ?? 0) > 0
}
