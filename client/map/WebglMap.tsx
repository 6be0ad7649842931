/** The map drawn by MapLibre, with deck.gl for what moves: one for the life of the page. It takes a picture; it knows neither store nor socket. */
import 'maplibre-gl/dist/maplibre-gl.css'
import { Map as MapLibreMap, setWorkerUrl } from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url'
import { useEffect, useLayoutEffect, useRef, type ReactElement } from 'react'
import type { Paint } from '../ui/look.ts'
import type { MapPicture } from './map-picture.ts'
import { mapStyle, scaleStyle, setAreas, setGeometry, unitSources, type UnitSource } from './map-style.ts'
import type { Motion, MotionOverlay } from './motion.ts'
import { cameraOf, type Box } from './view.ts'

setWorkerUrl(workerUrl)

/** Widest canvas the map may take, pixels (a wall of 7680 × 2160 and its half more). */
const maxCanvas: [number, number] = [8192, 8192]

/** Most pixels of the map's canvas: a wider one is drawn a little coarser (words are not in it), for software WebGL at 7680 × 2160. */
const mostPixels = 6_000_000

/** A picture for the map, and whom it tells. */
export interface MapProps {
  readonly picture: MapPicture
  readonly uPx: number
  /** Whether a scene shows the map. A map that is not shown does no work. */
  readonly shown: boolean
  /** What became of it: its picture is on the screen; it could not be opened; its context was lost and is not back yet. */
  readonly onTold: (what: 'drawn' | 'failed' | 'lost') => void
}

interface Held {
  readonly map: MapLibreMap
  ready: boolean
  readonly looks: Readonly<Record<UnitSource, Map<string, Paint>>>
  edge: string | null
  overlay: Promise<MotionOverlay | null> | null
}

function paintLooks(held: Held, source: UnitSource, looks: ReadonlyMap<string, Paint>): void {
  const known = held.looks[source]
  for (const [id, look] of looks) {
    if (known.get(id) === look) continue
    held.map.setFeatureState({ source, id }, { look })
    known.set(id, look)
  }
  for (const id of known.keys()) {
    if (looks.has(id)) continue
    held.map.removeFeatureState({ source, id }, 'look')
    known.delete(id)
  }
}

function paintEdge(held: Held, edge: string | null): void {
  if (held.edge === edge) return
  if (held.edge !== null) held.map.setFeatureState({ source: 'provinces', id: held.edge }, { edge: false })
  if (edge !== null) held.map.setFeatureState({ source: 'provinces', id: edge }, { edge: true })
  held.edge = edge
}

function paint(held: Held, { picture }: MapProps): void {
  if (!held.ready) return
  for (const source of unitSources) paintLooks(held, source, picture.looks[source])
  paintEdge(held, picture.edge)
}

function showFocus(held: Held, { picture }: MapProps): void {
  if (!held.ready) return
  setAreas(held.map, 'focus-paper', picture.focus?.paper ?? null)
  setAreas(held.map, 'focus', picture.focus?.communes ?? null)
  setAreas(held.map, 'focus-outline', picture.focus?.outline ?? null)
}

function ratioOf({ w, h }: Box, uPx: number): number {
  return Math.min(window.devicePixelRatio, 2, Math.sqrt(mostPixels / Math.max(1, w * h * uPx * uPx)))
}

function openMap(container: HTMLElement, { picture, uPx }: MapProps): Held {
  const map = new MapLibreMap({
    container, style: mapStyle(picture.geometry), ...cameraOf(picture.view, picture.box, uPx),
    interactive: false, attributionControl: false, maxCanvasSize: maxCanvas, fadeDuration: 0, trackResize: false,
    renderWorldCopies: false, pixelRatio: ratioOf(picture.box, uPx), minZoom: -2, maxPitch: 0, pitchWithRotate: false,
    // edges are drawn by lines, which MapLibre smooths by itself: four samples a pixel would only cost
    canvasContextAttributes: { antialias: false, failIfMajorPerformanceCaveat: false, powerPreference: 'high-performance' },
  })
  return { map, ready: false, looks: { provinces: new Map(), communes: new Map(), focus: new Map() }, edge: null, overlay: null }
}

/** A lost graphics context has this long to come back before the plain map stands in, milliseconds (fault 20). */
const contextWaitMs = 2_500

/** Follows a map's life: style, first picture, lost and restored context. Returns what ends it. */
function follow(held: Held, latest: () => MapProps): () => void {
  const { map } = held
  let timer: number | undefined
  const drawn = (): void => {
    if (!held.ready || !map.areTilesLoaded()) return
    map.off('render', drawn)
    latest().onTold('drawn')
  }
  const dropOverlay = (): void => { void held.overlay?.then((overlay) => overlay?.remove()); held.overlay = null }
  map.on('style.load', () => {
    scaleStyle(map, latest().uPx)
    // after a lost context the style is rebuilt without its feature states
    for (const source of unitSources) held.looks[source].clear()
    held.edge = null
    showFocus(held, latest())
    paint(held, latest())
  })
  map.on('load', () => { held.ready = true; showFocus(held, latest()); paint(held, latest()) })
  map.on('render', drawn)
  map.on('webglcontextlost', () => { dropOverlay(); timer = window.setTimeout(() => latest().onTold('lost'), contextWaitMs) })
  map.on('webglcontextrestored', () => { window.clearTimeout(timer); map.on('render', drawn) })
  return () => { window.clearTimeout(timer); dropOverlay(); map.remove() }
}

/** Plays a motion; the program that draws it is fetched at the first one, after the map stands. Without it nothing moves. */
async function play(held: Held, motion: Motion, uPx: () => number): Promise<void> {
  held.overlay ??= import('./motion.ts').then(({ MotionOverlay }) => new MotionOverlay(held.map, uPx)).catch((error: unknown) => { reportError(error); return null })
  const overlay = await held.overlay
  overlay?.play(motion)
}

/** See `MapProps`. */
export function WebglMap(props: MapProps): ReactElement {
  const container = useRef<HTMLDivElement>(null)
  const held = useRef<Held | null>(null)
  const latest = useRef(props)
  latest.current = props
  const { picture, uPx, shown } = props

  useEffect(() => {
    if (container.current === null) return
    try {
      held.current = openMap(container.current, latest.current)
    } catch (error) {
      reportError(error)
      latest.current.onTold('failed')
      return
    }
    const end = follow(held.current, () => latest.current)
    return () => { held.current = null; end() }
  }, [])

  useEffect(() => { if (held.current?.ready === true) setGeometry(held.current.map, picture.geometry) }, [picture.geometry])
  useEffect(() => { if (held.current?.ready === true) scaleStyle(held.current.map, uPx) }, [uPx])
  useEffect(() => { if (held.current !== null) showFocus(held.current, latest.current) }, [picture.focus])
  useLayoutEffect(() => {
    const map = held.current?.map
    if (map === undefined) return
    const ratio = ratioOf(picture.box, uPx)
    if (Math.abs(map.getPixelRatio() - ratio) > 0.01) map.setPixelRatio(ratio)
    map.resize()
    map.jumpTo(cameraOf(picture.view, picture.box, uPx))
  }, [picture.view, picture.box, uPx])
  useEffect(() => { if (held.current !== null) paint(held.current, latest.current) }, [picture.looks, picture.edge])
  useEffect(() => {
    if (!shown) void held.current?.overlay?.then((overlay) => overlay?.stop())
    else if (picture.motion !== null && held.current?.ready === true) void play(held.current, picture.motion, () => latest.current.uPx)
  }, [picture.motion, shown])

  return <div ref={container} className="map-canvas" aria-hidden="true" />
}
