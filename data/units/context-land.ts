/**
 * The land around Việt Nam as a quiet background: nothing is said of it, nothing is asked of it.
 * Source: Natural Earth 1:10m (public domain), clipped and thinned, without anything in the East Sea; degrees, WGS 84.
 */
import type { ContextProperties } from '../protocol/map-geometry.ts'
import type { AreaCollection, Position } from './geojson.ts'
import land from './context-land.json' with { type: 'json' }

/** The neighbours' land, one feature, outlines only. */
export const contextLand: AreaCollection<ContextProperties> = {
  type: 'FeatureCollection',
  features: [
    {
      type: 'Feature',
      id: 'land',
      properties: {},
      geometry: {
        type: 'MultiPolygon',
        coordinates: land.map((ring) => [ring.map(([lon, lat]): Position => [Number(lon), Number(lat)])]),
      },
    },
  ],
}
