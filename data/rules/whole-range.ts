/**
 * What can be known of a threshold without any figure: whether it holds of nearly everything that its number can be, a healthy cell among it. Such a rule would fire on
 * everything as soon as figures come. Only numbers with two ends are judged; of a count, which has no greatest, only figures can tell.
 *
 * Judged are: the part of the number's range on which the condition holds (`wholeShare` or more), and healthy cells: a figure on its line, one at any target of its KPI and
 * one that could not be better, all due units fresh, an age of a hundredth of the cadence and of a whole one. It must hold of all of them: a limit that spares what is
 * perfect, or new, may be meant, and is left to the figures.
 */
import { cadenceMs, type Kpi } from '../kpis/kpi.ts'
import { targets } from '../kpis/targets.ts'
import { hasDenominator, isProperRatio, stageCount } from '../measures/measure.ts'
import { numberWords, type Language } from '../judgement/number-words.ts'
import type { RuleInput, RuleProblem } from '../protocol/rule.ts'
import { hourMs } from '../time/vietnam-time.ts'
import { chosenKpis, hasTarget } from './check-rule.ts'
import { meets, type ThresholdCondition } from './judge-rule.ts'

/** From this part of a number's range on (0–1), a condition holds of nearly everything. */
export const wholeShare = 0.95
/** Ages are judged up to here, hours: a year. Older ones there are, but a figure that old is history. */
export const ageHorizonHours = 366 * 24

type Measure = ThresholdCondition['measure']

/** The two ends of a number, in its own unit; null: it has none. A reduction can grow without end: twice as much as before counts as its worst. */
function endsOf(measure: Measure, kpi: Pick<Kpi, 'kind'>): readonly [number, number] | null {
  if (measure === 'fresh_share') return [0, 1]
  if (measure === 'age_hours') return [0, ageHorizonHours]
  // A limit between two stages leaves out a sixth of them at least.
  if (kpi.kind === 'level') return measure === 'gap' ? [1 - stageCount, stageCount - 1] : null
  if (!hasDenominator(kpi.kind)) return null
  return measure === 'gap' || !isProperRatio(kpi.kind) ? [-1, 1] : [0, 1]
}

/** The numbers of healthy cells: where a condition holds of all of these, it holds of all between them. */
function healthyOf(measure: Measure, kpi: Kpi, [least, most]: readonly [number, number]): readonly number[] {
  if (measure === 'fresh_share') return [1]
  if (measure === 'gap') return [0]
  if (measure === 'value') return [kpi.direction === 'up' ? most : least, ...targets.filter((target) => target.kpi === kpi.id).map(({ value }) => value)]
  const cadence = (cadenceMs[kpi.cadence] ?? 0) / hourMs
  return [cadence / 100, cadence]
}

/** The part of its range on which a condition holds (0–1), where a healthy cell is in it; null: it is not, or the range has no ends. */
function wholeShareOf(condition: ThresholdCondition, kpi: Kpi): number | null {
  const { measure, op, limit } = condition
  const ends = endsOf(measure, kpi)
  if (ends === null || !healthyOf(measure, kpi, ends).every((number) => meets(condition, number, false))) return null
  const [least, most] = ends
  return Math.min(1, Math.max(0, (op === 'below' ? limit - least : most - limit) / (most - least)))
}

const advice: Readonly<Record<Measure, Readonly<Record<Language, string>>>> = {
  value: { vi: 'đặt ngưỡng mà đơn vị đạt chỉ tiêu không chạm tới, về phía xấu', en: 'choose a limit on the bad side, which a unit at its target does not meet' },
  gap: { vi: 'hỏi khoảng cách về phía xấu của kế hoạch, thí dụ dưới −10 điểm', en: 'ask for a distance on the bad side of the plan, for example below −10 points' },
  fresh_share: { vi: 'hỏi tỷ lệ cập nhật thấp, thí dụ dưới 80 %', en: 'ask for a low share of fresh units, for example below 80 %' },
  age_hours: { vi: 'hỏi tuổi lớn hơn nhịp báo, thí dụ trên 72 giờ', en: 'ask for an age beyond the cadence, for example above 72 hours' },
}

/** What forbids to switch on a threshold that holds of nearly everything each of its KPIs can be; null: nothing. A rule that is off may say so. */
export function wholeRangeProblem(rule: RuleInput, kpis: readonly Kpi[]): RuleProblem | null {
  const { condition } = rule
  if (!rule.enabled || condition.on !== 'threshold') return null
  const asked = chosenKpis(rule, kpis).filter((kpi) => condition.measure !== 'gap' || hasTarget(kpi))
  const shares = asked.map((kpi) => wholeShareOf(condition, kpi))
  const least = Math.min(...shares.map((share) => share ?? 0))
  if (shares.length === 0 || least < wholeShare) return null
  const percent = (language: Language): string => numberWords(Math.floor(least * 1000) / 10, 1, language)
  const { vi, en } = advice[condition.measure]
  return {
    field: 'condition.limit',
    whyVi: `điều kiện đúng với ${percent('vi')} % mọi giá trị có thể có, kể cả của đơn vị đang tốt: có số liệu là báo về mọi thứ, nên không bật được; ${vi}, hoặc lưu ở trạng thái tắt`,
    whyEn: `the condition holds of ${percent('en')} % of all values there can be, those of a healthy unit among them: as soon as figures come it fires on everything, so it cannot be on; ${en}, or save it switched off`,
  }
}
