/** A changed field's value as a person reads it. Pure. The server tells changes of rules as plain texts: conditions as JSON, lists with commas, times in ms. */
import { ruleCondition, ruleConfirm } from '../../../../data/protocol/rule.ts'
import type { DeskWords } from '../../../i18n/desk-vi.ts'
import { formatDuration, formatNumber, formatPercent } from '../../../ui/format.ts'
import { kpiShort, unitName, type DeskData } from '../desk-data.ts'
import { playlistChangeText } from '../playlists/playlist-words.ts'
import { conditionText } from '../rules/rule-words.ts'
import { instantText, type ValueSpeech } from '../values.ts'

/** What a change is of: the same field means other states. */
export type ChangeSubject = 'warning' | 'task' | 'rule' | 'playlist'

function listText(value: string, nameOf: (one: string) => string): string {
  return value.split(/[,;] ?/).map(nameOf).join(', ')
}

function conditionChange(value: string, words: DeskWords, speech: ValueSpeech): string {
  let json: unknown
  try { json = JSON.parse(value) } catch { return value }
  const parsed = ruleCondition.safeParse(json)
  return parsed.success ? conditionText({ condition: parsed.data }, [], words, speech.language) : value
}

function confirmedChange(value: string, words: DeskWords, { language }: ValueSpeech): string {
  let json: unknown
  try { json = JSON.parse(value) } catch { return value }
  const parsed = ruleConfirm.safeParse(json)
  return parsed.success ? words.rule.overBudget.confirmed(formatNumber(parsed.data.warnings, language), formatNumber(parsed.data.units, language)) : value
}

function ruleChangeText(field: string, value: string, data: DeskData, words: DeskWords, speech: ValueSpeech): string {
  switch (field) {
    case 'condition': return conditionChange(value, words, speech)
    case 'confirmed': return confirmedChange(value, words, speech)
    case 'kpis': return listText(value, (id) => kpiShort(data, id, speech.language))
    case 'levels': case 'tell': return listText(value, (level) => words.levels[level] ?? level)
    case 'severity': return words.severity[value as keyof DeskWords['severity']] ?? value
    case 'enabled': return value === 'true' ? words.rules.on : words.rules.off
    case 'minShare': return Number.isFinite(Number(value)) ? formatPercent(Number(value), speech.language, 1, true) : value
    case 'pendingMs': case 'clearAfterMs': return Number.isFinite(Number(value)) ? formatDuration(Number(value), speech.durations) : value
    default: return value
  }
}

/** See the file's head. Units and KPIs by name, instants as times, states as words; null or empty: said to be so. */
export function changeText(field: string, value: string | null, about: ChangeSubject, data: DeskData, words: DeskWords, speech: ValueSpeech): string {
  if (value === null || value === '') return field === 'kpis' ? words.kpiPick.all : words.empty
  if (/^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$/.test(value)) return instantText(Date.parse(value))
  if (about === 'playlist') return playlistChangeText(field, value, data, speech.language)
  if (field === 'owner' || field === 'unit' || field === 'root') return unitName(data, value, speech.language)
  if (field === 'kpi') return kpiShort(data, value, speech.language)
  if (field === 'state') return about === 'task' ? words.task.reportedAs[value] ?? value : words.warnings.states[value as keyof DeskWords['warnings']['states']] ?? value
  return about === 'rule' ? ruleChangeText(field, value, data, words, speech) : value
}
