/** The wall's frame: head, marks, the scene of the address, and what is said over every scene (keys, refusals, a lost link). */
import { useCallback, useEffect, useState, type ReactElement } from 'react'
import { useLive } from '../../figures/live-context.ts'
import { switchLanguage, useLanguage, useSceneWords, useWords } from '../../i18n/language.ts'
import { goTo, sceneIds, useAddress, type SceneId } from './address.ts'
import { GroupsScene } from './groups/GroupsScene.tsx'
import { FleetLink } from './FleetLink.tsx'
import { useFirstFiguresMark } from './first-figures.ts'
import { Header } from './Header.tsx'
import { KeyHint, useWallKeys } from './keys.tsx'
import { useStage, type Stage } from './layout.ts'
import { LinesScene } from './lines/LinesScene.tsx'
import { MapScene } from './map/MapScene.tsx'
import { MatrixScene } from './matrix/MatrixScene.tsx'
import { PyramidScene } from './pyramid/PyramidScene.tsx'
import { LostLink } from './LostLink.tsx'
import { OverviewScene } from './overview/OverviewScene.tsx'
import { RaceScene } from './reports/RaceScene.tsx'
import { Standing } from './Standing.tsx'
import { TasksScene } from './tasks/TasksScene.tsx'
import { useWallData } from './wall-data.ts'
import { WarningsScene } from './warnings/WarningsScene.tsx'
import './scenes.css'

/** What a watch was refused with, in the server's own words. */
function Refused(): ReactElement | null {
  const { connection } = useLive()
  const words = useWords()
  const language = useLanguage()
  const [error, setError] = useState<{ message: string, messageEn: string } | null>(null)
  useEffect(() => connection.onRefused((_watch, refusal) => setError(refusal)), [connection])
  return error === null ? null : <p className="refused" role="alert">{words.refused} {language === 'vi' ? error.message : error.messageEn}</p>
}

function Scene({ id, stage }: { id: SceneId, stage: Stage }): ReactElement {
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

/** See the file's head. */
export function Wall(): ReactElement {
  const data = useWallData()
  const words = useWords()
  const sceneWords = useSceneWords()
  const language = useLanguage()
  const stage = useStage()
  const address = useAddress()
  const { keeper } = useLive()
  useFirstFiguresMark()
  useEffect(() => keeper?.atBoundary(), [keeper, address.scene])
  const up = useCallback(() => {
    if (data.root.code === data.top.code) {
      if (address.kpi !== null || address.scene !== 'overview') goTo({ scene: 'overview', root: address.root, kpi: null })
      return
    }
    const parent = data.root.parent
    goTo({ ...address, root: parent === data.top.code ? null : parent })
  }, [data, address])
  const show = useCallback((scene: SceneId) => goTo({ ...address, scene }), [address])
  useWallKeys({
    scene: (by) => show(sceneIds[(sceneIds.indexOf(address.scene) + by + sceneIds.length) % sceneIds.length]!),
    up, language: () => switchLanguage(language === 'vi' ? 'en' : 'vi'),
  })
  return (
    <main className="wall" style={{ width: `${stage.layout.width}rem` }} data-root={data.root.code} data-scene={address.scene}>
      <Scene id={address.scene} stage={stage} />
      <Header scene={address.scene} onUp={up} onScene={show} />
      <KeyHint text={address.scene === 'overview' ? words.keys : sceneWords.keys} />
      <Refused />
      <LostLink />
      <Standing uPx={stage.uPx} />
      <FleetLink />
    </main>
  )
}
