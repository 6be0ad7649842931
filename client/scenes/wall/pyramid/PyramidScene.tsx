/** The scene *Kim tự tháp*: three stacked planes (centre, provinces, communes), the status of every unit, and the path from one red commune up to the centre. */
import { useMemo, type MouseEvent, type ReactElement } from 'react'
import type { KpiAnswer } from '../../../../data/protocol/answers.ts'
import type { MapGeometry } from '../../../../data/protocol/map-geometry.ts'
import { Locator } from '../../../map/SvgMap.tsx'
import { textWidth } from '../../../map/callouts.ts'
import { boundsOf, fitView, project, type Box, type View } from '../../../map/view.ts'
import { useGeometry } from '../../../queries/queries.ts'
import { goTo } from '../address.ts'
import { shortName } from '../figure-words.ts'
import type { Stage } from '../layout.ts'
import { locatorBounds } from '../map/map-model.ts'
import { inEnglish } from '../map/MapWords.tsx'
import { isPlain, useWebgl } from '../map/use-webgl.ts'
import { Panel } from '../Panel.tsx'
import { useHeadlineWatch, useWallData } from '../wall-data.ts'
import { ChainPanel } from './ChainPanel.tsx'
import { PathList } from './PathRows.tsx'
import { PlaneWords } from './PlaneWords.tsx'
import { PyramidCallouts } from './PyramidCallouts.tsx'
import { usePyramidKpi, type ShownKpi } from './pyramid-kpis.ts'
import { pyramidLayoutOf, type PyramidLayout } from './pyramid-layout.ts'
import { PyramidPicture } from './PyramidPicture.tsx'
import { pyramidScopeOf, type PyramidScope } from './pyramid-scope.ts'
import { shapesOf, unitAt } from './pyramid-shapes.ts'
import { useAbnormalKpis, usePyramid, usePyramidWatches, type PyramidModel } from './use-pyramid.ts'
import { usePyramidSpeech } from './use-speech.ts'
import './pyramid.css'

/** Names of both archipelagos below their islands. */
function LocatorNames({ geometry, view, box, english }: { geometry: MapGeometry, view: View, box: Box, english: boolean }): ReactElement {
  return (
    <>
      {geometry.labels.filter(({ kind }) => kind === 'archipelago').map((given) => {
        const label = english ? inEnglish(given) : given
        const bounds = boundsOf(geometry.archipelagos.features.filter(({ properties }) => properties.name === given.text).map(({ geometry: area }) => area))
        if (bounds === null) return null
        const [x, y] = project(view, [(bounds.west + bounds.east) / 2 + 1.6, bounds.south - 0.25])
        const w = textWidth(label.text, 1.75, true)
        return <p key={given.text} className="archipelago archipelago-small" style={{ left: `${Math.min(x - w / 2, box.w - w - 0.6)}rem`, top: `${y}rem`, width: `${w}rem` }}><b>{label.text}</b>{label.sub}</p>
      })}
    </>
  )
}

/** The small map of the country beside a province's planes, with both archipelagos and their names. */
function CountryBeside({ geometry, province, box }: { geometry: MapGeometry, province: string, box: Box }): ReactElement {
  const view = useMemo(() => fitView(locatorBounds, { x: 0, y: 0, w: box.w, h: box.h }), [box])
  const { language } = usePyramidSpeech()
  return (
    <>
      <Locator geometry={geometry} province={province} box={box} view={view} />
      <div className="locator-names" style={{ left: `${box.x}rem`, top: `${box.y}rem`, width: `${box.w}rem`, height: `${box.h}rem` }}>
        <LocatorNames geometry={geometry} view={view} box={box} english={language === 'en'} />
      </div>
    </>
  )
}

interface PictureOfProps {
  readonly geometry: MapGeometry
  readonly stage: Stage
  readonly layout: PyramidLayout
  readonly scope: PyramidScope
  readonly kpi: KpiAnswer
  readonly shown: ShownKpi
  readonly model: PyramidModel
}

