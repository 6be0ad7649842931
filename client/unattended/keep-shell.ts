/** Starts the service worker where the browser allows one (https, or this machine's loopback), and has it keep the present build. */

/** The worker's file, beside the page so that its reach is the whole site. */
export const workerPath = '/sw.js'
/** The first picture comes first: the build is kept this long after it, milliseconds. */
const afterPictureMs = 8_000

/** A worker that could not be started is tried again after this, milliseconds. */
const againMs = 60_000

/** What the page tells its worker. */
type Told = 'keep' | 'forget'

function tell(message: Told): void {
  navigator.serviceWorker.controller?.postMessage(message)
}

/** Registers the worker; a browser that allows none goes on without. `askAgain`: the page's first questions went past a worker that was not there yet. */
export function keepShell(askAgain: () => void): void {
  if (!('serviceWorker' in navigator) || !window.isSecureContext || import.meta.env.DEV) return
  const isFirst = navigator.serviceWorker.controller === null
  const start = async (): Promise<void> => {
    try {
      await navigator.serviceWorker.register(workerPath, { scope: '/', type: 'module', updateViaCache: 'none' })
      await navigator.serviceWorker.ready
      if (navigator.serviceWorker.controller === null) await new Promise((resolve) => { navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true }) })
      tell('keep')
      if (isFirst) askAgain()
    } catch {
      // the server went meanwhile, or is not there yet: nothing is wrong with the page
      window.setTimeout(() => { void start() }, againMs)
    }
  }
  window.setTimeout(() => { void start() }, afterPictureMs)
}

/** The server refused this page: nothing of what it showed may stay on this machine. */
export function forgetAnswers(): void {
  if ('serviceWorker' in navigator) tell('forget')
}
