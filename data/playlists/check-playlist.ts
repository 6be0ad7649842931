/**
 * Whether a play-list means what it says, beyond its shape: units of the scope, KPIs of the catalogue where a scene shows one. Every problem
 * names its item and the reason in Vietnamese and English; a play-list with a problem is not stored.
 */
import type { PlaylistInput, PlaylistItem } from '../protocol/playlist.ts'
import { inSubtree, type Pyramid } from '../pyramid/pyramid.ts'
import { kpiSceneIds, sceneNames } from './scene-ids.ts'

/** What a play-list is checked against. `scope`: top of what its owner may see (unit index); `builtIn`: the product's own, with the names it keeps. */
export interface PlaylistWorld {
  readonly pyramid: Pyramid
  readonly kpis: readonly { readonly id: string }[]
  readonly scope: number
  readonly builtIn: Pick<PlaylistInput, 'nameVi' | 'nameEn'> | null
}

/** A reason why a play-list cannot be stored. `field`: `items.2.root` (items counted from 0, as the wire does; the words count from 1). */
export interface PlaylistProblem {
  readonly field: string
  readonly whyVi: string
  readonly whyEn: string
}

function rootProblem(item: PlaylistItem, place: number, { pyramid, scope, builtIn }: PlaylistWorld): PlaylistProblem[] {
  if (item.root === null) return []
  const field = `items.${place - 1}.root`
  if (builtIn !== null) return [{ field, whyVi: `mục ${place}: danh sách mặc định dùng ở mọi đơn vị nên không nêu đơn vị nào; bỏ đơn vị, hoặc nhân bản danh sách`, whyEn: `item ${place}: the default play-list serves every unit and names none; clear the unit, or duplicate the play-list` }]
  const unit = pyramid.indexOf(item.root) ?? -1
  return inSubtree(pyramid, scope, unit) ? [] : [{ field, whyVi: `mục ${place}: không có đơn vị này trong phạm vi được xem; chọn đơn vị khác`, whyEn: `item ${place}: there is no such unit in your scope; choose another` }]
}

function kpiProblem(item: PlaylistItem, place: number, { kpis }: PlaylistWorld): PlaylistProblem[] {
  if (item.kpi === null) return []
  const field = `items.${place - 1}.kpi`
  if (!kpiSceneIds.includes(item.scene)) {
    const { vi, en } = sceneNames[item.scene]
    return [{ field, whyVi: `mục ${place}: cảnh ${vi} không xem riêng một chỉ số; bỏ chỉ số`, whyEn: `item ${place}: the scene ${en} shows no single KPI; clear the KPI` }]
  }
  return kpis.some(({ id }) => id === item.kpi) ? [] : [{ field, whyVi: `mục ${place}: danh mục không có chỉ số này; chọn chỉ số khác`, whyEn: `item ${place}: the catalogue has no such KPI; choose another` }]
}

/** Every problem, in the order of the items; none: it can be stored. */
export function checkPlaylist(playlist: PlaylistInput, world: PlaylistWorld): readonly PlaylistProblem[] {
  const { builtIn } = world
  const names = builtIn === null ? [] : (['nameVi', 'nameEn'] as const).filter((field) => playlist[field] !== builtIn[field])
  return [
    ...names.map((field) => ({ field, whyVi: 'danh sách mặc định giữ nguyên tên; muốn tên khác thì nhân bản', whyEn: 'the default play-list keeps its name; duplicate it to have another' })),
    ...playlist.items.flatMap((item, i) => [...rootProblem(item, i + 1, world), ...kpiProblem(item, i + 1, world)]),
  ]
}
