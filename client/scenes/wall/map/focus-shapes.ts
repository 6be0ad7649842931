/** The shapes of the province in focus, moved and enlarged into its frame on the country's map. Pure. */
import type { MapGeometry } from '../../../../data/protocol/map-geometry.ts'
import type { AreaFeature, AreaGeometry } from '../../../../data/units/geojson.ts'
import { polygonsOf } from '../../../../data/units/geojson.ts'
import type { Focus } from '../../../map/map-picture.ts'
import { anchorOf, boundsOf, degreesOfPoint, movedArea, project, shiftedView, type Box, type Point, type View } from '../../../map/view.ts'
import { provinceView } from './map-model.ts'

/** Free room around the province inside its frame, u. */
const padding = 2

/** A province in its frame: shapes for the map, its view on the canvas, where its communes stand (u of the canvas), and those the frame has no room for. */
export interface FocusShapes {
  readonly province: string
  readonly focus: Focus
  readonly view: View
  readonly points: ReadonlyMap<string, Point>
  readonly outside: readonly string[]
}

/** The column of the frame, from the map's top to its foot, as an area of `view`. */
function paperOf({ x, w }: Box, view: View): AreaGeometry {
  const corners: readonly Point[] = [[x - 3, -5], [x + w + 5, -5], [x + w + 5, 140], [x - 3, 140], [x - 3, -5]]
  return { type: 'Polygon', coordinates: [corners.map((corner) => degreesOfPoint(view, corner))] }
}

/** A frame with nothing in it yet. */
export function emptyFrame(inset: Box, view: View): Focus {
  return {
    communes: { type: 'FeatureCollection', features: [] }, outline: { type: 'FeatureCollection', features: [] },
    paper: { type: 'FeatureCollection', features: [{ type: 'Feature', id: 'paper', properties: {}, geometry: paperOf(inset, view) }] },
  }
}

/** See the file's head. `inset`: the frame in the canvas's coordinates; `view`: that of the canvas. */
export function focusShapes(province: string, geometry: MapGeometry, inset: Box, view: View): FocusShapes {
  const local = provinceView(province, geometry, { x: padding, y: padding, w: inset.w - 2 * padding, h: inset.h - 2 * padding })
  const placed = shiftedView(local, inset.x, inset.y)
  const fits = (area: AreaFeature<unknown>['geometry']): boolean => {
    const bounds = boundsOf([area])
    if (bounds === null) return false
    const [left, top] = project(placed, [bounds.west, bounds.north]), [right, bottom] = project(placed, [bounds.east, bounds.south])
    return left >= inset.x && top >= inset.y && right <= inset.x + inset.w && bottom <= inset.y + inset.h
  }
  const communes = geometry.communes.features.filter(({ properties }) => properties.p === province)
  const inside = communes.filter(({ geometry: area }) => fits(area))
  const outline = geometry.provinces.features.filter(({ id }) => id === province).flatMap(({ geometry: area, ...rest }) => {
    const polygons = polygonsOf(area).filter((polygon) => fits({ type: 'Polygon', coordinates: polygon }))
    return polygons.length === 0 ? [] : [{ ...rest, geometry: movedArea({ type: 'MultiPolygon', coordinates: polygons }, placed, view) }]
  })
  const kept = new Set(inside.map(({ id }) => id))
  return {
    province, view: placed,
    focus: {
      communes: { type: 'FeatureCollection', features: inside.map((feature) => ({ ...feature, geometry: movedArea(feature.geometry, placed, view) })) },
      outline: { type: 'FeatureCollection', features: outline },
      paper: emptyFrame(inset, view).paper,
    },
    points: new Map(inside.map(({ id, geometry: area }) => [id, project(placed, anchorOf(area))])),
    outside: communes.filter(({ id }) => !kept.has(id)).map(({ id }) => id),
  }
}
