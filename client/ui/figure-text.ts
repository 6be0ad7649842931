/** A figure and its line as text: the one place that writes them, for wall and desk. How they are rounded: data/judgement/told-figure.ts. Pure. */
import { toldLine, toldValue, type Told, type ToldKpi } from '../../data/judgement/told-figure.ts'
import { hasDenominator } from '../../data/measures/measure.ts'
import { formatNumber, nbsp, type Language } from './format.ts'

const digits = ({ number, decimals }: Told, language: Language): string => formatNumber(number, language, decimals)

function withUnit(kpi: ToldKpi, text: string): string {
  return kpi.kind === 'level' ? `${text}/6` : hasDenominator(kpi.kind) ? `${text}${nbsp}%` : text
}

/** The digits of a value beside its line (null: it has none), without its unit: `62,5`, `14`; a dash where nothing was observed. */
export function valueDigits(kpi: ToldKpi, value: number | null, line: number | null, language: Language): string {
  return value === null ? '–' : digits(toldValue(kpi, value, line), language)
}

/** A value beside its line, in its own unit: `62,5 %`, `14`, `2/6` for a stage; a dash where nothing was observed. */
export function valueText(kpi: ToldKpi, value: number | null, line: number | null, language: Language): string {
  return value === null ? '–' : withUnit(kpi, valueDigits(kpi, value, line, language))
}

/** A line in its KPI's unit: what the plan wants today, a target, a floor. Whole percentages lose their decimals: `30 %`, `66,6 %`. */
export function lineText(kpi: ToldKpi, line: number, language: Language): string {
  const told = toldLine(kpi, line)
  return withUnit(kpi, digits(Number.isInteger(told.number) ? { ...told, decimals: 0 } : told, language))
}
