/** Draws the page's one map under the scenes, where the scene that claims it wants it. It comes with the first claim and stays for the life of the page. */
import { Suspense, lazy, useEffect, useLayoutEffect, useRef, useSyncExternalStore, type ComponentType, type ReactElement } from 'react'
import type { MapPicture } from '../../../map/map-picture.ts'
import { SvgMap } from '../../../map/SvgMap.tsx'
import type { MapProps } from '../../../map/WebglMap.tsx'
import { useFirstPicture } from '../first-figures.ts'
import { useMapDesk } from './map-desk.ts'
import { useWebgl, usesWebgl } from './use-webgl.ts'

/** Stands for a map whose program could not be fetched: the plain map takes over. */
function NoWebglMap({ onTold }: MapProps): null {
  useEffect(() => onTold('failed'), [onTold])
  return null
}

const WebglMap = lazy<ComponentType<MapProps>>(() => import('../../../map/WebglMap.tsx').then(
  (module) => ({ default: module.WebglMap }), () => ({ default: NoWebglMap }),
))

/** See the file's head. `uPx`: pixels a u. */
export function MapHost({ uPx }: { uPx: number }): ReactElement | null {
  const desk = useMapDesk()
  const picture = useSyncExternalStore(desk.subscribe, desk.picture)
  const last = useRef(picture)
  if (picture !== null) last.current = picture
  return last.current === null ? null : <Hosted picture={last.current} shown={picture !== null} uPx={uPx} />
}

/** The plain map gives the first picture. Opening WebGL stops the page for as long as the machine takes, so even the look for it begins after that. */
function Hosted({ picture, shown, uPx }: { picture: MapPicture, shown: boolean, uPx: number }): ReactElement {
  const stands = useFirstPicture()
  const { x, y, w, h } = picture.box
  return (
    <div className="map-host" data-shown={shown ? 'yes' : 'no'} style={{ left: `${x}rem`, top: `${y}rem`, width: `${w}rem`, height: `${h}rem` }}>
      {stands ? <WebglFirst picture={picture} shown={shown} uPx={uPx} /> : shown && <SvgMap picture={picture} />}
    </div>
  )
}

/** The map by WebGL, and the plain one wherever that is not to be had. */
function WebglFirst({ picture, shown, uPx }: { picture: MapPicture, shown: boolean, uPx: number }): ReactElement {
  const desk = useMapDesk()
  const { webgl, tell } = useWebgl(shown)
  useLayoutEffect(() => desk.report(webgl), [desk, webgl])
  return (
    <>
      {usesWebgl(webgl) && (
        <div className="map-layer" data-shown={webgl.state === 'drawn' ? 'yes' : 'no'}>
          <Suspense fallback={null}><WebglMap key={webgl.attempt} picture={picture} shown={shown} uPx={uPx} onTold={tell} /></Suspense>
        </div>
      )}
      {shown && webgl.state !== 'drawn' && <SvgMap picture={picture} />}
    </>
  )
}
