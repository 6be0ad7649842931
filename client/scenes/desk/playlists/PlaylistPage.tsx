/** One play-list, or a new one (from another where the address says `from`): its form, and every change of it. */
import { useState, type ReactElement } from 'react'
import type { PlaylistDetailAnswer } from '../../../../data/protocol/playlist.ts'
import { useLanguage } from '../../../i18n/language.ts'
import { isGone, useFollowPlaylists, usePlaylist } from '../../../queries/playlist-queries.ts'
import { formatNumber } from '../../../ui/format.ts'
import { Link, usePlace } from '../navigation.tsx'
import { PageHead } from '../parts/bits.tsx'
import { History } from '../parts/History.tsx'
import { Answered } from '../parts/states.tsx'
import { given } from '../route.ts'
import { newPlaylistForm, playlistFormOf } from './playlist-form.ts'
import { PlaylistEditor } from './PlaylistEditor.tsx'
import { lengthText, playlistName, playlistsWordsOf, usePlaylistsWords } from './playlist-words.ts'

function Kept({ detail }: { detail: PlaylistDetailAnswer }): ReactElement {
  const [fresh] = useState(newPlaylistForm)
  return <><PlaylistEditor kept={detail} fresh={fresh} />{detail.history.length > 0 && <History acts={detail.history} about="playlist" />}</>
}

/** A new one that begins as a copy of another. */
function Copy({ detail: { playlist } }: { detail: PlaylistDetailAnswer }): ReactElement {
  const [fresh] = useState(() => ({
    ...playlistFormOf(playlist), nameVi: playlistsWordsOf('vi').copyOf(playlist.nameVi), nameEn: playlist.nameEn === '' ? '' : playlistsWordsOf('en').copyOf(playlist.nameEn),
  }))
  return <PlaylistEditor kept={null} fresh={fresh} />
}

function New(): ReactElement {
  const [fresh] = useState(newPlaylistForm)
  return <PlaylistEditor kept={null} fresh={fresh} />
}

/** See the file's head. */
export function PlaylistPage({ id }: { id: string | null }): ReactElement {
  const words = usePlaylistsWords(), language = useLanguage()
  const { search } = usePlace()
  const from = id === null ? given(search, 'from', /^[\w-]{1,64}$/) : null
  const query = usePlaylist(id ?? from)
  useFollowPlaylists()
  const back = <Link to="playlists">{words.back}</Link>
  if (id === null) return <><PageHead title={words.newTitle} back={back} />{from === null ? <New /> : <Answered query={query} missing={back}>{(detail) => <Copy detail={detail} />}</Answered>}</>
  const playlist = query.data?.playlist
  return <>
    <PageHead title={playlist === undefined ? words.title : playlistName(playlist, language)} back={back}>
      {playlist !== undefined && <p className="counts">{playlist.builtIn && <><span>{words.builtIn}</span> · </>}<span>{words.total(lengthText(playlist.items.reduce((sum, { dwellS }) => sum + dwellS, 0), language), formatNumber(playlist.items.length, language))}</span></p>}
    </PageHead>
    {playlist !== undefined && isGone(query.error) && <p className="remark" role="alert">{words.gone}</p>}
    <Answered query={query} missing={back}>{(detail) => <Kept detail={detail} />}</Answered>
  </>
}
