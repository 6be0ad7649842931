/** `RUNTIME_DIR/server.json`: tells tools which server runs on a store. Written after listening, removed when drained. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

/** Name of the file inside the runtime directory. */
export const serverFileName = 'server.json'

const serverFile = z.object({ pid: z.int().min(1), port: z.int().min(0).max(65_535) })
/** The process and the port of a running server. */
export type ServerFile = z.infer<typeof serverFile>

/** Tells that a server runs on this store. */
export function writeServerFile(runtimeDir: string, server: ServerFile): void {
  writeFileSync(join(runtimeDir, serverFileName), JSON.stringify(server), { mode: 0o600 })
}

/** Takes the word back, if it is still this process's own. */
export function removeServerFile(runtimeDir: string, pid: number): void {
  if (readServerFile(runtimeDir)?.pid === pid) rmSync(join(runtimeDir, serverFileName), { force: true })
}

function readServerFile(runtimeDir: string): ServerFile | null {
  try {
    return serverFile.parse(JSON.parse(readFileSync(join(runtimeDir, serverFileName), 'utf8')))
  } catch {
    return null
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** The server that runs on this store, or null: none, or one that died without taking its word back. */
export function runningServer(runtimeDir: string): ServerFile | null {
  const server = readServerFile(runtimeDir)
  return server !== null && isAlive(server.pid) ? server : null
}
