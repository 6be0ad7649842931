/** At a commune's root: its other indicators, those that ask for attention on top. */
import type { ReactElement } from 'react'
import { useLive } from '../../../figures/live-context.ts'
import { useNow, usePaintVersion } from '../../../figures/use-live.ts'
import { useLanguage, useMapWords, useWords } from '../../../i18n/language.ts'
import { lookOf, lookWeights } from '../../../ui/look.ts'
import { StatusShape } from '../../../ui/StatusShape.tsx'
import { shortName, toldNow } from '../figure-words.ts'
import { useWallData } from '../wall-data.ts'
import { besideText, rowsIn } from './RankList.tsx'

/** See the file's head. `but`: the KPI that the map shows; `height`: of the panel, u. */
export function OtherKpis({ but, height }: { but: string, height: number }): ReactElement {
  const data = useWallData()
  const words = useWords()
  const map = useMapWords()
  const language = useLanguage()
  const { store } = useLive()
  usePaintVersion(null)
  const secondMs = useNow((nowMs) => nowMs)
  const rows = data.kpis.flatMap((kpi) => {
    const cell = kpi.id === but ? undefined : store.painted(data.root.code, kpi.id)?.cell
    return cell === undefined || (cell.coverage.due === 0 && cell.value === null) ? [] : [{ kpi, cell, look: lookOf(cell, true), now: toldNow(kpi, cell, language) }]
  }).sort((a, b) => lookWeights[b.look] - lookWeights[a.look]).slice(0, rowsIn(height))
  return (
    <>
      <header className="panel-head"><h2>{map.otherKpis}</h2></header>
      {rows.length === 0 && <p className="panel-note">{words.noAnomaliesYet}</p>}
      <table className="rows rank-list rank-kpis">
        <thead><tr><th scope="col"><span className="hidden">#</span></th><th scope="col">{map.kpiColumn}</th><th scope="col" className="num">{map.columns.now}</th><th scope="col">{map.columns.gap}</th></tr></thead>
        <tbody>{rows.map(({ kpi, cell, look, now }) => (
          <tr key={kpi.id} data-kpi={kpi.id} data-look={look}>
            <td className="mark"><StatusShape look={look} size={2} /><span className="hidden">{words.status[look]}</span></td><th scope="row">{shortName(kpi, language)}</th>
            <td className={now.isLast ? 'num now last-known' : 'num now'}>{now.text}</td><td className="must">{besideText(kpi, cell, look, secondMs, { language, words })}</td>
          </tr>
        ))}</tbody>
      </table>
    </>
  )
}
