/** A small country with data quality over a real log: six units, KPIs of several cadences, ingest and clock in the test's hand. */
import type { Viewer } from '../../../../data/access/scope.ts'
import type { Verdict, VerdictKind } from '../../../../data/judgement/verdict.ts'
import { dataKpis } from '../../../../data/kpis/catalogue/data.ts'
import type { Cadence, Kpi, KpiGroup, KpiKind } from '../../../../data/kpis/kpi.ts'
import { toLocalIso } from '../../../../data/time/vietnam-time.ts'
import type { Caller } from '../../../../server/access/key-ring.ts'
import { OwnSource } from '../../../../server/figures/own-source.ts'
import { createIngest } from '../../../../server/ingest/ingest.ts'
import { parseInputs } from '../../../../server/ingest/parse-body.ts'
import { buildRules } from '../../../../server/ingest/rules.ts'
import { openQuality, type Quality } from '../../../../server/watch/quality/open-quality.ts'
import { lawKpis, lawPyramid, World } from '../../../support/bench-of-laws.ts'

const kpi = (id: string, kind: KpiKind, cadence: Cadence, group: KpiGroup, more: Partial<Kpi> = {}): Kpi => ({ ...lawKpis[0]!, id, kind, cadence, group, ...more })

/** What is reported, and the two that are computed. */
export const qualityKpis: readonly Kpi[] = [
  kpi('month.stock', 'stock_ratio', 'month', 'devices'), kpi('month.count', 'flow_count', 'month', 'people'),
  kpi('day.flow', 'flow_ratio', 'day', 'services'), kpi('day.cases', 'stock_ratio', 'day', 'work', { cases: true }),
  kpi('line', 'availability', 'minutes5', 'network', { levels: ['commune'] }), ...dataKpis,
]

/** A verdict that stands, for tests. */
export interface Standing { readonly unit: number; readonly kpi: number; readonly kind: VerdictKind; readonly severity: Verdict['severity'] }

/** See the header. Units are u0 (u1 (u3, u4), u2 (u5)) in this order of the pyramid: u0 u1 u3 u4 u2 u5. */
export class QualityWorld extends World {
  quality!: Quality
  verdicts: Standing[] = []
  backfilling = false
  /** Cells that wait for a verdict. */
  waiting = 0

  constructor(nowMs: number) {
    super(nowMs, qualityKpis)
    this.openQuality()
  }

  /** Opens data quality over the log as it is now: at start, and after a `restart`. */
  openQuality(): void {
    const standing = (kind: VerdictKind) => this.verdicts.filter((one) => one.kind === kind)
      .map(({ unit, kpi: index, severity }) => ({ unit, kpi: index, verdict: { kind, severity, sinceMs: 0, size: 1, numbers: [] } }))
    const waiting = (): number => this.waiting
    const verdicts = { standing, get waiting() { return waiting() } }
    this.quality = openQuality({
      log: this.log, live: this.live, source: new OwnSource(this.log.db, qualityKpis, this.log.units, this.log.kpiIds),
      clock: { nowMs: () => this.nowMs }, backfilling: () => this.backfilling, verdicts,
      onFault: (error) => { throw error },
    })
  }

  /** Posts readings with a key of `by`; `at` may be epoch ms. */
  async post(by: string, ...inputs: readonly Record<string, unknown>[]): Promise<void> {
    const caller: Caller = { viewer: this.viewer(by, 1), simulated: false, keyId: 1 }
    const ingest = createIngest(this.log, buildRules(lawPyramid, qualityKpis), { nowMs: () => this.nowMs }, () => true, (call) => this.quality.onJudged(call))
    const lines = inputs.map((input) => JSON.stringify({ ...input, at: typeof input['at'] === 'number' ? toLocalIso(input['at']) : input['at'] }))
    await ingest(caller, parseInputs(new TextEncoder().encode(lines.join('\n'))))
    this.live.advance(this.nowMs)
  }

  viewer(code: string, keyId: number | null): Viewer {
    return { kind: keyId === null ? 'local' : 'key', scope: lawPyramid.indexOf(code)!, role: 'report', keyId }
  }

  index(code: string): number {
    return lawPyramid.indexOf(code)!
  }
}
