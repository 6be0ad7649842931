/** The language of the page: the address (`?lang=en`) over what was kept, over Vietnamese. */
import { useSyncExternalStore } from 'react'
import type { Language } from '../ui/format.ts'
import { en } from './en.ts'
import { scenesEn } from './scenes-en.ts'
import { scenesVi, type SceneWords } from './scenes-vi.ts'
import { vi, type Words } from './vi.ts'
import { mapEn, mapVi } from './words-map.ts'

const keptAs = 'thap.language'
const followers = new Set<() => void>()

/** The language of an address and of what was kept. */
export function languageOf(search: string, kept: string | null): Language {
  const asked = new URLSearchParams(search).get('lang') ?? kept
  return asked === 'en' ? 'en' : 'vi'
}

function kept(): string | null {
  try { return window.localStorage.getItem(keptAs) } catch { return null }
}

let current: Language = typeof window === 'undefined' ? 'vi' : languageOf(window.location.search, kept())

function show(language: Language): void {
  current = language
  document.documentElement.lang = language
  for (const follower of followers) follower()
}

/** Changes the language, keeps it, and writes it into the address. */
export function switchLanguage(language: Language): void {
  try { window.localStorage.setItem(keptAs, language) } catch { /* a page without storage keeps it in its address only */ }
  const address = new URL(window.location.href)
  if (language === 'vi') address.searchParams.delete('lang')
  else address.searchParams.set('lang', language)
  window.history.replaceState(window.history.state, '', address)
  show(language)
}

function subscribe(told: () => void): () => void {
  followers.add(told)
  return () => { followers.delete(told) }
}

/** The language shown. */
export function useLanguage(): Language {
  return useSyncExternalStore(subscribe, () => current)
}

/** The words of the language shown. */
export function useWords(): Words {
  return useLanguage() === 'en' ? en : vi
}

/** Puts the language on the document; once, before the first render. */
export function startLanguage(): void {
  document.documentElement.lang = current
}

/** The words of the wall's scenes in the language shown. */
export function useSceneWords(): SceneWords {
  return useLanguage() === 'en' ? scenesEn : scenesVi
}

/** The words of *Bản đồ* in the language shown. */
export function useMapWords(): typeof mapVi {
  return useLanguage() === 'en' ? mapEn : mapVi
}
