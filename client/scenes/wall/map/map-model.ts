/** What the map shows: the looks of the units on it, their counts for the legend, the units a view is fitted to. Pure. */
import type { UnitAnswer } from '../../../../data/protocol/answers.ts'
import type { WarningAnswer } from '../../../../data/protocol/warning.ts'
import type { Cell } from '../../../../data/protocol/cell.ts'
import type { MapGeometry } from '../../../../data/protocol/map-geometry.ts'
import type { AreaGeometry } from '../../../../data/units/geojson.ts'
import type { Focus } from '../../../map/map-picture.ts'
import { boundsOf, countryBounds, fitView, type Bounds, type Box, type View } from '../../../map/view.ts'
import { lookOf, looks, paintOf, type Look, type Paint } from '../../../ui/look.ts'
import type { Layout } from '../layout.ts'

/** The units on a map: children of its root, and where their shapes are. */
export interface MapScope {
  readonly source: 'provinces' | 'communes'
  /** The province whose communes are shown; null: provinces of the country. */
  readonly province: string | null
  readonly units: readonly string[]
}

/** Which units a root's map shows: the provinces of the centre, the communes of a province, of a commune its own province. */
export function mapScopeOf(root: UnitAnswer, units: readonly UnitAnswer[]): MapScope {
  if (root.level === 'commune') return { source: 'communes', province: root.parent ?? root.code.slice(0, 2), units: [root.code] }
  const children = units.filter(({ parent }) => parent === root.code).map(({ code }) => code)
  return root.level === 'centre' ? { source: 'provinces', province: null, units: children } : { source: 'communes', province: root.code, units: children }
}

/** The province of a unit: itself, or a commune's parent; null for the centre. */
export function provinceOf(units: ReadonlyMap<string, UnitAnswer>, code: string): string | null {
  const unit = units.get(code)
  return unit === undefined || unit.level === 'centre' ? null : unit.level === 'province' ? code : unit.parent ?? code.slice(0, 2)
}

/** Looks of units. Units that do not report the KPI have no look: they stay quiet. */
export function looksOf(units: readonly string[], cellOf: (unit: string) => Cell | undefined, allSilent: boolean): ReadonlyMap<string, Look> {
  const found = new Map<string, Look>()
  for (const unit of units) {
    const cell = cellOf(unit)
    if (cell === undefined || (cell.coverage.due === 0 && cell.value === null)) continue
    found.set(unit, lookOf(cell, allSilent))
  }
  return found
}

/** Units whose figure is late: older than its cadence allows, not yet lost. */
export function lateUnits(units: Iterable<string>, cellOf: (unit: string) => Cell | undefined): ReadonlySet<string> {
  const late = new Set<string>()
  for (const unit of units) if (cellOf(unit)?.freshness === 'late') late.add(unit)
  return late
}

/** How units are drawn: their looks, dim where their figure is late. */
export function paintsOf(found: ReadonlyMap<string, Look>, late: ReadonlySet<string>): ReadonlyMap<string, Paint> {
  if (late.size === 0) return found
  const paints = new Map<string, Paint>()
  for (const [unit, look] of found) paints.set(unit, paintOf(look, late.has(unit)))
  return paints
}

/** How many units have each look, worst first; looks nobody has are left out. */
export function countLooks(found: ReadonlyMap<string, Look>): readonly { readonly look: Look, readonly count: number }[] {
  const counts = new Map<Look, number>()
  for (const look of found.values()) counts.set(look, (counts.get(look) ?? 0) + 1)
  return looks.flatMap((look) => { const count = counts.get(look) ?? 0; return count > 0 ? [{ look, count }] : [] })
}

/** Where a province is drawn on the standard stage, in the map's box: left of the lists, above the legend. */
function provinceArea(layout: Layout): Box {
  const clear = layout.covered.length > 0 ? 139.6 - layout.map.x - 2 : layout.map.w
  return { x: 6, y: 6, w: clear - 12, h: 76 }
}

/** Where the country stands in the map's box: far enough west that Hoàng Sa's last island stays clear of the lists at 16:9. */
export const countryArea: Box = { x: -0.9, y: 1.2, w: 110, h: 121 }

/** The view of a scope: the country whole with both archipelagos, or the mainland of a province. */
export function viewOf(scope: MapScope, geometry: MapGeometry, layout: Layout): View {
  return scope.province === null ? fitView(countryBounds, countryArea) : provinceView(scope.province, geometry, provinceArea(layout))
}

/** The view of a province's main part in an area; of its communes where the viewer has no shape of it. */
export function provinceView(province: string, geometry: MapGeometry, area: Box): View {
  const scope = { province }
  const areas = geometry.provinces.features.filter(({ id }) => id === scope.province).map(({ geometry: area }) => area)
  const shown = areas.length > 0 ? areas : geometry.communes.features.filter(({ properties }) => properties.p === scope.province).map(({ geometry: area }) => area)
  return fitView(boundsOf(mainParts(shown)) ?? countryBounds, area)
}

