import { describe, expect, it } from 'vitest'
import { kpiById } from '../../../data/kpis/catalogue.ts'
import { formatDeadlineVi } from '../../../data/plans/deadline.ts'
import { overdueCount } from '../../../data/plans/overdue.ts'
import { ownedTasks, planTasks, templateTasks } from '../../../data/plans/registers.ts'
import type { PlanTask } from '../../../data/plans/task.ts'
import { foldText, foldedSource, signerNames, sourcesPresent } from '../kpis/source-text.ts'

const ofDocument = (document: string): PlanTask[] => planTasks.filter((task) => task.source.document === document)
const none = (): null => null
/** Letters, digits and ≥ % only; `CDS` of the extraction equals `CĐS`. */
const bare = (text: string): string => foldText(text).replace(/đ/g, 'd').replace(/[^\p{L}\p{N}≥%]+/gu, ' ').trim()
const noon = Date.parse('2026-11-22T12:00:00+07:00')

describe('the registers', () => {
  it('hold 15 rows of Hưng Yên, 28 of Điện Biên and 17 of the communes’ template', () => {
    expect([ofDocument('S0').length, ofDocument('S2').length, ofDocument('S4').length]).toEqual([15, 28, 17])
    expect(new Set(ofDocument('S0').map((task) => task.owner))).toEqual(new Set(['33']))
    expect(new Set(ofDocument('S2').map((task) => task.owner))).toEqual(new Set(['11']))
    expect(templateTasks).toEqual(ofDocument('S4'))
    expect(ownedTasks).toHaveLength(43)
    expect(templateTasks).toHaveLength(17)
  })

  it('number their rows through, each id and each section once', () => {
    for (const document of ['S0', 'S2', 'S4']) {
      const expected = ofDocument(document).map((_, i) => `${document.toLowerCase()}-${String(i + 1).padStart(2, '0')}`)
      expect(ofDocument(document).map((task) => task.id)).toEqual(expected)
    }
    const rows = planTasks.map((task) => `${task.source.document} ${task.source.section}`)
    expect(new Set(rows).size).toBe(60)
  })

  it('give every row who, what, who answers for it and by when, in NFC and with short names that fit the wall', () => {
    for (const task of planTasks) {
      for (const text of [task.groupVi, task.contentVi, task.leadVi, task.accountableVi, task.deadlineVi, task.shortEn]) {
        expect(text, task.id).not.toBe('')
      }
      for (const text of [task.shortVi, task.shortEn]) expect([...text].length, `${task.id} ${text}`).toBeLessThanOrEqual(60)
      const all = JSON.stringify(task)
      expect(all).toBe(all.normalize('NFC'))
    }
  })

  it('state a required result in every row of S0 and S4', () => {
    for (const task of [...ofDocument('S0'), ...ofDocument('S4')]) expect(task.resultVi, task.id).not.toBe('')
  })

  it('measure rows by entries of the catalogue', () => {
    for (const task of planTasks) if (task.kpi !== null) expect(kpiById(task.kpi), task.id).toBeDefined()
  })

  it('mean by a deadline what its words say', () => {
    for (const task of ownedTasks) {
      const { deadline, deadlineVi } = task
      if (deadline.kind === 'roadmap') expect(deadlineVi, task.id).toMatch(/^Theo lộ trình/)
      else expect(foldText(deadlineVi).replace('/01/', '/1/'), task.id).toContain(foldText(formatDeadlineVi(deadline)))
    }
    for (const task of templateTasks) {
      expect(`${task.deadlineVi.split(' (')[0]}/2026`, task.id).toBe(formatDeadlineVi(task.deadline))
    }
  })
})

describe('on 22 November 2026 with no result reported', () => {
  it('exactly 14 of the 43 owned tasks are overdue: 5 of S0 and 9 of S2', () => {
    expect(overdueCount(ownedTasks, none, noon)).toBe(14)
    expect(overdueCount(planTasks, none, noon)).toBe(14)
    expect(overdueCount(ofDocument('S0'), none, noon)).toBe(5)
    expect(overdueCount(ofDocument('S2'), none, noon)).toBe(9)
    expect(overdueCount(templateTasks, none, noon)).toBe(0)
  })
})

describe.skipIf(!sourcesPresent)('against the source documents', () => {
  it('every deadline stands in its document as quoted', () => {
    const strange = planTasks.filter((task) => !foldedSource(task.source.document).includes(foldText(task.deadlineVi)))
    expect(strange.map((task) => `${task.id} ${task.deadlineVi}`)).toEqual([])
  })

  it('S2’s rows, content then lead then support then deadline, stand in its appendix as one run of text', () => {
    const mended: Readonly<Record<string, readonly [string, string]>> = {
      's2-06': ['trực tuyến', 'trức tuyến'], 's2-16': ['văn bản, tài liệu của', 'văn bản, tài liệu tài liệu của'],
      's2-18': ['với các cơ quan', 'với các các cơ quan'], 's2-26': ['Tăng cường', 'Tăng cương'],
    }
    const whole = bare(foldedSource('S2'))
    const strange = ofDocument('S2').filter((task) => {
      const [good, bad] = mended[task.id] ?? ['', '']
      const row = [task.contentVi.replace(good, bad), task.leadVi, ...task.supportVi, task.deadlineVi].join(' ')
      return !whole.includes(bare(row))
    })
    expect(strange.map((task) => task.id)).toEqual([])
  })

  it('S4’s rows, content then lead then support then result, stand in its appendix as one run of text', () => {
    const whole = bare(foldedSource('S4'))
    const strange = ofDocument('S4').filter((task) =>
      !whole.includes(bare([task.contentVi, task.leadVi, ...task.supportVi, task.resultVi].join(' '))))
    expect(strange.map((task) => task.id)).toEqual([])
  })

  it('every sentence of S0’s contents and results stands in it, but for the two that a page break cuts', () => {
    const whole = bare(foldedSource('S0'))
    const texts = ofDocument('S0').flatMap((task) =>
      [task.contentVi, task.resultVi].flatMap((text) => text.split(/[.:] /)).map((sentence) => [task.id, sentence] as const))
    const strange = texts.filter(([, sentence]) => !whole.includes(bare(sentence)))
    expect(strange.map(([id, sentence]) => `${id} ${sentence.slice(0, 18)}`)).toEqual(
      ['s0-13 Quán triệt nghiêm ', 's0-13 Kiểm soát chặt chẽ'])
  })

  it('no row holds the name of anyone who signed a document', () => {
    const names = signerNames()
    expect(names.length).toBeGreaterThan(0)
    const text = foldText(JSON.stringify(planTasks))
    for (const name of names) expect(text.includes(foldText(name))).toBe(false)
  })
})
