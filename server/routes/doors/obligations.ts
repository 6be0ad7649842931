/** The doors of the reporting duties: the calendar, the race of one duty, a unit's own reports, and who adopts a template duty. */
import { z } from 'zod'
import { followedObligations, isFollowed, nextReportDueMs, obligationById, obligations, type FollowedObligation, type Obligation } from '../../../data/plans/obligations.ts'
import { periodAt, periodName, periodOfName, reportDueMs, type ReportPeriod } from '../../../data/plans/report-periods.ts'
import { obligationsAnswer, type ObligationAnswer } from '../../../data/protocol/answers.ts'
import { raceAnswer, reportAdoptionAnswer, reportAdoptionInput, unitReportsAnswer } from '../../../data/protocol/report-race.ts'
import { toLocalIso, yearOf } from '../../../data/time/vietnam-time.ts'
import { actorOf } from '../../access/actor.ts'
import type { ErrorCode } from '../../error-kinds.ts'
import { DomainError } from '../../errors.ts'
import { raceAnswerOf, raceCounts, unitReportsOf } from '../../watch/reports/report-answers.ts'
import type { DoorDeps } from '../deps.ts'
import { door, noQuery, rootOf, unitOf, type Door } from '../door.ts'
import { edit } from '../edit.ts'
import { jsonBody, objectCodes } from '../json-body.ts'

const code = z.string().min(1).max(32)
const root = code.optional()

/** Levels of the units of a subtree. */
function levelsBelow({ live: { pyramid } }: DoorDeps, unit: number): ReadonlySet<string> {
  return new Set(pyramid.units.slice(unit, pyramid.end[unit]).map(({ level }) => level))
}

function presentOf(deps: DoorDeps, unit: number, obligation: Obligation, nowMs: number): ObligationAnswer['present'] {
  const { race } = deps.reports
  if (!isFollowed(obligation) || !race.loaded) return null
  const period = periodAt(obligation.grain, nowMs)
  const dueMs = reportDueMs(obligation.due, period)
  if (dueMs === null) return null
  return { period: periodName(period), dueAt: toLocalIso(dueMs), ...raceCounts(race, unit, followedObligations.indexOf(obligation), period) }
}

function tell(deps: DoorDeps, unit: number, obligation: Obligation, nowMs: number): ObligationAnswer {
  const { id, fromVi, toVi, nameVi, nameEn, level, due, template, source, grain } = obligation
  const dueMs = nextReportDueMs(due, nowMs)
  const followed = isFollowed(obligation)
  return {
    id, fromVi, toVi, nameVi, nameEn, level, dueAt: dueMs === null ? null : toLocalIso(dueMs), template,
    document: source.document, section: source.section, quoteVi: source.quoteVi ?? null, grain, followed,
    adopted: followed && template ? [...deps.reports.adoptions.holding(followedObligations.indexOf(obligation), unit, deps.live.pyramid.end[unit]!)] : [],
    present: presentOf(deps, unit, obligation, nowMs),
  }
}

function calendarDoor(deps: DoorDeps): Door {
  return door({
    method: 'get', path: '/api/v1/obligations', access: 'viewer', query: z.strictObject({ root }), answer: obligationsAnswer, codes: ['unit_unavailable'],
    summaryVi: 'Lịch báo cáo: ai báo cáo cho ai, hạn kế tiếp, đã nộp bao nhiêu', summaryEn: 'The reporting calendar: who reports to whom, the next due instant, how many are in',
    handle: ({ caller, query }) => {
      const unit = rootOf(deps, caller, query.root)
      const levels = levelsBelow(deps, unit)
      const nowMs = deps.clock.nowMs()
      const owed = obligations.filter(({ level }) => level === null || levels.has(level))
      return { json: { root: deps.live.pyramid.units[unit]!.code, at: toLocalIso(nowMs), obligations: owed.map((one) => tell(deps, unit, one, nowMs)) } }
    },
  })
}

/** The followed duty of an id that units of a subtree can owe, or DomainError `obligation_unavailable`. */
function dutyOf(deps: DoorDeps, unit: number, id: string): FollowedObligation {
  const obligation = obligationById(id)
  if (obligation === undefined || !isFollowed(obligation)) throw new DomainError('obligation_unavailable')
  if (obligation.level !== null && !levelsBelow(deps, unit).has(obligation.level)) throw new DomainError('obligation_unavailable')
  return obligation
}

/** The race, once the log has been read; before, nobody can be called missing. */
function raceOf({ reports: { race } }: DoorDeps): DoorDeps['reports']['race'] {
  if (!race.loaded) throw new DomainError('not_ready', { retryAfterS: 1 })
  return race
}

/** A held period that has begun, by its name; the present one where none is named. */
function periodOf(deps: DoorDeps, { grain }: FollowedObligation, name: string | undefined): ReportPeriod {
  const { race } = deps.reports
  const present = periodAt(grain, race.nowMs)
  const period = name === undefined ? present : periodOfName(grain, name)
  const isHeld = period !== null && race.columns.slotOf(period) >= 0
  const hasBegun = period !== null && (period.year < present.year || (period.year === present.year && period.index <= present.index))
  if (period === null || !isHeld || !hasBegun) throw new DomainError('parameter_invalid', { field: 'period' })
  return period
}

