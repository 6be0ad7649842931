/** What is abnormal, worst first: the same numeral stands on the map. Columns, so that a glance can scan them. */
import type { ReactElement } from 'react'
import type { WarningsAnswer } from '../../../../data/protocol/warning.ts'
import { useLive } from '../../../figures/live-context.ts'
import { useClock, useNow, usePaintVersion } from '../../../figures/use-live.ts'
import { useWords } from '../../../i18n/language.ts'
import { useWarnings } from '../../../queries/queries.ts'
import { formatNumber } from '../../../ui/format.ts'
import type { Look } from '../../../ui/look.ts'
import { StatusShape } from '../../../ui/StatusShape.tsx'
import { anomalyRow, countsOf } from '../anomaly-rows.ts'
import { pendingPlaces, pendingRows, pendingTotal } from '../pending-rows.ts'
import { useHasValue } from '../use-has-value.ts'
import { useRowSpeech } from '../use-row-speech.ts'
import { useWallData } from '../wall-data.ts'

/** Rows of the list. */
export const anomalyRows = 9
/** Letters of places in the line of what is pending. */
const placeLetters = 44
/** Warnings the wall asks for. */
export const warningsAsked = 60

const counted: readonly (readonly ['at_risk' | 'behind' | 'no_data', Look])[] = [['at_risk', 'at_risk'], ['behind', 'behind'], ['no_data', 'lost']]

/** See the file's head. */
export function AnomalyPanel(): ReactElement {
  const data = useWallData()
  const words = useWords()
  const speech = useRowSpeech()
  const { language, lists } = speech
  const { data: answer, isError } = useWarnings(data.root.code, warningsAsked)
  const nowMs = useNow((now) => now)
  const never = useNeverAny()
  const listed = (answer?.warnings ?? []).filter(({ shelvedUntil }) => shelvedUntil === null)
  const pending = answer === undefined || pendingTotal(answer.pending) === 0 ? null : answer.pending
  const rows = listed.slice(0, anomalyRows - Number(never > 0) - Number(pending !== null)).map((warning) => anomalyRow(warning, data, nowMs, speech))
  const counts = answer === undefined ? { at_risk: 0, behind: 0, no_data: 0 } : countsOf(answer)
  const total = counts.at_risk + counts.behind + counts.no_data
  const more = Math.max(0, total - rows.length)
  // 0 would be said of what nobody has judged
  const judging = answer?.judged === false
  const unknown = judging && answer.total === 0
  return (
    <>
      <header className="panel-head">
        <h2>{words.anomalies} {answer !== undefined && !unknown && <span className="count">{formatNumber(total, language)}</span>}</h2>
        {judging && <span className="more">{words.judging}</span>}
        {more > 0 && <span className="more">{words.andMore(formatNumber(more, language))}</span>}
        <span className="severities">
          {answer !== undefined && !unknown && counted.map(([severity, look]) => (
            <span key={severity} data-zero={counts[severity] === 0 ? 'yes' : 'no'}><StatusShape look={look} size={1.7} /><b>{formatNumber(counts[severity], language)}</b><span className="hidden"> {words.status[look]}</span></span>
          ))}
        </span>
      </header>
      {rows.length === 0 ? (never === 0 || unknown) && pending === null && <Nothing answer={answer} failed={isError} /> : (
        <table className="rows anomalies">
          <thead><tr>
            <th scope="col"><span className="hidden">#</span></th><th scope="col">{words.columns.unit}</th><th scope="col">{words.columns.kpi}</th>
            <th scope="col" className="num">{words.columns.now}</th><th scope="col">{words.columns.must}</th><th scope="col" className="num">{words.columns.lasting}</th><th scope="col">{lists.columns.who}</th>
          </tr></thead>
          <tbody>{rows.map((row) => (
            <tr key={row.key} data-rank={row.rank} data-look={row.look} title={row.evidence === '' ? undefined : row.evidence}>
              <td className="mark"><StatusShape look={row.shape} size={2} /><span className="rank">{row.rank}</span><span className="hidden">{words.status[row.shape]}</span></td>
              <th scope="row" className="unit">{row.unit}</th><td className="kpi">{row.kpi}</td><td className="num now">{row.now}</td>
              <td className="must">{row.must}{row.evidence !== '' && <span className="hidden">: {row.evidence}</span>}</td><td className={row.lastingKnown ? 'num' : 'num unknown'}>{row.lasting}</td>
              <td className="who">{row.who ?? <b className="nobody-box">{lists.nobody}</b>}</td>
            </tr>
          ))}</tbody>
        </table>
      )}
      {pending !== null && <PendingLine pending={pending} nowMs={nowMs} />}
      {answer !== undefined && never > 0 && <p className="never"><StatusShape look="silent" size={2} />{words.neverAny(formatNumber(never, language), never)}</p>}
    </>
  )
}

/** What the rules have found and have not watched for long enough: the maps paint it already. */
function PendingLine({ pending, nowMs }: { pending: WarningsAnswer['pending'], nowMs: number }): ReactElement {
  const data = useWallData()
  const speech = useRowSpeech()
  const { words, language } = speech
  const shown = counted.filter(([severity]) => pending.counts[severity] > 0)
  return (
    <p className="never pending-line" data-pending={pendingTotal(pending)}>
      {words.pending}
      {shown.map(([severity, look]) => <span key={severity}><StatusShape look={look} size={1.7} /> <b>{formatNumber(pending.counts[severity], language)}</b><span className="hidden"> {words.status[look]}</span></span>)}
      <span>{pendingPlaces(pendingRows(pending, data, nowMs, speech), placeLetters)}</span>
    </p>
  )
}

function Nothing({ answer, failed }: { answer: WarningsAnswer | undefined, failed: boolean }): ReactElement {
  const words = useWords()
  const anyFigure = useAnyFigure()
  // while history is loaded rules judge nothing yet
  const isFilling = useClock(({ pulse }) => pulse?.backfill != null)
  const text = answer === undefined ? (failed ? words.unreachable : words.loading) : isFilling ? words.notJudgedYet : !anyFigure ? words.noAnomaliesYet : answer.judged ? words.noAnomalies : words.judgingFirst
  return <p className="panel-note">{text}</p>
}

/** KPIs of which nothing has ever come from anybody below the root. */
function useNeverAny(): number {
  const data = useWallData()
  const { store } = useLive()
  usePaintVersion(null)
  return data.kpis.filter(({ id, computed }) => {
    const cell = store.painted(data.root.code, id)?.cell
    return !computed && cell !== undefined && cell.coverage.due > 0 && cell.coverage.reported === 0
  }).length
}

function useAnyFigure(): boolean {
  const data = useWallData()
  return useHasValue(data.root.code, data.kpis.filter(({ computed }) => !computed).map(({ id }) => id))
}
