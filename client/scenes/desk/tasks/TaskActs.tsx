/** What people do with a task: report progress, close with a result, put the deadline off with a reason, reassign, review, reopen. Typed words survive a refusal. */
import { useRef, useState, type FormEvent, type ReactElement } from 'react'
import { taskAct, type TaskAct, type TaskDetailAnswer } from '../../../../data/protocol/task.ts'
import { localDay } from '../../../../data/time/vietnam-time.ts'
import { serverNowMs } from '../../../connection/clocks.ts'
import { useLive } from '../../../figures/live-context.ts'
import { useLanguage } from '../../../i18n/language.ts'
import { getJson } from '../../../queries/api.ts'
import { noErrors, refusalErrors, schemaErrors, type FieldErrors } from '../issues.ts'
import { Refusal } from '../parts/Conflict.tsx'
import { Choices, Field, focusFirstWrong } from '../parts/Field.tsx'
import { useNotice } from '../parts/Notice.tsx'
import { useKeys } from '../parts/use-keys.ts'
import { linesOf } from '../typed-lines.ts'
import { useDeskWords } from '../use-desk-words.ts'
import { useSender, type Sender } from '../use-send.ts'
import { DeadlineFields } from './DeadlineFields.tsx'
import { datedKinds, deadlineErrors, deadlineOf, newDeadline, possibleTaskActs, undoTaskAct, type DeadlineForm, type TaskActName } from './task-form.ts'

const fields = ['note', 'result', 'reason', 'state', 'leadVi', 'supportVi', 'accountableVi', 'deadline.kind', 'deadline.day', 'deadline.month', 'deadline.quarter', 'deadline.last', 'deadline.first', 'deadline.year'] as const

/** Everything typed into the forms of the acts: one text for whichever is open. */
interface Typed {
  readonly text: string
  readonly state: 'open' | 'running'
  readonly leadVi: string
  readonly supportVi: string
  readonly accountableVi: string
  readonly deadline: DeadlineForm
}

/** The act as sent. */
function bodyOf(name: TaskActName, version: number, typed: Typed): TaskAct {
  switch (name) {
    case 'progress': return { act: name, version, state: typed.state, result: typed.text }
    case 'close': return { act: name, version, result: typed.text }
    case 'extend': return { act: name, version, deadline: deadlineOf(typed.deadline), reason: typed.text }
    case 'assign': return { act: name, version, leadVi: typed.leadVi, supportVi: linesOf(typed.supportVi), accountableVi: typed.accountableVi, ...(typed.text.trim() === '' ? {} : { note: typed.text }) }
    default: return { act: name, version, note: typed.text }
  }
}

/** Sends an act, says what came of it, offers the way back. */
function useTaskAct(detail: TaskDetailAnswer, sender: Sender): (act: TaskAct) => Promise<boolean> {
  const words = useDeskWords(), tell = useNotice()
  const path = `tasks/${encodeURIComponent(detail.task.id)}`
  return async (act) => {
    const answer = await sender.send<TaskDetailAnswer>('POST', `${path}/acts`, act)
    if (answer === null) return false
    const canUndo = undoTaskAct(act.act, detail.task, 1, words.undoNote) !== null
    tell({
      text: words.task.done[act.act],
      ...(canUndo ? {
        undo: async () => {
          const now = await getJson<TaskDetailAnswer>(path, AbortSignal.timeout(10_000)).catch(() => null)
          const back = now === null ? null : undoTaskAct(act.act, detail.task, now.task.version, words.undoNote)
          return back !== null && await sender.send<object>('POST', `${path}/acts`, back) !== null
        },
      } : {}),
    })
    return true
  }
}

interface FormProps {
  readonly name: TaskActName
  readonly detail: TaskDetailAnswer
  readonly typed: Typed
  readonly errors: FieldErrors
  readonly onType: (changes: Partial<Typed>) => void
  readonly nowMs: number
}

