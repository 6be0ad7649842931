/** What is committed: no file beyond its size, nothing that names the machine it was written on, nobody's state. */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { projectDir } from '../support/server-process.ts'

/** Most lines of a source file. */
const maxLines = 400

const git = spawnSync('git', ['ls-files', '-z'], { cwd: projectDir, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
const hasGit = git.status === 0 && git.stdout !== ''
const files = hasGit ? git.stdout.split('\0').filter((path) => path !== '' && existsSync(join(projectDir, path))) : []
const textOf = (path: string): string => readFileSync(join(projectDir, path), 'utf8')
const isBinary = (path: string): boolean => /\.(png|jpe?g|webp|gif|ico|woff2?|gz|zip|xlsx|bin)$/.test(path)
const isSource = (path: string): boolean => /\.(ts|tsx|js|mjs|cjs|css|html)$/.test(path)

describe.skipIf(!hasGit)('the committed files', () => {
  it('are there to be looked at', () => {
    expect(files).toContain('package.json')
    expect(files.length).toBeGreaterThan(200)
  })

  it('have at most 400 lines each, where they are source', () => {
    const long = files.filter((path) => isSource(path) && textOf(path).trimEnd().split('\n').length > maxLines)
    expect(long).toEqual([])
  })

  it('name no path of a machine and no address of a registry', () => {
    const slash = '/'
    const words = [['', 'work', ''], ['', 'home', ''], ['', 'Users', ''], ['', 'root', '']].map((parts) => parts.join(slash))
    const isPath = new RegExp(`(?<![\\w.:/-])(?:${words.join('|')})\\w`)
    const registry = new RegExp(['registry', 'npmjs', 'org'].join('\\.'))
    const named = files.filter((path) => !isBinary(path) && statSync(join(projectDir, path)).isFile())
      .filter((path) => isPath.test(textOf(path)) || (path !== 'package-lock.json' && registry.test(textOf(path))))
    expect(named).toEqual([])
  })

  it('hold no state: no store, no key, no build, no dependency', () => {
    expect(files.filter((path) => /^(var|dist|node_modules)\/|\.(db|db-wal|db-shm|log)$|server\.json$/.test(path))).toEqual([])
    const key = new RegExp(`thap_[A-Za-z0-9_-]{43}(?![A-Za-z0-9_-])`)
    expect(files.filter((path) => !isBinary(path) && key.test(textOf(path)))).toEqual([])
  })

  it('stand where the house has a floor for them', () => {
    const floors = /^(client|server|data|tests|docs)\/|^\.|^(README\.md|LICENSE|NOTICE|CHANGELOG\.md|package(-lock)?\.json|tsconfig\.json|vite(st)?\.config\.ts|eslint\.config\.js)$/
    expect(files.filter((path) => !floors.test(path))).toEqual([])
  })
})
