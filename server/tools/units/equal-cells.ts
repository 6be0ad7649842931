/**
 * A shape divided into compact cells of equal area: sites move to the middle of their cells (Lloyd), weights even out the areas
 * (Newton on the semi-discrete transport problem). Deterministic.
 * Source: J. Kitagawa, Q. Mérigot, B. Thibert, Convergence of a Newton algorithm for semi-discrete optimal transport (JEMS 21, 2019);
 * M. Balzer, Capacity-constrained Voronoi diagrams in continuous spaces (ISVD 2009).
 */
import type { Position } from '../../../data/units/geojson.ts'
import type { Domain, PowerCell } from './power-cells.ts'
import { powerCells } from './power-cells.ts'

/** Rounds in which the sites spread over the shape, whatever the areas. */
const freeRounds = 12
/** Rounds in which sites move while areas are evened out; after these they stand. */
const movingRounds = 20
const mostRounds = 60
const mostHalvings = 6
/** The rounds end when no area is off by more than this part. */
const tolerance = 1e-3
/** The least part of the mean area that a move of the sites may leave to a cell. */
const leastShare = 0.2

type Edges = readonly (readonly (readonly [number, number])[])[]

/** Row i: the neighbours of cell i with the change of its area for a change of the weights' difference. */
function edgesOf(cells: readonly PowerCell[], sites: readonly Position[]): Edges {
  return cells.map(({ borders }, i) => [...borders].map(([j, length]): readonly [number, number] => {
    const [[px, py], [qx, qy]] = [sites[i]!, sites[j]!]
    return [j, length / (2 * Math.sqrt((qx - px) ** 2 + (qy - py) ** 2))]
  }))
}

const dot = (p: readonly number[], q: readonly number[]): number => p.reduce((sum, value, i) => sum + value * q[i]!, 0)

/** The weights' step that gives every cell its missing area, to first order: conjugate gradients on the graph's Laplacian. */
function newtonStep(edges: Edges, missing: readonly number[]): readonly number[] {
  const times = (v: readonly number[]) => edges.map((row, i) => row.reduce((sum, [j, rate]) => sum + rate * (v[i]! - v[j]!), 0))
  const mean = missing.reduce((sum, value) => sum + value, 0) / missing.length
  let step = missing.map(() => 0)
  let rest = missing.map((value) => value - mean)
  let direction = rest
  let size = dot(rest, rest)
  const enough = size * 1e-12
  for (let k = 0; k < 4 * missing.length && size > enough && size > 0; k++) {
    const image = times(direction)
    const far = size / dot(direction, image)
    step = step.map((value, i) => value + far * direction[i]!)
    rest = rest.map((value, i) => value - far * image[i]!)
    const next = dot(rest, rest)
    direction = rest.map((value, i) => value + (next / size) * direction[i]!)
    size = next
  }
  return step
}

interface State {
  readonly sites: readonly Position[]
  readonly weights: readonly number[]
  readonly cells: readonly PowerCell[]
}

const least = (cells: readonly PowerCell[]): number => Math.min(...cells.map(({ area }) => area))

/** The sites in the middle of their cells; where that starves a cell, the weights begin anew. */
function moved(domain: Domain, { cells, weights }: State, target: number): State {
  const sites = cells.map(({ centroid }) => centroid)
  const kept = powerCells(domain, sites, weights)
  if (least(kept) > leastShare * target) return { sites, weights, cells: kept }
  const none = weights.map(() => 0)
  return { sites, weights: none, cells: powerCells(domain, sites, none) }
}

/** The weights after one step of Newton's method, shortened until no cell is starved. */
function evened(domain: Domain, { sites, weights, cells }: State, target: number): State {
  const step = newtonStep(edgesOf(cells, sites), cells.map(({ area }) => target - area))
  const floor = 0.5 * Math.min(target, least(cells))
  for (let halving = 0, part = 1; halving < mostHalvings; halving++, part /= 2) {
    const tried = weights.map((weight, i) => weight + part * step[i]!)
    const next = powerCells(domain, sites, tried)
    if (least(next) > floor) return { sites, weights: tried, cells: next }
  }
  return { sites, weights, cells }
}

/** As many cells as seeds, in their order, that fill the domain and have equal areas to one part in a thousand. */
export function equalCells(domain: Domain, seeds: readonly Position[]): readonly PowerCell[] {
  const none = seeds.map(() => 0)
  let state: State = { sites: seeds, weights: none, cells: powerCells(domain, seeds, none) }
  const target = state.cells.reduce((sum, { area }) => sum + area, 0) / seeds.length
  for (let round = 0; round < freeRounds; round++) state = moved(domain, { ...state, weights: none }, target)
  for (let round = 0; round < mostRounds; round++) {
    if (round < movingRounds) state = moved(domain, state, target)
    else if (state.cells.every(({ area }) => Math.abs(area / target - 1) < tolerance)) return state.cells
    state = evened(domain, state, target)
  }
  throw new Error('the areas were not evened out')
}
