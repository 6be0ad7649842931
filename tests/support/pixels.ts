/** What is really on the screen: the pixels of a picture that a browser took. */
import type { Page } from 'playwright-core'

/** A pixel's red, green and blue, 0–255. */
export type Pixel = (red: number, green: number, blue: number) => boolean

/** How many pixels of a picture each of `kinds` holds for. `eyes`: any page that answers; it reads the picture, nothing of it changes. */
export async function countPixels<Kind extends string>(eyes: Page, png: Buffer, kinds: Readonly<Record<Kind, Pixel>>): Promise<Readonly<Record<Kind, number>>> {
  const read = await eyes.evaluate(async (data) => {
    const image = new Image()
    image.src = `data:image/png;base64,${data}`
    await image.decode()
    const brush = Object.assign(document.createElement('canvas'), { width: image.width, height: image.height }).getContext('2d')
    brush?.drawImage(image, 0, 0)
    const all = brush?.getImageData(0, 0, image.width, image.height).data ?? new Uint8ClampedArray()
    let text = ''
    for (let i = 0; i < all.length; i += 8192) text += String.fromCharCode(...all.subarray(i, i + 8192))
    return btoa(text)
  }, png.toString('base64'))
  const all = Buffer.from(read, 'base64')
  if (all.length === 0) throw new Error('The picture could not be read.')
  const found = Object.fromEntries(Object.keys(kinds).map((kind) => [kind, 0])) as Record<Kind, number>
  for (let i = 0; i < all.length; i += 4) {
    for (const kind in kinds) if (kinds[kind](all[i]!, all[i + 1]!, all[i + 2]!)) found[kind]++
  }
  return found
}
