/** One headline figure with its truth: value, plan, change, coverage, age. A figure that is old says so before it is believed. */
import { useMemo, type ReactElement, type ReactNode } from 'react'
import type { KpiAnswer } from '../../../../data/protocol/answers.ts'
import type { Target } from '../../../../data/kpis/kpi.ts'
import { yearOf } from '../../../../data/time/vietnam-time.ts'
import { Bullet, DotScale, type GaugeProps, type Tone } from '../../../charts/Bullet.tsx'
import { Dial, DotDial } from '../../../charts/Dial.tsx'
import type { Painted } from '../../../figures/cell-store.ts'
import { useNow, usePainted } from '../../../figures/use-live.ts'
import { useLanguage, useWords } from '../../../i18n/language.ts'
import { valueDigits } from '../../../ui/figure-text.ts'
import { formatNumber, nbsp } from '../../../ui/format.ts'
import { freshnessNow, lookOf, type Look } from '../../../ui/look.ts'
import { StatusShape } from '../../../ui/StatusShape.tsx'
import { firstThatFits } from '../../../ui/whole-words.ts'
import { finalText, gapText, planParts, planText, sourceWordings, type Speech } from '../figure-words.ts'
import { digitsSize, fractionFits, gaugeWidth } from './card-words.ts'
import { KpiFoot } from './CardFoot.tsx'
import { useGaugeForm, type GaugeForm } from './gauges.ts'
import { TrendBlock } from './TrendBlock.tsx'
import { targetOf, unitName, useWallData } from '../wall-data.ts'
import { useYearResult, YearResult } from './YearResult.tsx'

/** Colour of a bar or a line for a look. */
export function toneOf(look: Look): Tone {
  return look === 'at_risk' ? 'risk' : look === 'behind' ? 'late' : look === 'lost' ? 'dim' : 'normal'
}

/** Letters of the last line: of words alone, and with the digits of a fraction before them. */
const sourceLetters = { words: 76, digits: 70 } as const

/** What a card puts where. */
export interface CardProps {
  readonly kpi: string
  readonly title: string
  readonly fraction: string
  readonly look: Look
  readonly painted: Painted | undefined
  readonly digits: string
  readonly unit: string
  readonly aged: boolean
  readonly trend: ReactNode
  readonly gauge: ReactNode
  readonly labels: ReactNode
  readonly form: GaugeForm
  readonly foot: ReactNode
  /** Where the plan stands written, the fullest wording first: the first that has room is shown. `sourceLetters`: room for words alone. */
  readonly sources: readonly string[]
  readonly sourceLetters?: number
}

/** The frame all four cards share. */
export function CardFrame(props: CardProps): ReactElement {
  const words = useWords()
  const { root } = useWallData()
  const { painted, look } = props
  const empty = painted === undefined || painted.cell.value === null
  const fits = fractionFits(props.title, props.fraction, words.status[look])
  const size = digitsSize(props.digits, props.form)
  const { fraction, sources } = props
  const source = fits ? firstThatFits(sources, props.sourceLetters ?? sourceLetters.words) : firstThatFits([...sources.map((one) => `${fraction} · ${one}`), fraction], sourceLetters.digits)
  return (
    <article className="card" data-look={look} data-gauges={props.form} aria-label={props.title}>
      <header className="card-head">
        <h2>{props.title}</h2><span className="card-fraction">{fits ? props.fraction : ''}</span>
        <span className="status"><StatusShape look={look} size={1.95} />{words.status[look]}</span>
      </header>
      <div className="card-value">
        <p className={`digits digits-${size}${empty ? ' digits-none' : ''}${props.aged ? ' digits-aged' : ''}${look === 'lost' ? ' digits-lost' : ''}`}
          data-unit={root.code} data-kpi={props.kpi} data-seq={painted?.seq ?? ''} data-value={painted?.cell.value ?? ''}
          data-num={painted?.cell.num ?? ''} data-den={painted?.cell.den ?? ''} data-painted-ms={painted?.paintedMs ?? ''} data-status={look}>
          <span>{props.digits}</span>{props.unit !== '' && <small>{nbsp}{props.unit}</small>}
        </p>
        {props.trend}
      </div>
      {props.gauge}
      <div className="card-labels">{props.labels}</div>
      {props.foot}
      <p className="card-source">{source}</p>
    </article>
  )
}

function scaleOf(kpi: KpiAnswer, value: number | null, expected: number | null): { low: number, high: number } {
  if (kpi.kind !== 'availability') return { low: 0, high: 1 }
  const lowest = Math.min(value ?? 1, expected ?? 1)
  return { low: lowest >= 0.98 ? 0.98 : Math.floor(lowest * 20) / 20, high: 1 }
}

interface GaugeParts {
  readonly gauge: ReactElement
  readonly labels: ReactElement
}

interface GaugeInput {
  readonly kpi: KpiAnswer
  readonly painted: Painted | undefined
  readonly target: Target | null
  readonly look: Look
  readonly nowMs: number
  readonly hasResult: boolean
  readonly form: GaugeForm
}

