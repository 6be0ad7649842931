/** The last net: where even the frame of the page fails to draw, words stand instead of a blank screen, and the page is opened anew. */
import { Component, type ReactNode } from 'react'
import { sceneIds } from '../../data/playlists/scene-ids.ts'

/** Wait before the page is opened anew, milliseconds; doubled for each failure in a row of this tab, up to `longestRetryMs`. */
export const pageRetryMs = 10_000
/** See `pageRetryMs`. */
export const longestRetryMs = 300_000
/** A page that has stayed whole this long begins to count its failures anew, milliseconds. */
export const wholeMs = 600_000
const keptAs = 'thap.page-failures'

function failuresSoFar(): number {
  const count = Number(window.sessionStorage.getItem(keptAs) ?? '0')
  return Number.isSafeInteger(count) && count > 0 ? count : 0
}

/** Where the page opens anew after `failures` in a row: a rotating wall that failed again goes on to another scene, not into the same one. Pure. */
export function openedAfter(search: string, failures: number): string {
  const query = new URLSearchParams(search)
  const at = sceneIds.findIndex((id) => id === query.get('scene'))
  if (failures < 2 || at < 0 || !query.has('playlist')) return search
  query.set('scene', sceneIds[(at + 1) % sceneIds.length]!)
  query.delete('kpi')
  return `?${query.toString()}`
}

/** Catches what nothing below it caught. */
export class PageBoundary extends Component<{ readonly children: ReactNode }, { failed: boolean }> {
  override state = { failed: false }
  #timer: number | undefined

  override componentDidMount(): void {
    if (!this.state.failed) this.#timer = window.setTimeout(() => window.sessionStorage.removeItem(keptAs), wholeMs)
  }

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true }
  }

  override componentDidCatch(error: Error): void {
    reportError(error)
    const failures = failuresSoFar()
    window.sessionStorage.setItem(keptAs, String(failures + 1))
    window.clearTimeout(this.#timer)
    const openAnew = (): void => {
      window.history.replaceState(null, '', `${window.location.pathname}${openedAfter(window.location.search, failures + 1)}`)
      window.location.reload()
    }
    this.#timer = window.setTimeout(openAnew, Math.min(longestRetryMs, pageRetryMs * 2 ** Math.min(failures, 10)))
  }

  override componentWillUnmount(): void {
    window.clearTimeout(this.#timer)
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children
    return (
      <main className="opening" role="alert">
        <p>Trang gặp lỗi và đang tự mở lại. Số liệu trên máy chủ không bị ảnh hưởng.</p>
        <p>The page failed and is opening anew by itself. The figures on the server are not affected.</p>
      </main>
    )
  }
}
