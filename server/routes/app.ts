/**
 * The HTTP application: guards → headers → doors → the client. Every refusal leaves as problem+json, whatever threw it.
 * Bodies are read by the doors themselves, after authentication and rate limit.
 */
import express, { type ErrorRequestHandler, type Express, type Request, type Response } from 'express'
import { z } from 'zod'
import { localCaller, type Caller } from '../access/key-ring.ts'
import { DomainError, problemOf, domainErrorOf } from '../errors.ts'
import type { DoorDeps } from './deps.ts'
import { door, noQuery, type Access, type Door, type Reply } from './door.ts'
import { kpisDoor, unitDoor, unitsDoor } from './doors/catalogue.ts'
import { childrenDoor, figuresDoor, seriesDoor } from './doors/figures.ts'
import { geometryDoor } from './doors/geometry.ts'
import { groupsDoor } from './doors/groups.ts'
import { healthDoors } from './doors/health.ts'
import { linesDoor } from './doors/lines.ts'
import { obligationDoors } from './doors/obligations.ts'
import { passportDoor } from './doors/passport.ts'
import { qualityDoors } from './doors/quality.ts'
import { playlistDoors } from './doors/playlists.ts'
import { projectionDoor } from './doors/projection.ts'
import { rehearsalDoors } from './doors/rehearsals.ts'
import { backfillDoor, readingsDoor, taskEventsDoor } from './doors/report.ts'
import { ruleDoors } from './doors/rules.ts'
import { sessionDoor } from './doors/session.ts'
import { taskDoors } from './doors/tasks.ts'
import { verdictsDoor } from './doors/verdicts.ts'
import { wallDoors } from './doors/walls.ts'
import { warningDoors } from './doors/warnings.ts'
import { guard } from './guards.ts'
import { securityHeaders } from './headers.ts'
import { openApiOf } from './openapi.ts'
import { PastFigures } from './past-figures.ts'
import { drain } from './read-body.ts'
import { staticClient } from './static-client.ts'

/** Every door of the server, the description of the doors included. */
export function doorsOf(deps: DoorDeps): readonly Door[] {
  const past = new PastFigures(deps)
  const doors: Door[] = [
    ...healthDoors(deps), sessionDoor(deps), readingsDoor(deps), taskEventsDoor(deps), backfillDoor(deps),
    unitsDoor(deps), unitDoor(deps), kpisDoor(deps), figuresDoor(deps, past), childrenDoor(deps, past), seriesDoor(deps),
    passportDoor(deps), projectionDoor(deps), verdictsDoor(deps), linesDoor(deps), ...taskDoors(deps), ...warningDoors(deps), ...ruleDoors(deps), ...obligationDoors(deps), groupsDoor(deps), ...qualityDoors(deps), ...rehearsalDoors(deps), ...wallDoors(deps), ...playlistDoors(deps), geometryDoor(deps),
  ]
  let json: unknown
  doors.push(door({
    method: 'get', path: '/api/openapi.json', access: 'open', query: noQuery, answer: z.record(z.string(), z.unknown()), codes: [],
    summaryVi: 'Mô tả các cửa (OpenAPI 3.1)', summaryEn: 'Description of the doors (OpenAPI 3.1)',
    handle: () => ({ json: json ??= openApiOf(doors, deps.build) }),
  }))
  return doors
}

function enter(deps: DoorDeps, access: Access, authorization: string | undefined): Caller {
  if (access === 'open') return localCaller()
  if (authorization === undefined && access === 'report') throw new DomainError('key_required')
  const caller = authorization === undefined ? localCaller() : deps.keys.authenticate(authorization)
  if (access === 'report' && caller.viewer.role === 'read') throw new DomainError('key_role')
  if (access === 'operate' && caller.viewer.role !== 'operate') throw new DomainError('operate_role')
  if (access === 'report' || access === 'operate') deps.writeLimit(caller.viewer.scope)
  else if (caller.keyId !== null) deps.readLimit(caller.viewer.scope)
  if (!deps.ready()) throw new DomainError('not_ready', { retryAfterS: 1 })
  return caller
}

function send(response: Response, reply: Reply): void {
  response.status(reply.status ?? 200)
  response.set({ 'Cache-Control': 'no-store', ...reply.headers })
  if (reply.body === undefined) response.json(reply.json)
  else response.end(reply.body)
}

async function refuse(request: Request, response: Response, error: DomainError): Promise<void> {
  const isWhole = await drain(request)
  if (response.headersSent || response.destroyed) {
    response.destroy()
    return
  }
  if (!isWhole) response.set('Connection', 'close')
  if (error.details.retryAfterS !== undefined) response.set('Retry-After', String(error.details.retryAfterS))
  if (error.status === 401) response.set('WWW-Authenticate', 'Bearer realm="thap"')
  response.status(error.status).set('Cache-Control', 'no-store').type('application/problem+json')
  response.end(JSON.stringify(problemOf(error)))
}

/** Express' own errors (a broken percent sign, a range, a missing file) by their status. */
function translate(thrown: unknown): DomainError {
  if (thrown instanceof DomainError) return thrown
  const status = (thrown as { status?: unknown } | null)?.status
  if (thrown instanceof URIError || status === 400) return new DomainError('path_odd')
  return status === 404 || status === 403 ? new DomainError('route_unknown') : domainErrorOf(thrown)
}

function mount(app: Express, deps: DoorDeps, entry: Door): void {
  app[entry.method](entry.path, async (request: Request, response: Response) => {
    const startMs = performance.now()
    response.once('close', () => {
      deps.metrics.called(entry.method, entry.path, response.statusCode, (performance.now() - startMs) / 1000)
    })
    const caller = enter(deps, entry.access, request.headers.authorization)
    const reply = await entry.handle({ caller, params: request.params as Record<string, string>, query: request.query, request })
    send(response, reply)
  })
}

function allowedMethods(doors: readonly Door[], path: string): string {
  const methods = doors.filter((entry) => entry.path === path).map((entry) => entry.method.toUpperCase())
  return (methods.includes('GET') ? [...methods, 'HEAD'] : methods).join(', ')
}

/** Builds the application over its dependencies. It listens on nothing: see http-server.ts. */
export function buildApp(deps: DoorDeps): Express {
  const app = express()
  app.disable('x-powered-by').disable('etag').enable('case sensitive routing').enable('strict routing').set('query parser', 'simple')
  app.use(securityHeaders())
  app.use((request, _, next) => {
    guard(request)
    next()
  })
  const doors = doorsOf(deps)
  for (const entry of doors) mount(app, deps, entry)
  for (const path of new Set(doors.map((entry) => entry.path))) {
    app.all(path, (_, response) => {
      response.set('Allow', allowedMethods(doors, path))
      throw new DomainError('method_not_allowed')
    })
  }
  app.use(staticClient(deps.clientDir))
  app.use(() => { throw new DomainError('route_unknown') })
  const failed: ErrorRequestHandler = (thrown: unknown, request, response, _next) => {
    const error = translate(thrown)
    if (error.code === 'internal') deps.logger.error({ err: thrown, door: String(request.route?.path ?? 'client') }, 'a door failed')
    void refuse(request, response, error)
  }
  app.use(failed)
  return app
}
