/** What Prometheus may know: counts and durations by door and code. No unit, key or name is ever a label. */
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client'
import type { IngestAnswer } from '../../data/protocol/ingest-answer.ts'
import type { Log } from '../log/log.ts'

/** The measures of one server. */
export interface Metrics {
  readonly registry: Registry
  /** One answered call; `door`: the pattern of its path. */
  called(method: string, door: string, status: number, seconds: number): void
  /** What became of a call's readings. */
  ingested(answer: IngestAnswer): void
}

/** Builds the measures over a log. */
export function createMetrics(log: Pick<Log, 'waiting' | 'seq'>): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const registers = [registry]
  const calls = new Counter({ name: 'thap_http_requests_total', help: 'HTTP calls by door and status', labelNames: ['method', 'door', 'status'], registers })
  const seconds = new Histogram({
    name: 'thap_http_request_seconds', help: 'Duration of HTTP calls by door', labelNames: ['door'], registers,
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
  })
  const readings = new Counter({ name: 'thap_readings_total', help: 'Readings by outcome', labelNames: ['outcome'], registers })
  const rejected = new Counter({ name: 'thap_readings_rejected_total', help: 'Refused readings by code', labelNames: ['code'], registers })
  new Gauge({ name: 'thap_log_waiting_readings', help: 'Readings that wait for a commit', registers, collect() { this.set(log.waiting) } })
  new Gauge({ name: 'thap_log_seq', help: 'Sequence number of the last commit', registers, collect() { this.set(log.seq) } })
  return {
    registry,
    called: (method, door, status, duration) => {
      calls.inc({ method, door, status })
      seconds.observe({ door }, duration)
    },
    ingested: (answer) => {
      readings.inc({ outcome: 'accepted' }, answer.accepted)
      readings.inc({ outcome: 'duplicate' }, answer.duplicates)
      readings.inc({ outcome: 'rejected' }, answer.rejected.length)
      for (const { code } of answer.rejected) rejected.inc({ code })
    },
  }
}
