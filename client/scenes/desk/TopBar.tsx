/** The desk's head: product, tabs, the mark nobody can switch off, the state of the link, the server's clock, the language. */
import { useState, type ReactElement } from 'react'
import { linkState, silenceMs } from '../../connection/clocks.ts'
import { useLive } from '../../figures/live-context.ts'
import { useClock, useNow } from '../../figures/use-live.ts'
import { switchLanguage, useLanguage, useWords } from '../../i18n/language.ts'
import { useSession } from '../../queries/queries.ts'
import { formatAge, formatClock, formatDate } from '../../ui/format.ts'
import { StatusShape } from '../../ui/StatusShape.tsx'
import { Link } from './navigation.tsx'
import { tabOf, tabs, type Route } from './route.ts'
import { useDeskWords } from './use-desk-words.ts'

/** DỮ LIỆU MÔ PHỎNG: shown from the first answer that tells of it, for the life of the page; on paper as well. */
function SimulatedMark(): ReactElement | null {
  const words = useWords()
  const { store } = useLive()
  const { data: session } = useSession()
  const pulse = useClock((clock) => clock.pulse?.simulated ?? false)
  if (pulse || session?.simulated === true) store.simulated = true
  return store.simulated ? <p className="simulated" role="note" title={words.simulatedLong}><span>{words.simulated}</span></p> : null
}

/** Connected: a tick; not yet: a ring that is not closed. No mark of a status, which would say something of a figure. */
function LinkMark({ isLive }: { isLive: boolean }): ReactElement {
  return (
    <svg className="shape" viewBox="0 0 16 16" width="0.85rem" height="0.85rem" aria-hidden="true" data-mark={isLive ? 'tick' : 'ring'} fill="none" stroke="currentColor" strokeWidth="2.2">
      {isLive ? <path d="M1.8 8.6 6.2 13 14.2 3.4" /> : <circle cx="8" cy="8" r="6" strokeDasharray="5 4.4" />}
    </svg>
  )
}

function LinkState(): ReactElement {
  const words = useDeskWords(), { durations } = useWords()
  const state = useClock(linkState)
  const text = useClock((clock, nowMs) => {
    const now = linkState(clock, nowMs)
    return now === 'live' ? words.live : now === 'connecting' ? words.connecting : words.linkLost(formatAge(silenceMs(clock, nowMs) ?? 0, durations))
  })
  return <p className="link-state" data-link={state}>{state === 'lost' ? <StatusShape look="at_risk" size={0.75} /> : <LinkMark isLive={state === 'live'} />}{text}</p>
}

function ServerTime(): ReactElement {
  const now = useNow((nowMs) => nowMs)
  return <p className="server-time"><span>{formatDate(now)}</span> <time>{formatClock(now)}</time></p>
}

/** What is said over every page: a lost link, a new build. */
function Banners(): ReactElement {
  const words = useDeskWords()
  const lost = useClock((clock, nowMs) => (linkState(clock, nowMs) === 'lost' ? clock.receivedMs ?? 0 : -1))
  const build = useClock(({ pulse }) => pulse?.build ?? null)
  const [first, setFirst] = useState<string | null>(null)
  if (first === null && build !== null) setFirst(build)
  return <>
    {lost >= 0 && <p className="banner lost" role="alert"><StatusShape look="at_risk" size={0.85} />{words.linkLostLong(formatClock(lost))}</p>}
    {first !== null && build !== null && build !== first && <p className="banner" role="status">{words.newBuild} <button type="button" onClick={() => window.location.reload()}>{words.reload}</button></p>}
  </>
}

/** See the file's head. */
export function TopBar({ route }: { route: Route }): ReactElement {
  const words = useDeskWords(), { product, centreName } = useWords(), language = useLanguage()
  const here = tabOf(route)
  return <>
    <header className="top-bar">
      <a className="skip" href="#content">{words.skip}</a>
      <p className="product"><b>{product}</b> <span>{centreName}</span></p>
      <nav aria-label={words.nav}>
        {tabs.map((tab) => <Link key={tab} to={tab} current={tab === here}>{words.tabs[tab]}</Link>)}
        <a className="to-wall" href={`/wall${language === 'en' ? '?lang=en' : ''}`}>{words.wall}</a>
      </nav>
      <SimulatedMark />
      <LinkState />
      <ServerTime />
      <button type="button" className="language-switch" lang={language === 'vi' ? 'en' : 'vi'} aria-label={words.language} title={words.language} onClick={() => switchLanguage(language === 'vi' ? 'en' : 'vi')}>{words.languageShort}</button>
    </header>
    <Banners />
  </>
}
