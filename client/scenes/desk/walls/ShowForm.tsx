/** Sends a wall to a scene, a root, a KPI, a play-list; and its darkness at night. */
import { useState, type FormEvent, type ReactElement } from 'react'
import type { WallAddress, WallAnswer, WallCommand } from '../../../../data/protocol/wall.ts'
import { useLanguage } from '../../../i18n/language.ts'
import { usePlaylists } from '../../../queries/playlist-queries.ts'
import { readDim } from '../../../unattended/night-dim.ts'
import { Field } from '../parts/Field.tsx'
import { KpiSelect, UnitPicker } from '../parts/pickers.tsx'
import { playlistName } from '../playlists/playlist-words.ts'
import { useWallsWords } from './walls-words.ts'

const nowhere: WallAddress = { scene: null, root: null, kpi: null, playlist: null, dim: null }

/** See the file's head. It begins with what the wall was sent to last. */
export function ShowForm({ wall, busy, onCancel, onSend }: { wall: WallAnswer, busy: boolean, onCancel: () => void, onSend: (command: WallCommand) => void }): ReactElement {
  const words = useWallsWords(), language = useLanguage()
  const lists = usePlaylists().data?.playlists ?? []
  const [address, setAddress] = useState<WallAddress>(wall.orders.address ?? nowhere)
  const change = (part: Partial<WallAddress>): void => setAddress({ ...address, ...part })
  const dimWrong = address.dim !== null && readDim(address.dim) === null
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (!dimWrong) onSend({ kind: 'show', address })
  }
  return (
    <form className="walls-form" aria-label={words.showTitle(wall.wall)} onSubmit={submit}>
      <Field label={words.playlist} name="playlist">{(control) => (
        <select {...control} value={address.playlist ?? ''} onChange={(event) => change({ playlist: event.currentTarget.value === '' ? null : event.currentTarget.value })}>
          <option value="">{words.playlistNone}</option>
          {address.playlist !== null && !lists.some(({ id }) => id === address.playlist) && <option value={address.playlist}>{address.playlist}</option>}
          {lists.map((list) => <option key={list.id} value={list.id}>{playlistName(list, language)}</option>)}
        </select>
      )}</Field>
      <Field label={words.scene} name="scene">{(control) => (
        <select {...control} value={address.scene ?? ''} onChange={(event) => change({ scene: event.currentTarget.value === '' ? null : event.currentTarget.value })}>
          <option value="">{words.sceneAny}</option>
          {Object.entries(words.scenes).map(([id, name]) => <option key={id} value={id}>{name}</option>)}
        </select>
      )}</Field>
      <Field label={words.root} name="root" help={words.rootHelp}>{(control) => <UnitPicker control={control} value={address.root} clearable onPick={(root) => change({ root })} />}</Field>
      <Field label={words.kpi} name="kpi">{(control) => <KpiSelect control={control} value={address.kpi} any={words.kpiAny} onPick={(kpi) => change({ kpi })} />}</Field>
      <Field label={words.dim} name="dim" help={words.dimHelp} error={dimWrong ? words.dimWrong : undefined}>{(control) => (
        <input {...control} type="text" autoComplete="off" maxLength={14} value={address.dim ?? ''} onChange={(event) => change({ dim: event.currentTarget.value.trim() === '' ? null : event.currentTarget.value.trim() })} />
      )}</Field>
      <p className="buttons"><button type="submit" className="primary" disabled={busy || dimWrong}>{words.send}</button> <button type="button" onClick={onCancel}>{words.cancel}</button></p>
    </form>
  )
}
