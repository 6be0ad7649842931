/** Questions of the wall's scenes beyond *Tổng quan*. */
import { keepPreviousData, useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import type { GroupsAnswer } from '../../data/protocol/groups.ts'
import type { LinesAnswer } from '../../data/protocol/lines.ts'
import type { RaceAnswer } from '../../data/protocol/report-race.ts'
import { useClock } from '../figures/use-live.ts'
import type { WarningPaceAnswer } from '../../data/protocol/warning.ts'
import { getJson, queryOf } from './api.ts'

/** A race is asked again this often, milliseconds: hand-ins come one by one. */
export const raceRefreshMs = 10_000

/** One reporting duty as it is met in its present period, for a root and each of its children. `owed` false: nobody below the root can owe it, so it is not asked. */
export function useRace(obligation: string, root: string, owed = true): UseQueryResult<RaceAnswer> {
  return useQuery({
    enabled: owed, queryKey: ['race', obligation, root], placeholderData: keepPreviousData, refetchInterval: raceRefreshMs, gcTime: 600_000,
    queryFn: ({ signal }) => getJson<RaceAnswer>(`obligations/${encodeURIComponent(obligation)}/race?${queryOf({ root })}`, signal),
  })
}

/** The three business groups are asked again this often, milliseconds. */
export const groupsRefreshMs = 30_000

/** The three business groups of a root as panels of counts. */
export function useGroups(root: string): UseQueryResult<GroupsAnswer> {
  return useQuery({
    queryKey: ['groups', root], placeholderData: keepPreviousData, refetchInterval: groupsRefreshMs, gcTime: 600_000,
    queryFn: ({ signal }) => getJson<GroupsAnswer>(`groups?${queryOf({ root })}`, signal),
  })
}

/** Lines are asked again at least this often, milliseconds: hours of a strip fill, ages grow. */
export const linesRefreshMs = 30_000
/** A rise of a version asks again after this, milliseconds; what rises meanwhile is in the same answer. */
export const linesGatherMs = 2_000

/** The lines of a root for one availability KPI; `limit` rows of each list. Asked again when a line or a warning of the scope changed. */
export function useLines(root: string, kpi: string, limit: number): UseQueryResult<LinesAnswer> {
  const client = useQueryClient()
  const version = useClock(({ pulse }) => (pulse === null ? '' : `${pulse.epoch} ${pulse.linesVersion} ${pulse.warningsVersion}`))
  const waiting = useRef<number | undefined>(undefined)
  useEffect(() => {
    if (version === '' || waiting.current !== undefined) return
    waiting.current = window.setTimeout(() => {
      waiting.current = undefined
      void client.invalidateQueries({ queryKey: ['lines'] })
    }, linesGatherMs)
  }, [client, version])
  useEffect(() => () => window.clearTimeout(waiting.current), [])
  return useQuery({
    queryKey: ['lines', root, kpi, limit], placeholderData: keepPreviousData, refetchInterval: linesRefreshMs, gcTime: 600_000,
    queryFn: ({ signal }) => getJson<LinesAnswer>(`units/${encodeURIComponent(root)}/lines?${queryOf({ kpi, limit })}`, signal),
  })
}

/** The pace of warnings is asked for again this often, milliseconds; a warning that comes or goes asks at once. */
const paceRefreshMs = 60_000

/** How fast the warnings of a root come and go. Invalidated with the warnings. */
export function useWarningPace(root: string): UseQueryResult<WarningPaceAnswer> {
  return useQuery({
    queryKey: ['warnings', 'pace', root], placeholderData: keepPreviousData, refetchInterval: paceRefreshMs, gcTime: 600_000,
    queryFn: ({ signal }) => getJson<WarningPaceAnswer>(`warning-pace?${queryOf({ root })}`, signal),
  })
}
