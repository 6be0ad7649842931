/** The JSON body of a writing door, judged by its schema. The first wrong field is named, with what would be right. */
import type { z } from 'zod'
import { DomainError } from '../errors.ts'
import type { ErrorCode } from '../error-kinds.ts'
import { checkHeaders, parseJson } from '../ingest/parse-body.ts'
import { echoedField } from '../ingest/rejections.ts'
import type { Call } from './door.ts'
import { readBody } from './read-body.ts'

/** Longest body of a door that takes one object, bytes. */
export const maxObjectBytes = 64 * 1024

/** Refusals a door may give for its body. */
export const objectCodes: readonly ErrorCode[] = ['body_empty', 'json_broken', 'body_too_large', 'media_type_unsupported', 'encoding_unsupported', 'body_invalid', 'field_invalid']

type Why = readonly [vi: string, en: string]

const formats: Readonly<Record<string, Why>> = {
  date: ['ngày phải có thật và viết dạng 2026-11-30', 'the day must exist and be written like 2026-11-30'],
  datetime: ['thời điểm phải có giây và múi giờ, như 2026-11-30T08:00:00+07:00', 'the instant needs seconds and an offset, like 2026-11-30T08:00:00+07:00'],
  dim: ['giảm sáng viết dạng 22:00-06:00/40: từ giờ, đến giờ khác với từ giờ, còn lại 20–90 phần trăm; không giảm thì để null', 'it is written like 22:00-06:00/40: from, to at another time than from, 20–90 per cent of brightness that stay; null where it is never dimmed'],
}

function bound(issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig): Why {
  const isSmall = issue.code === 'too_small'
  const bound = String(isSmall ? issue.minimum : issue.maximum)
  const [vi, en] = issue.origin === 'string' ? [' ký tự', ' characters'] : issue.origin === 'array' ? [' phần tử', ' entries'] : ['', '']
  return isSmall ? [`cần ít nhất ${bound}${vi}`, `at least ${bound}${en} are needed`] : [`nhiều nhất ${bound}${vi}`, `at most ${bound}${en} are taken`]
}

function whyOf(issue: z.core.$ZodIssue, isMissing: boolean): Why {
  if (isMissing) return ['thiếu trường này', 'it is missing']
  if (issue.code === 'too_small' || issue.code === 'too_big') return bound(issue)
  if (issue.code === 'invalid_format') return formats[issue.format] ?? ['sai dạng', 'it has a wrong form']
  if (issue.code === 'invalid_value') return [`phải là một trong: ${issue.values.join(', ')}`, `it must be one of: ${issue.values.join(', ')}`]
  if (issue.code === 'invalid_union') return ['giá trị không có trong danh sách', 'its value is none of the list']
  if (issue.code === 'invalid_type') return ['sai kiểu giá trị', 'it has a wrong type']
  return ['giá trị không được nhận', 'its value is not taken']
}

function isAbsent(value: unknown, path: readonly PropertyKey[]): boolean {
  let at: unknown = value
  for (const step of path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, step)) return true
    at = (at as Record<PropertyKey, unknown>)[step]
  }
  return false
}

/** The refusal that the first issue of a schema means. `body_invalid` where there is no field to speak of. */
export function refusalOfIssue(value: unknown, issue: z.core.$ZodIssue): DomainError {
  if (issue.code === 'unrecognized_keys') return new DomainError('body_invalid', { field: echoedField([...issue.path, issue.keys[0] ?? ''].join('.')) })
  if (issue.path.length === 0) return new DomainError('body_invalid')
  const field = echoedField(issue.path.join('.'))
  const [whyVi, whyEn] = whyOf(issue, isAbsent(value, issue.path))
  return new DomainError('field_invalid', { field, params: { field, whyVi, whyEn } })
}

/** The body of a call by its schema. Throws DomainError (`objectCodes`). */
export async function jsonBody<T>({ request }: Call<unknown>, schema: z.ZodType<T>): Promise<T> {
  checkHeaders(request.headers['content-type'], request.headers['content-encoding'])
  const value = parseJson(await readBody(request, maxObjectBytes))
  const parsed = schema.safeParse(value)
  if (!parsed.success) throw refusalOfIssue(value, parsed.error.issues[0]!)
  return parsed.data
}
