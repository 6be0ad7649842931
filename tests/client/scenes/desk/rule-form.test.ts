import { describe, expect, it } from 'vitest'
import { kpis } from '../../../../data/kpis/catalogue.ts'
import { maxPendingMs, type RuleInput } from '../../../../data/protocol/rule.ts'
import { judgesAlike } from '../../../../data/rules/judges-alike.ts'
import { defaultRules } from '../../../../data/rules/default-rules.ts'
import { formOf, inputOf, limitUnitFor, newForm, respeakForm, ruleOf, sameForm, withMeasure, type RuleForm } from '../../../../client/scenes/desk/rules/rule-form.ts'
import { exampleOf, exampleText } from '../../../../client/scenes/desk/rules/limit-field.ts'
import { conditionText, kpisText } from '../../../../client/scenes/desk/rules/rule-words.ts'
import { changeText } from '../../../../client/scenes/desk/parts/change-text.ts'
import { fieldOf, refusalErrors } from '../../../../client/scenes/desk/issues.ts'
import { ApiError } from '../../../../client/queries/api.ts'
import { deskVi } from '../../../../client/i18n/desk-vi.ts'
import { vi } from '../../../../client/i18n/vi.ts'
import type { DeskData } from '../../../../client/scenes/desk/desk-data.ts'

const kpiOf = (id: string): (typeof kpis)[number] | undefined => kpis.find((kpi) => kpi.id === id)
const speech = { language: 'vi', words: deskVi.issues } as const
const threshold: RuleInput = {
  nameVi: 'Trang số hóa dưới 60 %', nameEn: '', condition: { on: 'threshold', measure: 'value', op: 'below', limit: 0.6, clear: 0.625 }, kpis: ['digitization.pages'], root: '11',
  levels: ['commune'], minUnits: 3, minShare: 0.125, pendingMs: 6 * 3_600_000, clearAfterMs: 1_800_000, severity: 'behind', tell: ['centre', 'province'], enabled: true,
}
const form = formOf(threshold, kpiOf, 'vi')
const errorsOf = (changes: Partial<RuleForm>): Readonly<Record<string, string>> => {
  const read = ruleOf({ ...form, ...changes }, kpiOf, speech)
  return 'errors' in read ? read.errors : {}
}
const plain = (text: string): string => text.replaceAll('\u00a0', ' ')

