/** The scene *Cảnh báo*: open warnings, ranked: where, what is and what should be, why, for how long, who has taken it; the units of the groups; the pace. */
import type { ReactElement } from 'react'
import { useClock, useNow } from '../../../figures/use-live.ts'
import { useLanguage, useSceneWords, useWords } from '../../../i18n/language.ts'
import { useWarnings } from '../../../queries/queries.ts'
import { useWarningPace } from '../../../queries/scene-queries.ts'
import { formatNumber } from '../../../ui/format.ts'
import { StatusShape } from '../../../ui/StatusShape.tsx'
import type { Stage } from '../layout.ts'
import { Panel } from '../Panel.tsx'
import { pendingTotal } from '../pending-rows.ts'
import { withMarked } from '../show/marked.ts'
import { useShow } from '../show/show-context.ts'
import { useListWords } from '../use-list-words.ts'
import { useHeadlineWatch, useWallData } from '../wall-data.ts'
import { GroupLines, isGroup } from './GroupLines.tsx'
import { WarningFigures } from './WarningFigures.tsx'
import { warningLayoutOf } from './warning-layout.ts'
import { WarningTable } from './WarningTable.tsx'

/** Warnings the scene asks for. */
const asked = 60

/** See the file's head. The warning that interrupted the play-list is shown in any case and framed. */
export function WarningsScene({ stage }: { stage: Stage }): ReactElement {
  const data = useWallData()
  useHeadlineWatch()
  const words = useWords(), lists = useListWords(), language = useLanguage()
  const scene = useSceneWords().warnings
  const { data: answer, isError } = useWarnings(data.root.code, asked)
  const { data: pace } = useWarningPace(data.root.code)
  const nowMs = useNow((now) => now)
  const { marked } = useShow()
  const all = answer?.warnings ?? []
  const groups = all.filter(isGroup).sort((a, b) => Number(b.id === marked) - Number(a.id === marked))
  const { figures, columns, rowHeight, groups: boxes } = warningLayoutOf(stage.layout.width, all.length, groups.length)
  const room = columns.reduce((sum, { count }) => sum + count, 0)
  const rows = withMarked(all, marked, room).slice(0, room)
  const isFilling = useClock(({ pulse }) => pulse?.backfill != null)
  const watched = answer === undefined ? 0 : pendingTotal(answer.pending)
  const nothing = answer === undefined ? (isError ? words.unreachable : words.loading) : isFilling ? words.notJudgedYet : !answer.judged ? words.judgingFirst
    : watched > 0 ? lists.onlyPending(formatNumber(watched, language), watched) : scene.none
  return (
    <div className="scene-body">
      <Panel box={figures} className="list figures"><WarningFigures answer={answer} pace={pace} more={(answer?.total ?? 0) - rows.length} width={figures.w} nowMs={nowMs} /></Panel>
      {columns.map(({ box, from, count }) => (
        <Panel key={from} box={box} className="list">
          {rows.length === 0
            ? <p className="scene-note">{answer !== undefined && <StatusShape look={answer.judged && !isFilling && watched === 0 ? 'met' : 'silent'} size={3.4} />}{nothing}</p>
            : <WarningTable rows={rows.slice(from, from + count)} nowMs={nowMs} width={box.w} rowHeight={rowHeight} marked={marked} shelved={scene.shelved} />}
        </Panel>
      ))}
      {boxes.map((box, i) => {
        const warning = groups[i]
        return warning === undefined ? null : <Panel key={warning.id} box={box} className="list"><GroupLines warning={warning} nowMs={nowMs} width={box.w} height={box.h} /></Panel>
      })}
    </div>
  )
}
