/** One figure of one unit: its course against the plan, where its trend leads by the due date, the pace needed, and which children would bring it to plan. */
import type { ReactElement, ReactNode } from 'react'
import type { ProjectionAnswer } from '../../../../data/protocol/projection.ts'
import { useLanguage } from '../../../i18n/language.ts'
import { useProjection } from '../../../queries/desk-queries.ts'
import { formatDate, formatNumber, formatPercent, nbsp } from '../../../ui/format.ts'
import { StatusShape } from '../../../ui/StatusShape.tsx'
import { kpiName, unitLine, unitName, useDesk } from '../desk-data.ts'
import { goSearch, Link, SearchLink, usePlace } from '../navigation.tsx'
import { PageHead } from '../parts/bits.tsx'
import { KpiSelect } from '../parts/pickers.tsx'
import { Answered, AsOf, Empty } from '../parts/states.tsx'
import { given, searchWith, shapes } from '../route.ts'
import { useDeskWords, useSpeech } from '../use-desk-words.ts'
import { differenceText, lineText, valueText, type KpiLike } from '../values.ts'
import { useVerdictsWords } from '../verdicts/use-verdicts-words.ts'
import { dueMsOf } from './trend-scale.ts'
import { TrendChart } from './TrendChart.tsx'
import { UnitBar, useUnit } from './UnitBar.tsx'

interface PartProps {
  readonly answer: ProjectionAnswer
  readonly kpi: KpiLike | undefined
}

function Figure({ name, big, children }: { name: string, big: ReactNode, children?: ReactNode }): ReactElement {
  return <div><dt>{name}</dt><dd><b>{big}</b>{children !== undefined && <small>{children}</small>}</dd></div>
}

/** Where it leads, in words: arrives, does not, unsure. */
function Arrival({ arrives }: { arrives: 'met' | 'yes' | 'no' | 'unsure' }): ReactElement {
  const words = useDeskWords().projection
  return <span className="severity"><StatusShape look={arrives === 'no' ? 'at_risk' : arrives === 'unsure' ? 'behind' : 'met'} size={0.8} />{words.arrives[arrives]}</span>
}

function Figures({ answer, kpi }: PartProps): ReactElement {
  const words = useDeskWords().projection, language = useLanguage(), speech = useSpeech()
  const value = (one: number | null): string => valueText(kpi, one, answer.target, language)
  const number = (n: number): string => formatNumber(n, language, Number.isInteger(n) || Math.abs(n) >= 100 ? 0 : 1)
  const dueMs = dueMsOf(answer)
  const { trend, projected, pace } = answer
  return (
    <dl className="figures">
      <Figure name={words.value} big={valueText(kpi, answer.value, answer.expected, language)} />
      {answer.expected !== null && <Figure name={words.expected} big={lineText(kpi, answer.expected, language)}>{answer.value === null ? '' : differenceText(kpi, answer.value - answer.expected, speech)}</Figure>}
      {answer.target !== null && <Figure name={dueMs === null ? words.targetPlain : words.target(formatDate(dueMs - 1))} big={lineText(kpi, answer.target, language)}>{pace === null ? '' : words.weeksLeft(number(pace.weeksLeft))}</Figure>}
      {projected !== null && <Figure name={words.projected} big={<>{value(projected.value)} <Arrival arrives={projected.arrives} /></>}>
        {words.interval(value(projected.interval.low), value(projected.interval.high), formatPercent(answer.confidence, language, 0))}{projected.crossesAt !== null && <><br />{words.crosses(formatDate(Date.parse(projected.crossesAt)))}</>}
      </Figure>}
      {trend !== null && <Figure name={words.trend} big={words.perWeek(differenceText(kpi, trend.perWeek, speech))}>
        {words.interval(differenceText(kpi, trend.interval.low, speech), differenceText(kpi, trend.interval.high, speech), formatPercent(answer.confidence, language, 0))}<br />{words.trendOf(formatNumber(trend.points, language), formatDate(Date.parse(trend.from)), formatDate(Date.parse(trend.to)))}
      </Figure>}
      {pace !== null && <Figure name={words.pace} big={words.perWeek(differenceText(kpi, pace.neededPerWeek, speech))}>
        {pace.neededNumPerWeek !== null && words.numPerWeek(`${number(Math.sign(pace.neededNumPerWeek) * Math.ceil(Math.abs(pace.neededNumPerWeek)))}${nbsp}${(language === 'vi' ? kpi?.unitVi : kpi?.unitEn) ?? ''}`)}
        {pace.trendPerWeek !== null && pace.trendPerWeek !== 0 && pace.neededPerWeek / pace.trendPerWeek > 1 && <><br />{words.times(number(pace.neededPerWeek / pace.trendPerWeek))}</>}
      </Figure>}
    </dl>
  )
}

