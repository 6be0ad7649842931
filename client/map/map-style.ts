/** MapLibre's style: flat fills by feature state, hatch for silence, dots for *đúng tiến độ*, a white outline for risk, a pale one for what never came. No glyphs: words are HTML above it. */
import type { GeoJSONSource, Map as MapLibreMap, StyleSpecification } from 'maplibre-gl'
import type { MapGeometry } from '../../data/protocol/map-geometry.ts'
import type { AreaCollection } from '../../data/units/geojson.ts'
import { latePaints, type Paint } from '../ui/look.ts'

/** Fills of the map. The two greys (*đúng tiến độ*, *đạt*) differ in lightness by half and in texture: dots on the first. Those of late figures stand halfway to the ground. */
export const fills: Readonly<Record<Paint, string>> = {
  at_risk: '#ff5a4a', behind: '#f5b82e', lost: '#1b2030', no_data: '#1b2030', silent: '#1e242a', no_target: '#343c43', on_track: '#4c5a65', met: '#293036',
  late_at_risk: '#87362f', late_behind: '#826521', late_no_target: '#21272b', late_on_track: '#2d363c', late_met: '#1c2125',
}
/** Ink of the textures over `fills`. */
export const inks = { missing: '#9db2ff', silent: '#4a545c', dotted: '#74838e', late: '#6c7cb4' } as const
const background = '#0f1214'
const quiet = '#20262b'

/**
 * Names of the sources with units: provinces; all communes where they lie, painted only where they are told apart from their province; and the
 * communes of one province with every texture, in place or drawn large. Each layer that reads the state costs some 5 ms where all communes change.
 */
export type UnitSource = 'provinces' | 'communes' | 'focus'
/** See `UnitSource`. */
export const unitSources: readonly UnitSource[] = ['provinces', 'communes', 'focus']

type Texture = keyof typeof inks
const textures: readonly Texture[] = ['missing', 'silent', 'dotted', 'late']
const texturedLooks: Readonly<Record<Texture, readonly Paint[]>> = {
  missing: ['lost'], silent: ['silent'], dotted: ['on_track'], late: latePaints,
}

type Expression = ['match', ...unknown[]]
const state = ['coalesce', ['feature-state', 'look'], 'none']
const shown = (...wanted: readonly Paint[]): unknown => ['match', state, wanted, 1, 0]
const fillColour = ['match', state, ...Object.entries(fills).flat(), quiet] as Expression

// Edges are the lines' own: without antialiasing of fills four programs fewer are built, which on a machine without a graphics card takes a second.
function fillLayers(source: UnitSource, told: readonly Texture[] = textures): unknown[] {
  // a commune without a look is not painted: its province shows through
  const opacity = source === 'communes' ? { 'fill-opacity': ['match', state, 'none', 0, 1] } : {}
  return [
    { id: `${source}-fill`, type: 'fill', source, paint: { 'fill-color': fillColour, 'fill-antialias': false, ...opacity } },
    ...told.map((texture) => (
      { id: `${source}-${texture}`, type: 'fill', source, paint: { 'fill-pattern': `texture-${texture}`, 'fill-antialias': false, 'fill-opacity': shown(...texturedLooks[texture]) } })),
  ]
}

/** Widths of lines by layer, px at 2160 lines. */
const lineWidths: Readonly<Record<string, number>> = {
  mesh: 1.1, 'provinces-border': 3.2, 'provinces-edge': 3, 'archipelagos-edge': 3,
  'provinces-risk': 4, 'communes-risk': 2.4, 'focus-border': 2, 'focus-edge': 3, 'focus-risk': 4,
}

/** Joins are bevelled and shapes follow their outlines to 0.375 px: at these widths nobody sees it, and round joins of 3,321 outlines cost a third of a picture without a graphics card. */
function line(id: string, source: string, colour: string, paint: object = {}): unknown {
  return { id, type: 'line', source, layout: { 'line-join': 'bevel' }, paint: { 'line-color': colour, 'line-width': 1, ...paint } }
}

const collection = (areas: AreaCollection<unknown>): unknown => ({ type: 'geojson', data: areas, promoteId: 'code', tolerance: 0.375, buffer: 32 })
const nothing: AreaCollection<never> = { type: 'FeatureCollection', features: [] }

