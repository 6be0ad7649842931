/** What a soak does and for how long: its command line, its play-list, which figure changes next. Pure. */
import { parseArgs } from 'node:util'
import { sceneIds } from '../../data/playlists/scene-ids.ts'
import type { PlaylistInput, PlaylistItem } from '../../data/protocol/playlist.ts'

/** Frames a second of a wall that lives. Source: design "2 Hz". */
export const normalHz = 2
/** How many times faster a soak is. Source: issue 5. */
export const rate = 100
/** The whole soak: minutes and scene changes. Source: issue 5. */
export const fullRun = { minutes: 120, changes: 5_000 } as const
/** Shortest and longest run, minutes. */
export const minutesBounds = [1, 24 * 60] as const
/** Roots of a round: the top of the scope, a mountain province, the largest city, a commune. */
const roots: readonly (string | null)[] = [null, '11', '79', '03127']
/** A run shorter than this goes round two roots only, so that it goes round often enough, minutes. */
export const shortRunMinutes = 20
/** Changes before the first sample that counts: every scene at every root, and what they keep. */
export const warmUpChanges = roots.length * (sceneIds.length + 1)
/** Where samples are taken: always here, so that what is on the screen does not count as growth. */
export const restPicture = { scene: 'tasks', root: null } as const

const stop = (scene: PlaylistItem['scene'], root: string | null): PlaylistItem => ({ scene, dwellS: 3_600, root, kpi: null })

/** Where a run goes round. */
export function rootsOf(minutes: number): readonly (string | null)[] {
  return minutes < shortRunMinutes ? roots.slice(0, 2) : roots
}

/** A round: every scene at every root, and after each root the place of samples. Stepped by hand: no item's dwell ends by itself. */
export function roundOf(minutes: number): PlaylistInput {
  return {
    nameVi: 'Ngâm', nameEn: 'Soak', interrupt: { severity: 'off', holdS: 20 },
    items: rootsOf(minutes).flatMap((root) => [...sceneIds.map((scene) => stop(scene, root)), stop(restPicture.scene, restPicture.root)]),
  }
}

/** Whether a sample is taken after the change to item `index`. */
export function isRest(index: number): boolean {
  return index % (sceneIds.length + 1) === sceneIds.length
}

/** What to plant. */
export const leakKinds = ['bytes', 'buffers', 'nodes', 'listeners'] as const
/** One of `leakKinds`. */
export type LeakKind = (typeof leakKinds)[number]

/** A run. `changes` is an aim: a slow machine makes fewer in the same time. */
export interface SoakPlan {
  readonly minutes: number
  readonly changes: number
  readonly leak: LeakKind | null
  readonly size: string
  /** The maps by WebGL whatever draws it; else as the machine's wall does (decision 042). */
  readonly webgl: boolean
}

/** Reads the command line; RangeError says what is wrong. Without `--changes` the changes follow the minutes. */
export function readPlan(args: readonly string[]): SoakPlan {
  const { values } = parseArgs({ args: [...args], options: {
    minutes: { type: 'string', default: String(fullRun.minutes) }, changes: { type: 'string' }, 'plant-leak': { type: 'string' }, size: { type: 'string', default: '1280x720' }, webgl: { type: 'boolean', default: false },
  } })
  const minutes = Number(values.minutes)
  if (!(minutes >= minutesBounds[0] && minutes <= minutesBounds[1])) throw new RangeError(`--minutes: ${minutesBounds.join(' to ')}`)
  const changes = Number(values.changes ?? Math.round(fullRun.changes * minutes / fullRun.minutes))
  if (!Number.isInteger(changes) || changes < 1) throw new RangeError('--changes: a whole number from 1')
  const leak = leakKinds.find((kind) => kind === values['plant-leak']) ?? null
  if (leak === null && values['plant-leak'] !== undefined) throw new RangeError(`--plant-leak: ${leakKinds.join(', ')}`)
  if (!/^\d{3,5}x\d{3,5}$/.test(values.size)) throw new RangeError('--size: 1280x720')
  return { minutes, changes, leak, size: values.size, webgl: values.webgl }
}
