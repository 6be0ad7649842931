/** The pyramid's picture by deck.gl. The drawing outlives the component: see pyramid-deck.ts. */
import { useEffect, useRef, type ReactElement } from 'react'
import { PyramidDrawing, type DrawingTold, type Picture } from './pyramid-deck.ts'

/** See `Picture`. `onTold`: what became of it. */
export interface PyramidProps extends Picture { readonly onTold: DrawingTold }

let drawing: PyramidDrawing | null = null

/** See the file's head. */
export function WebglPyramid({ layers, box, uPx, onTold }: PyramidProps): ReactElement {
  const container = useRef<HTMLDivElement>(null)
  const told = useRef(onTold)
  told.current = onTold
  useEffect(() => {
    drawing ??= new PyramidDrawing()
    drawing.draw({ layers, box, uPx })
  }, [layers, box, uPx])
  useEffect(() => {
    if (container.current === null) return
    drawing ??= new PyramidDrawing()
    const held = drawing
    held.attach(container.current, (what) => told.current(what))
    return () => held.detach()
  }, [])
  return <div ref={container} className="pyramid-canvas" aria-hidden="true" />
}
