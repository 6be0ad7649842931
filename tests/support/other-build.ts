/** Another build of the same product: a copy of this checkout whose every asset has another name, as a deployment has. For tests of walls that meet it. */
import { createHash } from 'node:crypto'
import { cpSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { markedBuild } from '../../data/build-mark.ts'
import { projectDir } from './server-process.ts'

/** A copy that can be served. */
export interface OtherBuild {
  /** Its root, for `startServer`. */
  readonly root: string
  remove(): void
}

/** Copies server, data and the built client, which must be there. */
export function makeOtherBuild(): OtherBuild {
  const root = mkdtempSync(join(tmpdir(), 'thap-build-'))
  for (const part of ['server', 'data', 'dist', 'package.json']) cpSync(join(projectDir, part), join(root, part), { recursive: true })
  symlinkSync(join(projectDir, 'node_modules'), join(root, 'node_modules'))
  const assets = join(root, 'dist/assets'), page = join(root, 'dist/index.html')
  const names = readdirSync(assets).filter((name) => /-[\w-]{8}\.\w+$/.test(name))
  const renamed = (text: string): string => names.reduce((now, name) => now.replaceAll(name, name.replace(/\.(\w+)$/, 'b.$1')), text)
  for (const path of [page, join(root, 'dist/sw.js'), ...readdirSync(assets).map((name) => join(assets, name))]) {
    if (/\.(js|mjs|css|html|json)$/.test(path)) writeFileSync(path, renamed(readFileSync(path, 'utf8')))
  }
  for (const name of names) renameSync(join(assets, name), join(assets, renamed(name)))
  const html = readFileSync(page, 'utf8'), own = markedBuild(html)
  writeFileSync(page, html.replace(`content="${own}"`, `content="${createHash('sha256').update(`${own} other`).digest('hex').slice(0, 12)}"`))
  return { root, remove: () => rmSync(root, { recursive: true, force: true }) }
}
