/** Call-outs on a map: the boxed numeral is the list's; the leader ends in a dot on the unit. Placed on free paper, never over the country or a word. */
import { useEffect, useMemo, useRef, type ReactElement } from 'react'
import type { MapGeometry } from '../../../../data/protocol/map-geometry.ts'
import type { AreaGeometry } from '../../../../data/units/geojson.ts'
import { polygonsOf } from '../../../../data/units/geojson.ts'
import { markOf, Paper, placeCallouts, textWidth, type Placed, type Surroundings, type Wish } from '../../../map/callouts.ts'
import { innerPoints, project, type Box, type View } from '../../../map/view.ts'
import type { Look } from '../../../ui/look.ts'
import { StatusShape } from '../../../ui/StatusShape.tsx'
import { useIdle, useIdleWork } from '../../../ui/use-idle.ts'
import { useNow } from '../../../figures/use-live.ts'
import { calloutRestMs, nextChoice, type CalloutChoice } from './callout-choice.ts'
import type { MapRoom, MapScope } from './map-model.ts'
import { labelBox } from './MapWords.tsx'

/** Places, and the picture that they are on. */
interface Placing { readonly view: View | null, readonly placed: readonly Placed[] }

const nothingYet: readonly CalloutWords[] = []
const nonePlaced: Placing = { view: null, placed: [] }
const nameEm = 2.75
const textEm = 2.25
const height = 6.1
/** See `widthOf`, u. */
const widthStep = 2
/** The attribution's lines at the foot of the map, u. */
const footHeight = 7.5

/** One call-out: what is said of a unit. */
export interface CalloutWords {
  readonly id: string
  readonly look: Look
  readonly ranks: readonly number[]
  readonly name: string
  readonly text: string
  /** Named where there is still room: it moves none of the others. */
  readonly extra?: boolean
}

/** Width of a call-out, u, in whole steps: a figure that grows by a digit moves nothing. */
function widthOf({ ranks, name, text }: CalloutWords): number {
  return Math.ceil((Math.max(2.6 + ranks.length * 2.9 + textWidth(name, nameEm, true), 2.8 + textWidth(text, textEm)) + 0.5) / widthStep) * widthStep
}

/** Widths of what is called out, u: while the same units are called out by the same names, a box that has grown keeps its width, so that a figure moves nothing twice. */
function useWidths(told: readonly CalloutWords[]): ReadonlyMap<string, number> {
  const held = useRef<{ readonly ids: string, readonly widths: Map<string, number> }>({ ids: '', widths: new Map() })
  const ids = told.map(({ id, name }) => `${id} ${name}`).join()
  if (held.current.ids !== ids) held.current = { ids, widths: new Map() }
  const { widths } = held.current
  for (const words of told) widths.set(words.id, Math.max(widths.get(words.id) ?? 0, widthOf(words)))
  return widths
}

/** Small islands fall between the rows of the paper: each takes the square around its points. */
function takeNear(paper: Paper, view: View, area: AreaGeometry): void {
  for (const polygon of polygonsOf(area)) {
    const first = polygon[0]?.[0]
    if (first === undefined) continue
    const [x, y] = project(view, first)
    paper.takeBox({ x: x - 0.8, y: y - 0.8, w: 1.6, h: 1.6 })
  }
}

/** The units of a scope that are on its map, with their areas. */
function featuresOf(geometry: MapGeometry, { source }: MapScope): readonly { readonly id: string, readonly geometry: AreaGeometry }[] {
  return source === 'provinces' ? geometry.provinces.features : geometry.communes.features
}

/** Takes the land of units that are painted: a leader over another's reads as that one's. Returns their marks. */
function takePainted(paper: Paper, painted: readonly string[], geometry: MapGeometry, scope: MapScope, view: View): ReadonlyMap<string, number> {
  const marks = new Map(painted.map((unit, i) => [unit, markOf(i)]))
  for (const { id, geometry: area } of featuresOf(geometry, scope)) { const mark = marks.get(id); if (mark !== undefined) paper.takeArea(view, area, mark) }
  return marks
}

/** Free paper of a view: the country, its words and what panels cover are taken; no leader crosses a word. `others`: further boxes of words. */
function surroundingsOf(geometry: MapGeometry, scope: MapScope, view: View, room: MapRoom, others: readonly Box[], painted: readonly string[]): Surroundings & { readonly marks: ReadonlyMap<string, number> } {
  const words: Box[] = [...others]
  const paper = new Paper(room.w, room.h - footHeight)
  for (const box of room.covered) paper.takeBox(box)
  const areas = scope.province === null ? geometry.provinces.features : geometry.provinces.features.filter(({ id }) => id === scope.province)
  for (const { geometry: area } of areas) paper.takeArea(view, area)
  // a city's dot is nobody's
  const dots = scope.province === null ? geometry.labels.filter(({ kind }) => kind === 'city').map(({ lon, lat }) => project(view, [lon, lat])) : []
  const marks = takePainted(paper, painted, geometry, scope, view)
  if (scope.province === null) {
    words.push(...geometry.labels.map((label) => labelBox(label, view, room)))
    for (const { geometry: area } of geometry.archipelagos.features) { paper.takeArea(view, area); takeNear(paper, view, area) }
  }
  for (const box of words) paper.takeBox(box)
  return { paper, words, dots, marks }
}

