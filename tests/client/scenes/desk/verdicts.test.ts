import { describe, expect, it } from 'vitest'
import { evidenceColumns } from '../../../../client/scenes/desk/parts/EvidenceTable.tsx'
import { isVerdict, openedVerdict, shownPage, verdictAddress, verdictName, verdictsPerPage, type ToldVerdict } from '../../../../client/scenes/desk/verdicts/verdict-address.ts'
import { verdictsEn, verdictsVi } from '../../../../client/i18n/words-verdicts.ts'
import { deskHref } from '../../../../client/scenes/desk/route.ts'
import { verdictKinds } from '../../../../data/judgement/verdict.ts'
import { kpis } from '../../../../data/kpis/catalogue.ts'

const verdicts = (count: number): ToldVerdict[] => Array.from({ length: count }, (_, i) => ({
  kpi: `a.k${i}`, kind: 'stall', severity: 'behind', since: '', judgedAt: '', newestAt: null, evidenceVi: '', evidenceEn: '', numbers: [], missing: [], warning: null,
}))

describe('the address of a verdict', () => {
  it('reads back what it was written with, for every indicator and kind', () => {
    for (const { id } of kpis) for (const kind of verdictKinds) {
      const href = deskHref('verdicts', verdictAddress('11', id, kind), '?lang=en&page=3')
      expect(openedVerdict(href.slice(href.indexOf('?')))).toBe(verdictName({ kpi: id, kind }))
      expect(href).toMatch(/^\/desk\/verdicts\?unit=11&kpi=[\w.]+&open=.+&lang=en$/)
    }
  })
  it('of another shape opens nothing', () => {
    for (const open of ['', 'stall', '~stall', 'A.b~stall', 'a.b~', 'a.b~<b>', `a.b~${'s'.repeat(17)}`, `${'a'.repeat(65)}~stall`]) expect(openedVerdict(`?open=${encodeURIComponent(open)}`)).toBeNull()
    expect([openedVerdict(`?open=${'a'.repeat(64)}~${'s'.repeat(16)}`) === null, openedVerdict('')]).toEqual([false, null])
  })
  it('is one of a verdict only: what a threshold or a due report finds is none', () => {
    expect([isVerdict('stall'), isVerdict('threshold'), isVerdict('report_due')]).toEqual([true, false, false])
  })
})

describe('the page of the list', () => {
  it('holds fifty; it is the one asked for, else the one with what is open, never beyond the last', () => {
    const [full, more] = [verdicts(verdictsPerPage), verdicts(verdictsPerPage + 1)]
    expect([shownPage(full, null, 2), shownPage(more, null, 2), shownPage(more, null, 9), shownPage([], null, 3)]).toEqual([1, 2, 2, 1])
    expect([shownPage(more, `a.k${verdictsPerPage - 1}~stall`, null), shownPage(more, `a.k${verdictsPerPage}~stall`, null), shownPage(more, `a.k${verdictsPerPage}~stall`, 1)]).toEqual([1, 2, 1])
    expect(shownPage(more, 'a.gone~stall', null)).toBe(1)
  })
})

describe('the words of verdicts', () => {
  it('say of every kind how it is judged, in both languages', () => {
    for (const kind of verdictKinds) for (const words of [verdictsVi, verdictsEn]) expect(words.methods[kind].length).toBeGreaterThan(40)
  })
  it('the columns are the numbers that any line has, in the order of the contract', () => {
    const line = (...ids: ('gap' | 'observed' | 'mad')[]) => ({ numbers: ids.map((id) => ({ id, value: 1, form: 'value' as const })) })
    expect(evidenceColumns([line('gap'), line('mad', 'observed')])).toEqual(['observed', 'gap', 'mad'])
    expect(evidenceColumns([])).toEqual([])
  })
})
