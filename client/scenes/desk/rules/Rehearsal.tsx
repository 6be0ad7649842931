/** A rule tried on the last 90 days before it is switched on: start, progress, stop, and how loud it would have been, in words, bars and units. */
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState, type ReactElement } from 'react'
import type { RehearsalAnswer, RuleInput } from '../../../../data/protocol/rule.ts'
import { useLanguage } from '../../../i18n/language.ts'
import { getJson, sendJson } from '../../../queries/api.ts'
import { formatDate, formatNumber, formatPercent } from '../../../ui/format.ts'
import { StatusShape } from '../../../ui/StatusShape.tsx'
import { unitLine, useDesk } from '../desk-data.ts'
import { Refusal } from '../parts/Conflict.tsx'
import { useSender } from '../use-send.ts'
import { useDeskWords } from '../use-desk-words.ts'
import { PerDayChart } from './PerDayChart.tsx'

/** Between two looks at a running rehearsal, milliseconds. */
const pollMs = 400
/** Loudest units shown; the answer has up to 200. */
const loudestShown = 20

function Result({ answer, result }: { answer: RehearsalAnswer, result: NonNullable<RehearsalAnswer['result']> }): ReactElement {
  const data = useDesk(), all = useDeskWords(), words = all.rule.result, language = useLanguage()
  const [whole, setWhole] = useState(false)
  const number = (n: number, decimals = 0): string => formatNumber(n, language, decimals)
  const mean = number(result.perDayMean, result.perDayMean > 0 && result.perDayMean < 1 ? 2 : 1)
  const { now } = result
  const most = number(result.perDayMost), budget = number(result.budget)
  const verdict = result.perDayMean > result.budget ? words.over(mean, most, budget)
    : result.perDayMost > result.budget ? words.overWorst(mean, most, budget)
      : result.overBudget ? words.overNow(number(now.warnings), budget) : words.within(mean, most, budget)
  const units = whole ? result.byUnit : result.byUnit.slice(0, loudestShown)
  return (
    <div className="rehearsed" data-over={result.overBudget ? 'yes' : 'no'}>
      <p className="verdict">{result.overBudget && <StatusShape look="behind" size={0.9} />}{verdict}</p>
      <p>{language === 'vi' ? result.remarkVi : result.remarkEn}</p>
      <dl className="figures">
        <div><dt>{words.opened}</dt><dd><b>{number(result.opened)}</b></dd></div>
        <div><dt>{words.mean}</dt><dd><b>{mean}</b><small data-basis>{words.basis(number(result.basisDays, Number.isInteger(result.basisDays) ? 0 : 1))}</small></dd></div>
        <div><dt>{words.most}</dt><dd><b>{number(result.perDayMost)}</b></dd></div>
        <div><dt>{words.units}</dt><dd><b>{number(result.unitsTotal)}</b></dd></div>
        <div><dt>{words.now}</dt><dd><b>{words.ofUnits(number(now.warnings), number(now.units))}</b></dd></div>
        <div><dt>{words.standing}</dt><dd><b>{words.ofUnits(number(result.standing.warnings), number(result.standing.units))}</b></dd></div>
      </dl>
      <p className="quiet">{words.from(formatDate(Date.parse(answer.from)), formatDate(Date.parse(answer.to)))} · {words.took(number(answer.tookMs / 1000, 1))} · {words.tell}: {result.tell.map((level) => all.levels[level] ?? level).join(', ')}{result.simulated && <> · <b>{all.warnings.simulated}</b></>}</p>
      {now.byUnit.length > 0 && <>
        <h3>{words.now}</h3>
        <table className="table small">
          <thead><tr><th scope="col">{words.columns.unit}</th><th scope="col" className="num">{words.columns.units}</th></tr></thead>
          <tbody>{now.byUnit.slice(0, loudestShown).map((one) => <tr key={one.unit}><th scope="row">{unitLine(data, one.unit, language)}</th><td className="num">{number(one.units)}</td></tr>)}</tbody>
        </table>
        {now.byUnit.length > loudestShown && <p className="quiet">{words.loudMore(number(loudestShown), number(now.byUnit.length))}</p>}
      </>}
      {result.opened === 0 ? <p>{words.none}</p> : <>
        <PerDayChart result={result} />
        <h3>{words.loudest}</h3>
        <table className="table small">
          <thead><tr><th scope="col">{words.columns.unit}</th><th scope="col" className="num">{words.columns.opened}</th><th scope="col" className="num">{words.columns.units}</th></tr></thead>
          <tbody>{units.map((one) => <tr key={one.unit}><th scope="row">{unitLine(data, one.unit, language)}</th><td className="num">{number(one.opened)}</td><td className="num">{number(one.units)}</td></tr>)}</tbody>
        </table>
        {units.length < result.unitsTotal && <p className="quiet">{words.loudMore(number(units.length), number(result.unitsTotal))} {units.length < result.byUnit.length && <button type="button" onClick={() => setWhole(true)}>{all.more}</button>}</p>}
      </>}
    </div>
  )
}

