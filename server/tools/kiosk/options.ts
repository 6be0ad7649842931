/** What `npm run kiosk` is told; every mistake is said at once, in both languages, before anything starts. */
import { accessSync, constants } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { wallNameShape } from '../../../data/protocol/wall-terms.ts'

/** Where on the desktop the wall is, pixels. */
export interface Screen {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** See the file's head. */
export interface KioskOptions {
  readonly url: string
  readonly screen: Screen
  readonly browserPath: string
  /** The browser's own folder: its cache keeps the last picture of the wall. */
  readonly profileDir: string
  /** Further switches of the browser, as they are. */
  readonly browserArgs: readonly string[]
}

/** Smallest and largest side of a screen, pixels. */
export const sidePx = [320, 32_768] as const

const browsers = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** How it is used, in both languages. */
export const usage = `Cách dùng · Usage:
  npm run kiosk -- --url http://127.0.0.1:8080/wall [--screen 3840x2160+0+0] [--wall sanh-a] [--browser /usr/bin/chromium] [--profile DIR] [-- SWITCHES OF THE BROWSER]
  --url      địa chỉ http(s) của màn hình · the http(s) address of the wall
  --screen   rộng x cao [+x+y], điểm; mặc định 1920x1080 · width x height [+x+y], pixels; 1920x1080 where it is not given
  --wall     tên trong dàn màn hình · its name in the fleet
  --browser  Chromium nào; mặc định tìm trong /usr/bin · which Chromium; looked for in /usr/bin where it is not given
  --profile  thư mục riêng của trình duyệt · the browser's own folder
  --help     in trang này · prints this
  Sau dấu -- thứ hai: các tham số của trình duyệt. Chi tiết: docs/kiosk.md · After a second --: switches of the browser. More: docs/kiosk.md`

function isExecutable(path: string): boolean {
  try { accessSync(path, constants.X_OK); return true } catch { return false }
}

/** `3840x2160` or `3840x2160+1920+0`; null: neither. */
export function readScreen(text: string): Screen | null {
  const found = /^(\d{3,5})x(\d{3,5})(?:\+(\d{1,5})\+(\d{1,5}))?$/.exec(text)
  if (found === null) return null
  const [width = 0, height = 0, x = 0, y = 0] = found.slice(1).map((part) => Number(part ?? 0))
  const fits = (side: number): boolean => side >= sidePx[0] && side <= sidePx[1]
  return fits(width) && fits(height) ? { x, y, width, height } : null
}

/** The wall's address with its name; null: it is no address of a wall. */
export function readUrl(text: string, wall: string | undefined): string | null {
  if (!URL.canParse(text)) return null
  const url = new URL(text)
  if (!['http:', 'https:'].includes(url.protocol) || url.username !== '' || url.password !== '') return null
  if (url.pathname === '/') url.pathname = '/wall'
  if (wall !== undefined) url.searchParams.set('wall', wall)
  return url.pathname === '/wall' ? url.href : null
}

/** What is wrong with arguments that could not be read, in both languages. */
function unread(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException
  const name = /'(?:-\w, )?(--?[^' =]+)/.exec(message)?.[1] ?? ''
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return `${name}: không có lựa chọn này. · there is no such option.`
  return `${name}: thiếu giá trị hoặc thừa giá trị. · a value is missing, or one too many.`
}

/** Options that are given more than once: which of them is meant nobody can tell. */
function repeated(names: readonly string[]): string[] {
  return [...new Set(names.filter((name, i) => names.indexOf(name) !== i))].map((name) => `--${name}: ghi nhiều lần; chỉ ghi một lần. · given more than once: give it once.`)
}

/** The options; `help`: it is asked how it is used; or what is wrong with them, a line each. */
export function readOptions(args: readonly string[], isThere = isExecutable): KioskOptions | 'help' | readonly string[] {
  let parsed
  try {
    parsed = parseArgs({ args: [...args], allowPositionals: true, tokens: true, options: { url: { type: 'string' }, screen: { type: 'string', default: '1920x1080' }, wall: { type: 'string' }, browser: { type: 'string' }, profile: { type: 'string' }, help: { type: 'boolean', short: 'h' } } })
  } catch (error) {
    return [unread(error), usage]
  }
  const { values, positionals, tokens } = parsed
  if (values.help === true) return 'help'
  const problems = repeated(tokens.flatMap((token) => (token.kind === 'option' ? [token.name] : [])))
  const isNamed = values.wall === undefined || wallNameShape.test(values.wall)
  if (!isNamed) problems.push('--wall: 3–40 chữ thường, số, gạch nối, như sanh-a. · 3–40 small letters, digits and hyphens, like sanh-a.')
  const url = readUrl(values.url ?? '', isNamed ? values.wall : undefined)
  if (url === null) problems.push('--url: địa chỉ http(s) của màn hình, như http://127.0.0.1:8080/wall. · the http(s) address of the wall.')
  const screen = readScreen(values.screen)
  if (screen === null) problems.push(`--screen: rộng x cao [+x+y], mỗi cạnh ${sidePx[0]}–${sidePx[1]} điểm, như 3840x2160+0+0. · width x height [+x+y].`)
  const browserPath = values.browser ?? browsers.find(isThere)
  if (browserPath === undefined || !isThere(browserPath)) problems.push('--browser: không thấy Chromium; cài gói chromium của Debian hoặc chỉ đường dẫn. · no Chromium there: install Debian\'s chromium or name its path.')
  const bad = positionals.filter((one) => !one.startsWith('--'))
  if (bad.length > 0) problems.push(`${bad.join(' ')}: không hiểu. · not understood.`)
  if (problems.length > 0 || url === null || screen === null || browserPath === undefined) return [...problems, usage]
  const profileDir = values.profile ?? join(process.env['XDG_STATE_HOME'] ?? join(homedir(), '.local/state'), 'thap-kiosk')
  return { url, screen, browserPath, profileDir, browserArgs: positionals }
}
