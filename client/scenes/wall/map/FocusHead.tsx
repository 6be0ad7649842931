/** Which province is in focus, why, and when the focus moves on. */
import type { ReactElement } from 'react'
import type { KpiAnswer } from '../../../../data/protocol/answers.ts'
import { useNow } from '../../../figures/use-live.ts'
import { useLanguage, useMapWords, useWords } from '../../../i18n/language.ts'
import { formatNumber } from '../../../ui/format.ts'
import { StatusShape } from '../../../ui/StatusShape.tsx'
import { lostText, toldNow } from '../figure-words.ts'
import { unitName, useWallData } from '../wall-data.ts'
import { focusDwellMs, type FocusCandidate, type FocusState, type RankedUnit } from './ranking.ts'

function Left({ sinceMs }: { sinceMs: number }): ReactElement {
  const map = useMapWords()
  useNow((nowMs) => nowMs)
  return <span className="more">{map.next(String(Math.max(0, Math.ceil((sinceMs + focusDwellMs - Date.now()) / 1000))))}</span>
}

/** The province's figure; of one that is lost the last known, with for how long. */
function Now({ kpi, row: { cell, look } }: { kpi: KpiAnswer, row: RankedUnit }): ReactElement {
  const language = useLanguage()
  const words = useWords()
  const { text, isLast } = toldNow(kpi, cell, language)
  const lost = useNow((nowMs) => (look === 'lost' ? lostText(cell.newestAtMs, nowMs, { language, words }) : ''))
  return <span><span className={isLast ? 'last-known' : undefined}>{text}</span>{lost !== '' && ` ${lost}`}</span>
}

/** See the file's head. `row`: the province's place by the KPI; `outside`: names of its units that the frame has no room for. */
export function FocusHead({ kpi, focus, candidates, row, outside }: {
  kpi: KpiAnswer, focus: FocusState, candidates: readonly FocusCandidate[], row: RankedUnit | undefined, outside: readonly string[],
}): ReactElement {
  const data = useWallData()
  const words = useWords()
  const map = useMapWords()
  const language = useLanguage()
  const why = candidates.find(({ unit }) => unit === focus.unit)
  const communes = data.unitByCode.get(focus.unit)?.children ?? 0
  const reason = why === undefined ? '' : why.reason === 'bad' ? map.reasons.bad(formatNumber(why.rank, language)) : map.reasons[why.reason]
  return (
    <>
      <header className="panel-head focus-head"><span className="more">{map.focus}</span>{candidates.length > 1 && <Left sinceMs={focus.sinceMs} />}</header>
      <p className="focus-name" data-focus={focus.unit} data-reason={why?.reason ?? ''}>
        {row !== undefined && <><StatusShape look={row.look} size={2.2} /><span className="rank">{row.rank}</span></>}<b>{unitName(data, focus.unit, language)}</b>
        {row !== undefined && <Now kpi={kpi} row={row} />}
      </p>
      <p className="focus-why">{reason}</p>
      <p className="focus-why focus-size">{words.communesCount(formatNumber(communes, language), communes)}{outside.length > 0 && ` · ${map.outside(outside.join(', '))}`}</p>
    </>
  )
}
