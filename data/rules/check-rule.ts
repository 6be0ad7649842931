/**
 * Whether a rule can ever mean what it says: strict validation beyond its shape. Every problem is named with its field and the reason in
 * Vietnamese and English; a rule with a problem is not stored.
 */
import { cadenceMs, type Kpi } from '../kpis/kpi.ts'
import { growing } from '../judgement/detect/growing.ts'
import { comparesPeers } from '../judgement/detect/outlier.ts'
import { outlier } from '../judgement/detect/thresholds.ts'
import { isState } from '../measures/measure.ts'
import { obligations } from '../plans/obligations.ts'
import { kindSeverities, type VerdictKind } from '../judgement/verdict.ts'
import { textFault } from '../access/plain-text.ts'
import { targets } from '../kpis/targets.ts'
import type { RuleInput, RuleProblem } from '../protocol/rule.ts'
import { inSubtree, type Pyramid } from '../pyramid/pyramid.ts'
import type { UnitLevel } from '../units/unit.ts'
import type { ThresholdCondition, VerdictCondition } from './judge-rule.ts'
import { areOfOneUnit, limitFault, thresholdRange } from './threshold-range.ts'

/** What a rule is checked against. `scope`: top of what its editor may see (unit index). */
export interface RuleWorld {
  readonly pyramid: Pyramid
  readonly kpis: readonly Kpi[]
  readonly scope: number
}

const depthOf: Readonly<Record<UnitLevel, number>> = { centre: 0, province: 1, commune: 2 }
const levelWords: Readonly<Record<UnitLevel, { readonly vi: string; readonly en: string }>> = {
  centre: { vi: 'trung ương', en: 'the centre' }, province: { vi: 'cấp tỉnh', en: 'provinces' }, commune: { vi: 'cấp xã', en: 'communes' },
}
const ownKinds: readonly VerdictKind[] = ['late', 'lost', 'jump', 'stall', 'fell', 'down', 'flapping']

const aimed = new Set(targets.map(({ kpi }) => kpi))

/** Whether any document sets a KPI a target, for whatever unit and year: without one there is no plan to be below, and no gap. */
export function hasTarget({ id }: Pick<Kpi, 'id'>): boolean {
  return aimed.has(id)
}

/** Whether figures of a KPI can ever have a verdict of this kind (verdict.ts says on which figure a kind is judged). */
export function canHave(kind: VerdictKind, kpi: Kpi): boolean {
  switch (kind) {
    case 'late': case 'lost': return !kpi.computed && cadenceMs[kpi.cadence] !== null
    case 'down': case 'flapping': return kpi.kind === 'availability'
    case 'jump': return !kpi.computed && kpi.group !== 'cases_register' && kpi.kind !== 'availability' && kpi.kind !== 'level'
    case 'fell': return growing.has(kpi.id)
    case 'stall': return !kpi.computed && kpi.group !== 'cases_register' && isState(kpi.kind) && kpi.kind !== 'level'
    case 'mismatch': return !kpi.computed && kpi.kind !== 'availability' && kpi.kind !== 'level'
    case 'outlier': return comparesPeers(kpi)
    case 'below_plan': return hasTarget(kpi)
  }
}

function canHaveAt(kind: VerdictKind, kpi: Kpi, level: UnitLevel): boolean {
  if (!canHave(kind, kpi)) return false
  if (kind === 'mismatch') return level !== 'commune'
  if (kind === 'outlier' && kpi.kind === 'level' && level !== 'commune') return false
  if (kpi.computed) return true
  if (ownKinds.includes(kind)) return kpi.levels.includes(level)
  return kpi.levels.some((reporting) => depthOf[reporting] >= depthOf[level])
}

function problem(field: string, whyVi: string, whyEn: string): RuleProblem {
  return { field, whyVi, whyEn }
}

/** The KPIs a rule chose, as entries of the catalogue (unknown ones left out). */
export function chosenKpis(rule: Pick<RuleInput, 'kpis'>, kpis: readonly Kpi[]): readonly Kpi[] {
  const { kpis: ids } = rule
  return ids === null ? kpis : kpis.filter(({ id }) => ids.includes(id))
}

