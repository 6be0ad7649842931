/** Which periods count, and of how many units a warning about reports speaks: the same everywhere. */
import { describe, expect, it } from 'vitest'
import { defaultRules } from '../../../data/rules/default-rules.ts'
import { raceAnswerOf, unitReportsOf } from '../../../server/watch/reports/report-answers.ts'
import { CompiledRule } from '../../../server/watch/rules/compiled-rule.ts'
import { duty, endWorlds, month, onTimeKpi, reportKpis, reportPyramid, unitAt, worldAt } from './report-world.ts'

endWorlds()

describe('a centre that was opened today', () => {
  it('calls nobody missing or overdue for what was due before it could receive anything, in any answer', async () => {
    const world = worldAt('2026-11-29T09:00:00')
    await world.handIn('11001')
    await world.append(world.reading('11002', 'training.staff'))
    const { race } = world
    const november = raceAnswerOf(race, unitAt('TW'), duty('commune-month'), month('2026-11'))
    expect(november).toMatchObject({ counting: 'nobody_in', step: 'none', counts: { due: 6, in_time: 0, late: 1, partial: 1, waiting: 4, missing: 0 } })
    expect(raceAnswerOf(race, unitAt('TW'), duty('province-month'), month('2026-11'))).toMatchObject({ counting: 'nobody_in', counts: { waiting: 2, missing: 0 } })
    const own = unitReportsOf(race, unitAt('11002'), 2026)
    expect(own.onTime).toEqual({ due: 0, inTime: 0 })
    expect(own.reports.map(({ counting, state: said }) => `${counting} ${said}`)).toEqual([...Array<string>(10).fill('nobody_in waiting'), 'nobody_in partial', 'open waiting'])
    expect([race.reportDue(unitAt('11002')), race.dueReports()]).toEqual([[], []])
  })
})

describe('a warning of overdue reports', () => {
  it('counts the units that the race of its duty counts', () => {
    const world = worldAt('2026-11-22T08:00:00')
    const rules = defaultRules.filter(({ rule }) => rule.condition.on === 'report_due').map((rule) => new CompiledRule(rule, reportPyramid, reportKpis))
    const counted = (id: string, unit: string): number => raceAnswerOf(world.race, unitAt(unit), duty(id), month('2026-11')).counts.due
    expect(rules.map((rule) => ['11', '12'].map((unit) => rule.dueOf(onTimeKpi, unitAt(unit))))).toEqual(['commune-month', 'province-month'].map((id) => ['11', '12'].map((unit) => counted(id, unit))))
  })
})
