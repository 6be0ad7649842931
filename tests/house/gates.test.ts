/** A gate must prove itself: one known-bad case is planted for each, in a small copy of the house, and must be caught. */
import { afterEach, describe, expect, it } from 'vitest'
import { plantHouse, type PlantedHouse } from './planted-house.ts'

let house: PlantedHouse | undefined
afterEach(() => house?.remove())

const constant = (name: string): string => `/** A number. */\nexport const ${name} = 1\n`
const importing = (name: string, from: string): string => `import { ${name} } from '${from}'\n/** A number. */\nexport const own = ${name}\n`

/** A clean house: each floor leans only on the ground. */
const clean: Readonly<Record<string, string>> = {
  'data/ground.ts': constant('ground'),
  'server/main.ts': importing('ground', '../data/ground.ts'),
  'server/log/log.ts': importing('ground', '../../data/ground.ts'),
  'client/main.ts': importing('ground', '../data/ground.ts'),
  'tests/one.test.ts': importing('ground', '../data/ground.ts'),
}

describe('the floors (dependency-cruiser)', () => {
  const cruise = (planted: Readonly<Record<string, string>>) => {
    house = plantHouse({ ...clean, ...planted })
    return house.run('dependency-cruiser/bin/dependency-cruiser.mjs', ['--config', '.dependency-cruiser.cjs', 'data', 'server', 'client', 'tests'])
  }

  it('let a clean house pass', async () => {
    expect(await cruise({})).toMatchObject({ code: 0 })
  }, 60_000)

  it('catch one planted violation of each rule', async () => {
    const planted: Readonly<Record<string, readonly [path: string, text: string]>> = {
      'client-never-imports-server': ['client/peeks.ts', importing('own', '../server/log/log.ts')],
      'server-never-imports-client': ['server/peeks.ts', importing('own', '../client/main.ts')],
      'data-is-pure': ['data/reads.ts', `import { readFileSync } from 'node:fs'\nexport const text = readFileSync('x')\n`],
      'data-is-the-ground': ['data/climbs.ts', importing('own', '../server/log/log.ts')],
      'data-knows-only-zod': ['data/leans.ts', `import pino from 'pino'\nexport const log = pino\n`],
      'no-cycle': ['server/egg.ts', importing('hen', './hen.ts')],
      'no-product-imports-tests': ['server/tested.ts', importing('own', '../tests/one.test.ts')],
      'ingest-never-touches-publish': ['server/ingest/shouts.ts', importing('room', '../publish/room.ts')],
      'log-is-below-figures': ['server/log/looks-up.ts', importing('cell', '../figures/cell.ts')],
      'figures-are-below-publishing': ['server/figures/shouts.ts', importing('room', '../publish/room.ts')],
      'only-main-wires': ['server/wires.ts', importing('own', './main.ts')],
      'pixels-know-no-store': ['client/charts/asks.ts', importing('store', '../figures/store.ts')],
      'no-scene-imports-another': ['client/scenes/wall/borrows.ts', importing('part', '../analyst/part.ts')],
      'sample-poster-is-a-client': ['server/tools/samples/digs.ts', importing('own', '../../log/log.ts')],
      'kiosk-stands-alone': ['server/tools/kiosk/digs.ts', importing('own', '../../log/log.ts')],
      'dev-dependencies-stay-in-tests': ['server/watches.ts', `import { chromium } from 'playwright-core'\nexport const browser = chromium\n`],
      resolvable: ['server/lost.ts', importing('nothing', './nowhere.ts')],
    }
    const helpers = {
      'server/hen.ts': `import { own } from './egg.ts'\nexport const hen = (): number => own\n`,
      'server/publish/room.ts': constant('room'), 'server/figures/cell.ts': constant('cell'),
      'client/figures/store.ts': constant('store'), 'client/scenes/analyst/part.ts': constant('part'),
    }
    const { code, text } = await cruise({ ...helpers, ...Object.fromEntries(Object.values(planted)) })
    expect(code).toBeGreaterThan(0)
    for (const [rule, [path]] of Object.entries(planted)) expect(text, rule).toMatch(new RegExp(`error ${rule}: [^\\n]*${path.replaceAll('.', '\\.')}`))
  }, 60_000)
})

