/** The pyramid as layers, from the back to the front: shapes with the colours of their units' looks, links of abnormal paths only. Pure. */
import type { DrawLayer, LineLayer, StageArea, StageLine } from '../../../map/draw-layers.ts'
import { fills } from '../../../map/map-style.ts'
import { dashesOf, discOf, hatchOf, pathUpTo } from '../../../map/pyramid-plane.ts'
import type { Point } from '../../../map/view.ts'
import { paintOf, type Look } from '../../../ui/look.ts'
import type { PlaneShapes, PyramidShapes } from './pyramid-shapes.ts'

/** Looks of units. */
export type Looks = ReadonlyMap<string, Look>

const ground = '#0f1214'
const quiet = '#20262b'
const island = '#aeb8bf'
const missing = '#9db2ff'
const edge = '#59646d'
const white = '#ffffff'

/** Colours of links; a look that has none has no link. Source: measured spec, "links". */
const linkColours: Readonly<Partial<Record<Look, string>>> = { at_risk: '#ff5a4a', behind: '#f5b82e', lost: missing, no_data: missing }

/** Widths of the bundles between two planes, u, by how many communes at risk are in one: few enough steps to be told apart from afar. */
export const bundleWidths = [{ from: 1, width: 0.14 }, { from: 5, width: 0.3 }, { from: 20, width: 0.55 }] as const
/** Most links from provinces drawn at once. */
export const mostProvinceLinks = 34

const isMissing = (look: Look | undefined): boolean => look === 'lost' || look === 'no_data'
const severity = (look: Look | undefined): number => (look === 'at_risk' ? 2 : look === 'behind' ? 1 : 0)

/** Fills of a plane that is one unit: three tenths of the look's colour, for a wall full of it would drown what is on it. Its edge carries the colour. */
const dimFills: Readonly<Partial<Record<Look, string>>> = { at_risk: '#572824', behind: '#544318' }

/** The fill of a unit of a plane; dim where its figure is late. */
export function fillOf(looks: Looks, unit: string, late: ReadonlySet<string>): string {
  const look = looks.get(unit)
  return look === undefined ? quiet : fills[paintOf(look, late.has(unit))]
}

const loop = (ring: readonly Point[]): readonly Point[] => (ring.length > 0 && (ring[0]![0] !== ring.at(-1)![0] || ring[0]![1] !== ring.at(-1)![1]) ? [...ring, ring[0]!] : ring)

function outlines(areas: readonly StageArea[], colour: string, width: number): readonly StageLine[] {
  return areas.flatMap(({ polygon }) => polygon.slice(0, 1).map((ring) => ({ path: loop(ring), colour, width })))
}

const one = (id: string, polygon: readonly Point[], colour: string): DrawLayer => ({ kind: 'areas', id, areas: [{ unit: id, polygon: [loop(polygon)] }], colourOf: () => colour })
const lines = (id: string, list: readonly StageLine[]): LineLayer => ({ kind: 'lines', id, lines: list })

/** Layers that never change while shapes stay. */
export interface StillLayers {
  readonly lowerGround: readonly DrawLayer[]
  readonly lowerMesh: readonly DrawLayer[]
  readonly upperGround: readonly DrawLayer[]
  readonly upperMesh: readonly DrawLayer[]
  readonly plate: readonly DrawLayer[]
}

/** See `StillLayers`. */
export function stillLayers({ lower, upper, ground: land, plate }: PyramidShapes): StillLayers {
  return {
    lowerGround: [one('lower-ground', lower.outline, '#12161a'), lines('lower-edge', [{ path: loop(lower.outline), colour: edge, width: 0.12 }]), { kind: 'areas', id: 'land', areas: land, colourOf: () => quiet }],
    lowerMesh: [lines('mesh', outlines(lower.areas, `${ground}70`, 0.07)), lines('land-edge', outlines(land, ground, 0.17))],
    upperGround: [one('upper-ground', upper.outline, '#0f12148c'), lines('upper-edge', [{ path: loop(upper.outline), colour: edge, width: 0.12 }])],
    upperMesh: [lines('upper-mesh', outlines(upper.areas, ground, 0.2))],
    plate: plate === null ? [] : [one('plate', plate.outline, '#12161ad9'), lines('plate-edge', [{ path: loop(plate.outline), colour: edge, width: 0.12 }])],
  }
}

