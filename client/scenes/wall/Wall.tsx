/** The wall's frame: head, marks, the scene of the address, and what is said over every scene (keys, refusals, a lost link). */
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useState, type ReactElement } from 'react'
import { useLive } from '../../figures/live-context.ts'
import { switchLanguage, useLanguage, useWords } from '../../i18n/language.ts'
import { sceneIds, type SceneId } from '../../../data/playlists/scene-ids.ts'
import { PanelBoundary } from '../../ui/PanelBoundary.tsx'
import { AddressNotice } from './AddressNotice.tsx'
import { goTo, putRight, useAddress } from './address.ts'
import { useForgetting } from './forgetting.ts'
import { GroupsScene } from './groups/GroupsScene.tsx'
import { FleetLink } from './FleetLink.tsx'
import { useFirstFiguresMark } from './first-figures.ts'
import { Header } from './Header.tsx'
import { KeyHelp } from './KeyHelp.tsx'
import { KeyHint, toggleFullScreen, useWallKeys } from './keys.tsx'
import { useStage, type Stage } from './layout.ts'
import { LinesScene } from './lines/LinesScene.tsx'
import { MapDesk, MapDeskContext } from './map/map-desk.ts'
import { MapHost } from './map/MapHost.tsx'
import { MapScene } from './map/MapScene.tsx'
import { MatrixScene } from './matrix/MatrixScene.tsx'
import { PyramidScene } from './pyramid/PyramidScene.tsx'
import { LostLink } from './LostLink.tsx'
import { OverviewScene } from './overview/OverviewScene.tsx'
import { RaceScene } from './reports/RaceScene.tsx'
import { useShow, useShowWords } from './show/show-context.ts'
import { Standing } from './Standing.tsx'
import { TasksScene } from './tasks/TasksScene.tsx'
import { useAgeing } from './use-ageing.ts'
import { useWallData } from './wall-data.ts'
import { WarningsScene } from './warnings/WarningsScene.tsx'
import './scenes.css'
import './show/show.css'

/** What a watch was refused with, in the server's own words. */
function Refused(): ReactElement | null {
  const { connection } = useLive()
  const words = useWords()
  const language = useLanguage()
  const [error, setError] = useState<{ message: string, messageEn: string } | null>(null)
  useEffect(() => connection.onRefused((_watch, refusal) => setError(refusal)), [connection])
  return error === null ? null : <p className="refused" role="alert">{words.refused} {language === 'vi' ? error.message : error.messageEn}</p>
}

function SceneOf({ id, stage }: { id: SceneId, stage: Stage }): ReactElement {
  switch (id) {
    case 'overview': return <OverviewScene stage={stage} />
    case 'pyramid': return <PyramidScene stage={stage} />
    case 'map': return <MapScene stage={stage} />
    case 'matrix': return <MatrixScene stage={stage} />
    case 'lines': return <LinesScene stage={stage} />
    case 'warnings': return <WarningsScene stage={stage} />
    case 'tasks': return <TasksScene stage={stage} />
    case 'reports': return <RaceScene stage={stage} />
    case 'groups': return <GroupsScene stage={stage} />
  }
}

/** The scene of the address. One that fails as a whole says so in its place: head, marks and rotation go on, and it is drawn again by itself. */
function Scene({ id, stage }: { id: SceneId, stage: Stage }): ReactElement {
  const words = useWords()
  const client = useQueryClient()
  // what broke it may be an answer; nobody asks for it while the scene is not drawn
  const retry = (): void => { client.removeQueries({ type: 'inactive' }) }
  return <PanelBoundary message={words.panelFailed} onRetry={retry}><SceneOf id={id} stage={stage} /></PanelBoundary>
}

/** What keys and the head do: to the play-list where one runs, else to the address. */
function useWallMoves(): { up: () => void, show: (scene: SceneId) => void, step: (by: 1 | -1) => void, first: () => void, hold: (() => void) | null } {
  const data = useWallData()
  const address = useAddress()
  const rotation = useShow()
  const runs = rotation.running !== null
  const up = useCallback(() => {
    if (runs) return void rotation.back()
    if (data.root.code === data.top.code) {
      if (address.kpi !== null || address.scene !== 'overview') goTo({ scene: 'overview', root: address.root, kpi: null })
      return
    }
    const parent = data.root.parent
    goTo({ ...address, root: parent === data.top.code ? null : parent })
  }, [data, address, runs, rotation])
  const show = useCallback((scene: SceneId) => { if (!rotation.toScene(scene)) goTo({ ...address, scene }) }, [address, rotation])
  const step = (by: 1 | -1): void => (runs ? rotation.step(by) : show(sceneIds[(sceneIds.indexOf(address.scene) + by + sceneIds.length) % sceneIds.length]!))
  return { up, show, step, first: () => (runs ? rotation.first() : show(sceneIds[0])), hold: runs ? rotation.hold : null }
}

/** An address that names a KPI which the catalogue has not says what is shown instead. A play-list turns its own items. */
function useKnownKpi(): void {
  const { kpiById } = useWallData()
  const address = useAddress()
  const { running } = useShow()
  useEffect(() => {
    const asked = new URLSearchParams(window.location.search).get('kpi')
    if (running === null && asked !== null && !kpiById.has(asked)) putRight({ ...address, kpi: null })
  }, [kpiById, address, running])
}

/** See the file's head. */
export function Wall(): ReactElement {
  const data = useWallData()
  const words = useShowWords()
  const language = useLanguage()
  const stage = useStage()
  const address = useAddress()
  const { keeper } = useLive()
  useFirstFiguresMark()
  useForgetting()
  useAgeing()
  useKnownKpi()
  useEffect(() => keeper?.atBoundary(), [keeper, address.scene])
  const [helped, setHelped] = useState(false)
  const { up, show, step, first, hold } = useWallMoves()
  const back = (): void => {
    if (helped) setHelped(false)
    else if (document.fullscreenElement !== null) toggleFullScreen()
    else up()
  }
  useWallKeys({
    scene: step, first, hold, up: back, full: toggleFullScreen, help: () => setHelped((now) => !now),
    number: (n) => { const scene = sceneIds[n - 1]; if (scene !== undefined) show(scene) },
    language: () => switchLanguage(language === 'vi' ? 'en' : 'vi'),
  })
  const desk = useMemo(() => new MapDesk(), [])
  return (
    <main className="wall" style={{ width: `${stage.layout.width}rem` }} data-root={data.root.code} data-scene={address.scene}>
      <MapDeskContext value={desk}>
        <MapHost uPx={stage.uPx} />
        <Scene key={`${address.scene} ${data.root.code}`} id={address.scene} stage={stage} />
      </MapDeskContext>
      <Header scene={address.scene} onUp={up} onScene={show} />
      <KeyHint text={words.hint} />
      {helped && <KeyHelp onClose={() => setHelped(false)} />}
      <AddressNotice />
      <Refused />
      <LostLink />
      <Standing uPx={stage.uPx} />
      <FleetLink />
    </main>
  )
}
