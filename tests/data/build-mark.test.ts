import { describe, expect, it } from 'vitest'
import { buildMarkName, markedBuild, unbuilt } from '../../data/build-mark.ts'

describe('the mark of a build', () => {
  it('is read from the page that carries it', () => {
    expect(markedBuild(`<head><meta name="${buildMarkName}" content="0123456789ab"></head>`)).toBe('0123456789ab')
  })
  it('is none where the page carries none, or not one of ours', () => {
    for (const html of ['', '<head></head>', `<meta name="${buildMarkName}" content="">`, `<meta name="${buildMarkName}" content="0123456789abc">`, `<meta name="${buildMarkName}" content="0123456789aB">`]) expect(markedBuild(html), html).toBe(unbuilt)
  })
})
