/** Call-outs of the worst paths: rank, shape, name and reason; on free paper, clear of land, words, links and each other. */
import { useMemo, useRef, type ReactElement } from 'react'
import { shortOf } from '../../../../data/judgement/bring-to-plan.ts'
import { subjectOf, type AbnormalPath } from '../../../../data/judgement/missing-chain.ts'
import type { KpiAnswer } from '../../../../data/protocol/answers.ts'
import type { MapGeometry } from '../../../../data/protocol/map-geometry.ts'
import { markOf, Paper, placeCallouts, textWidth, type Placed, type Wish } from '../../../map/callouts.ts'
import { useNow } from '../../../figures/use-live.ts'
import type { Box, Point } from '../../../map/view.ts'
import { formatNumber } from '../../../ui/format.ts'
import { StatusShape } from '../../../ui/StatusShape.tsx'
import { isAbnormal, type Look } from '../../../ui/look.ts'
import { useIdle, useIdleWork } from '../../../ui/use-idle.ts'
import { lostText } from '../figure-words.ts'
import { margin, stageHeight } from '../layout.ts'
import { calloutRestMs } from '../map/callout-choice.ts'
import { inEnglish } from '../map/MapWords.tsx'
import { unitName, useWallData, type WallData } from '../wall-data.ts'
import { isTooMuch, missingBrief, valueOfPlan, type PyramidSpeech } from './chain-words.ts'
import { isBelowPlan } from './plane-counts.ts'
import { centreBox, countsBox, islandBox, namesBox, namesLineU } from './plane-words.ts'
import { PlaneNames } from './PlaneNames.tsx'
import { planeTexts } from './PlaneWords.tsx'
import { bundlesOf, linkedUnits, mostProvinceLinks } from './pyramid-layers.ts'
import type { PyramidLayout } from './pyramid-layout.ts'
import type { PyramidScope } from './pyramid-scope.ts'
import type { PyramidShapes } from './pyramid-shapes.ts'
import { numeralOf, type PyramidModel } from './use-pyramid.ts'

/** Most paths that get a call-out on the upper plane, and most base units on the lower. */
export const mostUpper = 5
/** See `mostUpper`. */
export const mostLower = 2
/** Of a province, whose upper plane is one unit, more base units have room. */
const mostLowerOfProvince = 6

const nameEm = 2.75
const textEm = 2.25
/** The second line is set at 80 % width, its words run narrower than `textWidth` says. */
const narrow = 0.92
/** Widths go up by this much, u: a figure that grows by a digit moves nothing. */
const widthStep = 2
const stepped = (w: number): number => Math.ceil(w / widthStep) * widthStep
/** Radius of a unit's dot, u. */
const dotU = 0.85

/** One call-out, before it has a place. */
interface Told {
  readonly unit: string
  /** Null: the numeral stands at another unit of the path. */
  readonly rank: number | null
  readonly plane: 'upper' | 'lower'
  readonly look: Look
  readonly name: string
  readonly text: string
  readonly anchor: Point
}

/** How many children of a unit are at risk. */
const atRiskBelow = (unit: string, model: PyramidModel): number => model.childrenOf(unit).filter((child) => model.looks.get(child) === 'at_risk').length

/** How many of `units` lack as much as one of them does. */
function alikeTo(unit: string, units: readonly string[], kpi: KpiAnswer, model: PyramidModel): number {
  const shortOfOne = (one: string): number | null => { const cell = model.cellOf(one); return cell === undefined ? null : shortOf(kpi.kind, kpi.direction, cell) }
  const own = shortOfOne(unit)
  return units.filter((one) => shortOfOne(one) === own).length
}

