import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readOptions, readScreen, readUrl, sidePx, usage } from '../../../../server/tools/kiosk/options.ts'
import { restingPage, waitingPage } from '../../../../server/tools/kiosk/plain-page.ts'
import { projectDir } from '../../../support/server-process.ts'

const there = (path: string): boolean => path === '/usr/bin/chromium'

describe('what the kiosk is told', () => {
  it('is an address of a wall, a screen and a browser', () => {
    expect(readOptions(['--url', 'http://127.0.0.1:8080/', '--screen', '3840x2160+1920+0', '--wall', 'sanh-a', '--profile', '/x', '--', '--headless=new'], there)).toEqual({
      url: 'http://127.0.0.1:8080/wall?wall=sanh-a', screen: { x: 1920, y: 0, width: 3840, height: 2160 }, browserPath: '/usr/bin/chromium', profileDir: '/x', browserArgs: ['--headless=new'],
    })
  })
  it('says every mistake at once', () => {
    const said = readOptions(['--url', 'ftp://x', '--screen', '10x10', '--wall', 'A', '--browser', '/none', '--', 'huh'], there) as readonly string[]
    for (const part of ['--url', '--screen', '--wall', '--browser', 'huh', 'Cách dùng']) expect(said.some((line) => line.startsWith(part))).toBe(true)
  })
  it('refuses an option that is given more than once, each of them, whatever it says', () => {
    const wall = ['--url', 'http://h/wall']
    const line = (name: string): string => `--${name}: ghi nhiều lần; chỉ ghi một lần. · given more than once: give it once.`
    for (const [args, names] of [
      [[...wall, ...wall], ['url']], [[...wall, '--url=http://i/wall', '--url', 'http://j/wall'], ['url']], [[...wall, '--screen', '1920x1080', '--screen', '1920x1080'], ['screen']],
      [[...wall, '--wall', 'sanh-a', '--profile', '/x', '--wall', 'sanh-b', '--profile', '/y'], ['wall', 'profile']], [[...wall, '--browser', '/usr/bin/chromium', '--browser', '/usr/bin/chromium'], ['browser']],
    ] as const) expect(readOptions(args, there), args.join(' ')).toEqual([...names.map(line), usage])
    expect(readOptions([...wall, '--', '--url', '--url'], there), 'switches of the browser are its own').toMatchObject({ browserArgs: ['--url', '--url'] })
  })
  it('says in both languages which option there is not, and which lacks its value, with the usage', () => {
    for (const [args, line] of [
      [['--nonsense'], '--nonsense: không có lựa chọn này. · there is no such option.'], [['-x'], '-x: không có lựa chọn này. · there is no such option.'],
      [['--url'], '--url: thiếu giá trị hoặc thừa giá trị. · a value is missing, or one too many.'],
      [['--help=yes'], '--help: thiếu giá trị hoặc thừa giá trị. · a value is missing, or one too many.'],
    ] as const) expect(readOptions(args, there), args[0]).toEqual([line, usage])
  })
  it('prints how it is used where it is asked, whatever else is wrong, and ends well; a wrong option ends with 2', () => {
    for (const args of [['--help'], ['-h'], ['--url', 'x', '--help']]) expect(readOptions(args, there)).toBe('help')
    expect(readOptions(['--url', 'http://h/wall', '--', '--help'], there)).toMatchObject({ browserArgs: ['--help'] })
    const run = (...args: string[]) => spawnSync(process.execPath, [join(projectDir, 'server/tools/kiosk.ts'), ...args], { encoding: 'utf8' })
    expect(run('--help')).toMatchObject({ status: 0, stdout: `${usage}\n`, stderr: '' })
    expect(run('--nonsense')).toMatchObject({ status: 2, stdout: '', stderr: `--nonsense: không có lựa chọn này. · there is no such option.\n${usage}\n` })
  })
  it('takes screens within their bounds', () => {
    const [least, most] = sidePx
    expect(readScreen(`${least}x${most}`)).not.toBeNull()
    for (const text of [`${least - 1}x1000`, `1000x${most + 1}`, '1920', '1920x1080+5', 'axb', '']) expect(readScreen(text)).toBeNull()
  })
  it('takes no address with a password, of another page, or none', () => {
    expect(readUrl('https://ioc.local/wall?playlist=x', undefined)).toBe('https://ioc.local/wall?playlist=x')
    for (const text of ['http://a:b@h/wall', 'http://h/desk/rules', 'file:///wall', '']) expect(readUrl(text, undefined)).toBeNull()
  })
  it('puts no markup of an address into the plain page', () => {
    expect(restingPage('browser_ended', 'http://h/wall?x=<script>', '09:12:00', '09:22:00')).not.toContain('<script>')
    expect(waitingPage('http://h/wall?x=<script>', '09:12:00')).not.toContain('<script>')
  })
  it('lets no browser offer to translate what hangs on the wall', () => {
    const pages = [restingPage('browser_ended', 'http://h/wall', '09:12:00', '09:22:00'), waitingPage('http://h/wall', '09:12:00'), readFileSync(join(projectDir, 'client/index.html'), 'utf8')]
    for (const page of pages) expect([page.includes('<html lang="vi" translate="no"'), page.includes('<meta name="google" content="notranslate"')]).toEqual([true, true])
  })
})

describe('npm ci', () => {
  const { scripts } = JSON.parse(readFileSync(join(projectDir, 'package.json'), 'utf8')) as { scripts: { preinstall: string } }
  const run = (agent: string | undefined) => spawnSync('sh', ['-c', scripts.preinstall], { encoding: 'utf8', env: { PATH: process.env['PATH'], ...(agent === undefined ? {} : { npm_config_user_agent: agent }) } })
  it('says that it was run by a Node that leaves parts of the build away, as Debian 12 has it', () => {
    for (const node of ['v18.20.4', 'v20.18.9']) {
      const { status, stderr } = run(`npm/9.2.0 node/${node} linux x64 workspaces/false`)
      expect([status, stderr.includes('docs/kiosk.md')]).toEqual([1, true])
    }
  })
  it('goes on with any other', () => {
    for (const agent of ['npm/10.8.2 node/v20.19.0 linux x64', 'npm/9.2.0 node/v24.21.0 linux x64', 'other', undefined]) expect(run(agent)).toMatchObject({ status: 0, stderr: '' })
  })
})
