/** The planted day, by which strangers judge the wall, does not contradict itself: one fact has one number and one instant in every answer. */
import { describe, expect, it } from 'vitest'
import { lineSince } from '../../../client/scenes/wall/anomaly-rows.ts'
import { dayMs } from '../../../data/time/vietnam-time.ts'
import { linesAnswer } from '../../scenes/fixture-lines.ts'
import { fixtureCell, kpiOf, plantedMs, pyramid } from '../../scenes/fixture-figures.ts'
import { raceAnswer } from '../../scenes/fixture-race.ts'
import { warningDetail, warningPace, warningsAnswer } from '../../scenes/fixture-warnings.ts'

/** Later on the same day, epoch ms: another scene is opened then. */
const laterMs = plantedMs + 57_000
const cell = (unit: string, kpi: string, nowMs = plantedMs) => fixtureCell(unit, kpiOf.get(kpi)!, nowMs, 'planted')

describe('the planted day', () => {
  it('begins each condition at one instant, whenever and wherever it is told', () => {
    const sinces = (nowMs: number) => warningsAnswer('TW', nowMs, 60, 'planted').warnings.map(({ unit, since }) => `${unit} ${since}`)
    expect(sinces(laterMs)).toEqual(sinces(plantedMs))
    const [cut] = linesAnswer('TW', 'network.uptime', 60, laterMs, 'planted').underWay
    expect(warningsAnswer('TW', plantedMs, 60, 'planted').warnings.find(({ kind }) => kind === 'down')?.since).toBe(cut!.since)
    for (const warning of warningsAnswer('TW', plantedMs, 60, 'planted').warnings.filter(({ kind }) => kind === 'lost')) {
      expect(new Set(warningDetail(warning.id, 'TW', laterMs, 'planted')!.lines.map(({ since }) => since))).toEqual(new Set([warning.since]))
      const ages = warningDetail(warning.id, 'TW', laterMs, 'planted')!.lines.map((line) => lineSince(line, warning))
      expect(new Set(ages), 'the box of the group counts from the same reading as the row').toEqual(new Set([Date.parse(warning.newestAt!)]))
      const { newestAtMs } = cell(warning.unit, warning.kpi, laterMs)
      expect([Date.parse(warning.newestAt!), newestAtMs! + 3 * dayMs]).toEqual([newestAtMs, Date.parse(warning.since!)])
    }
  })

  it('calls lost what the product calls lost, and warns of nothing else as lost', () => {
    const { warnings } = warningsAnswer('TW', plantedMs, 60, 'planted')
    for (const { unit, kpi, since, openedAt } of warnings.filter(({ kind }) => kind === 'lost')) {
      expect(cell(unit, kpi).freshness, unit).toBe('lost')
      expect([Date.parse(since!) < plantedMs, Date.parse(openedAt) < plantedMs], unit).toEqual([true, true])
      for (const child of pyramid.children[pyramid.indexOf(unit)!]!) expect(cell(pyramid.units[child]!.code, kpi).freshness).toBe('lost')
    }
    const lost = pyramid.units.filter(({ code, level }) => level === 'province' && cell(code, 'digitization.pages').freshness === 'lost').map(({ code }) => code)
    expect(lost.toSorted()).toEqual(warnings.filter(({ kind }) => kind === 'lost').map(({ unit }) => unit).toSorted())
  })

  it('says of its lines how many there are, and that all report where their figure says so', () => {
    for (const [root, kpi] of [['TW', 'network.uptime'], ['TW', 'network.uptime_commune'], ['11', 'network.uptime'], ['11', 'network.uptime_commune']] as const) {
      const { counts } = linesAnswer(root, kpi, 60, plantedMs, 'planted').self, { coverage } = cell(root, kpi)
      expect([coverage.due, coverage.children.due], `${root} ${kpi}`).toEqual([counts.due, kpi === 'network.uptime' ? (root === 'TW' ? 34 : 0) : pyramid.children[pyramid.indexOf(root)!]!.length])
      if (kpi === 'network.uptime') expect(counts.silent + counts.late + counts.never, root).toBe(coverage.due - coverage.fresh)
    }
  })

  it('has no late report whose last part came before its hour', () => {
    for (const root of ['TW', '20', '44']) {
      const { children, dueAt } = raceAnswer('commune-month', root, plantedMs, 'planted')
      expect(children.filter(({ counts, lastAt }) => counts.late > 0 && (lastAt === null || lastAt <= dueAt)).map(({ unit }) => unit), root).toEqual([])
    }
  })

  it('counts the warnings of a province for the province, and those taken among those opened', () => {
    const [whole, one] = ['TW', '11'].map((root) => warningPace(root, plantedMs, 'planted'))
    const opened = (pace: typeof whole) => pace!.days.reduce((sum, day) => sum + day.opened, 0)
    expect(opened(one)).toBeLessThan(opened(whole) / 10)
    for (const pace of [whole, one]) expect([pace!.taken.of, pace!.taken.count <= pace!.taken.of]).toEqual([opened(pace), true])
  })
})
