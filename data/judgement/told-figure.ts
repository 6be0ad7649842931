/**
 * How a figure and the line it is judged by are rounded before they are written, so that every place writes the same numeral: wall, desk and the
 * sentences of a judgement.
 *
 * Laws (tests/data/judgement/told-figure.test.ts): a figure that is worse than its line never reads as the line or better; one that is not worse
 * never reads as worse; neither is told further than one unit of its last digit from what it is. How: the line is rounded towards the stricter
 * side, always; the figure to the nearest, unless that would break the first two laws: then away from the line, or towards it. The gap is the
 * difference of the two numerals, so that whoever subtracts finds it.
 * Digits: of a ratio in per cent one after the mark, of availability two, none where it is all or nothing; of a count none, or one where it is a
 * broken number below a thousand.
 */
import type { Direction, KpiKind } from '../kpis/kpi.ts'
import { hasDenominator } from '../measures/measure.ts'

/** What of a KPI decides how its figures are told. */
export interface ToldKpi {
  readonly kind: KpiKind
  readonly direction: Direction
}

/** A number with the decimals it is written with. Of a ratio: per cent. */
export interface Told {
  readonly number: number
  readonly decimals: number
}

/** Counts and means from here on are told without decimals. */
const wholeFrom = 1_000
/** Steps of the last digit below this are noise of the floating point. */
const noise = 1e-9

/** Decimals of a ratio in per cent: two for availability, where a hundredth of a point is four minutes a month. */
export function ratioDecimals(kind: KpiKind): number {
  return kind === 'availability' ? 2 : 1
}

function decimalsOf({ kind }: ToldKpi, value: number): number {
  if (hasDenominator(kind)) return value === 0 || value === 1 ? 0 : ratioDecimals(kind)
  return Number.isInteger(value) || Math.abs(value) >= wholeFrom ? 0 : 1
}

const steps = (kpi: ToldKpi, value: number, decimals: number): number => value * (hasDenominator(kpi.kind) ? 100 : 1) * 10 ** decimals
const down = (exact: number): number => Math.floor(exact + noise)
const up = (exact: number): number => Math.ceil(exact - noise)
const nearest = (exact: number): number => Math.sign(exact) * Math.floor(Math.abs(exact) + 0.5 + noise)

/** A line (what the plan wants, a floor, a ceiling), rounded towards the stricter side. */
export function toldLine(kpi: ToldKpi, line: number, decimals = decimalsOf(kpi, line)): Told {
  const exact = steps(kpi, line, decimals)
  return { number: (kpi.direction === 'up' ? up(exact) : down(exact)) / 10 ** decimals, decimals }
}

/** A figure beside its line (null: it has none); see the header. A ratio below 1 never reads 100. */
export function toldValue(kpi: ToldKpi, value: number, line: number | null): Told {
  const decimals = decimalsOf(kpi, value)
  const exact = steps(kpi, value, decimals), scale = 10 ** decimals
  const top = hasDenominator(kpi.kind) && value < 1 ? 100 * scale - 1 : Infinity
  const near = Math.min(nearest(exact), top)
  if (line === null) return { number: near / scale, decimals }
  const sign = kpi.direction === 'up' ? 1 : -1
  const isWorse = (steps(kpi, line, decimals) - exact) * sign > 2 * noise
  const ahead = (near - Math.round(toldLine(kpi, line, decimals).number * scale)) * sign
  if (isWorse && ahead >= 0) return { number: (sign > 0 ? down(exact) : up(exact)) / scale, decimals }
  if (!isWorse && ahead < 0) return { number: Math.min(sign > 0 ? up(exact) : down(exact), top) / scale, decimals }
  return { number: near / scale, decimals }
}

/** How far a figure is from its line, either way, as the difference of their numerals: percentage points of a ratio, else things or stages. */
export function toldGap(kpi: ToldKpi, value: number, line: number): Told {
  const figure = toldValue(kpi, value, line), drawn = toldLine(kpi, line)
  const decimals = hasDenominator(kpi.kind) ? ratioDecimals(kpi.kind) : Math.max(figure.decimals, drawn.decimals)
  return { number: Number(Math.abs(drawn.number - figure.number).toFixed(decimals)), decimals }
}
