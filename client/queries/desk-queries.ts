/** The desk's questions over HTTP. A list keeps what it showed while the next answer comes; what follows a version is asked again when it rises. */
import { keepPreviousData, useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { ObligationsAnswer } from '../../data/protocol/answers.ts'
import type { ProjectionAnswer } from '../../data/protocol/projection.ts'
import type { QualityAnswer, QualityReasonsAnswer } from '../../data/protocol/quality.ts'
import type { RaceAnswer, UnitReportsAnswer } from '../../data/protocol/report-race.ts'
import type { RuleDetailAnswer, RulesAnswer } from '../../data/protocol/rule.ts'
import type { TaskDetailAnswer, TasksAnswer } from '../../data/protocol/task.ts'
import type { ShownAnswer, WallsAnswer } from '../../data/protocol/wall.ts'
import type { VerdictsAnswer, WarningDetailAnswer, WarningsAnswer } from '../../data/protocol/warning.ts'
import { useClock } from '../figures/use-live.ts'
import { ApiError, getJson, queryOf } from './api.ts'
import { versionDebounceMs } from './queries.ts'

/** Answers are asked again at least this often, milliseconds: days pass without an event. */
const refreshMs = 60_000
/** Figures judged as a whole are asked again this often, milliseconds. */
const slowRefreshMs = 120_000

/** Parameters of a question; null and empty ones are left out. */
export type Parameters = Readonly<Record<string, string | number | null>>

/** `path?a=b` of what is given. */
export function askedPath(path: string, parameters: Parameters): string {
  const query = queryOf(Object.fromEntries(Object.entries(parameters).filter((entry): entry is [string, string | number] => entry[1] !== null && entry[1] !== '')))
  return query === '' ? path : `${path}?${query}`
}

/** What an answer is of: its key's first word is invalidated when that subject changes. */
export type Subject = 'warnings' | 'tasks' | 'rules' | 'units' | 'obligations' | 'playlists' | 'walls'

const retry = (count: number, error: Error): boolean => count < 1 && (!(error instanceof ApiError) || error.status === 0 || error.status >= 500)

const noneBefore = (): undefined => undefined

function useAnswer<Answer>(subject: Subject, path: string | null, { keep = false, everyMs = refreshMs }: { keep?: boolean, everyMs?: number } = {}): UseQueryResult<Answer> {
  return useQuery({
    queryKey: [subject, 'desk', path], enabled: path !== null, retry, refetchInterval: everyMs, gcTime: 300_000,
    placeholderData: keep ? keepPreviousData : noneBefore,
    queryFn: ({ signal }) => getJson<Answer>(path ?? '', signal),
  })
}

/** Asks everything of a subject again shortly after its version rose (reports: the duties and what units have handed in). */
export function useFollowVersion(subject: 'warnings' | 'tasks' | 'reports'): void {
  const client = useQueryClient()
  const version = useClock(({ pulse }) => (pulse === null ? -1 : pulse[`${subject}Version`]))
  const epoch = useClock(({ pulse }) => pulse?.epoch ?? '')
  useEffect(() => {
    if (version < 0) return
    const timer = window.setTimeout(() => {
      for (const first of subject === 'reports' ? ['obligations', 'units'] : [subject]) void client.invalidateQueries({ queryKey: [first] })
    }, versionDebounceMs)
    return () => window.clearTimeout(timer)
  }, [client, subject, version, epoch])
}

const part = encodeURIComponent

/** `GET /warnings`. */
export const useWarningList = (parameters: Parameters): UseQueryResult<WarningsAnswer> => useAnswer('warnings', askedPath('warnings', parameters), { keep: true })
/** `GET /warnings/:id`. */
export const useWarningDetail = (id: string): UseQueryResult<WarningDetailAnswer> => useAnswer('warnings', `warnings/${part(id)}`)
/** `GET /units/:code/verdicts`: asked again with the warnings, which say what tells of each. */
export const useVerdicts = (unit: string, kpi: string | null): UseQueryResult<VerdictsAnswer> => useAnswer('warnings', askedPath(`units/${part(unit)}/verdicts`, { kpi }), { keep: true })
/** `GET /rules`. */
export const useRules = (): UseQueryResult<RulesAnswer> => useAnswer('rules', 'rules')
/** `GET /rules/:id`; null: none is asked for. */
export const useRuleDetail = (id: string | null): UseQueryResult<RuleDetailAnswer> => useAnswer('rules', id === null ? null : `rules/${part(id)}`)
/** `GET /tasks/:id`. */
export const useTaskDetail = (id: string): UseQueryResult<TaskDetailAnswer> => useAnswer('tasks', `tasks/${part(id)}`)
/** `GET /units/:code/quality`. */
export const useQuality = (unit: string): UseQueryResult<QualityAnswer> => useAnswer('units', `units/${part(unit)}/quality`, { keep: true, everyMs: slowRefreshMs })
/** `GET /units/:code/quality/:criterion`; null: none is asked for. */
export const useQualityReasons = (unit: string, criterion: string | null, group: string | null): UseQueryResult<QualityReasonsAnswer> =>
  useAnswer('units', criterion === null ? null : askedPath(`units/${part(unit)}/quality/${part(criterion)}`, { group }), { everyMs: slowRefreshMs })
/** `GET /units/:code/reports`. */
export const useUnitReports = (unit: string, year: number): UseQueryResult<UnitReportsAnswer> => useAnswer('units', askedPath(`units/${part(unit)}/reports`, { year }), { keep: true })
/** `GET /obligations`. */
export const useObligations = (root: string): UseQueryResult<ObligationsAnswer> => useAnswer('obligations', askedPath('obligations', { root }), { everyMs: slowRefreshMs })
/** `GET /obligations/:id/race`; null: none is asked for. */
export const useRace = (root: string, obligation: string | null, period: string | null): UseQueryResult<RaceAnswer> =>
  useAnswer('obligations', obligation === null ? null : askedPath(`obligations/${part(obligation)}/race`, { root, period }), { keep: true })
/** `GET /units/:code/projection`. */
export const useProjection = (unit: string, kpi: string | null): UseQueryResult<ProjectionAnswer> =>
  useAnswer('units', kpi === null ? null : askedPath(`units/${part(unit)}/projection`, { kpi }), { keep: true, everyMs: slowRefreshMs })

/** Rows of tasks asked for at a time, and the most the register loads. */
const taskStep = 200
/** Most rows of a register that are loaded and sorted on the page; beyond, the page says so and asks for a narrower filter. */
export const maxTaskRows = 2_000

/** Every task that matches, up to `maxTaskRows`, so that sorting sorts all of them. */
export function useTaskRegister(parameters: Parameters): UseQueryResult<TasksAnswer> {
  return useQuery({
    queryKey: ['tasks', 'desk', 'register', askedPath('tasks', parameters)], placeholderData: keepPreviousData, refetchInterval: refreshMs, gcTime: 300_000, retry,
    queryFn: async ({ signal }) => {
      const first = await getJson<TasksAnswer>(askedPath('tasks', { ...parameters, limit: taskStep }), signal)
      const byId = new Map(first.tasks.map((task) => [task.id, task]))
      for (let offset = taskStep; offset < Math.min(first.total, maxTaskRows); offset += taskStep) {
        const next = await getJson<TasksAnswer>(askedPath('tasks', { ...parameters, limit: taskStep, offset }), signal)
        for (const task of next.tasks) byId.set(task.id, task)
      }
      return { ...first, tasks: [...byId.values()] }
    },
  })
}

/** The fleet is looked at this often, milliseconds. */
const fleetMs = 3_000

/** `GET /walls`. */
export const useWalls = (): UseQueryResult<WallsAnswer> => useAnswer<WallsAnswer>('walls', 'walls', { keep: true, everyMs: fleetMs })
/** `GET /walls/:wall/shown`. */
export const useShown = (wall: string, at: string): UseQueryResult<ShownAnswer> => useAnswer<ShownAnswer>('walls', askedPath(`walls/${part(wall)}/shown`, { at }))
