/** What the scenes and the head of a wall know of its rotation, and what keys do to it. */
import { createContext, useContext } from 'react'
import type { SceneId } from '../../../../data/playlists/scene-ids.ts'
import { showEn, showVi, type ShowWords } from '../../../i18n/words-show.ts'
import { useLanguage } from '../../../i18n/language.ts'
import type { Running } from './show-runner.ts'

/** Why no list runs, or another than asked for. */
export type ShowTrouble = 'gone' | 'nothing' | 'unread'

/** See the file's head. */
export interface Show {
  /** Id of the list that runs; null: none does, the wall stays on the scene of its address. */
  readonly id: string | null
  /** See `id`. */
  readonly running: Running | null
  readonly nameVi: string
  readonly nameEn: string
  readonly trouble: ShowTrouble | null
  /** The list of the address where the server never had it for this page; null: none. */
  readonly missing: string | null
  /** Whether everything stands still by key or hand. */
  readonly held: boolean
  /** Id of the warning that interrupts now: its scene marks it. */
  readonly marked: string | null
  readonly step: (by: 1 | -1) => void
  readonly first: () => void
  readonly hold: () => void
  /** Back to the list from where a hand went; whether it was away. */
  readonly back: () => boolean
  /** To the next item with this scene; whether there is one. */
  readonly toScene: (scene: SceneId) => boolean
}

const nothing = (): void => undefined

/** See `useShow`. Outside of a provider: a wall that does not rotate. */
export const ShowContext = createContext<Show>({
  id: null, running: null, nameVi: '', nameEn: '', trouble: null, missing: null, held: false, marked: null, step: nothing, first: nothing, hold: nothing, back: () => false, toScene: () => false,
})

/** The wall's rotation. */
export function useShow(): Show {
  return useContext(ShowContext)
}

/** The words of the rotation and the keys in the language shown. */
export function useShowWords(): ShowWords {
  return useLanguage() === 'en' ? showEn : showVi
}
