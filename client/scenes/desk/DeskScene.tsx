/** The desk: pages of an operator's screen at `/desk/…`. Brings session, units and catalogue before the first page; waits and failures are words. */
import './without-eval.ts'
import { useMemo, type ReactElement } from 'react'
import { useWords } from '../../i18n/language.ts'
import { useKpis, useSession, useUnits } from '../../queries/queries.ts'
import { PanelBoundary } from '../../ui/PanelBoundary.tsx'
import { DeskContext, joinDeskData } from './desk-data.ts'
import './desk.css'
import './table.css'
import './form.css'
import './print.css'
import './playlists/playlists.css'
import { ProjectionPage } from './figures/ProjectionPage.tsx'
import { QualityPage } from './figures/QualityPage.tsx'
import { ReportsPage } from './figures/ReportsPage.tsx'
import { Link, usePlace } from './navigation.tsx'
import { PageHead } from './parts/bits.tsx'
import { NoticeBoard } from './parts/Notice.tsx'
import { Failed, Loading } from './parts/states.tsx'
import { PlaylistPage } from './playlists/PlaylistPage.tsx'
import { PlaylistsPage } from './playlists/PlaylistsPage.tsx'
import { routeOf, type Route } from './route.ts'
import { RulePage } from './rules/RulePage.tsx'
import { RulesPage } from './rules/RulesPage.tsx'
import { AdoptPage } from './tasks/AdoptPage.tsx'
import { NewTaskPage } from './tasks/NewTaskPage.tsx'
import { TaskPage } from './tasks/TaskPage.tsx'
import { TasksPage } from './tasks/TasksPage.tsx'
import { TopBar } from './TopBar.tsx'
import { useDeskWords } from './use-desk-words.ts'
import { VerdictsPage } from './verdicts/VerdictsPage.tsx'
import { WallsPage } from './walls/WallsPage.tsx'
import { WarningPage } from './warnings/WarningPage.tsx'
import { WarningsPage } from './warnings/WarningsPage.tsx'

function UnknownPage(): ReactElement {
  const words = useDeskWords()
  return <><PageHead title={words.unknownPage} /><p>{words.unknownPageDo} <Link to="warnings">{words.tabs.warnings}</Link></p></>
}

function Page({ route }: { route: Route }): ReactElement {
  switch (route.page) {
    case 'warnings': return <WarningsPage />
    case 'warning': return <WarningPage key={route.id} id={route.id} />
    case 'verdicts': return <VerdictsPage />
    case 'rules': return <RulesPage />
    case 'rule': return <RulePage key={route.id ?? 'new'} id={route.id} />
    case 'tasks': return <TasksPage />
    case 'task': return <TaskPage key={route.id} id={route.id} />
    case 'newTask': return <NewTaskPage />
    case 'adopt': return <AdoptPage />
    case 'quality': return <QualityPage />
    case 'reports': return <ReportsPage />
    case 'projection': return <ProjectionPage />
    case 'playlists': return <PlaylistsPage />
    case 'playlist': return <PlaylistPage key={route.id ?? 'new'} id={route.id} />
    case 'walls': return <WallsPage />
    case 'unknown': return <UnknownPage />
  }
}

/** The page of the address, once what every page needs is there. */
function Body({ route }: { route: Route }): ReactElement {
  const words = useDeskWords()
  const session = useSession(), units = useUnits(), kpis = useKpis()
  const data = useMemo(() => (
    session.data === undefined || units.data === undefined || kpis.data === undefined ? undefined : joinDeskData(session.data, units.data.units, kpis.data.kpis)
  ), [session.data, units.data, kpis.data])
  const failed = [session, units, kpis].find(({ error }) => error !== null)
  if (data === null) return <p className="state failed" role="alert">{words.scopeGone}</p>
  if (data === undefined) return failed?.error == null ? <Loading /> : <Failed error={failed.error} onRetry={() => { for (const query of [session, units, kpis]) void query.refetch() }} />
  return <DeskContext value={data}><PanelBoundary key={route.page} message={words.partFailed}><Page route={route} /></PanelBoundary></DeskContext>
}

/** See the file's head. */
export function DeskScene(): ReactElement {
  const { pathname } = usePlace()
  const words = useDeskWords(), { product, centreName } = useWords()
  const route = useMemo(() => routeOf(pathname), [pathname])
  return (
    <div className="desk">
      <TopBar route={route} />
      <NoticeBoard>
        <main id="content" tabIndex={-1}><Body route={route} /></main>
      </NoticeBoard>
      <footer className="foot">{product} · {centreName} <span className="print-only">{words.simulatedFoot}</span></footer>
    </div>
  )
}
