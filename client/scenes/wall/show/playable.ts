/** What of a play-list a wall can show: units that its viewer sees, below the unit it is rooted at; KPIs of the catalogue. Pure. */
import type { Schedule } from '../../../../data/playlists/schedule.ts'

/** What the wall knows. `base` null: the top. */
export interface PlayableWorld {
  readonly unitByCode: ReadonlyMap<string, { readonly parent: string | null }>
  readonly kpiById: ReadonlyMap<string, unknown>
  readonly base: string | null
}

/** Whether a unit is `base` or below it; `base` null: whether there is such a unit. */
export function isBelow({ unitByCode, base }: Pick<PlayableWorld, 'unitByCode' | 'base'>, code: string): boolean {
  if (base === null) return unitByCode.has(code)
  for (let at: string | null = code; at !== null; at = unitByCode.get(at)?.parent ?? null) if (at === base) return unitByCode.has(code)
  return false
}

/** The list without the items a wall cannot show (a unit that is gone, or outside of the base); null: nothing is left. */
export function playable(list: Schedule, world: PlayableWorld): Schedule | null {
  const items = list.items.filter(({ root }) => root === null || isBelow(world, root))
    .map((item) => (item.kpi === null || world.kpiById.has(item.kpi) ? item : { ...item, kpi: null }))
  return items.length === 0 ? null : { items, interrupt: list.interrupt }
}
