/** The page's live parts — the connection and the cells — as one React context. Built once in main.tsx. */
import { createContext, useContext } from 'react'
import type { LiveConnection } from '../connection/live-connection.ts'
import type { PageKeeper } from '../unattended/page-keeper.ts'
import type { CellStore } from './cell-store.ts'

/** What the scenes need to be live. */
export interface Live {
  readonly connection: LiveConnection
  readonly store: CellStore
  /** Keeps a wall fresh; null at a desk, where a person does. */
  readonly keeper: PageKeeper | null
}

/** See `useLive`. */
export const LiveContext = createContext<Live | null>(null)

/** The page's live parts; only inside `LiveContext`. */
export function useLive(): Live {
  const live = useContext(LiveContext)
  if (live === null) throw new Error('useLive outside of LiveContext')
  return live
}