function kpiProblems(rule: RuleInput, kpis: readonly Kpi[]): RuleProblem[] {
  const found: RuleProblem[] = []
  const ids = rule.kpis ?? []
  const unknown = ids.find((id) => !kpis.some((kpi) => kpi.id === id))
  if (unknown !== undefined) found.push(problem('kpis', `danh mục không có chỉ tiêu ${unknown}`, `the catalogue has no KPI ${unknown}`))
  if (new Set(ids).size < ids.length) found.push(problem('kpis', 'một chỉ tiêu được chọn hai lần', 'a KPI is chosen twice'))
  return found
}

function repeated(field: string, list: readonly string[]): RuleProblem[] {
  return new Set(list).size === list.length ? [] : [problem(field, 'một lựa chọn được ghi hai lần', 'a choice stands twice')]
}

/** Whether units of a level are there below the root, and can meet the condition. */
function levelProblems(rule: RuleInput, root: number, world: RuleWorld): RuleProblem[] {
  const chosen = chosenKpis(rule, world.kpis)
  const { fullName, nameEn } = world.pyramid.units[root]!
  return rule.levels.flatMap((level) => {
    if (!occurs(world.pyramid, root, level)) {
      return [problem('levels', level === 'centre' ? `trung ương không nằm dưới ${fullName}` : `dưới ${fullName} không có đơn vị ${levelWords[level].vi}`, level === 'centre' ? `the centre does not lie below ${nameEn}` : `there are no ${levelWords[level].en} below ${nameEn}`)]
    }
    if (chosen.some((kpi) => canMeet(rule.condition, level, kpi))) return []
    return [problem('levels', `không chỉ tiêu nào đã chọn có thể có điều kiện này ở ${levelWords[level].vi}`, `no chosen KPI can meet this condition at ${levelWords[level].en}`)]
  })
}

/** How many units a unit of a level below the root is compared with at most: those of its level and type in the whole pyramid, itself among them. */
function mostPeers({ units, end }: Pyramid, root: number, level: UnitLevel): number {
  const counts = new Map<string, number>()
  for (const one of units) if (one.level === level) counts.set(one.type, (counts.get(one.type) ?? 0) + 1)
  return units.slice(root, end[root]!).reduce((most, one) => (one.level === level ? Math.max(most, counts.get(one.type)!) : most), 0)
}

/** A unit is far from its peers only where there are enough of them (`outlier.leastPeers`), wherever in the pyramid they are. */
function peerProblems({ condition, levels }: RuleInput, root: number, { pyramid }: RuleWorld): RuleProblem[] {
  if (condition.on !== 'verdict' || !condition.verdicts.includes('outlier')) return []
  const lonely = levels.filter((level) => occurs(pyramid, root, level) && mostPeers(pyramid, root, level) < outlier.leastPeers)
  const isAllOfIt = condition.verdicts.every((kind) => kind === 'outlier')
  if (lonely.length < levels.length && !isAllOfIt) return []
  const field = lonely.length < levels.length ? 'levels' : 'condition.verdicts'
  const { fullName, nameEn } = pyramid.units[root]!
  return lonely.map((level) => {
    const most = mostPeers(pyramid, root, level)
    const of = level === 'centre' ? { vi: '', en: '' } : { vi: ` thuộc ${fullName}`, en: ` of ${nameEn}` }
    return problem(field,
      `kết luận "outlier" cần ít nhất ${outlier.leastPeers} đơn vị cùng cấp, cùng loại trong cả nước để so sánh; với ${levelWords[level].vi}${of.vi} chỉ có ${most}: điều kiện không bao giờ đúng`,
      `the verdict "outlier" needs at least ${outlier.leastPeers} units of one level and type in the whole country to compare; for ${levelWords[level].en}${of.en} there are ${most}: the condition never holds`)
  })
}

function occurs(pyramid: Pyramid, root: number, level: UnitLevel): boolean {
  for (let unit = root; unit < pyramid.end[root]!; unit++) if (pyramid.units[unit]!.level === level) return true
  return false
}

