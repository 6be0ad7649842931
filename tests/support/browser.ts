/** The system's Chromium for journeys. Missing: tests are skipped in sight, and fail where `CI=true`. */
import { accessSync, constants } from 'node:fs'
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'
import { describe } from 'vitest'
import { graphicsKey } from '../../client/scenes/wall/map/use-webgl.ts'
import { ensureClientBuilt } from './client-build.ts'

const candidates = [process.env['CHROMIUM_PATH'], '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

function isExecutable(path: string | undefined): path is string {
  try {
    accessSync(path ?? '', constants.X_OK)
    return path !== undefined
  } catch {
    return false
  }
}

/** Path of Chromium, or undefined. */
export const chromiumPath = candidates.find(isExecutable)

/** How Chromium is started where there is no GPU and no network. */
export const browserArgs = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update',
  // a busy machine may need longer for a picture than the watchdog of the graphics process allows
  '--disable-sync', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--disable-gpu-watchdog',
] as const

/** Opens Chromium over an up-to-date client. */
export async function openBrowser(): Promise<Browser> {
  await ensureClientBuilt()
  if (chromiumPath === undefined) throw new Error('No Chromium: install it or set CHROMIUM_PATH.')
  return chromium.launch({ executablePath: chromiumPath, args: [...browserArgs] })
}

/** Before anything of the page: WebGL is used although a processor draws it here, as it is where there is a graphics card (decision 042). */
export async function drawByWebgl(target: Page | BrowserContext): Promise<void> {
  await target.addInitScript((key) => { try { window.localStorage.setItem(key, 'webgl') } catch { /* a page without an origin has no storage */ } }, graphicsKey)
}

/** A group of tests that needs a browser. */
export const describeWithBrowser = chromiumPath === undefined && process.env['CI'] !== 'true'
  ? (name: string, body: () => void): void => { describe.skip(`${name} (no Chromium here)`, body) }
  : (name: string, body: () => void): void => { describe(name, body) }

/** A page on the wall with what it complained of. */
export interface WallPage {
  readonly page: Page
  readonly context: BrowserContext
  /** Console errors and uncaught exceptions, in order. */
  readonly complaints: readonly string[]
}

/** Opens the wall in a context of its own and waits until figures and map stand. `path`: with query; the address of a wall that stays on *Tổng quan*. */
export async function openWall(browser: Browser, url: string, path = '/wall?scene=overview'): Promise<WallPage> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 720 }, locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh' })
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  const complaints: string[] = []
  page.on('console', (message) => { if (message.type() === 'error') complaints.push(message.text()) })
  page.on('pageerror', (error) => complaints.push(String(error)))
  await page.goto(`${url}${path}`)
  await page.locator('.digits[data-kpi="digitization.pages"]').waitFor()
  await page.locator('[data-link="live"]').waitFor()
  await page.locator('[data-map-drawn="yes"]').waitFor()
  return { page, context, complaints }
}

/** Selector of the headline digits of a KPI. */
export const digitsOf = (kpi: string): string => `.digits[data-kpi="${kpi}"]`

/** Selector of a unit on the map: the mirror of its fill. */
export const mapUnit = (unit: string): string => `.map-unit[data-unit="${unit}"]`

/** Lets the page note, by its own clock (epoch ms), when an element's attribute takes each new value. */
export async function noteChanges(page: Page, selector: string, attribute: string): Promise<void> {
  await page.evaluate(([css, name]) => {
    const noted = ((window as unknown as { noted?: Record<string, [string, number][]> }).noted ??= {})
    const list: [string, number][] = (noted[`${css} ${name}`] = [])
    const look = (): void => {
      const value = document.querySelector(css!)?.getAttribute(name!) ?? ''
      if (list.at(-1)?.[0] !== value) list.push([value, Date.now()])
    }
    look()
    new MutationObserver(look).observe(document.body, { subtree: true, attributes: true, childList: true, attributeFilter: [name!] })
  }, [selector, attribute])
}

/** When (epoch ms) the attribute took this value, or null: not yet. */
export async function whenChangedTo(page: Page, selector: string, attribute: string, value: string): Promise<number | null> {
  return page.evaluate(([key, wanted]) => {
    const noted = (window as unknown as { noted?: Record<string, [string, number][]> }).noted?.[key!] ?? []
    return noted.find(([seen]) => seen === wanted)?.[1] ?? null
  }, [`${selector} ${attribute}`, value])
}
