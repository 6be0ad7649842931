/** The font before the first picture, with Vietnamese sample text, so that no width is measured in another face. */

/** Longest wait for the font, milliseconds; after it the page shows in whatever face there is. */
const fontWaitMs = 3_000
const sample = 'Điện Biên ưỡng ế 0123456789 ≤ → −'

/** Resolves when the face is there, or after `fontWaitMs`. */
export async function loadFont(): Promise<void> {
  const loads = ['400 16px "Roboto Variable"', '650 16px "Roboto Variable"'].map((face) => document.fonts.load(face, sample))
  const late = new Promise((resolve) => { window.setTimeout(resolve, fontWaitMs) })
  await Promise.race([Promise.allSettled(loads), late])
}
