/** From a `watch` as sent to the room it means, or why not. Law 8: an unknown root and one outside the scope answer alike. */
import { visibleUnit, type Viewer } from '../../data/access/scope.ts'
import { maxCellsPerWatch, watch } from '../../data/protocol/watch.ts'
import type { LiveFigures } from '../figures/figures.ts'
import type { LiveRefusalCode } from './refusals.ts'
import type { RoomDefinition } from './room.ts'

/** The room a message means, or the code it is refused with. `cellCount`: how many cells a definition holds. */
export function checkWatch(
  message: unknown, viewer: Viewer, live: LiveFigures, cellCount: (definition: RoomDefinition) => number,
): RoomDefinition | LiveRefusalCode {
  const parsed = watch.safeParse(message)
  if (!parsed.success) return 'watch_invalid'
  const root = visibleUnit(live.pyramid, viewer, parsed.data.root)
  if (root === null) return 'unit_unavailable'
  const kpis = new Set<number>()
  for (const id of parsed.data.kpis) {
    const kpi = live.kpiIndex(id)
    if (kpi === undefined) return 'kpi_unknown'
    kpis.add(kpi)
  }
  const definition = { root, kpis: [...kpis].sort((a, b) => a - b), depth: parsed.data.depth }
  return cellCount(definition) > maxCellsPerWatch ? 'watch_too_large' : definition
}
