/**
 * What the wall shows is its address: `/wall?scene=warnings&root=11&kpi=esign.documents`. Back, forward, copy and paste do what they should.
 * A wall that rotates carries its play-list beside it (`playlist`, and `base`: the unit it is rooted at), and what it shows now; an address
 * that names neither a scene nor a KPI rotates the product's own play-list.
 */
import { useSyncExternalStore } from 'react'
import { defaultPlaylistId } from '../../../data/playlists/default-playlist.ts'
import { sceneIds, type SceneId } from '../../../data/playlists/scene-ids.ts'
import type { WallAddress as SentAddress } from '../../../data/protocol/wall.ts'

/** What is shown. `scene`: *Tổng quan* where none is given; `root` null: the top of the viewer's scope; `kpi` null: the scene's own rotation. */
export interface WallAddress {
  readonly scene: SceneId
  readonly root: string | null
  readonly kpi: string | null
}

/** What rotates. `playlist` null: nothing, the wall stays on its scene; `base`: where items without a root are rooted, null: the top of the viewer's scope. */
export interface ShowAddress {
  readonly playlist: string | null
  readonly base: string | null
}

const unitShape = /^[\w-]{1,32}$/
const kpiShape = /^[a-z][\w.]{0,63}$/
const listShape = /^[\w-]{1,64}$/

function given(query: URLSearchParams, name: string, shape: RegExp): string | null {
  const value = query.get(name)
  return value !== null && shape.test(value) ? value : null
}

const sceneOf = (query: URLSearchParams): SceneId | undefined => sceneIds.find((id) => id === query.get('scene'))

/** Reads what an address shows; what is not a code or an id counts as not given. */
export function readAddress(search: string): WallAddress {
  const query = new URLSearchParams(search)
  return { scene: sceneOf(query) ?? 'overview', root: given(query, 'root', unitShape), kpi: given(query, 'kpi', kpiShape) }
}

/** Reads what rotates at an address. Where it says only a root, that is the base. */
export function readShow(search: string): ShowAddress {
  const query = new URLSearchParams(search)
  const scene = sceneOf(query)
  const isOpen = scene === undefined && given(query, 'kpi', kpiShape) === null
  const playlist = given(query, 'playlist', listShape) ?? (isOpen ? defaultPlaylistId : null)
  if (playlist === null) return { playlist, base: null }
  return { playlist, base: given(query, 'base', unitShape) ?? (scene === undefined ? given(query, 'root', unitShape) : null) }
}

function write(query: URLSearchParams, values: Readonly<Record<string, string | null>>): string {
  for (const [name, value] of Object.entries(values)) {
    if (value === null) query.delete(name)
    else query.set(name, value)
  }
  const text = query.toString()
  return text === '' ? '' : `?${text}`
}

/** The query string of what is shown, other parameters kept. */
export function writeAddress(search: string, { scene, root, kpi }: WallAddress, show: ShowAddress | null = null): string {
  return write(new URLSearchParams(search), { ...(show === null ? {} : { playlist: show.playlist, base: show.base }), scene, root, kpi })
}

const followers = new Set<() => void>()
const hands = new Set<() => void>()
let cached: { search: string, address: WallAddress, show: ShowAddress } | null = null

function current(): { address: WallAddress, show: ShowAddress } {
  const { search } = window.location
  if (cached?.search !== search) {
    const show = readShow(search)
    const isSame = cached !== null && cached.show.playlist === show.playlist && cached.show.base === show.base
    cached = { search, address: readAddress(search), show: isSame ? cached!.show : show }
  }
  return cached
}

function subscribe(told: () => void): () => void {
  followers.add(told)
  window.addEventListener('popstate', told)
  return () => { followers.delete(told); window.removeEventListener('popstate', told) }
}

/** What the wall's address shows now. */
export function useAddress(): WallAddress {
  return useSyncExternalStore(subscribe, () => current().address)
}

/** What rotates at the wall's address now. */
export function useShowAddress(): ShowAddress {
  return useSyncExternalStore(subscribe, () => current().show)
}

function put(query: string, replace: boolean): void {
  if (replace) window.history.replaceState(null, '', `/wall${query}`)
  else window.history.pushState(null, '', `/wall${query}`)
  for (const told of followers) told()
}

/** Goes to an address by hand: a new entry of the history, so that Back returns. `replace` keeps the entry, as a rotating wall always does. */
export function goTo(address: WallAddress, replace = false): void {
  const isRotating = new URLSearchParams(window.location.search).has('playlist')
  for (const told of hands) told()
  put(writeAddress(window.location.search, address), replace || isRotating)
}

/** Puts an address right that names what there is not: no hand has moved, and the entry of the history stays. */
export function putRight(address: WallAddress): void {
  put(writeAddress(window.location.search, address), true)
}

/** Most letters of a wrong name that are said back. */
const saidLetters = 40

/** The scene that the address names and that there is not; null: none. What is longer than anyone types by mistake is said to its first letters. */
export function unknownScene(search: string): string | null {
  const asked = new URLSearchParams(search).get('scene')
  return asked === null || asked === '' || sceneIds.some((id) => id === asked) ? null : asked.slice(0, saidLetters)
}

/** Leaves out of the address the scene that there is not. */
export function dropScene(): void {
  put(write(new URLSearchParams(window.location.search), { scene: null }), true)
}

/** Names another play-list in the address; no hand has moved. */
export function putList(playlist: string): void {
  put(write(new URLSearchParams(window.location.search), { playlist }), true)
}

/** Turns a rotating wall to an item: the entry of the history is kept, however many months it rotates. */
export function turnTo(address: WallAddress, show: ShowAddress): void {
  put(writeAddress(window.location.search, address, show), true)
}

/** Calls whenever a hand goes somewhere. */
export function onHand(told: () => void): () => void {
  hands.add(told)
  return () => { hands.delete(told) }
}

let arrivals = 0

/** How often this wall was sent somewhere: its play-list, the same one too, begins anew with each. */
export function useArrivals(): number {
  return useSyncExternalStore(subscribe, () => arrivals)
}

/** Goes where the fleet page sent this wall, and rotates there where a play-list is named; the name of the wall and the language stay. */
export function obeyAddress({ scene, root, kpi, playlist, dim }: SentAddress): void {
  arrivals++
  put(write(new URLSearchParams(window.location.search), { playlist, base: null, scene, root, kpi, dim }), true)
}
