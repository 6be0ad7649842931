/** The editor of a rule: form on the left; saving, the server's live check and the rehearsal beside it. */
import { useEffect, useMemo, useRef, useState, type FormEvent, type ReactElement } from 'react'
import type { RuleConfirm, RuleDetailAnswer, RuleInput } from '../../../../data/protocol/rule.ts'
import { judgesAlike } from '../../../../data/rules/judges-alike.ts'
import { useLanguage } from '../../../i18n/language.ts'
import { formatNumber, type Language } from '../../../ui/format.ts'
import { useDesk } from '../desk-data.ts'
import { fieldOf, noErrors, refusalErrors, refusalText, sentence, type FieldErrors } from '../issues.ts'
import { go, guardLeaving, Link } from '../navigation.tsx'
import { Refusal } from '../parts/Conflict.tsx'
import { Field, focusFirstWrong } from '../parts/Field.tsx'
import { useNotice } from '../parts/Notice.tsx'
import { deskHref } from '../route.ts'
import { useSender, type Sender } from '../use-send.ts'
import { useDeskWords } from '../use-desk-words.ts'
import { OverBudget, overBudgetOf } from './OverBudget.tsx'
import { Rehearsal } from './Rehearsal.tsx'
import { formOf, inputOf, newForm, respeakForm, ruleFields, ruleOf, sameForm, type FormSpeech, type RuleForm } from './rule-form.ts'
import { RuleFields } from './RuleFields.tsx'
import { useRuleCheck, type RuleCheckState } from './use-rule-check.ts'

/** The form with its numbers kept in the marks of the page's language. */
function useForm(first: (language: Language) => RuleForm): [RuleForm, (form: RuleForm) => void] {
  const language = useLanguage()
  const [state, setState] = useState(() => ({ form: first(language), language }))
  if (state.language !== language) setState({ form: respeakForm(state.form, state.language, language), language })
  return [state.form, (form) => setState({ form, language })]
}

/** What the server says of the rule as it stands: remarks, and how much it would hold of now. */
function Check({ check, errors }: { check: RuleCheckState, errors: FieldErrors }): ReactElement {
  const words = useDeskWords().rule, language = useLanguage()
  const bad = Object.keys(errors).length
  const state = bad > 0 ? words.checkBad(formatNumber(bad, language)) : check.error !== null ? `${words.checkFailed} ${refusalText(check.error, language)}` : check.answer === null ? words.checking : words.checkOk
  const matching = check.answer?.matching ?? null
  return (
    <section className="check" aria-labelledby="check-title">
      <h2 id="check-title">{words.check}</h2>
      <p role="status" data-check={bad > 0 ? 'bad' : check.answer === null ? 'waiting' : 'ok'}>{state}</p>
      {matching !== null && <p>{words.matching(formatNumber(matching.pairs, language), formatNumber(matching.of, language))}{matching.warnings > 0 && ` ${words.matchingOpens(formatNumber(matching.warnings, language), formatNumber(matching.units, language))}`}</p>}
      {check.answer !== null && check.answer.remarks.length > 0 && <>
        <h3>{words.remarks}</h3>
        <ul className="remarks">{check.answer.remarks.map((remark, i) => (
          <li key={`${remark.code} ${i}`}>{language === 'vi' ? remark.messageVi : remark.messageEn} {remark.rule !== null && <Link to={`rules/${encodeURIComponent(remark.rule)}`}>{words.overlapOf}</Link>}</li>
        ))}</ul>
      </>}
    </section>
  )
}

/** Errors of the form: what it sees itself, then what the server's check says. */
function useRuleErrors(read: ReturnType<typeof ruleOf>, check: RuleCheckState): FieldErrors {
  const language = useLanguage()
  return useMemo(() => {
    if ('errors' in read) return read.errors
    const told: Record<string, string> = {}
    for (const { field, whyVi, whyEn } of check.answer?.problems ?? []) told[fieldOf(field, ruleFields) ?? field] ??= sentence(language === 'vi' ? whyVi : whyEn)
    return Object.keys(told).length === 0 ? noErrors : told
  }, [read, check.answer, language])
}

