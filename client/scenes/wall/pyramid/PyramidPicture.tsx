/** The drawing of the pyramid: its layers, by WebGL where there is any, else by SVG. The focused way grows once when it changes, then stands still. */
import { Suspense, lazy, memo, useEffect, useMemo, useRef, useState, type ComponentType, type ReactElement } from 'react'
import type { DrawLayer } from '../../../map/draw-layers.ts'
import { SvgPyramid } from '../../../map/SvgPyramid.tsx'
import type { PyramidProps } from '../../../map/WebglPyramid.tsx'
import type { Box } from '../../../map/view.ts'
import type { Look } from '../../../ui/look.ts'
import { wantsStillness } from '../../../ui/stillness.ts'
import { usesWebgl, type useWebgl } from '../map/use-webgl.ts'
import { useSteadyLooks } from '../steady-looks.ts'
import { bundleLayers, bundlesOf, centreLayers, focusLayers, focusWay, planeLayers, provinceLinks, stillLayers, type Looks } from './pyramid-layers.ts'
import type { PlaneShapes, PyramidShapes } from './pyramid-shapes.ts'

/** How long the focused way grows, milliseconds. */
export const growMs = 800

/** Stands for a drawing whose program could not be fetched. */
function NoWebgl({ onTold }: PyramidProps): null {
  useEffect(() => onTold('failed'), [onTold])
  return null
}

const WebglPyramid = lazy<ComponentType<PyramidProps>>(() => import('../../../map/WebglPyramid.tsx').then(
  (module) => ({ default: module.WebglPyramid }), () => ({ default: NoWebgl }),
))

/** The part of the way that is drawn, 0–1: grows when `key` changes, whole at once where nothing should move. */
function useGrowth(key: string): number {
  const [share, setShare] = useState(1)
  const shown = useRef<string | null>(null)
  useEffect(() => {
    const isFirst = shown.current === null
    shown.current = key
    // the first picture is whole: a wall that opens here has nothing that "just changed"
    if (isFirst || key === '' || wantsStillness()) { setShare(1); return }
    const fromMs = performance.now()
    let frame = 0
    const step = (nowMs: number): void => {
      const part = Math.min(1, Math.max(0, nowMs - fromMs) / growMs)
      setShare(1 - (1 - part) ** 3)
      if (part < 1) frame = window.requestAnimationFrame(step)
    }
    frame = window.requestAnimationFrame(step)
    return () => window.cancelAnimationFrame(frame)
  }, [key])
  return share
}

/** What the drawing shows. `focus`: the units of the chain below the root, the upper plane's and the lower's. */
export interface PictureProps {
  readonly shapes: PyramidShapes
  readonly looks: Looks
  /** Units whose figure is late. */
  readonly late: ReadonlySet<string>
  readonly rootLook: Look | undefined
  readonly focusUpper: string | null
  readonly focusLower: string | null
  readonly childrenOf: (unit: string) => readonly string[]
  readonly kpi: string
  readonly box: Box
  readonly uPx: number
  readonly webgl: ReturnType<typeof useWebgl>
}

/** Looks of the units that stand on a plane. An update is two pictures, and 3,321 communes are drawn anew in one of them only. */
function useLooksOn({ areas, islands, anchors }: PlaneShapes, looks: Looks): Looks {
  return useSteadyLooks(useMemo(() => {
    const units = new Set([...[...areas, ...islands].map(({ unit }) => unit), ...anchors.keys()])
    return new Map([...units].flatMap((unit) => { const look = looks.get(unit); return look === undefined ? [] : [[unit, look] as const] }))
  }, [areas, islands, anchors, looks]))
}

function useLayers({ shapes, looks, late, rootLook, focusUpper, focusLower, childrenOf, kpi }: PictureProps): readonly DrawLayer[] {
  const still = useMemo(() => stillLayers(shapes), [shapes])
  const lowerLooks = useLooksOn(shapes.lower, looks), upperLooks = useLooksOn(shapes.upper, looks)
  const lower = useMemo(() => planeLayers('lower', shapes.lower, lowerLooks, { late, fine: true, single: false }), [shapes, lowerLooks, late])
  const bundles = useMemo(() => bundleLayers(bundlesOf(shapes, lowerLooks, childrenOf)), [shapes, lowerLooks, childrenOf])
  const upper = useMemo(() => ({ ...planeLayers('upper', shapes.upper, upperLooks, { late, fine: false, single: shapes.plate === null }), links: provinceLinks(shapes, upperLooks) }), [shapes, upperLooks, late])
  const below = useMemo(() => [
    ...still.lowerGround, lower.fill, ...still.lowerMesh, ...lower.over, ...bundles.feet, ...bundles.links,
    ...still.upperGround, upper.fill, ...still.upperMesh, ...upper.over, ...still.plate, ...upper.links,
  ], [still, lower, bundles, upper])
  const way = useMemo(() => focusWay(shapes, looks, focusUpper, focusLower), [shapes, looks, focusUpper, focusLower])
  const share = useGrowth(way.path.length === 0 ? '' : `${kpi} ${focusUpper ?? ''} ${focusLower ?? ''}`)
  return useMemo(() => [...below, ...focusLayers(way, share), ...centreLayers(shapes, rootLook)], [below, way, share, shapes, rootLook])
}

/** See the file's head. */
export const PyramidPicture = memo((props: PictureProps): ReactElement => {
  const { box, uPx, webgl: { webgl, tell } } = props
  const layers = useLayers(props)
  return (
    <div className="pyramid-picture" style={{ left: `${box.x}rem`, top: `${box.y}rem`, width: `${box.w}rem`, height: `${box.h}rem` }}>
      {usesWebgl(webgl) && (
        <div className="pyramid-layer" data-shown={webgl.state === 'drawn' ? 'yes' : 'no'}>
          <Suspense fallback={null}><WebglPyramid key={webgl.attempt} layers={layers} box={box} uPx={uPx} onTold={tell} /></Suspense>
        </div>
      )}
      {webgl.state !== 'drawn' && <SvgPyramid layers={layers} box={box} />}
    </div>
  )
})
