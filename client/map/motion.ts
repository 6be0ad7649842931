/**
 * What moves on the map, drawn by deck.gl over MapLibre: a ring that opens where a value has just changed, and a thin arc from its
 * province to the centre. One overlay for the life of its map. It asks for a frame only for a step of a motion that runs: between
 * motions its loop stands still and its canvas is not shown (an idle deck.gl takes 45–60 ms of the main thread a second).
 */
import { ArcLayer, ScatterplotLayer } from '@deck.gl/layers'
import { MapLibreOverlay, type MapLibreOverlayProps } from '@deck.gl/maplibre'
import type { Map as MapLibreMap } from 'maplibre-gl'
import type { Position } from '../../data/units/geojson.ts'

/** "These have just changed": where rings open, and arcs from one place to another. Degrees. A new object is a new motion. */
export interface Motion {
  readonly rings: readonly Position[]
  readonly arcs: readonly (readonly [Position, Position])[]
}

/** Time between two steps and number of steps: each step costs the page one composition of the map. */
export const stepMs = 170
/** See `stepMs`. */
export const steps = 6
/** A step that begins this much too late, milliseconds, ends its motion: the machine has no time to spare, and the figures come first. */
export const lateStepMs = 150
/** So long nothing moves after that, milliseconds. */
export const tiredMs = 60_000
/** Most pixels of the overlay's own canvas: beyond it, it is drawn at a lower resolution. */
const mostPixels = 2_500_000

/** A frame provider that waits until it is asked: deck.gl's loop, standing still. */
interface QuietFrames {
  requestAnimationFrame(run: (time: number) => void): number
  cancelAnimationFrame(id: number): void
}

/** Sizes at a step, in CSS px at `uPx` pixels a u. Opens fast, then fades. */
function layersOf(motion: Motion, step: number, uPx: number): (ScatterplotLayer<Position> | ArcLayer<readonly [Position, Position]>)[] {
  const share = (step + 1) / steps
  const opened = 1 - (1 - share) ** 2
  const opacity = Math.min(1, 1.5 - 1.4 * share)
  return [
    new ArcLayer<readonly [Position, Position]>({
      id: 'arcs', data: motion.arcs, getSourcePosition: ([from]) => [...from], getTargetPosition: ([, to]) => [...to], getTilt: 78, getHeight: 0.35,
      getSourceColor: [241, 244, 246, 150], getTargetColor: [241, 244, 246, 40], getWidth: 0.16 * uPx, widthUnits: 'pixels', opacity: opacity * 0.8, numSegments: 24,
      parameters: { depthCompare: 'always' },
    }),
    new ScatterplotLayer<Position>({
      id: 'rings', data: motion.rings, getPosition: (at) => [...at], getRadius: 1, radiusUnits: 'pixels', radiusScale: (0.7 + 1.3 * opened) * uPx,
      filled: false, stroked: true, lineWidthUnits: 'pixels', getLineWidth: 0.26 * uPx, getLineColor: [255, 255, 255, 255], opacity,
      parameters: { depthCompare: 'always' },
    }),
  ]
}

/** See the file's head. `uPx`: pixels a u now. */
export class MotionOverlay {
  readonly #map: MapLibreMap
  readonly #uPx: () => number
  readonly #overlay: MapLibreOverlay
  #waiting: ((time: number) => void) | null = null
  #timer: number | undefined
  #asked = 0
  #tiredUntilMs = -Infinity

  constructor(map: MapLibreMap, uPx: () => number) {
    this.#map = map
    this.#uPx = uPx
    const frames: QuietFrames = {
      requestAnimationFrame: (run) => { this.#waiting = run; return ++this.#asked },
      cancelAnimationFrame: () => { this.#waiting = null },
    }
    const props = { layers: [], useDevicePixels: this.#resolution(), animationFrameProvider: frames, onLoad: () => this.#show(this.#timer !== undefined) }
    this.#overlay = new MapLibreOverlay(props as MapLibreOverlayProps)
    map.addControl(this.#overlay)
  }

  /** Draws a motion; one that still runs gives way. */
  play(motion: Motion): void {
    window.clearTimeout(this.#timer)
    if (motion.rings.length + motion.arcs.length === 0 || performance.now() < this.#tiredUntilMs) return this.stop()
    this.#overlay.setProps({ useDevicePixels: this.#resolution() })
    this.#show(true)
    this.#step(motion, 0)
  }

  /** Ends what runs, at once. */
  stop(): void {
    window.clearTimeout(this.#timer)
    if (this.#timer === undefined) return
    this.#timer = undefined
    this.#overlay.setProps({ layers: [] })
    this.#frame()
    this.#show(false)
  }

  /** Ends the overlay with its canvas. */
  remove(): void {
    window.clearTimeout(this.#timer)
    this.#map.removeControl(this.#overlay)
  }

  #step(motion: Motion, step: number): void {
    if (step >= steps) return this.stop()
    this.#overlay.setProps({ layers: layersOf(motion, step, this.#uPx()) })
    this.#frame()
    const dueMs = performance.now() + stepMs
    this.#timer = window.setTimeout(() => {
      // the first step builds the programs: it may be late once
      if (step > 0 && performance.now() - dueMs > lateStepMs) {
        this.#tiredUntilMs = performance.now() + tiredMs
        this.stop()
      } else this.#step(motion, step + 1)
    }, stepMs)
  }

  #frame(): void {
    window.requestAnimationFrame((time) => {
      const run = this.#waiting
      this.#waiting = null
      run?.(time)
    })
  }

  #resolution(): number {
    const { clientWidth, clientHeight } = this.#map.getContainer()
    return Math.min(window.devicePixelRatio, Math.sqrt(mostPixels / Math.max(1, clientWidth * clientHeight)))
  }

  #show(shown: boolean): void {
    const box = this.#overlay.getCanvas()?.parentElement
    if (box) box.style.visibility = shown ? 'inherit' : 'hidden'
  }
}
