import { describe, expect, it } from 'vitest'
import { nextChoice } from '../../../client/scenes/wall/map/callout-choice.ts'

const first = nextChoice(null, { about: 'pages TW', turn: 7, units: ['11', '12'] })

describe('the choice of what a map calls out', () => {
  it('rests for its turn, whatever changes, and is made anew in the next', () => {
    expect(nextChoice(first, { about: 'pages TW', turn: 7, units: ['14'] })).toBe(first)
    expect(nextChoice(first, { about: 'pages TW', turn: 8, units: ['14'] }).units).toEqual(['14'])
  })
  it('is made at once where there was none, and of another indicator', () => {
    const empty = nextChoice(null, { about: 'pages TW', turn: 7, units: [] })
    expect(nextChoice(empty, { about: 'pages TW', turn: 7, units: ['11'] }).units).toEqual(['11'])
    expect(nextChoice(first, { about: 'uptime TW', turn: 7, units: ['20'] }).units).toEqual(['20'])
  })
  it('of the same units is the same list, so that nothing is placed anew', () => {
    expect(nextChoice(first, { about: 'pages TW', turn: 8, units: ['11', '12'] }).units).toBe(first.units)
  })
})
