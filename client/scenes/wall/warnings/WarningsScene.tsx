/** The scene *Cảnh báo*: open warnings, ranked: where, what and why in the server's sentence, how many units, for how long, who has taken it. */
import type { ReactElement } from 'react'
import type { WarningAnswer } from '../../../../data/protocol/warning.ts'
import { useNow } from '../../../figures/use-live.ts'
import { useLanguage, useSceneWords, useWords } from '../../../i18n/language.ts'
import { useWarnings } from '../../../queries/queries.ts'
import { clipWords, formatDate, formatDuration, formatNumber } from '../../../ui/format.ts'
import type { Look } from '../../../ui/look.ts'
import { StatusShape } from '../../../ui/StatusShape.tsx'
import { warningLook } from '../anomaly-rows.ts'
import { shortName } from '../figure-words.ts'
import type { Stage } from '../layout.ts'
import { Panel } from '../Panel.tsx'
import { listLayoutOf } from '../scene-layout.ts'
import { withMarked } from '../show/marked.ts'
import { useShow } from '../show/show-context.ts'
import { unitName, useHeadlineWatch, useWallData } from '../wall-data.ts'

/** Rows of one column. */
export const warningRows = 16
/** Letters that the sentence of evidence has room for; the whole is on the desk. */
const evidenceLetters = 92
/** Warnings the scene asks for. */
const asked = 60

const counted: readonly (readonly [WarningAnswer['severity'], Look])[] = [['at_risk', 'at_risk'], ['behind', 'behind'], ['no_data', 'lost']]
const told = ['open', 'acknowledged', 'assigned'] as const

function TakenBy({ warning }: { warning: WarningAnswer }): ReactElement {
  const { warnings: words } = useSceneWords()
  const shelf = warning.shelvedUntil
  return (
    <td className="taken" data-state={warning.state}>
      {words.states[warning.state]}
      <small>{shelf !== null ? words.shelved(formatDate(Date.parse(shelf))) : warning.task ?? ''}</small>
    </td>
  )
}

function Row({ warning, minuteMs }: { warning: WarningAnswer, minuteMs: number }): ReactElement {
  const data = useWallData()
  const words = useWords()
  const scene = useSceneWords().warnings
  const language = useLanguage()
  const kpi = data.kpiById.get(warning.kpi)
  const look = warningLook(warning)
  const { affected, due } = warning.units
  const marked = useShow().marked === warning.id
  return (
    <tr data-warning={warning.id} data-look={look} data-state={warning.state} data-marked={marked ? 'yes' : undefined}>
      <td className="mark"><StatusShape look={look} size={2.2} /><span className="rank">{warning.rank}</span><span className="hidden">{words.status[look]}</span></td>
      <th scope="row" className="unit">{data.unitByCode.get(warning.unit)?.level === 'centre' ? words.nationwide : unitName(data, warning.unit, language)}<small>{kpi === undefined ? '' : shortName(kpi, language)}</small></th>
      <td className="why"><b>{language === 'vi' ? warning.ruleVi : warning.ruleEn}</b><small>{clipWords(language === 'vi' ? warning.evidenceVi : warning.evidenceEn, evidenceLetters)}</small></td>
      <td className="num">{due > 1 ? scene.unitsOf(formatNumber(affected, language), formatNumber(due, language)) : ''}</td>
      <td className="num">{warning.since === null ? words.unknownSince : formatDuration(minuteMs - Date.parse(warning.since), words.durations)}</td>
      <TakenBy warning={warning} />
    </tr>
  )
}

function WarningTable({ rows, minuteMs }: { rows: readonly WarningAnswer[], minuteMs: number }): ReactElement {
  const { columns } = useSceneWords().warnings
  return (
    <table className="rows scene-rows warnings-scene">
      <thead><tr>
        <th scope="col"><span className="hidden">#</span></th><th scope="col">{columns.unit}</th><th scope="col">{columns.what}</th>
        <th scope="col" className="num">{columns.units}</th><th scope="col" className="num">{columns.lasting}</th><th scope="col">{columns.taken}</th>
      </tr></thead>
      <tbody>{rows.map((warning) => <Row key={warning.id} warning={warning} minuteMs={minuteMs} />)}</tbody>
    </table>
  )
}

/** See the file's head. */
export function WarningsScene({ stage }: { stage: Stage }): ReactElement {
  const data = useWallData()
  useHeadlineWatch()
  const words = useWords()
  const scene = useSceneWords().warnings
  const language = useLanguage()
  const { data: answer, isError } = useWarnings(data.root.code, asked)
  const minuteMs = useNow((nowMs) => Math.floor(nowMs / 60_000) * 60_000)
  const { figures, lists } = listLayoutOf(stage.layout.width)
  const room = warningRows * lists.length
  const all = withMarked(answer?.warnings ?? [], useShow().marked, room)
  const more = (answer?.total ?? 0) - Math.min(room, all.length)
  return (
    <div className="scene-body">
      <Panel box={figures} className="list figures">
        <p className="big"><b className="digits-plain" data-open={answer?.total ?? ''}>{answer === undefined ? '–' : formatNumber(answer.total, language)}</b> {scene.summary}</p>
        <dl className="tally">
          {counted.map(([severity, look]) => (
            <div key={severity}><dt><StatusShape look={look} size={2.4} />{words.status[look]}</dt><dd>{answer === undefined ? '–' : formatNumber(answer.counts[severity], language)}</dd></div>
          ))}
        </dl>
        <dl className="tally">
          {told.map((state) => <div key={state}><dt>{scene.states[state]}</dt><dd>{answer === undefined ? '–' : formatNumber(answer.states[state], language)}</dd></div>)}
        </dl>
        {more > 0 && <p className="more-line">{scene.more(formatNumber(more, language))}</p>}
      </Panel>
      {lists.map((box, i) => (
        <Panel key={i} box={box} className="list">
          {i === 0 && all.length === 0
            ? <p className="panel-note">{answer === undefined ? (isError ? words.unreachable : words.loading) : scene.none}</p>
            : <WarningTable rows={all.slice(i * warningRows, (i + 1) * warningRows)} minuteMs={minuteMs} />}
        </Panel>
      ))}
    </div>
  )
}