/** `beside`: its siblings that are below plan, itself among them, of a base unit called out for its province; else none. `counted`: whether the units at risk below it are told. */
function reasonOf(unit: string, kpi: KpiAnswer, model: PyramidModel, nowMs: number, speech: PyramidSpeech, { beside, counted }: { readonly beside: readonly string[], readonly counted: boolean }): string {
  const cell = model.cellOf(unit), look = model.looks.get(unit)
  if (cell === undefined || look === undefined) return ''
  const { own, language, words } = speech
  if (look === 'lost' || look === 'no_data') return cell.newestAtMs === null ? words.status.no_data : lostText(cell.newestAtMs, nowMs, speech)
  if (beside.length > 1 && !isTooMuch(kpi)) {
    const alike = alikeTo(unit, beside, kpi, model), many = (n: number): readonly [string, string] => [formatNumber(n, language), own.children.commune(n)]
    return `${valueOfPlan(kpi, cell, speech)}, ${alike > 1 ? own.amongWorst(...many(alike)) : own.worstOf(...many(beside.length))}`
  }
  const atRisk = counted ? atRiskBelow(unit, model) : 0
  if (atRisk > 0) return `${valueOfPlan(kpi, cell, speech)}, ${own.atRisk(formatNumber(atRisk, language), own.children.commune(atRisk))}`
  const short = model.paths.flat().find((link) => link.unit === unit)?.short ?? null
  return [valueOfPlan(kpi, cell, speech), missingBrief(kpi, short, speech)].filter((text) => text !== '').join(', ')
}

/** The base units that are called out: of the named paths, the one that the chain tells first, then the worst, those that are below plan. */
export function namedLeaves({ paths, explained, looks }: Pick<PyramidModel, 'paths' | 'explained' | 'looks'>, { level }: Pick<PyramidScope, 'level'>): readonly string[] {
  const isCountry = level === 'centre'
  const told = namedPaths(paths, explained).toSorted((a, b) => Number(b.path === explained) - Number(a.path === explained))
  const leaves = told.flatMap(({ path }) => (isCountry && path.length < 2 ? [] : [path.at(-1)!.unit]))
  return leaves.filter((unit) => isBelowPlan(looks.get(unit) ?? 'no_data')).slice(0, isCountry ? mostLower : mostLowerOfProvince)
}

/** The paths that are named on the planes, with their rank: the first ones, and the one that the chain tells wherever it stands. */
function namedPaths(paths: readonly AbnormalPath[], explained: AbnormalPath | undefined): readonly { readonly path: AbnormalPath, readonly rank: number | null }[] {
  return paths.flatMap((path, i) => (i < mostUpper || path === explained ? [{ path, rank: numeralOf(path, i) }] : []))
}

/** Who is told comes from `rested`, what is told of them from the model of now. A numeral stands once, at what its path is about. */
function toldOf({ shapes, scope, kpi, model, speech }: Props, rested: PyramidModel, nameOf: (unit: string) => string, nowMs: number): readonly Told[] {
  const isCountry = scope.level === 'centre'
  const leaves = new Set(namedLeaves(rested, scope))
  const lookOf = (unit: string): Look => model.looks.get(unit) ?? 'no_data'
  return namedPaths(rested.paths, rested.explained).flatMap(({ path, rank }): readonly Told[] => {
    const head = path[0], leaf = path.at(-1)!, subject = subjectOf(path)
    const told: Told[] = []
    const upper = isCountry ? shapes.upper.anchors.get(head.unit) : undefined
    if (upper !== undefined && head.badness > 0) {
      told.push({ unit: head.unit, rank, plane: 'upper', look: lookOf(head.unit), name: nameOf(head.unit), text: reasonOf(head.unit, kpi, model, nowMs, speech, { beside: [], counted: true }), anchor: upper })
    }
    const lower = leaves.has(leaf.unit) ? shapes.lower.anchors.get(leaf.unit) : undefined
    if (lower !== undefined) {
      const beside = isCountry ? model.childrenOf(head.unit).filter((unit) => isBelowPlan(lookOf(unit))) : []
      told.push({
        unit: leaf.unit, rank: leaf === subject ? rank : null, plane: 'lower', look: lookOf(leaf.unit), name: path.length > 1 ? `${nameOf(leaf.unit)}, ${nameOf(head.unit)}` : nameOf(leaf.unit),
        text: reasonOf(leaf.unit, kpi, model, nowMs, speech, { beside, counted: false }), anchor: lower,
      })
    }
    return told
  })
}

