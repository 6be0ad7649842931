/** Every rule with what it does in words; a switch for each, with a way back. */
import { useState, type ReactElement } from 'react'
import { maxRules, rehearsalBudget, type RuleAnswer, type RuleCheckAnswer, type RuleConfirm } from '../../../../data/protocol/rule.ts'
import { useLanguage } from '../../../i18n/language.ts'
import { useFollowVersion, useRules } from '../../../queries/desk-queries.ts'
import { getJson, sendJson } from '../../../queries/api.ts'
import type { RuleDetailAnswer } from '../../../../data/protocol/rule.ts'
import { formatNumber } from '../../../ui/format.ts'
import { kpiShort, unitName, useDesk } from '../desk-data.ts'
import { Link } from '../navigation.tsx'
import { PageHead, SeverityWord } from '../parts/bits.tsx'
import { Refusal } from '../parts/Conflict.tsx'
import { useNotice } from '../parts/Notice.tsx'
import { Answered, Empty } from '../parts/states.tsx'
import { useSender, type Sender } from '../use-send.ts'
import { useDeskWords } from '../use-desk-words.ts'
import { instantText } from '../values.ts'
import { OverBudget, overBudgetOf } from './OverBudget.tsx'
import { inputOf } from './rule-form.ts'
import { conditionText, kpisText } from './rule-words.ts'
import { ruleName } from './RulePage.tsx'

/** Turns a rule the other way; `confirm`: what was read of a rule that opens more than the budget at once. */
type Switch = (rule: RuleAnswer, confirm?: RuleConfirm) => void

/** What is to be read before a rule is switched on. */
interface Asked { readonly rule: RuleAnswer, readonly said: RuleCheckAnswer }

/** The figures that were read, where the rule opens more than the budget at once. */
function confirmOf({ matching }: RuleCheckAnswer): RuleConfirm | undefined {
  const { warnings, units } = matching ?? { warnings: 0, units: 0 }
  return warnings <= rehearsalBudget || units < 1 ? undefined : { warnings, units }
}

/** Asks the server what is to be said of a rule that is about to be switched on; null: nothing, or it does not answer (then the switching says why). */
async function remarksOn(rule: RuleAnswer): Promise<Asked | null> {
  const said = await sendJson<RuleCheckAnswer>('POST', 'rules/check', { rule: { ...inputOf(rule), enabled: true }, id: rule.id }).catch(() => null)
  return said === null || said.problems.length + said.remarks.length === 0 ? null : { rule, said }
}

/** What forbids to switch a rule on, or is to be known before it; where nothing forbids it, it is switched on from here. */
function BeforeOn({ asked: { rule, said }, busy, onSwitch, onLeave }: { asked: Asked, busy: boolean, onSwitch: Switch, onLeave: () => void }): ReactElement {
  const words = useDeskWords().rules, language = useLanguage(), name = ruleName(rule, language)
  const mayBeOn = said.problems.length === 0
  return (
    <section className="before-on" role="alertdialog" aria-labelledby="before-on-title" data-before-on={mayBeOn ? 'remarks' : 'refused'}>
      <h2 id="before-on-title">{mayBeOn ? words.beforeOn(name) : words.cannotBeOn(name)}</h2>
      <ul className="remarks">
        {said.problems.map(({ field, whyVi, whyEn }) => <li key={field}>{language === 'vi' ? whyVi : whyEn}</li>)}
        {said.remarks.map((remark, i) => <li key={`${remark.code} ${i}`}>{language === 'vi' ? remark.messageVi : remark.messageEn}</li>)}
      </ul>
      <p className="buttons">
        {mayBeOn && <button type="button" className="primary" disabled={busy} onClick={() => { onLeave(); onSwitch(rule, confirmOf(said)) }}>{words.onAnyway}</button>}
        <button type="button" onClick={onLeave}>{words.stayOff}</button> <Link to={`rules/${encodeURIComponent(rule.id)}`}>{words.openRule}</Link>
      </p>
    </section>
  )
}

/** Turns a rule on or off, with a way back. `onTried`: which rule was last asked to be on; where that wants a confirmation, it is asked for. */
function useSwitch(sender: Sender, onTried: (rule: RuleAnswer) => void): Switch {
  const words = useDeskWords(), language = useLanguage(), tell = useNotice()
  const put = (rule: RuleAnswer, enabled: boolean, version: number, more: { readonly note?: string, readonly confirm?: RuleConfirm } = {}): Promise<object | null> => {
    if (enabled) onTried({ ...rule, version, enabled: false })
    return sender.send<object>('PUT', `rules/${encodeURIComponent(rule.id)}`, { rule: { ...inputOf(rule), enabled }, version, ...more })
  }
  return (rule, confirm) => {
    void put(rule, !rule.enabled, rule.version, confirm === undefined ? {} : { confirm }).then((done) => {
      if (done === null) return
      tell({
        text: rule.enabled ? words.rules.switchedOff(formatNumber(rule.openWarnings, language)) : words.rules.switchedOn,
        undo: async () => {
          const now = await getJson<RuleDetailAnswer>(`rules/${encodeURIComponent(rule.id)}`, AbortSignal.timeout(10_000)).catch(() => null)
          return now !== null && await put(now.rule, rule.enabled, now.rule.version, { note: words.undoNote }) !== null
        },
      })
    })
  }
}

