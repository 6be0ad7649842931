/** The product's own play-list, seeded once into a store: what a wall shows whose address asks for nothing else. Dwells are ours. */
import type { PlaylistInput } from '../protocol/playlist.ts'
import type { SceneId } from './scene-ids.ts'

/** Its id, for good. */
export const defaultPlaylistId = 'default'

const stop = (scene: SceneId, dwellS: number): PlaylistInput['items'][number] => ({ scene, dwellS, root: null, kpi: null })

/** Every scene once; the scenes with most to read stay longest. It names no unit: every viewer has it (law 8). */
export const defaultPlaylist: PlaylistInput = {
  nameVi: 'Trình chiếu mặc định', nameEn: 'Default play-list',
  items: [
    stop('overview', 60), stop('pyramid', 45), stop('map', 45), stop('matrix', 45), stop('warnings', 45),
    stop('tasks', 40), stop('lines', 40), stop('reports', 30), stop('groups', 30),
  ],
  interrupt: { severity: 'at_risk', holdS: 20 },
}
