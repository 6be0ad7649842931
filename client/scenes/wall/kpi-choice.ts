/** Which KPI a map scene shows: the address's, else the rotation's; keys choose, hold and release. Shared by *Tổng quan* and *Bản đồ*. */
import { useCallback, useMemo } from 'react'
import { headlineKpis } from '../../../data/kpis/headline.ts'
import type { SceneId } from '../../../data/playlists/scene-ids.ts'
import { goTo, useAddress } from './address.ts'
import { useKpiKeys } from './keys.tsx'
import { rotationOf, useRotation, type Rotation } from './overview/rotation.ts'
import { useShow } from './show/show-context.ts'
import { useShowsKpi } from './shown-kpi.ts'
import { useWithValue } from './use-has-value.ts'
import { useWallData } from './wall-data.ts'

/** The KPI shown and where it stands. `rotating`: the list; `shown`: with the one that was asked for; `position`: `2/8`. */
export interface KpiChoice {
  readonly kpi: string
  readonly rotating: readonly string[]
  readonly shown: readonly string[]
  readonly rotation: Rotation
  readonly position: string
  /** Opens a unit with the KPI that is shown. */
  readonly open: (unit: string) => void
}

function useRotating(): readonly string[] {
  const data = useWallData()
  const withValue = useWithValue(data.root.code, useMemo(() => data.kpis.map(({ id }) => id), [data]))
  return useMemo(() => {
    const having = new Set(withValue.split(','))
    return rotationOf(headlineKpis, data.kpis.map(({ id }) => id), (kpi) => having.has(kpi))
  }, [data, withValue])
}

/** See the file's head. `dwellMs`: how long one KPI stays in this scene. */
export function useKpiChoice(scene: SceneId, dwellMs: number): KpiChoice {
  const data = useWallData()
  const address = useAddress()
  const rotating = useRotating()
  const asked = address.kpi !== null && data.kpiById.has(address.kpi) ? address.kpi : null
  const shown = useMemo(() => (asked === null || rotating.includes(asked) ? rotating : [...rotating, asked]), [rotating, asked])
  const show = useShow()
  const [rotation, move] = useRotation(rotating.length, show.held, dwellMs)
  const kpi = asked ?? rotating[rotation.index % rotating.length] ?? headlineKpis[0]
  useShowsKpi(kpi)
  const held = useMemo(() => (asked !== null || show.held ? { ...rotation, held: true } : rotation), [asked, rotation, show.held])
  const open = useCallback((unit: string) => {
    if (unit !== data.root.code) goTo({ scene, root: unit, kpi: asked ?? kpi })
  }, [scene, data.root.code, asked, kpi])
  const choose = useCallback((index: number) => {
    goTo({ ...address, kpi: null }, true)
    move({ kind: 'choose', index, held: true, nowMs: Date.now() })
  }, [address, move])
  useKpiKeys({
    step: (by) => { const from = rotating.indexOf(kpi); choose((from + by + rotating.length) % rotating.length) },
    hold: show.running !== null ? null : () => { if (asked !== null) choose(Math.max(0, rotating.indexOf(asked))); else move({ kind: 'hold', nowMs: Date.now() }) },
  })
  return { kpi, rotating, shown, rotation: held, position: `${Math.max(0, rotating.indexOf(kpi)) + 1}/${rotating.length}`, open }
}
