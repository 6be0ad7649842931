/** The last 30 days of a headline figure and its change over them; the change is counted to the live value. */
import type { ReactElement } from 'react'
import type { KpiAnswer } from '../../../../data/protocol/answers.ts'
import { Sparkline } from '../../../charts/Sparkline.tsx'
import { useLanguage, useWords } from '../../../i18n/language.ts'
import { useTrend } from '../../../queries/queries.ts'
import { formatDay } from '../../../ui/format.ts'
import type { Look } from '../../../ui/look.ts'
import { changeText } from '../figure-words.ts'
import { useWallData } from '../wall-data.ts'

const colours: Partial<Record<Look, string>> = { at_risk: 'var(--risk)', behind: 'var(--late)' }

/** See the file's head. `value`: the live value, the line's end. */
export function TrendBlock({ kpi, value, look }: { kpi: KpiAnswer, value: number | null, look: Look }): ReactElement | null {
  const words = useWords()
  const language = useLanguage()
  const { root } = useWallData()
  const { data } = useTrend(root.code, kpi.id)
  const points = data === undefined ? [] : [...data.points.slice(0, -1).map((point) => point.value), value]
  const plan = data === undefined ? [] : data.points.map((point) => point.expected)
  // the last point is the present itself
  const first = data?.points.slice(0, -1).find((point) => point.value !== null)
  const whole = first !== undefined && first === data?.points[0]
  const change = changeText(kpi, value, first?.value ?? null, { language, words })
  const window = whole || first === undefined ? words.trendWindow : words.sinceWindow(formatDay(Date.parse(first.from)))
  // while nothing is read nothing is said of how much there is
  if (data === undefined) return null
  if (change === null) return <div className="trend"><p className="no-trend">{words.noTrend}</p></div>
  return (
    <div className="trend">
      <Sparkline points={points} plan={kpi.direction === 'up' ? plan : []} width={18.6} height={5.6} stepped={kpi.kind === 'stock_count'}
        colour={colours[look] ?? 'var(--on-track)'} label={`${change}, ${window}`} />
      <p><b>{change}</b> {window}</p>
    </div>
  )
}
