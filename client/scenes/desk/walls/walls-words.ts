/** What the fleet page says: words of the language shown, and a screen in one line. */
import type { KioskHealth, OnScreen } from '../../../../data/protocol/wall.ts'
import { useLanguage } from '../../../i18n/language.ts'
import { wallsEn, wallsVi, type WallsWords } from '../../../i18n/words-walls.ts'
import { dayMs, localDay } from '../../../../data/time/vietnam-time.ts'
import { formatClock, formatDate, formatNumber, type Language } from '../../../ui/format.ts'
import { kpiShort, unitName, type DeskData } from '../desk-data.ts'
import { dayOf } from '../numbers.ts'

/** See the file's head. */
export function useWallsWords(): WallsWords {
  return useLanguage() === 'en' ? wallsEn : wallsVi
}

/** `Bản đồ · Tỉnh Điện Biên · Trang số hóa`. */
export function screenText(screen: OnScreen, data: DeskData, words: WallsWords, language: Language): string {
  const parts = [words.scenes[screen.scene] ?? screen.scene, unitName(data, screen.root, language), screen.kpi === null ? null : kpiShort(data, screen.kpi, language)]
  return parts.filter((part) => part !== null).join(' · ')
}

/** What else is true of a screen: held, dark, kept, its play-list. */
export function screenNotes(screen: OnScreen, words: WallsWords): readonly string[] {
  return [screen.playlist === null ? null : words.list(screen.playlist), screen.held ? words.held : null, screen.blank ? words.blank : null, screen.kept ? words.kept : null].filter((note) => note !== null)
}

/** A sequence of the log; a dash where none is known. */
export function recordText(seq: number | null, language: Language): string {
  return seq === null ? '–' : formatNumber(seq, language)
}

/** `60 hình/giây (17 ms mỗi hình)`, from the time between two frames, milliseconds; 0: none was measured yet. */
export function frameText(frameMs: number, words: WallsWords, language: Language): string {
  return frameMs === 0 ? words.frameNone : words.frame(formatNumber(1000 / frameMs, language, frameMs > 500 ? 1 : 0), formatNumber(frameMs, language))
}

/** What the supervisor of a wall has done, as the wall told it at `toldMs`. The instants are of the wall's machine. */
export function kioskText(kiosk: KioskHealth | null, toldMs: number, words: WallsWords, language: Language): string {
  if (kiosk === null) return words.kioskNone
  const { sinceMs, recoveries, lastMs, lastReason } = kiosk
  const at = (ms: number): string => `${formatClock(ms).slice(0, 5)}${localDay(ms) === localDay(toldMs) ? '' : ` ${formatDate(ms)}`}`
  const since = toldMs - sinceMs < dayMs ? words.kioskSince(at(sinceMs)) : words.kioskDay
  return lastMs === null || lastReason === null ? words.kioskCalm(since) : words.kiosk(formatNumber(recoveries, language), since, at(lastMs), words.kioskReasons[lastReason])
}

/** The address of a screen as a link to the wall. */
export function screenHref(screen: OnScreen): string {
  const query = new URLSearchParams({ scene: screen.scene, root: screen.root, ...(screen.kpi === null ? {} : { kpi: screen.kpi }) })
  return `/wall?${query.toString()}`
}

const timeShape = /^([01]?\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?$/

/** What was typed as an instant: ISO 8601 with the offset of Việt Nam, or which of both is none. */
export type TypedInstant = { readonly at: string } | { readonly wrongDay: boolean, readonly wrongTime: boolean }

/** The instant of a typed local day and a typed time. */
export function instantOf(day: string, time: string): TypedInstant {
  const found = timeShape.exec(time.trim()), known = dayOf(day)
  if (found === null || known === null) return { wrongDay: known === null, wrongTime: found === null }
  const [, hours = '', minutes = '', seconds = '00'] = found
  return { at: `${known}T${hours.padStart(2, '0')}:${minutes}:${seconds}+07:00` }
}
