/** The chain in focus as blocks, the top first: value, plan, what is missing, whose share it is, how whole and how old. Below it the next paths. */
import { useMemo, type ReactElement } from 'react'
import { restOf, type ChainLink } from '../../../../data/judgement/missing-chain.ts'
import type { KpiAnswer } from '../../../../data/protocol/answers.ts'
import type { Cell } from '../../../../data/protocol/cell.ts'
import { hasDenominator } from '../../../../data/measures/measure.ts'
import { yearOf } from '../../../../data/time/vietnam-time.ts'
import { Bullet, DotScale } from '../../../charts/Bullet.tsx'
import { useNow } from '../../../figures/use-live.ts'
import { useProjection } from '../../../queries/desk-queries.ts'
import { valueDigits, valueText } from '../../../ui/figure-text.ts'
import { formatNumber, nbsp } from '../../../ui/format.ts'
import { freshnessNow, type Look } from '../../../ui/look.ts'
import { StatusShape } from '../../../ui/StatusShape.tsx'
import { countText, planText, shortName } from '../figure-words.ts'
import { toneOf } from '../overview/HeadlineCard.tsx'
import { targetOf, unitName, useWallData, type WallData } from '../wall-data.ts'
import { missingBrief, missingText, paceText, restWords, shareDigits, shareText, truthText, type PyramidSpeech } from './chain-words.ts'
import { isBelowPlan, isWithoutData } from './plane-counts.ts'
import { PathRows } from './PathRows.tsx'
import type { PyramidModel } from './use-pyramid.ts'
import { usePyramidSpeech } from './use-speech.ts'

/** Height of a block with its arrow, and of the last one, u. */
const blockPitch = 37.5
const lastBlock = 31
/** What the arrow takes more where it also says why a part of what is missing is nobody's below, u. */
const whyHeight = 2.4
/** Height of a step down to `below`; of the last one where there is none, u. */
const pitchOf = (below: ChainLink | undefined): number => (below === undefined ? lastBlock : blockPitch + (hasWhy(below) ? whyHeight : 0))
const hasWhy = ({ share }: ChainLink): boolean => share !== null && restOf(share) > 0

/** The name of a unit in the chain: with its type; the centre as the whole country. */
export function chainName(data: WallData, code: string, { own, language }: PyramidSpeech): string {
  const unit = data.unitByCode.get(code)
  if (unit === undefined) return code
  return unit.level === 'centre' ? own.national : language === 'vi' ? unit.fullName : unit.nameEn
}

function fractionOf(kpi: KpiAnswer, cell: Cell, speech: PyramidSpeech): readonly [string, string] {
  if (kpi.kind === 'availability' || cell.num === null || cell.den === null) return ['', shortName(kpi, speech.language)]
  return [`${formatNumber(cell.num, speech.language)} / ${countText(kpi, cell.den, speech.language)}`, shortName(kpi, speech.language)]
}

function Gauge({ kpi, cell, width, tone, label }: { kpi: KpiAnswer, cell: Cell, width: number, tone: ReturnType<typeof toneOf>, label: string }): ReactElement | null {
  const { value, expected } = cell
  if (!hasDenominator(kpi.kind)) {
    const most = Math.max(value ?? 0, expected ?? 0)
    return <Bullet width={width} value={value === null || most === 0 ? null : value / most} mark={expected === null || most === 0 ? null : expected / most} final={null} tone={tone} label={label} />
  }
  const lowest = Math.min(value ?? 1, expected ?? 1)
  const low = kpi.kind !== 'availability' ? 0 : lowest >= 0.98 ? 0.98 : Math.floor(lowest * 20) / 20
  const share = (x: number | null): number | null => (x === null ? null : (x - low) / (1 - low))
  const Scale = low === 0 ? Bullet : DotScale
  return <Scale width={width} value={share(value)} mark={share(expected)} final={null} tone={tone} label={label} />
}

const upperFirst = (text: string): string => text.slice(0, 1).toLocaleUpperCase('vi') + text.slice(1)

