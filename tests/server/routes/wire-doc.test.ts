import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { errorKinds } from '../../../server/error-kinds.ts'
import { rejectionCodes } from '../../../server/ingest/rejections.ts'
import { doorsOf } from '../../../server/routes/app.ts'
import { TestServer } from './support.ts'

const page = readFileSync(join(import.meta.dirname, '../../../docs/wire.md'), 'utf8')

describe('docs/wire.md', () => {
  it.each(Object.entries(errorKinds))('tells what %s means and what to do', (code, { status }) => {
    expect(page).toContain(`| \`${code}\` | ${status} |`)
  })
  it.each(rejectionCodes)('tells what %s of a reading means and what to do', (code) => {
    expect(page).toContain(`| \`${code}\` | `)
  })
  it('names every door', async () => {
    const server = await new TestServer().listen()
    try {
      for (const { method, path } of doorsOf(server.deps)) expect(page).toContain(`\`${method.toUpperCase()} ${path}`)
    } finally {
      await server.close()
    }
  })
})
