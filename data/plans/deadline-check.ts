/**
 * Whether people may set a deadline, as pure rules. Source: issue "Judgement", bad input: deadlines in impossible forms; a deadline that was
 * put off must lie later than it did (domain "Tasks").
 */
import { yearOf } from '../time/vietnam-time.ts'
import { deadlineEndMs } from './deadline.ts'
import type { DeadlineRule } from './task.ts'

/** Why a deadline is refused: the field below it, and words in both languages (each at most 120 characters). */
export interface DeadlineFault {
  readonly field: string
  readonly vi: string
  readonly en: string
}

/** The field of each kind of dated rule that carries the instant. */
const fieldOf = { day: 'day', month: 'month', quarter: 'quarter', quarters: 'last', standing: 'kind', roadmap: 'kind' } as const

/** Whether the calendar has a day `YYYY-MM-DD`: 31 February is none. */
function isDay(day: string): boolean {
  const ms = Date.parse(`${day}T00:00:00Z`)
  return Number.isFinite(ms) && new Date(ms).toISOString().slice(0, 10) === day
}

/** What is wrong with a new deadline at `nowMs`; null: nothing. `maxYears`: how many years after the present one it may lie at most. */
export function deadlineFault(rule: DeadlineRule, nowMs: number, maxYears: number): DeadlineFault | null {
  if (rule.kind === 'day' && !isDay(rule.day)) return { field: 'day', vi: 'không có ngày này trong lịch', en: 'the calendar has no such day' }
  if (rule.kind === 'quarters' && rule.first >= rule.last) {
    return { field: 'last', vi: 'quý cuối phải sau quý đầu; một quý thì dùng kiểu quarter', en: 'the last quarter must come after the first; for one quarter use the kind quarter' }
  }
  const endMs = deadlineEndMs(rule)
  if (endMs === null) return null
  const field = fieldOf[rule.kind]
  if (endMs <= nowMs) return { field, vi: 'hạn đã qua; chọn hạn từ hôm nay trở đi', en: 'this deadline has passed; choose one from today on' }
  if (yearOf(endMs - 1) > yearOf(nowMs) + maxYears) {
    return { field, vi: `hạn quá xa; chọn trong ${maxYears} năm tới`, en: `this deadline is too far; choose one within ${maxYears} years` }
  }
  return null
}

/** What is wrong with putting a deadline off from `old` to `rule`; null: nothing. Beside the faults of any new deadline. */
export function extensionFault(old: DeadlineRule, rule: DeadlineRule, nowMs: number, maxYears: number): DeadlineFault | null {
  const endMs = deadlineEndMs(rule)
  if (endMs === null) return { field: 'kind', vi: 'gia hạn phải nêu một hạn cụ thể: ngày, tháng hoặc quý', en: 'an extension must name a deadline: a day, a month or a quarter' }
  const fault = deadlineFault(rule, nowMs, maxYears)
  if (fault !== null) return fault
  const oldEndMs = deadlineEndMs(old)
  if (oldEndMs === null || endMs > oldEndMs) return null
  return { field: fieldOf[rule.kind], vi: 'hạn mới phải sau hạn đang có', en: 'the new deadline must lie after the present one' }
}
