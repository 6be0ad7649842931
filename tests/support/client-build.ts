/** The built client for tests that open a browser: built on first use where `dist/` is missing or older than its sources, once a run. */
import { execFile } from 'node:child_process'
import { mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { projectDir } from './server-process.ts'

/** Longest a build may take before its lock counts as left behind, milliseconds. */
const buildLimitMs = 120_000
const cacheDir = join(projectDir, 'node_modules/.cache/thap-tests')
const lockDir = join(cacheDir, 'client-build.lock')
const doneFile = join(cacheDir, 'client-build.json')
const sources = ['client', 'data', 'vite.config.ts', 'package-lock.json']

/** The vitest run this worker belongs to. */
const thisRun = String(process.ppid)

function newestMs(path: string): number {
  const stat = statSync(path)
  if (!stat.isDirectory()) return stat.mtimeMs
  return readdirSync(path).reduce((newest, name) => Math.max(newest, newestMs(join(path, name))), 0)
}

function builtMs(): number {
  try {
    return statSync(join(projectDir, 'dist/index.html')).mtimeMs
  } catch {
    return 0
  }
}

function checkedInThisRun(): boolean {
  try {
    const done = JSON.parse(readFileSync(doneFile, 'utf8')) as { run: string; atMs: number }
    return done.run === thisRun && done.atMs > Date.now() - process.uptime() * 1000 - buildLimitMs && builtMs() > 0
  } catch {
    return false
  }
}

/** True: this process holds the lock. A lock older than a build can take is taken over. */
function takeLock(): boolean {
  try {
    mkdirSync(lockDir)
    return true
  } catch {
    try {
      if (Date.now() - statSync(lockDir).mtimeMs > buildLimitMs) rmSync(lockDir, { recursive: true, force: true })
    } catch {
      // Its holder has just released it.
    }
    return false
  }
}

/** Where the built client lies. */
export const clientDist = join(projectDir, 'dist')

/** Builds the client where needed; other test files of the same run wait and then use the same build. */
export async function ensureClientBuilt(): Promise<void> {
  mkdirSync(cacheDir, { recursive: true })
  while (!checkedInThisRun()) {
    if (!takeLock()) {
      await new Promise((resolve) => setTimeout(resolve, 200))
      continue
    }
    try {
      if (checkedInThisRun()) return
      if (Math.max(...sources.map((source) => newestMs(join(projectDir, source)))) > builtMs()) {
        const vite = join(projectDir, 'node_modules/vite/bin/vite.js')
        await promisify(execFile)(process.execPath, [vite, 'build', '--logLevel', 'warn'], {
          cwd: projectDir, timeout: buildLimitMs,
          // vitest's own NODE_ENV would build the page of a developer: laxer policy, no service worker
          env: { ...process.env, NODE_ENV: 'production' },
        })
      }
      writeFileSync(doneFile, JSON.stringify({ run: thisRun, atMs: Date.now() }))
    } finally {
      rmSync(lockDir, { recursive: true, force: true })
    }
  }
}
