/** The verdicts of the desk's fixture, in the product's own sentences: of Điện Biên some that are warnings and some that are none, of the centre more than a page of them, of Bắc Ninh none, of every other unit its lost pages. */
import { severities, verdictKinds, type EvidenceForm, type EvidenceId, type Severity, type VerdictKind } from '../../data/judgement/verdict.ts'
import { verdictWords } from '../../data/judgement/verdict-words.ts'
import { kpis } from '../../data/kpis/catalogue.ts'
import type { WarningAnswer, VerdictsAnswer } from '../../data/protocol/warning.ts'
import { dayMs, toLocalIso } from '../../data/time/vietnam-time.ts'
import { lostForMs } from './fixture-communes.ts'
import { plantedMs } from './fixture-figures.ts'

type Told = VerdictsAnswer['verdicts'][number]
type Numbers = readonly (readonly [EvidenceId, number, EvidenceForm])[]

const pages = 'digitization.pages'
const numbersOf: Readonly<Partial<Record<VerdictKind, Numbers>>> = {
  below_plan: [['observed', 0.214, 'value'], ['expected', 0.3, 'value'], ['gap', -0.086, 'value']],
  stall: [['observed', 0.214, 'value'], ['expected', 0.3, 'value'], ['plan_moved', 0.083, 'value'], ['window', 91 * dayMs, 'spanMs'], ['periods', 4, 'count']],
  outlier: [['observed', 0.31, 'value'], ['median', 0.77, 'value'], ['gap', -0.46, 'value'], ['mad', 0.04, 'value'], ['spread', 0.07, 'value'], ['deviations', 6.6, 'factor'], ['peers', 34, 'count']],
  jump: [['observed', 412, 'count'], ['median', 80, 'count'], ['gap', 332, 'count'], ['change', 4.15, 'share'], ['mad', 9, 'count'], ['spread', 9.1, 'count'], ['deviations', 36.5, 'factor'], ['periods', 12, 'count']],
  lost: [['newest', plantedMs - lostForMs['04'], 'instantMs'], ['age', lostForMs['04'], 'spanMs'], ['cadence', dayMs, 'spanMs'], ['limit', 3 * dayMs, 'spanMs']],
}

function told(id: string, kind: VerdictKind, severity: Severity, warning: Told['warning'] = null): Told {
  const kpi = kpis.find((one) => one.id === id)!
  const numbers = (numbersOf[kind] ?? []).map(([evidence, value, form]) => ({ id: evidence, value, form }))
  const sinceMs = plantedMs - (kind === 'lost' ? lostForMs['04'] - 3 * dayMs : 52 * dayMs)
  const words = verdictWords({ kind, severity, sinceMs, size: 1, numbers }, kpi)
  return {
    kpi: id, kind, severity, since: toLocalIso(sinceMs), judgedAt: toLocalIso(plantedMs - 754_000), newestAt: toLocalIso(plantedMs - (kind === 'lost' ? lostForMs['04'] : 3 * dayMs)),
    evidenceVi: words.vi, evidenceEn: words.en, numbers, missing: [], warning,
  }
}

function verdictsOf(unit: string): readonly Told[] {
  switch (unit) {
    case '11': return [
      told('services.online', 'jump', 'at_risk'), told(pages, 'below_plan', 'at_risk', { id: 'w-2', how: 'line' }), told(pages, 'stall', 'behind', { id: 'w-2', how: 'covered' }), told('esign.staff', 'outlier', 'behind'),
      told('esign.documents', 'lost', 'no_data'),
    ]
    case 'TW': return kpis.flatMap(({ id }) => [told(id, 'below_plan', 'at_risk'), told(id, 'stall', 'behind')])
    case '24': return []
    default: return [told(pages, 'lost', 'no_data', { id: 'w-6', how: 'line' })]
  }
}

/** `GET /units/:code/verdicts`. */
export function plantedVerdicts(unit: string, kpi: string | undefined, nowMs: number, empty: boolean): VerdictsAnswer {
  const found = (empty ? [] : verdictsOf(unit)).filter((one) => kpi === undefined || one.kpi === kpi)
    .toSorted((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity) || verdictKinds.indexOf(a.kind) - verdictKinds.indexOf(b.kind))
  return { unit, at: toLocalIso(nowMs), total: found.length, verdicts: found }
}

/** What stands beside the planted warnings: Điện Biên's pages stand still, too; of Cao Bằng's silent communes twelve are silent on their lines. */
export function plantedAlso(unit: string, kind: WarningAnswer['kind'], below: readonly string[]): WarningAnswer['also'] {
  const rule = { how: 'covered' as const, rule: 'stall', ruleVi: 'Đứng yên', ruleEn: 'Stalled' }
  if (unit === '11' && kind === 'below_plan') return [{ ...rule, kpi: pages, kind: 'stall', units: 1, of: ['11'] }]
  if (unit === '04' && kind === 'lost') return [{ ...rule, rule: 'lost', ruleVi: 'Mất dữ liệu', ruleEn: 'Data lost', kpi: 'network.uptime_commune', kind: 'lost', units: 12, of: below.slice(0, 8) }]
  return []
}
