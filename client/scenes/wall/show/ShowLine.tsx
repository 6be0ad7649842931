/** Where a rotating wall is, in its head: which item of how many, what comes next or why it stands still, and a thin line of the time shown. */
import type { ReactElement } from 'react'
import { shareShown } from '../../../../data/playlists/schedule.ts'
import { useClock, useNow } from '../../../figures/use-live.ts'
import { useLanguage, useSceneWords } from '../../../i18n/language.ts'
import { formatNumber } from '../../../ui/format.ts'
import { StatusShape } from '../../../ui/StatusShape.tsx'
import { useShow, useShowWords, type Show } from './show-context.ts'
import type { Running } from './show-runner.ts'

/** Parts of the line of time: more than a wall has pixels to tell apart at a second a step. */
const parts = 400

function Interrupted({ running }: { running: Running }): ReactElement {
  const words = useShowWords(), language = useLanguage()
  const left = useNow(() => Math.ceil((1 - shareShown(running.list, running.state, performance.now())) * running.list.interrupt.holdS))
  return <p className="show-line" role="status" data-show="interrupted"><StatusShape look="at_risk" size={1.8} /><b>{words.interrupted(formatNumber(left, language))}</b></p>
}

function Place({ running, show }: { running: Running, show: Show }): ReactElement {
  const words = useShowWords(), language = useLanguage()
  const { names } = useSceneWords()
  const { list: { items }, state } = running
  const isFilling = useClock(({ pulse }) => pulse?.backfill != null)
  const number = (n: number): string => formatNumber(n, language)
  const next = items[(state.index + 1) % items.length]
  const after = state.hold?.by === 'hand' ? words.away : show.trouble === 'gone' ? words.gone : isFilling || next === undefined || items.length < 2 ? '' : words.next(names[next.scene])
  return (
    <p className="show-line" role="status" data-show={state.hold?.by ?? show.trouble ?? 'runs'} data-at={state.index + 1} title={words.list(language === 'en' && show.nameEn !== '' ? show.nameEn : show.nameVi)}>
      <b>{words.position(number(state.index + 1), number(items.length))}</b>
      {state.hold?.by === 'key' ? <b className="show-held">{words.held}</b> : <span>{after}</span>}
    </p>
  )
}

/** See the file's head. */
export function ShowLine(): ReactElement | null {
  const show = useShow(), words = useShowWords()
  const { running, trouble } = show
  if (running === null) return trouble === null ? null : <p className="show-line" role="status" data-show={trouble}>{words[trouble]}</p>
  // a hold of an interruption says that it is held
  return running.state.interruption === null || running.state.hold !== null ? <Place running={running} show={show} /> : <Interrupted running={running} />
}

/** A thin line under the head: how much of the item's time has passed. It steps with the seconds and moves no pixel else. */
export function ShowProgress(): ReactElement | null {
  const { running } = useShow()
  const shown = useNow(() => (running === null ? -1 : Math.round(shareShown(running.list, running.state, performance.now()) * parts)))
  if (running === null) return null
  return <svg className="show-progress" viewBox={`0 0 ${parts} 1`} preserveAspectRatio="none" aria-hidden="true"><rect width={Math.max(0, shown)} height="1" fill="var(--on-track)" /></svg>
}
