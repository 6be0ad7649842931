/** The map's shapes as the door serves them: serialised once a scope, with a strong ETag. */
import { buildMapGeometry, geometryFor, serialiseGeometry } from './map-geometry.ts'

/** Most scopes whose serialised shapes are kept; the oldest gives way. */
export const maxKeptScopes = 64

/**
 * Shapes as JSON; `codes`: only these units (null: all). A pack is read at once, so that a broken one stops the start
 * (BoundaryPackError); the built-in cells are laid out when first asked for: a third of a second that no start waits for.
 */
export function geometryProvider(packDir: string | null): { json(codes: ReadonlySet<string> | null): { body: string; etag: string } } {
  let whole = packDir === null ? null : buildMapGeometry(packDir)
  const kept = new Map<string, { body: string; etag: string }>()
  return {
    json: (codes) => {
      const id = codes === null ? '*' : [...codes].sort().join(' ')
      const known = kept.get(id)
      if (known !== undefined) return known
      whole ??= buildMapGeometry(null)
      const { json, etag } = serialiseGeometry(codes === null ? whole : geometryFor(whole, codes))
      const made = { body: json, etag }
      kept.set(id, made)
      if (kept.size > maxKeptScopes) kept.delete(kept.keys().next().value!)
      return made
    },
  }
}
