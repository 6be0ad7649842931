/** Builds `client/` into `dist/`, which the server serves. Fonts stay files: the page's policy allows no `data:` fonts. */
import { createHash } from 'node:crypto'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'
import { buildMarkName } from './data/build-mark.ts'

/** Where `vite dev` finds the server's doors. */
const serverOrigin = process.env['SERVER_ORIGIN'] ?? 'http://127.0.0.1:8080'

/** Writes the list of a build's files, so that the service worker can keep them all. */
const buildList: Plugin = {
  name: 'thap-build-list',
  generateBundle(_options, bundle) {
    const files = Object.keys(bundle).filter((file) => file.startsWith('assets/')).map((file) => `/${file}`).sort()
    this.emitFile({ type: 'asset', fileName: 'assets/build-list.json', source: JSON.stringify(files) })
  },
}

/** Names the build in its page: a hash of all that the browser is served, the page too. */
const buildMark: Plugin = {
  name: 'thap-build-mark', apply: 'build',
  transformIndexHtml: {
    order: 'post',
    handler(html, { bundle = {} }) {
      const hash = createHash('sha256').update(html)
      for (const [name, file] of Object.entries(bundle).sort(([a], [b]) => (a < b ? -1 : 1))) hash.update(name).update(file.type === 'chunk' ? file.code : file.source)
      return [{ tag: 'meta', attrs: { name: buildMarkName, content: hash.digest('hex').slice(0, 12) }, injectTo: 'head' }]
    },
  },
}

export default defineConfig({
  root: 'client',
  plugins: [react(), buildList, buildMark],
  build: {
    outDir: '../dist', emptyOutDir: true, target: 'es2023', assetsInlineLimit: 0,
    modulePreload: { polyfill: false }, chunkSizeWarningLimit: 1400,
    rolldownOptions: {
      input: { page: 'client/index.html', sw: 'client/unattended/service-worker.ts' },
      output: { entryFileNames: ({ name }) => (name === 'sw' ? 'sw.js' : 'assets/[name]-[hash].js') },
    },
  },
  worker: { format: 'es' },
  server: { proxy: { '/api': serverOrigin, '/socket.io': { target: serverOrigin, ws: true } } },
})
