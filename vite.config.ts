/** Builds `client/` into `dist/`, which the server serves. Fonts stay files: the page's policy allows no `data:` fonts. */
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** Where `vite dev` finds the server's doors. */
const serverOrigin = process.env['SERVER_ORIGIN'] ?? 'http://127.0.0.1:8080'

export default defineConfig({
  root: 'client',
  plugins: [react()],
  build: {
    outDir: '../dist', emptyOutDir: true, target: 'es2023', assetsInlineLimit: 0,
    modulePreload: { polyfill: false }, chunkSizeWarningLimit: 1400,
  },
  worker: { format: 'es' },
  server: { proxy: { '/api': serverOrigin, '/socket.io': { target: serverOrigin, ws: true } } },
})
