/**
 * The wall's service worker: a reload without a server still shows the page, and the answers it had, marked with their age. Network
 * first, always; what is kept is given only where the server fails or is slower than `patienceMs`, and answers of the API only to a
 * page that says a kept one will do. The patience is one: a network that was just passed over is still asked, but not waited for (`Patience`). A refusal of the server (401, 403) empties the shelf.
 */
import {
  answerCache, answerKey, buildListPath, keptAtHeader, keptWelcomeHeader, leaving, oldestAnswers, Patience, placeOf, probeHeader, shellCache, shellKey,
} from './shelf.ts'

/** The parts of a worker's world that are used here (the DOM library and the worker library exclude each other). */
interface WorkerEvent extends Event { waitUntil(done: Promise<unknown>): void }
interface AskedEvent extends WorkerEvent { readonly request: Request, respondWith(answer: Promise<Response>): void }
interface World {
  readonly location: Location
  readonly clients: { claim(): Promise<void> }
  skipWaiting(): Promise<void>
  addEventListener(kind: 'install' | 'activate', run: (event: WorkerEvent) => void): void
  addEventListener(kind: 'fetch', run: (event: AskedEvent) => void): void
  addEventListener(kind: 'message', run: (event: WorkerEvent & { readonly data: unknown }) => void): void
}
const world = self as unknown as World

async function withDate(answer: Response, atMs: number): Promise<Response> {
  const headers = new Headers(answer.headers)
  headers.set(keptAtHeader, String(atMs))
  return new Response(await answer.blob(), { status: answer.status, statusText: answer.statusText, headers })
}

async function forget(): Promise<void> {
  await caches.delete(answerCache)
}

async function trim(cache: Cache): Promise<void> {
  const keys = await cache.keys()
  const kept = await Promise.all(keys.map(async ({ url }) => ({ key: url, atMs: Number((await cache.match(url))?.headers.get(keptAtHeader) ?? 0) })))
  for (const key of oldestAnswers(kept)) await cache.delete(key)
}

let puts = 0
async function keepAnswer(request: Request, answer: Response): Promise<void> {
  const cache = await caches.open(answerCache)
  await cache.put(answerKey(request.url), await withDate(answer, Date.now()))
  if (++puts % 32 === 0) await trim(cache)
}

const patience = new Patience()

function late(ms: number): Promise<'late'> {
  return new Promise((resolve) => { setTimeout(() => resolve('late'), ms) })
}

/** The server's answer, or what is kept where it fails or is late; without a kept one the server has all its time. */
async function firstOf(network: Promise<Response>, kept: () => Promise<Response | undefined>): Promise<Response> {
  const waitMs = patience.waitMs(performance.now())
  const quick = await Promise.race([network.catch(() => 'failed' as const), late(waitMs)])
  if (quick === 'late' && waitMs > 0) patience.passedOver(performance.now())
  if (quick instanceof Response && quick.status < 500) return quick
  return (await kept()) ?? network
}

/** Asks the server; what is to be kept is a copy of its own, put away after the page has its answer. */
function askServer(event: AskedEvent, keep: (copy: Response) => Promise<void>): Promise<Response> {
  const asked = fetch(event.request).then((answer) => {
    patience.answered()
    return { answer, copy: answer.clone() }
  })
  event.waitUntil(asked.then(({ copy }) => keep(copy)).catch(() => undefined))
  return asked.then(({ answer }) => answer)
}

async function answerOf(event: AskedEvent): Promise<Response> {
  const { request } = event
  const network = askServer(event, async (copy) => {
    if (copy.status === 401 || copy.status === 403) await forget()
    else if (copy.ok) await keepAnswer(request, copy)
  })
  if (request.headers.get(keptWelcomeHeader) === null) return network
  return firstOf(network, async () => (await caches.open(answerCache)).match(answerKey(request.url)))
}

async function shellOf(event: AskedEvent): Promise<Response> {
  const network = askServer(event, async (copy) => {
    if (copy.ok) await (await caches.open(shellCache)).put(shellKey, copy)
  })
  return firstOf(network, async () => (await caches.open(shellCache)).match(shellKey))
}

async function assetOf(request: Request): Promise<Response> {
  const cache = await caches.open(shellCache)
  const kept = await cache.match(request.url)
  if (kept !== undefined) return kept
  const answer = await fetch(request)
  if (answer.ok) await cache.put(request.url, answer.clone())
  return answer
}

async function filesOf(path: string): Promise<readonly string[]> {
  const answer = await fetch(path, { cache: 'no-store' })
  if (!answer.ok) return []
  const list: unknown = await answer.json()
  return Array.isArray(list) ? list.filter((one): one is string => typeof one === 'string' && one.startsWith('/assets/')) : []
}

/** Keeps every file of the present build, and those of the build before it. */
async function keepBuild(): Promise<void> {
  const present = await filesOf(buildListPath)
  if (present.length === 0) return
  const cache = await caches.open(shellCache)
  const listed = await cache.match(buildListPath)
  const before = listed === undefined ? [] : await listed.json() as string[]
  const kept = (await cache.keys()).map(({ url }) => new URL(url).pathname)
  for (const path of present) if (!kept.includes(path)) await cache.add(path)
  const page = await fetch(shellKey, { cache: 'no-store' })
  if (page.ok) await cache.put(shellKey, page)
  if (before.join() === present.join()) return
  for (const path of leaving(kept, new Set(present), new Set(before))) await cache.delete(path)
  await cache.put(buildListPath, new Response(JSON.stringify(present)))
}

world.addEventListener('install', (event) => { event.waitUntil(world.skipWaiting()) })
world.addEventListener('activate', (event) => { event.waitUntil(world.clients.claim()) })
world.addEventListener('message', (event) => {
  if (event.data === 'keep') event.waitUntil(keepBuild().catch(() => undefined))
  else if (event.data === 'forget') event.waitUntil(forget())
})
world.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (url.origin !== world.location.origin) return
  const place = placeOf({ method: request.method, path: url.pathname, mode: request.mode, isProbe: request.headers.get(probeHeader) !== null })
  if (place === 'shell') event.respondWith(shellOf(event))
  else if (place === 'asset') event.respondWith(assetOf(request))
  else if (place === 'answer') event.respondWith(answerOf(event))
})
