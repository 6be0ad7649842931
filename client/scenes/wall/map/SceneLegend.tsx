/** The legend of *Bản đồ*: the five statuses with their paint, shape and word, how many provinces and communes have each, and the root's own, which is in no count. */
import { useMemo, type ReactElement } from 'react'
import type { KpiAnswer } from '../../../../data/protocol/answers.ts'
import { usePainted } from '../../../figures/use-live.ts'
import { useLanguage, useMapWords, useWords } from '../../../i18n/language.ts'
import { valueText } from '../../../ui/figure-text.ts'
import { formatNumber } from '../../../ui/format.ts'
import { lookOf, type Look } from '../../../ui/look.ts'
import { LateShape, StatusShape } from '../../../ui/StatusShape.tsx'
import { unitName, useWallData } from '../wall-data.ts'
import { countLooks } from './map-model.ts'
import type { SceneFigures } from './scene-figures.ts'
import { Swatch } from './Swatch.tsx'

/** The rows: what has stopped apart from what never came; a look stands for those that are told by the same word. */
const rows: readonly (readonly [Look, readonly Look[]])[] = [
  ['at_risk', ['at_risk']], ['behind', ['behind']], ['lost', ['lost']], ['no_data', ['no_data', 'silent']], ['on_track', ['on_track']], ['met', ['met']], ['no_target', ['no_target']],
]

/** More rows than this stand closer. */
const mostRows = 6

/** The rows that are shown: those of the four statuses always, the others where some unit has them; of the two without data one at least. */
function rowsOf(has: (wanted: readonly Look[]) => boolean): typeof rows {
  return rows.filter(([look, wanted]) => has(wanted) || (look === 'no_data' ? !has(['lost']) : look !== 'lost' && look !== 'no_target'))
}

/** How many units have one of these looks. */
function countOf(counts: ReadonlyMap<Look, number>, wanted: readonly Look[]): number {
  return wanted.reduce((sum, look) => sum + (counts.get(look) ?? 0), 0)
}

const countsOf = (found: ReadonlyMap<string, Look>): ReadonlyMap<Look, number> => new Map(countLooks(found).map(({ look, count }) => [look, count]))

/** See the file's head. */
export function SceneLegend({ kpi, figures }: { kpi: KpiAnswer, figures: SceneFigures }): ReactElement {
  const { root } = useWallData()
  const words = useWords()
  const map = useMapWords()
  const language = useLanguage()
  const { provinces, communes, strays, late, sizes } = figures
  const central = root.level === 'centre'
  const ofProvinces = useMemo(() => countsOf(provinces), [provinces]), ofCommunes = useMemo(() => countsOf(communes), [communes])
  const shown = rowsOf((wanted) => countOf(ofProvinces, wanted) + countOf(ofCommunes, wanted) > 0)
  const counts = (wanted: readonly Look[]): ReactElement => (
    <>
      {central && <td className="num">{formatNumber(countOf(ofProvinces, wanted), language)}</td>}
      <td className="num">{formatNumber(countOf(ofCommunes, wanted), language)}</td>
    </>
  )
  const outside = { provinces: sizes.provinces - provinces.size, communes: sizes.communes - communes.size }
  return (
    <>
      <table className="map-legend" data-tight={shown.length + Number(outside.provinces + outside.communes > 0) + Number(late.provinces.size + late.communes.size > 0) > mostRows ? 'yes' : 'no'}>
        <colgroup><col className="paint" /><col />{central && <col className="count" />}<col className="count" /></colgroup>
        <thead><tr><th scope="col" colSpan={2}>{map.legend}</th>{central && <th scope="col" className="num">{map.provinces}</th>}<th scope="col" className="num">{map.communes}</th></tr></thead>
        <tbody>
          {shown.map(([look, wanted]) => (
            <tr key={look} data-look={look}>
              <td><Swatch look={look === 'no_data' && figures.allSilent ? 'silent' : look} /></td>
              <th scope="row"><StatusShape look={look === 'no_data' && figures.allSilent ? 'silent' : look} size={1.8} />{look === 'no_data' ? map.noData : words.status[look]}</th>{counts(wanted)}
            </tr>
          ))}
          {outside.provinces + outside.communes > 0 && (
            <tr className="apart"><td /><th scope="row">{map.notReporting}</th>{central && <td className="num">{formatNumber(outside.provinces, language)}</td>}<td className="num">{formatNumber(outside.communes, language)}</td></tr>
          )}
          {late.provinces.size + late.communes.size > 0 && (
            <tr data-late="yes">
              <td><Swatch look="late_on_track" /></td><th scope="row"><LateShape size={1.8} />{words.ofThemLate}</th>
              {central && <td className="num">{formatNumber(late.provinces.size, language)}</td>}<td className="num">{formatNumber(late.communes.size, language)}</td>
            </tr>
          )}
        </tbody>
      </table>
      <RootLine kpi={kpi} />
      {strays.size > 0 && <p className="legend-note">{map.communeNote}</p>}
      {central && communes.size === 0 && provinces.size > 0 && <p className="legend-note">{map.onlyProvinces}</p>}
    </>
  )
}

function RootLine({ kpi }: { kpi: KpiAnswer }): ReactElement | null {
  const { root } = useWallData()
  const data = useWallData()
  const words = useWords()
  const map = useMapWords()
  const language = useLanguage()
  const painted = usePainted(root.code, kpi.id)
  if (painted === undefined || root.level === 'commune') return null
  const look = lookOf(painted.cell, true)
  const name = root.level === 'centre' ? map.nationwide : unitName(data, root.code, language)
  const value = painted.cell.value === null ? words.status[look] : valueText(kpi, painted.cell.value, painted.cell.expected, language)
  return <p className="legend-apart"><StatusShape look={look} size={1.8} />{map.rootApart(name, value)}</p>
}
