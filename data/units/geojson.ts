/**
 * The part of GeoJSON (RFC 7946) that the maps use. All positions are [longitude, latitude] in degrees, WGS 84.
 * Source: RFC 7946; written out here because data/ knows no library types.
 */

/** [longitude, latitude] in degrees. */
export type Position = readonly [number, number]

/** A closed line: the first position equals the last. */
export type Ring = readonly Position[]

/** The first ring is the outline, the others are holes. */
export type PolygonRings = readonly Ring[]

/** Areas: one or many polygons. */
export type AreaGeometry =
  | { readonly type: 'Polygon'; readonly coordinates: PolygonRings }
  | { readonly type: 'MultiPolygon'; readonly coordinates: readonly PolygonRings[] }

/** One area with an identity and properties. `id` is a unit's code where the area is a unit's. */
export interface AreaFeature<Properties> {
  readonly type: 'Feature'
  readonly id: string
  readonly properties: Properties
  readonly geometry: AreaGeometry
}

/** A list of areas. */
export interface AreaCollection<Properties> {
  readonly type: 'FeatureCollection'
  readonly features: readonly AreaFeature<Properties>[]
}

/** The polygons of an area, whether it is one or many. */
export function polygonsOf(geometry: AreaGeometry): readonly PolygonRings[] {
  return geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates
}

/** The area that polygons make: a Polygon for one, a MultiPolygon for more. */
export function areaOf(polygons: readonly PolygonRings[]): AreaGeometry {
  const [only, ...others] = polygons
  if (only !== undefined && others.length === 0) return { type: 'Polygon', coordinates: only }
  return { type: 'MultiPolygon', coordinates: polygons }
}
