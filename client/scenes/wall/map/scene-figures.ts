/** The figures of *Bản đồ*: one KPI of every unit below the root, as looks, places and counts. Read from the store, at most twice a second. */
import { useCallback, useEffect, useMemo } from 'react'
import type { Cell } from '../../../../data/protocol/cell.ts'
import type { Watch } from '../../../../data/protocol/watch.ts'
import { useLive } from '../../../figures/live-context.ts'
import { usePaintVersion, useWatches } from '../../../figures/use-live.ts'
import { useWarnings } from '../../../queries/queries.ts'
import type { Look } from '../../../ui/look.ts'
import { useWallData } from '../wall-data.ts'
import { lateUnits, looksOf, provinceOf } from './map-model.ts'
import { focusCandidates, rankUnits, strayCommunes, type FocusCandidate, type RankedUnit } from './ranking.ts'

/** Warnings that the choice of the focus looks through. */
const warningsAsked = 60

/** Subscribes to what the scene shows: every KPI of the root, the one KPI of all units below it. What is left is dropped from the store. */
export function useMapWatches(kpi: string): void {
  const data = useWallData()
  const { store } = useLive()
  const { code, level } = data.root
  const all = useMemo(() => data.kpis.map(({ id }) => id), [data])
  useWatches(useMemo((): readonly Watch[] => [{ root: code, kpis: all, depth: 0 }, { root: code, kpis: [kpi], depth: level === 'centre' ? 2 : 1 }], [code, level, all, kpi]))
  useEffect(() => () => {
    // 3,321 communes of every KPI the rotation has been through would fill the page in a day
    store.keepOnly((unit, id) => id !== kpi || unit === code || data.unitByCode.get(unit)?.parent === code)
  }, [store, data, code, kpi])
}

/** What the scene's parts show. Looks hold the units that report. */
export interface SceneFigures {
  readonly ranked: readonly RankedUnit[]
  readonly provinces: ReadonlyMap<string, Look>
  readonly communes: ReadonlyMap<string, Look>
  /** Communes that the country's map paints beside the provinces; see `strayCommunes`. */
  readonly strays: ReadonlyMap<string, Look>
  /** Units below the root whose figure is late, not yet lost. */
  readonly late: { readonly provinces: ReadonlySet<string>, readonly communes: ReadonlySet<string> }
  /** How many provinces and communes there are below the root, reporting or not. */
  readonly sizes: { readonly provinces: number, readonly communes: number }
  readonly candidates: readonly FocusCandidate[]
  /** Whether nothing has come from anybody: then silence is quiet. */
  readonly allSilent: boolean
}

const noStrays: ReadonlyMap<string, Look> = new Map()

/** Rises with the communes, and with all else: an update comes as two pictures, and 3,321 communes are read once in it. */
function useVersions(kpi: string): { readonly above: number, readonly communes: number } {
  const { unitByCode } = useWallData()
  const isCommune = useCallback((unit: string) => unitByCode.get(unit)?.level === 'commune', [unitByCode])
  const isAbove = useCallback((unit: string) => !isCommune(unit), [isCommune])
  return { above: usePaintVersion(kpi, isAbove), communes: usePaintVersion(kpi, isCommune) }
}

/** See the file's head. */
export function useSceneFigures(kpi: string): SceneFigures {
  const data = useWallData()
  const { store } = useLive()
  const { root, units, unitByCode, kpiById } = data
  const versions = useVersions(kpi)
  const { data: answer } = useWarnings(root.code, warningsAsked)
  const codes = useMemo(() => {
    const below = root.level === 'commune' ? [root] : units.filter(({ code }) => code !== root.code && (root.level === 'centre' || unitByCode.get(code)?.parent === root.code))
    const of = (level: string): readonly string[] => below.filter((unit) => unit.level === level).map(({ code }) => code)
    return { provinces: of('province'), communes: of('commune') }
  }, [root, units, unitByCode])
  const cellOf = useCallback((unit: string): Cell | undefined => store.painted(unit, kpi)?.cell, [store, kpi])
  const central = root.level === 'centre'
  const allSilent = (cellOf(root.code)?.value ?? null) === null
  // `versions` stand for the store's contents
  const provinces = useMemo(() => looksOf(codes.provinces, cellOf, allSilent), [codes, cellOf, allSilent, versions.above])
  const communes = useMemo(() => looksOf(codes.communes, cellOf, allSilent), [codes, cellOf, allSilent, versions.communes])
  const lateProvinces = useMemo(() => lateUnits(provinces.keys(), cellOf), [provinces, cellOf]), lateCommunes = useMemo(() => lateUnits(communes.keys(), cellOf), [communes, cellOf])
  const direction = kpiById.get(kpi)?.direction ?? 'up'
  const ranked = useMemo(
    () => rankUnits(central ? codes.provinces : codes.communes, cellOf, direction, allSilent),
    [central, codes, cellOf, direction, allSilent, central ? versions.above : versions.communes])
  const strays = useMemo(() => (central ? strayCommunes(communes, (unit) => provinceOf(unitByCode, unit), provinces) : noStrays), [central, communes, unitByCode, provinces])
  const candidates = useMemo(() => (central ? focusCandidates(ranked, answer?.warnings ?? [], kpi, (unit) => provinceOf(unitByCode, unit)) : []), [central, ranked, answer, kpi, unitByCode])
  return useMemo(
    () => ({ provinces, communes, strays, late: { provinces: lateProvinces, communes: lateCommunes }, ranked, allSilent, sizes: { provinces: codes.provinces.length, communes: codes.communes.length }, candidates }),
    [provinces, communes, strays, lateProvinces, lateCommunes, ranked, allSilent, codes, candidates])
}
