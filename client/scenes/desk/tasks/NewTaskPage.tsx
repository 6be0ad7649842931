/** A new task with its five "rõ". */
import { useRef, useState, type FormEvent, type ReactElement } from 'react'
import type { TaskDetailAnswer } from '../../../../data/protocol/task.ts'
import { localDay } from '../../../../data/time/vietnam-time.ts'
import { serverNowMs } from '../../../connection/clocks.ts'
import { useLive } from '../../../figures/live-context.ts'
import { useLanguage } from '../../../i18n/language.ts'
import { useDesk } from '../desk-data.ts'
import { noErrors, refusalErrors, type FieldErrors } from '../issues.ts'
import { go, Link, usePlace } from '../navigation.tsx'
import { PageHead } from '../parts/bits.tsx'
import { Refusal } from '../parts/Conflict.tsx'
import { Field, focusFirstWrong } from '../parts/Field.tsx'
import { useNotice } from '../parts/Notice.tsx'
import { KpiSelect, UnitPicker } from '../parts/pickers.tsx'
import { deskHref, given, shapes } from '../route.ts'
import { useDeskWords } from '../use-desk-words.ts'
import { useSender } from '../use-send.ts'
import { DeadlineFields } from './DeadlineFields.tsx'
import { deadlineKinds, newDeadline, taskOf, type NewTaskForm } from './task-form.ts'

const fields = ['owner', 'contentVi', 'shortVi', 'leadVi', 'supportVi', 'accountableVi', 'resultVi', 'kpi', 'deadline.kind', 'deadline.day', 'deadline.month', 'deadline.quarter', 'deadline.first', 'deadline.last', 'deadline.year'] as const

function firstForm(owner: string, office: string, today: string): NewTaskForm {
  return { owner, contentVi: '', shortVi: '', leadVi: office, supportVi: '', accountableVi: office, resultVi: '', deadline: newDeadline(today), kpi: null }
}

interface FieldsProps {
  readonly form: NewTaskForm
  readonly errors: FieldErrors
  readonly onChange: (changes: Partial<NewTaskForm>) => void
  readonly nowMs: number
}

function TaskFields({ form, errors, onChange, nowMs }: FieldsProps): ReactElement {
  const all = useDeskWords(), words = all.task
  const area = (name: 'contentVi' | 'supportVi' | 'resultVi', label: string, rows: number, help?: string): ReactElement => (
    <Field name={name} label={label} help={help} error={errors[name]} wide>{(control) => <textarea {...control} rows={rows} value={form[name]} onChange={(event) => onChange({ [name]: event.currentTarget.value })} />}</Field>
  )
  const line = (name: 'leadVi' | 'accountableVi' | 'shortVi', label: string, help?: string): ReactElement => (
    <Field name={name} label={label} help={help} error={errors[name]}>{(control) => <input {...control} type="text" value={form[name]} onChange={(event) => onChange({ [name]: event.currentTarget.value })} />}</Field>
  )
  return (
    <div className="grid">
      <Field name="owner" label={all.warning.five.owner} error={errors['owner']}>{(control) => <UnitPicker control={control} value={form.owner === '' ? null : form.owner} onPick={(owner) => onChange({ owner: owner ?? '' })} />}</Field>
      {line('leadVi', all.warning.five.lead)}
      {area('contentVi', all.warning.five.content, 4)}
      {line('accountableVi', all.warning.five.accountable)}
      {line('shortVi', `${words.fields.short} (${all.optional})`, words.shortHint)}
      <div className="wide"><DeadlineFields label={words.fields.deadline} kinds={deadlineKinds} form={form.deadline} errors={errors} nowMs={nowMs} onChange={(deadline) => onChange({ deadline })} /></div>
      {area('resultVi', all.warning.five.result, 2)}
      {area('supportVi', `${words.fields.support} (${all.optional})`, 2, all.warning.five.supportHint)}
      <Field name="kpi" label={`${words.fields.kpi} (${all.optional})`} error={errors['kpi']} wide>{(control) => <KpiSelect control={control} value={form.kpi} any={all.nothingYet} onPick={(kpi) => onChange({ kpi })} />}</Field>
    </div>
  )
}

/** See the file's head. */
export function NewTaskPage(): ReactElement {
  const data = useDesk(), all = useDeskWords(), words = all.task, language = useLanguage(), tell = useNotice(), { search } = usePlace(), { connection } = useLive()
  const nowMs = serverNowMs(connection.clock(), Date.now())
  const [form, setForm] = useState(() => {
    const owner = given(search, 'unit', shapes.unit) ?? data.top.code
    return firstForm(owner, data.unitByCode.get(owner)?.fullName ?? '', localDay(nowMs))
  })
  const [wrong, setWrong] = useState<FieldErrors>(noErrors)
  const sender = useSender(['tasks'])
  const element = useRef<HTMLFormElement>(null)
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    const read = taskOf(form, nowMs, { language, words: all.issues })
    setWrong('errors' in read ? read.errors : noErrors)
    if ('errors' in read) { focusFirstWrong(element.current); return }
    const made = await sender.send<TaskDetailAnswer>('POST', 'tasks', read.task)
    if (made === null) return
    tell({ text: words.created })
    go(deskHref(`tasks/${encodeURIComponent(made.task.id)}`, {}, search), true)
  }
  return <>
    <PageHead title={words.newTitle} back={<Link to="tasks">{words.back}</Link>} />
    <form ref={element} className="one-column" noValidate onSubmit={(event) => { void send(event) }}>
      <TaskFields form={form} nowMs={nowMs} errors={{ ...refusalErrors(sender.error, fields, language), ...wrong }} onChange={(changes) => setForm((before) => ({ ...before, ...changes }))} />
      <Refusal error={sender.error} history={[]} fields={fields} />
      {Object.keys(wrong).length > 0 && <p className="refusal" role="alert">{all.issues.first}</p>}
      <p className="buttons"><button type="submit" className="primary" disabled={sender.busy}>{sender.busy ? all.sending : words.create}</button></p>
    </form>
  </>
}
