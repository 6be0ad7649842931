/**
 * The path by which one unit below makes those above it red: who lacks most of what a unit lacks, level by level.
 *
 * What a unit lacks is `shortOf` of bring-to-plan.ts: whole `num`s away from its own plan (pages, documents, seconds of uptime; for counts and
 * reductions that should be low, what is too much). A share is told of the larger of two wholes: what the parent lacks, or what its children
 * lack together, where a surplus elsewhere hides part of it. So no share is above 1, and the shares of one parent's children sum to at most 1.
 * What is left of the parent's lack is its own office's, or comes of plans that differ; also of children whose lack can't be told.
 * So a child's share, the other children's and that rest are always the whole: 1, and 100 % as told (`toldParts`).
 *
 * Knows parents and children only, not the number of levels. The scene that shows it: client/scenes/wall/pyramid.
 *
 * Two orders: which path comes first is told by how bad its subject is (worst-first.ts, as on the map); which child a path goes down to, by who
 * lacks most, for that is what its shares explain.
 */
import type { Direction, KpiKind } from '../kpis/kpi.ts'
import { shortOf, type PlannedFigure } from './bring-to-plan.ts'
import type { Told } from './told-figure.ts'
import { shortfallOf, worstFirst, type Standing } from './worst-first.ts'

/** A figure with how bad it looks: 0 nothing to see, 1 no data, above 1 short of plan, higher is worse. `weight`: how bad in the order of paths, see worst-first.ts. */
export interface ChainFigure extends PlannedFigure { readonly badness: number, readonly weight: number }

/** Which whole a share is of: what the parent lacks, or what its children lack together. */
export type ShareOf = 'parent' | 'children'

/** A share 0–1 and its whole. `others`: what the other children lack, of the same whole; what both leave of 1 is no child's (`restOf`). */
export interface MissingShare { readonly share: number, readonly others: number, readonly of: ShareOf }

/** One unit of a path. `short`: whole `num`s it lacks, null where that can't be told; `share`: of the unit above it, null likewise or where it lacks nothing. */
export interface ChainLink {
  readonly unit: string
  readonly badness: number
  readonly short: number | null
  readonly share: MissingShare | null
}

/** A path down from a child of the root to the worst unit at its end. Never empty. */
export type AbnormalPath = readonly [ChainLink, ...ChainLink[]]

/** What the algorithm reads: children of a unit, and the figure of a unit (undefined: it does not report, or is not known). */
export interface ChainSource {
  readonly kind: KpiKind
  readonly direction: Direction
  readonly childrenOf: (unit: string) => readonly string[]
  readonly figureOf: (unit: string) => ChainFigure | undefined
}

/** The share of `childShort` in what its parent lacks; see the header. Null where the child lacks nothing or it can't be told. */
export function missingShare(parentShort: number | null, childShort: number | null, childrenShort: number): MissingShare | null {
  if (childShort === null || childShort <= 0) return null
  const whole = Math.max(parentShort ?? 0, childrenShort, childShort)
  return { share: childShort / whole, others: Math.max(0, childrenShort - childShort) / whole, of: parentShort !== null && parentShort >= childrenShort ? 'parent' : 'children' }
}

/** A rest below this is not told. */
const leastRest = 0.005
/** A share below this is told with a decimal, as 9.95 % would read 10 %. */
const wholeFrom = 0.0995

/** What of the parent's lack is no child's; 0 where it is too little to be told. */
export function restOf({ share, others }: MissingShare): number {
  const rest = 1 - share - others
  return rest < leastRest ? 0 : rest
}

/** A share in per cent as it is told: whole, one decimal below a tenth. */
export function toldShare(share: number): Told {
  return share < wholeFrom ? { number: Math.round(share * 1000) / 10, decimals: 1 } : { number: Math.round(share * 100), decimals: 0 }
}

/** A whole as it is told, part by part, in per cent: what is 0 as told is null. */
export interface ToldParts { readonly own: Told, readonly others: Told | null, readonly rest: Told | null }

/** The parts of a whole as numerals that add up to 100: the last one told is what those before it leave. */
export function toldParts(missing: MissingShare): ToldParts {
  const own = toldShare(missing.share)
  const leftBy = (...told: readonly Told[]): Told | null => {
    const decimals = Math.max(...told.map((one) => one.decimals))
    const number = Math.round((100 - told.reduce((sum, one) => sum + one.number, 0)) * 10) / 10
    return number <= 0 ? null : { number, decimals: Number.isInteger(number) ? 0 : decimals }
  }
  if (restOf(missing) === 0) return { own, others: leftBy(own), rest: null }
  const others = toldShare(missing.others)
  return others.number === 0 ? { own, others: null, rest: leftBy(own) } : { own, others, rest: leftBy(own, others) }
}

