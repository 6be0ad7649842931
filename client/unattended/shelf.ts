/** What the service worker may keep, and for how long it waits: pure rules, tested without a browser. */

/** Names of its caches: the shell (page and assets) and answers of the API. */
export const shellCache = 'thap-shell-1'
/** See `shellCache`. */
export const answerCache = 'thap-answers-1'
/** Header by which the page says that a kept answer will do: only until its link has lived once. */
export const keptWelcomeHeader = 'x-thap-kept-welcome'
/** Header of an answer that was kept: when it was received, epoch ms. */
export const keptAtHeader = 'x-thap-kept-at'
/** Header of a question that must reach the server. */
export const probeHeader = 'x-thap-probe'
/** A server that is slower than this is passed over for what is kept, milliseconds: waited once, and the page needs the rest of the second in which a picture stands (issue 5). */
export const patienceMs = 400
/** For this long after it was passed over nothing waits for it again unless it answers, milliseconds: a page asks for itself, then for its answers. */
export const passedOverMs = 5_000
/** Most kept answers; the oldest leave first. */
export const mostAnswers = 120
/** The list of a build's files, written by the build. */
export const buildListPath = '/assets/build-list.json'

/** How long the worker waits for the network: once, not once a question. Instants are of one clock. */
export class Patience {
  #passedOverMs = -Infinity

  /** How long a question of `nowMs` waits before what is kept is given, milliseconds. */
  waitMs(nowMs: number): number {
    return nowMs - this.#passedOverMs < passedOverMs ? 0 : patienceMs
  }

  /** A question has waited `patienceMs` in vain. */
  passedOver(nowMs: number): void {
    this.#passedOverMs = nowMs
  }

  /** The server answered, late or not: it is waited for again. */
  answered(): void {
    this.#passedOverMs = -Infinity
  }
}

/** What to do with a request: `shell` the page itself, `asset` a hashed file, `answer` an API answer that may be kept, `pass` nothing. */
export type ShelfPlace = 'shell' | 'asset' | 'answer' | 'pass'

/** The parts of a request that decide. */
export interface Asked {
  readonly method: string
  readonly path: string
  readonly mode: string
  readonly isProbe: boolean
}

/** Where a request of this origin belongs. Writes, streams, probes and the health of the server are never kept. */
export function placeOf({ method, path, mode, isProbe }: Asked): ShelfPlace {
  if (method !== 'GET' || isProbe || path === buildListPath) return 'pass'
  if (path.startsWith('/assets/')) return 'asset'
  if (path.startsWith('/api/v1/')) return path.startsWith('/api/v1/rehearsals') ? 'pass' : 'answer'
  return mode === 'navigate' && (path === '/' || path === '/wall') ? 'shell' : 'pass'
}

/** The page itself is kept once, whatever its query. */
export const shellKey = '/wall'

/** Which kept files leave when a build with these files is the present one: all that neither it nor the one before it has. */
export function leaving(kept: readonly string[], present: ReadonlySet<string>, before: ReadonlySet<string>): readonly string[] {
  return kept.filter((path) => path.startsWith('/assets/') && !present.has(path) && !before.has(path))
}

/** Which answers leave so that at most `mostAnswers` stay: the oldest. */
export function oldestAnswers(kept: readonly { readonly key: string, readonly atMs: number }[]): readonly string[] {
  return [...kept].sort((a, b) => b.atMs - a.atMs).slice(mostAnswers).map(({ key }) => key)
}

/** Under which name an answer is kept: without the instants of the question, which differ at each asking. */
export function answerKey(url: string): string {
  const key = new URL(url)
  for (const name of ['from', 'to', 'at']) key.searchParams.delete(name)
  return key.href
}
