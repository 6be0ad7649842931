/** The keyboard and a remote control: ← → choose the KPI, 1–4 a headline, space holds, Esc goes back, L changes the language. */
import { useEffect, useRef, useState, type ReactElement } from 'react'
import { useWords } from '../../i18n/language.ts'

/** How long the hint stays after the last key or move, milliseconds. */
export const hintMs = 8_000

/** What keys do. */
export interface WallKeys {
  readonly step: (by: 1 | -1) => void
  readonly hold: () => void
  readonly choose: (index: number) => void
  readonly up: () => void
  readonly language: () => void
}

/** Runs a key; whether it was one of ours. A button that has the focus keeps space and Enter. */
export function runKey(key: string, onButton: boolean, keys: WallKeys): boolean {
  if (key === 'ArrowRight') keys.step(1)
  else if (key === 'ArrowLeft') keys.step(-1)
  else if (key === ' ' && !onButton) keys.hold()
  else if (key >= '1' && key <= '4' && key.length === 1) keys.choose(Number(key) - 1)
  else if (key === 'Escape') keys.up()
  else if (key === 'l' || key === 'L') keys.language()
  else return false
  return true
}

/** Listens for the page's keys. */
export function useWallKeys(keys: WallKeys): void {
  const latest = useRef(keys)
  latest.current = keys
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey) return
      const onButton = event.target instanceof HTMLElement && event.target.closest('button, input, a') !== null
      if (runKey(event.key, onButton, latest.current)) event.preventDefault()
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])
}

/** Says the keys at first and whenever somebody is there, then fades; takes the pointer away with it. */
export function KeyHint(): ReactElement {
  const words = useWords()
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
  return <p className="hint" data-seen={seen ? 'yes' : 'no'}>{words.keys}</p>
}