/** The rehearsal of an id, looked at until it has ended. */
function useRehearsal(id: string | null, first: RehearsalAnswer | null): RehearsalAnswer | null {
  const { data } = useQuery({
    queryKey: ['rehearsals', id], enabled: id !== null, queryFn: ({ signal }) => getJson<RehearsalAnswer>(`rehearsals/${encodeURIComponent(id ?? '')}`, signal),
    refetchInterval: ({ state }) => (state.data === undefined || state.data.state === 'running' ? pollMs : false), gcTime: 60_000,
  })
  return data ?? first
}

/** See the file's head. `rule` null: what is typed cannot be read yet. */
export function Rehearsal({ rule }: { rule: RuleInput | null }): ReactElement {
  const all = useDeskWords(), words = all.rule, language = useLanguage()
  const sender = useSender([])
  const [started, setStarted] = useState<{ answer: RehearsalAnswer, of: string, stopped?: true } | null>(null)
  const answer = useRehearsal(started === null || started.stopped === true ? null : started.answer.id, started?.answer ?? null)
  const running = useRef<string | null>(null)
  running.current = answer?.state === 'running' ? answer.id : null
  // a rehearsal that nobody looks at any more is not worth the server's time
  useEffect(() => () => { if (running.current !== null) void sendJson('DELETE', `rehearsals/${encodeURIComponent(running.current)}`).catch(() => undefined) }, [])
  const start = async (): Promise<void> => {
    const begun = await sender.send<RehearsalAnswer>('POST', 'rehearsals', { rule })
    if (begun !== null) setStarted({ answer: begun, of: JSON.stringify(rule) })
  }
  const stop = async (): Promise<void> => {
    if (answer === null || started === null) return
    await sender.send('DELETE', `rehearsals/${encodeURIComponent(answer.id)}`)
    setStarted({ answer: { ...answer, state: 'cancelled', result: null }, of: started.of, stopped: true })
  }
  const isRunning = answer?.state === 'running'
  return (
    <section className="rehearsal" aria-labelledby="rehearsal-title">
      <h2 id="rehearsal-title">{words.rehearse}</h2>
      <p className="quiet">{words.rehearseLead}</p>
      <p className="buttons">
        {isRunning
          ? <button type="button" disabled={sender.busy} onClick={() => { void stop() }}>{words.rehearseStop}</button>
          : <button type="button" disabled={rule === null || sender.busy} onClick={() => { void start() }}>{answer === null ? words.rehearseStart : words.rehearseAgain}</button>}
        {isRunning && <span className="progress" role="status"><progress max={answer.total} value={answer.done} aria-label={words.rehearse} /> {words.rehearseRunning(formatPercent(answer.done / answer.total, language, 0))}</span>}
      </p>
      <Refusal error={sender.error} history={[]} />
      {answer !== null && !isRunning && started !== null && started.of !== JSON.stringify(rule) && <p className="remark">{words.rehearseStale}</p>}
      {answer?.state === 'failed' && <p className="refusal" role="alert">{answer.failure === undefined ? words.rehearseFailed : language === 'vi' ? answer.failure.messageVi : answer.failure.messageEn}</p>}
      {answer?.state === 'cancelled' && <p className="quiet" role="status">{words.rehearseCancelled}</p>}
      {answer?.state === 'done' && answer.result !== null && <Result answer={answer} result={answer.result} />}
    </section>
  )
}