function Bringers({ answer, kpi }: PartProps): ReactElement {
  const data = useDesk(), words = useDeskWords().projection, language = useLanguage(), { search } = usePlace()
  const { bringers } = answer
  if (bringers === null || bringers.shortNum === 0) return <p className="quiet">{words.bringersNone}</p>
  const unit = (language === 'vi' ? kpi?.unitVi : kpi?.unitEn) ?? ''
  const count = (n: number): string => `${formatNumber(n, language, Number.isInteger(n) || n >= 100 ? 0 : 1)}${nbsp}${unit}`
  return <>
    <p>{bringers.enough ? words.bringersEnough(formatNumber(bringers.needed, language), count(bringers.shortNum)) : words.bringersNot(count(bringers.leftNum), count(bringers.shortNum))}</p>
    <table className="table">
      <thead><tr><th scope="col">{words.bringColumns.unit}</th><th scope="col" className="num">{words.bringColumns.value}</th><th scope="col" className="num">{words.bringColumns.expected}</th><th scope="col" className="num">{words.bringColumns.gain}</th>{bringers.enough && <th scope="col">{words.inSet}</th>}</tr></thead>
      <tbody>{bringers.children.map((child) => (
        <tr key={child.unit} className={child.inSet ? 'chosen' : undefined}>
          <th scope="row"><SearchLink search={searchWith(search, { unit: child.unit })}>{unitName(data, child.unit, language)}</SearchLink></th>
          <td className="num">{valueText(kpi, child.value, child.expected, language)}</td><td className="num">{lineText(kpi, child.expected, language)}</td><td className="num">{count(child.gainNum)}</td>{bringers.enough && <td>{child.inSet ? '✓' : ''}</td>}
        </tr>
      ))}</tbody>
    </table>
    {bringers.withheld > 0 && <p className="quiet">{words.withheldChildren(formatNumber(bringers.withheld, language))}</p>}
  </>
}

function Projection({ answer, kpi, title }: PartProps & { title: string }): ReactElement {
  const words = useDeskWords().projection
  return <>
    {answer.gap !== null && <p className="remark">{words.gaps[answer.gap]} {words.gapsDo[answer.gap]}</p>}
    <Figures answer={answer} kpi={kpi} />
    <TrendChart answer={answer} kpi={kpi} title={title} />
    <p className="quiet">{words.method}: {answer.method}. <AsOf at={answer.at} /></p>
    {answer.value !== null && <section aria-labelledby="bringers-title"><h2 id="bringers-title">{words.bringers}</h2><Bringers answer={answer} kpi={kpi} /></section>}
  </>
}

/** See the file's head. */
export function ProjectionPage(): ReactElement {
  const data = useDesk(), words = useDeskWords(), verdicts = useVerdictsWords(), language = useLanguage(), { search } = usePlace()
  const unit = useUnit()
  const id = given(search, 'kpi', shapes.kpi)
  const query = useProjection(unit, id)
  const title = id === null ? words.projection.title : words.projection.chart(kpiName(data, id, language), unitLine(data, unit, language))
  return <>
    <PageHead title={words.projection.title}>{id !== null && <p className="counts"><span>{kpiName(data, id, language)} · {unitLine(data, unit, language)}</span> <Link to="verdicts" with={{ unit, kpi: id }}>{verdicts.ofFigure}</Link></p>}</PageHead>
    <p className="lead">{words.projection.lead}</p>
    <UnitBar unit={unit}><label><span>{words.kpiPick.label}</span><KpiSelect value={id} any={words.nothingYet} onPick={(kpi) => goSearch(searchWith(search, { kpi }))} /></label></UnitBar>
    {id === null ? <Empty text={words.projection.pick} /> : <Answered query={query}>{(answer) => <Projection answer={answer} kpi={data.kpiById.get(answer.kpi)} title={title} />}</Answered>}
  </>
}
