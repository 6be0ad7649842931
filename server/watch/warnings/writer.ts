/**
 * Writes what the product itself does to warnings: openings and closings as acts, in the order they happened, and changed lines without
 * one. What the log does not take now (LogUnavailable: disk full, closing) waits for the next call; other errors are thrown.
 */
import type { RuleInput } from '../../../data/protocol/rule.ts'
import type { Pyramid } from '../../../data/pyramid/pyramid.ts'
import { englishName } from '../../../data/rules/rule-remarks.ts'
import { systemActor, type Change, type Ledger } from '../../log/ledger.ts'
import { LogUnavailable } from '../../log/log.ts'
import { bodyNow, type Entry } from './record.ts'

/** Most acts of the product itself written at once. */
export const maxWritesPerTick = 500

/** Why the product closed a warning whose condition had not cleared. */
export const closingNotes = {
  folded: 'Gộp vào cảnh báo nặng hơn về cùng việc / Folded into a worse warning of the same trouble',
  gone: 'Kịch bản không còn / The rule is gone',
  off: 'Kịch bản đã tắt / The rule was switched off',
  changed: 'Kịch bản đã thay đổi / The rule was changed',
} as const

/** What is said of a rule that finds what a warning tells already. */
export function joinedNote(rule: Pick<RuleInput, 'nameVi' | 'nameEn'>): string {
  return `Kịch bản “${rule.nameVi}” cũng thấy việc này / The rule “${englishName(rule)}” finds it, too`
}

/** An opening, a closing, or a rule that joins, which is to be written. */
export interface OwnAct {
  readonly entry: Entry
  readonly action: 'opened' | 'closed' | 'joined'
  readonly note: string | null
}

/** See the file header. */
export class WarningWriter {
  readonly #ledger: Pick<Ledger, 'write' | 'keep'>
  readonly #pyramid: Pyramid
  #waiting: OwnAct[] = []
  readonly #dirty = new Set<Entry>()

  constructor(ledger: Pick<Ledger, 'write' | 'keep'>, pyramid: Pyramid) {
    this.#ledger = ledger
    this.#pyramid = pyramid
  }

  /** An opening or closing, to be written by the next `flush`. */
  add(act: OwnAct): void {
    this.#waiting.push(act)
  }

  /** Lines or other parts that no act changed, to be written by the next `keep`. */
  touch(entry: Entry): void {
    this.#dirty.add(entry)
  }

  /** Writes what waits, at most `maxWritesPerTick`; answers what was written. */
  flush(): readonly OwnAct[] {
    const batch = this.#waiting.slice(0, maxWritesPerTick)
    if (batch.length === 0) return []
    const versions = new Map<Entry, number>()
    const changes = batch.map(({ entry, action, note }): Change => {
      const version = versions.get(entry) ?? entry.version
      versions.set(entry, version + 1)
      return { kind: 'warning', id: entry.id, action, actor: systemActor, version, body: bodyNow(entry, this.#pyramid), note }
    })
    const done = this.#unlessUnavailable(() => {
      const written = this.#ledger.write(changes)
      batch.forEach(({ entry }, i) => {
        entry.version = written[i]!.version
        entry.changedMs = written[i]!.changedMs
        this.#dirty.delete(entry)
      })
    })
    if (!done) return []
    this.#waiting = this.#waiting.slice(batch.length)
    return batch
  }

  /** Keeps what was touched, and what `beside` writes. */
  keep(beside: () => void): void {
    const kept = [...this.#dirty].filter(({ version }) => version > 0)
    this.#unlessUnavailable(() => {
      for (const entry of kept) entry.body = bodyNow(entry, this.#pyramid)
      this.#ledger.keep('warning', kept.map(({ id, body }) => ({ id, body })))
      for (const entry of kept) this.#dirty.delete(entry)
      beside()
    })
  }

  #unlessUnavailable(work: () => void): boolean {
    try {
      work()
      return true
    } catch (error) {
      if (error instanceof LogUnavailable) return false
      throw error
    }
  }
}
