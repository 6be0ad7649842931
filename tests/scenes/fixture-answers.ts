/** The HTTP answers of the planted day: catalogue, units, 30-day series. */
import { kpis } from '../../data/kpis/catalogue.ts'
import { cadenceMs } from '../../data/kpis/kpi.ts'
import type { FiguresAnswer, KpisAnswer, SeriesAnswer, UnitsAnswer } from '../../data/protocol/answers.ts'
import { dayMs, toLocalIso, yearStart } from '../../data/time/vietnam-time.ts'
import { fixtureCell, fixtureYearResult, kpiOf, pyramid, type FixtureMode } from './fixture-figures.ts'

/** `GET /units` of a scope. */
export function unitsAnswer(scope: string): UnitsAnswer {
  const from = pyramid.indexOf(scope) ?? 0
  const shown = pyramid.units.slice(from, pyramid.end[from])
  return { units: shown.map((unit, i) => ({
    code: unit.code, name: unit.name, fullName: unit.fullName, nameEn: unit.nameEn, type: unit.type, level: unit.level,
    parent: i === 0 ? null : unit.parent, children: pyramid.children[from + i]?.length ?? 0,
  })) }
}

/** `GET /kpis`. */
export function kpisAnswer(): KpisAnswer {
  return { kpis: kpis.map((kpi) => ({
    id: kpi.id, nameVi: kpi.nameVi, nameEn: kpi.nameEn, shortVi: kpi.shortVi, shortEn: kpi.shortEn, kind: kpi.kind, unitVi: kpi.unitVi, unitEn: kpi.unitEn,
    direction: kpi.direction, levels: [...kpi.levels], cadence: kpi.cadence, cadenceMs: cadenceMs[kpi.cadence], group: kpi.group, cases: kpi.cases,
    computed: kpi.computed, sources: kpi.sources.map((source) => ({ ...source })), facts: kpi.facts.map((fact) => ({ ...fact, source: { ...fact.source } })),
  })) }
}

/** `GET /units/:code/figures`: present figures, with the results of the year before. */
export function figuresAnswer(unit: string, ids: readonly string[], nowMs: number, mode: FixtureMode): FiguresAnswer {
  const figures = ids.map((id) => {
    const kpi = kpiOf.get(id)
    if (kpi === undefined) throw new Error(`no KPI ${id}`)
    const { oldestAtMs, newestAtMs, stages, unit: _unit, withheld, ...rest } = fixtureCell(unit, kpi, nowMs, mode)
    const lastYear = mode === 'new_year' || nowMs >= yearStart(2027) ? fixtureYearResult(unit, kpi) : undefined
    const instant = (ms: number | null): string | null => (ms === null ? null : toLocalIso(ms))
    return {
      ...rest, oldestAt: instant(oldestAtMs), newestAt: instant(newestAtMs), change: null, withheld,
      ...(stages === null ? {} : { stages: [...stages] }), ...(lastYear === undefined ? {} : { lastYear }),
    }
  })
  return { unit, at: toLocalIso(nowMs), known: null, figures }
}

/** `GET /units/:code/series`: 31 days that end at the present cell. */
export function seriesAnswer(unit: string, id: string, nowMs: number, mode: FixtureMode): SeriesAnswer {
  const kpi = kpiOf.get(id)
  if (kpi === undefined) throw new Error(`no KPI ${id}`)
  const cell = fixtureCell(unit, kpi, nowMs, mode)
  const points = Array.from({ length: 31 }, (_, day) => {
    const at = nowMs - (30 - day) * dayMs
    const share = cell.value === null || (mode === 'young' && day < 30) ? null : kpi.kind === 'stock_count' ? Math.max(0, cell.value - Math.floor((30 - day) / 8)) : cell.value - (30 - day) * 0.00087 + Math.sin(day * 1.7) * 0.0012
    return {
      from: toLocalIso(at - dayMs), at: toLocalIso(at), num: null, den: null, value: share, reported: 30,
      expected: cell.expected === null ? null : cell.expected - (kpi.kind === 'stock_ratio' ? (30 - day) * 0.0011 : 0),
    }
  })
  return { unit, kpi: id, grain: 'day', from: points[0]?.from ?? toLocalIso(nowMs), to: toLocalIso(nowMs), points }
}
