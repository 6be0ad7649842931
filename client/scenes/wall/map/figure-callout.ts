/** What a call-out says of a unit by the figure that the map shows: value and line; of a silent or late one how old it is. */
import type { KpiAnswer } from '../../../../data/protocol/answers.ts'
import { lineText, valueText } from '../../../ui/figure-text.ts'
import type { Language } from '../../../ui/format.ts'
import type { RankedUnit } from './ranking.ts'

/** The second line of a call-out. `beside`: what stands beside the value in a list (`besideText`). */
export function figureCallout(kpi: KpiAnswer, { look, cell }: Pick<RankedUnit, 'look' | 'cell'>, beside: string, language: Language): string {
  if (look === 'lost' || look === 'no_data') return beside
  const line = cell.expected === null ? '' : ` / ${lineText(kpi, cell.expected, language)}`
  return `${valueText(kpi, cell.value, cell.expected, language)}${cell.freshness === 'late' ? `, ${beside}` : line}`
}
