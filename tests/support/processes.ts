/** Processes of this machine, for tests that kill or look for what another process started. */
import { readFileSync, readdirSync } from 'node:fs'

/** A process. `command`: its arguments, each ended by a NUL. */
export interface ProcessEntry { readonly pid: number, readonly parent: number, readonly command: string }

/** All there are. */
export function processes(): ProcessEntry[] {
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).flatMap((name) => {
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8')
      return [{ pid: Number(name), parent: Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]), command: readFileSync(`/proc/${name}/cmdline`, 'utf8') }]
    } catch { return [] }
  })
}

/** All processes that a process started, and theirs. */
export function below(pid: number): ProcessEntry[] {
  const all = processes()
  const found: ProcessEntry[] = []
  for (let parents = [pid]; parents.length > 0;) {
    const next = all.filter(({ parent }) => parents.includes(parent))
    found.push(...next)
    parents = next.map((entry) => entry.pid)
  }
  return found
}
