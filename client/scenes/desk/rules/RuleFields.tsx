/** The fields of a rule: condition, indicators, where, how long, how bad, who is told. */
import type { ReactElement } from 'react'
import { severities, verdictKinds } from '../../../../data/judgement/verdict.ts'
import { maxRuleName, ruleMeasures } from '../../../../data/protocol/rule.ts'
import { useLanguage } from '../../../i18n/language.ts'
import { useDesk } from '../desk-data.ts'
import type { FieldErrors } from '../issues.ts'
import { spanUnits, type TypedSpan } from '../numbers.ts'
import { SeverityWord } from '../parts/bits.tsx'
import { Choices, Field } from '../parts/Field.tsx'
import { KpiPicker, UnitPicker } from '../parts/pickers.tsx'
import { useDeskWords } from '../use-desk-words.ts'
import { exampleOf, exampleText } from './limit-field.ts'
import { conditionKinds, dueSteps, levelNames, limitUnitFor, withMeasure, type RuleForm } from './rule-form.ts'

/** What every part of the form takes. */
export interface FieldsProps {
  readonly form: RuleForm
  readonly errors: FieldErrors
  readonly onChange: (form: RuleForm) => void
}

function Threshold({ form, errors, onChange }: FieldsProps): ReactElement {
  const words = useDeskWords().rule, data = useDesk(), language = useLanguage()
  const unit = limitUnitFor(form, (id) => data.kpiById.get(id))
  const chosen = form.kpis.flatMap((id) => data.kpiById.get(id) ?? [])
  const [first] = chosen
  const unitWord = unit === 'own' ? (language === 'vi' ? first?.unitVi : first?.unitEn) ?? '' : words.limitUnits[unit]
  const example = exampleOf(form.measure, chosen)
  const number = (name: 'limit' | 'clear', label: string, help: string): ReactElement => (
    <Field name={`condition.${name}`} label={unitWord === '' ? label : `${label} (${unitWord})`} help={help} error={errors[`condition.${name}`]}>{(control) => (
      <span className="with-unit">
        <input {...control} type="text" inputMode="decimal" value={form[name]} onChange={(event) => onChange({ ...form, [name]: event.currentTarget.value })} />
        {unit !== 'mixed' && unitWord !== '' && <span aria-hidden="true">{unitWord}</span>}
      </span>
    )}</Field>
  )
  return (
    <div className="grid">
      <Field name="condition.measure" label={words.measure} error={errors['condition.measure']}>{(control) => (
        <select {...control} value={form.measure} onChange={(event) => onChange(withMeasure(form, { measure: event.currentTarget.value as RuleForm['measure'] }, (id) => data.kpiById.get(id), language))}>
          {ruleMeasures.map((measure) => <option key={measure} value={measure}>{words.measures[measure]}</option>)}
        </select>
      )}</Field>
      <Field name="condition.op" label={words.op}>{(control) => (
        <select {...control} value={form.op} onChange={(event) => onChange({ ...form, op: event.currentTarget.value as RuleForm['op'] })}>
          {(['below', 'above'] as const).map((op) => <option key={op} value={op}>{words.ops[op]}</option>)}
        </select>
      )}</Field>
      {number('limit', words.limit, words.limitHints[example](exampleText(example, language)))}
      {number('clear', words.clear, words.clearHint)}
    </div>
  )
}

function Condition(props: FieldsProps): ReactElement {
  const { form, errors, onChange } = props
  const all = useDeskWords(), words = all.rule, data = useDesk(), language = useLanguage()
  return (
    <section className="form-section" aria-label={words.sections.condition}>
      <h2>{words.sections.condition}</h2>
      <Choices name="condition.on" label={words.on} kind="radio" options={conditionKinds} nameOf={(kind) => words.ons[kind]} chosen={[form.on]} onChoose={([on]) => { if (on !== undefined) onChange({ ...form, on }) }} />
      {form.on === 'verdict' && <>
        <Choices
          name="condition.verdicts" label={words.verdicts} options={verdictKinds} chosen={form.verdicts} error={errors['condition.verdicts']} onChoose={(verdicts) => onChange({ ...form, verdicts })}
          nameOf={(kind) => <>{all.kinds[kind]} <small>{all.kindHelp[kind]}</small></>}
        />
        <Choices name="condition.severities" label={words.severities} help={words.severitiesHint} options={severities} nameOf={(severity) => <SeverityWord severity={severity} />} chosen={form.severities} error={errors['condition.severities']} onChoose={(chosen) => onChange({ ...form, severities: chosen })} />
      </>}
      {form.on === 'threshold' && <Threshold {...props} />}
      {form.on === 'report_due' && <Choices name="condition.steps" label={words.steps} options={dueSteps} nameOf={(step) => words.stepNames[step]} chosen={form.steps} error={errors['condition.steps']} onChoose={(steps) => onChange({ ...form, steps })} />}
      {(form.on !== 'report_due' || form.kpis.length > 0) && <Field name="kpis" label={words.kpis} error={errors['kpis']} wide>
        {(control) => <KpiPicker control={control} chosen={form.kpis} onChange={(kpis) => onChange(withMeasure(form, { kpis }, (id) => data.kpiById.get(id), language))} />}
      </Field>}
    </section>
  )
}