describe('a rule and its form', () => {
  it('every rule of the product comes back from its form as it was, in both languages', () => {
    for (const { rule } of defaultRules) for (const language of ['vi', 'en'] as const) {
      const read = ruleOf(formOf(rule, kpiOf, language), kpiOf, { language, words: deskVi.issues })
      expect('rule' in read && { ...read.rule, levels: [...read.rule.levels].sort(), tell: [...read.rule.tell].sort() }).toEqual({ ...rule, levels: [...rule.levels].sort(), tell: [...rule.tell].sort() })
    }
  })

  it('what is saved closes warnings only where it judges otherwise: names and who is told change nothing, nor does a form', () => {
    const saved = (changes: Partial<RuleForm>): boolean => {
      const read = ruleOf({ ...form, ...changes }, kpiOf, speech)
      return 'rule' in read && judgesAlike(inputOf(threshold), read.rule)
    }
    expect([saved({}), saved({ nameVi: 'Tên khác', nameEn: 'Other' }), saved({ tell: ['centre'] })]).toEqual([true, true, true])
    expect([saved({ limit: '61' }), saved({ enabled: false }), saved({ levels: ['province', 'commune'] }), saved({ severity: 'at_risk' }), saved({ clearAfter: { amount: '10', unit: 'second' } })]).toEqual([false, false, false, false, false])
    for (const { rule } of defaultRules) {
      const read = ruleOf(formOf(rule, kpiOf, 'vi'), kpiOf, speech)
      expect('rule' in read && judgesAlike(rule, read.rule), rule.nameVi).toBe(true)
    }
  })

  it('a time beyond its bound is refused in the unit it is typed in', () => {
    const most = (amount: string, unit: RuleForm['pending']['unit']): string | undefined => errorsOf({ pending: { amount, unit } })['pendingMs']
    expect([most('30', 'day'), most('31', 'day'), most('720', 'hour'), most('721', 'hour'), most('43201', 'minute')].map((text) => (text === undefined ? null : plain(text))))
      .toEqual([null, 'Không lớn hơn 30 ngày.', null, 'Không lớn hơn 720 giờ.', 'Không lớn hơn 43.200 phút.'])
    expect(errorsOf({ clearAfter: { amount: '40', unit: 'day' } })).toEqual({ clearAfterMs: 'Không lớn hơn 30 ngày.' })
  })

  it('a threshold is typed in percent for ratios and sent as a ratio', () => {
    expect([form.limit, form.clear, form.minShare]).toEqual(['60', '62,5', '12,5'])
    expect(ruleOf(form, kpiOf, speech)).toEqual({ rule: threshold })
  })

  it('what cannot be read is said beside its field', () => {
    expect(errorsOf({ limit: 'sáu mươi' })).toEqual({ 'condition.limit': 'Cần một con số, thí dụ 62,5.' })
    expect(errorsOf({ clear: 'x' })).toEqual({ 'condition.clear': 'Cần một con số, thí dụ 62,5.' })
    expect(errorsOf({ limit: '' })).toEqual({ 'condition.limit': 'Cần một con số, thí dụ 62,5.' })
    expect(errorsOf({ minUnits: '1,5' })['minUnits']).toBe(deskVi.issues.count)
    expect(errorsOf({ root: '' })['root']).toBe(deskVi.issues.unit)
    expect(errorsOf({ levels: [] })).toEqual({ levels: deskVi.issues.choose })
    expect(errorsOf({ nameVi: 'ab' })).toEqual({ nameVi: deskVi.issues.short('3') })
    expect(errorsOf({ on: 'verdict', verdicts: [] })).toEqual({ 'condition.verdicts': deskVi.issues.choose })
  })

  it('a limit that every figure is beyond is said beside its field', () => {
    expect(errorsOf({ measure: 'age_hours', op: 'above', limit: '0', clear: '' })).toEqual({ 'condition.limit': deskVi.issues.alwaysAbove('0') })
    expect(errorsOf({ measure: 'age_hours', op: 'above', limit: '0,5', clear: '' })).toEqual({})
    expect(errorsOf({ measure: 'age_hours', op: 'below', limit: '87840', clear: '' })).toEqual({ 'condition.limit': deskVi.issues.alwaysBelow('87.840') })
    expect(errorsOf({ measure: 'age_hours', op: 'below', limit: '87839', clear: '' })).toEqual({})
  })

  it('bounds of the wire hold in the form, from both sides', () => {
    expect(errorsOf({ minShare: '100' })).toEqual({})
    expect(errorsOf({ minShare: '100,5' })).toEqual({ minShare: deskVi.issues.most('100') })
    expect(errorsOf({ minUnits: '5000' })).toEqual({})
    expect(errorsOf({ minUnits: '5001' })['minUnits']).toBe(deskVi.issues.most('5.000'))
    expect(errorsOf({ minUnits: '0' })['minUnits']).toBe(deskVi.issues.least('1'))
    expect(errorsOf({ pending: { amount: '30', unit: 'day' } })).toEqual({})
    expect(errorsOf({ pending: { amount: '30,1', unit: 'day' } })['pendingMs']).toBeDefined()
    expect(maxPendingMs).toBe(30 * 86_400_000)
  })

  it('the example of a limit is right as it stands: typed, it is what the hint says', () => {
    const sent = (kpi: string, measure: RuleForm['measure']): number | undefined => {
      const example = exampleText(exampleOf(measure, [kpiOf(kpi)!]), 'vi')
      const read = ruleOf({ ...form, measure, kpis: [kpi], limit: example, clear: '' }, kpiOf, speech)
      return 'rule' in read && read.rule.condition.on === 'threshold' ? read.rule.condition.limit : undefined
    }
    expect(sent('digitization.pages', 'value')).toBe(0.625)
    expect(sent('digitization.pages', 'gap')).toBe(-0.05)
    expect(sent('digitization.pages', 'fresh_share')).toBe(0.625)
    expect(sent('digitization.pages', 'age_hours')).toBe(72)
    expect(sent('training.classes', 'value')).toBe(120)
    expect(sent('rollout.stage', 'value')).toBe(3)
    for (const [measure, said] of [['value', '62,5'], ['gap', '−5'], ['age_hours', '72']] as const) expect(errorsOf({ measure, limit: 'x', clear: '' })).toEqual({ 'condition.limit': `Cần một con số, thí dụ ${said}.` })
    expect(plain(deskVi.rule.limitHints[exampleOf('value', [])](exampleText(exampleOf('value', []), 'vi')))).toBe('ghi theo phần trăm: 62,5 là 62,5 %')
  })

  it('a limit is held to what the figure can be, in the unit it is typed in, from both sides', () => {
    const wrong = (changes: Partial<RuleForm>): string | undefined => errorsOf({ clear: '', ...changes })['condition.limit']
    const said = (changes: Partial<RuleForm>): string => plain(wrong(changes) ?? '')
    expect([wrong({ limit: '100' }), wrong({ limit: '0,1' }), wrong({ op: 'above', limit: '0' }), wrong({ op: 'above', limit: '99,9' })]).toEqual([undefined, undefined, undefined, undefined])
    expect(said({ limit: '100,1' })).toBe('Không lớn hơn 100 %.')
    expect(said({ limit: '-1' })).toBe('Không nhỏ hơn 0 %.')
    expect(said({ limit: '0' })).toBe('Không số nào dưới 0 %: điều kiện không bao giờ đúng.')
    expect(said({ op: 'above', limit: '100' })).toBe('Không số nào trên 100 %: điều kiện không bao giờ đúng.')
    expect(wrong({ measure: 'gap', limit: '-99' })).toBeUndefined()
    expect(said({ measure: 'gap', limit: '-101' })).toBe('Không nhỏ hơn -100 %.'.replace('-', '−'))
    expect(said({ measure: 'age_hours', op: 'above', limit: '-1' })).toBe('Không nhỏ hơn 0.')
    expect(said({ kpis: ['training.classes'], limit: '-1' })).toBe('Không nhỏ hơn 0.')
    expect(plain(errorsOf({ limit: '60', clear: '101' })['condition.clear'] ?? '')).toBe('Không lớn hơn 100 %.')
    expect(errorsOf({ limit: '60', clear: '100' })).toEqual({})
  })

  it('indicators of several units have no common limit, and before any is chosen a limit is typed in percent and stays as typed', () => {
    expect(errorsOf({ kpis: ['digitization.pages', 'training.classes'], limit: '0,5', clear: '' })).toEqual({ kpis: deskVi.issues.oneUnit })
    expect(errorsOf({ kpis: [] })).toEqual({ kpis: deskVi.issues.oneUnit })
    expect(errorsOf({ kpis: [], measure: 'age_hours', clear: '' })).toEqual({})
    const none = { ...form, kpis: [], limit: '62,5' }
    expect(limitUnitFor(none, kpiOf)).toBe('percent')
    expect(withMeasure(none, { kpis: ['digitization.pages'] }, kpiOf, 'vi').limit).toBe('62,5')
    expect(withMeasure(none, { kpis: ['training.classes'] }, kpiOf, 'vi').limit).toBe('62,5')
  })

  it('choosing other indicators keeps what the limit means', () => {
    const mixed = withMeasure(form, { kpis: ['digitization.pages', 'data.serious_errors'] }, kpiOf, 'vi')
    expect([limitUnitFor(mixed, kpiOf), mixed.limit, mixed.clear]).toEqual(['mixed', '0,6', '0,625'])
    const back = withMeasure(mixed, { kpis: ['digitization.pages'] }, kpiOf, 'vi')
    expect([back.limit, back.clear]).toEqual(['60', '62,5'])
    expect(withMeasure(form, { measure: 'age_hours' }, kpiOf, 'vi').limit).toBe('60')
  })

  it('a change of language keeps the rule', () => {
    const english = respeakForm({ ...form, limit: '1.000' }, 'vi', 'en')
    expect([english.limit, english.clear]).toEqual(['1000', '62.5'])
    expect(sameForm(respeakForm(form, 'vi', 'en'), formOf(threshold, kpiOf, 'en'), kpiOf, { ...speech, language: 'en' })).toBe(true)
  })

  it('a form is the same as another when it means the same rule', () => {
    expect(sameForm({ ...form, limit: '60,0' }, form, kpiOf, speech)).toBe(true)
    expect(sameForm({ ...form, limit: '61' }, form, kpiOf, speech)).toBe(false)
    expect(sameForm(newForm('TW'), newForm('TW'), kpiOf, speech)).toBe(true)
  })
})

