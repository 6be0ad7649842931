/** What the wall shows is its address: `/wall?scene=warnings&root=11&kpi=esign.documents`. Back, forward, copy and paste do what they should. */
import { useSyncExternalStore } from 'react'
import type { WallAddress as SentAddress } from '../../../data/protocol/wall.ts'

/** The wall's scenes, in the order PgDn walks them: the eight of the design and *Ba nhóm nghiệp vụ*. */
export const sceneIds = ['overview', 'pyramid', 'map', 'matrix', 'warnings', 'tasks', 'lines', 'reports', 'groups'] as const
/** One of `sceneIds`. */
export type SceneId = (typeof sceneIds)[number]

/** The part of the address the wall reads. `scene`: *Tổng quan* where none is given; `root` null: the top of the viewer's scope; `kpi` null: the rotation. */
export interface WallAddress {
  readonly scene: SceneId
  readonly root: string | null
  readonly kpi: string | null
}

/** Reads an address; what is not a code or an id counts as not given. */
export function readAddress(search: string): WallAddress {
  const query = new URLSearchParams(search)
  const given = (name: string, shape: RegExp): string | null => {
    const value = query.get(name)
    return value !== null && shape.test(value) ? value : null
  }
  const scene = sceneIds.find((id) => id === query.get('scene')) ?? 'overview'
  return { scene, root: given('root', /^[\w-]{1,32}$/), kpi: given('kpi', /^[a-z][\w.]{0,63}$/) }
}

/** The query string of an address, other parameters kept. */
export function writeAddress(search: string, address: WallAddress): string {
  const query = new URLSearchParams(search)
  for (const name of ['root', 'kpi'] as const) {
    const value = address[name]
    if (value === null) query.delete(name)
    else query.set(name, value)
  }
  if (address.scene === 'overview') query.delete('scene')
  else query.set('scene', address.scene)
  const text = query.toString()
  return text === '' ? '' : `?${text}`
}

const followers = new Set<() => void>()
let cached: { search: string, address: WallAddress } | null = null

function current(): WallAddress {
  const { search } = window.location
  if (cached?.search !== search) cached = { search, address: readAddress(search) }
  return cached.address
}

function subscribe(told: () => void): () => void {
  followers.add(told)
  window.addEventListener('popstate', told)
  return () => { followers.delete(told); window.removeEventListener('popstate', told) }
}

/** The wall's address now. */
export function useAddress(): WallAddress {
  return useSyncExternalStore(subscribe, current)
}

/** Goes to an address: a new entry of the history, so that Back returns. `replace` keeps the entry. */
export function goTo(address: WallAddress, replace = false): void {
  const url = `/wall${writeAddress(window.location.search, address)}`
  if (replace) window.history.replaceState(null, '', url)
  else window.history.pushState(null, '', url)
  for (const told of followers) told()
}

/** Goes where the fleet page sent this wall; the name of the wall and the language stay. */
export function obeyAddress({ scene, root, kpi, playlist, dim }: SentAddress): void {
  const query = new URLSearchParams(window.location.search)
  for (const [name, value] of Object.entries({ scene, root, kpi, playlist, dim })) {
    if (value === null) query.delete(name)
    else query.set(name, value)
  }
  const text = query.toString()
  window.history.replaceState(null, '', `/wall${text === '' ? '' : `?${text}`}`)
  for (const told of followers) told()
}