/** Where a leader leaves its unit's dot. */
function pastDot([x, y]: Point, [ex, ey]: Point): Point {
  const length = Math.max(1, Math.hypot(ex - x, ey - y))
  return [x + ((ex - x) * dotU) / length, y + ((ey - y) * dotU) / length]
}

/** Takes the squares along a line. */
function takeLine(paper: Paper, [x1, y1]: Point, [x2, y2]: Point): void {
  const steps = Math.ceil(Math.hypot(x2 - x1, y2 - y1))
  for (let i = 0; i <= steps; i++) paper.takeBox({ x: x1 + ((x2 - x1) * i) / Math.max(1, steps) - 0.4, y: y1 + ((y2 - y1) * i) / Math.max(1, steps) - 0.4, w: 0.8, h: 0.8 })
}

/** The links that the picture draws: bundles, the explained way, and those from provinces to the centre. */
function linksOf({ shapes, model, scope }: Props): readonly (readonly [Point, Point])[] {
  const { lower, upper, plate, rise } = shapes
  const isCountry = scope.level === 'centre'
  const leaf = (model.explained ?? []).slice(isCountry ? 1 : 0).at(-1), from = leaf === undefined ? undefined : lower.anchors.get(leaf.unit)
  const head = isCountry ? upper.anchors.get(model.explained?.[0].unit ?? '') : [...upper.anchors.values()][0]
  const provinces = plate === null ? [] : linkedUnits(upper, model.looks, mostProvinceLinks, true).flatMap((unit) => { const at = upper.anchors.get(unit); return at === undefined ? [] : [[at, plate.centre] as const] })
  return [
    ...bundlesOf(shapes, model.looks, model.childrenOf).map((bundle) => [bundle.from, bundle.to] as const), ...provinces,
    ...from === undefined ? [] : [[from, rise(from)] as const], ...from === undefined || head === undefined ? [] : [[rise(from), head] as const],
  ]
}

/** Marks of the units whose land is painted. */
function marksOf({ model }: Props): ReadonlyMap<string, number> {
  return new Map([...model.looks].filter(([, look]) => isAbnormal(look)).map(([unit], i) => [unit, markOf(i)]))
}

function paperOf(props: Props, words: readonly Box[], marks: ReadonlyMap<string, number>): Paper {
  const { shapes, layout } = props
  const paper = new Paper(layout.picture.w, layout.lower.y + layout.lower.h)
  paper.takeBox({ x: 0, y: 0, w: layout.picture.w, h: 10 })
  paper.takeBox({ x: 0, y: 0, w: margin, h: stageHeight })
  for (const { areas, islands, outline } of [shapes.lower, shapes.upper]) {
    for (const [i, corner] of outline.entries()) takeLine(paper, corner, outline[(i + 1) % 4]!)
    for (const { polygon, unit } of [...areas, ...islands]) paper.takeRings(polygon, marks.get(unit))
    for (const { polygon } of islands) { const first = polygon[0]?.[0]; if (first !== undefined) paper.takeBox({ x: first[0] - 0.9, y: first[1] - 0.7, w: 1.8, h: 1.4 }) }
  }
  if (shapes.plate !== null) {
    paper.takeRings([shapes.plate.outline])
    // rows of squares end before a slanted edge: no word is crossed by it
    for (const [i, corner] of shapes.plate.outline.entries()) takeLine(paper, corner, shapes.plate.outline[(i + 1) % 4]!)
  }
  for (const [from, to] of linksOf(props)) takeLine(paper, from, to)
  for (const box of words) paper.takeBox(box)
  return paper
}

/**
 * Places for what is told, each beside its own plane: words of a province never stand among communes, nor the other way round. The first of a
 * plane alone, so that it is never the one left out.
 */
