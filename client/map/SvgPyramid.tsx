/** The pyramid's picture as SVG, where there is no graphics card: the same layers. An area is a path of its own, so that a new status is a new fill and nothing else; lines are one path a colour. */
import { memo, type ReactElement } from 'react'
import type { AreaLayer, DrawLayer, LineLayer, StageArea } from './draw-layers.ts'
import type { Box, Point } from './view.ts'

const written = new WeakMap<StageArea, string>()

function ringText(ring: readonly Point[]): string {
  return ring.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${x.toFixed(2)} ${y.toFixed(2)}`).join('')
}

/** The path of an area; written once, as areas stay. */
function areaText(area: StageArea): string {
  let text = written.get(area)
  if (text === undefined) written.set(area, text = area.polygon.map((ring) => `${ringText(ring)}Z`).join(''))
  return text
}

function joined<Item>(items: readonly Item[], keyOf: (item: Item) => string, textOf: (item: Item) => string): readonly (readonly [string, string])[] {
  const parts = new Map<string, string[]>()
  for (const item of items) {
    const key = keyOf(item)
    const known = parts.get(key)
    if (known) known.push(textOf(item))
    else parts.set(key, [textOf(item)])
  }
  return [...parts].map(([key, texts]) => [key, texts.join('')])
}

const Area = memo(({ area, fill }: { area: StageArea, fill: string }): ReactElement => <path d={areaText(area)} fill={fill} fillRule="evenodd" />)

const Areas = memo(({ layer }: { layer: AreaLayer }): ReactElement => (
  // areas of a layer stay in their order: a unit may have more than one
  <g data-layer={layer.id}>{layer.areas.map((area, i) => <Area key={i} area={area} fill={layer.colourOf(area.unit)} />)}</g>
))

const Lines = memo(({ layer }: { layer: LineLayer }): ReactElement => (
  <g data-layer={layer.id} fill="none" strokeLinejoin="round" strokeLinecap="butt">
    {joined(layer.lines, ({ colour, width }) => `${colour} ${width}`, ({ path }) => ringText(path)).map(([key, d]) => {
      const [colour, width] = key.split(' ')
      return <path key={key} d={d} stroke={colour} strokeWidth={width} />
    })}
  </g>
))

/** See the file's head. `box`: the part of the stage that is drawn, u. */
export function SvgPyramid({ layers, box }: { layers: readonly DrawLayer[], box: Box }): ReactElement {
  return (
    <svg className="pyramid-canvas" viewBox={`${box.x} ${box.y} ${box.w} ${box.h}`} aria-hidden="true">
      {layers.map((layer) => (layer.kind === 'areas' ? <Areas key={layer.id} layer={layer} /> : <Lines key={layer.id} layer={layer} />))}
    </svg>
  )
}
