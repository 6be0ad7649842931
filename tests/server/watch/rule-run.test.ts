import { describe, expect, it } from 'vitest'
import type { RuleInput } from '../../../data/protocol/rule.ts'
import { startOfLocalDay } from '../../../data/time/vietnam-time.ts'
import { maxCellsPerStep, maxHearingMs, maxSeenStepMs, RuleRun, type DueReport, type RunDeps } from '../../../server/watch/rules/rule-run.ts'
import { kpisOf, MemoryFigures, smallPyramid } from '../../support/memory-figures.ts'
import { HandVerdicts } from '../../support/hand-verdicts.ts'

const noon = startOfLocalDay('2026-11-22') + 12 * 3_600_000
const minute = 60_000
const hour = 60 * minute
const base: RuleInput = {
  nameVi: 'Thử', nameEn: '', condition: { on: 'verdict', verdicts: ['lost'] }, kpis: null, root: 'TW', levels: ['commune'], minUnits: 1, minShare: 0,
  pendingMs: 0, clearAfterMs: 0, severity: 'no_data', tell: ['centre'], enabled: true,
}

/** Two provinces of ten communes; KPI 0 are daily pages, KPI 1 the communes' lines. */
function world(rule: Partial<RuleInput>, deps: Partial<RunDeps> = {}) {
  const live = new MemoryFigures(smallPyramid(2, 10), kpisOf('digitization.pages', 'network.uptime_commune'), noon)
  const verdicts = new HandVerdicts()
  const run = new RuleRun({ live, verdicts, ...deps })
  verdicts.onChanged((changes) => run.apply(changes))
  live.onChanged((cells) => run.touch(cells))
  run.setRules([{ id: 'r', rule: { ...base, ...rule } }])
  const of = (code: string): number => live.pyramid.indexOf(code)!
  const communes = (province: string): number[] => [...live.pyramid.children[of(province)]!]
  const look = (passMs: number): string[] => {
    live.nowMs += passMs
    return run.step().map(({ what, group }) => `${what} ${live.pyramid.units[group.unit]!.code} ${[...group.lines.values()].filter(({ untilMs }) => untilMs === null).length}/${group.lines.size}`)
  }
  /** Time that is observed: looked at at least every `maxSeenStepMs`. */
  const step = (passMs = 0): string[] => {
    const events: string[] = []
    for (let left = passMs; left > maxSeenStepMs; left -= maxSeenStepMs) events.push(...look(maxSeenStepMs))
    return [...events, ...look(passMs === 0 ? 0 : (passMs - 1) % maxSeenStepMs + 1)]
  }
  return { live, verdicts, run, of, communes, step, look }
}

describe('grouping', () => {
  it('makes one warning of a province whose communes are all lost, follows those that recover, and closes with the last', () => {
    const { verdicts, communes, step } = world({ clearAfterMs: 5 * minute })
    verdicts.raise(communes('11'), 1, 'lost', noon)
    expect(step()).toEqual(['opened 11 10/10'])
    expect(step(1000)).toEqual([])
    verdicts.clear(communes('11').slice(0, 5), 1, 'lost')
    expect(step(1000)).toEqual(['lines 11 5/10'])
    verdicts.clear(communes('11').slice(5), 1, 'lost')
    expect(step(1000)).toEqual(['lines 11 0/10'])
    expect(step(5 * minute - 1)).toEqual([])
    expect(step(1)).toEqual(['closed 11 0/10'])
    expect(step(hour)).toEqual([])
  })
  it('takes a province\'s and the centre\'s own figures for themselves', () => {
    const { verdicts, of, step } = world({ levels: ['centre', 'province'] })
    verdicts.raise([of('TW'), of('11'), of('12')], 0, 'lost', noon)
    expect(step()).toEqual(['opened TW 1/1', 'opened 11 1/1', 'opened 12 1/1'])
  })
  it('opens from as many units, and as large a share of those that report, as the rule says', () => {
    const { verdicts, communes, step } = world({ minUnits: 2, minShare: 0.3 })
    verdicts.raise(communes('11').slice(0, 2), 1, 'lost', noon)
    expect(step()).toEqual([])
    verdicts.raise(communes('11').slice(2, 3), 1, 'lost', noon)
    expect(step()).toEqual(['opened 11 3/3'])
  })
  it('looks below its root only, at its levels, KPIs and severities', () => {
    const { verdicts, communes, of, step } = world({ root: '12', kpis: ['digitization.pages'], condition: { on: 'verdict', verdicts: ['below_plan'], severities: ['at_risk'] } })
    verdicts.raise(communes('11'), 0, 'below_plan', noon, 'at_risk')
    verdicts.raise(communes('12'), 1, 'below_plan', noon, 'at_risk')
    verdicts.raise(communes('12'), 0, 'below_plan', noon, 'behind')
    verdicts.raise([of('12')], 0, 'below_plan', noon, 'at_risk')
    verdicts.raise(communes('12'), 0, 'lost', noon)
    expect(step()).toEqual([])
    verdicts.raise(communes('12').slice(0, 1), 0, 'below_plan', noon, 'at_risk')
    expect(step()).toEqual(['opened 12 1/1'])
  })
})