/** What was kept before the form was opened or last saved; a newer one replaces an untouched form, and is told beside a touched one. */
function useBase(kept: RuleDetailAnswer | null, pristine: (base: RuleForm) => boolean, onReset: (form: RuleForm) => void, toForm: (rule: RuleInput) => RuleForm): { base: RuleForm, version: number, isOld: boolean, take: () => void } {
  const language = useLanguage()
  const [base, setBase] = useState(() => ({ form: kept === null ? null : toForm(kept.rule), version: kept?.rule.version ?? 0, language }))
  const [empty] = useState(() => newForm(''))
  const isOld = kept !== null && kept.rule.version > base.version
  const take = (): void => {
    if (kept === null) return
    const form = toForm(kept.rule)
    setBase({ form, version: kept.rule.version, language })
    onReset(form)
  }
  const form = base.form === null ? empty : respeakForm(base.form, base.language, language)
  const untouched = pristine(form) || (kept !== null && isOld && pristine(toForm(kept.rule)))
  useEffect(() => { if (isOld && untouched) take() })
  return { base: form, version: base.version, isOld, take }
}

/** How a rule is saved that opens too much at once. */
interface SaveMore { readonly confirm?: RuleConfirm, readonly keepOff?: true }

/** Why the rule was not saved; where it opens too much at once, what to do about it. */
function Refused({ sender, kept, onSave }: { sender: Sender, kept: RuleDetailAnswer | null, onSave: (more: SaveMore) => void }): ReactElement {
  const words = useDeskWords().rule.overBudget
  const figures = overBudgetOf(sender.error)
  if (figures === null) return <Refusal error={sender.error} history={kept?.history ?? []} fields={ruleFields} />
  return <OverBudget figures={figures} busy={sender.busy} keepOffText={words.keepOff} backText={words.back} onKeepOff={() => onSave({ keepOff: true })} onAnyway={(confirm) => onSave({ confirm })} onLeave={sender.clear} />
}

/** How many warnings saving closes: those of a rule that then judges otherwise. */
function Closes({ kept, rule }: { kept: RuleDetailAnswer | null, rule: RuleInput | null }): ReactElement | null {
  const words = useDeskWords().rule, language = useLanguage()
  if (kept === null || rule === null || kept.rule.openWarnings === 0 || judgesAlike(inputOf(kept.rule), rule)) return null
  return <p className="remark">{(rule.enabled ? words.closesOpen : words.closesOff)(formatNumber(kept.rule.openWarnings, language))}</p>
}

