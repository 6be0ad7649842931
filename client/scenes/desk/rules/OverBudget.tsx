/** Asks before a rule is on that opens more warnings at once than the budget: how many, of how many units, and what can be done instead. */
import { useEffect, useRef, type ReactElement } from 'react'
import type { RuleConfirm } from '../../../../data/protocol/rule.ts'
import { useLanguage } from '../../../i18n/language.ts'
import type { ApiError } from '../../../queries/api.ts'
import { formatNumber } from '../../../ui/format.ts'
import { StatusShape } from '../../../ui/StatusShape.tsx'
import { useDeskWords } from '../use-desk-words.ts'

/** The figures of a refusal that wants a confirmation; null: it is another, or none. */
export function overBudgetOf(error: ApiError | null): (RuleConfirm & { readonly budget: number }) | null {
  const { warnings, units, budget } = error?.code === 'rule_over_budget' ? error.figures : {}
  return warnings === undefined || units === undefined || budget === undefined ? null : { warnings, units, budget }
}

interface OverBudgetProps {
  readonly figures: RuleConfirm & { readonly budget: number }
  readonly busy: boolean
  readonly onKeepOff: () => void
  readonly keepOffText: string
  /** A way back to a form that can be changed, where there is one. */
  readonly backText?: string
  readonly onAnyway: (confirm: RuleConfirm) => void
  readonly onLeave: () => void
}

/** See the file's head. The focus goes to what changes least; Escape leaves. */
export function OverBudget({ figures, busy, onKeepOff, keepOffText, backText, onAnyway, onLeave }: OverBudgetProps): ReactElement {
  const words = useDeskWords().rule.overBudget, language = useLanguage()
  const first = useRef<HTMLButtonElement>(null)
  useEffect(() => first.current?.focus(), [])
  const { warnings, units, budget } = figures
  const number = (n: number): string => formatNumber(n, language)
  return (
    <section className="before-on" role="alertdialog" aria-labelledby="over-budget-title" aria-describedby="over-budget-text" data-before-on="over-budget" onKeyDown={(event) => { if (event.key === 'Escape') onLeave() }}>
      <h2 id="over-budget-title"><StatusShape look="behind" size={0.9} /> {words.title}</h2>
      <p id="over-budget-text">{words.text(number(warnings), number(units), number(budget))}</p>
      <p className="buttons">
        <button ref={first} type="button" className="primary" disabled={busy} onClick={onKeepOff}>{keepOffText}</button>
        <button type="button" disabled={busy} onClick={() => onAnyway({ warnings, units })}>{words.anyway}</button>
        {backText !== undefined && <button type="button" onClick={onLeave}>{backText}</button>}
      </p>
    </section>
  )
}