describe('pending time', () => {
  const pending: Partial<RuleInput> = { condition: { on: 'verdict', verdicts: ['below_plan'] }, pendingMs: 2 * minute }
  it('counts from when the condition was first seen to hold, however far back the verdict says it began', () => {
    const { verdicts, communes, step } = world(pending)
    verdicts.raise(communes('11').slice(0, 1), 1, 'below_plan', noon - 30 * 24 * hour)
    expect(step()).toEqual([])
    expect(step(2 * minute - 1)).toEqual([])
    expect(step(1)).toEqual(['opened 11 1/1'])
  })
  it('never lets a figure that was wrong for two seconds open anything', () => {
    const { verdicts, communes, step } = world({ ...pending, pendingMs: hour })
    const line = communes('11').slice(0, 1)
    step(minute)
    verdicts.raise(line, 1, 'below_plan', noon - 30 * 24 * hour)
    expect(step(2000)).toEqual([])
    verdicts.clear(line, 1, 'below_plan')
    expect(step(3 * hour)).toEqual([])
  })
  it('goes on while what is wrong changes its kind', () => {
    const { verdicts, communes, step } = world({ condition: { on: 'verdict', verdicts: ['late', 'lost'] }, pendingMs: 2 * minute }, { heardFromMs: -Infinity })
    const line = communes('11').slice(0, 1)
    verdicts.raise(line, 1, 'late', noon)
    step(minute)
    verdicts.raise(line, 1, 'lost', noon + minute)
    verdicts.clear(line, 1, 'late')
    expect(step(minute - 1)).toEqual([])
    expect(step(1)).toEqual(['opened 11 1/1'])
  })
  it('does not count what a clock jumps over: at most ten seconds between two looks', () => {
    const { verdicts, communes, step, look } = world(pending)
    verdicts.raise(communes('11').slice(0, 1), 1, 'below_plan', noon)
    step()
    expect(look(hour)).toEqual([])
    expect(step(2 * minute - maxSeenStepMs - 1)).toEqual([])
    expect(step(1)).toEqual(['opened 11 1/1'])
  })
  it('does not count what passes while the past is brought in, and opens nothing after it before all is judged again', () => {
    const { live, verdicts, communes, run, step } = world(pending)
    step()
    const bring = (): void => { for (let i = 0; i < 400; i++) { live.nowMs += 1000; run.pause() } }
    verdicts.raise(communes('11').slice(0, 1), 1, 'below_plan', noon - hour)
    bring()
    verdicts.waiting = 1
    // The second before the announcement was observed.
    expect([step(), step(2 * minute - 1001)]).toEqual([[], []])
    verdicts.waiting = 0
    expect(step()).toEqual([])
    expect(step(1)).toEqual(['opened 11 1/1'])
    const again = world({ ...pending, pendingMs: 0 })
    again.step()
    again.run.pause()
    again.verdicts.raise(again.communes('12'), 1, 'below_plan', noon)
    again.verdicts.waiting = 1
    expect(again.step(1000)).toEqual([])
    again.verdicts.clear(again.communes('12'), 1, 'below_plan')
    again.verdicts.waiting = 0
    expect(again.step(1000)).toEqual([])
  })
  it('of a walk through the past counts whole steps, and what stands at its beginning from when that began', () => {
    const { verdicts, communes, look } = world({ ...pending, pendingMs: hour }, { ofPast: true, seenStepMs: Infinity })
    verdicts.raise(communes('11').slice(0, 1), 1, 'below_plan', noon - hour)
    expect(look(0)).toEqual(['opened 11 1/1'])
    verdicts.raise(communes('12').slice(0, 1), 1, 'below_plan', noon)
    expect(look(hour)).toEqual(['opened 12 1/1'])
  })
  it('begins anew when the condition cleared in between', () => {
    const { verdicts, communes, live, step } = world({ condition: { on: 'verdict', verdicts: ['down'] }, pendingMs: 2 * minute })
    const line = communes('11').slice(0, 1)
    verdicts.raise(line, 1, 'down', noon)
    step(minute)
    verdicts.clear(line, 1, 'down')
    verdicts.raise(line, 1, 'down', live.nowMs)
    expect(step(2 * minute - 1)).toEqual([])
    expect(step(1)).toEqual(['opened 11 1/1'])
  })
  it('goes on where the clock was set back: by the time that passes, not by the figures\', which stand still until it has caught up', () => {
    let passedMs = 0
    const { live, verdicts, communes, run } = world(pending, { passedMs: () => passedMs })
    const beat = (): string[] => { passedMs += 1000; return run.step().map(({ what }) => what) }
    live.nowMs += 3 * hour
    expect(beat()).toEqual([])
    verdicts.raise(communes('11').slice(0, 1), 1, 'below_plan', noon)
    const events: string[][] = []
    // It may have begun since the look before, which counts for ten seconds at most.
    for (let i = 0; i < 109; i++) events.push(beat())
    expect(events.flat()).toEqual([])
    for (let i = 0; i < 12; i++) events.push(beat())
    expect(events.flat()).toEqual(['opened'])
  })
  it('of silence says nothing while the figures stand ahead of the clock, and waits to hear the sources after', () => {
    let passedMs = 0
    const { live, verdicts, communes, run } = world({}, { passedMs: () => passedMs })
    const beat = (stepMs: number): string[] => { passedMs += 1000; live.nowMs += stepMs; return run.step().map(({ what }) => what) }
    beat(3 * hour)
    verdicts.raise(communes('11'), 1, 'lost', noon + 450_000)
    for (let i = 0; i < 3600; i++) expect(beat(0)).toEqual([])
    for (let i = 0; i < 449; i++) expect(beat(1000)).toEqual([])
    expect([beat(1000), beat(1000), beat(1000)].flat()).toEqual(['opened'])
  })
  it('of silence that a jump of the clock made leaves the sources time to be heard by the new one', () => {
    const { verdicts, communes, look, step } = world({}, { heardFromMs: -Infinity })
    look(5 * hour)
    verdicts.raise(communes('11'), 1, 'lost', noon + 15 * minute)
    verdicts.raise(communes('12'), 1, 'below_plan', noon)
    expect(step(5 * minute)).toEqual([])
    verdicts.clear(communes('11'), 1, 'lost')
    expect(step(10 * minute)).toEqual([])
  })
  it('of silence that reaches over the start leaves the sources time to be heard again', () => {
    const { verdicts, communes, step } = world({}, { heardFromMs: noon })
    verdicts.raise(communes('11'), 1, 'lost', noon - hour)
    verdicts.raise(communes('11'), 0, 'lost', noon - hour)
    expect(step()).toEqual([])
    expect(step(7.5 * minute)).toEqual(['opened 11 10/10'])
    expect(step(maxHearingMs - 7.5 * minute - 1)).toEqual([])
    expect(step(1)).toEqual(['opened 11 10/10'])
  })
})

