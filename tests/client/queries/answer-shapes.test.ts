import { describe, expect, it } from 'vitest'
import { isOfItsShape } from '../../../client/queries/answer-shapes.ts'
import { defaultPlaylist } from '../../../data/playlists/default-playlist.ts'
import { buildMapGeometry } from '../../../server/boundaries/map-geometry.ts'
import { kpisAnswer, unitsAnswer } from '../../scenes/fixture-answers.ts'

const right: Readonly<Record<string, unknown>> = {
  session: { viewer: 'local', role: 'read', scope: 'TW' }, units: unitsAnswer('TW'), kpis: kpisAnswer(), geometry: buildMapGeometry(null),
  playlists: { owner: 'TW', playlists: [defaultPlaylist] }, 'playlists/default': { playlist: defaultPlaylist, history: [] },
}
const wrong: Readonly<Record<string, readonly unknown[]>> = {
  session: [{ scope: 'TW' }, { role: 'read' }], units: [{ units: 7 }, { units: [] }, { units: [null] }, { units: [{ code: 'TW' }] }],
  kpis: [{ kpis: null }, { kpis: [] }, { kpis: [{ id: 7 }] }], geometry: [{ provinces: {} }], playlists: [{ playlists: {} }, { playlists: [{}] }],
  'playlists/default': [{ playlist: {} }, { playlist: { ...defaultPlaylist, items: {} } }, { playlist: { ...defaultPlaylist, interrupt: null } }],
}

describe('an answer that the frame stands on', () => {
  it.each(Object.keys(right))('%s: is taken as the server gives it, and as nothing else', (path) => {
    expect(isOfItsShape(path, right[path])).toBe(true)
    for (const answer of [{}, [], null, 7, 'x', undefined, ...wrong[path]!]) expect(isOfItsShape(path, answer), JSON.stringify(answer)).toBe(false)
  })
  it('is no panel\'s: that has a boundary of its own', () => {
    for (const path of ['groups?root=TW', 'tasks?root=TW&limit=9', 'units/TW/lines?kpi=x', 'units/TW/series?kpi=x']) expect(isOfItsShape(path, {}), path).toBe(true)
  })
})
