/**
 * Who comes in: the keys of a running server. Holds the stored keys in memory by their hash and looks for changes at most
 * `refreshMs` apart, so that a new or revoked key is honoured within 5 s (architecture "The house").
 */
import type { Viewer } from '../../data/access/scope.ts'
import { connectedMs } from '../../data/protocol/groups.ts'
import { inSubtree, type Pyramid } from '../../data/pyramid/pyramid.ts'
import type { Clock } from '../clock.ts'
import type { Mode } from '../config.ts'
import { DomainError } from '../errors.ts'
import { hashOfSecret, secretOfHeader } from './key-secret.ts'
import type { KeyRecord, KeyStore } from './key-store.ts'

/** Longest age of the keys in memory, milliseconds (bar: a change within 5 s). */
export const refreshMs = 1000
/** Interval at which last uses are written down, milliseconds. */
export const noteUsesIntervalMs = 30_000

/** Someone who was let in. */
export interface Caller {
  readonly viewer: Viewer
  /** Whether what it reports is simulated. */
  readonly simulated: boolean
  /** Key id, or null in open local mode. */
  readonly keyId: number | null
}

/** The keys of a running server. */
export interface KeyRing {
  /** Who holds the key of an `Authorization` header. Throws DomainError `key_invalid`. */
  authenticate(header: string): Caller
  /** Whether a key let in before may still come in: for sockets, to be asked every few seconds. */
  isLive(keyId: number): boolean
  /** The code of the unit a key is of, whether it may still come in or not; null: there never was such a key. */
  unitOf(keyId: number): string | null
  /** Keys that report for units of the subtree of `root` (index): how many are connected, that is were used within `connectedMs`, of how many. */
  sources(root: number): { readonly connected: number; readonly known: number }
  /** Writes down last uses now; also done at an interval. */
  noteUses(): void
  /** Ends the timer and writes down last uses; the store stays open. */
  close(): void
}

/** The caller of open local mode: reads and operates everything under the top unit; readings need a key that says whose they are. */
export function localCaller(): Caller {
  return { viewer: { kind: 'local', scope: 0, role: 'operate', keyId: null }, simulated: false, keyId: null }
}

interface Ring {
  readonly byHash: Map<string, KeyRecord>
  readonly byId: Map<number, KeyRecord>
  version: number
  checkedMs: number
}

function refresh(ring: Ring, store: KeyStore, nowMs: number): void {
  if (nowMs >= ring.checkedMs && nowMs - ring.checkedMs < refreshMs) return
  ring.checkedMs = nowMs
  const version = store.version()
  if (version === ring.version) return
  ring.byHash.clear()
  ring.byId.clear()
  for (const record of store.list()) {
    ring.byHash.set(record.hash, record)
    ring.byId.set(record.id, record)
  }
  ring.version = version
}

function mayEnter(record: KeyRecord | undefined, mode: Mode, nowMs: number): record is KeyRecord {
  if (record === undefined || record.revokedMs !== null) return false
  if (record.expiresMs !== null && record.expiresMs <= nowMs) return false
  return mode === 'demo' || !record.simulated
}

/** The ring over a store. A real server takes no simulated key, however it came into the store. */
export function openKeyRing(store: KeyStore, pyramid: Pyramid, clock: Clock, mode: Mode): KeyRing {
  const ring: Ring = { byHash: new Map(), byId: new Map(), version: -1, checkedMs: -Infinity }
  const uses = new Map<number, number>()
  /** Last uses since the start, also those that are written down. */
  const lastUses = new Map<number, number>()
  const noteUses = (): void => { if (uses.size > 0 && store.noteUses(uses)) uses.clear() }
  const timer = setInterval(noteUses, noteUsesIntervalMs)
  timer.unref()
  return {
    authenticate: (header) => {
      const nowMs = clock.nowMs()
      refresh(ring, store, nowMs)
      const secret = secretOfHeader(header)
      const record = secret === null ? undefined : ring.byHash.get(hashOfSecret(secret))
      const scope = record === undefined ? undefined : pyramid.indexOf(record.unit)
      if (!mayEnter(record, mode, nowMs) || scope === undefined) throw new DomainError('key_invalid')
      uses.set(record.id, nowMs)
      lastUses.set(record.id, nowMs)
      return { viewer: { kind: 'key', scope, role: record.role, keyId: record.id }, simulated: record.simulated, keyId: record.id }
    },
    isLive: (keyId) => {
      const nowMs = clock.nowMs()
      refresh(ring, store, nowMs)
      return mayEnter(ring.byId.get(keyId), mode, nowMs)
    },
    unitOf: (keyId) => {
      refresh(ring, store, clock.nowMs())
      return ring.byId.get(keyId)?.unit ?? null
    },
    sources: (root) => {
      const nowMs = clock.nowMs()
      refresh(ring, store, nowMs)
      let connected = 0
      let known = 0
      for (const record of ring.byId.values()) {
        const unit = pyramid.indexOf(record.unit) ?? -1
        if (record.role === 'read' || !mayEnter(record, mode, nowMs) || !inSubtree(pyramid, root, unit)) continue
        known++
        const usedMs = lastUses.get(record.id) ?? record.lastUsedMs ?? -Infinity
        if (nowMs - usedMs < connectedMs) connected++
      }
      return { connected, known }
    },
    noteUses,
    close: () => {
      clearInterval(timer)
      noteUses()
    },
  }
}