describe('a threshold', () => {
  const below = (limit: number, clear: number | null = null): Partial<RuleInput> => (
    { condition: { on: 'threshold', measure: 'value', op: 'below', limit, clear }, kpis: ['digitization.pages'], severity: 'behind' })
  it('holds below its limit and clears past its clearing limit only: no flapping at the edge', () => {
    const { live, communes, step } = world(below(0.5, 0.6))
    const commune = communes('11')[0]!
    const events = [60, 50, 49, 51, 49, 59, 49, 60, 59, 49].map((num) => {
      live.set(commune, 0, num, 100)
      return step(1000).join()
    })
    expect(events).toEqual(['', '', 'opened 11 1/1', '', '', '', '', 'closed 11 0/1', '', 'opened 11 1/1'])
  })
  it('without a clearing limit clears at its limit', () => {
    const { live, communes, step } = world(below(0.5))
    live.set(communes('11')[0]!, 0, 49, 100)
    expect(step()).toEqual(['opened 11 1/1'])
    live.set(communes('11')[0]!, 0, 50, 100)
    expect(step()).toEqual(['closed 11 0/1'])
  })
  it('is not met where there is no figure: missing is not zero', () => {
    const { live, of, communes, step } = world({ ...below(0.5), levels: ['commune', 'province'] })
    live.set(communes('11')[0]!, 0, 0, 0)
    live.tell([0, of('11')])
    expect(step()).toEqual([])
  })
  it('looks at all its cells when it is put in force, in turns', () => {
    const { live, communes, run, step } = world({ enabled: false })
    for (const commune of communes('11')) live.set(commune, 0, 1, 100)
    run.setRules([{ id: 'new', rule: { ...base, ...below(0.5) } }])
    expect(step()).toEqual(['opened 11 10/10'])
    expect(maxCellsPerStep).toBeGreaterThanOrEqual(3356)
  })
  it('on ages is met as time passes, without a reading', () => {
    const { live, communes, step } = world({ kpis: ['digitization.pages'], condition: { on: 'threshold', measure: 'age_hours', op: 'above', limit: 2, clear: null } })
    live.set(communes('11')[0]!, 0, 1, 2)
    expect(step(2 * hour)).toEqual([])
    expect(step(1)).toEqual(['opened 11 1/1'])
    live.set(communes('11')[0]!, 0, 1, 2)
    expect(step()).toEqual(['closed 11 0/1'])
  })
  it('on the fresh share is met by units that fall silent', () => {
    const { live, communes, step } = world({ levels: ['province'], kpis: ['digitization.pages'], condition: { on: 'threshold', measure: 'fresh_share', op: 'below', limit: 0.5, clear: null } })
    for (const commune of communes('11')) live.set(commune, 0, 1, 2)
    live.set(communes('11')[0]!, 0, 1, 2)
    expect(step()).toEqual(['opened 12 1/1'])
  })
})

