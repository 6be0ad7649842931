/** `GET /api/v1/units/:code/verdicts`: what is wrong with a unit's figures, with the numbers each verdict rests on. */
import { z } from 'zod'
import { verdictWords } from '../../../data/judgement/verdict-words.ts'
import { severities, verdictKinds } from '../../../data/judgement/verdict.ts'
import { maxVerdicts, verdictsAnswer, type VerdictsAnswer } from '../../../data/protocol/warning.ts'
import { toLocalIso } from '../../../data/time/vietnam-time.ts'
import { verdictPlace } from '../../watch/warnings/reader.ts'
import { toldVerdict } from '../../watch/warnings/told-evidence.ts'
import type { DoorDeps } from '../deps.ts'
import { door, kpiOf, unitOf, type Door } from '../door.ts'

/** See the file header. Worst first, then by KPI. */
export function verdictsDoor(deps: DoorDeps): Door {
  const query = z.strictObject({ kpi: z.string().max(64).optional() })
  return door({
    method: 'get', path: '/api/v1/units/:code/verdicts', access: 'viewer', query, answer: verdictsAnswer, codes: ['unit_unavailable', 'kpi_unknown'],
    summaryVi: 'Kết luận về số liệu của một đơn vị, kèm con số làm căn cứ', summaryEn: 'Verdicts on the figures of a unit, with the numbers they rest on',
    handle: ({ caller, params, query: { kpi } }) => {
      const { live, judgement: { verdicts, warnings } } = deps
      const unit = unitOf(deps, caller, params['code'] ?? '')
      const asked = kpi === undefined ? live.kpis.map((_, k) => k) : [kpiOf(deps, kpi)]
      const found = asked.flatMap((k) => verdicts.verdicts(unit, k).map((verdict) => ({ k, verdict })))
      found.sort((a, b) => severities.indexOf(a.verdict.severity) - severities.indexOf(b.verdict.severity) || verdictKinds.indexOf(a.verdict.kind) - verdictKinds.indexOf(b.verdict.kind) || a.k - b.k)
      const telling = warnings.reader.telling(unit, caller.viewer)
      const json: VerdictsAnswer = {
        unit: live.pyramid.units[unit]!.code, at: toLocalIso(live.nowMs), total: found.length,
        verdicts: found.slice(0, maxVerdicts).map(({ k, verdict }) => {
          const { words, numbers, missing } = toldVerdict(live, unit, k, verdict, caller.viewer.scope, verdictWords, (of, one) => verdicts.missing?.(of, one) ?? [])
          const { newestAtMs } = live.cell(unit, k)
          return {
            kpi: live.kpis[k]!.id, kind: verdict.kind, severity: verdict.severity, since: toLocalIso(verdict.sinceMs),
            judgedAt: toLocalIso(verdicts.judgedMs?.(unit, k, verdict.kind) ?? live.nowMs), newestAt: newestAtMs === null ? null : toLocalIso(newestAtMs),
            evidenceVi: words.vi, evidenceEn: words.en, numbers: numbers.map((one) => ({ ...one })), missing: [...missing], warning: telling.get(verdictPlace(k, verdict.kind)) ?? null,
          }
        }),
      }
      return { json }
    },
  })
}
