import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { markOpened, openProfile, wasOpened } from '../../../../server/tools/kiosk/profile.ts'
import { projectDir } from '../../../support/server-process.ts'

let dir: string
beforeEach(() => { dir = mkdtempSync(join(tmpdir(), 'thap-profile-')) })
afterEach(() => { rmSync(dir, { recursive: true, force: true }) })

describe('the profile of the kiosk', () => {
  it('is made with its parents, for its owner alone', () => {
    const deep = join(dir, 'a/b/c')
    expect(openProfile(deep)).toBeNull()
    expect(statSync(deep).mode & 0o777).toBe(0o700)
    expect(openProfile(deep)).toBeNull()
  })
  it('that is no folder, or cannot be made, is refused in words of both languages', () => {
    const file = join(dir, 'file')
    writeFileSync(file, '')
    for (const path of [file, join(file, 'below'), '/proc/nope', '/proc/nope/deeper', '']) expect(openProfile(path)).toMatch(/^--profile: .+ · .+\.$/)
  })
  it('is refused before anything starts, quickly', () => {
    for (const path of [join(projectDir, 'package.json'), '/proc/nope']) {
      const { status, stderr, stdout } = spawnSync(process.execPath, [join(projectDir, 'server/tools/kiosk.ts'), '--url', 'http://127.0.0.1:9/', '--browser', process.execPath, '--profile', path], { encoding: 'utf8', timeout: 20_000 })
      expect([status, stdout, stderr.trim().split('\n').length]).toEqual([2, '', 1])
      expect(stderr).toContain('--profile')
    }
  })
  it('remembers which server\'s wall was well in it', () => {
    expect(wasOpened(dir, 'http://h:1/wall')).toBe(false)
    markOpened(dir, 'http://h:1/wall')
    expect([wasOpened(dir, 'http://h:1/wall?kpi=x'), wasOpened(dir, 'http://h:2/wall')]).toEqual([true, false])
    markOpened(join(dir, 'gone'), 'http://h:1/wall')
    expect(existsSync(join(dir, 'gone'))).toBe(false)
  })
})
