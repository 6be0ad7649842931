import { describe, expect, it } from 'vitest'
import { SubscriptionManager, watchTimeoutMs } from '../../../client/connection/subscription-manager.ts'
import type { Delta } from '../../../data/protocol/delta.ts'
import type { WatchAnswer } from '../../../data/protocol/snapshot.ts'
import type { Watch } from '../../../data/protocol/watch.ts'

const watch: Watch = { root: 'TW', kpis: ['a'], depth: 1 }
const answer = (room: string, seq: number): WatchAnswer => ({ ok: true, snapshot: { room, protocol: 1, epoch: 'e', seq, at: 0, build: 'b', simulated: false, cells: [] } })
const delta = (room: string, prev: number, seq: number): Delta => ({ room, epoch: 'e', prev, seq, at: 0, cells: [] })

function bench() {
  const asked: { message: Watch, answered: (answer: WatchAnswer) => void }[] = []
  const left: string[] = []
  const heard: string[] = []
  const refused: string[] = []
  const timers = new Map<number, { run: () => void, ms: number }>()
  let next = 0
  const manager = new SubscriptionManager(
    { watch: (message, answered) => asked.push({ message, answered }), unwatch: (room) => left.push(room) },
    { replace: (_watch, snapshot) => heard.push(`snapshot ${snapshot.seq}`), apply: (d) => heard.push(`delta ${d.seq}`) },
    { set: (run, ms) => { timers.set(++next, { run, ms }); return next }, clear: (timer) => { timers.delete(timer as number) } },
    (_watch, error) => refused.push(error.code),
  )
  return { manager, asked, left, heard, refused, timers }
}

describe('the subscription manager', () => {
  it('asks once for the same watch held twice, and leaves when the last holder does', () => {
    const { manager, asked, left } = bench()
    manager.linked()
    const first = manager.hold(watch), second = manager.hold({ ...watch })
    expect(asked.length).toBe(1)
    asked[0]?.answered(answer('r', 1))
    first()
    expect(left).toEqual([])
    second()
    expect(left).toEqual(['r'])
  })
  it('holds before there is a link and asks when it comes, and again when it comes back', () => {
    const { manager, asked } = bench()
    manager.hold(watch)
    expect(asked.length).toBe(0)
    manager.linked()
    manager.unlinked()
    manager.linked()
    expect(asked.length).toBe(2)
  })
  it('asks anew after a gap and takes the stream up again', () => {
    const { manager, asked, heard } = bench()
    manager.hold(watch)
    manager.linked()
    asked[0]?.answered(answer('r', 1))
    manager.delta(delta('r', 1, 2))
    manager.delta(delta('r', 3, 4))
    asked[1]?.answered(answer('r', 4))
    manager.delta(delta('r', 4, 5))
    expect(heard).toEqual(['snapshot 1', 'delta 2', 'snapshot 4', 'delta 5'])
  })
  it('asks again when the server does not answer in time', () => {
    const { manager, asked, timers } = bench()
    manager.hold(watch)
    manager.linked()
    const [timer] = timers.values()
    expect(timer?.ms).toBe(watchTimeoutMs)
    timer?.run()
    expect(asked.length).toBe(2)
  })
  it('leaves no timer behind once it is answered or given up', () => {
    const { manager, asked, timers } = bench()
    const release = manager.hold(watch)
    manager.linked()
    asked[0]?.answered(answer('r', 1))
    expect(timers.size).toBe(0)
    release()
    expect(manager.states().size).toBe(0)
  })
  it('ends a room whose answer came after it was given up', () => {
    const { manager, asked, left, heard } = bench()
    manager.linked()
    manager.hold(watch)()
    asked[0]?.answered(answer('r', 1))
    expect(left).toEqual(['r'])
    expect(heard).toEqual([])
  })
  it('says what is awaited: first snapshots, renewed ones, none; a refused watch awaits nothing', () => {
    const { manager, asked } = bench()
    const said: string[] = [manager.awaited()]
    const note = (): void => { said.push(manager.awaited()) }
    manager.hold(watch)
    note()
    manager.linked()
    asked[0]?.answered(answer('r', 1))
    note()
    manager.unlinked()
    note()
    manager.linked()
    const other = manager.hold({ ...watch, root: '11' })
    note()
    asked[2]?.answered({ ok: false, error: { code: 'unit_unavailable', message: '', messageEn: '' } })
    note()
    asked[1]?.answered(answer('r', 9))
    note()
    other()
    expect(said).toEqual(['none', 'first', 'none', 'renewed', 'first', 'renewed', 'none'])
  })
  it('tells a refusal once', () => {
    const { manager, asked, refused } = bench()
    manager.hold(watch)
    manager.linked()
    asked[0]?.answered({ ok: false, error: { code: 'watch_too_large', message: '', messageEn: '' } })
    expect(refused).toEqual(['watch_too_large'])
  })
})
