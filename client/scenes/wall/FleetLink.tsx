/** This wall's link to the fleet page: says what is on the screen, obeys commands and standing orders, and says its name when asked. */
import { useCallback, useEffect, useMemo, useRef, useState, type ReactElement } from 'react'
import type { OnScreen, Showing, WallAddress, WallCommand, WallOrders } from '../../../data/protocol/wall.ts'
import { useLive } from '../../figures/live-context.ts'
import { usePaintVersion } from '../../figures/use-live.ts'
import { useWords } from '../../i18n/language.ts'
import { heartbeat } from '../../unattended/heartbeat.ts'
import { kioskTold } from '../../unattended/kiosk-told.ts'
import { heapBytes, ownBuild } from '../../unattended/page-keeper.ts'
import { wallName } from '../../unattended/wall-name.ts'
import { obeyAddress, useAddress } from './address.ts'
import { useTelling } from './fleet-telling.ts'
import { useShow } from './show/show-context.ts'
import { useShownKpi } from './shown-kpi.ts'
import { useWallData } from './wall-data.ts'

/** How long a wall says its name, milliseconds. */
export const identifyMs = 15_000
/** When this page was born, epoch ms: it names the page in the fleet. */
const openedMs = Math.round(performance.timeOrigin)
const obeyedAs = 'thap.obeyed'

/** Whether an order is new to this tab. The last one obeyed is kept, so that a reload does not undo what a person did since. */
function isNewOrder(version: number): boolean {
  return version > 0 && window.sessionStorage.getItem(obeyedAs) !== String(version)
}

function useScreen(blank: boolean): OnScreen {
  const address = useAddress()
  const { root } = useWallData()
  const { store } = useLive()
  const kpi = useShownKpi()
  const { id: playlist, held } = useShow()
  usePaintVersion(null)
  const kept = store.keptAtMs !== null
  return useMemo(() => ({ scene: address.scene, root: root.code, kpi, playlist, held, blank, kept }), [address.scene, root.code, kpi, playlist, held, blank, kept])
}

/** What this wall says of itself now. */
function useMessage(screen: OnScreen): () => Showing {
  const { connection, store, keeper } = useLive()
  return useCallback(() => {
    const complete = connection.completeTo()
    const beat = heartbeat(), heap = heapBytes()
    return {
      wall: wallName(window.location.search), screen, epoch: complete?.epoch ?? store.epoch, seq: complete?.seq ?? null,
      page: {
        openedMs, build: ownBuild(), width: Math.max(1, window.innerWidth), height: Math.max(1, window.innerHeight), frameMs: Math.round(beat.frameMs * 10) / 10,
        heapMb: heap === null ? null : Math.round(heap / 1e5) / 10, faults: beat.faults, reloads: keeper?.reloads ?? 0, kiosk: kioskTold(),
      },
    }
  }, [connection, store, keeper, screen])
}

/** Carries out what stays in force: darkness, and once for each new order its address. */
function useOrders(setBlank: (blank: boolean) => void): (orders: WallOrders) => void {
  return useCallback((orders: WallOrders) => {
    setBlank(orders.blank)
    if (orders.address !== null && isNewOrder(orders.version)) obeyAddress(orders.address)
    window.sessionStorage.setItem(obeyedAs, String(orders.version))
  }, [setBlank])
}

function useCommands(setBlank: (blank: boolean) => void, identify: () => void, show: (address: WallAddress) => void): void {
  const { connection, keeper } = useLive()
  useEffect(() => connection.onCommand(async (command: WallCommand) => {
    switch (command.kind) {
      case 'identify': identify(); return true
      case 'blank': setBlank(true); return true
      case 'light': setBlank(false); return true
      case 'show': show(command.address); return true
      case 'reload': return await keeper?.reloadNow() ?? false
    }
  }), [connection, keeper, setBlank, identify, show])
}

/** Whether the wall is dark by order; what is ordered outlives the page. */
function useDarkness(): [boolean, (dark: boolean) => void] {
  const { keeper } = useLive()
  const [dark, setDark] = useState(keeper?.darkness.dark ?? false)
  const obey = useCallback((ordered: boolean) => { keeper?.darkness.obey(ordered); setDark(ordered) }, [keeper])
  return [dark, obey]
}

/** A wall that is dark by order, in its own words: who darkened it, so that nobody takes it for broken. */
export function DarkByOrder(): ReactElement {
  const words = useWords()
  return <div className="dark-by-order" role="status" data-blank="yes"><p>{words.darkByOrder(wallName(window.location.search))}</p></div>
}

/** See the file's head. */
export function FleetLink(): ReactElement | null {
  const { root } = useWallData()
  const [blank, setBlank] = useDarkness()
  const [named, setNamed] = useState(false)
  const timer = useRef<number | undefined>(undefined)
  const screen = useScreen(blank)
  const identify = useCallback(() => {
    setNamed(true)
    window.clearTimeout(timer.current)
    timer.current = window.setTimeout(() => setNamed(false), identifyMs)
  }, [])
  useEffect(() => () => window.clearTimeout(timer.current), [])
  useTelling(useMessage(screen), useOrders(setBlank))
  useCommands(setBlank, identify, obeyAddress)
  return (
    <>
      {blank && <DarkByOrder />}
      {named && <div className="named" role="status"><b>{wallName(window.location.search)}</b><p>{root.name} · {window.innerWidth} × {window.innerHeight}</p></div>}
    </>
  )
}
