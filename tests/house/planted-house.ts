/** A small copy of the house in a temporary folder, with the repository's own gates, where violations can be planted. */
import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { projectDir } from '../support/server-process.ts'

const gates = ['.dependency-cruiser.cjs', 'eslint.config.js', 'tsconfig.json', 'data/tsconfig.json', 'client/tsconfig.json', 'package.json']

/** What a gate said. */
export interface GateRun {
  readonly code: number
  readonly text: string
}

/** A planted house. */
export interface PlantedHouse {
  readonly dir: string
  /** Runs a program of `node_modules` (its script, relative to it) inside the house. */
  run(script: string, args: readonly string[]): Promise<GateRun>
  remove(): void
}

/** Builds a house from its files: path → text. */
export function plantHouse(files: Readonly<Record<string, string>>): PlantedHouse {
  const dir = mkdtempSync(join(tmpdir(), 'thap-house-'))
  for (const gate of gates) {
    mkdirSync(dirname(join(dir, gate)), { recursive: true })
    cpSync(join(projectDir, gate), join(dir, gate))
  }
  symlinkSync(join(projectDir, 'node_modules'), join(dir, 'node_modules'))
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, path)), { recursive: true })
    writeFileSync(join(dir, path), text)
  }
  const run = (script: string, args: readonly string[]): Promise<GateRun> => new Promise((resolve) => {
    execFile(process.execPath, [join(projectDir, 'node_modules', script), ...args], { cwd: dir, maxBuffer: 16 * 1024 * 1024 }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code ?? 1), text: stdout + stderr })
    })
  })
  return { dir, run, remove: () => rmSync(dir, { recursive: true, force: true }) }
}
