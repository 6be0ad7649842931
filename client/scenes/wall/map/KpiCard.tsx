/** The KPI that the map shows, of the root: ratios as on *Tổng quan*, counts and stages with their plan in words. */
import { useMemo, type ReactElement } from 'react'
import type { KpiAnswer } from '../../../../data/protocol/answers.ts'
import { hasDenominator } from '../../../../data/measures/measure.ts'
import { yearOf } from '../../../../data/time/vietnam-time.ts'
import { useNow, usePainted } from '../../../figures/use-live.ts'
import { useLanguage, useWords } from '../../../i18n/language.ts'
import { valueText } from '../../../ui/figure-text.ts'
import { freshnessNow, lookOf, type Look } from '../../../ui/look.ts'
import { gapText, planText, shortName, sourceWordings } from '../figure-words.ts'
import { KpiFoot } from '../overview/CardFoot.tsx'
import { CardFrame, RatioCard } from '../overview/HeadlineCard.tsx'
import { TrendBlock } from '../overview/TrendBlock.tsx'
import { targetOf, unitName, useWallData } from '../wall-data.ts'

/** Letters of the source that a card has room for, in capitals too. */
const sourceLetters = 52

function CountCard({ kpi }: { kpi: KpiAnswer }): ReactElement {
  const data = useWallData()
  const words = useWords()
  const language = useLanguage()
  const painted = usePainted(data.root.code, kpi.id)
  const freshness = useNow((nowMs) => (painted === undefined ? 'fresh' : freshnessNow(painted.cell, kpi.cadenceMs, nowMs)))
  const minute = useNow((nowMs) => Math.floor(nowMs / 60_000))
  const target = useMemo(() => targetOf(data, kpi.id, data.root.code, yearOf(minute * 60_000)), [data, kpi.id, minute])
  const speech = { language, words }
  const cell = painted?.cell
  const value = cell?.value ?? null
  const look: Look = cell === undefined ? 'silent' : freshness === 'lost' ? 'lost' : lookOf(cell, true)
  return (
    <CardFrame kpi={kpi.id} title={shortName(kpi, language)} fraction={language === 'vi' ? kpi.unitVi : kpi.unitEn} look={look} painted={painted}
      digits={valueText(kpi, value, cell?.expected ?? null, language)} unit="" aged={freshness === 'late'}
      trend={value === null ? <p className="card-empty">{cell === undefined ? '' : words.noFigureDo(words.cadence[kpi.cadence] ?? kpi.cadence)}</p> : <TrendBlock kpi={kpi} value={value} look={look} />}
      gauge={null} form="bullet" labels={<strong>{cell === undefined ? '' : planText(kpi, cell.expected, target, speech)}</strong>} foot={<KpiFoot painted={painted} kpi={kpi} gap={cell === undefined ? '' : gapText(kpi, cell, speech)} />}
      sources={sourceWordings(target, data.root.code, (code) => unitName(data, code, language), speech)} sourceLetters={sourceLetters} />
  )
}

/** See the file's head. */
export function KpiCard({ kpi }: { kpi: KpiAnswer }): ReactElement | null {
  const language = useLanguage()
  return hasDenominator(kpi.kind) ? <RatioCard kpiId={kpi.id} title={shortName(kpi, language)} /> : <CountCard kpi={kpi} />
}
