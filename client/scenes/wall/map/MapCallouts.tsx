/** Call-outs of the ranked anomalies on the map of *Tổng quan*: the numeral is the list's. */
import { useMemo, type ReactElement } from 'react'
import type { MapGeometry } from '../../../../data/protocol/map-geometry.ts'
import { useNow } from '../../../figures/use-live.ts'
import type { View } from '../../../map/view.ts'
import { useWarnings } from '../../../queries/queries.ts'
import { anomalyRow, calloutText } from '../anomaly-rows.ts'
import { anomalyRows, warningsAsked } from '../overview/AnomalyPanel.tsx'
import { useRowSpeech } from '../use-row-speech.ts'
import { Callouts, type CalloutWords } from './Callouts.tsx'
import { calloutSubjects, legendBox, locatorBox, type MapRoom, type MapScope } from './map-model.ts'
import { useWallData } from '../wall-data.ts'

/** See the file's head. `onMap`: the units that have a place on the map. */
export function MapCallouts({ geometry, scope, view, room, onMap }: {
  geometry: MapGeometry, scope: MapScope, view: View, room: MapRoom, onMap: ReadonlyMap<string, unknown>,
}): ReactElement {
  const data = useWallData()
  const speech = useRowSpeech()
  const { data: answer } = useWarnings(data.root.code, warningsAsked)
  const subjects = useMemo(() => calloutSubjects((answer?.warnings ?? []).slice(0, anomalyRows), (unit) => onMap.has(unit)), [answer, onMap])
  const toldAt = (nowMs: number): readonly CalloutWords[] => subjects.map(({ unit, ranks, first }) => {
    const row = anomalyRow(first, data, nowMs, speech)
    return { id: unit, look: row.look, ranks, name: row.unit, text: calloutText(row, speech.words) }
  })
  // asked every second, drawn anew where a word of it differs
  const words = useNow((nowMs) => JSON.stringify(toldAt(nowMs)))
  const told = useMemo(() => JSON.parse(words) as readonly CalloutWords[], [words])
  const others = useMemo(() => (scope.province === null ? [legendBox(scope)] : [legendBox(scope), locatorBox(room)]), [scope, room])
  return <Callouts told={told} geometry={geometry} scope={scope} view={view} room={room} others={others} />
}