describe('the lint (eslint)', () => {
  const lines = (count: number): string => `${Array.from({ length: count }, (_, i) => `/** ${i} */`).join('\n')}\n`
  const longFunction = (bodyLines: number): string => `/** Long. */\nexport function long(): number {\n${'  Math.abs(1)\n'.repeat(bodyLines - 3)}  return 1\n}\n`
  const lint = async (files: Readonly<Record<string, string>>): Promise<Map<string, string[]>> => {
    house = plantHouse(files)
    const { text } = await house.run('eslint/bin/eslint.js', ['.', '--format', 'json'])
    const results = JSON.parse(text.slice(text.indexOf('['))) as { filePath: string; messages: { ruleId: string }[] }[]
    return new Map(results.map(({ filePath, messages }) => [filePath.slice(filePath.indexOf('thap-house-')).split('/').slice(1).join('/'), messages.map(({ ruleId }) => ruleId)]))
  }

  it('catches one planted violation of each rule, and lets both sides of each bound pass as written', async () => {
    const found = await lint({
      'server/400-lines.ts': lines(400), 'server/401-lines.ts': lines(401),
      'server/60-lines.ts': longFunction(60), 'server/61-lines.ts': longFunction(61),
      'server/any.ts': '/** Any. */\nexport const loose: any = 1\n',
      'server/barrel.ts': `export * from './any.ts'\nexport { long } from './60-lines.ts'\n`,
      'server/default.ts': 'export default 1\n',
      'server/says.ts': `console.log('x')\nif (1 as unknown == 2) throw new Error('x')\nlet fixed = 1\nthrow new Error(String(fixed))\n`,
      'server/unused.ts': `import { long } from './60-lines.ts'\n/** One. */\nexport const one = 1\n`,
      'data/ticks.ts': '/** Now. */\nexport const now = Date.now() + Math.random()\nsetTimeout(() => now, 1)\n',
    })
    expect(found.get('server/400-lines.ts')).toEqual([])
    expect(found.get('server/60-lines.ts')).toEqual([])
    expect(found.get('server/401-lines.ts')).toEqual(['max-lines'])
    expect(found.get('server/61-lines.ts')).toEqual(['max-lines-per-function'])
    expect(found.get('server/any.ts')).toEqual(['@typescript-eslint/no-explicit-any'])
    expect(found.get('server/barrel.ts')).toEqual(['no-restricted-syntax', 'no-restricted-syntax'])
    expect(found.get('server/default.ts')).toEqual(['no-restricted-exports'])
    expect(found.get('server/says.ts')?.toSorted()).toEqual(['eqeqeq', 'no-console', 'prefer-const'])
    expect(found.get('server/unused.ts')).toEqual(['@typescript-eslint/no-unused-vars'])
    expect(found.get('data/ticks.ts')?.toSorted()).toEqual(['no-restricted-globals', 'no-restricted-properties', 'no-restricted-properties'])
  }, 60_000)
})

describe('the types (tsc)', () => {
  const check = (project: string, files: Readonly<Record<string, string>>) => {
    house = plantHouse({ ...clean, ...files })
    return house.run('typescript/bin/tsc', ['--noEmit', '-p', project])
  }

  it('are strict: implicit any, an unchecked index, null, an unused name and syntax that Node cannot strip are errors', async () => {
    const { code, text } = await check('tsconfig.json', {
      'server/implicit.ts': 'export function f(x) { return x }\n',
      'server/index-access.ts': 'const list: number[] = []\nexport const first: number = list[0]\n',
      'server/null.ts': 'export const name: string = null\n',
      'server/unused-name.ts': 'const one = 1\nexport const two = 2\n',
      'server/enumerated.ts': 'export enum Colour { red }\n',
      'server/optional.ts': 'interface A { readonly b?: number }\nexport const a: A = { b: undefined }\n',
      'server/falls.ts': 'export function f(x: number): number {\n  switch (x) {\n    case 1: x++\n    default: return x\n  }\n}\n',
    })
    expect(code).toBeGreaterThan(0)
    const errors = [['implicit', 'TS7006'], ['index-access', 'TS2322'], ['null', 'TS2322'], ['unused-name', 'TS6133'], ['enumerated', 'TS1294'], ['optional', 'TS2375'], ['falls', 'TS7029']]
    for (const [file, error] of errors) expect(text).toMatch(new RegExp(`server/${file}\\.ts\\(\\d+,\\d+\\): error ${error}`))
  }, 60_000)

  it('know no Node, no browser and no timers in data/', async () => {
    const { code, text } = await check('data/tsconfig.json', { 'data/process.ts': 'export const pid = process.pid\n', 'data/page.ts': 'export const title = document.title\n' })
    expect(code).toBeGreaterThan(0)
    expect(text).toMatch(/process\.ts\(1,20\): error TS2\d+/)
    expect(text).toMatch(/page\.ts\(1,22\): error TS2\d+/)
  }, 60_000)
})