function gaugeParts({ kpi, painted, target, look, nowMs, hasResult, form }: GaugeInput, speech: Speech): GaugeParts {
  const value = painted?.cell.value ?? null
  const expected = painted?.cell.expected ?? null
  const { low, high } = scaleOf(kpi, value, expected)
  const share = (x: number | null): number | null => (x === null ? null : (x - low) / (high - low))
  const plan = painted === undefined || hasResult ? '' : planText(kpi, expected, target, speech)
  const final = finalText(kpi, target, nowMs, speech)
  const label = `${plan}. ${final ?? ''}`
  const mark = share(expected)
  const ends = low === 0 ? null : [`${formatNumber(low * 100, speech.language)}${nbsp}%`, `100${nbsp}%`] as const
  const gauge: GaugeProps = { width: gaugeWidth, value: share(value), mark, final: final === null || target === null ? null : share(target.value), tone: toneOf(look), label }
  if (form === 'dial') {
    const parts = plan === '' || expected === null ? { word: plan, value: '' } : planParts(kpi, expected, target, speech)
    return { gauge: low === 0 ? <Dial {...gauge} /> : <DotDial {...gauge} />, labels: <DialLabels word={parts.word} value={parts.value} final={final} ends={ends} /> }
  }
  return { gauge: low === 0 ? <Bullet {...gauge} /> : <DotScale {...gauge} />, labels: <PlanLabels plan={plan} final={final} mark={mark} ends={ends} /> }
}

/** Width of a letter of the words under a gauge, u. */
const letter = 1.08

/** The words under a gauge: the plan's near its mark, the last target at the right end; they never meet. */
function PlanLabels({ plan, final, mark, ends }: { plan: string, final: string | null, mark: number | null, ends: readonly [string, string] | null }): ReactElement {
  const width = plan.length * letter
  const room = gaugeWidth - (final === null ? (ends === null ? 0 : 8) : final.length * letter + 2)
  const left = ends === null ? 0 : 7
  const at = (mark ?? 0.5) * gaugeWidth
  const start = Math.max(left, Math.min(at - width / 2, room - width))
  return (
    <>
      {ends !== null && <span>{ends[0]}</span>}
      <strong style={{ left: `${start.toFixed(2)}rem` }}>{plan}</strong>
      <span className="right">{final ?? ends?.[1] ?? ''}</span>
    </>
  )
}

/** The words inside a dial: the plan's word and value in its middle, the last target between its ends, or the ends' own values. */
function DialLabels({ word, value, final, ends }: { word: string, value: string, final: string | null, ends: readonly [string, string] | null }): ReactElement {
  return (
    <>
      <p className="dial-plan"><span>{word}</span>{value !== '' && <strong>{value}</strong>}</p>
      {ends === null ? final !== null && <p className="dial-final">{final}</p> : <p className="dial-ends"><span>{ends[0]}</span><span>{ends[1]}</span></p>}
    </>
  )
}

function fractionText(kpi: KpiAnswer, painted: Painted | undefined, { language, words }: Speech): string {
  const cell = painted?.cell
  if (kpi.kind === 'availability' && cell?.value != null) return words.cards.uptimeOf(formatNumber(cell.coverage.due, language), cell.coverage.due)
  if (cell === undefined || cell.num === null || cell.den === null) return ''
  return `${formatNumber(cell.num, language)} / ${formatNumber(cell.den, language)}`
}

/** A headline ratio: pages, documents, uptime. */
export function RatioCard({ kpiId, title }: { kpiId: string, title: string }): ReactElement | null {
  const data = useWallData()
  const words = useWords()
  const language = useLanguage()
  const kpi = data.kpiById.get(kpiId)
  const painted = usePainted(data.root.code, kpiId)
  const freshness = useNow((nowMs) => (painted === undefined || kpi === undefined ? 'fresh' : freshnessNow(painted.cell, kpi.cadenceMs, nowMs)))
  const minute = useNow((nowMs) => Math.floor(nowMs / 60_000))
  const result = useYearResult(kpiId, painted)
  const form = useGaugeForm()
  const target = useMemo(() => targetOf(data, kpiId, data.root.code, yearOf(minute * 60_000)), [data, kpiId, minute])
  if (kpi === undefined) return null
  const speech = { language, words }
  const cell = painted?.cell
  const value = cell?.value ?? null
  const look: Look = cell === undefined ? 'silent' : freshness === 'lost' ? 'lost' : lookOf(cell, true)
  const { gauge, labels } = gaugeParts({ kpi, painted, target, look, nowMs: minute * 60_000, hasResult: result !== null, form }, speech)
  const silent = cell !== undefined && value === null
  const outside = cell !== undefined && cell.coverage.due === 0
  return (
    <CardFrame kpi={kpiId} title={title} fraction={fractionText(kpi, painted, speech)} look={look} painted={painted}
      digits={valueDigits(kpi, value, cell?.expected ?? null, language)} unit={value === null ? '' : '%'} aged={freshness === 'late'}
      trend={silent
        ? <p className="card-empty">{outside ? words.notReporting(1) : result === null ? words.noFigureDo(words.cadence[kpi.cadence] ?? kpi.cadence) : words.noFigureYear(String(result.year + 1))}</p>
        : <TrendBlock kpi={kpi} value={value} look={look} />}
      gauge={gauge} form={form} labels={<>{result !== null && <YearResult kpi={kpi} painted={painted} className="year-result year-result-centred" />}{labels}</>} foot={<KpiFoot painted={painted} kpi={kpi} gap={cell === undefined || look === 'lost' ? '' : gapText(kpi, cell, speech)} />}
      sources={kpi.facts.length > 0 && data.root.level === 'centre' ? words.factsPages : sourceWordings(target, data.root.code, (code) => unitName(data, code, language), speech)} />
  )
}
