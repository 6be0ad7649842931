/**
 * The scene *Hạ tầng*: uptime of the lines now and over 30 days, outages under way, longest outages. At the centre the 34 lines of the
 * provinces, at a province those of its communes, at a commune its own.
 */
import { useMemo, type ReactElement } from 'react'
import type { LinesAnswer } from '../../../../data/protocol/lines.ts'
import { useNow, useWatches } from '../../../figures/use-live.ts'
import { useWords } from '../../../i18n/language.ts'
import { useLineWords } from '../../../i18n/words-lines.ts'
import { linesRefreshMs, useLines } from '../../../queries/scene-queries.ts'
import { formatClock } from '../../../ui/format.ts'
import { StatusShape } from '../../../ui/StatusShape.tsx'
import type { Stage } from '../layout.ts'
import { Panel } from '../Panel.tsx'
import { useHeadlineWatch, useWallData } from '../wall-data.ts'
import { LineFigures, type UptimeCard } from './LineFigures.tsx'
import { lineLayoutOf } from './line-layout.ts'
import { LineStrips } from './LineStrips.tsx'
import { LongestList } from './LongestList.tsx'
import { OutageList } from './OutageList.tsx'
import './lines.css'

const provinceKpi = 'network.uptime'
const communeKpi = 'network.uptime_commune'
/** Rows of each list that are asked for. */
const asked = 40

/** An answer that is old says so: the page could not ask again. */
function Stale({ answer }: { answer: LinesAnswer }): ReactElement | null {
  const lines = useLineWords()
  const isOld = useNow((nowMs) => nowMs - Date.parse(answer.at) > 3 * linesRefreshMs)
  return isOld ? <p className="lines-stale" role="status"><StatusShape look="lost" size={2} />{lines.stale(formatClock(Date.parse(answer.at)))}</p> : null
}

/** See the file's head. */
export function LinesScene({ stage }: { stage: Stage }): ReactElement {
  const { root } = useWallData()
  const words = useWords()
  const lines = useLineWords()
  useHeadlineWatch()
  useWatches(useMemo(() => [{ root: root.code, kpis: [communeKpi], depth: 0 }], [root.code]))
  const isCentre = root.level === 'centre'
  const main = useLines(root.code, isCentre ? provinceKpi : communeKpi, asked)
  const other = useLines(root.code, isCentre ? communeKpi : provinceKpi, asked)
  const answer = main.data
  const note = main.isError ? words.unreachable : words.loading
  const rows = answer === undefined || answer.children.length === 0 ? 1 : answer.children.length
  const { figures, underWay, longest, hours, days } = lineLayoutOf(stage.layout.width, rows)
  const provinceCard: UptimeCard = { kpi: provinceKpi, title: isCentre ? lines.uptimeProvince : lines.uptimeOwn }
  const communeCard: UptimeCard = { kpi: communeKpi, title: lines.uptimeCommune }
  const cards = isCentre ? [provinceCard, communeCard] : root.level === 'province' ? [communeCard, provinceCard] : [communeCard]
  const body = (part: (found: LinesAnswer) => ReactElement): ReactElement => (answer === undefined ? <p className="panel-note">{note}</p> : part(answer))
  return (
    <div className="scene-body" data-lines={answer === undefined ? '' : answer.unit}>
      <Panel box={figures} className="list"><LineFigures answer={answer} other={other.data} otherTitle={isCentre ? lines.communeLines : lines.ownLine} cards={cards} note={note} /></Panel>
      <Panel box={underWay} className="list">{body((found) => <><OutageList answer={found} /><Stale answer={found} /></>)}</Panel>
      <Panel box={longest} className="list">{body((found) => <LongestList answer={found} />)}</Panel>
      <Panel box={hours} className="list">{body((found) => <LineStrips answer={found} kind="hours" box={hours} />)}</Panel>
      {days !== null && <Panel box={days} className="list">{body((found) => <LineStrips answer={found} kind="days" box={days} />)}</Panel>}
    </div>
  )
}
