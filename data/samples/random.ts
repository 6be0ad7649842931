/**
 * Seeded, stateless pseudo-random numbers: the same words give the same number on every machine and in every order of asking.
 * The mixing step is `fmix32` of MurmurHash3 (Austin Appleby, public domain, github.com/aappleby/smhasher); text is hashed by
 * FNV-1a, 32 bit (RFC 9923).
 */

/** `fmix32`: every bit of the input changes every bit of the output with a chance near one half. Whole 32-bit numbers. */
export function mix32(word: number): number {
  let h = word | 0
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

/** FNV-1a of the code units of a text: a whole number 0 … 2^32 − 1. */
export function textHash(text: string): number {
  let h = 0x811c9dc5
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  return h >>> 0
}

/** A number in [0, 1) that depends on the seed and on up to three words (hashes, whole numbers up to 2^53). */
export function uniform(seed: number, a: number, b = 0, c = 0): number {
  let h = mix32(seed + 0x9e3779b9)
  h = mix32(h ^ a)
  h = mix32(h ^ b)
  h = mix32(h ^ c ^ Math.floor(c / 4294967296))
  return h / 4294967296
}

/** A number in [from, to), as `uniform`. */
export function between(from: number, to: number, share: number): number {
  return from + (to - from) * share
}
