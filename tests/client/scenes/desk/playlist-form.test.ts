import { describe, expect, it } from 'vitest'
import { deskVi } from '../../../../client/i18n/desk-vi.ts'
import {
  changedItem, movedItem, newPlaylistForm, playlistFields, playlistFormOf, playlistInputOf, playlistOf, roundS, rowOf, samePlaylistForm, secondsOf, withItem, withoutItem, type PlaylistForm,
} from '../../../../client/scenes/desk/playlists/playlist-form.ts'
import { lengthText } from '../../../../client/scenes/desk/playlists/playlist-words.ts'
import { defaultPlaylist } from '../../../../data/playlists/default-playlist.ts'
import { maxPlaylistItems } from '../../../../data/protocol/playlist.ts'

const speech = { language: 'vi', words: deskVi.issues } as const
const named = (form: PlaylistForm): PlaylistForm => ({ ...form, nameVi: 'Giao ban' })
const errorsOf = (form: PlaylistForm): Readonly<Record<string, string>> => { const read = playlistOf(form, speech); return 'errors' in read ? read.errors : {} }
const scenes = (form: PlaylistForm): string => form.items.map(({ scene }) => scene).join(' ')
const three = playlistFormOf({ ...defaultPlaylist, items: defaultPlaylist.items.slice(0, 3) })

describe('the form of a play-list', () => {
  it('there and back changes nothing', () => {
    expect(playlistOf(playlistFormOf(defaultPlaylist), speech)).toEqual({ playlist: defaultPlaylist })
    const kept = { ...defaultPlaylist, id: 'p', version: 2, builtIn: false, owner: '11', changedAt: '', mayEdit: true }
    expect(playlistInputOf(kept)).toEqual(defaultPlaylist)
  })
  it('a new one wants a name and nothing else', () => {
    expect(Object.keys(errorsOf(newPlaylistForm()))).toEqual(['nameVi'])
    expect(playlistOf(named(newPlaylistForm()), speech)).toMatchObject({ playlist: { items: [{ scene: 'overview', dwellS: 60 }] } })
  })
  it('says which row is wrong, and why', () => {
    const wrong = changedItem(changedItem(changedItem(named(three), 0, { dwell: '' }), 1, { dwell: '4' }), 2, { dwell: '3601' })
    expect(errorsOf(wrong)).toEqual({ 'items.0.dwellS': deskVi.issues.count, 'items.1.dwellS': deskVi.issues.least('5'), 'items.2.dwellS': deskVi.issues.most('3.600') })
    expect([errorsOf({ ...named(three), holdS: '4' })['interrupt.holdS'], errorsOf({ ...named(three), holdS: 'x' })['interrupt.holdS']]).toEqual([deskVi.issues.least('5'), deskVi.issues.count])
    expect(['items.2.dwellS', 'items.11.root', 'items', 'nameVi'].map(rowOf)).toEqual([3, 12, null, null])
    expect(playlistFields(three)).toContain('items.2.kpi')
  })
  it('a scene without an indicator sends none, and a scene with one gets back what was chosen', () => {
    const chosen = changedItem(named(newPlaylistForm()), 0, { scene: 'map', kpi: 'esign.documents' })
    expect(playlistOf(changedItem(chosen, 0, { scene: 'tasks' }), speech)).toMatchObject({ playlist: { items: [{ scene: 'tasks', kpi: null }] } })
    expect(playlistOf(changedItem(changedItem(chosen, 0, { scene: 'tasks' }), 0, { scene: 'map' }), speech)).toMatchObject({ playlist: { items: [{ kpi: 'esign.documents' }] } })
  })
  it('rows are moved, copied, dropped and added, each with a key of its own', () => {
    expect([scenes(movedItem(three, 0, 1)), scenes(movedItem(three, 2, -1))]).toEqual(['pyramid overview map', 'overview map pyramid'])
    expect([movedItem(three, 0, -1), movedItem(three, 2, 1), movedItem(three, 9, 1)]).toEqual([three, three, three])
    expect(scenes(withItem(three, 1))).toBe('overview pyramid pyramid map')
    expect(scenes(withoutItem(three, 1))).toBe('overview map')
    const one = withoutItem(withoutItem(three, 0), 0)
    expect(withoutItem(one, 0)).toBe(one)
    let many = three
    for (let i = many.items.length; i < maxPlaylistItems; i++) many = withItem(many, i % 2 === 0 ? null : 0)
    expect(new Set(many.items.map(({ key }) => key)).size).toBe(maxPlaylistItems)
  })
  it('a round is the sum of the seconds, unknown while one cannot be read', () => {
    expect([roundS(three), roundS(changedItem(three, 0, { dwell: '1,5' }))]).toEqual([150, null])
    expect(['30', ' 30 ', '3.600', '-1', ''].map(secondsOf)).toEqual([30, 30, null, null, null])
    expect([lengthText(45, 'vi'), lengthText(380, 'vi'), lengthText(3600, 'vi'), lengthText(3905, 'en')].map((text) => text.replaceAll('\u00a0', ' '))).toEqual(['45 giây', '6 phút 20 giây', '1 giờ', '1 h 5 min'])
  })
  it('two forms are the same where they mean the same', () => {
    expect(samePlaylistForm(three, { ...three, nameVi: ` ${three.nameVi} ` }, speech)).toBe(true)
    expect(samePlaylistForm(three, movedItem(three, 0, 1), speech)).toBe(false)
  })
})
