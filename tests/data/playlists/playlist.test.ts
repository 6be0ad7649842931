import { describe, expect, it } from 'vitest'
import { kpis } from '../../../data/kpis/catalogue.ts'
import { checkPlaylist, type PlaylistWorld } from '../../../data/playlists/check-playlist.ts'
import { defaultPlaylist } from '../../../data/playlists/default-playlist.ts'
import { sceneIds } from '../../../data/playlists/scene-ids.ts'
import { maxDwellS, maxInterruptS, maxPlaylistItems, maxPlaylistName, minDwellS, minInterruptS, playlistInput, type PlaylistInput } from '../../../data/protocol/playlist.ts'
import { buildPyramid } from '../../../data/pyramid/pyramid.ts'
import { officialUnits } from '../../../data/units/official-units.ts'

const pyramid = buildPyramid(officialUnits)
const world: PlaylistWorld = { pyramid, kpis, scope: 0, builtIn: null }
const item = { scene: 'map', dwellS: 30, root: null, kpi: null } as const
const list: PlaylistInput = { nameVi: 'Giao ban', nameEn: '', items: [item], interrupt: { severity: 'at_risk', holdS: 20 } }
const takes = (changes: object): boolean => playlistInput.safeParse({ ...list, ...changes }).success
const takesItem = (changes: object): boolean => takes({ items: [{ ...item, ...changes }] })

describe('the bounds of a play-list, from both sides', () => {
  it.each<[string, boolean, boolean]>([
    [`1–${maxPlaylistItems} items`, takes({ items: Array(maxPlaylistItems).fill(item) }), takes({ items: Array(maxPlaylistItems + 1).fill(item) })],
    ['no items', takes({ items: [item] }), takes({ items: [] })],
    ['shortest dwell', takesItem({ dwellS: minDwellS }), takesItem({ dwellS: minDwellS - 1 })],
    ['longest dwell', takesItem({ dwellS: maxDwellS }), takesItem({ dwellS: maxDwellS + 1 })],
    ['whole seconds', takesItem({ dwellS: 30 }), takesItem({ dwellS: 30.5 })],
    ['shortest name', takes({ nameVi: 'abc' }), takes({ nameVi: 'ab ' })],
    ['longest name', takes({ nameVi: 'x'.repeat(maxPlaylistName) }), takes({ nameVi: 'x'.repeat(maxPlaylistName + 1) })],
    ['longest English name', takes({ nameEn: 'x'.repeat(maxPlaylistName) }), takes({ nameEn: 'x'.repeat(maxPlaylistName + 1) })],
    ['shortest interruption', takes({ interrupt: { severity: 'off', holdS: minInterruptS } }), takes({ interrupt: { severity: 'off', holdS: minInterruptS - 1 } })],
    ['longest interruption', takes({ interrupt: { severity: 'at_risk', holdS: maxInterruptS } }), takes({ interrupt: { severity: 'at_risk', holdS: maxInterruptS + 1 } })],
    ['severity', takes({ interrupt: { severity: 'at_risk', holdS: 20 } }), takes({ interrupt: { severity: 'behind', holdS: 20 } })],
    ['known scenes', takesItem({ scene: 'groups' }), takesItem({ scene: 'nothing' })],
    ['no other field', takesItem({}), takesItem({ colour: 'red' })],
  ])('%s', (_, inside, outside) => {
    expect([inside, outside]).toEqual([true, false])
  })
})

describe('the product\'s own play-list', () => {
  it('shows every scene once, in the order of the keys, and names no unit', () => {
    expect(playlistInput.parse(defaultPlaylist)).toEqual(defaultPlaylist)
    expect(defaultPlaylist.items.map(({ scene }) => scene)).toEqual(sceneIds)
    expect(defaultPlaylist.items.every(({ root, kpi }) => root === null && kpi === null)).toBe(true)
    expect(checkPlaylist(defaultPlaylist, { ...world, builtIn: defaultPlaylist })).toEqual([])
  })
})

describe('what a play-list may say', () => {
  const problems = (items: readonly object[], changes: Partial<PlaylistWorld> = {}): string[] => (
    checkPlaylist({ ...list, items: items.map((one) => ({ ...item, ...one })) }, { ...world, ...changes }).map(({ field, whyVi }) => `${field}: ${whyVi.slice(0, 5)}`)
  )
  it('units of the scope only: elsewhere and nowhere are refused with the same words, and the item is named', () => {
    const scope = pyramid.indexOf('11')!
    expect(problems([{ root: '11' }, { root: '03127' }], { scope })).toEqual([])
    expect(problems([{ root: '11' }, { root: '33' }, { root: '99999' }, { root: 'TW' }], { scope })).toEqual(['items.1.root: mục 2', 'items.2.root: mục 3', 'items.3.root: mục 4'])
    expect(new Set(checkPlaylist({ ...list, items: [{ ...item, root: '33' }] }, { ...world, scope }).map(({ whyEn }) => whyEn)))
      .toEqual(new Set(checkPlaylist({ ...list, items: [{ ...item, root: '99999' }] }, { ...world, scope }).map(({ whyEn }) => whyEn)))
  })
  it('KPIs of the catalogue, in scenes that show one', () => {
    expect(problems([{ kpi: 'esign.documents' }, { scene: 'overview', kpi: 'network.uptime' }])).toEqual([])
    expect(problems([{ kpi: 'no.such' }, { scene: 'tasks', kpi: 'esign.documents' }])).toEqual(['items.0.kpi: mục 1', 'items.1.kpi: mục 2'])
  })
  it('the product\'s own keeps its names and names no unit', () => {
    expect(problems([{ root: '11' }], { builtIn: defaultPlaylist })).toEqual(['nameVi: danh ', 'nameEn: danh ', 'items.0.root: mục 1'])
  })
})
