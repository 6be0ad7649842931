/** Who did what, when, with the fields before and after; newest first. Of a task its units' reports too, with the instant they tell of. */
import type { ReactElement } from 'react'
import type { ActAnswer } from '../../../../data/protocol/act.ts'
import type { TaskHistoryEntry } from '../../../../data/protocol/task.ts'
import { useLanguage } from '../../../i18n/language.ts'
import { formatNumber } from '../../../ui/format.ts'
import { unitName, useDesk, type DeskData } from '../desk-data.ts'
import type { DeskWords } from '../../../i18n/desk-vi.ts'
import type { Language } from '../../../ui/format.ts'
import { useDeskWords, useSpeech } from '../use-desk-words.ts'
import { changeText, type ChangeSubject } from './change-text.ts'
import { instantText } from '../values.ts'

/** Who acted, as an office: never a person. */
export function actorText(act: ActAnswer, data: DeskData, words: DeskWords, language: Language): string {
  if (act.by === 'system') return words.actors.system
  if (act.by === 'local') return words.actors.local
  return words.actors.key(act.unit === null ? words.actors.outside : unitName(data, act.unit, language), act.keyId === null ? '–' : String(act.keyId))
}

/** What was done. */
export function actionText(action: string, words: DeskWords): string {
  return words.acts[action.split('.').at(-1) ?? action] ?? action
}

/** An act, or a task's entry, which may be a report. */
type Entry = ActAnswer & Partial<Pick<TaskHistoryEntry, 'observedAt' | 'isOvertaken' | 'simulated'>>

/** What is told of a report beside who and what: the instant it tells of where that is another minute, that it changed nothing, that it is simulated. */
function ReportNotes({ entry }: { entry: Entry }): ReactElement {
  const words = useDeskWords()
  const received = instantText(Date.parse(entry.at))
  const observed = entry.observedAt === null || entry.observedAt === undefined ? received : instantText(Date.parse(entry.observedAt))
  return <>
    {observed !== received && <> · {words.reportOf(observed)}</>}
    {entry.isOvertaken === true && <> · {words.reportOvertaken}</>}
    {entry.simulated === true && <> · {words.warnings.simulated}</>}
  </>
}

/** See the file's head. `total`: how many entries there are where not all are given. */
export function History({ acts, about, total = acts.length }: { acts: readonly Entry[], about: ChangeSubject, total?: number }): ReactElement {
  const data = useDesk(), words = useDeskWords(), language = useLanguage(), speech = useSpeech()
  const told = (field: string, value: string | null): string => changeText(field, value, about, data, words, speech)
  return (
    <section className="history" aria-labelledby="history-title">
      <h2 id="history-title">{words.history}</h2>
      {acts.length === 0 ? <p className="quiet">{words.historyNone}</p> : (
        <ol>{acts.map((act) => (
          <li key={act.seq}>
            <time dateTime={act.at}>{instantText(Date.parse(act.at))}</time>
            <div>
              <p><b>{actionText(act.action, words)}</b> · {actorText(act, data, words, language)}<ReportNotes entry={act} /></p>
              {act.note !== null && <p className="note">{act.note}</p>}
              {act.changes.length > 0 && <ul className="changes">{act.changes.map(({ field, before, after }) => (
                <li key={field}><span>{words.changedFields[field] ?? field}:</span> {before !== null && before !== after && act.isOvertaken !== true && <><s>{told(field, before)}</s> → </>}{told(field, after)}</li>
              ))}</ul>}
            </div>
          </li>
        ))}</ol>
      )}
      {total > acts.length && <p className="quiet">{words.historyNewest(formatNumber(acts.length, language), formatNumber(total, language))}</p>}
    </section>
  )
}
