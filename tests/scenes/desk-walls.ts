/** The fleet of the planted day for the desk's pages: a wall that is well, one that is dark, one of a province (which is not told the log's sequence) that is away, one that hangs twice. */
import type { ShownAnswer, WallAnswer } from '../../data/protocol/wall.ts'
import { toLocalIso } from '../../data/time/vietnam-time.ts'
import { plantedMs } from './fixture-figures.ts'

const ago = (ms: number): string => toLocalIso(plantedMs - ms)
const minute = 60_000

const well: WallAnswer = {
  wall: 'TW~sanh-chinh', unit: 'TW', connected: true, pages: 1, lastSeenAt: ago(4_000), openings24h: 1, epoch: 'e1', seq: 1_284_511, mayCommand: true,
  screen: { scene: 'overview', root: 'TW', kpi: 'digitization.pages', playlist: 'default', held: false, blank: false, kept: false },
  page: { openedMs: plantedMs - 20 * 3_600_000, build: 'fixture', width: 7680, height: 2160, frameMs: 16.7, heapMb: 84.2, faults: 0, reloads: 0, kiosk: { sinceMs: plantedMs - 40 * 86_400_000, recoveries: 0, lastMs: null, lastReason: null } },
  orders: { version: 0, blank: false, address: null },
}

/** The walls, by id. */
export function plantedWalls(mayCommand: boolean): readonly WallAnswer[] {
  return [
    { ...well, wall: '11~phong-hop-tinh', unit: '11', connected: false, pages: 0, lastSeenAt: ago(47 * minute), seq: null, screen: { ...well.screen!, scene: 'map', root: '11', kpi: null, playlist: null, kept: true }, page: null },
    { ...well, wall: 'TW~hanh-lang-tang-2', seq: 1_284_507, pages: 2, openings24h: 14, screen: { ...well.screen!, scene: 'warnings', root: '11', held: true }, page: { ...well.page!, build: 'older', frameMs: 48.3, heapMb: 231.9, faults: 3, reloads: 2, width: 1920, height: 1080, kiosk: { sinceMs: plantedMs - 3 * 3_600_000, recoveries: 2, lastMs: plantedMs - 68 * minute, lastReason: 'tab_crashed' as const } } },
    { ...well, wall: 'TW~phong-truc', screen: { ...well.screen!, scene: 'tasks', kpi: null, playlist: 'p-morning', blank: true }, orders: { version: 3, blank: true, address: null }, page: { ...well.page!, heapMb: null, width: 3840, kiosk: null } },
    well,
  ].map((wall) => ({ ...wall, mayCommand }))
}

/** What was on a wall: three stretches around the instant asked for. */
export function plantedShown(wall: string, at: string): ShownAnswer {
  const atMs = Date.parse(at)
  const isOfCentre = wall.startsWith('TW~')
  const span = (fromMs: number, untilMs: number, scene: string): ShownAnswer['span'] => ({
    from: toLocalIso(atMs + fromMs), until: toLocalIso(atMs + untilMs), screen: { ...well.screen!, scene }, build: 'fixture', epoch: 'e1', seq: isOfCentre ? 1_279_000 : null, untilSeq: isOfCentre ? 1_279_020 : null, told: null,
  })
  return { wall, at, span: { ...span(-20_000, 25_000, 'pyramid')!, told: { at: toLocalIso(atMs + 90_000), dropped: 3 } }, before: span(-80_000, -20_000, 'overview'), after: span(25_000, 70_000, 'map') }
}
