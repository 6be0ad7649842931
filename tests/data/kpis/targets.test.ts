import { describe, expect, it } from 'vitest'
import { kpiById, kpis } from '../../../data/kpis/catalogue.ts'
import type { Target } from '../../../data/kpis/kpi.ts'
import { resolveTarget } from '../../../data/kpis/resolve-target.ts'
import { sectorSystems } from '../../../data/kpis/systems.ts'
import { targets } from '../../../data/kpis/targets.ts'
import { foldText, foldedSource, signerNames, sourcesPresent, standsInSomeSource } from './source-text.ts'

const day = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/
const ownerKey = ({ owner }: Target): string =>
  owner.kind === 'level' ? `level ${owner.level}` : `${owner.kind} ${owner.unit}`
const ofKpi = (kpi: string): Target[] => targets.filter((target) => target.kpi === kpi)

describe('the targets', () => {
  it('belong to entries of the catalogue', () => {
    for (const target of targets) expect(kpiById(target.kpi), target.kpi).toBeDefined()
  })

  it('exist for every entry but the two the documents give no figure for', () => {
    const without = kpis.filter((kpi) => ofKpi(kpi.id).length === 0).map((kpi) => kpi.id)
    expect(without).toEqual(['network.uptime_commune', 'processes.core'])
  })

  it('are at most one for each KPI, owner and plan year', () => {
    const keys = targets.map((target) => `${target.kpi} ${ownerKey(target)} ${target.year}`)
    expect(new Set(keys).size).toBe(keys.length)
  })

  it('are due inside their plan year, with milestones ascending and before the end', () => {
    for (const target of targets) {
      if (target.due !== null) expect(target.due).toMatch(day)
      if (target.due !== null) expect(Number(target.due.slice(0, 4)), target.kpi).toBe(target.year)
      const points = [...target.milestones, ...(target.due === null ? [] : [{ due: target.due, value: target.value }])]
      for (let i = 1; i < points.length; i++) {
        expect(points[i]!.due > points[i - 1]!.due, target.kpi).toBe(true)
        expect(points[i]!.value > points[i - 1]!.value, target.kpi).toBe(true)
      }
      expect(target.due === null && target.milestones.length > 0).toBe(false)
    }
  })

  it('are shares between 0 and 1 but for counts and the stage', () => {
    for (const target of targets) {
      const kind = kpiById(target.kpi)!.kind
      if (kind === 'level') expect(target.value).toBe(6)
      else if (kind === 'flow_count' || kind === 'stock_count') expect(Number.isInteger(target.value)).toBe(true)
      else expect(target.value > 0 && target.value <= 1, target.kpi).toBe(true)
    }
  })

  it('are inherited but for counts above 0', () => {
    for (const target of targets) {
      const { kind } = kpiById(target.kpi)!
      const count = kind === 'flow_count' || kind === 'stock_count'
      expect(target.inherited, target.kpi).toBe(!(count && target.value > 0))
    }
  })

  it('stand at the owners of the documents, which are the five the domain names', () => {
    const owners: Record<string, string[]> = {
      S0: ['reference TW', 'unit 33'], S1: ['unit 31'], S2: ['unit 11'], S3: ['reference TW'], S4: ['level commune', 'reference TW'],
    }
    for (const [document, expected] of Object.entries(owners)) {
      const found = new Set(targets.filter((target) => target.source.document === document).map(ownerKey))
      expect([...found].sort()).toEqual(expected)
    }
  })

  it('hold the figures the wall and the plan are judged by', () => {
    expect(ofKpi('network.uptime').map((t) => [t.value, t.due, t.lateFrom])).toEqual([[0.99, null, 0.985], [0.99, null, 0.985]])
    expect(ofKpi('tasks.overdue').every((t) => t.value === 0 && t.inherited)).toBe(true)
    expect(ofKpi('data.serious_errors').every((t) => t.value === 0 && t.inherited)).toBe(true)
    expect(ofKpi('digitization.pages').find((t) => t.owner.kind === 'reference')!.milestones).toEqual(
      [{ due: '2026-06-30', value: 0.4 }, { due: '2026-09-30', value: 0.6 }])
    expect(ofKpi('digitization.term2020').map((t) => [t.year, t.due])).toEqual([[2025, '2025-09-30']])
  })

  it('keep every source with a quote', () => {
    for (const target of targets) expect(target.source.quoteVi, target.kpi).toBeTruthy()
  })

  it.skipIf(!sourcesPresent)('quote words that stand in their document', () => {
    const strange = targets.filter((t) => !foldedSource(t.source.document).includes(foldText(t.source.quoteVi ?? '')))
    expect(strange.map((t) => `${t.source.document} ${t.source.section}: ${t.source.quoteVi}`)).toEqual([])
  })

  it.skipIf(!sourcesPresent)('quote beside themselves only words that stand in a document', () => {
    const quotes = targets.flatMap((t) => t.besideVi).flatMap((text) => [...text.matchAll(/“([^”]+)”/g)].map((m) => m[1]!))
    expect(quotes.length).toBeGreaterThan(0)
    expect(quotes.filter((quote) => !standsInSomeSource(quote))).toEqual([])
  })

  it.skipIf(!sourcesPresent)('come with known totals whose words stand in their document', () => {
    const facts = kpis.flatMap((kpi) => kpi.facts)
    expect(facts.filter((f) => !foldedSource(f.source.document).includes(foldText(f.source.quoteVi ?? '§')))).toEqual([])
  })
})