function Span({ name, label, help, error, span, onChange }: { name: string, label: string, help: string, error: string | undefined, span: TypedSpan, onChange: (span: TypedSpan) => void }): ReactElement {
  const words = useDeskWords().rule
  return (
    <Field name={name} label={label} help={help} error={error}>{(control) => (
      <span className="span">
        <input {...control} type="text" inputMode="decimal" value={span.amount} onChange={(event) => onChange({ ...span, amount: event.currentTarget.value })} />
        <select aria-label={`${label}: ${words.units[span.unit]}`} value={span.unit} onChange={(event) => onChange({ ...span, unit: event.currentTarget.value as TypedSpan['unit'] })}>
          {spanUnits.map((unit) => <option key={unit} value={unit}>{words.units[unit]}</option>)}
        </select>
      </span>
    )}</Field>
  )
}

function Where({ form, errors, onChange }: FieldsProps): ReactElement {
  const all = useDeskWords(), words = all.rule
  const count = (name: 'minUnits' | 'minShare', label: string, help?: string): ReactElement => (
    <Field name={name} label={label} help={help} error={errors[name]}>{(control) => <input {...control} type="text" inputMode="decimal" value={form[name]} onChange={(event) => onChange({ ...form, [name]: event.currentTarget.value })} />}</Field>
  )
  return <>
    <section className="form-section" aria-label={words.sections.where}>
      <h2>{words.sections.where}</h2>
      <Field name="root" label={words.root} error={errors['root']} wide>{(control) => <UnitPicker control={control} value={form.root === '' ? null : form.root} onPick={(root) => onChange({ ...form, root: root ?? '' })} />}</Field>
      <Choices name="levels" label={words.levels} options={levelNames} nameOf={(level) => all.levels[level]} chosen={form.levels} error={errors['levels']} onChoose={(levels) => onChange({ ...form, levels })} />
    </section>
    <section className="form-section" aria-label={words.sections.time}>
      <h2>{words.sections.time}</h2>
      <div className="grid">
        {count('minUnits', words.minUnits, words.minUnitsHint)}
        {count('minShare', words.minShare)}
        <Span name="pendingMs" label={words.pending} help={words.pendingHint} error={errors['pendingMs']} span={form.pending} onChange={(pending) => onChange({ ...form, pending })} />
        <Span name="clearAfterMs" label={words.clearAfter} help={words.clearAfterHint} error={errors['clearAfterMs']} span={form.clearAfter} onChange={(clearAfter) => onChange({ ...form, clearAfter })} />
      </div>
    </section>
  </>
}

/** See the file's head. */
export function RuleFields(props: FieldsProps): ReactElement {
  const { form, errors, onChange } = props
  const all = useDeskWords(), words = all.rule
  const name = (field: 'nameVi' | 'nameEn', label: string): ReactElement => (
    <Field name={field} label={label} error={errors[field]}>{(control) => <input {...control} type="text" maxLength={maxRuleName} value={form[field]} onChange={(event) => onChange({ ...form, [field]: event.currentTarget.value })} />}</Field>
  )
  return <>
    <section className="form-section" aria-label={words.sections.name}>
      <h2>{words.sections.name}</h2>
      <div className="grid">{name('nameVi', words.nameVi)}{name('nameEn', `${words.nameEn} (${all.optional})`)}</div>
    </section>
    <Condition {...props} />
    <Where {...props} />
    <section className="form-section" aria-label={words.sections.tell}>
      <h2>{words.sections.tell}</h2>
      <Choices name="severity" label={words.severity} kind="radio" options={severities} nameOf={(severity) => <SeverityWord severity={severity} />} chosen={[form.severity]} onChoose={([severity]) => { if (severity !== undefined) onChange({ ...form, severity }) }} error={errors['severity']} />
      <Choices name="tell" label={words.tell} options={levelNames} nameOf={(level) => all.levels[level]} chosen={form.tell} error={errors['tell']} onChoose={(tell) => onChange({ ...form, tell })} />
    </section>
  </>
}
