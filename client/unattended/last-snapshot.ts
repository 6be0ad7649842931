/** The last figures a wall showed, kept on its own machine: a cold start without a server has a picture at once, marked with its age. */
import { del, get, set } from 'idb-keyval'
import type { CellRow } from '../../data/protocol/cell.ts'
import { protocolVersion } from '../../data/protocol/version.ts'
import type { CompleteTo } from '../connection/completeness.ts'
import { inTime, keptPlace } from './kept-place.ts'

/** How often the figures are kept, milliseconds. */
export const keepEveryMs = 60_000
/** The first time, after the page opened, milliseconds. */
const keepFirstMs = 6_000
/** Most cells that are kept: every KPI of all provinces, and one of all communes, with room. */
export const mostKeptCells = 25_000

/** Figures as they were kept. `atMs`: the server's clock when they were current, epoch ms; `to`: the log's sequence they are complete up to, null where it was not known. */
export interface KeptFigures {
  readonly protocol: number
  readonly atMs: number
  readonly simulated: boolean
  readonly to: CompleteTo | null
  readonly cells: readonly CellRow[]
}

function isSequence(to: Partial<CompleteTo> | null | undefined): to is CompleteTo {
  return typeof to?.epoch === 'string' && Number.isSafeInteger(to.seq) && Number(to.seq) > 0
}

/** What was read, if it is of this protocol and within its bounds; anything else counts as nothing. Pure. */
export function asKept(value: unknown): KeptFigures | null {
  if (typeof value !== 'object' || value === null) return null
  const { protocol, atMs, simulated, to, cells } = value as Partial<KeptFigures>
  if (protocol !== protocolVersion || typeof atMs !== 'number' || typeof simulated !== 'boolean' || !Array.isArray(cells)) return null
  return cells.length === 0 || cells.length > mostKeptCells ? null : { protocol, atMs, simulated, to: isSequence(to) ? to : null, cells }
}

const slot = 'last'

/** The kept figures; null where there are none or they don't come in time. */
export async function readLast(): Promise<KeptFigures | null> {
  return inTime(get(slot, keptPlace()).then(asKept))
}

/** Forgets them: the server refused this page. */
export async function forgetLast(): Promise<void> {
  await del(slot, keptPlace()).catch(() => undefined)
}

/** Where figures come from when they are kept; `atMs` null: nothing live is shown, so there is nothing to keep. */
export interface KeepSource {
  rows(): readonly CellRow[]
  simulated(): boolean
  atMs(): number | null
  completeTo(): CompleteTo | null
}

/** Keeps the figures once a minute and when the page goes. */
export function keepFigures(source: KeepSource): void {
  const keep = (): void => {
    const atMs = source.atMs()
    if (atMs === null) return
    const cells = source.rows()
    if (cells.length === 0 || cells.length > mostKeptCells) return
    const kept: KeptFigures = { protocol: protocolVersion, atMs, simulated: source.simulated(), to: source.completeTo(), cells }
    set(slot, kept, keptPlace()).catch(() => undefined)
  }
  window.setTimeout(keep, keepFirstMs)
  window.setInterval(keep, keepEveryMs)
  window.addEventListener('pagehide', keep)
  document.addEventListener('visibilitychange', () => { if (document.visibilityState === 'hidden') keep() })
}
