/**
 * What has just changed, on the plain map: the rings and arcs that deck.gl draws where there is a graphics card. It is drawn once and then only
 * fades, by the compositor and in as few steps as `motion.ts` takes.
 */
import { useEffect, useRef, type ReactElement } from 'react'
import type { Motion } from './motion.ts'
import { project, type Box, type View } from './view.ts'
import './plain-motion.css'

/** Height of an arc's bow over its chord, a share of the chord. */
const bow = 0.18

function arcPath(view: View, [from, to]: Motion['arcs'][number]): string {
  const [x1, y1] = project(view, from), [x2, y2] = project(view, to)
  const length = Math.hypot(x2 - x1, y2 - y1)
  return `M${x1.toFixed(2)} ${y1.toFixed(2)}Q${((x1 + x2) / 2).toFixed(2)} ${((y1 + y2) / 2 - 2 * bow * length).toFixed(2)} ${x2.toFixed(2)} ${y2.toFixed(2)}`
}

/** How long a motion is seen, milliseconds, and in how many steps it fades (motion.ts: 6 steps of 170 ms). */
const fadeMs = 1020, fadeSteps = 6

/** See the file's head. `view`, `box`: the map's. Where nothing should move there is no motion (use-motion.ts). */
export function PlainMotion({ motion, view, box }: { motion: Motion, view: View, box: Box }): ReactElement {
  const drawing = useRef<SVGSVGElement>(null)
  useEffect(() => {
    const fading = drawing.current?.animate([{ opacity: 1 }, { opacity: 0 }], { duration: fadeMs, easing: `steps(${fadeSteps})` })
    return () => fading?.cancel()
  }, [motion])
  return (
    <svg ref={drawing} className="plain-motion" viewBox={`0 0 ${box.w} ${box.h}`} aria-hidden="true">
      {motion.arcs.map((arc) => { const d = arcPath(view, arc); return <path key={d} d={d} className="plain-arc" /> })}
      {motion.rings.map((at) => { const [cx, cy] = project(view, at); return <circle key={`${cx} ${cy}`} cx={cx} cy={cy} r={1.7} className="plain-ring" /> })}
    </svg>
  )
}
