/** The key of the demo's poster: made once through the key tool, kept beside the store, made anew where it no longer opens. */
import { execFile } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { programPath } from './demo-server.ts'

/** Name of the file inside the runtime directory; readable by its owner only. */
export const sampleKeyFileName = 'sample-key'
/** A running server honours a new key within 5 s (architecture "The house"); with room for a slow machine. */
const honouredWithinMs = 15_000

/** Whether the server takes the key. A server that does not answer counts as no. */
export async function keyWorks(origin: string, key: string): Promise<boolean> {
  try {
    const response = await fetch(`${origin}/api/v1/session`, {
      headers: { authorization: `Bearer ${key}` }, signal: AbortSignal.timeout(5_000),
    })
    return response.ok
  } catch {
    return false
  }
}

function readKey(file: string): string | null {
  try {
    return readFileSync(file, 'utf8').trim() || null
  } catch {
    return null
  }
}

async function makeKey(runtimeDir: string): Promise<string> {
  const args = [programPath('tools/key.ts'), 'create', '--unit', 'TW', '--name', 'Nguồn số liệu mô phỏng', '--simulated', '--demo']
  const { stdout } = await promisify(execFile)(process.execPath, args, { env: { ...process.env, RUNTIME_DIR: runtimeDir } })
  return stdout.trim()
}

/** The key that works on this server. Throws where none can be made, the server does not take it in time, or `stop` came. */
export async function sampleKey(origin: string, runtimeDir: string, stop?: AbortSignal): Promise<string> {
  const file = join(runtimeDir, sampleKeyFileName)
  const kept = readKey(file)
  if (kept !== null && await keyWorks(origin, kept)) return kept
  const key = await makeKey(runtimeDir)
  rmSync(file, { force: true })
  writeFileSync(file, `${key}\n`, { mode: 0o600 })
  for (const untilMs = Date.now() + honouredWithinMs; stop?.aborted !== true && Date.now() < untilMs; await sleep(250)) {
    if (await keyWorks(origin, key)) return key
  }
  throw new Error('Máy chủ không nhận khóa mô phỏng mới tạo. / The server does not take the new simulated key.')
}
