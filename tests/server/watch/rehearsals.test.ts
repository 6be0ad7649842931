import { EventEmitter } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { rehearsalAnswer, type RuleInput } from '../../../data/protocol/rule.ts'
import { DomainError } from '../../../server/errors.ts'
import { openStore } from '../../../server/log/schema.ts'
import type { RehearsalMessage, RehearsalWorkerData } from '../../../server/watch/rehearsal/rehearsal-messages.ts'
import {
  maxRehearsalsKept, maxWaitingRehearsals, rehearsalKeptMs, Rehearsals, type RehearsalThread,
} from '../../../server/watch/rehearsal/rehearsals.ts'
import { smallPyramid } from '../../support/memory-figures.ts'

const rule: RuleInput = {
  nameVi: 'Diễn tập thử', nameEn: '', condition: { on: 'verdict', verdicts: ['late'] }, kpis: ['digitization.pages'], root: 'TW', levels: ['commune'],
  minUnits: 1, minShare: 0, pendingMs: 0, clearAfterMs: 0, severity: 'behind', tell: ['centre'], enabled: true,
}
const result = {
  opened: 0, perDayMean: 0, basisDays: 90, perDayMost: 0, budget: 10, overBudget: false, perDay: [], byUnit: [], standing: { warnings: 0, units: 0 }, now: { warnings: 0, units: 0, byUnit: [] }, unitsTotal: 0, tell: [], remarkVi: '', remarkEn: '', simulated: false,
}

/** A thread that says what the test lets it say. */
class HandThread extends EventEmitter implements Pick<RehearsalThread, 'terminate' | 'unref'> {
  readonly data: RehearsalWorkerData
  ended = false
  constructor(data: RehearsalWorkerData) {
    super()
    this.data = data
  }
  say(message: RehearsalMessage): void { this.emit('message', message) }
  end(): void {
    if (this.ended) return
    this.ended = true
    this.emit('exit', 1)
  }
  terminate(): Promise<number> {
    setImmediate(() => this.end())
    return Promise.resolve(1)
  }
  unref(): void {}
}

let threads: HandThread[]
let flushes: number
let nowMs: number
let board: Rehearsals
const turn = (): Promise<void> => new Promise((resolve) => { setImmediate(() => setImmediate(resolve)) })
const codeOf = (work: () => unknown): string => {
  try {
    work()
    return 'ok'
  } catch (error) {
    return error instanceof DomainError ? `${error.code} ${error.details.retryAfterS ?? ''}`.trim() : String(error)
  }
}
const make = (deadlineMs = 60_000): Rehearsals => new Rehearsals({
  runtimeDir: '', units: [], clock: { nowMs: () => nowMs }, flush: () => { flushes++ }, deadlineMs,
  start: (data) => {
    const thread = new HandThread(data)
    threads.push(thread)
    return thread as unknown as RehearsalThread
  },
})

beforeEach(() => {
  threads = []
  flushes = 0
  nowMs = Date.parse('2026-11-22T08:00:00+07:00')
  board = make()
})
afterEach(() => board.close())