/** The style of a geometry. Unit states come later by feature state, widths and textures by `scaleStyle`. */
export function mapStyle(geometry: MapGeometry): StyleSpecification {
  // what never came is a hollow frame: a colour of the same lines costs no layer
  const risk = { 'line-color': ['match', state, 'no_data', inks.missing, '#ffffff'], 'line-opacity': shown('at_risk', 'late_at_risk', 'no_data') }
  const style = {
    version: 8, sources: {
      context: { type: 'geojson', data: geometry.context }, provinces: collection(geometry.provinces), communes: collection(geometry.communes),
      archipelagos: collection(geometry.archipelagos), focus: collection(nothing), 'focus-outline': collection(nothing), 'focus-paper': collection(nothing),
    },
    layers: [
      { id: 'background', type: 'background', paint: { 'background-color': background } },
      { id: 'context', type: 'fill', source: 'context', paint: { 'fill-color': '#171b1e', 'fill-antialias': false } },
      ...fillLayers('provinces'), ...fillLayers('communes', ['missing', 'late']),
      line('mesh', 'communes', background, { 'line-opacity': 0.34 }),
      line('provinces-border', 'provinces', background),
      line('provinces-edge', 'provinces', '#f1f4f6', { 'line-opacity': ['case', ['boolean', ['feature-state', 'edge'], false], 1, 0] }),
      { id: 'archipelagos', type: 'fill', source: 'archipelagos', paint: { 'fill-color': '#aeb8bf', 'fill-antialias': false } },
      line('archipelagos-edge', 'archipelagos', '#aeb8bf'),
      line('communes-risk', 'communes', '#ffffff', risk), line('provinces-risk', 'provinces', '#ffffff', risk),
      { id: 'focus-paper', type: 'fill', source: 'focus-paper', paint: { 'fill-color': background, 'fill-antialias': false } },
      ...fillLayers('focus'),
      line('focus-border', 'focus', background), line('focus-edge', 'focus-outline', '#59646d', { 'line-color': ['case', ['boolean', ['get', 'own'], false], '#f1f4f6', '#59646d'] }), line('focus-risk', 'focus', '#ffffff', risk),
    ],
  }
  return style as unknown as StyleSpecification
}

/** Puts new shapes into the sources that a style was made of. */
export function setGeometry(map: MapLibreMap, geometry: MapGeometry): void {
  for (const name of ['context', 'provinces', 'communes', 'archipelagos'] as const) setAreas(map, name, geometry[name])
}

/** Puts areas into a source. */
export function setAreas(map: MapLibreMap, source: string, areas: AreaCollection<unknown> | null): void {
  map.getSource<GeoJSONSource>(source)?.setData((areas ?? nothing) as unknown as GeoJSON.FeatureCollection)
}

/** A square of a texture that tiles without a seam: lines at 45° `pitch` px apart, or dots; `ink` px wide. `under`: what it lies on; null: the fill of its unit. */
function textureOf(texture: Texture, pitch: number, ink: number, under: string | null): ImageData {
  const size = Math.max(4, Math.round(pitch * Math.SQRT2))
  const canvas = document.createElement('canvas')
  canvas.width = size
  canvas.height = size
  // read back at once: a canvas that a graphics card holds would stop the page for it
  const brush = canvas.getContext('2d', { willReadFrequently: true })
  if (brush === null) return new ImageData(size, size)
  if (under !== null) {
    brush.fillStyle = under
    brush.fillRect(0, 0, size, size)
  }
  brush.strokeStyle = inks[texture]
  brush.fillStyle = inks[texture]
  brush.lineWidth = ink
  brush.beginPath()
  if (texture === 'dotted') for (const at of [size * 0.25, size * 0.75]) { brush.moveTo(at, at); brush.arc(at, at, ink, 0, 2 * Math.PI) }
  else for (const shift of [-size, 0, size]) { brush.moveTo(shift - 2, size + 2); brush.lineTo(shift + size + 2, -2) }
  if (texture === 'dotted') brush.fill()
  else brush.stroke()
  return brush.getImageData(0, 0, size, size)
}

/** Pitch and ink of each texture, px at 2160 lines. */
const inkAt2160: Readonly<Record<Texture, readonly [number, number]>> = { missing: [14, 5.5], silent: [14, 2.5], dotted: [16, 1.6], late: [14, 2] }

/** Gives the map its textures and the widths of its lines at `uPx` pixels a u; again when the window has changed its size. */
export function scaleStyle(map: MapLibreMap, uPx: number): void {
  const px = (at2160: number): number => (at2160 / 16) * uPx
  for (const texture of textures) {
    const name = `texture-${texture}`
    const [pitch, ink] = inkAt2160[texture]
    if (map.hasImage(name)) map.removeImage(name)
    map.addImage(name, textureOf(texture, px(pitch), Math.max(0.7, px(ink)), texture === 'late' ? null : fills[texturedLooks[texture][0]!]))
  }
  for (const [layer, width] of Object.entries(lineWidths)) map.setPaintProperty(layer, 'line-width', px(width))
}
