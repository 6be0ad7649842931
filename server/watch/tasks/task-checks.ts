/**
 * What people may write into a task. Shapes and lengths are judged by the protocol's schemas; here: texts can be seen, hold nothing that cannot, and
 * no person's numbers (data/access/plain-text.ts), and deadlines are possible. Offices are named, persons are not (domain "Aggregates only").
 */
import { textFault } from '../../../data/access/plain-text.ts'
import { deadlineFault } from '../../../data/plans/deadline-check.ts'
import type { DeadlineRule } from '../../../data/plans/task.ts'
import { maxDeadlineYears } from '../../../data/protocol/task.ts'
import { DomainError } from '../../errors.ts'

/** A field that is refused, with why in both languages. */
export function fieldInvalid(field: string, whyVi: string, whyEn: string): DomainError {
  return new DomainError('field_invalid', { field, params: { field, whyVi, whyEn } })
}

/** A text as it is kept: composed characters, no spaces around. Throws DomainError `field_invalid` naming the field. */
export function textOf(field: string, text: string): string {
  const kept = text.normalize('NFC').trim()
  if (kept === '') throw fieldInvalid(field, 'không được để trống', 'it must not be empty')
  const fault = textFault(kept)
  if (fault !== null) throw fieldInvalid(field, fault.vi, fault.en)
  return kept
}

/** Several texts of a field. */
export function textsOf(field: string, texts: readonly string[]): string[] {
  return texts.map((text, i) => textOf(`${field}.${i}`, text))
}

/** Throws DomainError `field_invalid` where a new deadline is impossible; `fieldOf` gives the whole name of a field below the deadline. */
export function checkDeadline(rule: DeadlineRule, nowMs: number, fieldOf: (below: string) => string): void {
  const fault = deadlineFault(rule, nowMs, maxDeadlineYears)
  if (fault !== null) throw fieldInvalid(fieldOf(fault.field), fault.vi, fault.en)
}