function* placedOf(wishes: ReadonlyMap<Told['plane'], readonly Wish[]>, props: Props, words: readonly Box[]): Generator<undefined, readonly Placed[]> {
  const { shapes: { upper, lower }, layout: { picture }, scope } = props
  const marks = marksOf(props), paper = paperOf(props, words, marks)
  const lines = linksOf(props), dots = lines.map(([from]) => from)
  const marked = (wish: Wish): Wish => { const mark = marks.get(wish.id); return mark === undefined ? wish : { ...wish, mark } }
  const [aboveY, belowY] = scope.level === 'centre' ? [lower.outline[0][1], upper.outline[2][1]] : [Infinity, lower.outline[0][1]]
  const placed: Placed[] = []
  yield
  const place = function* (group: readonly Wish[], plane: Told['plane']): Generator<undefined, void> {
    const own = paper.copy()
    own.takeBox(plane === 'upper' ? { x: 0, y: aboveY, w: picture.w, h: stageHeight } : { x: 0, y: 0, w: picture.w, h: belowY })
    for (const one of yield* placeCallouts(group.map(marked), { paper: own, words: [...words, ...placed.map(({ box }) => box)], dots, lines, standing: placed })) {
      placed.push(one)
      paper.takeBox({ ...one.box, x: one.box.x - 1, w: one.box.w + 2 })
      takeLine(paper, one.anchor, one.end)
    }
  }
  for (const plane of ['upper', 'lower'] as const) {
    const [first, ...others] = wishes.get(plane) ?? []
    if (first !== undefined) yield* place([first], plane)
    yield* place(others, plane)
  }
  return placed
}

interface Props {
  readonly geometry: MapGeometry
  readonly shapes: PyramidShapes
  readonly layout: PyramidLayout
  readonly scope: PyramidScope
  readonly kpi: KpiAnswer
  readonly model: PyramidModel
  readonly speech: PyramidSpeech
  /** Words that stand already, u. */
  readonly taken: readonly Box[]
}

/** Places, and the picture that they are on. */
interface Placing { readonly shapes: PyramidShapes | null, readonly placed: readonly Placed[] }

const nonePlaced: Placing = { shapes: null, placed: [] }
const nothingYet: PyramidModel = { state: 'waiting', looks: new Map(), late: new Set(), paths: [], explained: undefined, chain: [], cellOf: () => undefined, childrenOf: () => [] }

/** A model that rests: which units are called out, and which links they keep clear of, changes at most once in `calloutRestMs`. */
function useRested({ kpi, scope, model }: Props): PyramidModel {
  const turn = useNow((nowMs) => Math.floor(nowMs / calloutRestMs))
  const about = `${kpi.id} ${scope.root}`
  const held = useRef({ about, turn, model })
  // while communes are still coming the picture gets links that words must keep clear of
  const isFuller = model.looks.size > held.current.model.looks.size
  if (held.current.about !== about || held.current.turn !== turn || held.current.model.paths.length === 0 || isFuller) held.current = { about, turn, model }
  // figures first: finding places for words takes longer than drawing everything else
  return useIdle(held.current.model, nothingYet)
}

/** Widths of what rests, u: while it rests a width may grow but not shrink. */
function useCalmWidths(rested: PyramidModel): (unit: string, w: number) => number {
  const held = useRef({ rested, widths: new Map<string, number>() })
  if (held.current.rested !== rested) held.current = { rested, widths: new Map() }
  const { widths } = held.current
  return (unit, w) => {
    const calm = Math.max(stepped(w), widths.get(unit) ?? 0)
    widths.set(unit, calm)
    return calm
  }
}

/** Where the unnamed are named: on the country's upper plane, on the lower one of a province; null where nobody stands below. */
function namesBoxOf({ shapes, scope, kpi, model, speech }: Props, data: WallData): Box | null {
  const isCountry = scope.level === 'centre', which = isCountry ? 'upper' : 'lower'
  if (scope.level === 'commune') return null
  const [head, line] = planeTexts(which, scope, kpi, model, data, speech)
  return head === '' ? null : namesBox(countsBox(shapes[which], head, line, isCountry ? namesLineU : 0), isCountry)
}

