import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { chooseStore } from '../../../server/access/choose-store.ts'
import { openKeyStore } from '../../../server/access/key-store.ts'
import { removeServerFile, runningServer, writeServerFile } from '../../../server/access/server-file.ts'

const tool = join(import.meta.dirname, '../../../server/tools/key.ts')
let dir: string
beforeEach(() => { dir = mkdtempSync(join(tmpdir(), 'thap-key-tool-')) })
afterEach(() => rmSync(dir, { recursive: true }))

const key = (...args: string[]) => {
  const { RUNTIME_DIR: _, ...env } = process.env
  return spawnSync(process.execPath, [tool, ...args], { env: { ...env, RUNTIME_DIR: dir }, encoding: 'utf8' })
}

describe('the key tool', () => {
  it('prints only the key on stdout, once, and the store knows it', () => {
    const made = key('create', '--unit', '11', '--name', 'Hệ thống báo cáo', '--expires-days', '30', '--role', 'read')
    expect(made.stderr).toContain('11')
    expect(made.stdout).toMatch(/^thap_[A-Za-z0-9_-]{43}\n$/)
    expect(made.stderr).not.toContain(made.stdout.trim())
    expect(made.status).toBe(0)
    const listed = key('list')
    expect(listed.stdout).toContain('Hệ thống báo cáo')
    expect(listed.stdout).not.toContain(made.stdout.trim())
    expect(key('revoke', '1').status).toBe(0)
    const store = openKeyStore(dir, null)
    expect(store.list()[0]).toMatchObject({ unit: '11', role: 'read', revokedMs: expect.any(Number) })
    store.close()
  })

  it.each([
    [['create', '--unit', 'ZZ', '--name', 'x'], 'Không có đơn vị'],
    [['create', '--name', 'x'], 'Không có đơn vị'],
    [['create', '--unit', '11'], 'Tên khóa'],
    [['create', '--unit', '11', '--name', 'x'.repeat(81)], 'Tên khóa'],
    [['create', '--unit', '11', '--name', '\u200b\u200b\u200b'], 'Tên khóa'],
    [['create', '--unit', '11', '--name', 'x', '--expires-days', '3651'], '--expires-days'],
    [['create', '--unit', '11', '--name', 'x', '--expires-days', '0'], '--expires-days'],
    [['create', '--unit', '11', '--name', 'x', '--role', 'admin'], '--role'],
    [['create', '--unit', '11', '--name', 'x', '--colour', 'red'], 'tham số lạ'],
    [['destroy'], 'Không có lệnh này'],
    [[], 'Không có lệnh này'],
    [['revoke', '77'], 'Không có khóa này'],
    [['revoke'], 'Không có khóa này'],
  ] as [string[], string][])('refuses %j with exit code 2 and says what to do in both languages', (args, words) => {
    const refused = key(...args)
    expect(refused.status).toBe(2)
    expect(refused.stdout).toBe('')
    expect(refused.stderr).toContain(words)
    expect(refused.stderr.trim().split('\n').length).toBeGreaterThanOrEqual(2)
  })

  it('takes a name of 1 and of 80 characters', () => {
    expect(key('create', '--unit', 'TW', '--name', 'x').status).toBe(0)
    expect(key('create', '--unit', 'TW', '--name', 'x'.repeat(80), '--expires-days', '3650').status).toBe(0)
  })

  it('makes keys of every role, and its help names them', () => {
    for (const role of ['operate', 'report', 'read']) expect(key('create', '--unit', '11', '--name', role, '--role', role).status).toBe(0)
    expect(key('list').stdout).toMatch(/ operate .* operate\n/)
    expect(key('help').stderr).toContain('--role operate|report|read')
    expect(key('create', '--unit', '11', '--name', 'x', '--role', 'Operate').stderr).toMatch(/operate .*report .*read/)
  })

  it('refuses a simulated key in a real store', () => {
    openKeyStore(dir, 'real').close()
    const refused = key('create', '--unit', 'TW', '--name', 'x', '--simulated')
    expect(refused.status).toBe(2)
    expect(refused.stderr).toContain(dir)
  })
})

describe('the store a tool means', () => {
  const running = (...dirs: string[]) => (candidate: string) => dirs.includes(candidate)
  it('is RUNTIME_DIR, else the demo by its flag, else the one with a running server, else the real one', () => {
    expect(chooseStore('/x', false, running())).toEqual({ runtimeDir: '/x', mode: null, chosenByServer: false })
    expect(chooseStore('/x', true, running()).mode).toBe('demo')
    expect(chooseStore(undefined, true, running('./var/real')).runtimeDir).toBe('./var/demo')
    expect(chooseStore('', false, running('./var/demo'))).toEqual({ runtimeDir: './var/demo', mode: 'demo', chosenByServer: true })
    expect(chooseStore(undefined, false, running('./var/demo', './var/real')).runtimeDir).toBe('./var/real')
    expect(chooseStore(undefined, false, running()).runtimeDir).toBe('./var/real')
  })

  it('does not count a server that died, or a spoiled file', () => {
    writeServerFile(dir, { pid: process.pid, port: 8080 })
    expect(runningServer(dir)).toEqual({ pid: process.pid, port: 8080 })
    const dead = spawnSync(process.execPath, ['-e', '']).pid
    writeServerFile(dir, { pid: dead, port: 8080 })
    expect(runningServer(dir)).toBeNull()
    removeServerFile(dir, process.pid)
    writeFileSync(join(dir, 'server.json'), '{')
    expect(runningServer(dir)).toBeNull()
  })
})
