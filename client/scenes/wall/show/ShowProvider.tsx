/**
 * Runs the play-list of the address above the wall: reads it, follows its edits, turns the address, and lets a new serious warning of the
 * wall's own scope interrupt once. A list that cannot be read leaves the wall on its scene and is asked for again; one that was removed
 * gives way to the product's own.
 */
import { useEffect, useMemo, useRef, useState, useSyncExternalStore, type ReactElement, type ReactNode } from 'react'
import { defaultPlaylistId } from '../../../../data/playlists/default-playlist.ts'
import type { Schedule } from '../../../../data/playlists/schedule.ts'
import { isGone, useFollowPlaylists, usePlaylist } from '../../../queries/playlist-queries.ts'
import { onHand, turnTo, useAddress, useArrivals, useShowAddress, type ShowAddress, type WallAddress } from '../address.ts'
import { useWallData, type WallData } from '../wall-data.ts'
import { useInterruptions } from './interruptions.ts'
import { isBelow, playable } from './playable.ts'
import { ShowContext, type Show, type ShowTrouble } from './show-context.ts'
import { ShowRunner, type Picture } from './show-runner.ts'

/** The play-list to run as the server has it now, and what is in the way. */
function useList({ playlist, base }: ShowAddress, data: WallData): { list: Schedule | null, nameVi: string, nameEn: string, trouble: ShowTrouble | null, missing: string | null } {
  useFollowPlaylists()
  const asked = usePlaylist(playlist)
  const gone = playlist !== null && playlist !== defaultPlaylistId && isGone(asked.error)
  const fallback = usePlaylist(gone ? defaultPlaylistId : null)
  const kept = (gone ? fallback.data : asked.data)?.playlist
  const { unitByCode, kpiById } = data
  const list = useMemo(() => (playlist === null || kept === undefined ? null : playable(kept, { unitByCode, kpiById, base })), [playlist, kept, unitByCode, kpiById, base])
  const trouble = playlist === null ? null : gone ? 'gone' : kept === undefined ? (asked.error === null ? null : 'unread') : list === null ? 'nothing' : null
  return { list, nameVi: kept?.nameVi ?? '', nameEn: kept?.nameEn ?? '', trouble, missing: gone && asked.data === undefined ? playlist : null }
}

function controls(runner: ShowRunner): Pick<Show, 'step' | 'first' | 'hold' | 'back' | 'toScene'> {
  return {
    step: (by) => runner.step(by), first: () => runner.jump(0), hold: () => runner.hold(),
    back: () => {
      const state = runner.current()?.state
      if (state?.hold?.away !== true) return false
      runner.jump(state.index)
      return true
    },
    toScene: (scene) => {
      const now = runner.current()
      if (now === null) return false
      const { items } = now.list
      const after = items.findIndex((item, i) => item.scene === scene && i > now.state.index)
      const index = after >= 0 ? after : items.findIndex((item) => item.scene === scene)
      if (index >= 0) runner.jump(index)
      return index >= 0
    },
  }
}

/** The runner of this page: it turns the address, and stops with the page. */
function useRunner(turn: (picture: Picture) => void): ShowRunner {
  const turning = useRef(turn)
  turning.current = turn
  const [runner] = useState(() => new ShowRunner({
    nowMs: () => performance.now(), turn: (picture) => turning.current(picture),
    after: (ms, run) => { const timer = window.setTimeout(run, ms); return () => window.clearTimeout(timer) },
  }))
  useEffect(() => onHand(() => runner.touch()), [runner])
  return runner
}

/** See the file's head. */
export function ShowProvider({ children }: { children: ReactNode }): ReactElement {
  const data = useWallData()
  const address = useAddress(), show = useShowAddress()
  const { list, nameVi, nameEn, trouble, missing } = useList(show, data)
  const { base } = show
  const rootOf = (root: string | null): string | null => { const code = root ?? base; return code === data.top.code ? null : code }
  const runner = useRunner((picture) => {
    const playlist = show.playlist ?? defaultPlaylistId
    turnTo({ ...picture, root: rootOf(picture.root) }, { playlist, base: rootOf(null) })
  })
  const arrivals = useArrivals()
  const shown = useRef<(picture: Picture) => boolean>(() => false)
  const isAt = (now: WallAddress, { scene, root, kpi }: Picture): boolean => now.scene === scene && now.root === rootOf(root) && now.kpi === kpi
  shown.current = (picture) => isAt(address, picture)
  useEffect(() => {
    runner.use(list, (picture) => shown.current(picture))
    // another list, base or arrival begins anew: its cleanup below comes before this
  }, [runner, list, show, arrivals])
  useEffect(() => () => runner.stop(), [runner, show, arrivals])
  useInterruptions(runner, (unit) => isBelow({ unitByCode: data.unitByCode, base }, unit))
  const running = useSyncExternalStore((told) => runner.onChange(told), () => runner.current())
  const acts = useMemo(() => controls(runner), [runner])
  const value = useMemo((): Show => ({
    ...acts, id: running === null ? null : trouble === 'gone' ? defaultPlaylistId : show.playlist, running, nameVi, nameEn, trouble, missing, held: running !== null && running.state.hold !== null, marked: running?.state.interruption?.warning ?? null,
  }), [acts, show, running, nameVi, nameEn, trouble, missing])
  return <ShowContext value={value}>{children}</ShowContext>
}
