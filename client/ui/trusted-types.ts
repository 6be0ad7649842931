/** With Trusted Types enforced, the map's worker and the service worker are the script URLs the page makes: only this page's own built files pass. */

interface PolicyFactory {
  createPolicy(name: string, rules: { createScriptURL: (url: string) => string }): unknown
}

/** Whether a script URL is one of this origin's built files. */
export function isOwnScript(url: string, origin: string): boolean {
  try {
    const parsed = new URL(url, origin)
    return parsed.origin === origin && (parsed.pathname.startsWith('/assets/') || parsed.pathname === '/sw.js')
  } catch { return false }
}

/** Installs the default policy where the browser knows Trusted Types. Call once, first. */
export function allowOwnScripts(): void {
  const factory = (window as unknown as { trustedTypes?: PolicyFactory }).trustedTypes
  factory?.createPolicy('default', {
    createScriptURL: (url) => {
      if (isOwnScript(url, window.location.origin) || import.meta.env.DEV) return url
      throw new TypeError(`script refused: ${url}`)
    },
  })
}