/** Points inside of areas that have been called out: they are looked for once. */
const innerOf = new WeakMap<AreaGeometry, ReturnType<typeof innerPoints>>()

/** Which of the units are named beside others, in the order given. */
function extrasOf(told: readonly CalloutWords[]): string {
  return told.filter(({ extra }) => extra === true).map(({ id }) => id).join()
}

function wishesOf(widths: ReadonlyMap<string, number>, geometry: MapGeometry, scope: MapScope, view: View, marks: ReadonlyMap<string, number>): readonly Wish[] {
  const features = featuresOf(geometry, scope)
  return [...widths].flatMap(([unit, w]): Wish[] => {
    const area = features.find(({ id }) => id === unit)?.geometry
    if (area === undefined) return []
    let inner = innerOf.get(area)
    if (inner === undefined) innerOf.set(area, inner = innerPoints(area))
    const [first, ...more] = inner
    const mark = marks.get(unit)
    return [{ id: unit, w, h: height, anchors: [project(view, first), ...more.map((position) => project(view, position))], ...mark === undefined ? {} : { mark } }]
  })
}

/** Which units are painted, as places for words see it: changes with who is called out, else at most once in `calloutRestMs`, so that no word jumps. */
function useCalmPainted(painted: readonly string[], about: string): string {
  const turn = useNow((nowMs) => Math.floor(nowMs / calloutRestMs))
  const held = useRef<CalloutChoice | null>(null)
  held.current = nextChoice(held.current, { about, turn, units: painted.toSorted() })
  return held.current.units.join()
}

/** See the file's head. `painted`: units of the map whose land tells them apart, called out or not. `others`: boxes of words beside the map's own, u; the same object while they stay. `onPlaced`: told who stands, each time it is others. */
export function Callouts({ told: now, painted, geometry, scope, view, room, others, onPlaced }: {
  told: readonly CalloutWords[], painted: readonly string[], geometry: MapGeometry, scope: MapScope, view: View, room: MapRoom, others: readonly Box[], onPlaced?: (units: string) => void,
}): ReactElement {
  // figures first: finding places for words takes longer than drawing everything else
  const told = useIdle(now, nothingYet)
  const widths = useWidths(told)
  const extras = extrasOf(told)
  const key = `${[...widths].join()} ${extras}`
  const calm = useCalmPainted(painted, [...widths.keys()].join())
  // `key` stands for `widths`: values may change without anything moving
  const work = useMemo(() => {
    const sized = new Map(widths), later = new Set(extras.split(','))
    return function* (): Generator<undefined, Placing> {
      if (sized.size === 0) return { view, placed: [] }
      const surroundings = surroundingsOf(geometry, scope, view, room, others, calm.split(','))
      yield
      const wishes = wishesOf(sized, geometry, scope, view, surroundings.marks)
      yield
      return { view, placed: yield* placeCallouts(wishes.filter(({ id }) => !later.has(id)), surroundings, wishes.filter(({ id }) => later.has(id))) }
    }
  }, [key, geometry, scope, view, room, others, calm])
  const { value: found, isNewest } = useIdleWork(work, nonePlaced)
  // places on another picture are none on this one
  const placed = found.view === view ? found.placed : nonePlaced.placed
  const standing = placed.map(({ id }) => id).join()
  useEffect(() => onPlaced?.(standing), [standing, onPlaced])
  return (
    <>
      <svg className="leaders" data-placed={isNewest && told.length === now.length ? 'yes' : 'no'} viewBox={`0 0 ${room.w} ${room.h}`} style={{ width: `${room.w}rem`, height: `${room.h}rem` }} aria-hidden="true">
        {placed.map(({ id, anchor: [x, y], end: [ex, ey] }) => (
          <g key={id}><path d={`M${x} ${y}L${ex} ${ey}`} stroke="var(--bg)" strokeWidth="0.55" /><path d={`M${x} ${y}L${ex} ${ey}`} stroke="var(--t1)" strokeWidth="0.19" />
            <circle cx={x} cy={y} r="0.5" fill="var(--t1)" stroke="var(--bg)" strokeWidth="0.22" /></g>
        ))}
      </svg>
      {placed.map(({ id, box }) => {
        const one = told.find((candidate) => candidate.id === id)
        return one === undefined ? null : (
          <p key={id} className="callout" data-unit={id} style={{ left: `${box.x}rem`, top: `${box.y}rem`, width: `${box.w}rem` }}>
            <span className="callout-head"><StatusShape look={one.look} size={2} />{one.ranks.map((rank) => <span key={rank} className="rank">{rank}</span>)}<b>{one.name}</b></span>
            <span className="callout-text">{one.text}</span>
          </p>
        )
      })}
    </>
  )
}