/** Whether a unit of this level can ever meet a condition for a KPI: whether it counts among those due. */
export function canMeet(condition: RuleInput['condition'], level: UnitLevel, kpi: Kpi): boolean {
  if (condition.on === 'verdict') return condition.verdicts.some((kind) => canHaveAt(kind, kpi, level))
  if (condition.on === 'report_due') return obligations.some((duty) => duty.level === level && !duty.template)
  if (condition.measure === 'gap' && !hasTarget(kpi)) return false
  return kpi.computed || kpi.levels.some((reporting) => depthOf[reporting] >= depthOf[level])
}

/** A verdict that never has any of the chosen severities would never count. */
function severityProblems({ verdicts, severities }: VerdictCondition): RuleProblem[] {
  if (severities === undefined) return []
  const never = verdicts.find((kind) => !kindSeverities[kind].some((severity) => severities.includes(severity)))
  if (never === undefined) return []
  const only = kindSeverities[never].join(', ')
  return [problem('condition.severities', `kết luận "${never}" chỉ có mức "${only}": điều kiện không bao giờ đúng`, `the verdict "${never}" is only ever "${only}": the condition never holds`)]
}

function verdictProblems(rule: RuleInput, kpis: readonly Kpi[]): RuleProblem[] {
  if (rule.condition.on !== 'verdict') return []
  const chosen = chosenKpis(rule, kpis)
  const never = chosen.length === 0 ? undefined : rule.condition.verdicts.find((kind) => !chosen.some((kpi) => canHave(kind, kpi)))
  return [
    ...repeated('condition.verdicts', rule.condition.verdicts), ...repeated('condition.severities', rule.condition.severities ?? []),
    ...severityProblems(rule.condition),
    ...(never === undefined ? [] : [problem('condition.verdicts', `không chỉ tiêu nào đã chọn có thể có kết luận "${never}"`, `no chosen KPI can have the verdict "${never}"`)]),
  ]
}

/** A limit that holds never or always, or once met for good. */
function limitProblem(condition: ThresholdCondition, kpi: Kpi): RuleProblem | null {
  const { measure, op, limit, clear } = condition
  const [least, most] = thresholdRange(measure, kpi)
  for (const [field, number] of [['condition.limit', limit], ['condition.clear', clear]] as const) {
    const fault = number === null ? null : limitFault(condition, number, kpi, field === 'condition.limit')
    if (fault === null) continue
    const side = op === 'below' ? { vi: 'dưới', en: 'below' } : { vi: 'trên', en: 'above' }
    return fault === 'always'
      ? problem(field, `với ${kpi.nameVi}, số này luôn ${side.vi} ${number}: điều kiện luôn luôn đúng`, `for ${kpi.nameEn} this number is always ${side.en} ${number}: the condition would hold always`)
      : problem(field, `với ${kpi.nameVi}, số này chỉ từ ${least} đến ${most}: điều kiện không bao giờ hoặc luôn luôn đúng`,
        `for ${kpi.nameEn} this number is between ${least} and ${most}: the condition would hold never or always`)
  }
  return null
}