function hatches(areas: readonly StageArea[], looks: Looks, pitchU: number, width: number): readonly StageLine[] {
  return areas.filter(({ unit }) => looks.get(unit) === 'lost')
    .flatMap(({ polygon }) => hatchOf(polygon, pitchU).map((path) => ({ path, colour: missing, width })))
}

/** How a plane is drawn. `late`: units whose figure is late; `fine`: of small cells; `single`: the plane is one unit. */
export interface PlaneStyle { readonly late: ReadonlySet<string>, readonly fine: boolean, readonly single: boolean }

/** Layers of one plane that follow the looks. */
export function planeLayers(id: string, { areas, islands }: PlaneShapes, looks: Looks, { late, fine, single }: PlaneStyle): { readonly fill: DrawLayer, readonly over: readonly DrawLayer[] } {
  const marked = (unit: string): boolean => severity(looks.get(unit)) > 0
  const framed = areas.filter(({ unit }) => looks.get(unit) === 'at_risk')
  return {
    fill: { kind: 'areas', id: `${id}-fill`, areas, colourOf: (unit) => (single ? dimFills[looks.get(unit) ?? 'met'] : undefined) ?? fillOf(looks, unit, late) },
    over: [
      ...(single ? [lines(`${id}-rim`, areas.flatMap((area) => outlines([area], linkColours[looks.get(area.unit) ?? 'met'] ?? edge, 0.7)))] : []),
      lines(`${id}-hatch`, hatches(areas, looks, fine ? 0.62 : 0.8, fine ? 0.16 : 0.28)),
      lines(`${id}-hollow`, outlines(areas.filter(({ unit }) => looks.get(unit) === 'no_data'), missing, fine ? 0.09 : 0.2)),
      { kind: 'areas', id: `${id}-islands`, areas: islands, colourOf: (unit) => (marked(unit) ? fillOf(looks, unit, late) : isMissing(looks.get(unit)) ? missing : island) },
      lines(`${id}-frame`, outlines(framed, white, fine ? 0.11 : 0.27)),
    ],
  }
}

/** Units of a plane that carry a link, the worst first, at most `most`. Equal ones in the plane's own order. */
export function linkedUnits({ anchors }: Pick<PlaneShapes, 'anchors'>, looks: Looks, most: number, withMissing: boolean): readonly string[] {
  const wanted = [...anchors.keys()].filter((unit) => severity(looks.get(unit)) > 0 || (withMissing && isMissing(looks.get(unit))))
  return wanted.toSorted((a, b) => severity(looks.get(b)) - severity(looks.get(a))).slice(0, most)
}

/** All communes at risk of one province as one line: from the province's place on the lower plane straight up to it. */
export interface Bundle { readonly province: string, readonly count: number, readonly from: Point, readonly to: Point }

/** The bundles of a country, in the plane's own order; none where the planes are of one province. A line for each commune would be a curtain in which nothing is found. */
export function bundlesOf({ upper, plate, rise }: Pick<PyramidShapes, 'upper' | 'plate' | 'rise'>, looks: Looks, childrenOf: (unit: string) => readonly string[]): readonly Bundle[] {
  if (plate === null) return []
  const [, risen] = rise([0, 0])
  return [...upper.anchors].flatMap(([province, to]) => {
    const count = childrenOf(province).filter((unit) => looks.get(unit) === 'at_risk').length
    return count === 0 ? [] : [{ province, count, from: [to[0], to[1] - risen] as const, to }]
  })
}

/** The bundles as layers, over a dark edge, with a dot at their foot. */
export function bundleLayers(bundles: readonly Bundle[]): { readonly links: readonly DrawLayer[], readonly feet: readonly DrawLayer[] } {
  const widthOf = (count: number): number => bundleWidths.findLast(({ from }) => count >= from)?.width ?? 0
  return {
    links: [
      lines('bundle-edges', bundles.map(({ count, from, to }) => ({ path: [from, to], colour: ground, width: widthOf(count) + 0.3 }))),
      lines('bundles', bundles.map(({ count, from, to }) => ({ path: [from, to], colour: linkColours.at_risk ?? edge, width: widthOf(count) }))),
    ],
    feet: [{ kind: 'areas', id: 'bundle-feet', areas: bundles.map(({ province, from }) => ({ unit: province, polygon: [loop(discOf(from, 0.5, 0.7, 16))] })), colourOf: () => ground }],
  }
}

