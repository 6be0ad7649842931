/**
 * Colours as other eyes see them. Protanopia and deuteranopia: Machado, Oliveira, Fernandes 2009, "A Physiologically-based Model for
 * Simulation of Color Vision Deficiency", severity 1.0, on linear RGB. Achromatopsia: luminance alone. Lightness and distance: CIE 1976 L*a*b*, D65.
 */

/** The visions tested. */
export const visions = ['normal', 'deuteranopia', 'protanopia', 'achromatopsia'] as const
/** One of `visions`. */
export type Vision = (typeof visions)[number]

type Triple = readonly [number, number, number]
const matrices: Readonly<Record<Vision, readonly [Triple, Triple, Triple]>> = {
  normal: [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
  deuteranopia: [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
  protanopia: [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
  achromatopsia: [[0.2126, 0.7152, 0.0722], [0.2126, 0.7152, 0.0722], [0.2126, 0.7152, 0.0722]],
}

const dot = (a: Triple, b: Triple): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
const map = (t: Triple, f: (x: number) => number): Triple => [f(t[0]), f(t[1]), f(t[2])]

/** Linear RGB 0–1 of `#rrggbb` under a vision. */
export function linearOf(hex: string, vision: Vision): Triple {
  const channel = (at: number): number => { const c = parseInt(hex.slice(at, at + 2), 16) / 255; return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4 }
  const seen: Triple = [channel(1), channel(3), channel(5)], [r, g, b] = matrices[vision]
  return map([dot(r, seen), dot(g, seen), dot(b, seen)], (x) => Math.min(1, Math.max(0, x)))
}

/** L*, a*, b* of `#rrggbb` under a vision. */
export function labOf(hex: string, vision: Vision): Triple {
  const rgb = linearOf(hex, vision)
  const xyz: Triple = [dot([0.4124, 0.3576, 0.1805], rgb) / 0.9505, dot([0.2126, 0.7152, 0.0722], rgb), dot([0.0193, 0.1192, 0.9505], rgb) / 1.089]
  const [x, y, z] = map(xyz, (t) => (t > 216 / 24389 ? Math.cbrt(t) : (24389 / 27 * t + 16) / 116))
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)]
}

/** Distance of two colours under a vision (ΔE*ab 1976; 2.3 is just noticeable). */
export function distance(a: string, b: string, vision: Vision): number {
  const p = labOf(a, vision), q = labOf(b, vision)
  return Math.hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2])
}