describe.skipIf(!sourcesPresent)('the catalogue, the targets and the systems', () => {
  it('hold no name of anyone who signed a document', () => {
    const text = foldText(JSON.stringify([kpis, targets, sectorSystems]))
    for (const name of signerNames()) expect(text.includes(foldText(name))).toBe(false)
  })
})

/** A small pyramid: code → its ancestors, nearest first. A hamlet stands below a commune: levels are not counted. */
const above: Readonly<Record<string, readonly string[]>> = {
  TW: [], '11': ['TW'], '33': ['TW'], '01': ['TW'], '03127': ['11', 'TW'], '00004': ['01', 'TW'], '12000': ['33', 'TW'],
}
const ancestors = (code: string): readonly string[] => above[code] ?? []
const levelOf = (code: string): 'centre' | 'province' | 'commune' =>
  code === 'TW' ? 'centre' : code.length === 2 ? 'province' : 'commune'
const resolved = (kpi: string, code: string, list = targets, year = 2026): Target | null =>
  resolveTarget(kpi, code, year, ancestors, levelOf(code), list)

describe('the target that holds for a unit', () => {
  it('is Điện Biên’s own 30 % of pages for Điện Biên and for its communes', () => {
    for (const code of ['11', '03127']) {
      const target = resolved('digitization.pages', code)
      expect([target?.value, target?.due, target && ownerKey(target)]).toEqual([0.3, '2026-09-30', 'unit 11'])
    }
  })

  it('is the default of communes for a commune of a province without a plan', () => {
    const target = resolved('digitization.pages', '00004')
    expect([target?.value, target && ownerKey(target)]).toEqual([0.7, 'level commune'])
  })

  it('is the centre’s reference for the centre and for a province without a plan', () => {
    for (const code of ['TW', '01']) expect(ownerKey(resolved('digitization.pages', code)!)).toBe('reference TW')
    expect(ownerKey(resolved('esign.documents', '01')!)).toBe('reference TW')
  })

  it('is the reference for a commune where neither its province nor its level has one', () => {
    expect(ownerKey(resolved('esign.staff', '00004')!)).toBe('reference TW')
  })

  it('is the province’s own before the default of communes', () => {
    expect(ownerKey(resolved('procedures.time_cut', '12000')!)).toBe('unit 33')
    expect(ownerKey(resolved('procedures.time_cut', '00004')!)).toBe('level commune')
  })

  it('is the unit’s own before all others', () => {
    const base = resolved('digitization.pages', '03127')!
    const own: Target = { ...base, owner: { kind: 'unit', unit: '03127' }, value: 0.55, inherited: false }
    expect(resolved('digitization.pages', '03127', [...targets, own])).toBe(own)
    expect(resolved('digitization.pages', '11', [...targets, own])).not.toBe(own)
  })

  it('is the nearest ancestor’s before a further one’s', () => {
    const base = resolved('digitization.pages', '11')!
    const centre: Target = { ...base, owner: { kind: 'unit', unit: 'TW' }, value: 0.9 }
    expect(resolved('digitization.pages', '03127', [centre, ...targets])?.value).toBe(0.3)
    expect(resolved('digitization.pages', '00004', [centre, ...targets])).toBe(centre)
  })

  it('is never an ancestor’s count above 0: seven classes of Điện Biên are not seven of each commune', () => {
    expect(resolved('training.classes', '11')?.value).toBe(7)
    expect(resolved('training.classes', '03127')).toBeNull()
    expect(resolved('training.classes', '01')).toBeNull()
  })

  it('is zero overdue tasks everywhere', () => {
    for (const code of Object.keys(above)) expect(resolved('tasks.overdue', code)?.value).toBe(0)
  })

  it('is none in a year without a plan, and none where the documents give no figure', () => {
    expect(resolved('digitization.pages', '11', targets, 2027)).toBeNull()
    expect(resolved('processes.core', 'TW')).toBeNull()
  })
})
