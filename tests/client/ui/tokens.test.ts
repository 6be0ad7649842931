/** The colours: one vocabulary (the variables of base.css) wherever they are written, and statuses that stay apart for every eye. */
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { fills } from '../../../client/map/map-style.ts'
import { distance, labOf, linearOf, visions, type Vision } from './colour-vision.ts'

const client = fileURLToPath(new URL('../../../client', import.meta.url))
const tokens = new Map([...readFileSync(join(client, 'ui/base.css'), 'utf8').matchAll(/(--[\w-]+): (#[0-9a-f]{6})/g)].map(([, name = '', value = '']) => [name, value]))
const token = (name: string): string => tokens.get(`--${name}`) ?? ''

function sourcesUnder(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true }).filter((entry) => entry.isFile() && /\.(tsx?|css)$/.test(entry.name)).map((entry) => join(entry.parentPath, entry.name))
}

/** The wall's status colours: shapes, bars, areas. */
const statusTokens = ['risk', 'late', 'none', 'on-track', 'normal'] as const
const abnormal = ['risk', 'late', 'none'] as const

/**
 * Least distance of any two status colours where hue is seen, of the abnormal ones among each other; of lightness where it is not: any
 * two, the abnormal over quiet areas, and the white frame over nguy cơ. In grey the shapes and the frame carry the status, not the tone.
 */
const bounds = { anyPair: 14, abnormalPair: 25, greyPair: 3, greyQuiet: 9, frame: 33 } as const

function pairs<T>(all: readonly T[]): readonly (readonly [T, T])[] {
  return all.flatMap((a, i) => all.slice(i + 1).map((b) => [a, b] as const))
}

const contrast = (a: string, b: string, vision: Vision = 'normal'): number => {
  const luminance = (hex: string): number => { const [r, g, b2] = linearOf(hex, vision); return 0.2126 * r + 0.7152 * g + 0.0722 * b2 }
  const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return (high + 0.05) / (low + 0.05)
}

describe('the colours of the wall', () => {
  it('every colour written in the map, the charts and the wall is a variable of base.css', () => {
    const known = new Set([...tokens.values(), '#000000', '#ffffff', '#fff', '#000'])
    const strangers = ['map', 'charts', 'scenes/wall', 'ui'].flatMap((folder) => sourcesUnder(join(client, folder))).flatMap((file) => (
      [...readFileSync(file, 'utf8').matchAll(/['": ](#(?:[0-9a-f]{6}|[0-9a-f]{3}))\b/gi)].filter(([, hex = '']) => !known.has(hex.toLowerCase())).map(([, hex]) => `${file.slice(client.length + 1)}: ${hex}`)))
    expect(strangers).toEqual([])
  })

  it('the map fills a status in the colour the shapes have', () => {
    expect([fills.at_risk, fills.behind, fills.lost, fills.no_data, fills.met, fills.on_track]).toEqual(['risk', 'late', 'none-bg', 'none-bg', 'province-met', 'province-on-track'].map(token))
  })

  for (const vision of visions.filter((one) => one !== 'achromatopsia')) {
    it(`any two statuses are ≥ ${bounds.anyPair} apart and two abnormal ones ≥ ${bounds.abnormalPair} (ΔE*ab): ${vision}`, () => {
      const near = (names: readonly string[], bound: number): readonly string[] => pairs(names).map(([a, b]) => [a, b, distance(token(a), token(b), vision)] as const)
        .filter(([, , apart]) => apart < bound).map(([a, b, apart]) => `${a}, ${b}: ${apart.toFixed(1)}`)
      expect(near(statusTokens, bounds.anyPair)).toEqual([])
      expect(near(abnormal, bounds.abnormalPair)).toEqual([])
    })
  }

  it(`in grey no two statuses have the same lightness (ΔL* ≥ ${bounds.greyPair})`, () => {
    const light = (name: string): number => labOf(token(name), 'achromatopsia')[0]
    expect(pairs(statusTokens).filter(([a, b]) => Math.abs(light(a) - light(b)) < bounds.greyPair).map(([a, b]) => `${a}, ${b}: ${Math.abs(light(a) - light(b)).toFixed(1)}`)).toEqual([])
  })

  it('without hue the abnormal stand above the quiet areas, and the white frame sets nguy cơ apart from all (ΔL*)', () => {
    for (const vision of visions) {
      const light = (hex: string): number => labOf(hex, vision)[0]
      for (const name of abnormal) for (const quiet of ['province-met', 'province-on-track', 'cell-met', 'cell-on-track', 'bg']) {
        expect(light(token(name)) - light(token(quiet)), `${name} over ${quiet}, ${vision}`).toBeGreaterThanOrEqual(bounds.greyQuiet)
      }
      expect(100 - light(token('risk')), `the frame of nguy cơ, ${vision}`).toBeGreaterThanOrEqual(bounds.frame)
    }
  })

  it('texts keep 7:1 on what they stand on, cells of the matrix included', () => {
    const on: readonly (readonly [string, string])[] = [
      ['t1', 'bg'], ['t2', 'bg'], ['t3', 'bg'], ['t2', 'cell-met'], ['t2', 'cell-on-track'], ['on-late', 'late'], ['t1', 'none-bg'], ['none', 'bg'],
    ]
    expect(on.filter(([text, ground]) => contrast(token(text), token(ground)) < 7).map((pair) => pair.join(' on '))).toEqual([])
    expect(contrast('#ffffff', token('risk-cell'))).toBeGreaterThanOrEqual(7)
  })
})
