/** The page's questions over HTTP. Keys carry no time: an answer is refreshed in place and what was shown stays meanwhile. */
import { keepPreviousData, queryOptions, useQuery, useQueryClient, type QueryClient, type UseQueryResult } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { FiguresAnswer, KpisAnswer, SeriesAnswer, SessionAnswer, UnitsAnswer } from '../../data/protocol/answers.ts'
import type { TasksAnswer } from '../../data/protocol/task.ts'
import type { WarningsAnswer } from '../../data/protocol/warning.ts'
import type { MapGeometry } from '../../data/protocol/map-geometry.ts'
import { dayMs, toLocalIso } from '../../data/time/vietnam-time.ts'
import { useClock } from '../figures/use-live.ts'
import { getJson, queryOf } from './api.ts'

/** What does not change while a build runs is asked once an hour, milliseconds. */
const stableMs = 3_600_000
/** Tasks and warnings are asked again at least this often, milliseconds: days pass without an event. */
const refreshMs = 60_000
/** A rise of a version asks again at the earliest after this, milliseconds. */
export const versionDebounceMs = 1_000
/** Window of trend and change on every card, days. */
export const trendDays = 30

const stable = <Answer>(path: string) => queryOptions({
  queryKey: [path], queryFn: ({ signal }) => getJson<Answer>(path, signal), staleTime: stableMs, gcTime: Infinity,
})

function useStable<Answer>(path: string): UseQueryResult<Answer> {
  return useQuery({ ...stable<Answer>(path), refetchInterval: (query) => (query.state.status === 'error' ? 5_000 : stableMs) })
}

/** Asks for what every wall needs before its first picture, while its program is still on the way; the session as soon as it has come, undefined where it has not. */
export async function askFirst(client: QueryClient): Promise<SessionAnswer | undefined> {
  const session = client.prefetchQuery(stable('session'))
  for (const path of ['units', 'kpis', 'geometry']) void client.prefetchQuery(stable(path))
  await session
  return client.getQueryData<SessionAnswer>(['session'])
}

/** Who the server takes this page for. */
export const useSession = (): UseQueryResult<SessionAnswer> => useStable<SessionAnswer>('session')
/** The units of the viewer's scope. */
export const useUnits = (): UseQueryResult<UnitsAnswer> => useStable<UnitsAnswer>('units')
/** The catalogue. */
export const useKpis = (): UseQueryResult<KpisAnswer> => useStable<KpisAnswer>('kpis')
/** The map. */
export const useGeometry = (): UseQueryResult<MapGeometry> => useStable<MapGeometry>('geometry')

function useVersioned<Answer>(name: 'tasks' | 'warnings', root: string, limit: number): UseQueryResult<Answer> {
  const client = useQueryClient()
  const version = useClock(({ pulse }) => (pulse === null ? -1 : name === 'tasks' ? pulse.tasksVersion : pulse.warningsVersion))
  const epoch = useClock(({ pulse }) => pulse?.epoch ?? '')
  useEffect(() => {
    if (version < 0) return
    const timer = window.setTimeout(() => { void client.invalidateQueries({ queryKey: [name] }) }, versionDebounceMs)
    return () => window.clearTimeout(timer)
  }, [client, name, version, epoch])
  return useQuery({
    queryKey: [name, root, limit], placeholderData: keepPreviousData, refetchInterval: refreshMs, gcTime: 600_000,
    queryFn: ({ signal }) => getJson<Answer>(`${name}?${queryOf({ root, limit })}`, signal),
  })
}

/** Tasks of a root, most urgent first. */
export const useTasks = (root: string, limit: number): UseQueryResult<TasksAnswer> => useVersioned<TasksAnswer>('tasks', root, limit)
/** Warnings of a root, ranked. */
export const useWarnings = (root: string, limit: number): UseQueryResult<WarningsAnswer> => useVersioned<WarningsAnswer>('warnings', root, limit)

/** An answer of the year that has just ended is asked for again after this, milliseconds: the page's midnight came before the server's. */
const midnightMs = 2_000

/**
 * Figures of a unit with the frozen results of the year before `today` (local day, of the key: so they are asked for again at local
 * midnight). Only while `needed`.
 */
export function useYearResults(unit: string, kpis: readonly string[], today: string, needed: boolean): UseQueryResult<FiguresAnswer> {
  const list = kpis.join()
  return useQuery({
    queryKey: ['year-results', unit, list, today], enabled: needed, staleTime: refreshMs, gcTime: 600_000, placeholderData: keepPreviousData,
    queryFn: ({ signal }) => getJson<FiguresAnswer>(`units/${encodeURIComponent(unit)}/figures?${queryOf({ kpis: list })}`, signal),
    refetchInterval: ({ state }) => {
      if (state.data === undefined) return 5_000
      if (state.data.at.slice(0, 4) !== today.slice(0, 4)) return midnightMs
      return state.data.figures.some(({ lastYear }) => lastYear !== undefined) ? 5 * refreshMs : refreshMs
    },
  })
}

/** The last 30 days of one figure, a point a day. */
export function useTrend(unit: string, kpi: string): UseQueryResult<SeriesAnswer> {
  return useQuery({
    queryKey: ['series', unit, kpi], staleTime: refreshMs, refetchInterval: 5 * refreshMs, gcTime: 600_000,
    queryFn: ({ signal }) => {
      const now = Date.now()
      const range = { kpi, from: toLocalIso(now - trendDays * dayMs), to: toLocalIso(now), grain: 'day' }
      return getJson<SeriesAnswer>(`units/${encodeURIComponent(unit)}/series?${queryOf(range)}`, signal)
    },
  })
}
