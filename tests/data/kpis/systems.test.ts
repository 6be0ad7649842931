import { describe, expect, it } from 'vitest'
import { rolloutStages } from '../../../data/kpis/rollout-stages.ts'
import { sectorSystems } from '../../../data/kpis/systems.ts'
import { foldText, foldedSource, sourcesPresent } from './source-text.ts'

describe('the systems of the sector', () => {
  it('are 5 of the Central Office, 6 of the inspection centre, 5 planned and 10 local, each id once', () => {
    const count = (origin: string): number => sectorSystems.filter((system) => system.origin === origin).length
    expect(['central_office', 'inspection_centre', 'planned', 'local'].map(count)).toEqual([5, 6, 5, 10])
    expect(new Set(sectorSystems.map((system) => system.id)).size).toBe(26)
    expect(new Set(sectorSystems.map((system) => system.nameVi)).size).toBe(26)
  })

  it('come to the 11 applications in use that the course counts', () => {
    expect(sectorSystems.filter(({ origin }) => origin === 'central_office' || origin === 'inspection_centre')).toHaveLength(11)
  })
})

describe('the roll-out', () => {
  it('has six stages, one to six', () => {
    expect(rolloutStages.map(({ stage }) => stage)).toEqual([1, 2, 3, 4, 5, 6])
  })
})

describe.skipIf(!sourcesPresent)('against the source documents', () => {
  it('every system and stage stands in its document as quoted', () => {
    const strange = [...sectorSystems, ...rolloutStages].filter(
      ({ source }) => !foldedSource(source.document).includes(foldText(source.quoteVi ?? '§')))
    expect(strange.map(({ nameVi }) => nameVi)).toEqual([])
  })
})
