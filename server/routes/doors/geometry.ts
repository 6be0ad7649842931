/** `GET /api/v1/geometry`: shapes of the units under a root, compressed once, revalidated by ETag. */
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { z } from 'zod'
import type { DoorDeps } from '../deps.ts'
import { door, rootOf, type Door, type Reply } from '../door.ts'

/** Most roots whose shapes are kept compressed. */
export const maxKeptRoots = 48

const compress = promisify(gzip)

interface Kept {
  readonly body: string
  readonly packed: Buffer
  readonly etag: string
}

function codesUnder(deps: DoorDeps, root: number): ReadonlySet<string> | null {
  const { pyramid } = deps.live
  if (root === 0 && pyramid.end[0] === pyramid.size) return null
  return new Set(pyramid.units.slice(root, pyramid.end[root]).map(({ code }) => code))
}

async function pack(deps: DoorDeps, root: number): Promise<Kept> {
  const { body, etag } = deps.geometry.json(codesUnder(deps, root))
  return { body, packed: await compress(body), etag: /^(W\/)?".*"$/.test(etag) ? etag : `"${etag}"` }
}

function acceptsGzip(header: string): boolean {
  return header.split(',').some((part) => /^\s*(gzip|\*)\s*(;\s*q=(1|0?\.\d*[1-9]\d*)(\.0*)?)?\s*$/i.test(part))
}

function hasTag(header: string, etag: string): boolean {
  return header.split(',').some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === etag.replace(/^W\//, ''))
}

/** See the header. */
export function geometryDoor(deps: DoorDeps): Door {
  const kept = new Map<number, Promise<Kept>>()
  const shapesOf = (root: number): Promise<Kept> => {
    const shapes = kept.get(root) ?? pack(deps, root)
    kept.delete(root)
    kept.set(root, shapes)
    shapes.catch(() => kept.delete(root))
    const oldest = kept.keys().next().value
    if (kept.size > maxKeptRoots && oldest !== undefined) kept.delete(oldest)
    return shapes
  }
  return door({
    method: 'get', path: '/api/v1/geometry', access: 'viewer', query: z.strictObject({ root: z.string().min(1).max(32).optional() }),
    answer: null, mediaType: 'application/json', codes: ['unit_unavailable'],
    summaryVi: 'Hình dạng các đơn vị trên bản đồ', summaryEn: 'Shapes of the units on the map',
    handle: async ({ caller, query, request }): Promise<Reply> => {
      const { body, packed, etag } = await shapesOf(rootOf(deps, caller, query.root))
      const headers = { ETag: etag, 'Cache-Control': 'private, no-cache', Vary: 'Accept-Encoding, Authorization', 'Content-Type': 'application/json; charset=utf-8' }
      if (hasTag(request.headers['if-none-match'] ?? '', etag)) return { status: 304, headers, body: '' }
      const asked = request.headers['accept-encoding']
      if (typeof asked === 'string' && acceptsGzip(asked)) return { headers: { ...headers, 'Content-Encoding': 'gzip' }, body: packed }
      return { headers, body }
    },
  })
}
