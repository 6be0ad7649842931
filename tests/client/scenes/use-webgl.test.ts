import { describe, expect, it } from 'vitest'
import { isPlain, nextWebgl, type Webgl } from '../../../client/scenes/wall/map/use-webgl.ts'

const starting: Webgl = { state: 'starting', attempt: 0 }

describe('the WebGL map', () => {
  it('that is late is called slow and not missing, and takes its place when it comes', () => {
    const slow = nextWebgl(starting, { kind: 'late' })
    expect([slow.state, isPlain(slow), isPlain(starting)]).toEqual(['slow', true, false])
    expect(nextWebgl(slow, { kind: 'drawn' })).toEqual({ state: 'drawn', attempt: 0 })
  })
  it('that is on the screen is neither late nor opened anew', () => {
    const drawn = nextWebgl(starting, { kind: 'drawn' })
    expect(nextWebgl(drawn, { kind: 'late' })).toBe(drawn)
    expect(nextWebgl(drawn, { kind: 'retry', graphics: 'card' })).toBe(drawn)
    expect(nextWebgl(drawn, { kind: 'drawn' })).toBe(drawn)
  })
  it('that failed or was lost is opened anew once the machine has WebGL, and said to be missing only where it has none', () => {
    const lost = nextWebgl(nextWebgl(starting, { kind: 'drawn' }), { kind: 'lost' })
    expect(nextWebgl(lost, { kind: 'retry', graphics: 'card' })).toEqual({ state: 'slow', attempt: 1 })
    expect(nextWebgl(lost, { kind: 'retry', graphics: 'none' })).toEqual({ state: 'none', attempt: 1 })
    expect(nextWebgl({ state: 'none', attempt: 3 }, { kind: 'retry', graphics: 'card' })).toEqual({ state: 'slow', attempt: 4 })
  })
})
