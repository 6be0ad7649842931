/** Metrics of the live socket, for `/metrics`. */
import { Counter, Gauge, Histogram, Registry } from 'prom-client'

/** Why a socket was cut by the server. */
export type DropReason = 'lag' | 'unsent' | 'key_revoked' | 'ignored_events'

/** Creates and registers the metrics. */
export function liveMetrics(registry: Registry = new Registry()) {
  const registers = [registry]
  return {
    sockets: new Gauge({ name: 'thap_live_sockets', help: 'Sockets on /live', registers }),
    lagging: new Gauge({ name: 'thap_live_lagging_sockets', help: 'Sockets left out of broadcasts until they drain', registers }),
    rooms: new Gauge({ name: 'thap_live_rooms', help: 'Rooms with members', registers }),
    intervalMs: new Gauge({ name: 'thap_live_interval_milliseconds', help: 'Interval between two deltas of a room', registers }),
    deltas: new Counter({ name: 'thap_live_deltas_total', help: 'Deltas published to rooms', registers }),
    cells: new Counter({ name: 'thap_live_cells_total', help: 'Cells in published deltas', registers }),
    catchUps: new Counter({ name: 'thap_live_catch_ups_total', help: 'Deltas that brought one slow socket forward', registers }),
    ignored: new Counter({ name: 'thap_live_ignored_events_total', help: 'Events without effect', labelNames: ['code'], registers }),
    refused: new Counter({ name: 'thap_live_refused_total', help: 'Refused connections and watches', labelNames: ['code'], registers }),
    dropped: new Counter({ name: 'thap_live_dropped_total', help: 'Sockets cut by the server', labelNames: ['reason'], registers }),
    flushSeconds: new Histogram({
      name: 'thap_live_flush_seconds', help: 'Cost of publishing one delta', registers,
      buckets: [0.0002, 0.001, 0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1],
    }),
  }
}

/** See `liveMetrics`. */
export type LiveMetrics = ReturnType<typeof liveMetrics>
