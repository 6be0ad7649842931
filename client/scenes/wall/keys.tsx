/**
 * The keyboard and a remote control. On every scene: ← → (PgUp PgDn, the media keys of a remote) change the scene, 1–9 choose one, Home is the
 * first, space holds a rotation, F fills the screen, Esc goes back, L changes the language, ? or H shows the keys. ↑ ↓ are a scene's own.
 */
import { useEffect, useRef, useState, type ReactElement } from 'react'

/** How long the hint stays after the last key or move, milliseconds. */
export const hintMs = 8_000

/** What keys do on every scene. `hold` null: nothing rotates, so that space is the scene's own. */
export interface WallKeys {
  readonly scene: (by: 1 | -1) => void
  readonly number: (n: number) => void
  readonly first: () => void
  readonly hold: (() => void) | null
  readonly full: () => void
  readonly up: () => void
  readonly language: () => void
  readonly help: () => void
}

/** What keys do on a scene of one KPI: ↑ ↓ choose it, space holds the scene's own rotation (`hold` null: the wall's rotation has the key). */
export interface KpiKeys {
  readonly step: (by: 1 | -1) => void
  readonly hold: (() => void) | null
}

const isHold = (key: string, onButton: boolean): boolean => (key === ' ' && !onButton) || key === 'MediaPlayPause'

/** Runs a key of every scene; whether it was one. A button that has the focus keeps space and Enter. */
export function runKey(key: string, onButton: boolean, keys: WallKeys): boolean {
  switch (key) {
    case 'ArrowRight': case 'PageDown': case 'MediaTrackNext': keys.scene(1); return true
    case 'ArrowLeft': case 'PageUp': case 'MediaTrackPrevious': keys.scene(-1); return true
    case 'Home': keys.first(); return true
    case 'Escape': keys.up(); return true
    case 'f': case 'F': keys.full(); return true
    case 'l': case 'L': keys.language(); return true
    case '?': case 'h': case 'H': keys.help(); return true
  }
  if (/^[1-9]$/.test(key)) { keys.number(Number(key)); return true }
  if (keys.hold === null || !isHold(key, onButton)) return false
  keys.hold()
  return true
}

/** Runs a key of a scene of one KPI; whether it was one. */
export function runKpiKey(key: string, onButton: boolean, keys: KpiKeys): boolean {
  if (key === 'ArrowDown') keys.step(1)
  else if (key === 'ArrowUp') keys.step(-1)
  else if (keys.hold !== null && isHold(key, onButton)) keys.hold()
  else return false
  return true
}

/** Listens while the page is open. A held key counts once; what is typed into a field is left alone. */
function useKeys(run: (key: string, onButton: boolean) => boolean): void {
  const latest = useRef(run)
  latest.current = run
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return
      const target = event.target instanceof HTMLElement ? event.target : null
      if (target?.closest('input, textarea, select') != null) return
      if (latest.current(event.key, target?.closest('button, a, [role="button"]') != null)) event.preventDefault()
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])
}

/** Listens for the page's keys. */
export function useWallKeys(keys: WallKeys): void {
  useKeys((key, onButton) => runKey(key, onButton, keys))
}

/** Listens for the keys of a scene of one KPI. */
export function useKpiKeys(keys: KpiKeys): void {
  useKeys((key, onButton) => runKpiKey(key, onButton, keys))
}

/** Fills the screen, or leaves it. A browser that forbids it changes nothing. */
export function toggleFullScreen(): void {
  const done = document.fullscreenElement === null ? document.documentElement.requestFullscreen() : document.exitFullscreen()
  done.catch(() => undefined)
}

/** Says the keys at first and whenever somebody is there, then fades; takes the pointer away with it. */
export function KeyHint({ text }: { text: string }): ReactElement {
  const [seen, setSeen] = useState(true)
  useEffect(() => {
    let timer = window.setTimeout(() => setSeen(false), hintMs)
    const wake = (): void => {
      setSeen(true)
      window.clearTimeout(timer)
      timer = window.setTimeout(() => setSeen(false), hintMs)
    }
    const events = ['keydown', 'pointermove', 'focusin'] as const
    for (const event of events) window.addEventListener(event, wake)
    return () => { window.clearTimeout(timer); for (const event of events) window.removeEventListener(event, wake) }
  }, [])
  useEffect(() => { document.documentElement.classList.toggle('nobody', !seen) }, [seen])
  return <p className="hint" data-seen={seen ? 'yes' : 'no'}>{text}</p>
}
