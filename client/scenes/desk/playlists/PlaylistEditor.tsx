/** The editor of a play-list: names and items on the left; interruption, what is to be mended and saving beside them. */
import { useEffect, useMemo, useRef, useState, type FormEvent, type ReactElement } from 'react'
import { maxInterruptS, maxPlaylistName, minInterruptS, type PlaylistDetailAnswer } from '../../../../data/protocol/playlist.ts'
import { useLanguage } from '../../../i18n/language.ts'
import { formatNumber } from '../../../ui/format.ts'
import { noErrors, refusalErrors, type FieldErrors } from '../issues.ts'
import { go, guardLeaving, Link } from '../navigation.tsx'
import { Refusal } from '../parts/Conflict.tsx'
import { Field, focusFirstWrong } from '../parts/Field.tsx'
import { useNotice } from '../parts/Notice.tsx'
import { deskHref } from '../route.ts'
import { useSender, type Sender } from '../use-send.ts'
import { useDeskWords } from '../use-desk-words.ts'
import { ItemRows } from './ItemRows.tsx'
import { playlistFields, playlistFormOf, playlistOf, rowOf, samePlaylistForm, type PlaylistForm, type PlaylistSpeech } from './playlist-form.ts'
import { useRemove, wallHref } from './PlaylistsPage.tsx'
import { usePlaylistsWords } from './playlist-words.ts'

/** What was kept before the form was opened or last saved; a newer one replaces an untouched form, and is told beside a touched one. */
function useBase(kept: PlaylistDetailAnswer | null, form: PlaylistForm, fresh: PlaylistForm, speech: PlaylistSpeech, onReset: (form: PlaylistForm) => void): { base: PlaylistForm, version: number, isOld: boolean, take: () => void } {
  const [base, setBase] = useState(() => ({ form: kept === null ? fresh : playlistFormOf(kept.playlist), version: kept?.playlist.version ?? 0 }))
  const isOld = kept !== null && kept.playlist.version > base.version
  const take = (): void => {
    if (kept === null) return
    const next = playlistFormOf(kept.playlist)
    setBase({ form: next, version: kept.playlist.version })
    onReset(next)
  }
  const untouched = samePlaylistForm(form, base.form, speech) || (isOld && samePlaylistForm(form, playlistFormOf(kept.playlist), speech))
  useEffect(() => { if (isOld && untouched) take() })
  return { base: base.form, version: base.version, isOld, take }
}

/** Everything that is to be mended, with its row. */
function Problems({ errors }: { errors: FieldErrors }): ReactElement | null {
  const words = usePlaylistsWords(), language = useLanguage()
  const all = Object.entries(errors)
  if (all.length === 0) return null
  return (
    <section className="check" aria-labelledby="problems-title">
      <h2 id="problems-title">{words.problems}</h2>
      <ul className="remarks">{all.map(([field, why]) => { const row = rowOf(field); return <li key={field} data-problem={field}>{row === null ? why : words.problemOf(formatNumber(row, language), why)}</li> })}</ul>
    </section>
  )
}

function Interrupt({ form, errors, onChange }: { form: PlaylistForm, errors: FieldErrors, onChange: (form: PlaylistForm) => void }): ReactElement {
  const words = usePlaylistsWords(), language = useLanguage()
  return (
    <section className="form-section" aria-label={words.sections.interrupt}>
      <h2>{words.sections.interrupt}</h2>
      <label className="switch" data-field="interrupt.severity"><input type="checkbox" checked={form.interrupts} onChange={(event) => onChange({ ...form, interrupts: event.currentTarget.checked })} /> <b>{words.interrupt}</b> <span className="quiet">{words.interruptHint}</span></label>
      <Field name="interrupt.holdS" label={words.holdS} help={words.dwellHint(formatNumber(minInterruptS, language), formatNumber(maxInterruptS, language))} error={errors['interrupt.holdS']}>
        {(control) => <input {...control} type="text" inputMode="numeric" maxLength={6} disabled={!form.interrupts} value={form.holdS} onChange={(event) => onChange({ ...form, holdS: event.currentTarget.value })} />}
      </Field>
    </section>
  )
}

function Names({ form, errors, builtIn, onChange }: { form: PlaylistForm, errors: FieldErrors, builtIn: boolean, onChange: (form: PlaylistForm) => void }): ReactElement {
  const all = useDeskWords(), words = usePlaylistsWords()
  const name = (field: 'nameVi' | 'nameEn', label: string): ReactElement => (
    <Field name={field} label={label} error={errors[field]} help={builtIn ? words.nameKept : undefined}>{(control) => <input {...control} type="text" disabled={builtIn} maxLength={maxPlaylistName} value={form[field]} onChange={(event) => onChange({ ...form, [field]: event.currentTarget.value })} />}</Field>
  )
  return <section className="form-section" aria-label={words.sections.name}><h2>{words.sections.name}</h2><div className="grid">{name('nameVi', words.nameVi)}{name('nameEn', `${words.nameEn} (${all.optional})`)}</div></section>
}

