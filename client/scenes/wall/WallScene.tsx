/** Brings the wall what it needs before the first picture: session, units, catalogue. Waits and errors are words, never a blank page. */
import { useMemo, type ReactElement } from 'react'
import { useLanguage, useWords } from '../../i18n/language.ts'
import { ApiError } from '../../queries/api.ts'
import { useNewDay } from '../../queries/new-day.ts'
import { useKpis, useSession, useUnits } from '../../queries/queries.ts'
import { useLive } from '../../figures/live-context.ts'
import { goTo, useAddress } from './address.ts'
import { DarkByOrder } from './FleetLink.tsx'
import { SimulatedMark } from './Header.tsx'
import { ShowProvider } from './show/ShowProvider.tsx'
import { Wall } from './Wall.tsx'
import './wall.css'
import './map/map.css'
import './map/map-scene.css'
import { joinWallData, WallDataContext } from './wall-data.ts'

/** See the file's head. */
export function WallScene(): ReactElement {
  const words = useWords()
  const language = useLanguage()
  const address = useAddress()
  const { keeper } = useLive()
  useNewDay()
  const session = useSession(), units = useUnits(), kpis = useKpis()
  const data = useMemo(() => (
    session.data === undefined || units.data === undefined || kpis.data === undefined
      ? undefined : joinWallData(units.data.units, kpis.data.kpis, session.data.scope, address.root)
  ), [session.data, units.data, kpis.data, address.root])
  if (data) return <WallDataContext value={data}><ShowProvider><Wall /></ShowProvider></WallDataContext>
  const error = [session, units, kpis].map((query) => query.error).find((found) => found !== null)
  const said = error instanceof ApiError ? (language === 'vi' ? error.message : error.messageEn) : words.unreachable
  return (
    <main className="opening">
      <h1>{words.product} <span>{words.centreName}</span></h1>
      <SimulatedMark />
      {keeper?.darkness.dark === true && <DarkByOrder />}
      {data === null
        ? <p role="alert">{words.scopeGone} <button type="button" onClick={() => goTo({ ...address, root: null, kpi: null })}>{words.toTop}</button></p>
        : <p role={error === undefined ? 'status' : 'alert'}>{error === undefined ? words.loading : `${said} ${words.unreachable}`}</p>}
    </main>
  )
}
