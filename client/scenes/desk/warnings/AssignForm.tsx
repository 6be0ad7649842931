/** A warning becomes a task: the form of the five "rõ", filled in from the warning. */
import { useRef, useState, type FormEvent, type ReactElement } from 'react'
import type { WarningAnswer, TaskWish } from '../../../../data/protocol/warning.ts'
import { maxDeadlineYears } from '../../../../data/protocol/task.ts'
import { useLanguage } from '../../../i18n/language.ts'
import { kpiName, unitLine, useDesk, type DeskData } from '../desk-data.ts'
import { noErrors, schemaErrors, type FieldErrors } from '../issues.ts'
import { DayInput } from '../parts/DayInput.tsx'
import { Field, focusFirstWrong } from '../parts/Field.tsx'
import { UnitPicker } from '../parts/pickers.tsx'
import { deskWordsOf, useDeskWords } from '../use-desk-words.ts'
import { lineText } from '../values.ts'
import { dayAfter, fitted, lastDay, proposedTaskDays, wishOf, type WishForm } from './warning-acts.ts'

/** Fields of the form, as the wire names them. */
export const wishFields = ['owner', 'contentVi', 'leadVi', 'supportVi', 'accountableVi', 'resultVi', 'due'] as const

/** The form as first shown: in Vietnamese, the language of the register. */
function filledIn(warning: WarningAnswer, data: DeskData, nowMs: number): WishForm {
  const { prefill } = deskWordsOf('vi').warning
  const kpi = kpiName(data, warning.kpi, 'vi'), unit = unitLine(data, warning.unit, 'vi')
  const aim = warning.expected === null ? prefill.resultPlain(kpi) : prefill.result(kpi, lineText(data.kpiById.get(warning.kpi), warning.expected, 'vi'))
  const office = data.unitByCode.get(warning.unit)?.fullName ?? ''
  return {
    owner: warning.unit, contentVi: fitted(prefill.content(kpi, unit, warning.evidenceVi), 1000), leadVi: fitted(office, 200), supportVi: '', accountableVi: fitted(office, 200),
    resultVi: fitted(aim, 500), due: dayAfter(nowMs, proposedTaskDays),
  }
}

interface AssignProps {
  readonly warning: WarningAnswer
  readonly nowMs: number
  readonly busy: boolean
  readonly refused: FieldErrors
  readonly onSend: (task: TaskWish) => void
  readonly onCancel: () => void
}

/** See the file's head. */
export function AssignForm({ warning, nowMs, busy, refused, onSend, onCancel }: AssignProps): ReactElement {
  const data = useDesk(), words = useDeskWords(), language = useLanguage()
  const { five } = words.warning
  const [form, setForm] = useState(() => filledIn(warning, data, nowMs))
  const [wrong, setWrong] = useState<FieldErrors>(noErrors)
  const element = useRef<HTMLFormElement>(null)
  const errors = { ...refused, ...wrong }
  const set = (changes: Partial<WishForm>): void => setForm((before) => ({ ...before, ...changes }))
  const send = (event: FormEvent): void => {
    event.preventDefault()
    const parsed = wishOf(form)
    setWrong(parsed.success ? noErrors : schemaErrors(parsed.error.issues, words.issues, language))
    if (parsed.success) onSend(parsed.data)
    else focusFirstWrong(element.current)
  }
  const area = (name: 'contentVi' | 'resultVi' | 'supportVi', label: string, rows: number, help?: string): ReactElement => (
    <Field name={name} label={label} help={help} error={errors[name]} wide>{(control) => <textarea {...control} rows={rows} value={form[name]} onChange={(event) => set({ [name]: event.currentTarget.value })} />}</Field>
  )
  const line = (name: 'leadVi' | 'accountableVi', label: string): ReactElement => (
    <Field name={name} label={label} error={errors[name]}>{(control) => <input {...control} type="text" value={form[name]} onChange={(event) => set({ [name]: event.currentTarget.value })} />}</Field>
  )
  return (
    <form ref={element} className="act-form grid" noValidate onSubmit={send} aria-label={five.head}>
      <p className="wide"><b>{five.head}</b> {five.lead2}</p>
      <Field name="owner" label={five.owner} error={errors['owner']}>{(control) => <UnitPicker control={control} value={form.owner} onPick={(owner) => set({ owner: owner ?? '' })} />}</Field>
      {line('leadVi', five.lead)}
      {area('contentVi', five.content, 4)}
      {line('accountableVi', five.accountable)}
      <Field name="due" label={five.due} help={form.due === dayAfter(nowMs, 0) ? words.issues.dueToday : five.dueHint} error={errors['due']}>{(control) => <DayInput control={control} min={dayAfter(nowMs, 0)} max={lastDay(nowMs, maxDeadlineYears)} value={form.due} onChange={(due) => set({ due })} />}</Field>
      {area('supportVi', five.support, 2, five.supportHint)}
      {area('resultVi', five.result, 2)}
      <p className="buttons wide"><button type="submit" className="primary" disabled={busy}>{busy ? words.sending : words.warning.sendAssign}</button> <button type="button" onClick={onCancel}>{words.cancel}</button></p>
    </form>
  )
}
