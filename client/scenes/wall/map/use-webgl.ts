/** Whether the WebGL map is on the screen, and if not, why: until it is, the plain map stands in, and it is tried again for ever. */
import { useCallback, useEffect, useReducer } from 'react'

/** A page that is looked at says after this long that the WebGL map is late, milliseconds. */
export const lateMs = 20_000
/** The map is opened anew this long after it failed, doubled each time, milliseconds: a slow machine needs time to finish. */
export const retryMs = 60_000
/** Longest wait before the map is opened anew, milliseconds. */
export const maxRetryMs = 600_000

/** `starting`: within its time; `drawn`: on the screen; `slow`: later than its time, still at work; `failed`, `lost`, `none`: see WebglMap; no WebGL 2. */
export interface Webgl {
  readonly state: 'starting' | 'drawn' | 'slow' | 'failed' | 'lost' | 'none'
  /** How often the map was opened anew. */
  readonly attempt: number
}

/** What happens to a WebGL map. `retry`: whether the machine has WebGL 2 at that moment. */
export type WebglEvent = { readonly kind: 'drawn' | 'failed' | 'lost' | 'late' } | { readonly kind: 'retry', readonly hasWebgl: boolean }

/** The next state. Pure. */
export function nextWebgl(webgl: Webgl, event: WebglEvent): Webgl {
  switch (event.kind) {
    case 'late': return webgl.state === 'starting' ? { ...webgl, state: 'slow' } : webgl
    case 'retry':
      if (webgl.state === 'drawn') return webgl
      // a map that is only slow keeps its word while it is opened anew; one that failed is at work again
      return event.hasWebgl ? { state: 'slow', attempt: webgl.attempt + 1 } : { state: 'none', attempt: webgl.attempt + 1 }
    default: return webgl.state === event.kind ? webgl : { ...webgl, state: event.kind }
  }
}

/** Whether the plain map is more than the first moments' stand-in: then the page says so. */
export function isPlain({ state }: Webgl): boolean {
  return state !== 'starting' && state !== 'drawn'
}

/** Whether this machine can draw with WebGL 2 now. */
function hasWebgl(): boolean {
  try {
    const context = document.createElement('canvas').getContext('webgl2')
    context?.getExtension('WEBGL_lose_context')?.loseContext()
    return context !== null
  } catch { return false }
}

/** Whether a picture was drawn by WebGL on this page: then no context is opened just to look, which takes half a second without a graphics card. */
let drawnBefore = false

/** The WebGL map's state, and what it tells. Time only passes while somebody looks: a hidden page, or a map that no scene shows, draws nothing. */
export function useWebgl(shown = true): { readonly webgl: Webgl, readonly tell: (what: 'drawn' | 'failed' | 'lost') => void } {
  const [webgl, happen] = useReducer(nextWebgl, null, (): Webgl => ({ state: drawnBefore || hasWebgl() ? 'starting' : 'none', attempt: 0 }))
  const tell = useCallback((what: 'drawn' | 'failed' | 'lost') => {
    if (what === 'drawn') drawnBefore = true
    happen({ kind: what })
  }, [])
  useEffect(() => {
    if (webgl.state === 'drawn' || !shown) return
    const waitMs = webgl.state === 'starting' ? lateMs : Math.min(maxRetryMs, retryMs * 2 ** webgl.attempt)
    const timer = window.setInterval(() => {
      if (document.visibilityState !== 'visible') return
      happen(webgl.state === 'starting' ? { kind: 'late' } : { kind: 'retry', hasWebgl: hasWebgl() })
    }, waitMs)
    return () => window.clearInterval(timer)
  }, [webgl, shown])
  return { webgl, tell }
}
