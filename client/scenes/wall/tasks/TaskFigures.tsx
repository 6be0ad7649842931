/** How many tasks are overdue and due when, and who has them: overdue of all by unit, as a bar. */
import type { ReactElement } from 'react'
import type { TaskAnswer, TasksAnswer } from '../../../../data/protocol/task.ts'
import { useLanguage, useSceneWords } from '../../../i18n/language.ts'
import { formatNumber } from '../../../ui/format.ts'
import { StatusShape } from '../../../ui/StatusShape.tsx'
import { useListWords } from '../use-list-words.ts'
import { unitName, useWallData } from '../wall-data.ts'

/** Owners listed. */
const ownerRows = 10

/** Tasks of one owner. */
interface Owner { readonly code: string, readonly overdue: number, readonly all: number }

/** Owners with most overdue tasks first. Pure. */
export function ownersOf(tasks: readonly Pick<TaskAnswer, 'owner' | 'state'>[]): readonly Owner[] {
  const late = new Map<string, Owner>()
  for (const { owner, state } of tasks) {
    const one = late.get(owner) ?? { code: owner, overdue: 0, all: 0 }
    late.set(owner, { ...one, overdue: one.overdue + (state === 'overdue' ? 1 : 0), all: one.all + 1 })
  }
  return [...late.values()].sort((a, b) => b.overdue - a.overdue || b.all - a.all)
}

function Owners({ answer }: { answer: TasksAnswer }): ReactElement | null {
  const data = useWallData()
  const scene = useSceneWords().tasks
  const lists = useListWords(), language = useLanguage()
  const rows = ownersOf(answer.tasks).slice(0, ownerRows)
  const most = Math.max(1, ...rows.map(({ all }) => all))
  if (rows.length === 0) return null
  return (
    <>
      <h2 className="sub-head">{scene.byOwner}<small>{lists.overdueOf}</small></h2>
      <dl className="tally owners">
        {rows.map(({ code, overdue, all }) => (
          <div key={code}>
            <dt>{unitName(data, code, language)}</dt>
            <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
              <rect width={(all / most) * 100} height="10" fill="var(--province-on-track)" /><rect width={(overdue / most) * 100} height="10" fill="var(--risk)" />
            </svg>
            <dd>{formatNumber(overdue, language)}<i>/{formatNumber(all, language)}</i></dd>
          </div>
        ))}
      </dl>
      {answer.tasks.length < answer.total && <p className="footnote">{lists.ownersOf(formatNumber(answer.tasks.length, language))}</p>}
    </>
  )
}

/** See the file's head. */
export function TaskFigures({ answer }: { answer: TasksAnswer | undefined }): ReactElement {
  const scene = useSceneWords().tasks
  const language = useLanguage()
  const count = (...states: string[]): string => (answer === undefined || answer.total === 0 ? '–' : formatNumber(states.reduce((sum, state) => sum + (answer.counts[state] ?? 0), 0), language))
  return (
    <>
      <p className="big"><b className="digits-plain">{count('overdue')}</b> {scene.overdue}</p>
      <dl className="tally">
        <div data-zero={answer?.counts['due7'] === 0 ? 'yes' : 'no'}><dt><StatusShape look="behind" size={2.4} />{scene.due7}</dt><dd>{count('due7')}</dd></div>
        <div><dt><StatusShape look="on_track" size={2.4} />{scene.due30}</dt><dd>{count('due30')}</dd></div>
        <div><dt>{scene.later}</dt><dd>{count('later')}</dd></div>
        <div><dt>{scene.undated}</dt><dd>{count('standing', 'roadmap')}</dd></div>
        <div><dt>{scene.done}</dt><dd>{count('done')}</dd></div>
      </dl>
      {answer !== undefined && <Owners answer={answer} />}
    </>
  )
}