/** The fields of the open act. */
function ActFields({ name, detail, typed, errors, onType, nowMs }: FormProps): ReactElement {
  const all = useDeskWords(), words = all.task
  const textName = { progress: 'result', close: 'result', extend: 'reason', assign: 'note', review: 'note', reopen: 'note' }[name]
  const label = { progress: words.progressResult, close: words.closeResult, extend: words.extendReason, assign: `${all.warning.note} (${all.optional})`, review: words.reviewNote, reopen: all.warning.noteWhy }[name]
  const line = (field: 'leadVi' | 'accountableVi', text: string): ReactElement => (
    <Field name={field} label={text} error={errors[field]}>{(control) => <input {...control} type="text" value={typed[field]} onChange={(event) => onType({ [field]: event.currentTarget.value })} />}</Field>
  )
  return <>
    {name === 'progress' && <Choices name="state" kind="radio" label={words.progressState} options={['open', 'running'] as const} nameOf={(state) => words.reportedAs[state]} chosen={[typed.state]} onChoose={([state]) => { if (state !== undefined) onType({ state }) }} error={errors['state']} />}
    {name === 'extend' && <><p className="quiet">{words.extendOld(detail.task.deadlineVi)}</p><DeadlineFields label={words.extendNew} kinds={datedKinds} form={typed.deadline} errors={errors} nowMs={nowMs} onChange={(deadline) => onType({ deadline })} /></>}
    {name === 'assign' && <>{line('leadVi', words.fields.lead)}{line('accountableVi', words.fields.accountable)}
      <Field name="supportVi" label={words.fields.support} help={all.warning.five.supportHint} error={errors['supportVi']}>{(control) => <textarea {...control} rows={2} value={typed.supportVi} onChange={(event) => onType({ supportVi: event.currentTarget.value })} />}</Field></>}
    <Field name={textName} label={label} error={errors[textName]}>{(control) => <textarea {...control} autoFocus={name !== 'extend' && name !== 'assign'} rows={3} maxLength={500} value={typed.text} onChange={(event) => onType({ text: event.currentTarget.value })} />}</Field>
  </>
}

function firstTyped({ task }: TaskDetailAnswer, nowMs: number): Typed {
  return { text: '', state: 'running', leadVi: task.leadVi, supportVi: task.supportVi.join('\n'), accountableVi: task.accountableVi, deadline: newDeadline(localDay(nowMs)) }
}

/** See the file's head. */
export function TaskActs({ detail }: { detail: TaskDetailAnswer }): ReactElement {
  const { task, history } = detail
  const all = useDeskWords(), words = all.task, language = useLanguage(), { connection } = useLive()
  const nowMs = serverNowMs(connection.clock(), Date.now())
  const [open, setOpen] = useState<{ name: TaskActName, version: number } | null>(null)
  const [typed, setTyped] = useState(() => firstTyped(detail, nowMs))
  const [wrong, setWrong] = useState<FieldErrors>(noErrors)
  const element = useRef<HTMLFormElement>(null)
  const sender = useSender(['tasks', 'warnings'])
  const act = useTaskAct(detail, sender)
  const cancel = (): void => { sender.clear(); setWrong(noErrors); setOpen(null) }
  useKeys({ escape: open === null ? undefined : cancel })
  if (!task.mayEdit) return <section className="acts"><h2>{words.act}</h2><p className="quiet">{all.readOnly}</p></section>
  const version = open === null || sender.error?.code === 'edited_meanwhile' ? task.version : open.version
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (open === null) return
    const parsed = taskAct.safeParse(bodyOf(open.name, version, typed))
    const speech = { language, words: all.issues }
    const seen = !parsed.success ? schemaErrors(parsed.error.issues, all.issues, language)
      : parsed.data.act === 'extend' ? deadlineErrors(parsed.data.deadline, nowMs, task.dueAt === null ? null : Date.parse(task.dueAt), speech) : noErrors
    setWrong(seen)
    if (!parsed.success || Object.keys(seen).length > 0) { focusFirstWrong(element.current); return }
    if (await act(parsed.data)) { setOpen(null); setTyped((before) => ({ ...before, text: '' })) }
  }
  const sends = { progress: words.sendProgress, close: words.sendClose, extend: words.sendExtend, assign: words.sendAssign, review: words.sendReview, reopen: words.sendReopen }
  return (
    <section className="acts" aria-labelledby="acts-title" onKeyDown={(event) => { if (event.key === 'Escape' && !event.defaultPrevented) cancel() }}>
      <h2 id="acts-title">{words.act}</h2>
      <p className="buttons">{possibleTaskActs(task).map((name) => (
        <button key={name} type="button" aria-expanded={open?.name === name} onClick={() => { sender.clear(); setWrong(noErrors); setTyped({ ...firstTyped(detail, nowMs), text: typed.text }); setOpen({ name, version: task.version }) }}>{words[name]}</button>
      ))}</p>
      <Refusal error={sender.error} history={history} fields={fields} />
      {open !== null && possibleTaskActs(task).includes(open.name) && (
        <form ref={element} className="act-form" noValidate onSubmit={(event) => { void send(event) }} aria-label={sends[open.name]}>
          <ActFields nowMs={nowMs} key={open.name} name={open.name} detail={detail} typed={typed} errors={{ ...refusalErrors(sender.error, fields, language), ...wrong }} onType={(changes) => setTyped((before) => ({ ...before, ...changes }))} />
          <p className="buttons"><button type="submit" className="primary" disabled={sender.busy}>{sender.busy ? all.sending : sends[open.name]}</button> <button type="button" onClick={cancel}>{all.cancel}</button></p>
        </form>
      )}
    </section>
  )
}
