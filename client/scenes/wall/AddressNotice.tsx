/** Says for a while that the address named a scene or a play-list that there is not, and what is shown instead; the address is put right. */
import { useEffect, useState, type ReactElement } from 'react'
import { defaultPlaylistId } from '../../../data/playlists/default-playlist.ts'
import { dropScene, putList, unknownScene } from './address.ts'
import { useShow, useShowWords } from './show/show-context.ts'

/** How long it is said, milliseconds. */
export const noticeMs = 20_000

/** See the file's head. What was wrong is read once: where the page was opened. */
export function AddressNotice(): ReactElement | null {
  const words = useShowWords()
  const { missing } = useShow()
  const [scene] = useState(() => unknownScene(window.location.search))
  const [list, setList] = useState<string | null>(null)
  const [seen, setSeen] = useState(true)
  useEffect(() => { if (unknownScene(window.location.search) !== null) dropScene() }, [])
  useEffect(() => {
    if (missing === null) return
    setList(missing)
    setSeen(true)
    putList(defaultPlaylistId)
  }, [missing])
  useEffect(() => {
    const timer = window.setTimeout(() => setSeen(false), noticeMs)
    return () => window.clearTimeout(timer)
  }, [list])
  const said = [...scene === null ? [] : [words.noScene(scene)], ...list === null ? [] : [words.noList(list)]]
  return said.length === 0 ? null : <p className="notice" role="status" data-seen={seen ? 'yes' : 'no'}>{said.join(' ')}</p>
}
