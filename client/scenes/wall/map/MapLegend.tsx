/** What the map shows and how much of each: the KPI, counts by status, the root's own status (which the map cannot show), the rotation. */
import { Fragment, type ReactElement } from 'react'
import { useNow, usePainted } from '../../../figures/use-live.ts'
import { useLanguage, useWords } from '../../../i18n/language.ts'
import { valueText } from '../../../ui/figure-text.ts'
import { formatNumber } from '../../../ui/format.ts'
import { lookOf, type Look } from '../../../ui/look.ts'
import { LateShape, StatusShape } from '../../../ui/StatusShape.tsx'
import { shortName } from '../figure-words.ts'
import { Swatch } from './Swatch.tsx'
import { legendNames } from './legend-names.ts'
import { countLooks, legendBox, legendTop, nameLinesOf, type MapScope } from './map-model.ts'
import type { RankedUnit } from './ranking.ts'
import { dwellMs, type Rotation } from '../overview/rotation.ts'
import { unitName, useWallData } from '../wall-data.ts'
import { YearResult } from '../overview/YearResult.tsx'

function Next({ rotation }: { rotation: Rotation }): ReactElement {
  const words = useWords()
  useNow((nowMs) => nowMs)
  const left = Math.max(0, Math.ceil((rotation.sinceMs + dwellMs - Date.now()) / 1000))
  return <>{rotation.held ? words.heldStill : words.next(String(left))}</>
}

/** Letters of a line of names, a u: Roboto at 80 % width. */
const lettersPerU = 1.2
/** What names stand in from the legend's left, u. */
const namesInset = 4

function Names({ lines }: { lines: readonly string[] | undefined }): ReactElement | null {
  return lines === undefined ? null : <li className="legend-names">{lines.map((line) => <span key={line}>{line}</span>)}</li>
}

/** See the file's head. `late`: how many of the units shown have a late figure; `unnamed`: the abnormal that bear no call-out, worst first; `position`: `2/8` of the rotation. */
export function MapLegend({ kpi, scope, looks, late, unnamed, rotation, position }: {
  kpi: string, scope: MapScope, looks: ReadonlyMap<string, Look>, late: number, unnamed: readonly RankedUnit[], rotation: Rotation, position: string,
}): ReactElement | null {
  const data = useWallData()
  const words = useWords()
  const language = useLanguage()
  const entry = data.kpiById.get(kpi)
  const painted = usePainted(data.root.code, kpi)
  const box = legendBox(scope)
  if (entry === undefined) return null
  const counts = countLooks(looks)
  const outside = scope.units.length - looks.size
  const rows = counts.length + Number(late > 0) + Number(outside > 0)
  const more = words.moreUnits[scope.source === 'provinces' ? 'province' : 'commune']
  const names = legendNames(unnamed, (unit) => unitName(data, unit, language), { letters: Math.floor((box.w - namesInset) * lettersPerU), most: nameLinesOf(scope, rows) }, (left) => more(formatNumber(left, language), left))
  const lineCount = [...names.values()].reduce((sum, { length }) => sum + length, 0)
  const rootLook = painted === undefined ? null : lookOf(painted.cell, true)
  const size = scope.units.length
  const scopeText = (scope.source === 'provinces' ? words.provincesCount : words.communesCount)(formatNumber(size, language), size)
  return (
    <section className="legend" style={{ left: `${box.x}rem`, top: `${legendTop(scope, rows, lineCount)}rem`, width: `${box.w}rem` }} aria-label={words.mapLabel(shortName(entry, language))}>
      <p className="legend-over">{words.onMap} <span>{position}</span></p>
      <h2>{shortName(entry, language)}</h2>
      <p className="legend-scope">{scopeText}</p>
      <ul>
        {counts.map(({ look, count }) => (
          <Fragment key={look}>
            <li data-look={look} data-count={count}><Swatch look={look} /><StatusShape look={look} size={1.7} /><b>{formatNumber(count, language)}</b>{words.status[look]}</li>
            <Names lines={names.get(look)} />
          </Fragment>
        ))}
        {outside > 0 && <li><span className="swatch" /><span className="swatch-gap" /><b>{formatNumber(outside, language)}</b>{words.notReporting(outside)}</li>}
        {late > 0 && <li data-late="yes"><Swatch look="late_on_track" /><LateShape size={1.7} /><span>{words.lateOfThem(formatNumber(late, language))}</span></li>}
        <Names lines={names.get('late')} />
      </ul>
      {rootLook !== null && painted !== undefined && (
        <p className="legend-root">{data.root.level === 'centre' ? words.national : words.ofRoot} <StatusShape look={rootLook} size={1.7} /> <b>{painted.cell.value === null ? words.status[rootLook] : valueText(entry, painted.cell.value, painted.cell.expected, language)}</b></p>
      )}
      <YearResult kpi={entry} painted={painted} className="legend-root" />
      <p className="legend-next"><Next rotation={rotation} /></p>
    </section>
  )
}
