/** The six scores of data quality of a unit, over all and by family; a score opens what cost its points. */
import type { ReactElement } from 'react'
import { qualityCriteria, type QualityAnswer, type QualityCriterion, type QualityReasonsAnswer, type QualityScore } from '../../../../data/protocol/quality.ts'
import { useLanguage } from '../../../i18n/language.ts'
import { useQuality, useQualityReasons } from '../../../queries/desk-queries.ts'
import { formatNumber, type Language } from '../../../ui/format.ts'
import { kpiShort, unitLine, useDesk } from '../desk-data.ts'
import { Link, SearchLink, usePlace } from '../navigation.tsx'
import { PageHead } from '../parts/bits.tsx'
import { Answered, AsOf, Empty } from '../parts/states.tsx'
import { given, givenOf, searchWith } from '../route.ts'
import { useDeskWords } from '../use-desk-words.ts'
import { instantText } from '../values.ts'
import { useVerdictsWords } from '../verdicts/use-verdicts-words.ts'
import { UnitBar, useUnit } from './UnitBar.tsx'

/** A score with one decimal (none where it is 100); below 100 it never reads 100. */
export function scoreText(score: number, language: Language): string {
  const shown = score < 100 ? Math.min(99.9, Math.round(score * 10) / 10) : 100
  return formatNumber(shown, language, shown === 100 ? 0 : 1)
}

interface ScoreProps {
  readonly score: QualityScore
  readonly criterion: QualityCriterion
  readonly group: string | null
  readonly name: string
  readonly isOpen: boolean
}

/** A score as its bar and digits, a link to its reasons. */
function Score({ score, criterion, group, name, isOpen }: ScoreProps): ReactElement {
  const words = useDeskWords().quality, language = useLanguage(), { search } = usePlace()
  if (score.score === null) return <span className="score none" title={words.none}>–<span className="hidden">{words.none}</span></span>
  return (
    <SearchLink className="score" search={searchWith(search, { criterion, group })} current={isOpen} label={`${name}, ${words.criteria[criterion]}: ${scoreText(score.score, language)}`}>
      <svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true"><rect width="100" height="6" className="track" /><rect width={score.score} height="6" /></svg>
      <b>{scoreText(score.score, language)}</b>
    </SearchLink>
  )
}

function Scores({ answer, criterion, group }: { answer: QualityAnswer, criterion: QualityCriterion | null, group: string | null }): ReactElement {
  const words = useDeskWords()
  const row = (name: string, scores: QualityAnswer['overall'], of: string | null): ReactElement => (
    <tr key={of ?? 'all'} className={of === null ? 'sum' : undefined}>
      <th scope="row">{name}</th>
      {qualityCriteria.map((one) => <td key={one}><Score score={scores[one]} criterion={one} group={of} name={name} isOpen={criterion === one && group === of} /></td>)}
    </tr>
  )
  return (
    <table className="table scores">
      <thead><tr><th scope="col">{words.quality.family}</th>{qualityCriteria.map((one) => <th key={one} scope="col">{words.quality.criteria[one]}<small>{words.quality.helps[one]}</small></th>)}</tr></thead>
      <tbody>{row(words.quality.overall, answer.overall, null)}{answer.families.map((family) => row(words.groups[family.group] ?? family.group, family.scores, family.group))}</tbody>
    </table>
  )
}

function Reasons({ answer }: { answer: QualityReasonsAnswer }): ReactElement {
  const data = useDesk(), words = useDeskWords().quality, language = useLanguage()
  const number = (n: number): string => formatNumber(n, language, Number.isInteger(n) ? 0 : 1)
  return <>
    <p><b>{answer.score.score === null ? words.none : scoreText(answer.score.score, language)}</b>{answer.score.score !== null && <> · {words.scoreOf(number(answer.score.points), number(answer.score.possible))}</>} <AsOf at={answer.at} /></p>
    <p className="quiet">{words.formula}: {language === 'vi' ? answer.formulaVi : answer.formulaEn}</p>
    {answer.reasons.length === 0 ? answer.score.score !== null && <p>{words.noReasons}</p> : <table className="table">
      <thead><tr><th scope="col" className="num">{words.columns.lost}</th><th scope="col">{words.columns.unit}</th><th scope="col">{words.columns.kpi}</th><th scope="col">{words.columns.why}</th><th scope="col" className="num">{words.columns.count}</th><th scope="col" className="num">{words.columns.at}</th><th scope="col">{words.columns.key}</th></tr></thead>
      <tbody>{answer.reasons.map((reason, i) => (
        <tr key={`${reason.unit} ${reason.kpi} ${reason.code} ${i}`}>
          <td className="num"><b>{number(reason.lost)}</b></td><th scope="row">{unitLine(data, reason.unit, language)}</th><td>{kpiShort(data, reason.kpi, language)}</td>
          <td className="wide-cell">{language === 'vi' ? reason.textVi : reason.textEn}</td><td className="num">{number(reason.count)}</td>
          <td className="num">{reason.at === null ? '' : instantText(Date.parse(reason.at))}</td><td className="key">{reason.key ?? ''}</td>
        </tr>
      ))}</tbody>
    </table>}
    {answer.total > answer.reasons.length && <p className="remark">{words.cut(number(answer.reasons.length), number(answer.total))}</p>}
  </>
}

/** See the file's head. */
export function QualityPage(): ReactElement {
  const words = useDeskWords(), verdicts = useVerdictsWords(), { search } = usePlace()
  const unit = useUnit()
  const criterion = givenOf(search, 'criterion', qualityCriteria)
  const group = given(search, 'group', /^[a-z][\w-]{0,31}$/)
  const query = useQuality(unit)
  const reasons = useQualityReasons(unit, criterion, group)
  const family = group === null ? words.quality.overall : words.groups[group] ?? group
  return <>
    <PageHead title={words.quality.title}>{query.data !== undefined && <AsOf at={query.data.at} />} <Link to="verdicts" with={{ unit }}>{verdicts.ofUnit}</Link></PageHead>
    <p className="lead">{words.quality.lead}</p>
    <UnitBar unit={unit} />
    <Answered query={query}>{(answer) => (answer.families.length === 0
      ? <Empty text={words.quality.noneYet}>{words.quality.noneDo}</Empty>
      : <Scores answer={answer} criterion={criterion} group={group} />)}</Answered>
    {criterion !== null && <section className="reasons" aria-labelledby="reasons-title">
      <div className="section-head"><h2 id="reasons-title">{words.quality.reasons(words.quality.criteria[criterion], family)}</h2><SearchLink search={searchWith(search, { criterion: null, group: null })}>{words.quality.closeReasons}</SearchLink></div>
      <Answered query={reasons}>{(answer) => <Reasons answer={answer} />}</Answered>
    </section>}
  </>
}