/** Links from abnormal provinces to the centre, over a dark edge; dots on the provinces. */
export function provinceLinks({ upper, plate }: PyramidShapes, looks: Looks): readonly DrawLayer[] {
  if (plate === null) return []
  const ends = linkedUnits(upper, looks, mostProvinceLinks, true).flatMap((unit) => { const from = upper.anchors.get(unit); return from === undefined ? [] : [{ look: looks.get(unit) ?? 'behind' as Look, unit, from }] }).toReversed()
  const edges = ends.filter(({ look }) => !isMissing(look)).map(({ from }): StageLine => ({ path: [from, plate.centre], colour: ground, width: 0.7 }))
  const drawn = ends.flatMap(({ look, from }): StageLine[] => {
    const colour = linkColours[look] ?? edge
    if (isMissing(look)) return dashesOf(from, plate.centre, 0.5, 0.6).map((path) => ({ path, colour, width: 0.2 }))
    return [{ path: [from, plate.centre], colour, width: look === 'at_risk' ? 0.32 : 0.2 }]
  })
  const ring = (id: string, radius: number, colour: string): DrawLayer => ({ kind: 'areas', id, areas: ends.map(({ unit, from }) => ({ unit, polygon: [loop(discOf(from, radius, 1, 24))] })), colourOf: () => colour })
  return [lines('province-link-edges', edges), lines('province-links', drawn), ring('province-dots', 0.75, white), ring('province-dot-hearts', 0.42, ground)]
}

/** The top of the picture, the centre on its plate or a province: a lying disc in the colour of its look. */
export function centreLayers({ plate, upper }: PyramidShapes, look: Look | undefined): readonly DrawLayer[] {
  const at = plate?.centre ?? [...upper.anchors.values()][0]
  if (at === undefined) return []
  const disc = loop(discOf(at, 2.9, 0.43))
  const colour = look === undefined ? quiet : isMissing(look) ? missing : look === 'met' || look === 'on_track' || look === 'no_target' ? '#6e7a83' : fills[look]
  return [one('centre-edge', discOf(at, 3.4, 0.46), look === 'at_risk' ? white : ground), one('centre', disc, colour)]
}

/** A way of the focused chain: its points, and the colour of each piece between two of them. */
export interface FocusWay { readonly path: readonly Point[], readonly colours: readonly string[] }

/**
 * The way of the focused chain: from the commune straight up and on to its province's place in the commune's colour, from there to the centre in the
 * province's. Empty where it has fewer than two points, and where it begins at a unit without data: that is no way of a lack.
 */
export function focusWay({ lower, upper, plate, rise }: PyramidShapes, looks: Looks, province: string | null, commune: string | null): FocusWay {
  const low = commune === null ? undefined : lower.anchors.get(commune)
  const high = province === null ? undefined : upper.anchors.get(province)
  const colourOf = (unit: string | null): string => linkColours[looks.get(unit ?? '') ?? 'met'] ?? edge
  const path: Point[] = low === undefined ? [] : [low, rise(low)]
  const colours: string[] = low === undefined ? [] : [colourOf(commune)]
  if (high !== undefined && low !== undefined) colours.push(colourOf(commune))
  if (high !== undefined && (plate !== null || low !== undefined)) path.push(high)
  if (high !== undefined && plate !== null) { path.push(plate.centre); colours.push(colourOf(province)) }
  const isSilent = isMissing(looks.get((low === undefined ? province : commune) ?? ''))
  return path.length < 2 || isSilent ? { path: [], colours: [] } : { path, colours }
}

/** The focused way as layers, drawn up to `share` (0–1) of its length; a dot at its foot. */
export function focusLayers({ path, colours }: FocusWay, share: number): readonly DrawLayer[] {
  const foot = path[0]
  if (foot === undefined) return []
  const shown = pathUpTo(path, share)
  const pieces = shown.slice(1).map((to, i): StageLine => ({ path: [shown[i]!, to], colour: colours[i] ?? edge, width: 0.3 }))
  return [
    lines('focus', shown.length < 2 ? [] : [{ path: shown, colour: ground, width: 1.1 }, { path: shown, colour: white, width: 0.66 }, ...pieces]),
    one('focus-foot', discOf(foot, 0.8, 0.8, 24), white), one('focus-foot-heart', discOf(foot, 0.45, 0.8, 24), colours[0] ?? edge),
  ]
}
