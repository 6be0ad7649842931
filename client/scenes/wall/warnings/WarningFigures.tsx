/** How many warnings are open, how bad, who has them; how many came and went by day, and how long one waits for somebody. */
import type { ReactElement } from 'react'
import type { WarningAnswer, WarningPaceAnswer, WarningsAnswer } from '../../../../data/protocol/warning.ts'
import { DayBars } from '../../../charts/DayBars.tsx'
import { useLanguage, useSceneWords, useWords } from '../../../i18n/language.ts'
import { formatDay, formatDuration, formatNumber } from '../../../ui/format.ts'
import type { Look } from '../../../ui/look.ts'
import { StatusShape } from '../../../ui/StatusShape.tsx'
import { countsOf, openOf, shelvedOf } from '../anomaly-rows.ts'
import { firstThatFits } from '../../../ui/whole-words.ts'
import { pendingRows, pendingTotal } from '../pending-rows.ts'
import { useListWords } from '../use-list-words.ts'
import { useRowSpeech } from '../use-row-speech.ts'
import { useWallData } from '../wall-data.ts'

const counted: readonly (readonly [WarningAnswer['severity'], Look])[] = [['at_risk', 'at_risk'], ['behind', 'behind'], ['no_data', 'lost']]
const told = ['acknowledged', 'assigned'] as const
/** Heights of the chart of days: lower where the list of what is pending stands above it. */
const chartHeights = { tall: 20, low: 14 } as const
/** Findings named that are no warning yet, and letters of such a row. */
const pendingNamed = 4, pendingLetters = 40

function Pace({ pace, width, height }: { pace: WarningPaceAnswer, width: number, height: number }): ReactElement {
  const words = useWords(), lists = useListWords(), language = useLanguage()
  const { days, taken } = pace
  const sum = (key: 'opened' | 'ended'): string => formatNumber(days.reduce((all, day) => all + day[key], 0), language)
  const first = days[0], isStill = days.every(({ opened, ended }) => opened + ended === 0)
  return (
    <section className="pace" data-pace={days.length}>
      <h2 className="sub-head">{lists.pace(formatNumber(days.length, language))}</h2>
      {!isStill && <><DayBars days={days.map(({ day, opened, ended }) => ({ day, up: opened, down: ended }))} width={width} height={height} label={`${lists.opened} ${sum('opened')}, ${lists.ended} ${sum('ended')}`} />
      <p className="pace-days"><span>{first === undefined ? '' : formatDay(Date.parse(`${first.day}T00:00:00+07:00`))}</span><span>{lists.today}</span></p></>}
      <p className="pace-sums"><span><i data-bar="up" /><b>{sum('opened')}</b> {lists.opened}</span><span><i data-bar="down" /><b>{sum('ended')}</b> {lists.ended}</span></p>
      {taken.medianMs === null ? <p className="pace-note">{lists.medianNone}</p> : <>
        <p className="pace-median">{formatDuration(taken.medianMs, words.durations)}</p>
        <p className="pace-note">{lists.median}</p>
        <p className="pace-note">{lists.medianOf(formatNumber(taken.count, language), formatNumber(taken.of, language))}</p>
      </>}
    </section>
  )
}

/** What is found and not watched for long enough: where, and when it becomes a warning. */
function Pending({ pending, nowMs }: { pending: WarningsAnswer['pending'], nowMs: number }): ReactElement {
  const data = useWallData()
  const speech = useRowSpeech()
  const { lists, words, language } = speech
  const total = pendingTotal(pending)
  const rows = pendingRows(pending, data, nowMs, speech).slice(0, total > pendingNamed ? pendingNamed - 1 : pendingNamed)
  return (
    <section className="pending-list" data-pending={total}>
      <h2 className="sub-head"><span>{lists.pendingHead} <b>{formatNumber(total, language)}</b></span><small>{lists.pendingOpens}</small></h2>
      <ul>
        {rows.map(({ key, look, unit, kpi, at }) => <li key={key}><StatusShape look={look} size={1.8} /><span className="hidden">{words.status[look]}</span><b>{unit}</b><span>{firstThatFits([kpi], pendingLetters - unit.length - at.length)}</span><em>{at}</em></li>)}
        {total > rows.length && <li>{lists.pendingMore(formatNumber(total - rows.length, language))}</li>}
      </ul>
    </section>
  )
}

/** See the file's head. The great number is what either column of counts comes to: all that are open, whether they stand, wait to close or are shelved. `more`: open warnings the scene has no row for; `width` in u. */
export function WarningFigures({ answer, pace, more, width, nowMs }: { answer: WarningsAnswer | undefined, pace: WarningPaceAnswer | undefined, more: number, width: number, nowMs: number }): ReactElement {
  const words = useWords(), lists = useListWords(), language = useLanguage()
  const scene = useSceneWords().warnings
  // 0 would be said of what nobody has judged
  const isUnknown = answer === undefined || (!answer.judged && answer.total === 0)
  const number = (count: number | undefined): string => (count === undefined || isUnknown ? '–' : formatNumber(count, language))
  const counts = answer === undefined ? undefined : countsOf(answer)
  const open = answer === undefined ? undefined : openOf(answer)
  const shelved = answer === undefined ? 0 : shelvedOf(answer)
  const watched = answer === undefined ? 0 : pendingTotal(answer.pending)
  return (
    <>
      <p className="big"><b className="digits-plain" data-open={open ?? ''}>{number(open)}</b> {answer?.judged === false ? lists.judging : scene.summary}</p>
      {answer?.judged === false && !isUnknown && <p className="more-line">{lists.judgedBefore}</p>}
      <dl className="tally">
        {counted.map(([severity, look]) => <div key={severity} data-zero={counts?.[severity] === 0 ? 'yes' : 'no'}><dt><StatusShape look={look} size={2.6} />{words.status[look]}</dt><dd>{number(counts?.[severity])}</dd></div>)}
        {(answer?.waiting ?? 0) > 0 && <div data-waiting={answer?.waiting}><dt>{lists.waiting}</dt><dd>{number(answer?.waiting)}</dd></div>}
        {shelved > 0 && <div><dt>{lists.shelved}</dt><dd>{number(shelved)}</dd></div>}
      </dl>
      <dl className="tally">
        <div><dt>{(answer?.states.open ?? 0) > 0 ? <b className="nobody-box">{lists.nobody}</b> : lists.nobody}</dt><dd>{number(answer?.states.open)}</dd></div>
        {told.map((state) => <div key={state}><dt>{scene.states[state]}</dt><dd>{number(answer?.states[state])}</dd></div>)}
      </dl>
      {more > 0 && <p className="more-line">{scene.more(formatNumber(more, language))}</p>}
      {answer !== undefined && watched > 0 && <Pending pending={answer.pending} nowMs={nowMs} />}
      {pace !== undefined && <Pace pace={pace} width={width} height={watched > 0 ? chartHeights.low : chartHeights.tall} />}
    </>
  )
}
