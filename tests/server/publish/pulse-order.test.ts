/** What a pulse tells of the log against what its socket has been sent: the law that the walls' own number stands on (client/connection/completeness.ts). */
import { afterEach, expect, it } from 'vitest'
import { Completeness, settleMs } from '../../../client/connection/completeness.ts'
import { unpackDelta } from '../../../data/protocol/delta-packing.ts'
import { cellSetOf, applyDelta } from '../../../data/pyramid/cell-set.ts'
import { liveServer, snapshotFor, until } from '../../support/live-server.ts'
import { kpisOf, MemoryFigures, smallPyramid } from '../../support/memory-figures.ts'

const nowMs = Date.UTC(2026, 10, 22)
const open: { close(): Promise<void> }[] = []
afterEach(async () => { for (const server of open.splice(0)) await server.close() })

it('every commit up to a pulse is in the deltas before the next pulse, and the number that is told of them is never ahead of the figures', async () => {
  const live = new MemoryFigures(smallPyramid(3, 20), kpisOf('digitization.pages'), nowMs)
  let logSeq = 1_000
  const commit = (): void => { logSeq++; live.set(live.pyramid.indexOf('11001')!, 0, logSeq, 1_000_000) }
  commit()
  const server = await liveServer(live, undefined, { logSeq: () => logSeq })
  open.push(server)
  const socket = server.client()
  const complete = new Completeness()
  const set = cellSetOf(await snapshotFor(socket, { root: '11', kpis: ['digitization.pages'], depth: 1 }))
  const held = (): number => Math.max(...[...set.rows.values()].map((row) => Number(row[2])))
  const pulses: { readonly seq: number, readonly heldNext: number }[] = []
  let before: number | null = null, isFirst = true
  socket.on('delta', (delta) => { expect(applyDelta(set, unpackDelta(delta))).toBe(true) })
  socket.on('pulse', (pulse) => {
    complete.pulse(pulse, 'none', performance.now())
    if (before !== null) pulses.push({ seq: before, heldNext: held() })
    before = isFirst ? null : pulse.seq
    isFirst = false
  })
  // a commit every few milliseconds: the room publishes at its interval all the time
  const feed = setInterval(commit, 7)
  await until(() => pulses.length >= 4, 12_000)
  clearInterval(feed)
  for (const { seq, heldNext } of pulses) expect(heldNext).toBeGreaterThanOrEqual(seq)
  expect(complete.told('none', performance.now())!.seq).toBeLessThanOrEqual(held())
  const last = logSeq
  await until(() => complete.told('none', performance.now())?.seq === last, 3_000 + 2 * settleMs)
  expect(held()).toBe(last)
}, 30_000)
