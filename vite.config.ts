/** Builds `client/` into `dist/`, which the server serves. Fonts stay files: the page's policy allows no `data:` fonts. */
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

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

export default defineConfig({
  root: 'client',
  plugins: [react(), buildList],
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
