/** All that keeps a wall going when nobody is there, started once by the page: kept figures and shell, heartbeat, reloads. */
import type { LiveConnection } from '../connection/live-connection.ts'
import type { CellStore } from '../figures/cell-store.ts'
import { onPageRefused, wantFresh } from '../queries/api.ts'
import { readDarkness } from './darkness.ts'
import { startHeartbeat } from './heartbeat.ts'
import { forgetAnswers, keepShell } from './keep-shell.ts'
import { forgetLast, keepFigures, readLast } from './last-snapshot.ts'
import { keepPage, type PageKeeper } from './page-keeper.ts'

/** Within this time of a live link the snapshots of what is on the screen have come, milliseconds; what they left is not shown any more. */
const snapshotWaitMs = 10_000

/** Starts everything. `askAgain`: called when the link lives for the first time and something shown had been kept, and when a worker has begun to keep answers. */
export async function standWatch(connection: LiveConnection, store: CellStore, askAgain: () => void): Promise<PageKeeper> {
  startHeartbeat()
  keepShell(askAgain)
  onPageRefused(() => { forgetAnswers(); void forgetLast() })
  const stop = connection.onClock(() => {
    if (!connection.clock().linked) return
    stop()
    if (wantFresh()) askAgain()
    window.setTimeout(() => store.endKept(), snapshotWaitMs)
  })
  keepFigures({
    rows: () => store.rows(), simulated: () => store.simulated, completeTo: () => connection.completeTo(),
    atMs: () => (store.keptAtMs === null ? connection.clock().pulse?.at ?? null : null),
  })
  const [kept, darkness] = await Promise.all([readLast(), readDarkness()])
  if (kept !== null && store.restore(kept.cells, kept.atMs, kept.simulated) && kept.to !== null) connection.restoredTo(kept.to)
  return keepPage(() => connection.clock(), darkness)
}
