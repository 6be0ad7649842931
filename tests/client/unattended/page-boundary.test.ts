import { describe, expect, it } from 'vitest'
import { openedAfter } from '../../../client/unattended/PageBoundary.tsx'
import { sceneIds } from '../../../data/playlists/scene-ids.ts'

describe('a page that failed', () => {
  it('opens where it was the first time, and in another scene from the second failure in a row on', () => {
    const search = '?playlist=p-1&base=11&scene=map&kpi=esign.documents&root=11&wall=hall-a'
    expect(openedAfter(search, 1)).toBe(search)
    expect(openedAfter(search, 2)).toBe('?playlist=p-1&base=11&scene=matrix&root=11&wall=hall-a')
  })
  it('comes to every scene before it comes to the same one again', () => {
    let search = `?playlist=p-1&scene=${sceneIds[0]}`
    const seen = sceneIds.map((_, i) => { search = openedAfter(search, 2 + i); return new URLSearchParams(search).get('scene') })
    expect(new Set(seen).size).toBe(sceneIds.length)
    expect(seen.at(-1)).toBe(sceneIds[0])
  })
  it('stays where a person put it: on one scene, without a play-list', () => {
    for (const search of ['?scene=map', '', '?playlist=p-1', '?playlist=p-1&scene=nope']) expect(openedAfter(search, 9)).toBe(search)
  })
})
