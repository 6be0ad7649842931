/** The scene *Đường đua báo cáo*: who has handed in this month's report, and how long is left to the 21st and the 25th. */
import type { ReactElement } from 'react'
import { useLanguage, useSceneWords, useWords } from '../../../i18n/language.ts'
import { useRace } from '../../../queries/scene-queries.ts'
import { formatNumber } from '../../../ui/format.ts'
import type { Stage } from '../layout.ts'
import { Panel } from '../Panel.tsx'
import { listLayoutOf } from '../scene-layout.ts'
import { useListWords } from '../use-list-words.ts'
import { useHeadlineWatch, useWallData } from '../wall-data.ts'
import { Duty, monthOf } from './Duty.tsx'
import { HandIns } from './HandIns.tsx'
import { OwnReports } from './OwnReports.tsx'
import { isSilentRace, ranksOf, worstFirst, type Child } from './race-looks.ts'
import { LeafTable, raceRows, RaceTable } from './RaceTable.tsx'

/** Columns of units that owe the report themselves, beside each other on 16:9, and the gap between columns, u. */
const leafColumns = 3, gap = 4
/** Rows of such a column before another is opened: fewer, wider columns fill the height. */
const leafRows = 24
const chartHeight = 11
/** From this width a column of such units has room for larger words, u. */
const wideLeaf = 70

/** Columns of rows that fit a stage, in order: wide ones for provinces, narrow ones for units that owe the report themselves. */
function columnsOf(rows: readonly Child[], leaves: boolean, lists: number): readonly (readonly Child[])[] {
  const count = leaves ? Math.max(1, Math.min(leafColumns * lists, Math.ceil(rows.length / leafRows))) : lists
  const each = Math.min(raceRows, Math.ceil(rows.length / count))
  return Array.from({ length: count }, (_, i) => rows.slice(i * each, (i + 1) * each)).filter((part, i) => i === 0 || part.length > 0)
}

/** See the file's head. */
export function RaceScene({ stage }: { stage: Stage }): ReactElement {
  const data = useWallData()
  const words = useWords(), lists = useListWords(), language = useLanguage()
  const scene = useSceneWords().reports
  useHeadlineWatch()
  const communes = useRace('commune-month', data.root.code)
  const isOffice = data.root.level === 'commune', leaves = data.root.level !== 'centre'
  const provinces = useRace('province-month', data.root.code, !isOffice)
  const { figures, lists: boxes } = listLayoutOf(stage.layout.width)
  const children = communes.data?.children ?? []
  const rows = worstFirst(children), ranks = ranksOf(children)
  const own = new Map((provinces.data?.children ?? []).map((child) => [child.unit, child]))
  const columns = columnsOf(rows, leaves, boxes.length)
  const shown = columns.reduce((sum, part) => sum + part.length, 0)
  const first = boxes[0]!, last = boxes.at(-1)!
  const places = leaves ? columns.length : boxes.length
  const whole = last.x + last.w - first.x
  const w = (whole - gap * (places - 1)) / places
  const empty = communes.data === undefined ? (communes.isError ? words.unreachable : words.loading) : scene.none
  const beforeMonth = communes.data?.before == null ? null : monthOf(communes.data.before.period)
  return (
    <div className="scene-body">
      <Panel box={figures} className="list figures">
        <Duty race={communes.data} title={isOffice ? lists.ownReport : scene.commune} failed={communes.isError} />
        {!isOffice && <Duty race={provinces.data} title={leaves ? lists.ownReport : scene.province} failed={provinces.isError} />}
        {rows.length > shown && <p className="more-line">{scene.more(formatNumber(rows.length - shown, language))}</p>}
        {!isOffice && communes.data !== undefined && <HandIns race={communes.data} width={figures.w} height={chartHeight} />}
        <p className="footnote wrap">{scene.source}</p>
      </Panel>
      {isOffice && communes.data !== undefined
        ? <Panel box={{ ...first, w: whole }} className="list"><OwnReports unit={data.root.code} obligation={communes.data.obligation} period={communes.data.period} height={first.h} /></Panel>
        : columns.map((part, i) => (
          <Panel key={i} box={{ ...first, x: first.x + i * (w + gap), w }} className="list">
            {part.length === 0 ? <p className="scene-note">{empty}</p> : leaves ? <LeafTable rows={part} most={columns[0]!.length} ranks={ranks} height={first.h} wide={w >= wideLeaf} /> : <RaceTable rows={part} own={own} ranks={ranks} beforeMonth={beforeMonth} silent={communes.data !== undefined && isSilentRace(communes.data)} />}
          </Panel>
        ))}
    </div>
  )
}
