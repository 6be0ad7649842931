import { describe, expect, it } from 'vitest'
import { isSmallSum } from '../../../data/access/small-counts.ts'
import { brokenCaseRules, caseMeasures, caseMeasuresOf, caseRegisters } from '../../../data/kpis/case-measures.ts'
import { kpis, measures } from '../../../data/kpis/catalogue.ts'
import { verdictKinds } from '../../../data/judgement/verdict.ts'
import { canHave } from '../../../data/rules/check-rule.ts'
import { targets } from '../../../data/kpis/targets.ts'
import { foldText, foldedSource, sourcesPresent } from './source-text.ts'

const states = (register: keyof typeof caseMeasuresOf): string[] => caseMeasuresOf[register].map(({ id }) => id.split('.')[1]!)

describe('the registers of cases', () => {
  it('stand beside the catalogue: its 38 keep their places, twelve measures come after them', () => {
    expect(measures.slice(0, 38)).toEqual(kpis)
    expect(measures.slice(38)).toEqual(caseMeasures)
    expect(caseMeasures).toHaveLength(12)
    expect(new Set(measures.map(({ id }) => id)).size).toBe(50)
  })

  it('have four states each, one of them counting what is past its time', () => {
    expect(caseRegisters.map(states)).toEqual([
      ['planned', 'running', 'done', 'late'], ['received', 'classified', 'resolved', 'late'], ['issued', 'running', 'done', 'overdue'],
    ])
    expect(caseMeasures.filter(({ direction }) => direction === 'down').map(({ id }) => id)).toEqual(['inspections.late', 'petitions.late', 'conclusions.overdue'])
  })

  it('are monthly counts of cases that every office reports, without a target', () => {
    for (const measure of caseMeasures) {
      expect(measure).toMatchObject({ kind: 'stock_count', cadence: 'month', cases: true, computed: false, group: 'cases_register', levels: ['centre', 'province', 'commune'], facts: [] })
      expect(targets.filter(({ kpi }) => kpi === measure.id)).toEqual([])
    }
    expect(kpis.some(({ group }) => group === 'cases_register')).toBe(false)
  })

  it('have short names of at most 22 characters and no empty text, in NFC', () => {
    for (const { shortVi, shortEn, nameVi, nameEn, unitVi, unitEn } of caseMeasures) {
      for (const text of [shortVi, shortEn]) expect([...text].length, text).toBeLessThanOrEqual(22)
      for (const text of [shortVi, shortEn, nameVi, nameEn, unitVi, unitEn]) expect(text !== '' && text === text.normalize('NFC'), text).toBe(true)
    }
  })

  it('are withheld from 1 to 4 like every count of cases; 0 and 5 are shown', () => {
    expect([0, 1, 4, 5].map((num) => isSmallSum(num, 0))).toEqual([false, true, true, false])
  })

  it('are judged by their age and their declared totals, never by their past: a register begins anew each year', () => {
    const can = verdictKinds.filter((kind) => canHave(kind, caseMeasures[0]!))
    expect(can).toEqual(['late', 'lost', 'mismatch'])
  })

  it.skipIf(!sourcesPresent)('stand in the document as quoted', () => {
    for (const { id, sources } of caseMeasures) for (const { document, quoteVi } of sources) {
      expect(foldedSource(document).includes(foldText(quoteVi ?? '§')), `${id}: ${quoteVi}`).toBe(true)
    }
  })
})

describe('states that contradict each other', () => {
  const broken = (register: keyof typeof caseMeasuresOf, counts: Record<string, number | null>): string[] => brokenCaseRules(register, counts).map(({ parts, whole }) => `${parts.join('+')}>${whole}`)

  it('are found where more is running and done than was planned or issued, on the first one too many', () => {
    expect(broken('inspections', { planned: 10, running: 4, done: 6, late: 0 })).toEqual([])
    expect(broken('inspections', { planned: 10, running: 5, done: 6, late: 0 })).toEqual(['running+done>planned'])
    expect(broken('conclusions', { issued: 3, running: 1, done: 3, overdue: 1 })).toEqual(['running+done>issued', 'overdue+done>issued'])
  })

  it('are found where petitions were resolved that were never classified, or late that are resolved', () => {
    expect(broken('petitions', { received: 10, classified: 11, resolved: 8, late: 2 })).toEqual(['classified>received'])
    expect(broken('petitions', { received: 10, classified: 8, resolved: 9, late: 2 })).toEqual(['resolved>classified', 'late+resolved>received'])
    expect(broken('petitions', { received: 10, classified: 10, resolved: 8, late: 2 })).toEqual([])
  })

  it('are not judged where a state was not reported', () => {
    expect(broken('inspections', { planned: null, running: 5, done: 6, late: 9 })).toEqual([])
    expect(broken('inspections', { planned: 3, running: null, done: 2, late: 9 })).toEqual(['late+done>planned'])
  })
})
