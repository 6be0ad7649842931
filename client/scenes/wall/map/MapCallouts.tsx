/** Call-outs of the ranked anomalies: the boxed numeral is the list's; the leader ends in a dot on the unit. */
import { useMemo, type ReactElement } from 'react'
import type { MapGeometry } from '../../../../data/protocol/map-geometry.ts'
import type { AreaGeometry } from '../../../../data/units/geojson.ts'
import { useNow } from '../../../figures/use-live.ts'
import { Paper, placeCallouts, textWidth, type Surroundings, type Wish } from '../../../map/callouts.ts'
import { innerPoints, project, type Box, type View } from '../../../map/view.ts'
import { useWarnings } from '../../../queries/queries.ts'
import { StatusShape } from '../../../ui/StatusShape.tsx'
import { anomalyRow, calloutText, type AnomalyRow } from '../anomaly-rows.ts'
import { anomalyRows, warningsAsked } from '../overview/AnomalyPanel.tsx'
import type { Layout } from '../layout.ts'
import { calloutSubjects, legendBox, locatorBox, type MapScope } from './map-model.ts'
import { labelBox } from './MapWords.tsx'
import { useRowSpeech } from '../use-row-speech.ts'
import { useWallData } from '../wall-data.ts'

const nameEm = 2.75
const textEm = 2.25

interface Words {
  readonly id: string
  readonly row: AnomalyRow
  readonly ranks: readonly number[]
  readonly text: string
  readonly w: number
}

/** Free paper of a view: the country, its words, the legend and what panels cover are taken; no leader crosses a word. */
function surroundingsOf(geometry: MapGeometry, scope: MapScope, view: View, layout: Layout): Surroundings {
  const words: Box[] = [legendBox(scope)]
  const paper = new Paper(layout.map.w, layout.map.h - 7.5)
  for (const box of layout.covered) paper.takeBox(box)
  const areas = scope.province === null ? geometry.provinces.features : geometry.provinces.features.filter(({ id }) => id === scope.province)
  for (const { geometry: area } of areas) paper.takeArea(view, area)
  if (scope.province === null) {
    for (const { geometry: area } of geometry.archipelagos.features) paper.takeArea(view, area)
    words.push(...geometry.labels.map((label) => labelBox(label, view, layout)))
    for (const { geometry: area } of geometry.archipelagos.features) takeNear(paper, view, area)
  } else words.push(locatorBox(layout))
  for (const box of words) paper.takeBox(box)
  return { paper, words }
}

function areaOf(geometry: MapGeometry, scope: MapScope, unit: string): AreaGeometry | undefined {
  const features = scope.source === 'provinces' ? geometry.provinces.features : geometry.communes.features
  return features.find(({ id }) => id === unit)?.geometry
}

/** Small islands fall between the rows of the paper: each takes the square around its points. */
function takeNear(paper: Paper, view: View, area: AreaGeometry): void {
  for (const polygon of area.type === 'Polygon' ? [area.coordinates] : area.coordinates) {
    const first = polygon[0]?.[0]
    if (first === undefined) continue
    const [x, y] = project(view, first)
    paper.takeBox({ x: x - 0.8, y: y - 0.8, w: 1.6, h: 1.6 })
  }
}

/** See the file's head. */
export function MapCallouts({ geometry, scope, view, layout, anchors }: {
  geometry: MapGeometry, scope: MapScope, view: View, layout: Layout, anchors: ReadonlyMap<string, readonly [number, number]>,
}): ReactElement | null {
  const data = useWallData()
  const speech = useRowSpeech()
  const { data: answer } = useWarnings(data.root.code, warningsAsked)
  const minuteMs = useNow((nowMs) => Math.floor(nowMs / 60_000) * 60_000)
  const told = useMemo((): readonly Words[] => (
    calloutSubjects((answer?.warnings ?? []).slice(0, anomalyRows), (unit) => anchors.has(unit)).map(({ unit, ranks, first }) => {
      const row = anomalyRow(first, data, minuteMs, speech)
      const text = calloutText(row, speech.words)
      const head = 2.6 + ranks.length * 2.9 + textWidth(row.unit, nameEm, true)
      return { id: unit, row, ranks, text, w: Math.max(head, 2.8 + textWidth(text, textEm)) + 0.5 }
    })), [answer, anchors, data, minuteMs, speech])
  const layoutKey = told.map(({ id, w }) => `${id}:${w.toFixed(1)}`).join()
  const placed = useMemo(() => {
    const wishes = told.flatMap(({ id, w }): Wish[] => {
      const area = areaOf(geometry, scope, id)
      if (area === undefined) return []
      const [first, ...others] = innerPoints(area)
      return [{ id, w, h: 6.1, anchors: [project(view, first), ...others.map((position) => project(view, position))] }]
    })
    return placeCallouts(wishes, surroundingsOf(geometry, scope, view, layout))
    // `layoutKey` stands for `told`: values may change without anything moving
  }, [layoutKey, anchors, geometry, scope, view, layout])
  return (
    <>
      <svg className="leaders" viewBox={`0 0 ${layout.map.w} ${layout.map.h}`} aria-hidden="true">
        {placed.map(({ id, anchor: [x, y], end: [ex, ey] }) => (
          <g key={id}><path d={`M${x} ${y}L${ex} ${ey}`} stroke="var(--bg)" strokeWidth="0.55" /><path d={`M${x} ${y}L${ex} ${ey}`} stroke="var(--t1)" strokeWidth="0.19" />
            <circle cx={x} cy={y} r="0.5" fill="var(--t1)" stroke="var(--bg)" strokeWidth="0.22" /></g>
        ))}
      </svg>
      {placed.map(({ id, box }) => {
        const one = told.find((candidate) => candidate.id === id)
        return one === undefined ? null : (
          <p key={id} className="callout" data-unit={id} style={{ left: `${box.x}rem`, top: `${box.y}rem`, width: `${box.w}rem` }}>
            <span className="callout-head"><StatusShape look={one.row.look} size={2} />{one.ranks.map((rank) => <span key={rank} className="rank">{rank}</span>)}<b>{one.row.unit}</b></span>
            <span className="callout-text">{one.text}</span>
          </p>
        )
      })}
    </>
  )
}
