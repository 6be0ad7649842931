import { mkdtempSync, readlinkSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { freeProfile } from '../../../../server/tools/kiosk/profile-lock.ts'

describe('the lock of a browser that ended without a word', () => {
  let dir: string
  beforeEach(() => { dir = mkdtempSync(join(tmpdir(), 'thap-lock-')) })
  afterEach(() => { rmSync(dir, { recursive: true, force: true }) })
  const lock = (): string => join(dir, 'SingletonLock')

  it('of another name of this machine is taken away', () => {
    symlinkSync('sanh-a-cu-1234', lock())
    freeProfile(dir, 'sanh-a')
    expect(() => readlinkSync(lock())).toThrow(/ENOENT/)
  })
  it('of this name is left to the browser, which settles it by itself', () => {
    symlinkSync('sanh-a-1234', lock())
    freeProfile(dir, 'sanh-a')
    expect(readlinkSync(lock())).toBe('sanh-a-1234')
  })
  it('that is not there is no fault', () => {
    expect(() => { freeProfile(join(dir, 'none'), 'sanh-a') }).not.toThrow()
  })
})