/** See the file's head. */
export function RuleEditor({ kept }: { kept: RuleDetailAnswer | null }): ReactElement {
  const data = useDesk(), all = useDeskWords(), words = all.rule, language = useLanguage(), tell = useNotice()
  const kpiOf = (kpi: string): ReturnType<typeof data.kpiById.get> => data.kpiById.get(kpi)
  const speech: FormSpeech = { language, words: all.issues }
  const toForm = (rule: RuleInput): RuleForm => formOf(rule, kpiOf, language)
  const [form, setForm] = useForm(() => (kept === null ? newForm(data.top.code) : toForm(kept.rule)))
  const [fresh] = useState(() => newForm(data.top.code))
  const [note, setNote] = useState('')
  const [tried, setTried] = useState(false)
  const sender = useSender(['rules', 'warnings'])
  const element = useRef<HTMLFormElement>(null)
  const id = kept?.rule.id ?? null
  const { base, version, isOld, take } = useBase(kept, (before) => kept !== null && sameForm(form, before, kpiOf, speech), setForm, toForm)
  const isTouched = !sameForm(form, kept === null ? respeakForm(fresh, 'vi', language) : base, kpiOf, speech)
  const read = useMemo(() => ruleOf(form, (kpi) => data.kpiById.get(kpi), { language, words: all.issues }), [form, data, language, all])
  const rule = 'rule' in read ? read.rule : null
  const check = useRuleCheck(rule, id)
  const seen = useRuleErrors(read, check)
  const isNewUntouched = kept === null && !isTouched && !tried
  const errors = isNewUntouched ? noErrors : { ...refusalErrors(sender.error, ruleFields, language), ...seen }
  const leave = words.leave
  useEffect(() => (isTouched ? guardLeaving(() => window.confirm(leave)) : undefined), [isTouched, leave])
  const save = async (more: SaveMore = {}): Promise<void> => {
    setTried(true)
    if (rule === null || Object.keys(seen).length > 0) { focusFirstWrong(element.current); return }
    const { confirm, keepOff } = more
    const body = { rule: keepOff ? { ...rule, enabled: false } : rule, ...(confirm === undefined ? {} : { confirm }), version: isOld && sender.error?.code === 'edited_meanwhile' ? kept?.rule.version ?? 0 : version, ...(note.trim() === '' ? {} : { note: note.trim() }) }
    const answer = await sender.send<{ id?: string, rule?: { id: string } }>(id === null ? 'POST' : 'PUT', id === null ? 'rules' : `rules/${encodeURIComponent(id)}`, body)
    if (answer === null) return
    tell({ text: keepOff ? words.savedOff : id === null ? words.createdDone : words.saved })
    if (keepOff) setForm({ ...form, enabled: false })
    setNote('')
    const made = answer.rule?.id ?? answer.id
    if (id === null && made !== undefined) { guardLeaving(() => true)(); go(deskHref(`rules/${encodeURIComponent(made)}`, {}, window.location.search), true) }
  }
  const mayEdit = kept === null || kept.rule.mayEdit
  // What is said of a rule is there to be read before it is switched on.
  const isUnread = rule !== null && rule.enabled && check.answer === null && check.error === null
  return (
    <form ref={element} className="two-columns" noValidate onSubmit={(event: FormEvent) => { event.preventDefault(); void save() }}>
      <fieldset className="plain" disabled={!mayEdit}><RuleFields form={form} errors={errors} onChange={(next) => { if (sender.error?.code === 'rule_over_budget') sender.clear(); setForm(next) }} /></fieldset>
      <aside>
        {mayEdit ? (
          <section className="save" aria-label={words.sections.save}>
            <label className="switch"><input type="checkbox" checked={form.enabled} onChange={(event) => setForm({ ...form, enabled: event.currentTarget.checked })} /> <b>{words.enabled}</b> <span className="quiet">{words.enabledHint}</span></label>
            {errors['enabled'] !== undefined && <p className="wrong" data-field="enabled" role="alert">{errors['enabled']}</p>}
            <Field name="note" label={`${words.note} (${all.optional})`} help={words.noteHint}>{(control) => <textarea {...control} rows={2} maxLength={500} value={note} onChange={(event) => setNote(event.currentTarget.value)} />}</Field>
            {isOld && <p className="remark" role="alert">{all.conflict} {isTouched && <button type="button" onClick={take}>{all.takeTheirs}</button>}</p>}
            <Closes kept={kept} rule={rule} />
            <Refused sender={sender} kept={kept} onSave={(more) => { void save(more) }} />
            {tried && Object.keys(seen).length > 0 && <p className="refusal" role="alert">{all.issues.first}</p>}
            <p className="buttons"><button type="submit" className="primary" disabled={sender.busy || isUnread || (kept !== null && !isTouched)}>{sender.busy ? all.sending : id === null ? words.create : words.save}</button> <span className="quiet">{kept !== null && (isTouched ? words.unsaved : words.same)}</span></p>
          </section>
        ) : <p className="quiet">{all.readOnly}</p>}
        {!isNewUntouched && <Check check={check} errors={errors} />}
        <Rehearsal rule={Object.keys(seen).length > 0 ? null : rule} />
      </aside>
    </form>
  )
}
