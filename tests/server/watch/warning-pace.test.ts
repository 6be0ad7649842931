import { afterEach, describe, expect, it } from 'vitest'
import { paceDays, warningPaceAnswer, type WarningPaceAnswer } from '../../../data/protocol/warning.ts'
import { centreActor, noon, WarningWorld } from '../../support/warning-world.ts'

const hour = 3_600_000, day = 24 * hour
const worlds: WarningWorld[] = []
afterEach(async () => { for (const world of worlds.splice(0)) await world.end() })
function one(): WarningWorld {
  const w = new WarningWorld({ lost: {} })
  worlds.push(w)
  w.verdicts.raise(w.communes('11'), 1, 'lost', noon - hour)
  w.pass()
  return w
}
const pace = (w: WarningWorld, root = 'TW', scope = root): WarningPaceAnswer => {
  const answer = w.book.reader.pace(w.unit(root), w.seer(scope))
  expect(warningPaceAnswer.parse(answer)).toEqual(answer)
  return answer
}
const sums = ({ days }: WarningPaceAnswer): readonly number[] => [days.reduce((sum, { opened }) => sum + opened, 0), days.reduce((sum, { ended }) => sum + ended, 0)]

describe('the pace of warnings', () => {
  it('counts openings and endings on their local day, today last', () => {
    const w = one()
    expect(pace(w).days).toHaveLength(paceDays)
    expect(pace(w).days.at(-1)).toEqual({ day: '2026-11-22', opened: 1, ended: 0 })
    w.pass(day)
    w.verdicts.clear(w.communes('11'), 1, 'lost')
    w.pass(1000)
    expect(pace(w).days.slice(-2)).toEqual([{ day: '2026-11-22', opened: 1, ended: 0 }, { day: '2026-11-23', opened: 0, ended: 1 }])
  })
  it('forgets a warning on the day after its last day of the window, not before', () => {
    const w = one()
    w.verdicts.clear(w.communes('11'), 1, 'lost')
    w.pass(1000)
    w.pass((paceDays - 1) * day)
    expect(sums(pace(w))).toEqual([1, 1])
    w.pass(day)
    expect(sums(pace(w))).toEqual([0, 0])
  })
  it('tells how long one waits until somebody takes it: the first time counts', () => {
    const w = one()
    expect(pace(w).taken).toEqual({ count: 0, of: 1, medianMs: null })
    const { id, openedAt } = w.list('TW')[0]!
    w.pass(2 * hour)
    w.act({ act: 'acknowledge' }, id)
    const waited = w.live.nowMs - Date.parse(openedAt)
    expect(pace(w).taken).toEqual({ count: 1, of: 1, medianMs: waited })
    expect(w.list('TW')[0]).toMatchObject({ takenBy: 'TW', takenAt: expect.any(String) })
    w.pass(hour)
    w.restart()
    expect(pace(w).taken).toMatchObject({ count: 1, medianMs: waited })
  })
  it('shows nothing of another province, and to a commune only its own line without who took it (law 8)', () => {
    const w = one()
    w.book.act(w.list('TW')[0]!.id, { act: 'acknowledge', version: w.list('TW')[0]!.version }, centreActor, w.seer('TW'))
    expect(sums(pace(w, '12'))).toEqual([0, 0])
    expect(pace(w, '11004')).toMatchObject({ taken: { count: 0, of: 0, medianMs: null } })
    expect(sums(pace(w, '11004'))).toEqual([1, 0])
    expect(w.list('11')[0]).toMatchObject({ takenBy: null, takenAt: expect.any(String) })
    expect(w.list('11004')[0]).toMatchObject({ takenBy: null, takenAt: null })
  })
})

describe('shelved warnings', () => {
  it('are counted apart, until their time has come', () => {
    const w = one()
    const answer = () => w.book.reader.list(w.query({ code: 'TW' }), w.seer('TW'))
    expect(answer()).toMatchObject({ total: 1, counts: { no_data: 1 }, shelved: { no_data: 0 } })
    w.act({ act: 'shelve', until: new Date(w.live.nowMs + hour).toISOString(), note: 'chờ' }, w.list('TW')[0]!.id)
    expect(answer()).toMatchObject({ total: 1, counts: { no_data: 1 }, shelved: { no_data: 1 } })
    w.pass(hour + 1000)
    expect(answer()).toMatchObject({ counts: { no_data: 1 }, shelved: { no_data: 0 } })
  })
})
