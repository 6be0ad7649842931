import { afterEach, describe, expect, it } from 'vitest'
import type { Viewer } from '../../../data/access/scope.ts'
import { warningsPerSecond } from '../../../data/protocol/events.ts'
import { warningMessage, type WarningAnswer, type WarningMessage } from '../../../data/protocol/warning.ts'
import type { ToldWarnings } from '../../../server/publish/told-warnings.ts'
import { liveServer, until, type LiveClient } from '../../support/live-server.ts'
import { kpisOf, MemoryFigures, smallPyramid } from '../../support/memory-figures.ts'

const closes: (() => Promise<void>)[] = []
afterEach(async () => { for (const close of closes.splice(0)) await close() })

const answer = (id: string, unit: string, mayAct: boolean): WarningAnswer => ({
  id, rule: 'lost', ruleVi: 'Mất', ruleEn: 'Lost', state: 'open', rank: 1, unit, kpi: 'digitization.pages', kind: 'lost', status: 'no_data', freshness: 'lost', severity: 'no_data',
  value: null, expected: null, gap: null, since: null, newestAt: null, units: { affected: 1, due: 1 }, evidenceVi: '', evidenceEn: '', simulated: false,
  openedAt: '2026-11-22T12:00:00+07:00', changedAt: '2026-11-22T12:00:00+07:00', ended: null, also: [], closedAt: null, shelvedUntil: null, task: null, taskOffice: null, takenBy: null, takenAt: null, version: 1, mayAct, comments: 0,
})

async function world() {
  const live = new MemoryFigures(smallPyramid(2, 2), kpisOf('digitization.pages'), Date.parse('2026-11-22T12:00:00+07:00'))
  const [eleven, twelve] = ['11', '12'].map((code) => live.pyramid.indexOf(code)!) as [number, number]
  let tell: Parameters<ToldWarnings['onChanged']>[0] = () => undefined
  // Ids begin with the unit that sees them.
  const warnings: ToldWarnings = {
    onChanged: (follower) => { tell = follower },
    isSeen: (id, scope) => id.startsWith(live.pyramid.units[scope]!.code),
    told: (id, { scope, role }) => answer(id, live.pyramid.units[scope]!.code, role === 'operate'),
  }
  const viewer = (scope: number, role: Viewer['role'], keyId: number): Viewer => ({ kind: 'key', scope, role, keyId })
  const keys = new Map([['a', viewer(eleven, 'operate', 1)], ['b', viewer(eleven, 'read', 2)], ['c', viewer(twelve, 'operate', 3)]])
  const server = await liveServer(live, keys, { warnings })
  closes.push(server.close)
  const join = async (key: string): Promise<{ socket: LiveClient; got: WarningMessage[] }> => {
    const socket = server.client({ key })
    const got: WarningMessage[] = []
    let pulses = 0
    socket.on('warning', (message) => got.push(warningMessage.parse(message)))
    socket.on('pulse', () => { pulses++ })
    await until(() => pulses > 0)
    return { socket, got }
  }
  return { join, tell: (...ids: string[]) => tell(ids.map((id) => ({ id, isNew: true }))) }
}

describe('warnings on the socket', () => {
  it('go to the scopes that see them, saying to each whether it may act', async () => {
    const { join, tell } = await world()
    const [operator, reader, other] = [await join('a'), await join('b'), await join('c')]
    tell('11-x')
    await until(() => operator.got.length > 0 && reader.got.length > 0)
    expect(operator.got).toMatchObject([{ epoch: 'epoch', isNew: true, warning: { id: '11-x', mayAct: true } }])
    expect(reader.got).toMatchObject([{ warning: { id: '11-x', mayAct: false } }])
    tell('12-y')
    await until(() => other.got.length > 0)
    expect([operator.got.length, reader.got.length, other.got.map(({ warning }) => warning.id)]).toEqual([1, 1, ['12-y']])
  })
  it(`are at most ${warningsPerSecond} a second a scope; one scope's flood takes nothing from another`, async () => {
    const { join, tell } = await world()
    const [operator, other] = [await join('a'), await join('c')]
    tell(...Array.from({ length: warningsPerSecond + 5 }, (_, i) => `11-${i}`), '12-y')
    await until(() => other.got.length === 1 && operator.got.length === warningsPerSecond)
    tell('11-late')
    await new Promise((resolve) => setTimeout(resolve, 1100))
    expect(operator.got.length).toBeLessThanOrEqual(warningsPerSecond + 1)
    tell('11-again')
    await until(() => operator.got.at(-1)?.warning.id === '11-again')
  })
})
