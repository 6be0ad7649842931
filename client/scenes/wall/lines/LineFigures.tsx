/** The column of figures of *Hạ tầng*: how many lines are down of how many, every line by its state, and the uptime of 30 days against its floor. */
import type { ReactElement } from 'react'
import { lineStates } from '../../../../data/judgement/line-states.ts'
import type { LinesAnswer, OutageUnderWay } from '../../../../data/protocol/lines.ts'
import { useNow } from '../../../figures/use-live.ts'
import { useLanguage, useWords } from '../../../i18n/language.ts'
import { useLineWords } from '../../../i18n/words-lines.ts'
import { formatAge, formatDuration, formatNumber } from '../../../ui/format.ts'
import { StatusShape } from '../../../ui/StatusShape.tsx'
import { RatioCard } from '../overview/HeadlineCard.tsx'
import { unitName, useWallData } from '../wall-data.ts'
import { isUntaken, lastingMs, stateLooks, stateOf } from './line-looks.ts'

/** One card of uptime: its KPI and title. */
export interface UptimeCard {
  readonly kpi: string
  readonly title: string
}

/** The head's line of truth: how many report, how old the newest word is. */
function Reporting({ answer }: { answer: LinesAnswer }): ReactElement {
  const words = useWords()
  const lines = useLineWords()
  const language = useLanguage()
  const { counts, newestAt } = answer.self
  const age = useNow((nowMs) => (newestAt === null ? '' : formatAge(nowMs - Date.parse(newestAt), words.durations)))
  const heard = counts.due - counts.silent - counts.late - counts.never
  return (
    <p className="lines-truth">
      {heard < counts.due && <StatusShape look="lost" size={1.9} />}
      <b>{lines.reporting(formatNumber(heard, language), formatNumber(counts.due, language))}</b>{age === '' ? '' : ` · ${lines.newest(age)}`}
    </p>
  )
}

/** How many are down; of a single line, its state in one word. */
function Headline({ answer }: { answer: LinesAnswer }): ReactElement {
  const lines = useLineWords()
  const language = useLanguage()
  const { counts } = answer.self
  const untaken = answer.underWay.filter(isUntaken).length
  const state = stateOf(counts)
  const isOne = counts.due === 1
  return (
    <div className="lines-headline" data-down={counts.down}>
      <h2>{isOne ? lines.downOne : lines.downNow}</h2>
      {isOne
        ? <p className="one-line"><StatusShape look={stateLooks[state]} size={6} /><b>{lines.ownState[state]}</b></p>
        : (
          <p className="many-lines">
            <b className="digits-plain">{counts.due === counts.never ? '–' : formatNumber(counts.down, language)}</b>
            <span>{lines.ofLines(formatNumber(counts.due, language), counts.due)}</span>
            {counts.down > 0 && <span className="untaken-count">{untaken > 0 ? <><StatusShape look="at_risk" size={2.4} /> <b>{lines.untaken(formatNumber(untaken, language), untaken)}</b></> : lines.allTaken}</span>}
          </p>
        )}
      <Reporting answer={answer} />
      {!isOne && (
        <ul className="line-states">
          {lineStates.filter((one) => (one !== 'never' && one !== 'late') || counts[one] > 0).map((one) => (
            <li key={one} data-state={one} data-count={counts[one]}><StatusShape look={stateLooks[one]} size={1.9} /><b>{formatNumber(counts[one], language)}</b> {lines.states[one]}</li>
          ))}
        </ul>
      )}
    </div>
  )
}

/** Outages named of the other level. */
const otherRows = 3

function OtherOutage({ outage }: { outage: OutageUnderWay }): ReactElement {
  const data = useWallData()
  const words = useWords()
  const language = useLanguage()
  const lasting = useNow((nowMs) => formatDuration(Math.max(0, lastingMs(outage, nowMs)), words.durations))
  const above = data.unitByCode.get(outage.unit)?.parent
  return (
    <li data-unit={outage.unit}>
      <StatusShape look={outage.silent ? 'lost' : 'at_risk'} size={1.7} /><b>{unitName(data, outage.unit, language)}</b>
      <span>{above == null || above === data.root.code || outage.unit === data.root.code ? '' : unitName(data, above, language)}</span><em>{lasting}</em>
    </li>
  )
}

/** The lines of the other level, in one row. */
function OtherLines({ answer, title }: { answer: LinesAnswer, title: string }): ReactElement {
  const lines = useLineWords()
  const language = useLanguage()
  const { counts } = answer.self
  const told = lineStates.filter((state) => state !== 'up' && counts[state] > 0)
  return (
    <div className="other-lines">
      <h3>{title} <small>{formatNumber(counts.due, language)}</small></h3>
      <ul className="line-states">
        {(told.length === 0 ? ['up' as const] : told).map((state) => (
          <li key={state}><StatusShape look={stateLooks[state]} size={1.9} /><b>{formatNumber(counts[state], language)}</b> {lines.states[state]}</li>
        ))}
      </ul>
      <ul className="other-outages">{answer.underWay.slice(0, otherRows).map((outage) => <OtherOutage key={outage.unit} outage={outage} />)}</ul>
    </div>
  )
}

/** See the file's head. `answer` undefined: `note` says why. */
export function LineFigures({ answer, other, otherTitle, cards, note }: {
  answer: LinesAnswer | undefined, other: LinesAnswer | undefined, otherTitle: string, cards: readonly UptimeCard[], note: string,
}): ReactElement {
  const lines = useLineWords()
  return (
    <div className="line-figures">
      {answer === undefined ? <p className="panel-note">{note}</p> : answer.self.counts.due === 0 ? <p className="panel-note wrap">{lines.noLines}</p> : <Headline answer={answer} />}
      {cards.map(({ kpi, title }) => <RatioCard key={kpi} kpiId={kpi} title={title} />)}
      {other !== undefined && other.self.counts.due > 0 && <OtherLines answer={other} title={otherTitle} />}
    </div>
  )
}
