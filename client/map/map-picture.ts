/** What a map shows, whoever draws it (MapLibre, or the plain SVG map). */
import type { MapGeometry } from '../../data/protocol/map-geometry.ts'
import type { AreaCollection } from '../../data/units/geojson.ts'
import type { Paint } from '../ui/look.ts'
import type { UnitSource } from './map-style.ts'
import type { Motion } from './motion.ts'
import type { Box, View } from './view.ts'

/** The communes of the province in focus, drawn large on the same map: shapes as `movedArea` gives them, ids as everywhere. */
export interface Focus {
  readonly communes: AreaCollection<unknown>
  /** Outlines; one whose property `own` is true is bright. */
  readonly outline: AreaCollection<unknown>
  /** What lies under it: the frame, clear of foreign land. */
  readonly paper: AreaCollection<unknown>
}

/** See the file's head. `looks`: by source, every unit that is painted; others stay quiet. */
export interface MapPicture {
  readonly geometry: MapGeometry
  readonly looks: Readonly<Record<UnitSource, ReadonlyMap<string, Paint>>>
  /** The province with a bright outline; null: none. */
  readonly edge: string | null
  readonly focus: Focus | null
  /** The map's place on the stage, u, and the view of its box. */
  readonly box: Box
  readonly view: View
  /** What has just changed; null: nothing. */
  readonly motion: Motion | null
}