function Row({ rule, busy, onSwitch }: { rule: RuleAnswer, busy: boolean, onSwitch: (rule: RuleAnswer) => void }): ReactElement {
  const data = useDesk(), words = useDeskWords(), language = useLanguage()
  const name = ruleName(rule, language)
  const everywhere = rule.remarks.find(({ code }) => code === 'fires_everywhere')
  const chosen = (rule.kpis ?? []).flatMap((id) => data.kpiById.get(id) ?? [])
  return (
    <tr data-rule={rule.id} data-on={rule.enabled ? 'yes' : 'no'}>
      <td><button type="button" role="switch" className="toggle" aria-checked={rule.enabled} aria-label={rule.enabled ? words.rules.switchOff(name) : words.rules.switchOn(name)} disabled={!rule.mayEdit || busy} onClick={() => onSwitch(rule)}><span aria-hidden="true">{rule.enabled ? words.rules.on : words.rules.off}</span></button></td>
      <td><SeverityWord severity={rule.severity} /></td>
      <td><Link to={`rules/${encodeURIComponent(rule.id)}`} className="row-link">{name}</Link><small>{[rule.builtIn ? words.rules.builtIn : null, rule.remarks.length > 0 ? words.rules.remarks(formatNumber(rule.remarks.length, language)) : null].filter((part) => part !== null).join(' · ')}</small>{everywhere !== undefined && <small data-everywhere="yes">{language === 'vi' ? everywhere.messageVi : everywhere.messageEn}</small>}</td>
      <td>{conditionText(rule, chosen, words, language)}<small>{kpisText(rule, (id) => kpiShort(data, id, language), words, language)}</small></td>
      <td>{unitName(data, rule.root, language)}<small>{rule.levels.map((level) => words.levels[level]).join(', ')}</small></td>
      <td className="num">{formatNumber(rule.openWarnings, language)}</td>
      <td className="num">{instantText(Date.parse(rule.changedAt))}</td>
    </tr>
  )
}

/** See the file's head. */
export function RulesPage(): ReactElement {
  const words = useDeskWords(), language = useLanguage()
  const query = useRules()
  const sender = useSender(['rules', 'warnings'])
  const [tried, setTried] = useState<RuleAnswer | null>(null)
  const onSwitch = useSwitch(sender, setTried)
  const [asked, setAsked] = useState<Asked | null>(null)
  const over = tried === null ? null : overBudgetOf(sender.error)
  const ask = (rule: RuleAnswer): void => {
    setAsked(null)
    sender.clear()
    if (rule.enabled) onSwitch(rule)
    else void remarksOn(rule).then((found) => { if (found === null) onSwitch(rule); else setAsked(found) })
  }
  useFollowVersion('warnings')
  const { columns } = words.rules
  const add = <Link to="rules/new" className="button primary">{words.rules.add}</Link>
  const isFull = (query.data?.rules.length ?? 0) >= maxRules
  return <>
    <PageHead title={words.rules.title}>{!isFull && add}</PageHead>
    <p className="lead">{words.rules.lead}</p>
    {isFull && <p className="remark">{words.rules.most(formatNumber(maxRules, language))}</p>}
    {tried === null || over === null ? <Refusal error={sender.error} history={[]} />
      : <OverBudget figures={over} busy={sender.busy} keepOffText={words.rules.stayOff} onKeepOff={sender.clear} onAnyway={(confirm) => onSwitch(tried, confirm)} onLeave={sender.clear} />}
    {asked !== null && <BeforeOn asked={asked} busy={sender.busy} onSwitch={onSwitch} onLeave={() => setAsked(null)} />}
    <Answered query={query}>{({ rules }) => (rules.length === 0
      ? <Empty text={words.rules.none}>{words.rules.noneDo} {add}</Empty>
      : <table className="table rows rule-list">
        <thead><tr>
          <th scope="col" className="w-on">{columns.on}</th><th scope="col" className="w-severity">{columns.severity}</th><th scope="col" className="w-rule">{columns.name}</th><th scope="col">{columns.condition}</th>
          <th scope="col" className="w-where">{columns.where}</th><th scope="col" className="num w-open">{columns.open}</th><th scope="col" className="num w-changed">{columns.changed}</th>
        </tr></thead>
        <tbody>{rules.map((rule) => <Row key={rule.id} rule={rule} busy={sender.busy} onSwitch={ask} />)}</tbody>
      </table>)}</Answered>
  </>
}
