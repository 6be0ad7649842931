/** Proof of display: a wall, a day, a time, and what was on the screen then. */
import { useState, type FormEvent, type ReactElement } from 'react'
import type { ShownSpan, WallAnswer } from '../../../../data/protocol/wall.ts'
import { shownDays } from '../../../../data/protocol/wall-terms.ts'
import { localDay } from '../../../../data/time/vietnam-time.ts'
import { useNow } from '../../../figures/use-live.ts'
import { useLanguage } from '../../../i18n/language.ts'
import { useShown } from '../../../queries/desk-queries.ts'
import { formatClock, formatDate, formatNumber } from '../../../ui/format.ts'
import { StatusShape } from '../../../ui/StatusShape.tsx'
import { useDesk } from '../desk-data.ts'
import { DayInput } from '../parts/DayInput.tsx'
import { Field } from '../parts/Field.tsx'
import { Answered } from '../parts/states.tsx'
import { instantOf, recordText, screenHref, screenNotes, screenText, useWallsWords } from './walls-words.ts'

/** To the second: a scene of a rotating wall lasts less than a minute. */
const secondText = (ms: number): string => `${formatClock(ms)} ${formatDate(ms)}`

function Span({ span, lead }: { span: ShownSpan, lead?: string }): ReactElement {
  const data = useDesk(), words = useWallsWords(), language = useLanguage()
  const told = span.told === null ? [] : [words.told(secondText(Date.parse(span.told.at))), ...(span.told.dropped === 0 ? [] : [words.droppedBefore(formatNumber(span.told.dropped, language))])]
  const notes = [...screenNotes(span.screen, words), words.proofFigures(recordText(span.seq, language), recordText(span.untilSeq, language)), words.build(span.build)]
  return (
    <p data-told={span.told === null ? 'no' : 'yes'} className={lead === undefined ? 'shown' : 'shown beside'}>{lead !== undefined && `${lead}: `}<b>{screenText(span.screen, data, words, language)}</b>, {words.span(secondText(Date.parse(span.from)), secondText(Date.parse(span.until)))}
      {told.length > 0 && <small className="told"><StatusShape look="behind" size={0.75} /> {told.join(' ')}</small>}
      <small>{notes.join(' · ')} · <a href={screenHref(span.screen)}>{words.open}</a></small>
    </p>
  )
}

function Proof({ wall, at }: { wall: string, at: string }): ReactElement {
  const words = useWallsWords()
  const query = useShown(wall, at)
  return (
    <div className="proof" aria-live="polite"><Answered query={query}>{({ at: answered, span, before, after }) => <>
      <p>{(span === null ? words.notHeard : words.shown)(secondText(Date.parse(answered)), wall)}{span === null && after === null && ` ${words.mayTell}`}</p>
      {span !== null && <Span span={span} />}
      {before !== null && <Span span={before} lead={words.before} />}
      {after !== null && <Span span={after} lead={words.after} />}
    </>}</Answered></div>
  )
}

/** See the file's head. */
export function ProofForm({ walls }: { walls: readonly WallAnswer[] }): ReactElement {
  const words = useWallsWords(), language = useLanguage()
  const today = useNow((nowMs) => localDay(nowMs))
  const [wall, setWall] = useState(walls[0]?.wall ?? '')
  const [day, setDay] = useState(today)
  const [time, setTime] = useState('')
  const [tried, setTried] = useState(false)
  const [asked, setAsked] = useState<{ readonly wall: string, readonly at: string } | null>(null)
  const typed = instantOf(day, time)
  const wrong = tried && !('at' in typed) ? typed : null
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setTried(true)
    // an answer to another question does not stand beside one that was not understood
    setAsked('at' in typed ? { wall, at: typed.at } : null)
  }
  return (
    <section className="part">
      <h2>{words.proofTitle}</h2>
      <form className="walls-form" onSubmit={submit}>
        <Field label={words.proofWall} name="wall">{(control) => <select {...control} value={wall} onChange={(event) => setWall(event.currentTarget.value)}>{walls.map(({ wall: id }) => <option key={id} value={id}>{id}</option>)}</select>}</Field>
        <Field label={words.proofDay} name="day" error={wrong?.wrongDay === true ? words.dayWrong : undefined}>{(control) => <DayInput control={control} value={day} onChange={setDay} max={today} />}</Field>
        <Field label={words.proofTime} name="time" help={words.timeHelp} error={wrong?.wrongTime === true ? words.timeWrong : undefined}>{(control) => <input {...control} type="text" inputMode="numeric" autoComplete="off" maxLength={8} value={time} onChange={(event) => setTime(event.currentTarget.value)} />}</Field>
        <p className="buttons"><button type="submit" className="primary">{words.ask}</button> <small>{words.keptDays(formatNumber(shownDays, language))}</small></p>
      </form>
      {asked !== null && <Proof key={`${asked.wall} ${asked.at}`} wall={asked.wall} at={asked.at} />}
    </section>
  )
}
