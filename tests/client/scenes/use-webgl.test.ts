import { describe, expect, it } from 'vitest'
import { isPlain, isSoftware, nextWebgl, usesWebgl, type Webgl } from '../../../client/scenes/wall/map/use-webgl.ts'

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
  it('is not used where a processor would draw it, and that is said', () => {
    const names: readonly (readonly [string, boolean])[] = [
      ['ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device (Subzero) (0x0000C0DE)), SwiftShader driver)', true], ['Google SwiftShader', true], ['llvmpipe (LLVM 15.0.6, 256 bits)', true],
      ['Mesa/X.org, llvmpipe', true], ['softpipe', true], ['ANGLE (Microsoft, Microsoft Basic Render Driver Direct3D11)', true], ['Apple Software Renderer', true],
      ['ANGLE (Intel, Mesa Intel(R) UHD Graphics 630 (CFL GT2), OpenGL 4.6)', false], ['Mesa Intel(R) HD Graphics 500 (APL 2)', false], ['AMD Radeon Graphics (renoir, LLVM 15.0.6, DRM 3.49)', false],
      ['NVIDIA GeForce GTX 1650/PCIe/SSE2', false], ['Apple M1', false], ['V3D 4.2', false],
    ]
    for (const [name, expected] of names) expect([name, isSoftware(name)]).toEqual([name, expected])
    const software: Webgl = { state: 'software', attempt: 0 }
    expect([isPlain(software), usesWebgl(software), usesWebgl(starting), usesWebgl({ state: 'none', attempt: 2 })]).toEqual([true, false, true, false])
    // a card that was lost for good: the browser draws with the processor from then on
    expect(nextWebgl({ state: 'lost', attempt: 0 }, { kind: 'retry', graphics: 'software' })).toEqual({ state: 'software', attempt: 1 })
  })
})
