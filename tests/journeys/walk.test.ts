/**
 * The README's walk "from an HTTP reading to a pixel", as the files themselves tell it. Between `<!-- walk -->` and `<!-- /walk -->`
 * each item names one file in backticks first, then (in backticks too) what it exports for the walk.
 */
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { projectDir } from '../support/server-process.ts'

/** The bar. Source: architecture "From an HTTP reading to a pixel". */
const maxFiles = 10

interface Step {
  readonly path: string
  readonly names: readonly string[]
}

const textOf = (path: string): string => readFileSync(join(projectDir, path), 'utf8')

function stepsOf(readme: string): Step[] {
  const part = /<!-- walk -->([\s\S]*?)<!-- \/walk -->/.exec(readme)?.[1] ?? ''
  return part.split('\n').flatMap((line) => {
    const [path, ...names] = [...line.matchAll(/`([^`]+)`/g)].map((found) => found[1]!)
    return path !== undefined && path.includes('/') ? [{ path, names: names.filter((name) => /^[A-Za-z_]\w*$/.test(name)) }] : []
  })
}

/** Files of the product that a file imports, relative to the checkout. */
function importsOf(path: string): Set<string> {
  const found = textOf(path).matchAll(/(?:from|import)\s*\(?\s*['"](\.{1,2}\/[^'"]+)['"]/g)
  return new Set([...found].map((one) => relative(projectDir, resolve(projectDir, dirname(path), one[1]!))))
}

function sourcesUnder(dir: string): string[] {
  return readdirSync(join(projectDir, dir), { recursive: true, encoding: 'utf8' }).filter((name) => /\.tsx?$/.test(name)).map((name) => join(dir, name))
}

/** Why two files of the walk are joined, or null: an import, a file that wires both, or one wire message both speak. */
function joint(a: Step, b: Step, imports: ReadonlyMap<string, Set<string>>): string | null {
  const of = (path: string): Set<string> => imports.get(path) ?? new Set()
  if (of(a.path).has(b.path) || of(b.path).has(a.path)) return 'import'
  for (const [path, own] of imports) if (own.has(a.path) && own.has(b.path)) return path
  for (const message of of(a.path)) if (message.startsWith('data/protocol/') && of(b.path).has(message)) return message
  return null
}

describe('the README\'s walk from an HTTP reading to a pixel', () => {
  const steps = existsSync(join(projectDir, 'README.md')) ? stepsOf(textOf('README.md')) : []

  it('is told between its marks in ten files or fewer, from the door to a scene', () => {
    expect(steps.length).toBeGreaterThanOrEqual(5)
    expect(steps.length).toBeLessThanOrEqual(maxFiles)
    expect(new Set(steps.map(({ path }) => path)).size).toBe(steps.length)
    expect(steps[0]!.path).toMatch(/^server\/routes\//)
    expect(steps.at(-1)!.path).toMatch(/^client\/scenes\/wall\//)
  })

  it('names files that are there and what they really export or declare', () => {
    for (const { path, names } of steps) {
      expect(existsSync(join(projectDir, path)), path).toBe(true)
      for (const name of names) expect(textOf(path), `${name} in ${path}`).toMatch(new RegExp(`\\b${name}\\b`))
      expect(textOf(path), `${path} exports what the walk names`).toMatch(new RegExp(`export (?:async )?(?:abstract )?(?:function|class|const|interface|type) (?:${names.join('|') || '\\w+'})\\b`))
    }
  })

  it('reaches each file from one before it: by an import, by a file that wires both, or by a wire message both speak', () => {
    const imports = new Map(['server', 'client', 'data'].flatMap(sourcesUnder).map((path) => [path, importsOf(path)]))
    for (const [i, step] of steps.entries()) {
      const before = steps.slice(0, i)
      if (i > 0) expect(before.flatMap((earlier) => joint(earlier, step, imports) ?? []), `nothing before leads to ${step.path}`).not.toEqual([])
    }
  })
})
