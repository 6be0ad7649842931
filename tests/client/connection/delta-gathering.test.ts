/** Laws of the gathering: one hand-on an update, their order, nothing lost, nothing twice. */
import { describe, expect, test } from 'vitest'
import { DeltaGathering, gatherMs, mostGathered } from '../../../client/connection/delta-gathering.ts'
import { largeCells } from '../../../client/figures/pace.ts'
import type { PackedDelta } from '../../../data/protocol/delta.ts'

interface Bench { readonly gathering: DeltaGathering, readonly handed: number[], readonly waits: number[], readonly fire: () => void, readonly paint: () => void }

/** `smallRooms`: rooms that tell small deltas; one that is never heard: the timer decides. */
function bench(smallRooms: readonly string[] = ['unheard']): Bench {
  const handed: number[] = [], waits: number[] = [], paints: (() => void)[] = []
  let due: (() => void) | null = null
  const timers = { set: (run: () => void, ms: number): unknown => { waits.push(ms); due = run; return run }, clear: (timer: unknown): void => { if (timer === due) due = null } }
  const gathering = new DeltaGathering({ hand: ({ seq }) => handed.push(seq), smallRooms: () => smallRooms, timers, afterPaint: (run) => { paints.push(run) } })
  return { gathering, handed, waits, fire: () => { const run = due; due = null; run?.() }, paint: () => { for (const run of paints.splice(0)) run() } }
}

const delta = (seq: number, cells = 0, room = 'r'): PackedDelta => ({ room, epoch: 'e', prev: seq - 1, seq, at: 0, kpis: [], lines: [], cells: new Array<PackedDelta['cells'][number]>(cells) })

describe('gathering', () => {
  test('deltas wait for one timer and are taken together, in their order', () => {
    const { gathering, handed, waits, fire } = bench()
    for (const seq of [1, 2, 3]) gathering.take(delta(seq))
    expect(handed).toEqual([])
    fire()
    expect(handed).toEqual([1, 2, 3])
    expect(waits).toEqual([gatherMs])
    gathering.take(delta(4))
    fire()
    expect(handed, 'nothing twice').toEqual([1, 2, 3, 4])
  })

  test('where each room has told its small part, nothing more is waited for', () => {
    const { gathering, handed, fire, paint } = bench(['a', 'b'])
    gathering.take(delta(1, 0, 'a'))
    gathering.take(delta(2, 0, 'a'))
    expect(handed).toEqual([])
    gathering.take(delta(3, 0, 'b'))
    expect(handed).toEqual([1, 2, 3])
    gathering.take(delta(4, largeCells, 'c'))
    fire()
    expect(handed, 'the large one waits for the picture').toEqual([1, 2, 3])
    paint()
    expect(handed).toEqual([1, 2, 3, 4])
    gathering.take(delta(5, 0, 'b'))
    expect(handed).toHaveLength(4)
    fire()
    expect(handed, 'one alone waits for the timer').toEqual([1, 2, 3, 4, 5])
  })

  test(`${mostGathered - 1} wait, ${mostGathered} do not`, () => {
    const { gathering, handed, fire } = bench()
    for (let seq = 1; seq < mostGathered; seq++) gathering.take(delta(seq))
    expect(handed).toEqual([])
    gathering.take(delta(mostGathered))
    expect(handed).toHaveLength(mostGathered)
    fire()
    expect(handed, 'nothing twice').toHaveLength(mostGathered)
  })

  test('a flush hands on at once what waits, and the timer finds nothing', () => {
    const { gathering, handed, fire } = bench()
    for (const seq of [1, 2]) gathering.take(delta(seq))
    gathering.flush()
    expect(handed).toEqual([1, 2])
    fire()
    gathering.flush()
    expect(handed).toEqual([1, 2])
  })

  test('a large delta waits until what was handed on before it is painted; what comes after it stays behind it', () => {
    const { gathering, handed, fire, paint } = bench()
    gathering.take(delta(1))
    gathering.take(delta(2, largeCells))
    gathering.take(delta(3))
    expect(handed).toEqual([1])
    gathering.take(delta(4))
    fire()
    expect(handed, 'its order stays').toEqual([1])
    paint()
    expect(handed).toEqual([1, 2, 3, 4])
    gathering.take(delta(5))
    fire()
    expect(handed).toEqual([1, 2, 3, 4, 5])
  })

  test('a large delta that comes while a picture is being painted waits for it, one that comes after it does not', () => {
    const { gathering, handed, fire, paint } = bench()
    gathering.take(delta(1))
    fire()
    gathering.take(delta(2, largeCells))
    fire()
    expect(handed).toEqual([1])
    paint()
    expect(handed).toEqual([1, 2])
    gathering.take(delta(3, largeCells))
    fire()
    expect(handed, 'nothing small is being painted').toEqual([1, 2, 3])
  })

  test('a large delta ends the wait of the small ones before it: there is no more to come with them', () => {
    const { gathering, handed, fire, paint } = bench()
    gathering.take(delta(1))
    expect(handed).toEqual([])
    gathering.take(delta(2, largeCells))
    expect(handed).toEqual([1])
    fire()
    expect(handed, 'the timer is over').toEqual([1])
    paint()
    expect(handed).toEqual([1, 2])
  })

  test('a small delta more begins another picture: the large one waits for the last', () => {
    const { gathering, handed, fire, paint } = bench()
    gathering.take(delta(1))
    fire()
    gathering.take(delta(2))
    gathering.take(delta(3, largeCells))
    fire()
    expect(handed).toEqual([1, 2])
    paint()
    expect(handed).toEqual([1, 2, 3])
  })

  test(`${largeCells - 1} cells are small`, () => {
    const { gathering, handed, fire } = bench()
    gathering.take(delta(1))
    gathering.take(delta(2, largeCells - 1))
    fire()
    expect(handed).toEqual([1, 2])
  })

  test('a flush and the bound hand on a large delta too, painted or not', () => {
    const { gathering, handed, fire, paint } = bench()
    gathering.take(delta(1))
    gathering.take(delta(2, largeCells))
    fire()
    gathering.flush()
    expect(handed).toEqual([1, 2])
    paint()
    expect(handed).toEqual([1, 2])
    gathering.take(delta(3))
    gathering.take(delta(4, largeCells))
    fire()
    for (let seq = 5; seq < 4 + mostGathered; seq++) gathering.take(delta(seq))
    expect(handed.at(-1), 'all of them at the bound').toBe(3 + mostGathered)
  })
})
