import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { freshnesses } from '../../../data/judgement/freshness.ts'
import { statuses } from '../../../data/judgement/plan-status.ts'
import { cellColumns } from '../../../data/protocol/cell.ts'
import { cellFlags } from '../../../data/protocol/cell-codec.ts'
import { liveNamespace } from '../../../data/protocol/events.ts'
import { protocolVersion } from '../../../data/protocol/version.ts'

/** Hash of the wire by version. After a change: raise `protocolVersion`, write its history line, add a line here. */
const hashes: Readonly<Record<number, string>> = {
  5: 'a9c1dd74bd6581a584531cc3484040120ee84e36fdcc7c6168f7f6d75749bb06',
  4: 'd01bb195ca0b296264f72bfb364b17daebc21a86bbe402835fa5f430c236acff',
  3: '445b3a75799b0ef22f88dde6335b920a574c3dba10aab5d50cd535bc0eb95a24',
  2: '3bc9185cf4970200edc3733aa934b56dff4a987a991b46bf745348b161361594',
  1: 'c62b25fdb66365a3e7b750b6b25c26bd69100070932a14d697871121da3b967b',
}

const folder = new URL('../../../data/protocol/', import.meta.url)

/** JSON with sorted keys and sorted lists of required fields, so that only what a schema says matters. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const entries = Object.entries(value).filter(([, v]) => v !== undefined).sort(([a], [b]) => (a < b ? -1 : 1))
  const said = (key: string, v: unknown): unknown => (key === 'required' && Array.isArray(v) ? v.toSorted() : v)
  return `{${entries.map(([key, v]) => `${JSON.stringify(key)}:${canonical(said(key, v))}`).join(',')}}`
}

function hashOf(schemas: Readonly<Record<string, z.ZodType>>, enumerations: unknown): string {
  const json = Object.entries(schemas).map(([name, schema]) => [name, z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })])
  return createHash('sha256').update(canonical({ schemas: Object.fromEntries(json), enumerations })).digest('hex')
}

async function allSchemas(): Promise<Record<string, z.ZodType>> {
  const schemas: Record<string, z.ZodType> = {}
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.ts'))) {
    const exported = (await import(new URL(file, folder).href)) as Record<string, unknown>
    for (const [name, value] of Object.entries(exported)) if (value instanceof z.ZodType) schemas[`${file} ${name}`] = value
  }
  return schemas
}

/** What travels as a place or an index, and the namespace. */
const enumerations = { cellColumns, cellFlags, statuses, freshnesses, liveNamespace }

describe('the protocol version', () => {
  it('is raised whenever a schema of the wire changes', async () => {
    const hash = hashOf(await allSchemas(), enumerations)
    expect(hash, `the wire changed: raise protocolVersion in data/protocol/version.ts, write its history line, and add ${hash} here`).toBe(hashes[protocolVersion])
    expect(Math.max(...Object.keys(hashes).map(Number))).toBe(protocolVersion)
  })

  it('has a line of history for each version', () => {
    const text = readFileSync(new URL('version.ts', folder), 'utf8')
    for (let version = 1; version <= protocolVersion; version++) expect(text).toMatch(new RegExp(`^ \\* ${version} — .{10,}`, 'm'))
  })

  it('sees every kind of message', async () => {
    const names = Object.keys(await allSchemas()).join('\n')
    for (const name of ['watch', 'unwatch', 'snapshot', 'watchAnswer', 'delta', 'pulse', 'readingInput', 'ingestAnswer', 'taskEventInput', 'figure', 'problem']) {
      expect(names).toMatch(new RegExp(` ${name}$`, 'm'))
    }
  })

  it('notices a field, a bound and the order of an enumeration, but not the order of fields', () => {
    const base = { a: z.strictObject({ x: z.int().max(5), y: z.string() }) }
    const hash = hashOf(base, ['p', 'q'])
    expect(hashOf({ a: z.strictObject({ y: z.string(), x: z.int().max(5) }) }, ['p', 'q'])).toBe(hash)
    expect(hashOf({ a: z.strictObject({ x: z.int().max(5) }) }, ['p', 'q'])).not.toBe(hash)
    expect(hashOf({ a: z.strictObject({ x: z.int().max(5), y: z.string().optional() }) }, ['p', 'q'])).not.toBe(hash)
    expect(hashOf({ a: z.strictObject({ x: z.int().max(6), y: z.string() }) }, ['p', 'q'])).not.toBe(hash)
    expect(hashOf(base, ['q', 'p'])).not.toBe(hash)
  })
})
