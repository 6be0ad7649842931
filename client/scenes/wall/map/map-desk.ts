/**
 * The page's one map, as scenes see it: a scene claims it with a picture, the host (MapHost) draws the latest claim and tells what became
 * of it. Without a claim the map is hidden, not unmounted, and does no work.
 */
import { createContext, useContext, useLayoutEffect, useRef, useSyncExternalStore } from 'react'
import type { MapPicture } from '../../../map/map-picture.ts'
import type { Webgl } from './use-webgl.ts'

/** Claims and state of one map. One a page. */
export class MapDesk {
  readonly #followers = new Set<() => void>()
  #owner: object | null = null
  #picture: MapPicture | null = null
  #webgl: Webgl = { state: 'starting', attempt: 0 }

  /** The picture of the scene that holds the map; null: no scene does. */
  readonly picture = (): MapPicture | null => this.#picture
  /** What became of the WebGL map. */
  readonly webgl = (): Webgl => this.#webgl

  /** `owner` takes the map, or gives it another picture. */
  claim(owner: object, picture: MapPicture): void {
    if (this.#owner === owner && this.#picture === picture) return
    this.#owner = owner
    this.#picture = picture
    this.#tell()
  }

  /** `owner` leaves the map; nothing where another scene has taken it meanwhile. */
  release(owner: object): void {
    if (this.#owner !== owner) return
    this.#owner = null
    this.#picture = null
    this.#tell()
  }

  /** The host tells of the WebGL map. */
  report(webgl: Webgl): void {
    if (this.#webgl === webgl) return
    this.#webgl = webgl
    this.#tell()
  }

  /** Calls `told` whenever claim or state change. */
  readonly subscribe = (told: () => void): (() => void) => {
    this.#followers.add(told)
    return () => { this.#followers.delete(told) }
  }

  #tell(): void {
    for (const told of this.#followers) told()
  }
}

/** See `useMapDesk`. */
export const MapDeskContext = createContext<MapDesk | null>(null)

/** The page's map; only inside `MapDeskContext`. */
export function useMapDesk(): MapDesk {
  const desk = useContext(MapDeskContext)
  if (desk === null) throw new Error('useMapDesk outside of MapDeskContext')
  return desk
}

/** Claims the map with `picture` while the component is shown; what became of it. */
export function useMapClaim(picture: MapPicture): Webgl {
  const desk = useMapDesk()
  const owner = useRef({})
  useLayoutEffect(() => desk.claim(owner.current, picture), [desk, picture])
  useLayoutEffect(() => { const me = owner.current; return () => desk.release(me) }, [desk])
  return useSyncExternalStore(desk.subscribe, desk.webgl)
}
