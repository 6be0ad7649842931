/** A play-list in words, for lists, headings and histories. */
import { z } from 'zod'
import { playlistInput, playlistItem } from '../../../../data/protocol/playlist.ts'
import { useLanguage } from '../../../i18n/language.ts'
import { playlistsEn, playlistsVi, type PlaylistsWords } from '../../../i18n/words-playlists.ts'
import { scenesEn } from '../../../i18n/scenes-en.ts'
import { scenesVi } from '../../../i18n/scenes-vi.ts'
import { formatNumber, nbsp, splitSpan, type Language } from '../../../ui/format.ts'
import { kpiShort, unitName, type DeskData } from '../desk-data.ts'

/** The words in the language shown. */
export function usePlaylistsWords(): PlaylistsWords {
  return playlistsWordsOf(useLanguage())
}

/** See `usePlaylistsWords`. */
export function playlistsWordsOf(language: Language): PlaylistsWords {
  return language === 'en' ? playlistsEn : playlistsVi
}

/** Name of a scene. */
export function sceneName(scene: keyof typeof scenesVi.names, language: Language): string {
  return (language === 'en' ? scenesEn : scenesVi).names[scene]
}

/** Name of a play-list in the page's language. */
export function playlistName(playlist: { readonly nameVi: string, readonly nameEn: string }, language: Language): string {
  return language === 'en' && playlist.nameEn !== '' ? playlist.nameEn : playlist.nameVi
}

/** A length: `6 phút 20 giây`, `1 giờ 05 phút`, `45 giây`. */
export function lengthText(totalS: number, language: Language): string {
  const { lengths } = playlistsWordsOf(language)
  const { days, hours, minutes, seconds } = splitSpan(totalS * 1000)
  const part = (n: number, word: string): string => `${formatNumber(n, language)}${nbsp}${word}`
  const all = days * 24 + hours
  if (all > 0) return `${part(all, lengths.hours)}${minutes > 0 ? ` ${part(minutes, lengths.minutes)}` : ''}`
  return [minutes > 0 ? part(minutes, lengths.minutes) : '', seconds > 0 || minutes === 0 ? part(seconds, lengths.seconds) : ''].filter((one) => one !== '').join(' ')
}

const items = z.array(playlistItem)
const { interrupt } = playlistInput.shape

function read<T>(schema: z.ZodType<T>, value: string): T | null {
  try {
    return schema.safeParse(JSON.parse(value)).data ?? null
  } catch {
    return null
  }
}

/** A changed field of a play-list as a person reads it; the server tells items and interruption as JSON. */
export function playlistChangeText(field: string, value: string, data: DeskData, language: Language): string {
  const words = playlistsWordsOf(language)
  if (field === 'interrupt') {
    const told = read(interrupt, value)
    return told === null ? value : told.severity === 'off' ? words.interruptOff : words.interruptOn(formatNumber(told.holdS, language))
  }
  if (field !== 'items') return value
  const told = read(items, value)
  if (told === null) return value
  return told.map(({ scene, dwellS, root, kpi }, i) => {
    const more = [root === null ? null : unitName(data, root, language), kpi === null ? null : kpiShort(data, kpi, language)].filter((one) => one !== null).join(', ')
    return `${words.changeItem(formatNumber(i + 1, language), sceneName(scene, language), formatNumber(dwellS, language))}${more === '' ? '' : ` (${more})`}`
  }).join('; ')
}
