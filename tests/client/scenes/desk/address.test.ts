import { describe, expect, it } from 'vitest'
import { deskHref, pageOf, routeOf, searchWith, tabOf } from '../../../../client/scenes/desk/route.ts'
import { isFiltered, readWarningFilters, warningParameters, warningsPerPage } from '../../../../client/scenes/desk/warnings/warning-filters.ts'
import { periodText, shiftedPeriod } from '../../../../client/scenes/desk/figures/period-words.ts'
import { readTaskFilters } from '../../../../client/scenes/desk/tasks/task-form.ts'
import { deskVi } from '../../../../client/i18n/desk-vi.ts'

describe('addresses of the desk', () => {
  it('a path means one page, and what is none says so', () => {
    expect(routeOf('/desk')).toEqual({ page: 'warnings' })
    expect(routeOf('/desk/')).toEqual({ page: 'warnings' })
    expect(routeOf('/desk/warnings/w-12')).toEqual({ page: 'warning', id: 'w-12' })
    expect([routeOf('/desk/verdicts'), routeOf('/desk/verdicts/x')]).toEqual([{ page: 'verdicts' }, { page: 'unknown' }])
    expect(routeOf('/desk/rules/new')).toEqual({ page: 'rule', id: null })
    expect(routeOf('/desk/rules/plan-risk')).toEqual({ page: 'rule', id: 'plan-risk' })
    expect(routeOf('/desk/tasks/adopt')).toEqual({ page: 'adopt' })
    expect(routeOf('/desk/tasks/new')).toEqual({ page: 'newTask' })
    expect(routeOf('/desk/quality')).toEqual({ page: 'quality' })
    expect([routeOf('/desk/playlists'), routeOf('/desk/playlists/new'), routeOf('/desk/playlists/default')]).toEqual([{ page: 'playlists' }, { page: 'playlist', id: null }, { page: 'playlist', id: 'default' }])
    expect(tabOf({ page: 'playlist', id: null })).toBe('playlists')
    for (const path of ['/desk/none', '/desk/quality/11', '/desk/warnings/a/b', '/desk/warnings/%3Cb%3E', '/wall', `/desk/tasks/${'x'.repeat(129)}`]) expect(routeOf(path)).toEqual({ page: 'unknown' })
    expect(routeOf(`/desk/tasks/${'x'.repeat(128)}`).page).toBe('task')
  })

  it('every page belongs to its tab', () => {
    expect([tabOf({ page: 'warning', id: 'w' }), tabOf({ page: 'rule', id: null }), tabOf({ page: 'adopt' }), tabOf({ page: 'reports' }), tabOf({ page: 'unknown' })]).toEqual(['warnings', 'rules', 'tasks', 'reports', null])
  })

  it('a change of a filter keeps the others and goes back to the first page', () => {
    expect(searchWith('?kind=jump&page=3&lang=en', { unit: '11' })).toBe('?kind=jump&lang=en&unit=11')
    expect(searchWith('?kind=jump&page=3', { page: 4 })).toBe('?kind=jump&page=4')
    expect(searchWith('?kind=jump&page=3', { page: 1 })).toBe('?kind=jump')
    expect(searchWith('?kind=jump', { kind: null })).toBe('')
    expect(searchWith('?kind=jump', { kind: '' })).toBe('')
  })

  it('a link carries the language of the address it is on', () => {
    expect(deskHref('projection', { unit: '11', kpi: 'esign.documents' }, '?lang=en&x=1')).toBe('/desk/projection?unit=11&kpi=esign.documents&lang=en')
    expect(deskHref('rules')).toBe('/desk/rules')
  })

  it('filters read back from the address they were written to', () => {
    const search = searchWith('', { unit: '11', state: 'resolved', kind: 'jump', kpi: 'digitization.pages', q: 'trung vị', from: '2026-11-01', to: '2026-11-21', page: 2 })
    expect(readWarningFilters(search)).toEqual({ root: '11', state: 'resolved', kind: 'jump', kpi: 'digitization.pages', q: 'trung vị', from: '2026-11-01', to: '2026-11-21', page: 2 })
  })

  it('a filter of a wrong shape counts as not given', () => {
    const filters = readWarningFilters('?unit=%3C&state=odd&kind=nonsense&kpi=A!&from=2026-13-01&to=yesterday&page=0')
    expect(isFiltered(filters)).toBe(false)
    expect(filters.page).toBe(1)
    expect(pageOf('?page=99999')).toBe(99_999)
    expect(pageOf('?page=100000')).toBe(1)
    expect(readWarningFilters(`?q=${'a'.repeat(80)}`).q).toHaveLength(80)
    expect(readWarningFilters(`?q=${'a'.repeat(81)}`).q).toBeNull()
  })

  it('days become the instants of the local day, both included, and pages offsets', () => {
    const asked = warningParameters(readWarningFilters('?from=2026-11-01&to=2026-11-01&page=3'))
    expect(asked).toMatchObject({ from: '2026-11-01T00:00:00.000+07:00', to: '2026-11-01T23:59:59.999+07:00', limit: warningsPerPage, offset: 2 * warningsPerPage })
    expect(warningParameters(readWarningFilters('')).offset).toBeNull()
  })

  it('the register reads its order from the address', () => {
    expect(readTaskFilters('?sort=late&dir=down&state=overdue')).toMatchObject({ sort: 'late', down: true, state: 'overdue' })
    expect(readTaskFilters('?sort=none')).toMatchObject({ sort: 'urgency', down: false, state: null })
  })

  it('periods are told in words and shift over the year', () => {
    const told = (name: string): string => periodText(name, deskVi.reports)
    expect([told('2026-11'), told('2026-Q4'), told('2026-H2'), told('2026'), told('odd')]).toEqual(['tháng 11/2026', 'quý IV/2026', 'nửa năm II/2026', 'năm 2026', 'odd'])
    expect([shiftedPeriod('2026-01', -1), shiftedPeriod('2026-Q4', 1), shiftedPeriod('2026', -1), shiftedPeriod('odd', 1)]).toEqual(['2025-12', '2027-Q1', '2025', null])
  })
})