describe('before everything is judged', () => {
  it('nothing opens and nothing closes', () => {
    const { verdicts, communes, run, of, step } = world({})
    verdicts.waiting = 1
    run.restore('r', 1, of('12'), { quiet: false, clearingMs: null, lines: [[communes('12')[0]!, { kind: 'lost', severity: 'no_data', sinceMs: noon - hour, size: 1, peak: 1, numbers: [], untilMs: null, joinedMs: null }]] })
    verdicts.raise(communes('11').slice(0, 1), 1, 'lost', noon)
    expect(step(hour)).toEqual([])
    verdicts.waiting = 0
    expect(step()).toEqual(['closed 12 0/1', 'opened 11 1/1'])
    verdicts.waiting = 1
    verdicts.clear(communes('11').slice(0, 1), 1, 'lost')
    expect(step()).toEqual(['closed 11 0/1'])
  })
})

describe('rules that change', () => {
  it('forget what they had found, and find again; names and who is told change nothing', () => {
    const { verdicts, communes, run, step } = world({})
    verdicts.raise(communes('11'), 1, 'lost', noon)
    step()
    run.setRules([{ id: 'r', rule: { ...base, nameVi: 'Tên khác', tell: ['province'] } }])
    expect(step()).toEqual([])
    run.setRules([{ id: 'r', rule: { ...base, minUnits: 11 } }])
    expect(step()).toEqual([])
    run.setRules([{ id: 'r', rule: { ...base, minUnits: 10 } }])
    expect(step()).toEqual(['opened 11 10/10'])
    run.setRules([{ id: 'r', rule: { ...base, enabled: false } }])
    expect([...run.groupsOf('r')]).toEqual([])
  })
  it('of KPIs or roots that are gone look at nothing', () => {
    const { verdicts, communes, run, step } = world({})
    run.setRules([{ id: 'a', rule: { ...base, kpis: ['gone.kpi'] } }, { id: 'b', rule: { ...base, root: '77' } }])
    verdicts.raise(communes('11'), 1, 'lost', noon)
    expect(step()).toEqual([])
  })
})

