/**
 * Call-outs on the map of *Tổng quan*: of the ranked anomalies, whose numeral is the list's; then, where there is room, of the units that the
 * map paints as abnormal and no listed warning names: a figure is below its plan at once, a warning of it waits (docs/judgement.md).
 */
import { useMemo, useRef, type ReactElement } from 'react'
import type { KpiAnswer } from '../../../../data/protocol/answers.ts'
import type { MapGeometry } from '../../../../data/protocol/map-geometry.ts'
import { useNow } from '../../../figures/use-live.ts'
import type { View } from '../../../map/view.ts'
import { useWarnings } from '../../../queries/queries.ts'
import { anomalyRow, calloutText } from '../anomaly-rows.ts'
import { anomalyRows, warningsAsked } from '../overview/AnomalyPanel.tsx'
import { useRowSpeech } from '../use-row-speech.ts'
import { calloutRestMs, nextChoice, type CalloutChoice } from './callout-choice.ts'
import { Callouts, type CalloutWords } from './Callouts.tsx'
import { figureCallout } from './figure-callout.ts'
import { calloutSubjects, legendBox, locatorBox, mostExtras, type CalloutSubject, type MapRoom, type MapScope } from './map-model.ts'
import { besideText } from './RankList.tsx'
import { paintedOf, type RankedUnit } from './ranking.ts'
import { unitName, useWallData } from '../wall-data.ts'

/** The units beside the warned ones; they change at most once in `calloutRestMs`, and stand in an order of their own, so that a rank that changes moves nothing. */
function useExtras(kpi: KpiAnswer, notable: readonly RankedUnit[], subjects: readonly CalloutSubject[]): readonly RankedUnit[] {
  const { root } = useWallData()
  const held = useRef<CalloutChoice | null>(null)
  const turn = useNow((nowMs) => Math.floor(nowMs / calloutRestMs))
  const warned = new Set(subjects.map(({ unit }) => unit))
  const units = notable.filter(({ unit, look }) => look !== 'no_data' && !warned.has(unit)).slice(0, mostExtras).map(({ unit }) => unit).toSorted()
  held.current = nextChoice(held.current, { about: `${kpi.id} ${root.code} ${[...warned].join()}`, turn, units })
  return held.current.units.flatMap((unit) => notable.filter((one) => one.unit === unit))
}

/** See the file's head. `onMap`: the units that have a place on the map; `notable`: what it paints as abnormal or late, worst first. */
export function MapCallouts({ geometry, scope, view, room, onMap, kpi, notable, onPlaced }: {
  geometry: MapGeometry, scope: MapScope, view: View, room: MapRoom, onMap: ReadonlyMap<string, unknown>, kpi: KpiAnswer, notable: readonly RankedUnit[], onPlaced: (units: string) => void,
}): ReactElement {
  const data = useWallData()
  const speech = useRowSpeech()
  const { data: answer } = useWarnings(data.root.code, warningsAsked)
  const subjects = useMemo(() => calloutSubjects((answer?.warnings ?? []).slice(0, anomalyRows), (unit) => onMap.has(unit)), [answer, onMap])
  const extras = useExtras(kpi, notable, subjects)
  const toldAt = (nowMs: number): readonly CalloutWords[] => [
    ...subjects.map(({ unit, ranks, first }): CalloutWords => {
      const row = anomalyRow(first, data, nowMs, speech)
      return { id: unit, look: row.shape, ranks, name: row.unit, text: calloutText(row, speech.words) }
    }),
    ...extras.map((one): CalloutWords => (
      { id: one.unit, look: one.look, ranks: [], name: unitName(data, one.unit, speech.language), text: figureCallout(kpi, one, besideText(kpi, one.cell, one.look, nowMs, speech), speech.language), extra: true })),
  ]
  // asked every second, drawn anew where a word of it differs
  const words = useNow((nowMs) => JSON.stringify(toldAt(nowMs)))
  const told = useMemo(() => JSON.parse(words) as readonly CalloutWords[], [words])
  const others = useMemo(() => (scope.province === null ? [legendBox(scope)] : [legendBox(scope), locatorBox(room)]), [scope, room])
  return <Callouts told={told} painted={paintedOf(notable)} geometry={geometry} scope={scope} view={view} room={room} others={others} onPlaced={onPlaced} />
}