function thresholdProblems(rule: RuleInput, kpis: readonly Kpi[]): RuleProblem[] {
  const { condition } = rule
  if (condition.on !== 'threshold') return []
  const { measure, op, limit, clear } = condition
  const found: RuleProblem[] = []
  if (clear !== null && (op === 'below' ? clear < limit : clear > limit)) {
    found.push(problem('condition.clear', 'ngưỡng thôi cảnh báo nằm sai phía của ngưỡng cảnh báo', 'the clearing limit lies on the wrong side of the limit'))
  }
  if (!areOfOneUnit(measure, chosenKpis(rule, kpis).filter((kpi) => measure !== 'gap' || hasTarget(kpi)))) {
    return [...found, problem('kpis', 'các chỉ tiêu không cùng đơn vị (tỷ lệ, số đếm, bậc): một ngưỡng không thể là của cả hai, hãy chọn những chỉ tiêu cùng đơn vị',
      'the KPIs are not of one unit (ratios, counts, stages): one limit cannot be of both, choose KPIs of one unit')]
  }
  for (const kpi of chosenKpis(rule, kpis)) {
    if ((measure === 'age_hours' || measure === 'fresh_share') && kpi.computed) {
      found.push(problem('kpis', `${kpi.nameVi} do sản phẩm tự tính, không có nhịp cập nhật`, `${kpi.nameEn} is computed and has no cadence`))
      break
    }
    if (measure === 'gap' && !hasTarget(kpi)) {
      if (rule.kpis === null) continue
      found.push(problem('kpis', `${kpi.nameVi} không có chỉ tiêu ở đâu cả, nên không có chênh lệch so với kế hoạch`, `${kpi.nameEn} has no target anywhere, so there is no gap to a plan`))
      break
    }
    const wrong = limitProblem(condition, kpi)
    if (wrong === null) continue
    found.push(wrong)
    break
  }
  return found
}

function reportProblems(rule: RuleInput): RuleProblem[] {
  if (rule.condition.on !== 'report_due') return []
  const chosen = rule.kpis === null ? [] : [problem('kpis', 'kịch bản về hạn báo cáo không chọn chỉ tiêu', 'a rule about due reports chooses no KPI')]
  return [...repeated('condition.steps', rule.condition.steps), ...chosen]
}

/** A viewer sees warnings of groups in their own subtree, and a commune its own lines: whoever is below the units looked at sees nothing. */
function tellProblems(rule: RuleInput): RuleProblem[] {
  const deepest = Math.max(...rule.levels.map((level) => depthOf[level]))
  if (rule.tell.some((level) => depthOf[level] <= deepest)) return []
  return [problem('tell', 'những cấp được báo không ai nhìn thấy các đơn vị này', 'nobody of the levels told can see these units')]
}

function countProblems(rule: RuleInput, root: number, { pyramid }: RuleWorld): RuleProblem[] {
  let most = 1
  if (rule.levels.includes('commune')) for (let unit = root; unit < pyramid.end[root]!; unit++) most = Math.max(most, pyramid.children[unit]!.length)
  if (pyramid.units[root]!.level === 'commune') most = 1
  return rule.minUnits <= most ? [] : [problem('minUnits', `không nhóm nào có đến ${rule.minUnits} đơn vị (nhiều nhất ${most})`, `no group has ${rule.minUnits} units (at most ${most})`)]
}

function nameProblems({ nameVi, nameEn }: RuleInput): RuleProblem[] {
  return ([['nameVi', nameVi], ['nameEn', nameEn]] as const).flatMap(([field, name]) => {
    const fault = field === 'nameEn' && name === '' ? null : textFault(name)
    const isBroken = /[\n\t]/.test(name)
    return fault !== null ? [problem(field, fault.vi, fault.en)] : isBroken ? [problem(field, 'tên viết trên một dòng', 'a name stands on one line')] : []
  })
}

/** Everything that forbids a rule; empty: it can be stored. A root that its editor may not see reads like one that is not there. */
export function checkRule(rule: RuleInput, world: RuleWorld): readonly RuleProblem[] {
  const root = world.pyramid.indexOf(rule.root)
  const found = [
    ...nameProblems(rule), ...kpiProblems(rule, world.kpis), ...verdictProblems(rule, world.kpis), ...thresholdProblems(rule, world.kpis), ...reportProblems(rule),
    ...repeated('levels', rule.levels), ...repeated('tell', rule.tell), ...tellProblems(rule),
  ]
  if (root === undefined || !inSubtree(world.pyramid, world.scope, root)) {
    return [problem('root', 'không có đơn vị này trong phạm vi được điều hành', 'there is no such unit in your scope'), ...found]
  }
  const knowsKpis = !found.some(({ field }) => field === 'kpis')
  return [...found, ...(knowsKpis ? levelProblems(rule, root, world) : []), ...peerProblems(rule, root, world), ...countProblems(rule, root, world)]
}
