/** The page's composition root: policy, font, connection, store, queries — then the scene of the address, which comes as files of its own. */
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { StrictMode, type ComponentType } from 'react'
import { createRoot } from 'react-dom/client'
import { openConnection } from './connection/live-connection.ts'
import { someFigures, watchFirst } from './connection/first-watch.ts'
import { loadScene } from './connection/load-scene.ts'
import { CellStore } from './figures/cell-store.ts'
import { LiveContext } from './figures/live-context.ts'
import { startLanguage } from './i18n/language.ts'
import { loadFont } from './ui/font.ts'
import './ui/base.css'
import './ui/fonts.css'
import { allowOwnScripts } from './ui/trusted-types.ts'
import { PageBoundary } from './unattended/PageBoundary.tsx'
import { wantFresh } from './queries/api.ts'
import { askFirst } from './queries/queries.ts'
import { readAddress } from './scenes/wall/address.ts'
import { standWatch } from './unattended/stand-watch.ts'

allowOwnScripts()
startLanguage()

const later = (run: () => void, ms: number): void => { window.setTimeout(run, ms) }
const store = new CellStore({ nowMs: () => performance.now(), later })
const connection = openConnection({ replace: (_watch, snapshot) => store.replace(snapshot), apply: (delta) => store.apply(delta) })
/** The desk asks its person before it reloads for a new build: somebody may be typing. A wall has nobody to ask. */
const isDesk = /^\/desk(\/|$)/.test(window.location.pathname)
if (isDesk) wantFresh()
const queries = new QueryClient({ defaultOptions: { queries: { retry: 1, refetchOnWindowFocus: false, networkMode: 'always' } } })

const sceneOf = async (): Promise<ComponentType> => (isDesk
  ? (await import('./scenes/desk/DeskScene.tsx')).DeskScene
  : (await import('./scenes/wall/WallScene.tsx')).WallScene)

async function start(): Promise<void> {
  const container = document.getElementById('root')
  if (container === null) throw new Error('the page has no #root')
  document.documentElement.dataset['scene'] = isDesk ? 'desk' : 'wall'
  const session = isDesk ? null : askFirst(queries)
  // another root is not asked for before it is known to be one
  if (session !== null && readAddress(window.location.search).root === null) void watchFirst(session, (watch) => connection.hold(watch), later)
  const [Scene, , keeper] = await Promise.all([
    loadScene(sceneOf, () => { container.textContent = 'Chưa tải được trang; đang tự thử lại. · The page has not loaded yet; retrying.' }), loadFont(),
    isDesk ? null : standWatch(connection, store, () => { void queries.invalidateQueries() }),
  ])
  if (!isDesk) await someFigures(store, later)
  createRoot(container).render(
    <StrictMode>
      <PageBoundary>
        <QueryClientProvider client={queries}>
          <LiveContext value={{ connection, store, keeper }}><Scene /></LiveContext>
        </QueryClientProvider>
      </PageBoundary>
    </StrictMode>,
  )
}

void start()
