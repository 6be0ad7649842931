import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { restingPage } from '../../../../server/tools/kiosk/plain-page.ts'
import { markWithinBytes, probe, probeMs } from '../../../../server/tools/kiosk/server-probe.ts'

const mark = '<meta name="thap-build" content="0123456789ab">'

describe('what answers at the address of a wall', () => {
  let server: Server, url: string, status = 200, body = ''
  /** `all`: answers; `head`: begins to and hangs; `none`: takes the question and hangs. */
  let says: 'all' | 'head' | 'none' = 'all'
  beforeEach(async () => {
    says = 'all'
    server = createServer((_request, response) => {
      if (says === 'all') response.writeHead(status).end(body)
      else if (says === 'head') response.writeHead(status).write('<')
    })
    await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/wall`
  })
  const close = (): Promise<void> => new Promise((resolve) => { server.close(() => resolve()); server.closeAllConnections() })
  afterEach(close)
  const answers = async (withStatus: number, withBody: string) => {
    status = withStatus
    body = withBody
    return probe(url)
  }

  it('is the wall where its page names a build, within the bound that is read of it', async () => {
    expect(await answers(200, `<html>${mark}</html>`)).toBe('served')
    expect(await answers(200, `${' '.repeat(markWithinBytes - mark.length)}${mark}`)).toBe('served')
    expect(await answers(200, `${' '.repeat(markWithinBytes)}${mark}`)).toBe('stranger')
  })
  it('is a stranger where a page names none', async () => {
    for (const other of [200, 302, 404, 499]) expect(await answers(other, '<html>Apache2 Debian Default Page</html>'), String(other)).toBe('stranger')
    expect(await answers(200, '')).toBe('stranger')
  })
  it('is nothing where the server fails, hangs or is away', async () => {
    for (const fault of [500, 503]) expect(await answers(fault, mark)).toBe('none')
    says = 'none'
    const fromMs = performance.now()
    expect(await answers(200, mark)).toBe('none')
    expect(performance.now() - fromMs).toBeGreaterThan(probeMs - 50)
    await close()
    expect(await probe(url)).toBe('none')
  })
  it('counts as the wall where its page comes too slowly to be judged', async () => {
    says = 'head'
    expect(await answers(200, mark)).toBe('served')
  })
  it('is said on the plain page', () => {
    expect(restingPage('not_thap', 'http://h/wall', '09:12:00', '09:22:00')).toMatch(/không phải của Tháp[^]*is not one of Tháp/)
  })
})
