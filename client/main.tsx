/** The page's composition root: policy, font, connection, store, queries — then the scene of the address. */
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { watchBuild } from './connection/build-watch.ts'
import { openConnection } from './connection/live-connection.ts'
import { CellStore } from './figures/cell-store.ts'
import { LiveContext } from './figures/live-context.ts'
import { startLanguage } from './i18n/language.ts'
import { WallScene } from './scenes/wall/WallScene.tsx'
import { loadFont } from './ui/font.ts'
import './ui/base.css'
import './ui/fonts.css'
import { allowOwnScripts } from './ui/trusted-types.ts'

allowOwnScripts()
startLanguage()

const store = new CellStore({ nowMs: () => performance.now(), later: (run, ms) => { window.setTimeout(run, ms) } })
const connection = openConnection({ replace: (_watch, snapshot) => store.replace(snapshot), apply: (delta) => store.apply(delta) })
const seeBuild = watchBuild()
connection.onClock(() => { const { pulse } = connection.clock(); if (pulse !== null) seeBuild(pulse.build) })
const queries = new QueryClient({ defaultOptions: { queries: { retry: 1, refetchOnWindowFocus: false, networkMode: 'always' } } })

async function start(): Promise<void> {
  await loadFont()
  const container = document.getElementById('root')
  if (container === null) throw new Error('the page has no #root')
  createRoot(container).render(
    <StrictMode>
      <QueryClientProvider client={queries}>
        <LiveContext value={{ connection, store }}><WallScene /></LiveContext>
      </QueryClientProvider>
    </StrictMode>,
  )
}

void start()
