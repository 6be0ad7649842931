/** MapLibre's style: flat fills by feature state, hatch for silence, a white outline for risk. No glyphs: words are HTML above it. */
import type { Map as MapLibreMap, StyleSpecification } from 'maplibre-gl'
import type { MapGeometry } from '../../data/protocol/map-geometry.ts'
import type { AreaCollection } from '../../data/units/geojson.ts'
import type { Look } from '../ui/look.ts'

/** Fills of the map; the two greys are further apart than a glance needs. */
export const fills: Readonly<Record<Look, string>> = {
  at_risk: '#ff5a4a', behind: '#f5b82e', lost: '#1b2030', no_data: '#1b2030', silent: '#1e242a', no_target: '#343c43', on_track: '#465560', met: '#293036',
}
const background = '#0f1214'
const quiet = '#20262b'

/** The hatches: blue where data is missing, quiet grey where nothing ever came from anybody. */
const hatches = { missing: { colour: '#9db2ff', line: 5.5, under: fills.lost }, silent: { colour: '#4a545c', line: 2.5, under: fills.silent } } as const
type Hatch = keyof typeof hatches
const hatchNames: readonly Hatch[] = ['missing', 'silent']

/** Names of the sources with units. */
export type UnitSource = 'provinces' | 'communes'

type Expression = ['match', ...unknown[]]
const state = ['coalesce', ['feature-state', 'look'], 'none']
const shown = (...wanted: readonly Look[]): unknown => ['match', state, wanted, 1, 0]
const fillColour = ['match', state, ...Object.entries(fills).flat(), quiet] as Expression

function unitLayers(source: UnitSource, borderPx: number): unknown[] {
  return [
    { id: `${source}-fill`, type: 'fill', source, paint: { 'fill-color': fillColour, 'fill-antialias': true } },
    { id: `${source}-missing`, type: 'fill', source, paint: { 'fill-pattern': 'hatch-missing', 'fill-opacity': shown('lost', 'no_data') } },
    { id: `${source}-silent`, type: 'fill', source, paint: { 'fill-pattern': 'hatch-silent', 'fill-opacity': shown('silent') } },
    { id: `${source}-border`, type: 'line', source, layout: { 'line-join': 'round' }, paint: { 'line-color': background, 'line-width': borderPx } },
  ]
}

function riskLayer(source: UnitSource, widthPx: number): unknown {
  return {
    id: `${source}-risk`, type: 'line', source, layout: { 'line-join': 'round' },
    paint: { 'line-color': '#ffffff', 'line-width': widthPx, 'line-opacity': shown('at_risk') },
  }
}

const collection = (areas: AreaCollection<unknown>): unknown => ({ type: 'geojson', data: areas, promoteId: 'code', tolerance: 0.1, buffer: 32 })

/** The style of a geometry at `uPx` pixels a u. Unit states come later by feature state. */
export function mapStyle(geometry: MapGeometry, uPx: number): StyleSpecification {
  const px = (at2160: number): number => (at2160 / 16) * uPx
  const style = {
    version: 8, sources: {
      context: { type: 'geojson', data: geometry.context }, provinces: collection(geometry.provinces),
      communes: collection(geometry.communes), archipelagos: collection(geometry.archipelagos),
    },
    layers: [
      { id: 'background', type: 'background', paint: { 'background-color': background } },
      { id: 'context', type: 'fill', source: 'context', paint: { 'fill-color': '#171b1e' } },
      ...unitLayers('provinces', px(3.2)),
      ...unitLayers('communes', px(1.1)).map((layer) => ({ ...(layer as object), layout: { visibility: 'none' } })),
      { id: 'mesh', type: 'line', source: 'communes', paint: { 'line-color': background, 'line-width': px(1.1), 'line-opacity': 0.34 } },
      { id: 'provinces-edge', type: 'line', source: 'provinces', layout: { visibility: 'none' }, paint: { 'line-color': '#59646d', 'line-width': px(3) } },
      { id: 'archipelagos', type: 'fill', source: 'archipelagos', paint: { 'fill-color': '#aeb8bf' } },
      { id: 'archipelagos-edge', type: 'line', source: 'archipelagos', paint: { 'line-color': '#aeb8bf', 'line-width': px(3) } },
      riskLayer('provinces', px(4)), riskLayer('communes', px(3)),
    ],
  }
  return style as unknown as StyleSpecification
}

/** A square of hatch, tiling without a seam: `pitch` px between lines of `line` px. */
function hatch(pitch: number, line: number, colour: string, under: string): ImageData {
  const size = Math.max(4, Math.round(pitch * Math.SQRT2))
  const canvas = document.createElement('canvas')
  canvas.width = size
  canvas.height = size
  const brush = canvas.getContext('2d')
  if (brush === null) return new ImageData(size, size)
  brush.fillStyle = under
  brush.fillRect(0, 0, size, size)
  brush.strokeStyle = colour
  brush.lineWidth = line
  brush.beginPath()
  for (const shift of [-size, 0, size]) { brush.moveTo(shift - 2, size + 2); brush.lineTo(shift + size + 2, -2) }
  brush.stroke()
  return brush.getImageData(0, 0, size, size)
}

/** Gives the map its hatches (14 px pitch, 5.5 px line at 2160). */
export function addHatches(map: MapLibreMap, uPx: number): void {
  for (const name of hatchNames) {
    const { colour, line, under } = hatches[name]
    if (!map.hasImage(`hatch-${name}`)) map.addImage(`hatch-${name}`, hatch((14 / 16) * uPx, (line / 16) * uPx, colour, under))
  }
}

/** Which layers a map of provinces or of one province's communes shows. */
export function showLevel(map: MapLibreMap, source: UnitSource, province: string | null): void {
  const visible = (id: string, yes: boolean): void => { map.setLayoutProperty(id, 'visibility', yes ? 'visible' : 'none') }
  const communes = source === 'communes'
  for (const part of ['fill', 'missing', 'silent', 'border']) {
    visible(`communes-${part}`, communes)
    if (communes) map.setFilter(`communes-${part}`, ['==', ['get', 'p'], province ?? ''])
  }
  visible('communes-risk', communes)
  visible('mesh', !communes)
  visible('provinces-edge', communes)
  if (communes) map.setFilter('provinces-edge', ['==', ['get', 'code'], province ?? ''])
}
