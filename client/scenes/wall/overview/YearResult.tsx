/** Last year's frozen result beside the new year's figure, from 00:00 on 1 January until a target is set (domain "1 January"). */
import type { ReactElement } from 'react'
import { headlineKpis } from '../../../../data/kpis/headline.ts'
import type { KpiAnswer } from '../../../../data/protocol/answers.ts'
import type { YearResult as Result } from '../../../../data/protocol/figure.ts'
import { localDay } from '../../../../data/time/vietnam-time.ts'
import type { Painted } from '../../../figures/cell-store.ts'
import { useNow } from '../../../figures/use-live.ts'
import { useLanguage, useWords } from '../../../i18n/language.ts'
import { useYearResults } from '../../../queries/queries.ts'
import { StatusShape } from '../../../ui/StatusShape.tsx'
import { needsYearResult, yearResultWords } from '../figure-words.ts'
import { useWallData } from '../wall-data.ts'

const headline: readonly string[] = headlineKpis

/** The result of the plan year before this one of a figure of the root; null where the figure stands for itself, or there is none. */
export function useYearResult(kpi: string, painted: Painted | undefined): Result | null {
  const { root } = useWallData()
  const today = useNow(localDay)
  const kpis = headline.includes(kpi) ? headline : [kpi]
  const needed = needsYearResult(painted?.cell)
  const { data } = useYearResults(root.code, kpis, today, needed)
  const found = needed ? data?.figures.find((figure) => figure.kpi === kpi)?.lastYear : undefined
  return found === undefined || found.year !== Number(today.slice(0, 4)) - 1 ? null : found
}

/** See the file's head. Nothing where there is none. */
export function YearResult({ kpi, painted, className = 'year-result' }: { kpi: KpiAnswer, painted: Painted | undefined, className?: string }): ReactElement | null {
  const words = useWords()
  const language = useLanguage()
  const result = useYearResult(kpi.id, painted)
  if (result === null) return null
  const { text, look } = yearResultWords(kpi, result, { language, words })
  return <span className={className} data-year={result.year}><span>{text}</span><StatusShape look={look} size={1.7} /><span>{words.status[look]}</span></span>
}
