/**
 * A simple ring cut by half-planes, exactly: what is left may be several rings. Every edge remembers whose it is.
 * Source: own; the crossings of a simple ring with a line, in their order along it, pair up into the new edges.
 */

/** A corner of a ring that is not closed by repetition; `side` tells whose the edge from here to the next corner is. */
export interface Corner {
  readonly x: number
  readonly y: number
  readonly side: number
}

/** The points (x, y) with a·x + b·y ≤ c. */
export interface HalfPlane {
  readonly a: number
  readonly b: number
  readonly c: number
  readonly side: number
}

interface Chain {
  readonly corners: readonly Corner[]
  /** Where along the line the chain comes in and goes out. */
  readonly entry: number
  readonly exit: number
}

function crossing(from: Corner, to: Corner, ratio: number, side: number): Corner {
  return { x: from.x + (to.x - from.x) * ratio, y: from.y + (to.y - from.y) * ratio, side }
}

/** The runs of the ring inside the half-plane, each from the edge where it comes in to the edge where it goes out. */
function chainsOf(ring: readonly Corner[], depths: readonly number[], { a, b, side }: HalfPlane): readonly Chain[] {
  const along = ({ x, y }: Corner) => a * y - b * x
  const count = ring.length
  const chains: Chain[] = []
  for (let start = 0; start < count; start++) {
    const before = (start + count - 1) % count
    if (depths[start]! > 0 || depths[before]! <= 0) continue
    const entry = crossing(ring[before]!, ring[start]!, depths[before]! / (depths[before]! - depths[start]!), ring[before]!.side)
    const corners = [entry]
    let at = start
    for (; depths[at]! <= 0; at = (at + 1) % count) corners.push(ring[at]!)
    const last = (at + count - 1) % count
    const exit = crossing(ring[last]!, ring[at]!, depths[last]! / (depths[last]! - depths[at]!), side)
    corners.push(exit)
    chains.push({ corners, entry: along(entry), exit: along(exit) })
  }
  return chains
}

/** For each chain, the chain that follows it along the line. */
function followers(chains: readonly Chain[]): readonly number[] {
  const ends = chains.flatMap((chain, i) => [{ at: chain.entry, chain: i, entry: true }, { at: chain.exit, chain: i, entry: false }])
  ends.sort((p, q) => p.at - q.at)
  const next: number[] = chains.map((_, i) => i)
  for (let k = 0; k + 1 < ends.length; k += 2) {
    const [p, q] = [ends[k]!, ends[k + 1]!]
    if (p.entry === q.entry) throw new Error('a ring crosses itself')
    next[p.entry ? q.chain : p.chain] = p.entry ? p.chain : q.chain
  }
  return next
}

/** The part of a counter-clockwise simple ring inside a half-plane, as rings. */
export function cutRing(ring: readonly Corner[], plane: HalfPlane): readonly (readonly Corner[])[] {
  const depths = ring.map(({ x, y }) => plane.a * x + plane.b * y - plane.c)
  if (depths.every((depth) => depth <= 0)) return [ring]
  if (depths.every((depth) => depth > 0)) return []
  const chains = chainsOf(ring, depths, plane)
  const next = followers(chains)
  const used = new Set<number>()
  const rings: (readonly Corner[])[] = []
  for (const first of chains.keys()) {
    const corners: Corner[] = []
    for (let at = first; !used.has(at); at = next[at]!) {
      used.add(at)
      corners.push(...chains[at]!.corners)
    }
    if (corners.length > 0) rings.push(corners)
  }
  return rings
}
