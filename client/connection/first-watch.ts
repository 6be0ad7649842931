/** The figures that every wall tells at its head, watched while the scene's program is still on the way: then the first picture has them. */
import type { SessionAnswer } from '../../data/protocol/answers.ts'
import { headlineKpis } from '../../data/kpis/headline.ts'
import type { Watch } from '../../data/protocol/watch.ts'
import type { CellStore } from '../figures/cell-store.ts'

/** Longest wait of the first picture for figures once all else is there, milliseconds: a slower link gets its picture without them. */
export const firstFiguresWaitMs = 250
/** How long the page itself holds the figures, milliseconds: by then the scene does. */
export const firstHoldMs = 10_000

/** The headline figures of a root and its children. */
export function headlineWatch(root: string): Watch {
  return { root, kpis: [...headlineKpis], depth: 1 }
}

type Later = (run: () => void, ms: number) => void

/** Watches the headline figures of the viewer's top unit for `firstHoldMs`, once the session is known (undefined: it could not be had, and nothing is watched). */
export async function watchFirst(session: Promise<SessionAnswer | undefined>, hold: (watch: Watch) => () => void, later: Later): Promise<void> {
  const known = await session
  if (known !== undefined) later(hold(headlineWatch(known.scope)), firstHoldMs)
}

/** Resolves at once where figures are held (kept ones too), else with the first that come, or after `firstFiguresWaitMs`. */
export function someFigures(store: Pick<CellStore, 'size' | 'onPaint'>, later: Later): Promise<void> {
  return new Promise((resolve) => {
    if (store.size > 0) return resolve()
    const end = (): void => { stop(); resolve() }
    const stop = store.onPaint(end)
    later(end, firstFiguresWaitMs)
  })
}
