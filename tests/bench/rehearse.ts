/**
 * Rehearsals as a person waits for them: 90 days, a rule over the whole country, thread and reading included.
 * `rehearse`: ms of the slowest of some rules over a daily KPI of all communes (each on stderr), the middle of the rounds.
 * `rehearse.cancel`: ms from a cancel amid the walk until the thread is gone, the slowest.
 * `rehearse.all`: ms of silence (late or lost) of all KPIs and all communes, lines among them, the middle of the rounds.
 */
import { Worker } from 'node:worker_threads'
import type { RuleInput } from '../../data/protocol/rule.ts'
import { startOfLocalDay } from '../../data/time/vietnam-time.ts'
import { Rehearsals, rehearsalMemory } from '../../server/watch/rehearsal/rehearsals.ts'
import { median, rowOf, type BenchRow } from './bench-row.ts'
import { pyramid } from './reading-mix.ts'
import { fillEveryKpi } from './rehearsal-store-all.ts'
import { buildRehearsalStore, rehearsedDaily, rehearsedMonthly, type RehearsalStore } from './rehearsal-store.ts'

/** How much of it. `provinces`: codes to keep, null for the whole country. */
export interface RehearseSize {
  readonly provinces: readonly string[] | null
  readonly rounds: number
  readonly cancels: number
}

/** The store stands at three in the afternoon of 20 December. */
const nowMs = startOfLocalDay('2026-12-20') + 15 * 3_600_000
const pollMs = 5
/** Into the walk, not only its reading. */
const cancelAfterMs = 1200

const base: RuleInput = {
  nameVi: 'Diễn tập', nameEn: '', condition: { on: 'verdict', verdicts: ['late', 'lost'] }, kpis: [rehearsedDaily], root: 'TW', levels: ['commune'], minUnits: 1, minShare: 0,
  pendingMs: 0, clearAfterMs: 600_000, severity: 'behind', tell: ['centre'], enabled: true,
}
const everyKind: RuleInput['condition'] = { on: 'verdict', verdicts: ['late', 'lost', 'jump', 'stall', 'fell', 'outlier', 'below_plan', 'mismatch'] }
const rules: readonly (readonly [name: string, rule: RuleInput])[] = [
  ['late or lost', base],
  ['every kind there is', { ...base, condition: everyKind, levels: ['centre', 'province', 'commune'] }],
  ['gap to the plan', { ...base, condition: { on: 'threshold', measure: 'gap', op: 'below', limit: -0.05, clear: null } }],
  ['age', { ...base, condition: { on: 'threshold', measure: 'age_hours', op: 'above', limit: 72, clear: null } }],
  ['every kind, monthly', { ...base, kpis: [rehearsedMonthly], condition: everyKind }],
]

const pause = (ms: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, ms) })

async function rehearseOnce(board: Rehearsals, rule: RuleInput): Promise<{ ms: number; opened: number }> {
  const began = performance.now()
  const { id } = board.begin(0, rule)
  for (;;) {
    const { state, result, failure } = board.answer(0, id)
    if (state === 'done' && result !== null) return { ms: performance.now() - began, opened: result.opened }
    if (state !== 'running') throw new Error(`bench: a rehearsal is ${state}: ${failure?.messageEn ?? ''}`)
    await pause(pollMs)
  }
}

const everywhere: RuleInput = { ...base, kpis: null }

async function cancelOnce(store: RehearsalStore, rule: RuleInput): Promise<number> {
  let gone: Promise<void> = Promise.resolve()
  const board = new Rehearsals({
    runtimeDir: store.runtimeDir, units: pyramid.units, clock: { nowMs: () => nowMs }, flush: () => undefined,
    start: (workerData) => {
      const thread = new Worker(new URL('../../server/watch/rehearsal/rehearsal-worker.ts', import.meta.url), { workerData, resourceLimits: rehearsalMemory })
      gone = new Promise((resolve) => { thread.once('exit', () => resolve()) })
      return thread
    },
  })
  const { id } = board.begin(0, rule)
  await pause(cancelAfterMs)
  const began = performance.now()
  board.cancel(0, id)
  await gone
  const ms = performance.now() - began
  await board.close()
  return ms
}

/** All three figures. */
export async function benchRehearse(seed: number, size: RehearseSize, say: (text: string) => void): Promise<BenchRow[]> {
  const store = buildRehearsalStore(seed, nowMs, size.provinces)
  const board = new Rehearsals({ runtimeDir: store.runtimeDir, units: pyramid.units, clock: { nowMs: () => nowMs }, flush: () => undefined })
  try {
    say(`rehearse: ${store.readings.toLocaleString('en-US')} readings`)
    const slowest: number[] = []
    for (let round = 0; round < size.rounds; round++) {
      const taken: number[] = []
      for (const [name, rule] of rules) {
        const { ms, opened } = await rehearseOnce(board, rule)
        taken.push(ms)
        say(`rehearse ${name}: ${Math.round(ms)} ms, ${opened} warnings`)
      }
      slowest.push(Math.max(...taken))
    }
    const cancels: number[] = []
    for (let i = 0; i < size.cancels; i++) cancels.push(await cancelOnce(store, rules[1]![1]))
    const { readings, hours } = fillEveryKpi(store)
    say(`rehearse: ${readings.toLocaleString('en-US')} readings and ${hours.toLocaleString('en-US')} hours of lines more`)
    const all: number[] = []
    for (let round = 0; round < size.rounds; round++) {
      const { ms, opened } = await rehearseOnce(board, everywhere)
      all.push(ms)
      say(`rehearse late or lost, all KPIs: ${Math.round(ms)} ms, ${opened} warnings`)
    }
    for (let i = 0; i < size.cancels; i++) cancels.push(await cancelOnce(store, everywhere))
    return [rowOf('rehearse', median(slowest), 'ms'), rowOf('rehearse.all', median(all), 'ms'), rowOf('rehearse.cancel', Math.max(...cancels), 'ms')]
  } finally {
    await board.close()
    store.discard()
  }
}