/** The plan's words near their mark, inside the block. */
function PlanLabel({ text, at, width }: { text: string, at: number | null, width: number }): ReactElement {
  const own = text.length * 1.08
  const left = Math.max(0, Math.min((at ?? 0) * width - own / 2, width - own))
  return <div className="card-labels"><strong style={{ left: `${left.toFixed(2)}rem` }}>{text}</strong></div>
}

/** How many of a unit's children are below plan; where none is, how many have no data (the planes tell both); empty where none reports. */
function belowText(unit: string, model: PyramidModel, data: WallData, speech: PyramidSpeech): string {
  // of a base unit's chain only the figures on it are told
  if (model.state === 'commune') return ''
  const children = model.childrenOf(unit)
  const shown = children.flatMap((child) => { const look = model.looks.get(child); return look === undefined ? [] : [look] })
  if (shown.length === 0) return ''
  const { own, language } = speech
  const level = data.unitByCode.get(children[0]!)?.level === 'province' ? 'province' : 'commune'
  const below = shown.filter(isBelowPlan).length, without = shown.filter(isWithoutData).length
  return below === 0 && without > 0 ? own.missing(formatNumber(without, language)) : own.below(formatNumber(below, language), formatNumber(shown.length, language), own.children[level](shown.length))
}

interface BlockProps {
  readonly kpi: KpiAnswer
  readonly link: ChainLink
  readonly cell: Cell
  readonly model: PyramidModel
  readonly width: number
  readonly speech: PyramidSpeech
}

function Block({ kpi, link, cell, model, width, speech }: BlockProps): ReactElement {
  const data = useWallData()
  const { words, language } = speech
  const unit = data.unitByCode.get(link.unit)
  const nowMs = useNow((now) => now)
  const year = yearOf(nowMs)
  const target = useMemo(() => targetOf(data, kpi.id, link.unit, year), [data, kpi.id, link.unit, year])
  const { data: projection } = useProjection(link.unit, kpi.id)
  const look = model.looks.get(link.unit) ?? 'no_data'
  const isEmpty = cell.value === null
  const freshness = freshnessNow(cell, kpi.cadenceMs, nowMs)
  const isRatio = hasDenominator(kpi.kind)
  const [fraction, what] = fractionOf(kpi, cell, speech)
  const plan = planText(kpi, cell.expected, target, speech)
  const mark = cell.expected === null ? null : isRatio ? (kpi.kind === 'availability' ? 0.5 : cell.expected) : 0
  const below = belowText(link.unit, model, data, speech)
  const pace = paceText(kpi, projection?.unit === link.unit && projection.kpi === kpi.id ? projection : undefined, nowMs, speech)
  return (
    <article className="block" data-unit={link.unit} data-look={look}>
      <header><h3>{chainName(data, link.unit, speech)}</h3><span className="status"><StatusShape look={look} size={1.95} />{words.status[look]}</span></header>
      <div className="block-value">
        <p className={`block-digits${isEmpty ? ' digits-none' : freshness === 'lost' ? ' block-digits-lost' : freshness === 'late' ? ' digits-aged' : ''}`}>{kpi.kind === 'level' ? valueText(kpi, cell.value, cell.expected, language) : valueDigits(kpi, cell.value, cell.expected, language)}{!isEmpty && isRatio && <small>{nbsp}%</small>}</p>
        <p className="block-fraction"><b>{fraction}</b>{what}</p>
      </div>
      <Gauge kpi={kpi} cell={cell} width={width} tone={toneOf(look)} label={plan} />
      <PlanLabel text={plan} at={mark} width={width} />
      <p className="block-missing">{below === '' || isEmpty ? missingText(kpi, cell, link.short, target, speech) : <>{upperFirst(missingBrief(kpi, link.short, speech) || missingText(kpi, cell, link.short, target, speech))}<span> · {below}</span></>}</p>
      <p className="block-truth" data-level={unit?.level}>{truthText(kpi, cell, unit?.level ?? 'commune', nowMs, speech)}</p>
      <p className="block-below">{pace}</p>
    </article>
  )
}

