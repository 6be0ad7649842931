/**
 * A small server for the desk's pages: keeps warnings, rules and tasks in memory, takes acts with their versions as the real one does, and checks
 * every question and answer with the wire's schemas, so that a page that fits it fits the contract. Serves the built client under the product's own policy.
 */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import express, { type Request, type Response } from 'express'
import { Server } from 'socket.io'
import type { z } from 'zod'
import { kpis } from '../../data/kpis/catalogue.ts'
import type { ActAnswer } from '../../data/protocol/act.ts'
import { obligationsAnswer, problem, sessionAnswer } from '../../data/protocol/answers.ts'
import { liveNamespace } from '../../data/protocol/events.ts'
import { projectionAnswer } from '../../data/protocol/projection.ts'
import { qualityAnswer, qualityCriteria, qualityReasonsAnswer } from '../../data/protocol/quality.ts'
import { raceAnswer, reportAdoptionInput, unitReportsAnswer } from '../../data/protocol/report-race.ts'
import { rehearsalAnswer, rehearsalBudget, rehearsalInput, ruleChange, ruleCheck, ruleCheckAnswer, ruleDetailAnswer, rulesAnswer, type RuleAnswer, type RuleChange, type RuleInput } from '../../data/protocol/rule.ts'
import { adoptionInput, taskAct, taskDetailAnswer, taskInput, tasksAnswer, type TaskAnswer, type TaskDetailAnswer, type TaskHistoryEntry } from '../../data/protocol/task.ts'
import { playlistChange, playlistDetailAnswer, playlistRemovedAnswer, playlistsAnswer, type PlaylistAnswer } from '../../data/protocol/playlist.ts'
import { protocolVersion } from '../../data/protocol/version.ts'
import { commandAnswer, shownAnswer, wallCommand, wallsAnswer } from '../../data/protocol/wall.ts'
import { verdictsAnswer, warningAct, warningDetailAnswer, warningsAnswer, type WarningAnswer } from '../../data/protocol/warning.ts'
import { checkPlaylist } from '../../data/playlists/check-playlist.ts'
import { defaultPlaylist, defaultPlaylistId } from '../../data/playlists/default-playlist.ts'
import { checkRule } from '../../data/rules/check-rule.ts'
import { atOnceRemark, everythingProblem, firesOnEverything } from '../../data/rules/rule-remarks.ts'
import { toLocalIso } from '../../data/time/vietnam-time.ts'
import { contentSecurityPolicy } from '../../server/routes/headers.ts'
import { dutiesOf, plantedActs, plantedLines, plantedPlaylists, plantedReports, plantedRules, plantedTasks, plantedWarnings, projectionOf, qualityOf, raceOf, reasonsOf, rehearsed, unitReportsOf } from './desk-answers.ts'
import { plantedShown, plantedWalls } from './desk-walls.ts'
import { kpisAnswer, unitsAnswer } from './fixture-answers.ts'
import { plantedMs, pyramid } from './fixture-figures.ts'
import { plantedVerdicts } from './fixture-verdicts.ts'

/** A running desk fixture. */
export interface DeskFixture {
  readonly url: string
  /** Bodies that were sent, newest last: `POST /warnings/w-1/acts` and what. */
  readonly sent: { readonly call: string, readonly body: unknown }[]
  /** Somebody else acts on a warning: its version rises and its state changes. */
  meddle(id: string, state: WarningAnswer['state']): void
  /** Somebody else turns a play-list round. */
  rearrange(id: string): void
  /** Fails every answer from now on, or no longer. */
  fail(fails: boolean): void
  silence(): void
  close(): Promise<void>
}

/** How a desk fixture differs: `empty` has no warnings, rules or tasks; `readOnly` lets nobody act. */
export interface DeskFixtureOptions {
  readonly distDir: string
  readonly empty?: boolean
  readonly readOnly?: boolean
  readonly port?: number
}

