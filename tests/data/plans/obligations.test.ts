import { describe, expect, it } from 'vitest'
import { nextReportDueMs, obligations } from '../../../data/plans/obligations.ts'
import { foldText, foldedSource, sourcesPresent } from '../kpis/source-text.ts'

const local = (text: string): number => Date.parse(`${text}+07:00`)
const dueOf = (id: string, now: string): number | null =>
  nextReportDueMs(obligations.find((obligation) => obligation.id === id)?.due ?? null, local(now))

describe('the reporting calendar', () => {
  it('binds communes by the 21st and provinces by the 25th; all else waits to be adopted', () => {
    expect(obligations.filter((o) => !o.template).map((o) => [o.level, o.due?.day])).toEqual([['commune', 21], ['province', 25]])
    expect(new Set(obligations.map((o) => o.id)).size).toBe(obligations.length)
  })

  it('wants a report "before the 21st" in by the 21st at 00:00', () => {
    expect(dueOf('commune-month', '2026-11-20T23:59:00')).toBe(local('2026-11-21T00:00:00'))
    expect(dueOf('commune-month', '2026-11-21T00:00:00')).toBe(local('2026-12-21T00:00:00'))
    expect(dueOf('province-month', '2026-12-25T00:00:00')).toBe(local('2027-01-25T00:00:00'))
  })

  it('knows the last month of the quarter, the year’s report and the plan of the next year', () => {
    expect(dueOf('base-quarter', '2026-11-22T08:00:00')).toBe(local('2026-12-15T00:00:00'))
    expect(dueOf('base-quarter', '2026-12-15T00:00:00')).toBe(local('2027-03-15T00:00:00'))
    expect(dueOf('base-year', '2026-12-15T00:00:00')).toBe(local('2027-12-15T00:00:00'))
    expect(dueOf('base-plan', '2026-10-01T00:00:00')).toBe(local('2026-10-30T00:00:00'))
    expect(dueOf('base-plan', '2026-10-31T00:00:00')).toBe(local('2027-10-30T00:00:00'))
  })

  it('has no day where the document names none', () => {
    expect(dueOf('commune-people-quarter', '2026-11-22T08:00:00')).toBeNull()
  })

  it.skipIf(!sourcesPresent)('stands in the documents as quoted', () => {
    const strange = obligations.filter(({ source }) => !foldedSource(source.document).includes(foldText(source.quoteVi ?? '§')))
    expect(strange.map(({ id }) => id)).toEqual([])
  })
})
