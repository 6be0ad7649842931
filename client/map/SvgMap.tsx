/** The plain map, where WebGL is not to be had: the same view as SVG paths. Also the small locator of a province in its country. */
import { useMemo, type ReactElement } from 'react'
import type { MapGeometry } from '../../data/protocol/map-geometry.ts'
import type { Look } from '../ui/look.ts'
import { fills, type UnitSource } from './map-style.ts'
import { pathOf, type Box, type View } from './view.ts'

/** What the plain map shows; see `MapProps` of WebglMap. */
export interface SvgMapProps {
  readonly geometry: MapGeometry
  readonly source: UnitSource
  readonly province: string | null
  readonly looks: ReadonlyMap<string, Look>
  readonly box: Box
  readonly view: View
}

/** Points nearer than this are left out of paths, u. */
const stepU = 0.12

function Hatches(): ReactElement {
  const lines = (id: string, colour: string, under: string, width: number): ReactElement => (
    <pattern id={id} width="0.9" height="0.9" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)">
      <rect width="0.9" height="0.9" fill={under} /><rect width="0.9" height={width} fill={colour} />
    </pattern>
  )
  return <defs>{lines('plain-missing', '#9db2ff', fills.lost, 0.34)}{lines('plain-silent', '#4a545c', fills.silent, 0.16)}</defs>
}

/** The map as SVG. */
export function SvgMap({ geometry, source, province, looks, box, view }: SvgMapProps): ReactElement {
  const units = useMemo(() => {
    const features = source === 'provinces'
      ? geometry.provinces.features
      : geometry.communes.features.filter(({ properties }) => properties.p === province)
    return features.map(({ id, geometry: area }) => ({ id, d: pathOf(view, area, stepU) }))
  }, [geometry, source, province, view])
  const ground = useMemo(() => geometry.context.features.map(({ geometry: area }) => pathOf(view, area, stepU)).join(''), [geometry, view])
  const quiet = useMemo(() => (source === 'communes' ? geometry.provinces.features.map(({ geometry: area }) => pathOf(view, area, stepU)).join('') : ''), [geometry, source, view])
  const islands = useMemo(() => geometry.archipelagos.features.map(({ geometry: area }) => pathOf(view, area)).join(''), [geometry, view])
  const fillOf = (look: Look | undefined): string => (
    look === undefined ? '#20262b' : look === 'silent' ? 'url(#plain-silent)' : look === 'lost' || look === 'no_data' ? 'url(#plain-missing)' : fills[look])
  const risky = units.filter(({ id }) => looks.get(id) === 'at_risk')
  return (
    <svg className="map-canvas" viewBox={`0 0 ${box.w} ${box.h}`} aria-hidden="true">
      <Hatches />
      <path d={ground} fill="#171b1e" />
      <path d={quiet} fill="#20262b" stroke="#0f1214" strokeWidth="0.2" />
      {units.map(({ id, d }) => <path key={id} d={d} fill={fillOf(looks.get(id))} stroke="#0f1214" strokeWidth="0.2" />)}
      <path d={islands} fill="#aeb8bf" stroke="#aeb8bf" strokeWidth="0.19" />
      {risky.map(({ id, d }) => <path key={id} d={d} fill="none" stroke="#fff" strokeWidth="0.25" />)}
    </svg>
  )
}

/** A small map of the country with both archipelagos, one province bright: where the view is. */
export function Locator({ geometry, province, box, view }: { geometry: MapGeometry, province: string, box: Box, view: View }): ReactElement {
  const paths = useMemo(() => ({
    country: geometry.provinces.features.filter(({ id }) => id !== province).map(({ geometry: area }) => pathOf(view, area, 0.2)).join(''),
    here: geometry.provinces.features.filter(({ id }) => id === province).map(({ geometry: area }) => pathOf(view, area, 0.1)).join(''),
    islands: geometry.archipelagos.features.map(({ geometry: area }) => pathOf(view, area)).join(''),
  }), [geometry, province, view])
  return (
    <svg className="locator" style={{ left: `${box.x}rem`, top: `${box.y}rem`, width: `${box.w}rem`, height: `${box.h}rem` }} viewBox={`0 0 ${box.w} ${box.h}`} aria-hidden="true">
      <path d={paths.country} fill="#343c43" />
      <path d={paths.here} fill="#f1f4f6" />
      <path d={paths.islands} fill="#aeb8bf" stroke="#aeb8bf" strokeWidth="0.16" />
    </svg>
  )
}
