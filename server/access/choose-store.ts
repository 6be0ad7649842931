/** Which store a tool beside the server means, when nobody said it in full. */
import { defaultRuntimeDirs, type Mode } from '../config.ts'
import { runningServer } from './server-file.ts'

/** A store to open. `mode` null: as the store says. `chosenByServer`: taken because a server runs on it. */
export interface ChosenStore {
  readonly runtimeDir: string
  readonly mode: Mode | null
  readonly chosenByServer: boolean
}

/**
 * `RUNTIME_DIR` wins; else `--demo` means the demo store; else the one of the two default stores on which a server runs; else
 * the real one.
 */
export function chooseStore(runtimeDir: string | undefined, demo: boolean, isRunning = (dir: string): boolean => runningServer(dir) !== null): ChosenStore {
  if (runtimeDir !== undefined && runtimeDir.trim() !== '') return { runtimeDir: runtimeDir.trim(), mode: demo ? 'demo' : null, chosenByServer: false }
  if (demo) return { runtimeDir: defaultRuntimeDirs.demo, mode: 'demo', chosenByServer: false }
  const running = (['demo', 'real'] as const).filter((mode) => isRunning(defaultRuntimeDirs[mode]))
  const only = running.length === 1 ? running[0] : undefined
  const mode = only ?? 'real'
  return { runtimeDir: defaultRuntimeDirs[mode], mode, chosenByServer: only !== undefined }
}
