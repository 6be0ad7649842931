/**
 * Which commune takes which cell: first the half (or third) of the merged province where its former province lay,
 * then along a Hilbert curve, freed of its leaps, in the order of the official codes: neighbours in the list are neighbours on the map.
 * Source: blocks of official codes; centres of the provinces before Resolution 202/2025/QH15.
 */
import type { EqualAreaPlane } from '../../../data/units/equal-area.ts'
import type { Position } from '../../../data/units/geojson.ts'
import formerProvinces from '../../../data/units/former-provinces.json' with { type: 'json' }

interface FormerPart {
  readonly firstCode: string
  readonly centre: Position
}

const hilbertOrder = 6
const mostPasses = 60

/** The place of (x, y), whole numbers of 0…63, on the Hilbert curve. */
export function hilbertIndex(x: number, y: number): number {
  let [column, row, index] = [x, y, 0]
  for (let side = 1 << (hilbertOrder - 1); side > 0; side >>= 1) {
    const right = (column & side) > 0 ? 1 : 0
    const upper = (row & side) > 0 ? 1 : 0
    index += side * side * ((3 * right) ^ upper)
    if (upper === 0) {
      if (right === 1) [column, row] = [2 * side - 1 - (column & (2 * side - 1)), 2 * side - 1 - (row & (2 * side - 1))]
      ;[column, row] = [row, column]
    }
  }
  return index
}

function alongHilbert(cells: readonly Position[]): Position[] {
  const west = Math.min(...cells.map((cell) => cell[0]))
  const south = Math.min(...cells.map((cell) => cell[1]))
  const span = Math.max(...cells.map((cell) => Math.max(cell[0] - west, cell[1] - south)), 1e-9)
  const last = (1 << hilbertOrder) - 1
  const place = ([x, y]: Position) => hilbertIndex(Math.round(((x - west) / span) * last), Math.round(((y - south) / span) * last))
  return [...cells].sort((a, b) => place(a) - place(b) || a[1] - b[1] || a[0] - b[0])
}

const apart = (a: Position | undefined, b: Position | undefined): number => (a && b ? Math.sqrt((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2) : 0)

/** The path with every stretch turned round whose turning makes the path shorter (2-opt): no leaps from one end to the other. */
export function untangled(cells: readonly Position[]): readonly Position[] {
  const path = [...cells]
  for (let pass = 0; pass < mostPasses; pass++) {
    let turned = false
    for (let i = 0; i < path.length - 1; i++) {
      for (let j = i + 1; j < path.length; j++) {
        const before = apart(path[i - 1], path[i]) + apart(path[j], path[j + 1])
        const after = apart(path[i - 1], path[j]) + apart(path[i], path[j + 1])
        if (after >= before - 1e-9) continue
        path.splice(i, j - i + 1, ...path.slice(i, j + 1).reverse())
        turned = true
      }
    }
    if (!turned) break
  }
  return path
}

function partsOf(province: string, plane: EqualAreaPlane): readonly FormerPart[] {
  return formerProvinces
    .filter((row) => row[0] === province)
    .map((row) => ({ firstCode: String(row[2]), centre: plane.toPlane([Number(row[3]), Number(row[4])]) }))
}

/** The codes in blocks, one a former province: a block begins at its part's first code. */
function blocksOf(codes: readonly string[], parts: readonly FormerPart[]): readonly (readonly string[])[] {
  return parts.map((part, i) => {
    const next = parts[i + 1]?.firstCode
    return codes.filter((code) => (i === 0 || code >= part.firstCode) && (next === undefined || code < next))
  })
}

/** Swaps cells between parts as long as that brings both together nearer to their parts' centres: parts become compact. */
function settle(partOfCell: number[], cost: (cell: number, part: number) => number): void {
  for (let pass = 0; pass < mostPasses; pass++) {
    let swapped = false
    for (const a of partOfCell.keys()) {
      for (let b = a + 1; b < partOfCell.length; b++) {
        const [p, q] = [partOfCell[a] ?? 0, partOfCell[b] ?? 0]
        if (p === q || cost(a, p) + cost(b, q) <= cost(a, q) + cost(b, p) + 1e-12) continue
        partOfCell[a] = q
        partOfCell[b] = p
        swapped = true
      }
    }
    if (!swapped) return
  }
}

/** For each part, its cells: as many as its size, together as near to the parts' centres as swapping brings them. */
function dealCells(cells: readonly Position[], parts: readonly FormerPart[], sizes: readonly number[]): readonly (readonly Position[])[] {
  const partOfCell = sizes.flatMap((size, part) => Array.from({ length: size }, () => part))
  const costs = cells.map(([x, y]) => parts.map(({ centre }) => (centre[0] - x) ** 2 + (centre[1] - y) ** 2))
  settle(partOfCell, (cell, part) => costs[cell]?.[part] ?? 0)
  return sizes.map((_, part) => cells.filter((_cell, i) => partOfCell[i] === part))
}

/** Commune code → the centre of its cell, for as many codes (ascending) as cells (in the province's plane). */
export function assignCells(
  province: string,
  codes: readonly string[],
  cells: readonly Position[],
  plane: EqualAreaPlane,
): ReadonlyMap<string, Position> {
  const parts = partsOf(province, plane)
  const blocks = parts.length === 0 ? [codes] : blocksOf(codes, parts)
  const dealt = parts.length === 0 ? [cells] : dealCells(cells, parts, blocks.map((block) => block.length))
  const assigned = new Map<string, Position>()
  for (const [i, block] of blocks.entries()) {
    const own = untangled(alongHilbert(dealt[i] ?? []))
    for (const [place, code] of block.entries()) {
      const cell = own[place]
      if (cell) assigned.set(code, cell)
    }
  }
  return assigned
}
