/** How many units of a plane look how. Pure. */
import type { Look } from '../../../ui/look.ts'
import { countLooks } from '../map/map-model.ts'
import { formatNumber } from '../../../ui/format.ts'
import type { PyramidSpeech } from './chain-words.ts'
import type { Looks } from './pyramid-layers.ts'

/** Whether a look is one of a unit that is short of its plan. */
export const isBelowPlan = (look: Look): boolean => look === 'at_risk' || look === 'behind'
/** Whether a look is one of a unit without data. */
export const isWithoutData = (look: Look): boolean => look === 'lost' || look === 'no_data' || look === 'silent'

/** `3 nguy cơ · 2 chậm · 3 không có dữ liệu`; where nothing of a plane is abnormal, all of what it is; and how many are late. Units that do not report are left out. */
export function countsText(units: readonly string[], looks: Looks, late: ReadonlySet<string>, { words, language }: PyramidSpeech): string {
  const shown = new Map(units.flatMap((unit) => { const look = looks.get(unit); return look === undefined ? [] : [[unit, look] as const] }))
  const counts = countLooks(shown)
  const abnormal = counts.filter(({ look }) => isBelowPlan(look) || isWithoutData(look))
  if (shown.size === 0) return words.notReporting(units.length)
  const aged = units.filter((unit) => late.has(unit)).length
  const texts = (abnormal.length > 0 ? abnormal : counts).map(({ look, count }) => `${formatNumber(count, language)} ${words.status[look]}`)
  return [...texts, ...(aged === 0 ? [] : [words.lateOfThem(formatNumber(aged, language))])].join(' · ')
}
