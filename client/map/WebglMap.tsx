/** The map drawn by MapLibre: one for the life of the page. It takes looks by unit and a view; it knows neither store nor socket. */
import 'maplibre-gl/dist/maplibre-gl.css'
import { Map as MapLibreMap, setWorkerUrl } from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url'
import { useEffect, useRef, type ReactElement } from 'react'
import type { MapGeometry } from '../../data/protocol/map-geometry.ts'
import type { Look } from '../ui/look.ts'
import { addHatches, mapStyle, showLevel, type UnitSource } from './map-style.ts'
import { cameraOf, type Box, type View } from './view.ts'

setWorkerUrl(workerUrl)

/** Widest canvas the map may take, pixels (a wall of 7680 × 2160 and its half more). */
const maxCanvas: [number, number] = [8192, 8192]

/** What a map shows. `looks` holds every unit of `source` that is on it; others stay quiet. */
export interface MapProps {
  readonly geometry: MapGeometry
  readonly source: UnitSource
  /** The province whose communes are shown; null: provinces. */
  readonly province: string | null
  readonly looks: ReadonlyMap<string, Look>
  readonly box: Box
  readonly view: View
  readonly uPx: number
  /** What became of it: its picture is on the screen; it could not be opened; its context was lost and is not back yet. */
  readonly onTold: (what: 'drawn' | 'failed' | 'lost') => void
}

interface Held {
  readonly map: MapLibreMap
  ready: boolean
  readonly states: Record<UnitSource, Map<string, Look>>
}

function paintLooks(held: Held, source: UnitSource, looks: ReadonlyMap<string, Look>): void {
  const known = held.states[source]
  for (const [id, look] of looks) {
    if (known.get(id) === look) continue
    held.map.setFeatureState({ source, id }, { look })
    known.set(id, look)
  }
  for (const id of known.keys()) {
    if (looks.has(id)) continue
    held.map.removeFeatureState({ source, id })
    known.delete(id)
  }
}

function openMap(container: HTMLElement, props: MapProps): Held {
  const map = new MapLibreMap({
    container, style: mapStyle(props.geometry, props.uPx), ...cameraOf(props.view, props.box, props.uPx),
    interactive: false, attributionControl: false, maxCanvasSize: maxCanvas, fadeDuration: 0, trackResize: false,
    renderWorldCopies: false, pixelRatio: Math.min(window.devicePixelRatio, 2), minZoom: -2, maxPitch: 0, pitchWithRotate: false,
    canvasContextAttributes: { antialias: true, failIfMajorPerformanceCaveat: false, powerPreference: 'high-performance' },
  })
  return { map, ready: false, states: { provinces: new Map(), communes: new Map() } }
}

/** A lost graphics context has this long to come back before the plain map stands in, milliseconds (fault 20). */
const contextWaitMs = 2_500

function guardContext(map: MapLibreMap, onLost: () => void, onRestored: () => void): () => void {
  let timer: number | undefined
  map.on('webglcontextlost', () => { timer = window.setTimeout(onLost, contextWaitMs) })
  map.on('webglcontextrestored', () => { window.clearTimeout(timer); onRestored() })
  return () => window.clearTimeout(timer)
}

function update(held: Held, props: MapProps): void {
  if (!held.ready) return
  const other: UnitSource = props.source === 'provinces' ? 'communes' : 'provinces'
  paintLooks(held, other, new Map())
  paintLooks(held, props.source, props.looks)
}

/** See `MapProps`. */
export function WebglMap(props: MapProps): ReactElement {
  const container = useRef<HTMLDivElement>(null)
  const held = useRef<Held | null>(null)
  const latest = useRef(props)
  latest.current = props

  useEffect(() => {
    if (container.current === null) return
    let opened: Held
    try {
      opened = openMap(container.current, latest.current)
    } catch (error) {
      reportError(error)
      latest.current.onTold('failed')
      return
    }
    held.current = opened
    const { map } = opened
    map.on('style.load', () => {
      addHatches(map, latest.current.uPx)
      if (!opened.ready) return
      // after a lost context the style is rebuilt without its feature states
      opened.states.provinces.clear()
      opened.states.communes.clear()
      update(opened, latest.current)
    })
    map.on('load', () => {
      opened.ready = true
      showLevel(map, latest.current.source, latest.current.province)
      update(opened, latest.current)
    })
    const drawn = (): void => {
      if (!opened.ready || !map.areTilesLoaded()) return
      map.off('render', drawn)
      latest.current.onTold('drawn')
    }
    map.on('render', drawn)
    const stopGuard = guardContext(map, () => latest.current.onTold('lost'), () => map.on('render', drawn))
    return () => { stopGuard(); held.current = null; map.remove() }
  }, [props.geometry, props.uPx])

  useEffect(() => {
    if (held.current?.ready) showLevel(held.current.map, props.source, props.province)
  }, [props.source, props.province])
  useEffect(() => {
    const map = held.current?.map
    if (map === undefined) return
    map.resize()
    map.jumpTo(cameraOf(props.view, props.box, props.uPx))
  }, [props.view, props.box, props.uPx])
  useEffect(() => { if (held.current !== null) update(held.current, latest.current) }, [props.looks, props.source])

  return <div ref={container} className="map-canvas" aria-hidden="true" />
}
