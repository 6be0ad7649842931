/** When a page can be loaded without its server: the worker has it in hand and has kept the build. */
import type { Page } from 'playwright-core'
import { shellCache, buildListPath } from '../../client/unattended/shelf.ts'
import { eventually } from './http-client.ts'

/** Whether the page's worker controls it and has kept the list of its build's files, which it puts away last. */
export function isShellKept(page: Page): Promise<boolean> {
  return page.evaluate(async ([cache, list]) => navigator.serviceWorker.controller !== null && await (await caches.open(cache!)).match(list!) !== undefined, [shellCache, buildListPath])
}

/** Waits until a linked page can be loaded without its server, and loads it once more, so that every file and answer it asks for has gone through the worker. */
export async function keepShell(page: Page): Promise<void> {
  await page.locator('[data-link="live"]').waitFor()
  await eventually(() => isShellKept(page), 40_000)
  await page.reload()
  await page.locator('[data-link="live"]').waitFor()
}
