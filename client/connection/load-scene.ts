/** A scene comes as files of its own. Where they don't come (server away, a new build), the page says so and reloads when the server is back. */
import { probeHeader } from '../unattended/shelf.ts'

/** Between two looks for the server, milliseconds. */
const retryMs = 3_000
/** Longest wait between two looks, milliseconds: after many failures nobody is hurried. */
const mostRetryMs = 30_000

/** The scene; never rejects: what fails is told by `say` and the page reloads once the server answers. */
export async function loadScene<Scene>(load: () => Promise<Scene>, say: () => void): Promise<Scene> {
  try {
    return await load()
  } catch (error) {
    console.error(error)
    say()
    for (let waitMs = retryMs; ; waitMs = Math.min(mostRetryMs, waitMs * 1.5)) {
      await new Promise((resolve) => { window.setTimeout(resolve, waitMs) })
      const page = await fetch(window.location.href, { cache: 'no-store', headers: { [probeHeader]: '1' } }).catch(() => null)
      if (page?.ok === true) break
    }
    window.location.reload()
    return new Promise<Scene>(() => undefined)
  }
}
