/** Bullet bars or arc dials: what the address says (`?gauges=dial`) over what was kept, over bars. Key G and a button change it. */
import { useEffect, useSyncExternalStore } from 'react'

/** The two forms of a headline gauge. */
export type GaugeForm = 'bullet' | 'dial'

const keptAs = 'thap.gauges'
const followers = new Set<() => void>()

/** The form of an address and of what was kept. */
export function gaugeFormOf(search: string, kept: string | null): GaugeForm {
  const asked = new URLSearchParams(search).get('gauges') ?? kept
  return asked === 'dial' ? 'dial' : 'bullet'
}

function kept(): string | null {
  try { return window.localStorage.getItem(keptAs) } catch { return null }
}

/** Changes the form, keeps it, and writes it into the address. */
export function switchGauges(form: GaugeForm): void {
  try { window.localStorage.setItem(keptAs, form) } catch { /* a page without storage keeps it in its address only */ }
  const address = new URL(window.location.href)
  if (form === 'bullet') address.searchParams.delete('gauges')
  else address.searchParams.set('gauges', form)
  window.history.replaceState(window.history.state, '', address)
  for (const follower of followers) follower()
}

function subscribe(told: () => void): () => void {
  followers.add(told)
  window.addEventListener('popstate', told)
  return () => { followers.delete(told); window.removeEventListener('popstate', told) }
}

/** The form shown. */
export function useGaugeForm(): GaugeForm {
  return useSyncExternalStore(subscribe, () => gaugeFormOf(window.location.search, kept()))
}

/** Listens for the key G while the cards are shown. */
export function useGaugeKey(): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.key.toLowerCase() !== 'g') return
      if (event.target instanceof HTMLElement && event.target.closest('input, textarea, select') !== null) return
      switchGauges(gaugeFormOf(window.location.search, kept()) === 'dial' ? 'bullet' : 'dial')
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])
}