describe('a rule in words', () => {
  it('its condition and indicators read as a sentence', () => {
    expect(plain(conditionText(threshold, [kpiOf('digitization.pages')!], deskVi, 'vi'))).toBe('giá trị dưới 60 %, nhả ở 62,5 %')
    const risk = defaultRules.find(({ id }) => id === 'plan-risk')!.rule
    expect(conditionText(risk, [], deskVi, 'vi')).toBe('có dấu hiệu: dưới kế hoạch (nguy cơ)')
    expect(kpisText({ ...threshold, kpis: ['a', 'b', 'c', 'd'] }, (id) => id.toUpperCase(), deskVi, 'vi')).toBe('A, B, C và 1 chỉ số nữa')
    expect(kpisText({ ...threshold, kpis: null }, (id) => id, deskVi, 'vi')).toBe('mọi chỉ số')
  })

  it('its history tells changed fields as words, not as the wire writes them', () => {
    const data = { unitByCode: new Map([['11', { code: '11', fullName: 'Tỉnh Điện Biên', nameEn: 'Dien Bien Province', name: 'Điện Biên', level: 'province', type: 'tinh', parent: null, children: 45 }]]), kpiById: new Map() } as unknown as DeskData
    const told = (field: string, value: string | null, about: 'rule' | 'task' | 'warning' = 'rule'): string => plain(changeText(field, value, about, data, deskVi, { language: 'vi', durations: vi.durations, points: 'điểm' }))
    expect(told('pendingMs', '21600000')).toBe('6 giờ')
    expect(told('minShare', '0.1')).toBe('10 %')
    expect(told('condition', JSON.stringify({ on: 'report_due', steps: ['d7', 'overdue'] }))).toBe('báo cáo: còn 7 ngày, quá hạn')
    expect(told('levels', 'province, commune')).toBe('cấp tỉnh, cấp xã')
    expect(told('root', '11')).toBe('Tỉnh Điện Biên')
    expect(told('kpis', null)).toBe('mọi chỉ số')
    expect(told('state', 'open', 'warning')).toBe('chưa ai nhận')
    expect(told('state', 'open', 'task')).toBe('chưa làm')
    expect(told('shelvedUntil', '2026-11-30T00:00:00.000+07:00', 'warning')).toBe('00:00 30/11/2026')
    expect(told('condition', 'odd')).toBe('odd')
  })
})

