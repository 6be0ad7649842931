/**
 * Where the panels of *Tổng quan* stand, in u (height/135). Source: the measured spec of the mock-ups, layouts 1 and 3.
 * Cards and map keep their places at every width; the width beyond 16:9 goes to lists, then to the matrix.
 */
import { useEffect, useState } from 'react'
import type { Box } from '../../map/view.ts'

/** Height of every layout and the narrowest width, u. */
export const stageHeight = 135
/** See `stageHeight`. */
export const narrowestWidth = 240
/** From this width lists stand beside the map instead of over its sea, u (about 21:9). */
const besideWidth = 290
/** From this width the matrix is shown, u (about 3:1). */
const matrixWidth = 400

/** Margin of the frame and height of the header, u. */
export const margin = 3
/** See `margin`. */
export const headerHeight = 8.4

/** All boxes of one layout. */
export interface Layout {
  readonly width: number
  readonly cards: readonly [Box, Box, Box, Box]
  readonly map: Box
  /** Parts of the map's box (in its own coordinates) that panels cover. */
  readonly covered: readonly Box[]
  readonly anomalies: Box
  readonly tasks: Box
  readonly reports: Box
  readonly matrix: Box | null
}

const top = 10
const cardPitch = 31.05
const mapBox: Box = { x: 61.6, y: 8.8, w: 111.2, h: 125.2 }

function cards(): [Box, Box, Box, Box] {
  const card = (index: number): Box => ({ x: margin, y: top + index * cardPitch, w: 55.6, h: 29.6 })
  return [card(0), card(1), card(2), card(3)]
}

/** The layout of a stage `width` u wide. */
export function layoutOf(width: number): Layout {
  const right = width - margin
  if (width < besideWidth) {
    const x = 139.6
    const lists = { x, w: right - x }
    return {
      width, cards: cards(), map: mapBox, matrix: null,
      covered: [{ x: x - mapBox.x - 1, y: 0, w: mapBox.w, h: 97 - mapBox.y }],
      anomalies: { ...lists, y: top, h: 46.4 }, tasks: { ...lists, y: 58.4, h: 38 },
      reports: { x: 175, y: 102.4, w: right - 175, h: 29 },
    }
  }
  const x = 177
  const listsRight = width < matrixWidth ? right : 287
  const lists = { x, w: listsRight - x }
  return {
    width, cards: cards(), map: mapBox, covered: [],
    anomalies: { ...lists, y: top, h: 46.4 }, tasks: { ...lists, y: 58.4, h: 38 }, reports: { ...lists, y: 102.4, h: 29 },
    matrix: width < matrixWidth ? null : { x: 294, y: top, w: right - 294, h: 122 },
  }
}

/** The stage as the window gives it: its layout, and pixels a u. */
export interface Stage {
  readonly layout: Layout
  readonly uPx: number
}

/** The stage of a window of `width` × `height` pixels. */
export function stageOf(width: number, height: number): Stage {
  const uPx = Math.max(1, Math.min(height / stageHeight, width / narrowestWidth))
  return { layout: layoutOf(Math.max(narrowestWidth, width / uPx)), uPx }
}

/** A window that is being drawn larger settles first, milliseconds. */
const settleMs = 200

/** The stage of this window. */
export function useStage(): Stage {
  const [stage, setStage] = useState(() => stageOf(window.innerWidth, window.innerHeight))
  useEffect(() => {
    let timer: number | undefined
    const measure = (): void => {
      window.clearTimeout(timer)
      timer = window.setTimeout(() => setStage(stageOf(window.innerWidth, window.innerHeight)), settleMs)
    }
    window.addEventListener('resize', measure)
    return () => { window.clearTimeout(timer); window.removeEventListener('resize', measure) }
  }, [])
  return stage
}
