/**
 * What Natural Earth draws otherwise than the country is, mended before and after the union of provinces.
 * Source of each mend: the named places' published coordinates; see docs/decisions/010-units-and-shapes.md.
 */

export type Point = readonly [number, number]
export type Ring = readonly Point[]
type Box = readonly [west: number, south: number, east: number, north: number]

/** Islands that Natural Earth gives to the wrong province: the box that holds the island → the province it belongs to. */
const islandOwners: readonly { readonly box: Box; readonly province: string }[] = [
  { box: [106.88, 20.65, 107.2, 20.95], province: '31' },
  { box: [106.4, 8.5, 106.8, 8.85], province: '79' },
]

interface Transfer {
  /** HASC code of the region that has the land in Natural Earth, and the code of the province that has it in law. */
  readonly from: string
  readonly to: string
  /** The line between them; its ends move to the nearest points of the region's outline. */
  readonly line: readonly Point[]
  /** A place on the land that moves. */
  readonly holds: Point
}

/** Land that Natural Earth leaves with another province. Lines run over named places and midway between towns: coarse on purpose, true to some 10 km. */
const transfers: readonly Transfer[] = [
  // Sa Đéc, Lấp Vò and Lai Vung lie across the Hậu river from Cần Thơ: Vàm Cống bridge to Trà Nóc.
  { from: 'CN', to: '82', line: [[105.5, 10.32], [105.72, 10.1]], holds: [105.76, 10.29] },
  // Than Uyên and Tân Uyên since 2004 (Resolution 22/2003/QH11): Fansipan, midway Tân Uyên – Khánh Yên, midway Than Uyên – Mù Cang Chải.
  { from: 'LO', to: '12', line: [[103.775, 22.303], [104.0, 22.12], [103.99, 21.905]], holds: [103.89, 22.0] },
  // Mường Tè and Nậm Nhùn, likewise: midway A Pa Chải – Thu Lũm, Mường Nhé – Mường Tè, Chà Cang – Nậm Nhùn, Mường Lay – Nậm Nhùn.
  { from: 'DB', to: '12', line: [[102.34, 22.53], [102.64, 22.29], [102.94, 22.05], [103.08, 22.1]], holds: [102.68, 22.3] },
  // Mê Linh since 2008 (Resolution 15/2008/QH12): midway Yên Lạc – Đại Thịnh, Phúc Yên – Đại Thịnh, Phúc Yên – Nội Bài.
  { from: 'VC', to: '01', line: [[105.65, 21.17], [105.65, 21.21], [105.71, 21.21], [105.756, 21.23]], holds: [105.72, 21.185] },
]

/** Waters that belong to their province (lagoons, river mouths): bays in the box whose mouth is at most this wide (degrees) are filled. */
const filledWaters: readonly { readonly province: string; readonly box: Box; readonly mouth: number }[] = [
  { province: '46', box: [107.3, 16.2, 108.1, 16.7], mouth: 0.45 },
  { province: '48', box: [108, 15.3, 108.8, 16.3], mouth: 0.05 },
  { province: '51', box: [108.6, 14.5, 109.2, 15.5], mouth: 0.05 },
  { province: '52', box: [108.9, 13.5, 109.4, 14.8], mouth: 0.06 },
  { province: '56', box: [108.9, 11.5, 109.5, 12.9], mouth: 0.06 },
  { province: '31', box: [106.5, 20.55, 106.95, 21], mouth: 0.14 },
  { province: '33', box: [106.4, 20.2, 106.7, 20.65], mouth: 0.1 },
  { province: '37', box: [105.9, 19.9, 106.65, 20.35], mouth: 0.08 },
  { province: '38', box: [105.6, 19.2, 106.1, 20.1], mouth: 0.05 },
  { province: '79', box: [106.6, 10.3, 107.1, 10.7], mouth: 0.05 },
  { province: '80', box: [106.4, 10.3, 106.8, 10.7], mouth: 0.08 },
  { province: '82', box: [106.3, 10.1, 106.85, 10.5], mouth: 0.08 },
  { province: '86', box: [105.9, 9.4, 106.85, 10.4], mouth: 0.12 },
  { province: '92', box: [105.8, 9.2, 106.4, 9.95], mouth: 0.05 },
  { province: '96', box: [104.7, 8.65, 105.2, 9], mouth: 0.06 },
]