/** See the file's head. */
export function PyramidCallouts(props: Props): ReactElement {
  const { geometry, shapes, layout, scope, kpi, model, speech, taken } = props
  const data = useWallData()
  const nowMs = useNow((now) => now)
  const rested = useRested(props)
  const told = toldOf(props, rested, (unit) => unitName(data, unit, speech.language), nowMs)
  const calm = useCalmWidths(rested)
  const sized = told.map((one) => ({ ...one, w: calm(one.unit, Math.max(5.4 + textWidth(one.name, nameEm, true), 2.8 + textWidth(one.text, textEm) * narrow) + 0.5) }))
  const key = sized.map(({ unit, w }) => `${unit}:${w}`).join()
  const names = namesBoxOf(props, data)
  const work = useMemo(() => function* (): Generator<undefined, Placing> {
    const words: Box[] = [...taken]
    const centre = centreBox(shapes)
    if (centre !== null) words.push(centre)
    for (const which of ['upper', 'lower'] as const) {
      const [head, line] = planeTexts(which, scope, kpi, model, data, speech)
      if (head !== '') words.push(countsBox(shapes[which], head, line, which === 'upper' && scope.level === 'centre' ? namesLineU : 0))
      if (scope.level === 'centre') for (const label of geometry.labels) if (label.kind === 'archipelago') words.push(islandBox(label, geometry, shapes[which], speech.language === 'vi' ? label : inEnglish(label)))
    }
    if (names !== null) words.push(names)
    // what the chain explains first: it is never the one left out
    const explained = new Set(rested.explained?.map(({ unit }) => unit))
    const wishesOn = (own: Told['plane']): readonly Wish[] => sized.filter(({ plane }) => plane === own).toSorted((a, b) => Number(explained.has(b.unit)) - Number(explained.has(a.unit))).map(({ unit, anchor, w }) => ({ id: unit, anchors: [anchor], w, h: 6.1 }))
    return { shapes, placed: yield* placedOf(new Map([['upper', wishesOn('upper')], ['lower', wishesOn('lower')]]), { ...props, model: rested }, words) }
    // `key` stands for the words: values may change without anything moving; `looks` for the links
  }, [key, geometry, shapes, layout, rested.looks, taken])
  const { value: found, isNewest } = useIdleWork(work, nonePlaced)
  // places on another picture are none on this one
  const placed = found.shapes === shapes ? found.placed : nonePlaced.placed
  return (
    <>
      <svg className="leaders" data-placed={isNewest && rested !== nothingYet ? 'yes' : 'no'} viewBox={`0 0 ${layout.picture.w} ${layout.picture.y + layout.picture.h}`} aria-hidden="true">
        {placed.map(({ id, anchor, end }) => [id, pastDot(anchor, end), end] as const).map(([id, [x, y], [ex, ey]]) => (
          <g key={id}><path d={`M${x} ${y}L${ex} ${ey}`} stroke="var(--bg)" strokeWidth="0.6" /><path d={`M${x} ${y}L${ex} ${ey}`} stroke="var(--t1)" strokeWidth="0.19" /></g>
        ))}
        {placed.map(({ id, anchor: [x, y] }) => <circle key={id} cx={x} cy={y} r="0.58" fill="var(--bg)" stroke="var(--t1)" strokeWidth="0.34" />)}
      </svg>
      {placed.map(({ id, box }) => {
        const one = sized.find(({ unit }) => unit === id)
        return one === undefined ? null : (
          <p key={id} className="callout" data-unit={id} style={{ left: `${box.x}rem`, top: `${box.y}rem`, width: `${box.w}rem` }}>
            <span className="callout-head"><StatusShape look={one.look} size={2} />{one.rank !== null && <span className="rank">{one.rank}</span>}<b>{one.name}</b></span>
            <span className="callout-text">{one.text}</span>
          </p>
        )
      })}
      {names !== null && rested !== nothingYet && <PlaneNames model={model} named={new Set(placed.map(({ id }) => id))} box={names} isCountry={scope.level === 'centre'} speech={speech} />}
    </>
  )
}