/** What can be done with a kept one besides saving. */
function Links({ kept, isTouched, sender }: { kept: PlaylistDetailAnswer, isTouched: boolean, sender: Sender }): ReactElement {
  const words = usePlaylistsWords(), language = useLanguage()
  const remove = useRemove(sender)
  const { playlist } = kept
  const removeAndGo = async (): Promise<void> => {
    if (!(await remove(playlist))) return
    guardLeaving(() => true)()
    go(deskHref('playlists', {}, window.location.search), true)
  }
  return (
    <p className="buttons">
      <a className="button" href={wallHref(playlist.id, language)} target="_blank" rel="noopener">{words.show}</a>
      {isTouched && <span className="quiet">{words.saveFirst}</span>}
      {!isTouched && <Link to="playlists/new" with={{ from: playlist.id }} className="button">{words.duplicate}</Link>}
      {playlist.mayEdit && !playlist.builtIn && <button type="button" className="remove" disabled={sender.busy} onClick={() => { void removeAndGo() }}>{words.remove}</button>}
    </p>
  )
}

/** Sends a form; whether it was stored. Holds what was tried and why. */
function useSave(id: string | null): { sender: Sender, note: string, setNote: (note: string) => void, save: (playlist: object, version: number) => Promise<void> } {
  const words = usePlaylistsWords(), tell = useNotice()
  const sender = useSender(['playlists'])
  const [note, setNote] = useState('')
  const save = async (playlist: object, version: number): Promise<void> => {
    const body = { playlist, version, ...(note.trim() === '' ? {} : { note: note.trim() }) }
    const answer = await sender.send<PlaylistDetailAnswer>(id === null ? 'POST' : 'PUT', id === null ? 'playlists' : `playlists/${encodeURIComponent(id)}`, body)
    if (answer === null) return
    tell({ text: id === null ? words.createdDone : words.saved })
    setNote('')
    if (id === null) { guardLeaving(() => true)(); go(deskHref(`playlists/${encodeURIComponent(answer.playlist.id)}`, {}, window.location.search), true) }
  }
  return { sender, note, setNote, save }
}

/** Why nothing here can be changed. */
function LookOnly({ builtIn }: { builtIn: boolean }): ReactElement {
  const all = useDeskWords(), words = usePlaylistsWords()
  return <p className="quiet">{builtIn ? words.builtInOnly : all.readOnly}</p>
}

/** See the file's head. `fresh`: what a new one begins with. */
export function PlaylistEditor({ kept, fresh }: { kept: PlaylistDetailAnswer | null, fresh: PlaylistForm }): ReactElement {
  const all = useDeskWords(), words = usePlaylistsWords(), language = useLanguage()
  const [form, setForm] = useState(() => (kept === null ? fresh : playlistFormOf(kept.playlist)))
  const [tried, setTried] = useState(false)
  const element = useRef<HTMLFormElement>(null)
  const id = kept?.playlist.id ?? null
  const { sender, note, setNote, save } = useSave(id)
  const speech = useMemo((): PlaylistSpeech => ({ language, words: all.issues }), [language, all])
  const { base, version, isOld, take } = useBase(kept, form, fresh, speech, setForm)
  const isTouched = !samePlaylistForm(form, base, speech)
  const read = useMemo(() => playlistOf(form, speech), [form, speech])
  const seen = 'errors' in read ? read.errors : noErrors
  const isShown = tried || (isTouched && kept !== null)
  const errors = { ...refusalErrors(sender.error, playlistFields(form), language), ...(isShown ? seen : noErrors) }
  const { leave } = words
  useEffect(() => (isTouched ? guardLeaving(() => window.confirm(leave)) : undefined), [isTouched, leave])
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setTried(true)
    if (!('playlist' in read)) return focusFirstWrong(element.current)
    void save(read.playlist, isOld && sender.error?.code === 'edited_meanwhile' ? kept?.playlist.version ?? 0 : version)
  }
  const mayEdit = kept === null || kept.playlist.mayEdit
  const builtIn = kept?.playlist.builtIn ?? false
  const change = (next: PlaylistForm): void => { if (sender.error !== null && sender.error.code !== 'edited_meanwhile') sender.clear(); setForm(next) }
  return (
    <form ref={element} className="two-columns playlist-form" noValidate onSubmit={submit}>
      <fieldset className="plain" disabled={!mayEdit}>
        <Names form={form} errors={errors} builtIn={builtIn} onChange={change} />
        <section className="form-section" aria-label={words.sections.items} data-field="items"><h2>{words.sections.items}</h2><ItemRows form={form} errors={errors} builtIn={builtIn} onChange={change} /></section>
      </fieldset>
      <aside>
        <fieldset className="plain" disabled={!mayEdit}><Interrupt form={form} errors={errors} onChange={change} /></fieldset>
        {mayEdit ? (
          <section className="save" aria-label={words.sections.save}>
            <Field name="note" label={`${words.note} (${all.optional})`} help={words.noteHint}>{(control) => <textarea {...control} rows={2} maxLength={500} value={note} onChange={(event) => setNote(event.currentTarget.value)} />}</Field>
            {isOld && <p className="remark" role="alert">{all.conflict} {isTouched && <button type="button" onClick={take}>{all.takeTheirs}</button>}</p>}
            <Refusal error={sender.error} history={kept?.history ?? []} fields={playlistFields(form)} />
            <Problems errors={errors} />
            <p className="buttons">
              <button type="submit" className="primary" disabled={sender.busy || (kept !== null && !isTouched)}>{sender.busy ? all.sending : id === null ? words.create : words.save}</button>
              {isTouched && kept !== null && <button type="button" onClick={() => { setForm(base); setTried(false); sender.clear() }}>{words.revert}</button>}
              <span className="quiet">{kept !== null && (isTouched ? words.unsaved : words.same)}</span>
            </p>
          </section>
        ) : <LookOnly builtIn={builtIn} />}
        {kept !== null && <Links kept={kept} isTouched={isTouched} sender={sender} />}
      </aside>
    </form>
  )
}
