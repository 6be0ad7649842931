/** The browser's own folder: made, tried and marked by the supervisor. */
import { accessSync, constants, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'

const markName = 'thap-opened'

/** Makes the folder level by level: where a level can't be made although its parent is there (as in /proc), Node's own `recursive` never ends. */
function make(dir: string): void {
  if (existsSync(dir)) return
  make(dirname(dir))
  mkdirSync(dir, { mode: 0o700 })
}

/** Makes the folder where it is missing; what is wrong with it in both languages, or null. */
export function openProfile(profileDir: string): string | null {
  if (profileDir.trim() === '') return '--profile: cần tên thư mục. · needs the name of a folder.'
  const dir = resolve(profileDir)
  try {
    make(dir)
    if (!statSync(dir).isDirectory()) return `--profile: ${dir} không phải là thư mục. · is no folder.`
    accessSync(dir, constants.R_OK | constants.W_OK | constants.X_OK)
    return null
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? String(error)
    return `--profile: không tạo hoặc ghi được thư mục ${dir} (${code}). · the folder cannot be made or written.`
  }
}

/** Notes that this wall was well in this browser: from now on its folder may hold the last picture. */
export function markOpened(profileDir: string, url: string): void {
  if (wasOpened(profileDir, url)) return
  try { writeFileSync(join(profileDir, markName), new URL(url).origin) } catch { /* a full disk costs the mark, not the wall */ }
}

/** Whether a wall of this server was well in this browser before. */
export function wasOpened(profileDir: string, url: string): boolean {
  try { return readFileSync(join(profileDir, markName), 'utf8') === new URL(url).origin } catch { return false }
}
