/** A deadline in the forms of the documents: a day, a month, a quarter or several, standing, by the road-map. */
import type { ReactElement } from 'react'
import type { FieldErrors } from '../issues.ts'
import { DayInput } from '../parts/DayInput.tsx'
import { Field } from '../parts/Field.tsx'
import { useDeskWords } from '../use-desk-words.ts'
import { isDueToday, type DeadlineForm } from './task-form.ts'

const quarters = ['1', '2', '3', '4'] as const
const roman = ['', 'I', 'II', 'III', 'IV'] as const
const months = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12'] as const

interface DeadlineProps {
  readonly label: string
  readonly kinds: readonly DeadlineForm['kind'][]
  readonly form: DeadlineForm
  readonly errors: FieldErrors
  readonly onChange: (form: DeadlineForm) => void
  /** The server's present: a deadline of today is taken, and said to be one. */
  readonly nowMs: number
}

/** See the file's head. */
export function DeadlineFields({ label, kinds, form, errors, onChange, nowMs }: DeadlineProps): ReactElement {
  const all = useDeskWords(), words = all.task.deadline
  const error = (name: string): string | undefined => errors[`deadline.${name}`]
  const choice = (name: 'month' | 'quarter' | 'first' | 'last', text: string, options: readonly string[], nameOf: (option: string) => string): ReactElement => (
    <Field name={`deadline.${name}`} label={text} error={error(name)}>{(control) => (
      <select {...control} value={form[name]} onChange={(event) => onChange({ ...form, [name]: event.currentTarget.value })}>{options.map((option) => <option key={option} value={option}>{nameOf(option)}</option>)}</select>
    )}</Field>
  )
  const inRoman = (quarter: string): string => roman[Number(quarter)] ?? quarter
  return (
    <fieldset className="choices deadline" data-field="deadline">
      <legend>{label}</legend>
      <div className="grid">
        <Field name="deadline.kind" label={words.kind} error={error('kind') ?? errors['deadline']}>{(control) => (
          <select {...control} value={form.kind} onChange={(event) => onChange({ ...form, kind: event.currentTarget.value as DeadlineForm['kind'] })}>{kinds.map((kind) => <option key={kind} value={kind}>{words.kinds[kind]}</option>)}</select>
        )}</Field>
        {form.kind === 'day' && <Field name="deadline.day" label={words.day} error={error('day')}>{(control) => <DayInput control={control} value={form.day} onChange={(day) => onChange({ ...form, day })} />}</Field>}
        {form.kind === 'month' && choice('month', words.month, months, (month) => month)}
        {form.kind === 'quarter' && choice('quarter', words.quarter, quarters, inRoman)}
        {form.kind === 'quarters' && <>{choice('first', words.first, quarters.slice(0, 3), inRoman)}{choice('last', words.last, quarters.slice(1), inRoman)}</>}
        {(form.kind === 'month' || form.kind === 'quarter' || form.kind === 'quarters') && <Field name="deadline.year" label={words.year} error={error('year')}>{(control) => <input {...control} type="text" inputMode="numeric" maxLength={4} value={form.year} onChange={(event) => onChange({ ...form, year: event.currentTarget.value })} />}</Field>}
      </div>
      {isDueToday(form, nowMs) && <p className="remark" role="status" data-due="today">{all.issues.dueToday}</p>}
    </fieldset>
  )
}
