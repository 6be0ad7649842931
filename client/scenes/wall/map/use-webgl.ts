/** Whether the WebGL map is on the screen, and if not, why: until it is, the plain map stands in, and it is tried again for ever. */
import { useCallback, useEffect, useReducer } from 'react'

/** A page that is looked at says after this long that the WebGL map is late, milliseconds. */
export const lateMs = 20_000
/** The map is opened anew this long after it failed, doubled each time, milliseconds: a slow machine needs time to finish. */
export const retryMs = 60_000
/** Longest wait before the map is opened anew, milliseconds. */
export const maxRetryMs = 600_000

/** `starting`: within its time; `drawn`: on the screen; `slow`: later than its time, still at work; `failed`, `lost`: see WebglMap; `none`: no WebGL 2; `software`: WebGL 2 without a graphics card, which is not used. */
export interface Webgl {
  readonly state: 'starting' | 'drawn' | 'slow' | 'failed' | 'lost' | 'none' | 'software'
  /** How often the map was opened anew. */
  readonly attempt: number
}

/** What draws WebGL 2 on a machine: a graphics card, its processor, or nothing. */
export type Graphics = 'card' | 'software' | 'none'

/** What happens to a WebGL map. `retry`: what the machine has at that moment. */
export type WebglEvent = { readonly kind: 'drawn' | 'failed' | 'lost' | 'late' } | { readonly kind: 'retry', readonly graphics: Graphics }

/** The next state. Pure. */
export function nextWebgl(webgl: Webgl, event: WebglEvent): Webgl {
  switch (event.kind) {
    case 'late': return webgl.state === 'starting' ? { ...webgl, state: 'slow' } : webgl
    case 'retry':
      if (webgl.state === 'drawn') return webgl
      // a map that is only slow keeps its word while it is opened anew; one that failed is at work again
      return { state: event.graphics === 'card' ? 'slow' : event.graphics, attempt: webgl.attempt + 1 }
    default: return webgl.state === event.kind ? webgl : { ...webgl, state: event.kind }
  }
}

/** Whether the plain map is more than the first moments' stand-in: then the page says so. */
export function isPlain({ state }: Webgl): boolean {
  return state !== 'starting' && state !== 'drawn'
}

/** Whether WebGL is to be used at all: never where a processor would have to draw it, and the plain drawing does better (decision 042). */
export function usesWebgl({ state }: Webgl): boolean {
  return state !== 'none' && state !== 'software'
}

/** Renderers that are a processor: SwiftShader (Chromium), llvmpipe and softpipe (Mesa), Basic Render Driver (Windows), Apple Software Renderer. */
const softwareNames = /swiftshader|llvmpipe|softpipe|software|basic render/i

/** Whether a renderer of this name draws without a graphics card. Pure. */
export function isSoftware(renderer: string): boolean {
  return softwareNames.test(renderer)
}

/** A screen whose local storage holds `webgl` under this name uses WebGL whatever draws it: for tests and pictures of what a graphics card draws. */
export const graphicsKey = 'thap.graphics'

function takesAny(): boolean {
  try { return window.localStorage.getItem(graphicsKey) === 'webgl' } catch { return false }
}

/** What this machine draws WebGL 2 with now. */
function graphicsNow(): Graphics {
  try {
    const context = document.createElement('canvas').getContext('webgl2')
    if (context === null) return 'none'
    const names = context.getExtension('WEBGL_debug_renderer_info')
    const renderer = String(context.getParameter(names === null ? context.RENDERER : names.UNMASKED_RENDERER_WEBGL))
    context.getExtension('WEBGL_lose_context')?.loseContext()
    return isSoftware(renderer) && !takesAny() ? 'software' : 'card'
  } catch { return 'none' }
}

/** What was found before on this page: no context is opened just to look again, which takes half a second without a graphics card. A picture was drawn, or a processor draws. */
let known: 'card' | 'software' | null = null

function look(): Graphics {
  const found = known ?? graphicsNow()
  if (found === 'software') known = found
  return found
}

function firstState(): Webgl['state'] {
  const found = look()
  return found === 'card' ? 'starting' : found
}

/** The WebGL map's state, and what it tells. Time only passes while somebody looks: a hidden page, or a map that no scene shows, draws nothing. */
export function useWebgl(shown = true): { readonly webgl: Webgl, readonly tell: (what: 'drawn' | 'failed' | 'lost') => void } {
  const [webgl, happen] = useReducer(nextWebgl, null, (): Webgl => ({ state: firstState(), attempt: 0 }))
  const tell = useCallback((what: 'drawn' | 'failed' | 'lost') => {
    if (what === 'drawn') known = 'card'
    happen({ kind: what })
  }, [])
  useEffect(() => {
    if (webgl.state === 'drawn' || webgl.state === 'software' || !shown) return
    const waitMs = webgl.state === 'starting' ? lateMs : Math.min(maxRetryMs, retryMs * 2 ** webgl.attempt)
    const timer = window.setInterval(() => {
      if (document.visibilityState !== 'visible') return
      happen(webgl.state === 'starting' ? { kind: 'late' } : { kind: 'retry', graphics: graphicsNow() })
    }, waitMs)
    return () => window.clearInterval(timer)
  }, [webgl, shown])
  return { webgl, tell }
}