/** Square degrees below which a ring is an island and keeps its shape. */
const leastMainland = 0.05

const within = ([lon, lat]: Point, [west, south, east, north]: Box) => lon >= west && lon <= east && lat >= south && lat <= north
const distance = (a: Point, b: Point) => Math.hypot(a[0] - b[0], a[1] - b[1])

/** Signed area in square degrees: positive when counter-clockwise. */
export function signedArea(ring: Ring): number {
  return ring.slice(1).reduce((sum, [x, y], i) => sum + (ring[i]?.[0] ?? 0) * y - x * (ring[i]?.[1] ?? 0), 0) / 2
}

/** Whether a closed ring holds a point (even-odd). */
export function holds(ring: Ring, [x, y]: Point): boolean {
  let inside = false
  for (let i = 1; i < ring.length; i++) {
    const [a, b] = [ring[i - 1], ring[i]]
    if (a && b && a[1] > y !== b[1] > y && x < a[0] + ((y - a[1]) / (b[1] - a[1])) * (b[0] - a[0])) inside = !inside
  }
  return inside
}

/** The province that a ring of another one belongs to. */
export function ownerOf(ring: Ring, given: string): string {
  return islandOwners.find(({ box }) => ring.every((point) => within(point, box)))?.province ?? given
}

function nearest(points: Ring, to: Point | undefined): number {
  if (!to) throw new Error('a line has no end')
  return points.reduce((best, point, i) => (distance(point, to) < distance(points[best] ?? point, to) ? i : best), 0)
}

/** The ring, or its two parts where land is transferred, each with its province. The cut ends at existing points, so that neighbours still fit. */
export function transferred(ring: Ring, region: string, province: string): readonly (readonly [string, Ring])[] {
  const mend = transfers.find(({ from, holds: place }) => from === region && holds(ring, place))
  if (!mend) return [[province, ring]]
  const open = ring.slice(0, -1)
  const ends = [nearest(open, mend.line.at(0)), nearest(open, mend.line.at(-1))] as const
  const forward = ends[0] < ends[1]
  const [i, j] = forward ? ends : [ends[1], ends[0]]
  const via = forward ? mend.line.slice(1, -1) : mend.line.slice(1, -1).reverse()
  const inner = [...open.slice(i, j + 1), ...[...via].reverse()]
  const outer = [...open.slice(j), ...open.slice(0, i + 1), ...via]
  const halves = [inner, outer].map((half): Ring => [...half, ...half.slice(0, 1)])
  return halves.map((half) => [holds(half, mend.holds) ? mend.to : province, half])
}

/** The chain from `from` that leaves the box's points, or the farthest end within reach across water, as an index; -1 if there is none. */
function farShore(open: Ring, from: number, box: Box, mouth: number, isWater: (a: Point, b: Point) => boolean): number {
  const start = open[from]
  let best = -1
  for (let j = from + 2; start && j < open.length && within(open[j] ?? start, box); j++) {
    const end = open[j] ?? start
    if (distance(start, end) <= mouth && isWater(start, end)) best = j
  }
  return best
}

/** The outline with its bays filled: between two shores of one bay the straight line. Only points that are its own (not shared) may go. */
export function withFilledWaters(ring: Ring, province: string, isShared: (point: Point) => boolean): Ring {
  if (Math.abs(signedArea(ring)) < leastMainland) return ring
  let open = ring.slice(0, -1)
  for (const water of filledWaters.filter((candidate) => candidate.province === province)) {
    const first = open.findIndex((point) => !within(point, water.box))
    if (first > 0) open = [...open.slice(first), ...open.slice(0, first)]
    const isWater = (a: Point, b: Point) =>
      [0.2, 0.5, 0.8].every((t) => !holds([...open, ...open.slice(0, 1)], [a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])]))
    const kept: Point[] = []
    for (let i = 0; i < open.length; i++) {
      const point = open[i]
      if (!point) continue
      kept.push(point)
      const far = within(point, water.box) ? farShore(open, i, water.box, water.mouth, isWater) : -1
      if (far > 0 && !open.slice(i + 1, far).some(isShared)) i = far - 1
    }
    open = kept
  }
  return [...open, ...open.slice(0, 1)]
}
