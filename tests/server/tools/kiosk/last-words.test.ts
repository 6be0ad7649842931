import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { KioskBrowser } from '../../../../server/tools/kiosk/browser.ts'
import { keptWordsBytes, LastWords } from '../../../../server/tools/kiosk/last-words.ts'

describe('what a browser wrote last', () => {
  it('is kept to its bound, and no line without its beginning', () => {
    const words = new LastWords()
    words.take(Buffer.from('x'.repeat(keptWordsBytes - 6)))
    words.take(Buffer.from('\nlast\n'))
    expect(words.lines()).toEqual(['x'.repeat(keptWordsBytes - 6), 'last'])
    words.take(Buffer.from('!'))
    expect(words.lines()).toEqual(['last', '!'])
    for (let i = 0; i < 100; i++) words.take(Buffer.from(`line ${i}\n`.repeat(100)))
    expect(words.lines().join('\n').length).toBeLessThanOrEqual(keptWordsBytes)
    expect(words.lines().at(-1)).toBe('line 99')
    words.take(Buffer.from('y'.repeat(2 * keptWordsBytes)))
    expect(words.lines()).toEqual(['y'.repeat(keptWordsBytes)])
  })
  it('comes with its end, and tells no display from no browser', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'thap-kiosk-'))
    const browserPath = join(dir, 'browser')
    writeFileSync(browserPath, '#!/bin/sh\necho "[1:1:ERROR] Missing X server or \\$DISPLAY" >&2\nexit 1\n')
    chmodSync(browserPath, 0o755)
    const options = { url: 'http://127.0.0.1:1/wall', screen: { x: 0, y: 0, width: 800, height: 600 }, profileDir: dir, browserArgs: [] }
    expect(await new KioskBrowser({ ...options, browserPath }, 'about:blank').ended).toEqual({ how: 'code 1', stderr: ['[1:1:ERROR] Missing X server or $DISPLAY'] })
    expect(await new KioskBrowser({ ...options, browserPath: join(dir, 'none') }, 'about:blank').ended).toMatchObject({ how: expect.stringContaining('ENOENT') as string, stderr: [] })
    rmSync(dir, { recursive: true })
  })
})
