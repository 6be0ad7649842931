/**
 * Deck.gl as a still picture: draws layers when they change and stops. Deck's own loop asks every frame whether there is anything to do (45–60 ms
 * a second on a machine without a GPU), so the loop runs only from a change until its picture stands.
 *
 * One Deck for the life of the page (each leaks about 3 MB): its canvas is taken off the page while the scene is away and put back with it. A
 * lost graphics context is the one reason for a new Deck: this one cannot be brought back.
 */
import { Deck, OrthographicView, type Layer } from '@deck.gl/core'
import { PathLayer, SolidPolygonLayer } from '@deck.gl/layers'
import { rgbaOf, type AreaLayer, type DrawLayer, type LineLayer, type StageArea, type StageLine } from './draw-layers.ts'
import type { Box } from './view.ts'

/** A lost graphics context has this long to come back before the plain picture stands in, milliseconds. */
const contextWaitMs = 2_500
/** Frames without anything to do after which the loop stops. */
const stillFrames = 3
/** Sharper than this many device pixels a CSS pixel is not drawn. */
const mostRatio = 2

/** What became of the drawing. */
export type DrawingTold = (what: 'drawn' | 'failed' | 'lost') => void

/** A picture: layers over the part `box` (u) of the stage, at `uPx` CSS pixels a u. */
export interface Picture {
  readonly layers: readonly DrawLayer[]
  readonly box: Box
  readonly uPx: number
}

interface Loop { start(): unknown, stop(): unknown }
/** The loop is Deck's own business; there is no public way to stop it. Tested: tests/scenes/pyramid.test.ts (no redraw while idle). */
const loopOf = (deck: Deck<OrthographicView>): Loop | null => (deck as unknown as { animationLoop: Loop | null }).animationLoop

function areasLayer({ id, areas, colourOf }: AreaLayer): Layer {
  return new SolidPolygonLayer<StageArea>({
    id, data: areas, positionFormat: 'XY', filled: true, extruded: false, pickable: false,
    getPolygon: ({ polygon }) => polygon as unknown as [number, number][][],
    getFillColor: ({ unit }) => rgbaOf(colourOf(unit)), updateTriggers: { getFillColor: colourOf },
  })
}

function linesLayer({ id, lines }: LineLayer): Layer {
  return new PathLayer<StageLine>({
    id, data: lines, positionFormat: 'XY', pickable: false, widthUnits: 'common', jointRounded: true,
    getPath: ({ path }) => path as unknown as [number, number][], getColor: ({ colour }) => rgbaOf(colour), getWidth: ({ width }) => width,
  })
}

/** The drawing. Its canvas fills whatever it is put into. */
export class PyramidDrawing {
  readonly #stand = document.createElement('div')
  #deck: Deck<OrthographicView> | null = null
  #picture: Picture | null = null
  #made = new Map<string, { readonly from: DrawLayer, readonly layer: Layer }>()
  #told: DrawingTold = () => undefined
  #frame: number | undefined
  #lostTimer: number | undefined
  /** The context is gone and has not come back: this Deck can draw no more. */
  #isLost = false
  /** Pictures drawn so far: stands still while nothing changes. */
  #drawn = 0

  constructor() {
    this.#stand.className = 'pyramid-stand'
  }