function raceDoor(deps: DoorDeps): Door {
  const query = z.strictObject({ root, period: z.string().min(4).max(8).optional() })
  return door({
    method: 'get', path: '/api/v1/obligations/:id/race', access: 'viewer', query, answer: raceAnswer, codes: ['unit_unavailable', 'obligation_unavailable', 'not_ready'],
    summaryVi: 'Đường đua báo cáo: ai đã nộp, ai còn thiếu trong một kỳ (năm nay, năm trước)', summaryEn: 'The reporting race: who has handed in, who is missing in a period (this year, last year)',
    handle: ({ caller, params, query: asked }) => {
      const unit = rootOf(deps, caller, asked.root)
      const obligation = dutyOf(deps, unit, params['id'] ?? '')
      const race = raceOf(deps)
      return { json: raceAnswerOf(race, unit, followedObligations.indexOf(obligation), periodOf(deps, obligation, asked.period)) }
    },
  })
}

function unitReportsDoor(deps: DoorDeps): Door {
  const query = z.strictObject({ year: z.string().regex(/^\d{4}$/).transform(Number).optional() })
  return door({
    method: 'get', path: '/api/v1/units/:code/reports', access: 'viewer', query, answer: unitReportsAnswer, codes: ['unit_unavailable', 'not_ready'],
    summaryVi: 'Mọi báo cáo một đơn vị phải nộp trong năm, và từng phần đã đến lúc nào', summaryEn: 'Every report a unit owes in a year, and when each part of it came',
    handle: ({ caller, params, query: { year } }) => {
      const unit = unitOf(deps, caller, params['code'] ?? '')
      const race = raceOf(deps)
      const asked = year ?? yearOf(race.nowMs)
      if (race.columns.slotOf({ grain: 'year', year: asked, index: 0 }) < 0) throw new DomainError('parameter_invalid', { field: 'year' })
      return { json: unitReportsOf(race, unit, asked) }
    },
  })
}

const editCodes: readonly ErrorCode[] = ['unit_unavailable', 'obligation_unavailable', 'act_impossible', 'edited_meanwhile', 'log_closed', 'log_full']

/** A template duty that can be adopted; why not, where the calendar has it and the product cannot follow it. */
function adoptable(id: string): FollowedObligation {
  const obligation = obligationById(id)
  if (obligation === undefined) throw new DomainError('obligation_unavailable')
  if (isFollowed(obligation)) return obligation
  const [whyVi, whyEn] = obligation.due === null
    ? ['văn bản không nêu ngày phải nộp', 'the document names no day to be in by']
    : ['kế hoạch là văn bản, không lập từ số liệu nên không theo dõi được', 'a plan is a paper and not made of readings, so nobody could tell whether it came']
  throw new DomainError('act_impossible', { params: { whyVi, whyEn } })
}

function adoptDoor(deps: DoorDeps): Door {
  return door({
    method: 'post', path: '/api/v1/obligations/:id/adoptions', access: 'operate', query: noQuery, body: reportAdoptionInput, answer: reportAdoptionAnswer,
    codes: [...objectCodes, ...editCodes],
    summaryVi: 'Một đơn vị tự áp dụng một chế độ báo cáo mẫu', summaryEn: 'A unit takes a template duty upon itself',
    handle: async (call) => {
      const input = await jsonBody(call, reportAdoptionInput)
      const unit = unitOf(deps, call.caller, input.unit)
      const obligation = adoptable(call.params['id'] ?? '')
      const actor = actorOf(call.caller, deps.live.pyramid)
      return { json: edit(() => deps.reports.adoptions.adopt(obligation, unit, actor, deps.reports.race.nowMs)) }
    },
  })
}

function endDoor(deps: DoorDeps): Door {
  return door({
    method: 'delete', path: '/api/v1/obligations/:id/adoptions/:unit', access: 'operate', query: noQuery, answer: reportAdoptionAnswer, codes: editCodes,
    summaryVi: 'Thôi áp dụng một chế độ báo cáo mẫu; kỳ đã đến hạn vẫn tính', summaryEn: 'End an adoption; what has fallen due still counts',
    handle: ({ caller, params }) => {
      const unit = unitOf(deps, caller, params['unit'] ?? '')
      const obligation = adoptable(params['id'] ?? '')
      return { json: edit(() => deps.reports.adoptions.end(obligation, unit, actorOf(caller, deps.live.pyramid), deps.reports.race.nowMs)) }
    },
  })
}

/** All of them. */
export function obligationDoors(deps: DoorDeps): readonly Door[] {
  return [calendarDoor(deps), raceDoor(deps), unitReportsDoor(deps), adoptDoor(deps), endDoor(deps)]
}
