/** The wall's scenes, as both sides name them: an address, an item of a play-list. Source: design "The wall's scenes", and *Ba nhóm nghiệp vụ*. */

/** In the order keys walk them and numbers count them from 1. */
export const sceneIds = ['overview', 'pyramid', 'map', 'matrix', 'warnings', 'tasks', 'lines', 'reports', 'groups'] as const
/** One of `sceneIds`. */
export type SceneId = (typeof sceneIds)[number]

/** Scenes that show one KPI at a time: an item of a play-list may name it, ↑ ↓ choose it. */
export const kpiSceneIds: readonly SceneId[] = ['overview', 'pyramid', 'map']

/** What a scene is called where a sentence of `data/` or `server/` names it. */
export const sceneNames: Readonly<Record<SceneId, { readonly vi: string; readonly en: string }>> = {
  overview: { vi: 'Tổng quan', en: 'Overview' }, pyramid: { vi: 'Kim tự tháp', en: 'Pyramid' }, map: { vi: 'Bản đồ', en: 'Map' },
  matrix: { vi: 'Ma trận', en: 'Matrix' }, warnings: { vi: 'Cảnh báo', en: 'Warnings' }, tasks: { vi: 'Nhiệm vụ', en: 'Tasks' },
  lines: { vi: 'Hạ tầng', en: 'Infrastructure' }, reports: { vi: 'Đường đua báo cáo', en: 'Reporting race' }, groups: { vi: 'Ba nhóm nghiệp vụ', en: 'Three business groups' },
}
