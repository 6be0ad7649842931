/** The words on the planes: whose they are and how many look how; both archipelagos on each; the legend; the attribution. */
import { memo, type ReactElement } from 'react'
import type { KpiAnswer } from '../../../../data/protocol/answers.ts'
import type { MapGeometry } from '../../../../data/protocol/map-geometry.ts'
import { formatNumber } from '../../../ui/format.ts'
import { LateShape, StatusShape } from '../../../ui/StatusShape.tsx'
import type { Box } from '../../../map/view.ts'
import { inEnglish } from '../map/MapWords.tsx'
import { unitName, useWallData, type WallData } from '../wall-data.ts'
import { chainName } from './ChainPanel.tsx'
import { valueOfPlan, type PyramidSpeech } from './chain-words.ts'
import { countsText } from './plane-counts.ts'
import { centreBox, countsBox, islandBox, namesLineU } from './plane-words.ts'
import { isPlain, type Webgl } from '../map/use-webgl.ts'
import { bundlesOf } from './pyramid-layers.ts'
import type { PyramidScope } from './pyramid-scope.ts'
import type { PlaneShapes, PyramidShapes } from './pyramid-shapes.ts'
import type { PyramidModel } from './use-pyramid.ts'

/** Always in the legend, and where they are on a plane. */
const legendAlways = ['at_risk', 'behind'] as const
const legendPresent = ['lost', 'no_data', 'on_track', 'met'] as const

const at = ({ x, y, w }: Box): { left: string, top: string, width: string } => ({ left: `${x}rem`, top: `${y}rem`, width: `${w}rem` })

/** Head and line of a plane. `which`: the upper plane of a province or commune is that one unit. */
export function planeTexts(which: 'upper' | 'lower', scope: PyramidScope, kpi: KpiAnswer, model: PyramidModel, data: WallData, speech: PyramidSpeech): readonly [string, string] {
  const { words, language } = speech
  const units = scope[which]
  if (units.length === 1) {
    const cell = model.cellOf(units[0]!)
    return [chainName(data, units[0]!, speech), cell === undefined ? '' : valueOfPlan(kpi, cell, speech)]
  }
  if (units.length === 0) return ['', '']
  const head = (which === 'upper' ? words.provincesCount : words.communesCount)(formatNumber(units.length, language), units.length)
  return [head, countsText(units, model.looks, model.late, speech)]
}

interface Props {
  readonly geometry: MapGeometry
  readonly shapes: PyramidShapes
  readonly scope: PyramidScope
  readonly kpi: KpiAnswer
  readonly model: PyramidModel
  readonly speech: PyramidSpeech
}

/** Their places follow from shapes alone: figures do not have them measured again. */
const Islands = memo(function Islands({ geometry, plane, speech }: { geometry: MapGeometry, plane: PlaneShapes, speech: PyramidSpeech }): ReactElement {
  return (
    <>
      {geometry.labels.filter(({ kind }) => kind === 'archipelago').map((given) => {
        const label = speech.language === 'vi' ? given : inEnglish(given)
        return <p key={given.text} className="archipelago" style={at(islandBox(given, geometry, plane, label))}><b>{label.text}</b>{label.sub}</p>
      })}
    </>
  )
})

/** See the file's head. `webgl`: where it is drawn without, that has to be said. */
export function PlaneWords({ geometry, shapes, scope, kpi, model, speech, webgl }: Props & { webgl: Webgl }): ReactElement {
  const data = useWallData()
  const { words, language, own } = speech
  const rootCell = model.cellOf(scope.root), rootLook = model.looks.get(scope.root)
  const centre = centreBox(shapes)
  const present = new Set(model.looks.values())
  return (
    <>
      {centre !== null && <p className="plate-name" style={{ left: `${centre.x}rem`, top: `${centre.y}rem` }}>{rootLook !== undefined && <StatusShape look={rootLook} size={2.4} />}<b>{unitName(data, scope.root, language)}</b>{rootCell !== undefined && valueOfPlan(kpi, rootCell, speech)}</p>}
      {(['upper', 'lower'] as const).map((which) => {
        const [head, line] = planeTexts(which, scope, kpi, model, data, speech)
        const only = scope[which].length === 1 ? model.looks.get(scope[which][0]!) : undefined
        return head === '' ? null : <p key={which} className="plane-name" data-plane={which} data-beside={scope.level === 'centre' ? 'no' : 'yes'} style={at(countsBox(shapes[which], head, line, which === 'upper' && scope.level === 'centre' ? namesLineU : 0))}><b>{only !== undefined && <StatusShape look={only} size={2} />} {head}</b>{line}</p>
      })}
      {scope.level === 'centre' && <><Islands geometry={geometry} plane={shapes.upper} speech={speech} /><Islands geometry={geometry} plane={shapes.lower} speech={speech} /></>}
      <p className="pyramid-uprights">
        {bundlesOf(shapes, model.looks, model.childrenOf).length > 0 && <span>{own.bundles}</span>}
        {present.has('no_target') && <span><StatusShape look="no_target" size={1.8} />{words.status.no_target}</span>}
        {model.late.size > 0 && <span><LateShape size={1.8} />{words.late}</span>}
      </p>
      <ul className="pyramid-legend">{[...legendAlways, ...legendPresent.filter((look) => present.has(look))].map((look) => <li key={look}><StatusShape look={look} size={1.8} />{words.status[look]}</li>)}
        {shapes.outside.length > 0 && <li>{own.outside(shapes.outside.map((code) => unitName(data, code, language)).join(', '))}</li>}</ul>
      <p className="pyramid-attribution">{isPlain(webgl) && <b>{webgl.state === 'software' ? own.plainCard : own.plain} </b>}{language === 'vi' ? geometry.attributionVi : geometry.attributionEn}</p>
    </>
  )
}