/** The communes of a province where they lie, with its outline, and a bright one of the commune `own`. */
export function communesInPlace(province: string, geometry: MapGeometry, own: string | null = null): Focus {
  return {
    communes: { type: 'FeatureCollection', features: geometry.communes.features.filter(({ properties }) => properties.p === province) },
    outline: {
      type: 'FeatureCollection', features: [
        ...geometry.provinces.features.filter(({ id }) => id === province),
        ...geometry.communes.features.filter(({ id }) => id === own).map((feature) => ({ ...feature, properties: { own: true } })),
      ],
    },
    paper: { type: 'FeatureCollection', features: [] },
  }
}

/** The parts of areas that lie near the largest one: far islands would shrink a province to a dot. */
export function mainParts(areas: readonly AreaGeometry[]): readonly AreaGeometry[] {
  const parts = areas.flatMap((area): AreaGeometry[] => (
    area.type === 'Polygon' ? [area] : area.coordinates.map((coordinates) => ({ type: 'Polygon', coordinates }))))
  const sized = parts.map((part) => ({ part, bounds: boundsOf([part]) }))
    .flatMap(({ part, bounds }) => (bounds === null ? [] : [{ part, bounds, size: (bounds.east - bounds.west) * (bounds.north - bounds.south) }]))
  const main = sized.reduce<typeof sized[number] | null>((best, next) => (best === null || next.size > best.size ? next : best), null)
  if (main === null) return areas
  const reach = 0.6 * Math.max(main.bounds.east - main.bounds.west, main.bounds.north - main.bounds.south)
  return sized.filter(({ bounds }) => (
    bounds.west < main.bounds.east + reach && bounds.east > main.bounds.west - reach
    && bounds.south < main.bounds.north + reach && bounds.north > main.bounds.south - reach)).map(({ part }) => part)
}

/** One call-out: a unit with the ranks of its warnings, the worst first. */
export interface CalloutSubject {
  readonly unit: string
  readonly ranks: readonly number[]
  readonly first: WarningAnswer
}

/** Most call-outs on a map. */
export const mostCallouts = 9
/** Most call-outs beside those: each stands only where there is still room. */
export const mostExtras = 9

/** Call-outs of the listed warnings whose unit is on the map: one a unit, with all its ranks. */
export function calloutSubjects(warnings: readonly WarningAnswer[], onMap: (unit: string) => boolean): readonly CalloutSubject[] {
  const subjects = new Map<string, { unit: string, ranks: number[], first: WarningAnswer }>()
  for (const warning of warnings) {
    if (!onMap(warning.unit)) continue
    const known = subjects.get(warning.unit)
    if (known) known.ranks.push(warning.rank)
    else subjects.set(warning.unit, { unit: warning.unit, ranks: [warning.rank], first: warning })
  }
  return [...subjects.values()].slice(0, mostCallouts)
}

/** What words and call-outs of a map must keep to: the size of its paper and the parts that panels cover, in its own coordinates, u. */
export interface MapRoom {
  readonly w: number
  readonly h: number
  readonly covered: readonly Box[]
}

/** The legend's box in the map's own coordinates, with room for its names. */
export function legendBox(scope: MapScope): Box {
  return scope.province === null ? { x: 0.6, y: 50, w: 33, h: 47 } : { x: 0.6, y: 82, w: 40, h: 40 }
}

/** How far a line of names lifts the legend of the country: its foot must stay clear of the far south. */
const liftU = 1.4
const mostNameLines = 5
/** Height of the legend's lines without names, and of a row; where it must end: above the far south, and above the attribution. */
const legendHeads = 15.8, legendRow = 3, southY = 98, attributionY = 117.4
/** Height of a line of names, u. */
export const nameLineU = 2.6

/** How many lines of names a legend of `rows` rows holds: of the country's at most five. */
export function nameLinesOf(scope: MapScope, rows: number): number {
  const { y } = legendBox(scope)
  const [foot, most] = scope.province === null ? [southY, mostNameLines] : [attributionY, Infinity]
  return Math.max(0, Math.min(most, Math.floor((foot - y - legendHeads - rows * legendRow) / nameLineU)))
}

/** Top of a legend with `rows` rows and `lines` lines of names, u. */
export function legendTop(scope: MapScope, rows: number, lines: number): number {
  const { y } = legendBox(scope)
  if (scope.province === null) return y + (mostNameLines - lines) * liftU
  return Math.min(y, attributionY - legendHeads - rows * legendRow - lines * nameLineU)
}

/** The country with room for words below its far islands, degrees. */
export const locatorBounds: Bounds = { west: 101.6, south: 4.2, east: 121, north: 23.6 }

/** The small map of the country beside a province's map, in the map's own coordinates. */
export function locatorBox(room: MapRoom): Box {
  return { x: room.w - 31, y: 88.6, w: 30, h: 35.6 }
}