describe('due reports', () => {
  it('that are overdue at a start leave the units time to hand in what they held back', () => {
    const live = new MemoryFigures(smallPyramid(2, 10), kpisOf('reports.on_time'), noon)
    const run = new RuleRun({ live, verdicts: new HandVerdicts(), heardFromMs: noon, reports: () => [{ unit: live.pyramid.indexOf('11003')!, step: 'overdue', dueMs: noon - hour, sinceMs: noon - hour, missing: 1 }] })
    run.setRules([{ id: 'r', rule: { ...base, condition: { on: 'report_due', steps: ['overdue'] } } }])
    for (let passed = maxSeenStepMs; passed < maxHearingMs; passed += maxSeenStepMs) {
      live.nowMs += maxSeenStepMs
      expect(run.step()).toEqual([])
    }
    live.nowMs += maxSeenStepMs
    expect(run.step().map(({ what }) => what)).toEqual(['opened'])
  })
  it('that a jump of the clock made overdue leave the units time to hand in, and are gone with a start under the right one', () => {
    const live = new MemoryFigures(smallPyramid(2, 10), kpisOf('reports.on_time'), noon)
    const unit = live.pyramid.indexOf('11003')!
    const reports = (): DueReport[] => (live.nowMs < noon + hour ? [] : [{ unit, step: 'overdue', dueMs: noon + hour, sinceMs: noon + hour, missing: 1 }])
    const runOf = (): RuleRun => {
      const run = new RuleRun({ live, verdicts: new HandVerdicts(), reports })
      run.setRules([{ id: 'r', rule: { ...base, condition: { on: 'report_due', steps: ['overdue'] } } }])
      run.step()
      return run
    }
    const jumped = runOf()
    live.nowMs += 5 * hour
    expect(jumped.step()).toEqual([])
    for (let passed = maxSeenStepMs; passed < maxHearingMs; passed += maxSeenStepMs) {
      live.nowMs += maxSeenStepMs
      expect(jumped.step()).toEqual([])
    }
    live.nowMs = noon + minute
    const right = runOf()
    for (let passed = 0; passed < 2 * maxHearingMs; passed += maxSeenStepMs) {
      live.nowMs += maxSeenStepMs
      expect(right.step()).toEqual([])
    }
  })
  it('are a warning of their province until they are in', () => {
    const due: DueReport[] = []
    const { live, step } = (() => {
      const made = new MemoryFigures(smallPyramid(2, 10), kpisOf('reports.on_time'), noon)
      const run = new RuleRun({ live: made, verdicts: new HandVerdicts(), reports: () => due })
      run.setRules([{ id: 'r', rule: { ...base, condition: { on: 'report_due', steps: ['overdue'] } } }])
      return { live: made, step: (passMs: number) => { for (; passMs > maxSeenStepMs; passMs -= maxSeenStepMs) { made.nowMs += maxSeenStepMs; run.step() } made.nowMs += passMs; return run.step().map(({ what, group }) => `${what} ${made.pyramid.units[group.unit]!.code} ${group.lines.size}`) } }
    })()
    const unit = live.pyramid.indexOf('11003')!
    due.push({ unit, step: 'd1', dueMs: noon + hour, sinceMs: noon, missing: 2 })
    expect(step(0)).toEqual([])
    due[0] = { unit, step: 'overdue', dueMs: noon, sinceMs: noon, missing: 2 }
    expect(step(minute - 1)).toEqual([])
    expect(step(1)).toEqual(['opened 11 1'])
    due.length = 0
    expect(step(minute)).toEqual(['closed 11 1'])
  })
  it('that are not known yet open and close nothing', () => {
    const live = new MemoryFigures(smallPyramid(2, 10), kpisOf('reports.on_time'), noon)
    let known: DueReport[] | null = null
    const run = new RuleRun({ live, verdicts: new HandVerdicts(), reports: () => known })
    run.setRules([{ id: 'r', rule: { ...base, condition: { on: 'report_due', steps: ['overdue'] } } }])
    const unit = live.pyramid.indexOf('11003')!
    run.restore('r', 0, live.pyramid.indexOf('11')!, {
      quiet: false, clearingMs: null, lines: [[unit, { kind: 'report_due', severity: 'behind', sinceMs: noon - hour, untilMs: null, joinedMs: null, size: 1, peak: 1, numbers: [] }]],
    })
    const step = (passMs: number): string[] => { live.nowMs += passMs; return run.step().map(({ what }) => what) }
    expect([step(0), step(10 * minute)]).toEqual([[], []])
    known = []
    expect(step(minute)).toEqual(['closed'])
  })
})