describe('a refusal beside its field', () => {
  const fields = ['condition.limit', 'condition.clear', 'nameVi', 'deadline.day', 'due'] as const
  it('a path of the server finds the form\'s field, whatever stands before or below it', () => {
    expect(fieldOf('rule.condition.limit', fields)).toBe('condition.limit')
    expect(fieldOf('limit', fields)).toBe('condition.limit')
    expect(fieldOf('task.due', fields)).toBe('due')
    expect(fieldOf('nameVi.0', fields)).toBe('nameVi')
    expect(fieldOf('somewhere', fields)).toBeNull()
    expect(fieldOf(null, fields)).toBeNull()
  })

  it('the server\'s own words are shown in the page\'s language', () => {
    const error = new ApiError('field_invalid', 400, 'hạn quá gần', 'too near', 'task.due')
    expect(refusalErrors(error, fields, 'vi')).toEqual({ due: 'hạn quá gần' })
    expect(refusalErrors(error, fields, 'en')).toEqual({ due: 'too near' })
    expect(refusalErrors(new ApiError('not_ready', 503, 'a', 'b'), fields, 'vi')).toEqual({})
  })

  it('beside its field only the reason is said, not the field\'s name on the wire', () => {
    const error = new ApiError('field_invalid', 400, 'Trường task.due không hợp lệ: hạn đã qua. Không có gì được ghi.', 'The field task.due is not valid: it is past. Nothing was stored.', 'task.due', { why: 'hạn đã qua', whyEn: 'it is past' })
    expect(refusalErrors(error, fields, 'vi')).toEqual({ due: 'Hạn đã qua.' })
    expect(refusalErrors(error, fields, 'en')).toEqual({ due: 'It is past.' })
  })
})
