/** A play-list as typed in a form, and back to that of the wire. Pure. Dwells are whole seconds as typed; rows keep a key of their own while they move. */
import { kpiSceneIds, type SceneId } from '../../../../data/playlists/scene-ids.ts'
import { playlistInput, type PlaylistInput } from '../../../../data/protocol/playlist.ts'
import type { DeskWords } from '../../../i18n/desk-vi.ts'
import type { Language } from '../../../ui/format.ts'
import { schemaErrors, type FieldErrors } from '../issues.ts'

/** One row. `kpi` is kept while a scene without one is chosen. */
export interface ItemForm {
  readonly key: number
  readonly scene: SceneId
  readonly dwell: string
  readonly root: string | null
  readonly kpi: string | null
}

/** A form. */
export interface PlaylistForm {
  readonly nameVi: string
  readonly nameEn: string
  readonly items: readonly ItemForm[]
  readonly interrupts: boolean
  readonly holdS: string
}

/** What a form is read with. */
export interface PlaylistSpeech {
  readonly language: Language
  readonly words: DeskWords['issues']
}

/** Dwell of a row that was just added, seconds. */
const newDwell = '30'

/** An empty form: one scene. */
export function newPlaylistForm(): PlaylistForm {
  return { nameVi: '', nameEn: '', items: [{ key: 1, scene: 'overview', dwell: '60', root: null, kpi: null }], interrupts: true, holdS: '20' }
}

/** A play-list as its form shows it. */
export function playlistFormOf(playlist: PlaylistInput): PlaylistForm {
  return {
    nameVi: playlist.nameVi, nameEn: playlist.nameEn, interrupts: playlist.interrupt.severity === 'at_risk', holdS: String(playlist.interrupt.holdS),
    items: playlist.items.map(({ scene, dwellS, root, kpi }, i) => ({ key: i + 1, scene, dwell: String(dwellS), root, kpi })),
  }
}

/** A typed number of seconds; null: none. */
export function secondsOf(text: string): number | null {
  return /^\d{1,6}$/.test(text.trim()) ? Number(text.trim()) : null
}

/** The play-list of a form, or what is wrong with which field (`items.2.dwellS`). */
export function playlistOf(form: PlaylistForm, { language, words }: PlaylistSpeech): { readonly playlist: PlaylistInput } | { readonly errors: FieldErrors } {
  const typed: Record<string, string> = {}
  form.items.forEach(({ dwell }, i) => { if (secondsOf(dwell) === null) typed[`items.${i}.dwellS`] = words.count })
  if (secondsOf(form.holdS) === null) typed['interrupt.holdS'] = words.count
  const parsed = playlistInput.safeParse({
    nameVi: form.nameVi, nameEn: form.nameEn, interrupt: { severity: form.interrupts ? 'at_risk' : 'off', holdS: secondsOf(form.holdS) ?? 0 },
    items: form.items.map(({ scene, dwell, root, kpi }) => ({ scene, dwellS: secondsOf(dwell) ?? 0, root, kpi: kpiSceneIds.includes(scene) ? kpi : null })),
  })
  if (parsed.success && Object.keys(typed).length === 0) return { playlist: parsed.data }
  return { errors: { ...(parsed.success ? {} : schemaErrors(parsed.error.issues, words, language)), ...typed } }
}

/** Fields of a form as the wire names them. */
export function playlistFields(form: PlaylistForm): readonly string[] {
  return ['nameVi', 'nameEn', 'interrupt.holdS', 'note', 'items', ...form.items.flatMap((_, i) => [`items.${i}.scene`, `items.${i}.dwellS`, `items.${i}.root`, `items.${i}.kpi`])]
}

/** The row (from 1) a field stands in; null: none. */
export function rowOf(field: string): number | null {
  const row = /^items\.(\d+)(\.|$)/.exec(field)?.[1]
  return row === undefined ? null : Number(row) + 1
}

function freshKey({ items }: PlaylistForm): number {
  return Math.max(0, ...items.map(({ key }) => key)) + 1
}

/** The form with a row more: at the end, or a copy of the row at `after` below it. */
export function withItem(form: PlaylistForm, after: number | null = null): PlaylistForm {
  const copied = after === null ? undefined : form.items[after]
  const item: ItemForm = copied === undefined ? { key: freshKey(form), scene: 'overview', dwell: newDwell, root: null, kpi: null } : { ...copied, key: freshKey(form) }
  return { ...form, items: form.items.toSpliced(after === null ? form.items.length : after + 1, 0, item) }
}

/** The form without the row at `place`; the last one stays. */
export function withoutItem(form: PlaylistForm, place: number): PlaylistForm {
  return form.items.length < 2 ? form : { ...form, items: form.items.toSpliced(place, 1) }
}

/** The form with the row at `place` moved by one; the same form at an end. */
export function movedItem(form: PlaylistForm, place: number, by: 1 | -1): PlaylistForm {
  const item = form.items[place], to = place + by
  if (item === undefined || to < 0 || to >= form.items.length) return form
  return { ...form, items: form.items.toSpliced(place, 1).toSpliced(to, 0, item) }
}

/** The form with a row changed. */
export function changedItem(form: PlaylistForm, place: number, changes: Partial<ItemForm>): PlaylistForm {
  return { ...form, items: form.items.map((item, i) => (i === place ? { ...item, ...changes } : item)) }
}

/** Length of one round, seconds; null: a dwell cannot be read. */
export function roundS(form: PlaylistForm): number | null {
  let sum = 0
  for (const { dwell } of form.items) {
    const seconds = secondsOf(dwell)
    if (seconds === null) return null
    sum += seconds
  }
  return sum
}

/** Whether two forms mean the same (or are typed alike, where they mean nothing). */
export function samePlaylistForm(a: PlaylistForm, b: PlaylistForm, speech: PlaylistSpeech): boolean {
  const [one, other] = [playlistOf(a, speech), playlistOf(b, speech)]
  return 'playlist' in one && 'playlist' in other ? JSON.stringify(one.playlist) === JSON.stringify(other.playlist) : JSON.stringify(a) === JSON.stringify(b)
}

/** The part of a kept play-list that is edited. */
export function playlistInputOf({ nameVi, nameEn, items, interrupt }: PlaylistInput): PlaylistInput {
  return { nameVi, nameEn, items, interrupt }
}
