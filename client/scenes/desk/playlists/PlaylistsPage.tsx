/** Every play-list of the unit and the default one: what it shows, how long a round is, and how to open, duplicate or remove it (with a way back). */
import type { ReactElement } from 'react'
import { defaultPlaylistId } from '../../../../data/playlists/default-playlist.ts'
import { maxPlaylists, type PlaylistAnswer, type PlaylistRemovedAnswer } from '../../../../data/protocol/playlist.ts'
import { useLanguage } from '../../../i18n/language.ts'
import { useFollowPlaylists, usePlaylists } from '../../../queries/playlist-queries.ts'
import { clipWords, formatNumber } from '../../../ui/format.ts'
import { useDesk } from '../desk-data.ts'
import { Link } from '../navigation.tsx'
import { PageHead } from '../parts/bits.tsx'
import { Refusal } from '../parts/Conflict.tsx'
import { useNotice } from '../parts/Notice.tsx'
import { Answered, Empty } from '../parts/states.tsx'
import { useSender, type Sender } from '../use-send.ts'
import { instantText } from '../values.ts'
import { playlistInputOf } from './playlist-form.ts'
import { lengthText, playlistName, sceneName, usePlaylistsWords } from './playlist-words.ts'

/** Letters of the scenes of one row. */
const scenesLetters = 110

/** Removes a play-list after a question, with a way back; whether it was removed. */
export function useRemove(sender: Sender): (playlist: PlaylistAnswer) => Promise<boolean> {
  const words = usePlaylistsWords(), language = useLanguage(), tell = useNotice()
  return async (playlist) => {
    const name = playlistName(playlist, language)
    if (!window.confirm(words.confirmRemove(name))) return false
    const path = `playlists/${encodeURIComponent(playlist.id)}`
    const removed = await sender.send<PlaylistRemovedAnswer>('DELETE', `${path}?version=${playlist.version}`)
    if (removed === null) return false
    tell({ text: words.removed(name), undo: async () => await sender.send<object>('PUT', path, { playlist: playlistInputOf(playlist), version: removed.version, note: words.undoNote }) !== null })
    return true
  }
}

/** Address of the wall with a play-list. */
export function wallHref(id: string, language: 'vi' | 'en'): string {
  return `/wall?playlist=${encodeURIComponent(id)}${language === 'en' ? '&lang=en' : ''}`
}

function Row({ playlist, busy, isFull, onRemove }: { playlist: PlaylistAnswer, busy: boolean, isFull: boolean, onRemove: (playlist: PlaylistAnswer) => void }): ReactElement {
  const words = usePlaylistsWords(), language = useLanguage(), { session } = useDesk()
  const name = playlistName(playlist, language)
  const { items, interrupt } = playlist
  const scenes = items.map(({ scene }) => sceneName(scene, language)).join(' → ')
  return (
    <tr data-playlist={playlist.id}>
      <td><Link to={`playlists/${encodeURIComponent(playlist.id)}`} className="row-link">{name}</Link>{playlist.builtIn && <small>{words.builtIn}</small>}</td>
      <td className="wide-cell">{clipWords(scenes, scenesLetters)}</td>
      <td className="num">{lengthText(items.reduce((sum, { dwellS }) => sum + dwellS, 0), language)}</td>
      <td className="num">{interrupt.severity === 'off' ? words.interruptOff : words.interruptOn(formatNumber(interrupt.holdS, language))}</td>
      <td className="num">{instantText(Date.parse(playlist.changedAt))}</td>
      <td><div className="row-acts">
        <a href={wallHref(playlist.id, language)} target="_blank" rel="noopener" aria-label={words.showOf(name)}>{words.show}</a>
        {session.role === 'operate' && !isFull && <Link to="playlists/new" with={{ from: playlist.id }} label={words.duplicateOf(name)}>{words.duplicate}</Link>}
        {playlist.mayEdit && playlist.id !== defaultPlaylistId && <button type="button" disabled={busy} aria-label={words.removeOf(name)} onClick={() => onRemove(playlist)}>{words.remove}</button>}
      </div></td>
    </tr>
  )
}

/** See the file's head. */
export function PlaylistsPage(): ReactElement {
  const words = usePlaylistsWords(), language = useLanguage(), { session } = useDesk()
  const query = usePlaylists()
  const sender = useSender(['playlists'])
  const remove = useRemove(sender)
  useFollowPlaylists()
  const { columns } = words
  const add = <Link to="playlists/new" className="button primary">{words.add}</Link>
  const own = (query.data?.playlists ?? []).filter(({ builtIn }) => !builtIn).length
  const isFull = own >= maxPlaylists
  return <>
    <PageHead title={words.title}>{session.role === 'operate' && !isFull && add}</PageHead>
    <p className="lead">{words.lead}</p>
    {isFull && <p className="remark">{words.most(formatNumber(maxPlaylists, language))}</p>}
    <Refusal error={sender.error} history={[]} />
    <Answered query={query}>{({ playlists }) => <>
      <table className="table rows playlists">
        <thead><tr>
          <th scope="col">{columns.name}</th><th scope="col">{columns.scenes}</th><th scope="col" className="num">{columns.length}</th>
          <th scope="col" className="num">{columns.interrupt}</th><th scope="col" className="num">{columns.changed}</th><th scope="col">{columns.acts}</th>
        </tr></thead>
        <tbody>{playlists.map((playlist) => <Row key={playlist.id} playlist={playlist} busy={sender.busy} isFull={isFull} onRemove={(one) => { void remove(one) }} />)}</tbody>
      </table>
      {own === 0 && <Empty text={words.none}>{words.noneDo}</Empty>}
    </>}</Answered>
  </>
}
