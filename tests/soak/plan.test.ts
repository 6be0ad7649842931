/** The plan of a soak. */
import { describe, expect, it } from 'vitest'
import { sceneIds } from '../../data/playlists/scene-ids.ts'
import { playlistInput } from '../../data/protocol/playlist.ts'
import { fullRun, isRest, leakKinds, readPlan, restPicture, rootsOf, roundOf, shortRunMinutes, warmUpChanges } from './plan.ts'

describe('the plan of a soak', () => {
  it('is the whole soak where nothing is said, and a part of its changes for a part of its time', () => {
    expect(readPlan([])).toEqual({ ...fullRun, leak: null, size: '1280x720', webgl: false })
    expect(readPlan(['--minutes', '5'])).toMatchObject({ minutes: 5, changes: 208 })
    expect(readPlan(['--minutes', '5', '--changes', '90', '--plant-leak', 'nodes'])).toMatchObject({ changes: 90, leak: 'nodes' })
  })

  it('refuses what is out of bounds', () => {
    expect(readPlan(['--minutes', '1']).minutes).toBe(1)
    expect(readPlan(['--minutes', '1440']).minutes).toBe(1440)
    for (const args of [['--minutes', '0.9'], ['--minutes', '1441'], ['--minutes', 'x'], ['--changes', '0'], ['--plant-leak', 'much'], ['--size', 'wide']]) {
      expect(() => readPlan(args), args.join(' ')).toThrow(RangeError)
    }
    expect(readPlan(['--webgl']).webgl).toBe(true)
    expect(leakKinds.map((kind) => readPlan(['--plant-leak', kind]).leak)).toEqual(leakKinds)
  })

  it.each([shortRunMinutes - 1, shortRunMinutes])('of %i minutes is a play-list as the server takes it: all scenes at all its roots, and a sample after each root at one place', (minutes) => {
    const round = roundOf(minutes)
    expect(playlistInput.parse(round)).toEqual(round)
    const shown = round.items.filter((_, i) => !isRest(i))
    expect(rootsOf(minutes)).toHaveLength(minutes < shortRunMinutes ? 2 : 4)
    for (const root of rootsOf(minutes)) expect(shown.filter((item) => item.root === root).map(({ scene }) => scene)).toEqual(sceneIds)
    const rests = round.items.filter((_, i) => isRest(i))
    expect(rests).toHaveLength(rootsOf(minutes).length)
    for (const { scene, root } of rests) expect({ scene, root }).toEqual(restPicture)
    expect(warmUpChanges).toBeGreaterThanOrEqual(round.items.length)
  })
})