function PictureOf({ geometry, stage, layout, scope, kpi, shown, model }: PictureOfProps): ReactElement | null {
  const speech = usePyramidSpeech()
  const webgl = useWebgl()
  const shapes = useMemo(() => shapesOf(geometry, scope, layout), [geometry, scope, layout])
  const locator = useMemo((): Box | null => (scope.level === 'centre' ? null : { x: layout.picture.w - 33, y: 30, w: 30, h: 34.6 }), [scope, layout])
  const taken = useMemo((): readonly Box[] => [{ x: 0, y: 9, w: 60, h: 8.5 }, ...(locator === null ? [] : [locator])], [locator])
  if (shapes === null) return null
  const path = model.explained
  const isCountry = scope.level === 'centre'
  const focusUpper = isCountry ? path?.[0].unit ?? null : scope.upper[0] ?? null
  const focusLower = isCountry ? (path !== undefined && path.length > 1 ? path.at(-1)!.unit : null) : scope.level === 'commune' ? scope.root : path?.at(-1)?.unit ?? null
  const open = (event: MouseEvent<HTMLElement>): void => {
    const frame = event.currentTarget.getBoundingClientRect()
    const unit = unitAt(shapes, scope, [(event.clientX - frame.left) / stage.uPx, (event.clientY - frame.top) / stage.uPx])
    if (unit !== null) goTo({ scene: 'pyramid', root: unit, kpi: kpi.id })
  }
  return (
    <div className="pyramid-body" onClick={open} data-pyramid-drawn={webgl.webgl.state === 'drawn' || isPlain(webgl.webgl) ? 'yes' : 'no'} data-pyramid-plain={isPlain(webgl.webgl) ? 'yes' : 'no'}
      data-state={model.state} role="group" aria-label={speech.own.label(shortName(kpi, speech.language))}>
      <PyramidPicture shapes={shapes} looks={model.looks} late={model.late} rootLook={model.looks.get(scope.root)} focusUpper={focusUpper} focusLower={focusLower} childrenOf={model.childrenOf} kpi={kpi.id} box={layout.picture} uPx={stage.uPx} webgl={webgl} />
      {locator !== null && scope.province !== null && <CountryBeside geometry={geometry} province={scope.province} box={locator} />}
      <header className="pyramid-head"><h2>{shortName(kpi, speech.language)}</h2>
        <p>{[shown.position > 0 && shown.count > 1 ? speech.own.position(String(shown.position), String(shown.count)) : '', shown.held ? speech.own.held : ''].filter((text) => text !== '').join(' · ')}</p></header>
      <PlaneWords geometry={geometry} shapes={shapes} scope={scope} kpi={kpi} model={model} speech={speech} webgl={webgl.webgl} />
      <PyramidCallouts geometry={geometry} shapes={shapes} layout={layout} scope={scope} kpi={kpi} model={model} speech={speech} taken={taken} />
    </div>
  )
}

function OfKpi({ stage, kpi, shown }: { stage: Stage, kpi: KpiAnswer, shown: ShownKpi }): ReactElement {
  const data = useWallData()
  const { words } = usePyramidSpeech()
  const { data: geometry, isError } = useGeometry()
  const scope = useMemo(() => pyramidScopeOf(data), [data])
  const layout = useMemo(() => pyramidLayoutOf(stage.layout.width, scope.level), [stage.layout.width, scope.level])
  usePyramidWatches(kpi.id, scope)
  const model = usePyramid(kpi, scope)
  return (
    <div className="scene-body" data-kpi={kpi.id}>
      <Panel box={{ ...layout.picture, y: 0, h: layout.picture.y + layout.picture.h }} className="pyramid">
        {geometry === undefined ? <p className="panel-note map-note">{isError ? words.unreachable : words.mapLoading}</p>
          : <PictureOf geometry={geometry} stage={stage} layout={layout} scope={scope} kpi={kpi} shown={shown} model={model} />}
      </Panel>
      <Panel box={layout.chain} className="chain-panel"><ChainPanel kpi={kpi} model={model} width={layout.chain.w} height={layout.chain.h} others={layout.list === null} /></Panel>
      {layout.list !== null && <Panel box={layout.list} className="list"><PathList kpi={kpi} model={model} height={layout.list.h} /></Panel>}
    </div>
  )
}

/** See the file's head. */
export function PyramidScene({ stage }: { stage: Stage }): ReactElement | null {
  const data = useWallData()
  useHeadlineWatch()
  const shown = usePyramidKpi(useAbnormalKpis())
  const kpi = data.kpiById.get(shown.kpi)
  return kpi === undefined ? null : <OfKpi stage={stage} kpi={kpi} shown={shown} />
}