describe('a rehearsal', () => {
  it('begins at once, with roll-ups written, tells how far it is, and its result when done', async () => {
    const begun = rehearsalAnswer.parse(board.begin(3, rule))
    expect(begun).toMatchObject({ state: 'running', done: 0, from: '2026-08-24T00:00:00.000+07:00', to: '2026-11-22T08:00:00.000+07:00', result: null })
    expect([flushes, threads[0]!.data.scope, threads[0]!.data.nowMs]).toEqual([1, 3, nowMs])
    threads[0]!.say({ says: 'progress', progress: { done: 40, total: 131 } })
    expect(board.answer(3, begun.id)).toMatchObject({ state: 'running', done: 40, total: 131 })
    threads[0]!.say({ says: 'done', result })
    expect(rehearsalAnswer.parse(board.answer(3, begun.id))).toMatchObject({ state: 'done', done: 131, total: 131, result })
    await turn()
    expect(threads[0]!.ended).toBe(true)
  })
  it('is known to the scope that asked for it, and to no other (law 8)', () => {
    const { id } = board.begin(3, rule)
    for (const scope of [0, 1, 4]) {
      expect(codeOf(() => board.answer(scope, id))).toBe('rehearsal_unavailable')
      expect(codeOf(() => board.cancel(scope, id))).toBe('rehearsal_unavailable')
    }
    expect(codeOf(() => board.answer(3, 'nothing'))).toBe('rehearsal_unavailable')
  })
  it(`waits its turn: one at a time, at most ${maxWaitingRehearsals} in line, one more is refused with Retry-After`, async () => {
    const ids = Array.from({ length: 1 + maxWaitingRehearsals }, () => board.begin(0, rule).id)
    expect(threads).toHaveLength(1)
    expect(codeOf(() => board.begin(0, rule))).toBe('rehearsal_busy 10')
    threads[0]!.say({ says: 'done', result })
    await turn()
    expect(threads).toHaveLength(2)
    expect(board.answer(0, ids[0]!).state).toBe('done')
    expect(codeOf(() => board.begin(0, rule))).toBe('ok')
  })
  it('that is cancelled ends its thread, and the next begins', async () => {
    const [first, second] = [board.begin(0, rule), board.begin(0, rule)]
    expect(board.cancel(0, first.id).state).toBe('cancelled')
    await turn()
    expect([threads[0]!.ended, threads.length]).toEqual([true, 2])
    expect(board.answer(0, second.id).state).toBe('running')
  })
  it('that waits can be cancelled and never begins', async () => {
    const [, second, third] = [board.begin(0, rule), board.begin(0, rule), board.begin(1, rule)]
    expect(board.cancel(0, second.id)).toMatchObject({ state: 'cancelled', tookMs: 0 })
    threads[0]!.say({ says: 'done', result })
    await turn()
    expect(threads).toHaveLength(2)
    expect(threads[1]!.data.scope).toBe(1)
    expect(board.answer(1, third.id).state).toBe('running')
  })
  it('that has ended stays as it is, whoever cancels it', () => {
    const { id } = board.begin(0, rule)
    threads[0]!.say({ says: 'done', result })
    expect(board.cancel(0, id)).toMatchObject({ state: 'done', result })
  })
  it.each([
    ['dies', (thread: HandThread) => thread.end(), 'broke off'],
    ['throws', (thread: HandThread) => thread.emit('error', new Error('no')), 'broke off'],
    ['runs out of memory', (thread: HandThread) => thread.emit('error', Object.assign(new Error(), { code: 'ERR_WORKER_OUT_OF_MEMORY' })), 'more memory'],
    ['finds too many readings', (thread: HandThread) => thread.say({ says: 'too_many' }), 'too many readings'],
  ])('whose thread %s has failed, and says why', async (_, happen, words) => {
    const { id } = board.begin(0, rule)
    happen(threads[0]!)
    const answer = rehearsalAnswer.parse(board.answer(0, id))
    expect(answer).toMatchObject({ state: 'failed', result: null })
    expect(answer.failure?.messageEn).toContain(words)
    threads[0]!.end()
    await turn()
    expect(codeOf(() => board.begin(0, rule))).toBe('ok')
  })
  it('that takes too long is ended, and says so', async () => {
    const slow = make(20)
    const { id } = slow.begin(0, rule)
    await new Promise((resolve) => { setTimeout(resolve, 60) })
    expect(slow.answer(0, id)).toMatchObject({ state: 'failed' })
    expect(slow.answer(0, id).failure?.messageVi).toContain('quá thời hạn')
    expect(threads.at(-1)!.ended).toBe(true)
    await slow.close()
  })
})

describe('what is kept', () => {
  const done = async (): Promise<string> => {
    const { id } = board.begin(0, rule)
    threads.at(-1)!.say({ says: 'done', result })
    await turn()
    return id
  }
  it('is forgotten after half an hour, politely', async () => {
    const id = await done()
    nowMs += rehearsalKeptMs
    expect(codeOf(() => board.answer(0, id))).toBe('ok')
    nowMs += 1
    expect(codeOf(() => board.answer(0, id))).toBe('rehearsal_unavailable')
  })
  it(`are at most ${maxRehearsalsKept}: the oldest gives way`, async () => {
    const ids: string[] = []
    for (let i = 0; i <= maxRehearsalsKept; i++) {
      nowMs += 1
      ids.push(await done())
    }
    expect(codeOf(() => board.answer(0, ids[0]!))).toBe('rehearsal_unavailable')
    expect(codeOf(() => board.answer(0, ids[1]!))).toBe('ok')
  })
  it('is nothing after a stop, and nothing begins any more', async () => {
    const { id } = board.begin(0, rule)
    await board.close()
    expect(threads[0]!.ended || threads.length === 1).toBe(true)
    expect(codeOf(() => board.begin(0, rule))).toBe('log_closed 10')
    expect(codeOf(() => make().answer(0, id))).toBe('rehearsal_unavailable')
  })
})

describe('a real thread', () => {
  it('rehearses over a store; a cancelled one is told as such at once, and its thread is gone within 200 ms (a second on a loaded machine)', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'thap-rehearsals-'))
    const pyramid = smallPyramid(1, 2)
    const db = openStore(dir)
    const real = new Rehearsals({ runtimeDir: dir, units: pyramid.units, clock: { nowMs: () => nowMs }, flush: () => undefined })
    try {
      const first = real.begin(0, rule)
      while (real.answer(0, first.id).state === 'running') await new Promise((resolve) => { setTimeout(resolve, 20) })
      expect(real.answer(0, first.id)).toMatchObject({ state: 'done', result: { opened: 0 } })
      const second = real.begin(0, rule)
      const began = performance.now()
      expect(real.cancel(0, second.id).state).toBe('cancelled')
      expect(performance.now() - began).toBeLessThan(200)
      await real.close()
      expect(performance.now() - began).toBeLessThan(1000)
    } finally {
      await real.close()
      db.close()
      rmSync(dir, { recursive: true })
    }
  }, 30_000)
  it('over a store that is not there fails and says so', async () => {
    const real = new Rehearsals({ runtimeDir: join(tmpdir(), 'thap-nowhere'), units: smallPyramid(1, 1).units, clock: { nowMs: () => nowMs }, flush: () => undefined })
    const { id } = real.begin(0, rule)
    while (real.answer(0, id).state === 'running') await new Promise((resolve) => { setTimeout(resolve, 20) })
    expect(real.answer(0, id)).toMatchObject({ state: 'failed', failure: { messageEn: expect.stringContaining('broke off') } })
    await real.close()
  }, 30_000)
})
