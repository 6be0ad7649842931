/** The play-lists over HTTP: one for a wall, all of them for the desk. Asked again within a second or two of a change. */
import { useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { PlaylistDetailAnswer, PlaylistsAnswer } from '../../data/protocol/playlist.ts'
import { useClock } from '../figures/use-live.ts'
import { ApiError, getJson } from './api.ts'

/** Asked again at least this often, milliseconds: a pulse may be lost. */
const refreshMs = 60_000
/** An answer that failed is asked for again after this, milliseconds. */
const againMs = 5_000
/** A rise of the version asks again after this, milliseconds: edits come in bursts, walls all at once. */
const followMs = 500

/** Whether the server says that there is no such play-list (any more). */
export function isGone(error: Error | null): boolean {
  return error instanceof ApiError && error.code === 'playlist_unavailable'
}

/** Asks everything about play-lists again shortly after the pulse told of a change. */
export function useFollowPlaylists(): void {
  const client = useQueryClient()
  const version = useClock(({ pulse }) => (pulse === null ? -1 : pulse.playlistsVersion))
  const epoch = useClock(({ pulse }) => pulse?.epoch ?? '')
  useEffect(() => {
    if (version < 0) return
    const timer = window.setTimeout(() => { void client.invalidateQueries({ queryKey: ['playlists'] }) }, followMs)
    return () => window.clearTimeout(timer)
  }, [client, version, epoch])
}

/** `GET /playlists/:id`; null: none is asked for. */
export function usePlaylist(id: string | null): UseQueryResult<PlaylistDetailAnswer> {
  return useQuery({
    queryKey: ['playlists', 'one', id], enabled: id !== null, gcTime: 600_000, retry: (count, error) => count < 1 && !(error instanceof ApiError && error.status === 404),
    refetchInterval: ({ state }) => (state.status === 'error' && !isGone(state.error) ? againMs : refreshMs),
    queryFn: ({ signal }) => getJson<PlaylistDetailAnswer>(`playlists/${encodeURIComponent(id ?? '')}`, signal),
  })
}

/** `GET /playlists`. */
export function usePlaylists(): UseQueryResult<PlaylistsAnswer> {
  return useQuery({
    queryKey: ['playlists', 'all'], gcTime: 300_000, refetchInterval: refreshMs, retry: 1,
    queryFn: ({ signal }) => getJson<PlaylistsAnswer>('playlists', signal),
  })
}
