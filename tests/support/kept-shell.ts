/** When a page can be loaded without its server: the worker has it in hand and has kept the build. */
import type { Page } from 'playwright-core'
import { shellCache, buildListPath } from '../../client/unattended/shelf.ts'

/** Whether the page's worker controls it and has kept the list of its build's files, which it puts away last. */
export function isShellKept(page: Page): Promise<boolean> {
  return page.evaluate(async ([cache, list]) => navigator.serviceWorker.controller !== null && await (await caches.open(cache!)).match(list!) !== undefined, [shellCache, buildListPath])
}
