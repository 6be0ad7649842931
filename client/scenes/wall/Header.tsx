/** The wall's head: whose centre, which scene, the marks nobody can switch off, and three clocks that are told apart. */
import type { ReactElement } from 'react'
import { latencyMs, linkState, serverNowMs, silenceMs } from '../../connection/clocks.ts'
import { useLive } from '../../figures/live-context.ts'
import { useClock, useNow, usePaintVersion } from '../../figures/use-live.ts'
import { switchLanguage, useLanguage, useSceneWords, useWords } from '../../i18n/language.ts'
import { useSession } from '../../queries/queries.ts'
import { formatAge, formatClock, formatDate, formatNumber, formatPercent, weekday } from '../../ui/format.ts'
import { StatusShape } from '../../ui/StatusShape.tsx'
import { headlineKpis } from '../../../data/kpis/headline.ts'
import type { Cell } from '../../../data/protocol/cell.ts'
import { sceneIds, type SceneId } from '../../../data/playlists/scene-ids.ts'
import { useStopped } from './LostLink.tsx'
import { useShow } from './show/show-context.ts'
import { NightLine } from './Standing.tsx'
import { ShowLine, ShowProgress } from './show/ShowLine.tsx'
import { unitName, useWallData } from './wall-data.ts'

/** A difference of both machines' clocks that is said, milliseconds. */
const skewToldMs = 5_000
/** Silence of the link that is said before it counts as lost, milliseconds. */
const silenceToldMs = 2_500

/** Whether anything this page has seen is simulated. Once yes, always yes. */
export function useSimulated(): boolean {
  const { store } = useLive()
  const { data: session } = useSession()
  const pulse = useClock(({ pulse }) => pulse?.simulated ?? false)
  usePaintVersion(null)
  if (pulse || session?.simulated === true) store.simulated = true
  return store.simulated
}

/** DỮ LIỆU MÔ PHỎNG: white on black between two striped ends; no key or parameter removes it. */
export function SimulatedMark(): ReactElement | null {
  const words = useWords()
  const simulated = useSimulated()
  const stripes = <svg viewBox="0 0 26 40" preserveAspectRatio="none" aria-hidden="true"><path d="M-14 40 26 0V-20L-34 40zM6 40 46 0H26L-14 40z" fill="none" /><path d="M0 0H9L26 26V40H17L0 14zM0 27 8.500 40H0zM17.500 0H26V13z" fill="#f1f4f6" /></svg>
  return simulated ? <p className="simulated" role="note" title={words.simulatedLong}>{stripes}<span>{words.simulated}</span>{stripes}</p> : null
}

function LinkClock(): ReactElement {
  const words = useWords()
  const language = useLanguage()
  const state = useClock(linkState)
  const text = useClock((clock, nowMs) => {
    const silence = silenceMs(clock, nowMs)
    if (silence === null) return words.linkConnecting
    return silence > silenceToldMs ? words.linkSilent(formatAge(silence, words.durations)) : words.linkDelay(formatNumber((latencyMs(clock) ?? 0) / 1000, language, 1))
  })
  return <div className="clock" data-link={state}><span>{words.link}</span><b>{text}</b></div>
}

function ServerClock(): ReactElement {
  const words = useWords()
  const text = useClock(({ pulse }) => (pulse === null ? words.serverNone : formatClock(pulse.at)))
  // the wall tells the server's time: what is off is this machine, and the words say so
  const label = useClock((clock, nowMs) => {
    const skew = clock.pulse === null ? 0 : Math.abs(serverNowMs(clock, nowMs) - nowMs)
    return skew > skewToldMs ? words.skew(formatAge(skew, words.durations)) : words.serverClock
  })
  return <div className="clock"><span>{label}</span><b>{text}</b></div>
}

