/** What is wrong with a form, said beside the field it is about: from the wire's schemas before sending, from the server's refusal after. Pure. */
import type { z } from 'zod'
import type { ApiError } from '../../queries/api.ts'
import type { DeskWords } from '../../i18n/desk-vi.ts'
import { formatNumber, type Language } from '../../ui/format.ts'

/** Path of a field (`condition.limit`) → what is wrong with it, in the page's language. */
export type FieldErrors = Readonly<Record<string, string>>

/** No field is wrong. */
export const noErrors: FieldErrors = {}

type Issue = z.core.$ZodIssue
type IssueWords = DeskWords['issues']

/** One issue of a schema in words. */
export function issueText(issue: Issue, words: IssueWords, language: Language): string {
  const told = (n: number | bigint): string => formatNumber(Number(n), language, Number.isInteger(Number(n)) ? 0 : 2)
  switch (issue.code) {
    case 'too_small':
      if (issue.origin === 'string') return Number(issue.minimum) <= 1 ? words.required : words.short(told(issue.minimum))
      return issue.origin === 'array' ? words.choose : words.least(told(issue.minimum))
    case 'too_big':
      if (issue.origin === 'string') return words.long(told(issue.maximum))
      return issue.origin === 'array' ? words.many(told(issue.maximum)) : words.most(told(issue.maximum))
    case 'invalid_type': return issue.expected === 'number' || issue.expected === 'int' ? words.number : words.required
    case 'invalid_format': return issue.format === 'date' || issue.format === 'datetime' ? words.day : words.wrong
    default: return words.wrong
  }
}

/** The first issue of each field. `under`: a leading part of the path that the form does not name. */
export function schemaErrors(issues: readonly Issue[], words: IssueWords, language: Language, under = ''): FieldErrors {
  const errors: Record<string, string> = {}
  for (const issue of issues) {
    const path = issue.path.map(String).join('.')
    const field = under !== '' && path.startsWith(`${under}.`) ? path.slice(under.length + 1) : path
    errors[field] ??= issueText(issue, words, language)
  }
  return errors
}

/** The form's field that a path of the server means (`rule.condition.limit`, `task.due`, `limit`); null: none of these. */
export function fieldOf(path: string | null, fields: readonly string[]): string | null {
  if (path === null) return null
  const tail = path.split('.')
  for (let from = 0; from < tail.length; from++) {
    const name = tail.slice(from).join('.')
    const exact = fields.find((field) => field === name || field.endsWith(`.${name}`))
    if (exact !== undefined) return exact
  }
  for (let to = tail.length - 1; to > 0; to--) {
    const head = tail.slice(0, to).join('.')
    const above = fields.find((field) => field === head || field.endsWith(`.${head}`))
    if (above !== undefined) return above
  }
  return null
}

/** A refusal's own words in the page's language. */
export function refusalText(error: ApiError, language: Language): string {
  return language === 'vi' ? error.message : error.messageEn
}

/** A reason as a sentence of its own. */
export function sentence(why: string): string {
  return `${why.slice(0, 1).toLocaleUpperCase('vi')}${why.slice(1)}.`
}

/** A refusal beside its field, or none where it names no field of the form (then the form says it as a whole). The reason alone: which field it is stands there. */
export function refusalErrors(error: ApiError | null, fields: readonly string[], language: Language): FieldErrors {
  const field = error === null ? null : fieldOf(error.field, fields)
  return error === null || field === null ? noErrors : { [field]: error.why === null ? refusalText(error, language) : sentence(error.why[language]) }
}