/** What a unit lacks; null where that can't be told. */
export function shortOfUnit({ kind, direction, figureOf }: ChainSource, unit: string): number | null {
  const figure = figureOf(unit)
  return figure === undefined ? null : shortOf(kind, direction, figure)
}

/** Children of a unit as links, and what they lack together. */
export function linksBelow(source: ChainSource, unit: string): { readonly links: readonly ChainLink[], readonly together: number } {
  const own = shortOfUnit(source, unit)
  const children = source.childrenOf(unit).map((child) => ({ unit: child, badness: source.figureOf(child)?.badness ?? 0, short: shortOfUnit(source, child) }))
  const together = children.reduce((sum, { short }) => sum + (short ?? 0), 0)
  return { together, links: children.map((child) => ({ ...child, share: missingShare(own, child.short, together) })) }
}

/** Worst first: what is bad itself, then who lacks most, then how bad, then the code. */
function byWorst(a: ChainLink, b: ChainLink): number {
  return Number(b.badness > 0) - Number(a.badness > 0) || (b.short ?? 0) - (a.short ?? 0) || b.badness - a.badness || (a.unit < b.unit ? -1 : 1)
}

/** Whether a child is a reason for what is above it: one without data is none where the unit above is bad itself (its silence says no more), unless its last figure lacks. */
const isReason = (child: ChainLink, above: ChainLink): boolean => child.badness !== 1 || (child.short ?? 0) > 0 || above.badness === 0

/** The path that begins at `link`, down the worst child of each unit; null where nothing on it is bad. */
function pathFrom(source: ChainSource, link: ChainLink): AbnormalPath | null {
  let worst: AbnormalPath | null = null
  for (const child of linksBelow(source, link.unit).links.filter((below) => isReason(below, link)).toSorted(byWorst)) {
    const below = pathFrom(source, child)
    if (below === null) continue
    worst = below
    break
  }
  if (worst !== null) return [link, ...worst]
  return link.badness > 0 ? [link] : null
}

/** What a path is about: its first bad link. */
export function subjectOf(path: AbnormalPath): ChainLink {
  return path.find(({ badness }) => badness > 0) ?? path[0]
}

/** One path for each child of the root that is bad or has something bad below it, worst first: bad children before good ones, then by their subjects (worst-first.ts), then as given. */
export function abnormalPaths(source: ChainSource, root: string): readonly AbnormalPath[] {
  const paths = linksBelow(source, root).links.flatMap((link) => { const path = pathFrom(source, link); return path === null ? [] : [path] })
  const standing = (path: AbnormalPath): Standing => {
    const { unit } = subjectOf(path)
    const figure = source.figureOf(unit)
    return { unit, weight: figure?.weight ?? 0, shortfall: figure === undefined ? -Infinity : shortfallOf(figure, source.direction) }
  }
  return paths.map((path) => ({ path, isGood: Number(path[0].badness === 0), ...standing(path) }))
    .toSorted((a, b) => a.isGood - b.isGood || worstFirst(a, b)).map(({ path }) => path)
}

/**
 * The path to explain: of those of the worst status the one that lacks most, as a path goes down to who lacks most: so a province and the country
 * above it name the same commune. Where all that is abnormal is silence, the first: silence alone makes nothing above it red.
 */
export function explainedPath(paths: readonly AbnormalPath[]): AbnormalPath | undefined {
  const first = paths.find((path) => subjectOf(path).badness > 1)
  if (first === undefined) return paths[0]
  const rivals = paths.filter((path) => subjectOf(path).badness === subjectOf(first).badness && path[0].badness > 0 === first[0].badness > 0)
  return rivals.reduce((most, path) => ((subjectOf(path).short ?? 0) > (subjectOf(most).short ?? 0) ? path : most), first)
}

/** The links from a unit up to the last of `ancestors` (parents first), the unit's own first: each with its share of the one above it. */
export function chainUpwards(source: ChainSource, unit: string, ancestors: readonly string[]): readonly ChainLink[] {
  return [unit, ...ancestors].map((code, i, path) => {
    const above = path[i + 1]
    const known = above === undefined ? undefined : linksBelow(source, above).links.find((link) => link.unit === code)
    return known ?? { unit: code, badness: source.figureOf(code)?.badness ?? 0, short: shortOfUnit(source, code), share: null }
  })
}