/** How many children of the root are on cadence with every headline figure they owe; of a root without children, how many of these figures are. */
function CadenceClock(): ReactElement {
  const data = useWallData()
  const words = useWords()
  const language = useLanguage()
  const { store } = useLive()
  usePaintVersion(null)
  let due = 0, fresh = 0
  const reported = headlineKpis.filter((kpi) => data.kpiById.get(kpi)?.computed === false)
  const owed = (unit: string): readonly Cell[] => reported.flatMap((kpi) => { const cell = store.painted(unit, kpi)?.cell; return cell !== undefined && cell.coverage.due > 0 ? [cell] : [] })
  const alone = data.children.length === 0
  const told = alone ? owed(data.root.code).map((cell) => [cell]) : data.children.map(({ code }) => owed(code))
  for (const cells of told) {
    if (cells.length === 0) continue
    due++
    if (cells.every((cell) => cell.coverage.fresh === cell.coverage.due)) fresh++
  }
  const any = reported.some((kpi) => (store.painted(data.root.code, kpi)?.cell.coverage.reported ?? 0) > 0)
  const word = alone ? words.kpiWord : data.root.level === 'centre' ? words.provinceWord : words.communeWord
  return (
    <div className="clock"><span>{words.cadenceClock}</span>
      <b>{any && fresh < due && <StatusShape look="lost" size={1.7} />}{any && due > 0 ? words.cadenceCount(formatNumber(fresh, language), formatNumber(due, language), word(due)) : words.cadenceNone}</b>
    </div>
  )
}

/** The clocks of what is live; while nothing is, the notice of the lost link stands in their place (LostLink.tsx): a coverage of this moment beside the last known figures would contradict them. */
function LiveClocks(): ReactElement | null {
  return useStopped() ? null : <><LinkClock /><ServerClock /><CadenceClock /></>
}

function WallClock(): ReactElement {
  const words = useWords()
  const seconds = useNow((nowMs) => nowMs)
  return <div className="wall-clock"><time>{formatClock(seconds)}</time><span>{words.weekdays[weekday(seconds)]}, {formatDate(seconds)}</span></div>
}

/** A backfill that a source has announced: how far it is. */
function BackfillLine(): ReactElement | null {
  const words = useWords()
  const language = useLanguage()
  const share = useClock(({ pulse }) => (pulse?.backfill == null ? -1 : Math.min(1, pulse.backfill.sent / pulse.backfill.total)))
  const label = useClock(({ pulse }) => (language === 'vi' ? pulse?.backfill?.labelVi : pulse?.backfill?.labelEn) ?? '')
  if (share < 0) return null
  return (
    <p className="backfill" role="status" title={label}>{words.backfill(formatPercent(Math.floor(share * 100) / 100, language, 0))}
      <svg viewBox="0 0 100 2" preserveAspectRatio="none" aria-hidden="true"><rect width="100" height="2" fill="var(--rule)" /><rect width={share * 100} height="2" fill="var(--t2)" /></svg>
    </p>
  )
}

/** See the file's head. */
export function Header({ scene, onUp, onScene }: { scene: SceneId, onUp: () => void, onScene: (scene: SceneId) => void }): ReactElement {
  const data = useWallData()
  const words = useWords()
  const language = useLanguage()
  const { names } = useSceneWords()
  const { running } = useShow()
  const { root, top, units } = data
  const count = (level: string): number => units.filter((unit) => unit.level === level && (root.level === 'centre' || unit.parent === root.code)).length
  const parts = [
    language === 'vi' ? root.fullName : root.nameEn,
    ...(root.level === 'centre' ? [words.provincesCount(formatNumber(count('province'), language), count('province'))] : []),
    ...(root.level === 'commune' ? [] : [words.communesCount(formatNumber(count('commune'), language), count('commune'))]),
  ]
  return (
    <header className="wall-head">
      <div className="who"><h1><span>{words.product}</span> {words.centreName}</h1><p>{parts.join(' · ')}</p></div>
      <nav className="scene" aria-label={words.scene}>
        <b>{names[scene]}</b>
        <ul className="scene-list">
          {sceneIds.map((id) => <li key={id}><button type="button" aria-current={id === scene ? 'page' : undefined} onClick={() => onScene(id)}>{names[id]}</button></li>)}
        </ul>
        <div>
          {running === null && root.code !== top.code && <button type="button" onClick={onUp} title={words.back}>‹ {unitName(data, root.code, language)}</button>}
          <ShowLine />
          <BackfillLine />
          <NightLine />
        </div>
      </nav>
      <SimulatedMark />
      <div className="clocks"><LiveClocks /><WallClock /></div>
      <button type="button" className="language" onClick={() => switchLanguage(language === 'vi' ? 'en' : 'vi')}>{words.switchLanguage}</button>
      <ShowProgress />
    </header>
  )
}
