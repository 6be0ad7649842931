/** When a wall tells the fleet what it shows, and what it keeps of that for itself while nobody hears it. */
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Showing, WallOrders } from '../../../data/protocol/wall.ts'
import { showingEveryMs } from '../../../data/protocol/wall-terms.ts'
import type { LiveConnection } from '../../connection/live-connection.ts'
import { useLive } from '../../figures/live-context.ts'
import { RecordKeeper, recordEveryMs } from '../../unattended/record-keeper.ts'
import type { Shown } from '../../unattended/own-record.ts'
import { wallName } from '../../unattended/wall-name.ts'

function storageOf(): Storage | null {
  try { return window.localStorage } catch { return null }
}

const keeperOf = (connection: LiveConnection): RecordKeeper => new RecordKeeper({
  wall: wallName(window.location.search), storage: storageOf(), nowMs: () => Date.now(), clock: () => connection.clock(), hand: (message) => connection.tellRecord(message),
})

const shownOf = ({ screen, epoch, seq, page: { openedMs, build } }: Showing): Shown => ({ screen, epoch, seq, openedMs, build })

/** Keeps the record going between what is told: on the page's own beat, when the link falls, and when the page goes. */
function useRecord(record: RecordKeeper, said: () => Showing): void {
  const { connection } = useLive()
  useEffect(() => {
    const note = (): void => record.note(shownOf(said()))
    const off = connection.onClock(() => { if (!connection.clock().linked) note() })
    const timer = window.setInterval(note, recordEveryMs)
    window.addEventListener('pagehide', note)
    return () => { off(); window.clearInterval(timer); window.removeEventListener('pagehide', note) }
  }, [connection, record, said])
}

/**
 * Tells the fleet at each change, at each link, every `showingEveryMs`, and as soon as it is known how far the figures go where that was left open. What was
 * missed is handed in first: the server would else take a wall that shows the same again for one that showed it all the time.
 */
export function useTelling(message: () => Showing, obey: (orders: WallOrders) => void): void {
  const { connection } = useLive()
  const latest = useRef(message)
  latest.current = message
  const isOpen = useRef(false)
  const [record] = useState(() => keeperOf(connection))
  const said = useCallback(() => latest.current(), [])
  useRecord(record, said)
  const tell = useCallback(async () => {
    record.note(shownOf(said()))
    if (record.away && !await record.handIn()) return
    const now = said()
    isOpen.current = now.seq === null
    const answer = await connection.tellShowing(now)
    if (answer === null) return record.missed()
    if (!answer.ok) return
    record.heard()
    obey(answer.orders)
  }, [connection, record, said, obey])
  useEffect(() => { void tell() }, [tell, message])
  useEffect(() => {
    const stops = [connection.onLinked(() => { void tell() }), connection.onClock(() => { if (isOpen.current && connection.completeTo() !== null) void tell() })]
    const timer = window.setInterval(() => { void tell() }, showingEveryMs)
    return () => { for (const stop of stops) stop(); window.clearInterval(timer) }
  }, [connection, tell])
}
