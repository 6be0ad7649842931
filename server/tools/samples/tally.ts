/** What became of the posted readings: counts, and refusals by code. */
import type { IngestAnswer } from '../../../data/protocol/ingest-answer.ts'

/** Counts of one phase or of a whole run. */
export class Tally {
  accepted = 0
  duplicates = 0
  readonly rejected = new Map<string, number>()

  /** Adds an answer. */
  add(answer: IngestAnswer): void {
    this.accepted += answer.accepted
    this.duplicates += answer.duplicates
    for (const { code } of answer.rejected) this.rejected.set(code, (this.rejected.get(code) ?? 0) + 1)
  }

  /** Readings the server has judged. */
  get judged(): number {
    return this.accepted + this.duplicates + this.rejectedCount
  }

  get rejectedCount(): number {
    return [...this.rejected.values()].reduce((sum, count) => sum + count, 0)
  }

  /** As it stands in a log line: refusals as code → count. */
  summary(seconds: number): Record<string, unknown> {
    const { accepted, duplicates, judged } = this
    return {
      readings: judged, accepted, duplicates, rejected: this.rejectedCount, seconds: Math.round(seconds * 10) / 10,
      perSecond: Math.round(judged / Math.max(seconds, 0.001)),
      ...(this.rejected.size === 0 ? {} : { codes: Object.fromEntries(this.rejected) }),
    }
  }
}
