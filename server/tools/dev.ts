/**
 * `npm run dev`: the demo with a Vite development server before it, so that a change of the client shows at once.
 * Environment: PORT, HOST, RUNTIME_DIR as for the server; DEV_PORT (5173) for Vite.
 */
import { fileURLToPath } from 'node:url'
import { createServer, type ViteDevServer } from 'vite'
import { runDemo } from './samples/demo.ts'

const say = (vi: string, en: string): void => { process.stdout.write(`${vi}\n${en}\n`) }
/** The server's doors: everything else is the client's. */
const doors = ['/api', '/healthz', '/readyz', '/metrics'] as const

function startVite(origin: string): Promise<ViteDevServer> {
  const proxy = Object.fromEntries(doors.map((door) => [door, origin]))
  process.env['SERVER_ORIGIN'] = origin
  return createServer({
    configFile: fileURLToPath(new URL('../../vite.config.ts', import.meta.url)),
    server: {
      host: process.env['HOST']?.trim() || '127.0.0.1', port: Number(process.env['DEV_PORT'] ?? 5173),
      proxy: { ...proxy, '/socket.io': { target: origin, ws: true } },
    },
  })
}

process.exitCode = await runDemo({
  env: process.env, say,
  onReady: async (origin) => {
    const vite = await startVite(origin)
    await vite.listen()
    const address = vite.resolvedUrls?.local[0] ?? ''
    say(`\nGiao diện phát triển: ${address} (máy chủ: ${origin}/, DỮ LIỆU MÔ PHỎNG). Dừng: Ctrl+C.`,
      `Development client: ${address} (server: ${origin}/, SIMULATED DATA). Stop: Ctrl+C.\n`)
    return () => vite.close()
  },
})