class Refused extends Error {
  readonly problem: z.infer<typeof problem>
  constructor(status: number, code: string, detail: string, detailEn: string, field?: string, figures?: Record<string, number>) {
    super(code)
    this.problem = problem.parse({ type: `urn:thap:problem:${code}`, title: code, status, code, detail, detailEn, ...(field === undefined ? {} : { field }), ...(figures === undefined ? {} : { figures }) })
  }
}

const meanwhile = (): Refused => new Refused(409, 'edited_meanwhile', 'Trong lúc đó đã có thay đổi khác. Tải lại, xem thay đổi rồi sửa tiếp; không có gì bị ghi đè.', 'Something was changed meanwhile. Load it again, look at the change, then edit; nothing was overwritten.')
const gone = (code: string): Refused => new Refused(404, code, 'Không có mục này trong phạm vi được xem.', 'There is no such thing in your scope.')
const policy = Object.entries(contentSecurityPolicy).map(([name, values]) => `${name} ${values.join(' ')}`).join(';')

/** Starts a desk fixture on a free port of the loopback; its clock starts at the planted instant. */
export async function startDeskFixture({ distDir, empty = false, readOnly = false, port = 0 }: DeskFixtureOptions): Promise<DeskFixture> {
  const bootMs = Date.now()
  const now = (): number => plantedMs + (Date.now() - bootMs)
  const warnings = new Map((empty ? [] : plantedWarnings()).map((warning) => [warning.id, { warning: { ...warning, mayAct: !readOnly }, acts: plantedActs() }]))
  const rules = new Map((empty ? [] : plantedRules()).map((rule) => [rule.id, { rule: { ...rule, mayEdit: !readOnly }, acts: [] as ActAnswer[] }]))
  const tasks = new Map((empty ? [] : plantedTasks()).map((task) => [task.id, { task: { ...task, mayEdit: !readOnly }, acts: [] as ActAnswer[] }]))
  const playlists = plantedPlaylists(readOnly, empty)
  const rehearsals = new Map<string, { polls: number, loud: boolean }>()
  const sent: { call: string, body: unknown }[] = []
  let failing = false, made = 0, version = 1

  const app = express()
  app.use(express.json())
  const door = (method: 'get' | 'post' | 'put' | 'delete', path: string, answer: z.ZodType, make: (request: Request) => unknown): void => {
    app[method](`/api/v1/${path}`, (request: Request, response: Response) => {
      try {
        if (failing) throw new Refused(503, 'not_ready', 'Máy chủ đang dựng lại số liệu. Thử lại sau.', 'The server is rebuilding its figures. Try again later.')
        if (method !== 'get') { sent.push({ call: `${request.method} ${request.path.replace('/api/v1', '')}`, body: request.body as unknown }); version++ }
        response.json(answer.parse(make(request)))
      } catch (error) {
        const told = error instanceof Refused ? error : new Refused(500, 'internal', `Lỗi của máy chủ mẫu: ${String(error).slice(0, 300)}`, `Fixture error: ${String(error).slice(0, 300)}`)
        response.status(told.problem.status).json(told.problem)
      }
    })
  }
  const body = <T>(schema: z.ZodType<T>, request: Request): T => {
    const parsed = schema.safeParse(request.body)
    if (parsed.success) return parsed.data
    const field = parsed.error.issues[0]?.path.map(String).join('.') ?? ''
    throw new Refused(400, 'body_invalid', `Nội dung sai dạng ở ${field}.`, `Wrong shape at ${field}.`, field)
  }
  const note = (acts: ActAnswer[], action: string, text: string | null, changes: ActAnswer['changes'] = []): void => {
    acts.unshift({ seq: acts.length + 1, at: toLocalIso(now()), by: 'local', unit: 'TW', keyId: null, action, note: text, changes })
  }
  const under = (root: string | undefined, unit: string): boolean => {
    const top = pyramid.indexOf(root ?? 'TW') ?? 0, i = pyramid.indexOf(unit) ?? -1
    return i >= top && i < (pyramid.end[top] ?? 0)
  }
  const query = (request: Request): Record<string, string | undefined> => request.query as Record<string, string>
  const part = (request: Request, name: string): string => String(request.params[name])

  app.get('/api/v1/units', (_, response) => { response.json(unitsAnswer('TW')) })
  app.get('/api/v1/kpis', (_, response) => { response.json(kpisAnswer()) })
  door('get', 'session', sessionAnswer, () => ({ viewer: 'local', role: readOnly ? 'read' : 'operate', scope: 'TW', build: 'fixture', protocol: protocolVersion, epoch: 'e1', simulated: !empty, mode: empty ? 'real' : 'demo' }))

  const live: readonly string[] = ['open', 'acknowledged', 'assigned']
  door('get', 'warnings', warningsAnswer, (request) => {
    const { root, state, kind, kpi, q, limit, offset } = query(request)
    const all = [...warnings.values()].map(({ warning }) => warning).filter((one) => under(root, one.unit) && (kind === undefined || one.kind === kind) && (kpi === undefined || one.kpi === kpi) && (q === undefined || one.evidenceVi.includes(q)))
    const shown = all.filter((one) => (state === undefined ? live.includes(one.state) : one.state === state))
    const count = (severity: string): number => shown.filter((one) => one.severity === severity).length
    return {
      root: root ?? 'TW', at: toLocalIso(now()), total: shown.length, counts: { at_risk: count('at_risk'), behind: count('behind'), no_data: count('no_data') },
      shelved: { at_risk: 0, behind: 0, no_data: 0 }, waiting: 0, judged: true, pending: { counts: { at_risk: 0, behind: 0, no_data: 0 }, first: [] },
      states: Object.fromEntries(['open', 'acknowledged', 'assigned', 'resolved', 'closed', 'stopped'].map((one) => [one, all.filter((warning) => warning.state === one).length])),
      warnings: shown.slice(Number(offset ?? 0), Number(offset ?? 0) + Number(limit)),
    }
  })
  const warningOf = (request: Request): { warning: WarningAnswer, acts: ActAnswer[] } => {
    const found = warnings.get(part(request, 'id'))
    if (found === undefined) throw gone('warning_unavailable')
    return found
  }
  const warningDetail = ({ warning, acts }: { warning: WarningAnswer, acts: ActAnswer[] }): unknown => {
    const lines = plantedLines(warning)
    return { warning, lines, linesTotal: Math.max(lines.length, warning.units.affected), history: acts }
  }
  door('get', 'warnings/:id', warningDetailAnswer, (request) => warningDetail(warningOf(request)))
  door('post', 'warnings/:id/acts', warningDetailAnswer, (request) => {
    const found = warningOf(request), act = body(warningAct, request)
    if (act.version !== found.warning.version) throw meanwhile()
    if (act.act === 'assign' && act.task.owner === '44') throw new Refused(400, 'field_invalid', 'Trường task.due không hợp lệ: hạn quá gần. Không có gì được ghi.', 'The field task.due is not valid: too near. Nothing was stored.', 'task.due')
    const states = { acknowledge: 'acknowledged', comment: found.warning.state, shelve: found.warning.state, unshelve: found.warning.state, assign: 'assigned', resolve: 'resolved', reopen: 'open' } as const
    const before = found.warning
    found.warning = {
      ...before, state: states[act.act], version: before.version + 1, changedAt: toLocalIso(now()), shelvedUntil: act.act === 'shelve' ? act.until : act.act === 'unshelve' ? null : before.shelvedUntil,
      task: act.act === 'assign' ? 's2-06' : before.task, closedAt: act.act === 'resolve' ? toLocalIso(now()) : act.act === 'reopen' ? null : before.closedAt,
    }
    note(found.acts, act.act, act.note ?? null, before.state === found.warning.state ? [] : [{ field: 'state', before: before.state, after: found.warning.state }])
    return warningDetail(found)
  })

  const ruleOf = (request: Request): { rule: RuleAnswer, acts: ActAnswer[] } => {
    const found = rules.get(part(request, 'id'))
    if (found === undefined) throw gone('rule_unavailable')
    return found
  }
  /** Below 70 % it would open 34 warnings at once, below 95 % it holds of everything; and of the communes' lost data 22 are waiting. */
  const matchingOf = ({ condition, nameEn }: RuleInput): { pairs: number, of: number, warnings: number, units: number } => {
    const limit = condition.on === 'threshold' ? condition.limit : 0
    if (limit >= 0.7) return { pairs: limit >= 0.95 ? 3355 : 1204, of: 3355, warnings: 34, units: limit >= 0.95 ? 3355 : 1204 }
    return nameEn === 'Data of many communes lost' ? { pairs: 310, of: 3321, warnings: 22, units: 310 } : { pairs: 41, of: 3321, warnings: 7, units: 38 }
  }
  const maySwitchOn = (before: RuleInput | null, { rule, confirm }: RuleChange): void => {
    const { pairs, of, warnings, units } = matchingOf(rule)
    if (!rule.enabled || before?.enabled === true) return
    if (firesOnEverything(pairs, of)) throw new Refused(409, 'rule_fires_on_everything', `Điều kiện đúng với ${pairs}/${of} số liệu: không bật được.`, `It holds of ${pairs} of ${of} figures: it cannot be on.`, undefined, { pairs, of })
    if (warnings > rehearsalBudget && (confirm === undefined || confirm.warnings < warnings)) throw new Refused(409, 'rule_over_budget', `Mở ngay ${warnings} cảnh báo.`, `It opens ${warnings} warnings at once.`, undefined, { warnings, units, budget: rehearsalBudget, pairs, of })
  }
  door('get', 'rules', rulesAnswer, () => ({ root: 'TW', rules: [...rules.values()].map(({ rule }) => rule) }))
  door('post', 'rules/check', ruleCheckAnswer, (request) => {
    const { rule } = body(ruleCheck, request)
    const problems = checkRule(rule, { pyramid, kpis, scope: 0 })
    if (problems.length > 0) return { problems: [...problems], remarks: [], matching: null }
    const matching = matchingOf(rule), everything = rule.enabled ? everythingProblem(matching.pairs, matching.of) : null
    return { problems: everything === null ? [] : [everything], remarks: [...plantedRules().at(-1)?.remarks ?? [], ...atOnceRemark(matching.warnings, matching.units)], matching }
  })
  door('post', 'rules', ruleDetailAnswer, (request) => {
    const change = body(ruleChange, request), { rule, note: text } = change
    maySwitchOn(null, change)
    const kept = { rule: { ...rule, id: `r-${++made + 1}`, version: 1, builtIn: false, changedAt: toLocalIso(now()), mayEdit: true, openWarnings: 0, remarks: [] }, acts: [] as ActAnswer[] }
    note(kept.acts, 'create', text ?? null)
    rules.set(kept.rule.id, kept)
    return { rule: kept.rule, history: kept.acts }
  })
  door('get', 'rules/:id', ruleDetailAnswer, (request) => { const { rule, acts } = ruleOf(request); return { rule, history: acts } })
  door('put', 'rules/:id', ruleDetailAnswer, (request) => {
    const found = ruleOf(request), change = body(ruleChange, request)
    if (change.version !== found.rule.version) throw meanwhile()
    maySwitchOn(found.rule, change)
    note(found.acts, change.rule.enabled === found.rule.enabled ? 'edit' : change.rule.enabled ? 'switch_on' : 'switch_off', change.note ?? null, change.rule.enabled === found.rule.enabled ? [] : [{ field: 'enabled', before: String(found.rule.enabled), after: String(change.rule.enabled) }])
    found.rule = { ...found.rule, ...change.rule, version: found.rule.version + 1, changedAt: toLocalIso(now()) }
    return { rule: found.rule, history: found.acts }
  })
  const playlistOf = (request: Request): { playlist: PlaylistAnswer, acts: ActAnswer[] } => {
    const found = playlists.get(part(request, 'id'))
    if (found === undefined || removed.has(part(request, 'id'))) throw gone('playlist_unavailable')
    return found
  }
  const removed = new Set<string>()
  const meant = (request: Request): z.infer<typeof playlistChange> => {
    const change = body(playlistChange, request)
    const [problem] = checkPlaylist(change.playlist, { pyramid, kpis, scope: 0, builtIn: request.params['id'] === defaultPlaylistId ? defaultPlaylist : null })
    if (problem !== undefined) throw new Refused(400, 'field_invalid', `Trường playlist.${problem.field} không hợp lệ: ${problem.whyVi}.`, `The field playlist.${problem.field} is not valid: ${problem.whyEn}.`, `playlist.${problem.field}`)
    return change
  }
  door('get', 'playlists', playlistsAnswer, () => ({ owner: 'TW', playlists: [...playlists.values()].filter(({ playlist }) => !removed.has(playlist.id)).map(({ playlist }) => playlist) }))
  door('get', 'playlists/:id', playlistDetailAnswer, (request) => { const { playlist, acts } = playlistOf(request); return { playlist, history: acts } })
  door('post', 'playlists', playlistDetailAnswer, (request) => {
    const { playlist, note: text } = meant(request)
    const kept = { playlist: { ...playlist, id: `p-${++made}`, version: 1, builtIn: false, owner: 'TW', changedAt: toLocalIso(now()), mayEdit: true }, acts: [] as ActAnswer[] }
    note(kept.acts, 'create', text ?? null)
    playlists.set(kept.playlist.id, kept)
    return { playlist: kept.playlist, history: kept.acts }
  })
  door('put', 'playlists/:id', playlistDetailAnswer, (request) => {
    const found = playlists.get(part(request, 'id')), change = meant(request)
    if (found === undefined) throw gone('playlist_unavailable')
    if (change.version !== found.playlist.version) throw meanwhile()
    note(found.acts, removed.delete(found.playlist.id) ? 'restore' : 'edit', change.note ?? null, [{ field: 'items', before: JSON.stringify(found.playlist.items), after: JSON.stringify(change.playlist.items) }])
    found.playlist = { ...found.playlist, ...change.playlist, version: found.playlist.version + 1, changedAt: toLocalIso(now()) }
    return { playlist: found.playlist, history: found.acts }
  })
  door('delete', 'playlists/:id', playlistRemovedAnswer, (request) => {
    const found = playlistOf(request)
    if (Number(query(request)['version']) !== found.playlist.version) throw meanwhile()
    found.playlist = { ...found.playlist, version: found.playlist.version + 1 }
    removed.add(found.playlist.id)
    return { id: found.playlist.id, version: found.playlist.version }
  })
  const rehearsal = (id: string, { polls, loud }: { polls: number, loud: boolean }): unknown => (polls > 4 ? rehearsed(id, loud) : { ...rehearsed(id, loud), state: 'running', done: polls * 20, total: 90, result: null })
  door('post', 'rehearsals', rehearsalAnswer, (request) => {
    const id = `h-${rehearsals.size + 1}`, state = { polls: 0, loud: body(rehearsalInput, request).rule.minShare < 0.5 }
    rehearsals.set(id, state)
    return rehearsal(id, state)
  })
  door('get', 'rehearsals/:id', rehearsalAnswer, (request) => {
    const state = rehearsals.get(part(request, 'id'))
    if (state === undefined) throw gone('rehearsal_unavailable')
    state.polls++
    return rehearsal(part(request, 'id'), state)
  })
  door('delete', 'rehearsals/:id', rehearsalAnswer, (request) => {
    rehearsals.delete(part(request, 'id'))
    return { ...rehearsed(part(request, 'id'), false), state: 'cancelled', result: null }
  })

  const taskOf = (request: Request): { task: TaskAnswer, acts: ActAnswer[] } => {
    const found = tasks.get(part(request, 'id'))
    if (found === undefined) throw gone('task_unavailable')
    return found
  }
  /** What was planted of a task's reports stands before what was done here. */
  const taskDetail = ({ task, acts }: { task: TaskAnswer, acts: ActAnswer[] }): TaskDetailAnswer => {
    const reports = plantedReports(task), historyTotal = acts.length + reports.length
    const history = [...acts.map((act): TaskHistoryEntry => ({ ...act, observedAt: null, isOvertaken: false, simulated: false })), ...reports]
    const [, newest] = reports, told = newest === undefined || task.reported !== null ? task.reported : { at: newest.observedAt!, state: 'running', result: newest.changes[1]!.after }
    return { task: { ...task, reported: told }, history: history.map((entry, i) => ({ ...entry, seq: historyTotal - i })), historyTotal }
  }
  const listed = (root: string | undefined, state?: string, q?: string): unknown => {
    const all = [...tasks.values()].map(({ task }) => task).filter((task) => under(root, task.owner))
    const shown = all.filter((task) => (state === undefined || task.state === state) && (q === undefined || task.contentVi.toLowerCase().includes(q.toLowerCase())))
    return { root: root ?? 'TW', at: toLocalIso(now()), total: shown.length, registers: new Set(all.map(({ owner }) => owner)).size, counts: Object.fromEntries(['overdue', 'due7', 'due30', 'later', 'standing', 'roadmap', 'done'].map((one) => [one, all.filter((task) => task.state === one).length])), tasks: shown }
  }
  door('get', 'tasks', tasksAnswer, (request) => { const { root, state, q } = query(request); return listed(root, state, q) })
  door('post', 'tasks/adoptions', tasksAnswer, (request) => listed(body(adoptionInput, request).owner))
  door('get', 'tasks/:id', taskDetailAnswer, (request) => taskDetail(taskOf(request)))
  door('post', 'tasks', taskDetailAnswer, (request) => {
    const { deadline: _, shortVi, ...input } = body(taskInput, request)
    const kept = { task: { ...plantedTasks()[0]!, ...input, shortVi: shortVi ?? input.contentVi.slice(0, 60), id: `t-${++made}`, custom: true, version: 1, state: 'later' as const, daysLate: 0 }, acts: [] as ActAnswer[] }
    note(kept.acts, 'create', null)
    tasks.set(kept.task.id, kept)
    return taskDetail(kept)
  })
  door('post', 'tasks/:id/acts', taskDetailAnswer, (request) => {
    const found = taskOf(request), act = body(taskAct, request), before = found.task
    if (act.version !== before.version) throw meanwhile()
    const isDone = act.act === 'close', result = 'result' in act ? act.result : null
    found.task = {
      ...before, version: before.version + 1, state: isDone ? 'done' : act.act === 'reopen' ? 'overdue' : act.act === 'extend' ? 'due30' : before.state, daysLate: isDone || act.act === 'extend' ? 0 : before.daysLate,
      reported: result === null ? before.reported : { at: toLocalIso(now()), state: isDone ? 'done' : 'running', result }, ...(act.act === 'extend' ? { originalDueAt: before.dueAt, dueAt: toLocalIso(now() + 20 * 86_400_000), extensions: 1 } : {}),
    }
    note(found.acts, act.act, 'reason' in act ? act.reason : 'note' in act ? act.note ?? null : null, [{ field: 'state', before: 'open', after: isDone ? 'done' : 'running' }])
    return taskDetail(found)
  })

  door('get', 'units/:code/verdicts', verdictsAnswer, (request) => {
    if (pyramid.indexOf(part(request, 'code')) === undefined) throw gone('unit_unavailable')
    return plantedVerdicts(part(request, 'code'), query(request)['kpi'], now(), empty)
  })
  door('get', 'units/:code/quality', qualityAnswer, (request) => (empty ? { ...qualityOf('TW'), families: [] } : qualityOf(part(request, 'code'))))
  door('get', 'units/:code/quality/:criterion', qualityReasonsAnswer, (request) => reasonsOf(part(request, 'code'), qualityCriteria.find((one) => one === part(request, 'criterion')) ?? 'right', query(request)['group'] ?? null))
  door('get', 'units/:code/reports', unitReportsAnswer, (request) => unitReportsOf(part(request, 'code'), Number(query(request)['year'])))
  door('get', 'units/:code/projection', projectionAnswer, (request) => (empty ? { ...projectionOf('TW', query(request)['kpi'] ?? ''), value: null, trend: null, projected: null, pace: null, gap: 'no_data', series: [], bringers: null } : projectionOf(part(request, 'code'), query(request)['kpi'] ?? '')))
  door('get', 'obligations', obligationsAnswer, (request) => ({ root: query(request)['root'] ?? 'TW', at: toLocalIso(now()), obligations: dutiesOf(query(request)['root'] ?? 'TW') }))
  door('get', 'obligations/:id/race', raceAnswer, (request) => raceOf(query(request)['root'] ?? 'TW', part(request, 'id'), query(request)['period'] ?? '2026-11'))
  door('post', 'obligations/:id/adoptions', reportAdoptionInput, (request) => body(reportAdoptionInput, request))

  const walls = empty ? [] : plantedWalls(!readOnly)
  door('get', 'walls', wallsAnswer, () => ({ at: toLocalIso(now()), build: 'fixture', epoch: 'e1', walls }))
  door('get', 'walls/:wall/shown', shownAnswer, (request) => plantedShown(part(request, 'wall'), query(request)['at'] ?? toLocalIso(now())))
  door('post', 'walls/:wall/commands', commandAnswer, (request) => {
    const wall = walls.find((one) => one.wall === part(request, 'wall'))
    if (wall === undefined) throw gone('wall_unavailable')
    body(wallCommand, request)
    return { delivered: wall.connected, done: wall.connected, orders: wall.orders }
  })

  app.use((_request, response, next) => { response.setHeader('content-security-policy', policy); next() })
  app.use(express.static(distDir))
  app.get(['/wall', '/desk', '/desk/:page', '/desk/:page/:id'], (_request, response) => { response.sendFile('index.html', { root: distDir }) })
  const http = createServer(app)
  const io = new Server(http)
  const pulses = setInterval(() => io.of(liveNamespace).emit('pulse', { epoch: 'e1', build: 'fixture', at: now(), seq: 1, tasksVersion: version, warningsVersion: version, reportsVersion: 1, playlistsVersion: version, linesVersion: 1, backfill: null, simulated: !empty }), 1000)
  await new Promise<void>((resolve) => { http.listen(port, '127.0.0.1', resolve) })
  return {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`, sent,
    meddle: (id, state) => {
      const found = warnings.get(id)
      if (found === undefined) return
      found.warning = { ...found.warning, state, version: found.warning.version + 1 }
      found.acts.unshift({ seq: found.acts.length + 1, at: toLocalIso(now()), by: 'key', unit: '96', keyId: 12, action: 'acknowledge', note: null, changes: [{ field: 'state', before: 'open', after: state }] })
    },
    rearrange: (id) => {
      const found = playlists.get(id)
      if (found === undefined) return
      found.playlist = { ...found.playlist, items: found.playlist.items.toReversed(), version: found.playlist.version + 1 }
      found.acts.unshift({ seq: found.acts.length + 1, at: toLocalIso(now()), by: 'key', unit: 'TW', keyId: 12, action: 'edit', note: null, changes: [] })
      version++
    },
    fail: (fails) => { failing = fails },
    silence: () => clearInterval(pulses),
    close: async () => { clearInterval(pulses); await io.close() },
  }
}