  /** Puts the canvas into the page; `told` hears what becomes of it from now on. */
  attach(container: HTMLElement, told: DrawingTold): void {
    this.#told = told
    container.append(this.#stand)
    if (this.#isLost) this.#close()
    if (this.#deck === null) this.#open()
    else this.#wake('attached')
  }

  /** Takes the canvas off the page. Nothing runs until it is attached again. */
  detach(): void {
    this.#told = () => undefined
    this.#rest()
    this.#stand.remove()
  }

  /** Draws a picture. Layers that are the same objects as before cost nothing. */
  draw(picture: Picture): void {
    this.#picture = picture
    this.#show()
  }

  #open(): void {
    window.clearTimeout(this.#lostTimer)
    this.#isLost = false
    this.#made.clear()
    try {
      this.#deck = new Deck<OrthographicView>({
        parent: this.#stand as HTMLDivElement, views: new OrthographicView({ id: 'pyramid', flipY: true }), controller: false,
        useDevicePixels: window.devicePixelRatio > mostRatio ? mostRatio : true, layers: [],
        viewState: { target: [0, 0, 0], zoom: 0 },
        onError: (error) => { reportError(error); this.#fail() },
        onLoad: () => this.#guard(), onResize: () => this.#wake(),
        onAfterRender: () => { if (this.#made.size > 0 && ++this.#drawn > 0) { this.#stand.dataset['drawn'] = String(this.#drawn); this.#told('drawn') } },
      })
    } catch (error) {
      reportError(error)
      this.#fail()
      return
    }
    this.#show()
  }

  #fail(): void {
    this.#close()
    this.#told('failed')
  }

  #close(): void {
    this.#rest()
    try { this.#deck?.finalize() } catch (error) { reportError(error) }
    this.#deck = null
    this.#made.clear()
    this.#stand.replaceChildren()
  }

  #guard(): void {
    const canvas = this.#stand.querySelector('canvas')
    if (canvas === null) return
    const watch = new AbortController()
    canvas.addEventListener('webglcontextlost', (event) => {
      event.preventDefault()
      this.#isLost = true
      this.#rest()
      this.#lostTimer = window.setTimeout(() => this.#told('lost'), contextWaitMs)
    }, { signal: watch.signal })
    canvas.addEventListener('webglcontextrestored', () => {
      watch.abort()
      // a new Deck needs a moment to open, seconds without a graphics card: the plain picture stands in at once
      this.#told('lost')
      this.#close()
      // the Deck that ends leaves its context alive; a browser has sixteen, and takes them from whoever is oldest
      canvas.getContext('webgl2')?.getExtension('WEBGL_lose_context')?.loseContext()
      this.#open()
    }, { signal: watch.signal })
  }

  #show(): void {
    const picture = this.#picture
    if (this.#deck === null || picture === null) return
    const { box, uPx, layers } = picture
    const next = new Map(layers.map((from) => {
      const known = this.#made.get(from.id)
      return [from.id, known?.from === from ? known : { from, layer: from.kind === 'areas' ? areasLayer(from) : linesLayer(from) }] as const
    }))
    this.#made = next
    this.#deck.setProps({ layers: [...next.values()].map(({ layer }) => layer), viewState: { target: [box.x + box.w / 2, box.y + box.h / 2, 0], zoom: Math.log2(uPx) } })
    this.#wake()
  }

  /** Runs the loop until nothing was left to do for a few frames. */
  #wake(reason?: string): void {
    const deck = this.#deck
    if (deck === null || !this.#stand.isConnected) return
    void loopOf(deck)?.start()
    if (reason !== undefined && deck.isInitialized) deck.redraw(reason)
    if (this.#frame !== undefined) window.cancelAnimationFrame(this.#frame)
    let still = 0
    const look = (): void => {
      const isBusy = !deck.isInitialized || !this.#isSized(deck) || this.#drawn === 0 || deck.needsRedraw({ clearRedrawFlags: false }) !== false
      still = isBusy ? 0 : still + 1
      if (still >= stillFrames) this.#rest()
      else this.#frame = window.requestAnimationFrame(look)
    }
    this.#frame = window.requestAnimationFrame(look)
  }

  /** Whether Deck knows the size of its stand by now (it has it from an observer, with fractions): a picture before that has the wrong scale. */
  #isSized(deck: Deck<OrthographicView>): boolean {
    return Math.abs(deck.width - this.#stand.clientWidth) < 1 && Math.abs(deck.height - this.#stand.clientHeight) < 1
  }

  #rest(): void {
    if (this.#frame !== undefined) window.cancelAnimationFrame(this.#frame)
    this.#frame = undefined
    if (this.#deck?.isInitialized === true) loopOf(this.#deck)?.stop()
  }
}