/** Whose share of what is missing it is; then what the rest is, so that whoever adds up finds 100 %. */
function ShareWords({ kpi, link, above, name, speech }: { kpi: KpiAnswer, link: ChainLink, above: string, name: string, speech: PyramidSpeech }): ReactElement | null {
  const data = useWallData()
  if (link.share === null) return null
  const levelOf = (code: string): string => data.unitByCode.get(code)?.level ?? 'commune'
  const levels = { above: levelOf(above), below: levelOf(link.unit) }
  const { others, unshared, why } = restWords(kpi, link.share, levels, speech)
  return (
    <>
      <span><b>{shareDigits(link.share.share, speech)}</b> {shareText(kpi, link, levels, name, speech)}</span>
      {(others !== '' || unshared !== '') && <span className="share-rest">{[others, unshared].filter((text) => text !== '').join(' · ')}{why !== '' && ':'}</span>}
      {why !== '' && <span>{why}</span>}
    </>
  )
}

/** The arrow from a link to the one above it, with its share. */
function Share({ kpi, link, above, look, speech }: { kpi: KpiAnswer, link: ChainLink, above: string, look: Look | undefined, speech: PyramidSpeech }): ReactElement {
  const name = unitName(useWallData(), link.unit, speech.language)
  return (
    <p className="block-share" style={{ height: `${5.4 + (hasWhy(link) ? whyHeight : 0)}rem` }}>
      <svg viewBox="0 0 16 30" aria-hidden="true"><path d="M8 1 15 12H10.500V29H5.500V12H1z" fill="var(--t1)" /></svg>
      <span className="share-words"><ShareWords kpi={kpi} link={link} above={above} name={name} speech={speech} />
        {link.share === null && look !== undefined && link.badness > 0 && <span>{name}: {speech.words.status[look]}</span>}</span>
    </p>
  )
}

/** Says why there is no path. */
function Note({ model }: { model: PyramidModel }): ReactElement | null {
  const { own } = usePyramidSpeech()
  switch (model.state) {
    case 'waiting': return <p className="pyramid-note">{own.waiting}</p>
    case 'no_data': return <p className="pyramid-note"><b>{own.noData}</b> {own.noDataDo}</p>
    case 'quiet': return <p className="pyramid-note"><b>{own.quiet}</b> {own.quietOf}</p>
    case 'own': return <p className="pyramid-note">{own.ownOnly}</p>
    case 'commune': return <p className="pyramid-note"><b>{own.communeRoot}</b> {model.chain.length < 2 && own.communeAlone}</p>
    case 'abnormal': return null
  }
}

/** See the file's head. `others`: whether the next paths are named below the chain (they have a list of their own on wider walls). */
export function ChainPanel({ kpi, model, width, height, others }: { kpi: KpiAnswer, model: PyramidModel, width: number, height: number, others: boolean }): ReactElement {
  const speech = usePyramidSpeech()
  const shown = model.chain.flatMap((link) => { const cell = model.cellOf(link.unit); return cell === undefined ? [] : [{ link, cell }] })
  const pitches = shown.map((_, i) => pitchOf(shown[i + 1]?.link))
  const used = pitches.reduce((sum, pitch) => sum + pitch, 0)
  return (
    <div className="chain" data-chain={shown.map(({ link }) => link.unit).join()}>
      {shown.map(({ link, cell }, i) => (
        <div key={link.unit} className="chain-step" style={{ height: `${pitches[i]}rem` }}>
          <Block kpi={kpi} link={link} cell={cell} model={model} width={width} speech={speech} />
          {i < shown.length - 1 && <Share kpi={kpi} link={shown[i + 1]!.link} above={link.unit} look={model.looks.get(shown[i + 1]!.link.unit)} speech={speech} />}
        </div>
      ))}
      <Note model={model} />
      {others && model.paths.length > 1 && <PathRows kpi={kpi} model={model} height={height - used} />}
    </div>
  )
}
