/** Measures every visible text of a page from inside it: ink box, size of type, whether it is cut, contrast with what is behind it. */
import { en } from '../../client/i18n/en.ts'
import { vi } from '../../client/i18n/vi.ts'

/** One line of visible text. All lengths in CSS px; the box is that of the ink, not of the line. */
export interface TextBox {
  readonly text: string
  readonly where: string
  readonly x: number
  readonly y: number
  readonly w: number
  readonly h: number
  readonly size: number
  readonly cut: boolean
  readonly contrast: number
  /** Of a text that stands aslant: its ink as it lies before it is turned about its centre, and by how many degrees. `x`…`h` are then the box around it. */
  readonly turned?: { readonly w: number, readonly h: number, readonly degrees: number }
}

/** What `measurePage` finds. */
export interface Measured {
  readonly texts: readonly TextBox[]
  readonly scroll: { readonly width: number, readonly height: number }
}

/** Runs inside the page (it must not lean on anything outside itself). */
export function measurePage(): Measured {
  const brush = document.createElement('canvas').getContext('2d')
  if (brush === null) throw new Error('no canvas')
  const rgb = (colour: string): [number, number, number, number] => {
    brush.clearRect(0, 0, 1, 1)
    brush.fillStyle = colour
    brush.fillRect(0, 0, 1, 1)
    const [r = 0, g = 0, b = 0, a = 0] = brush.getImageData(0, 0, 1, 1).data
    return [r, g, b, a / 255]
  }
  const luminance = ([r, g, b]: readonly number[]): number => {
    const [x = 0, y = 0, z = 0] = [r, g, b].map((channel) => { const c = (channel ?? 0) / 255; return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4 })
    return 0.2126 * x + 0.7152 * y + 0.0722 * z
  }
  const behind = (start: Element): readonly number[] => {
    for (let element: Element | null = start; element !== null; element = element.parentElement) {
      const colour = rgb(getComputedStyle(element).backgroundColor)
      if (colour[3] > 0.9) return colour
    }
    return [15, 18, 20]
  }
  /** Where an element cuts its words: at its border, a pixel of ink more being none to see; or, where it ends them by an ellipsis, at its content. */
  const frameOf = (clipper: Element): { readonly box: DOMRect, readonly slack: number } => {
    const box = clipper.getBoundingClientRect(), style = getComputedStyle(clipper)
    if (style.textOverflow !== 'ellipsis') return { box, slack: 1 }
    const left = parseFloat(style.paddingLeft), right = parseFloat(style.paddingRight)
    return { box: new DOMRect(box.x + left, box.y, box.width - left - right, box.height), slack: 0.1 }
  }
  const texts: TextBox[] = []
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const text = (node.textContent ?? '').trim(), parent = node.parentElement
    if (text === '' || parent === null || parent.closest('.hidden, .language, .hint, script, style, noscript') !== null) continue
    const style = getComputedStyle(parent)
    if (style.visibility === 'hidden' || Number(style.opacity) === 0) continue
    const range = document.createRange()
    range.selectNodeContents(node)
    brush.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`
    const ink = brush.measureText(text)
    let clipper: Element | null = parent
    while (clipper !== null && getComputedStyle(clipper).overflowX === 'visible') clipper = clipper.parentElement
    // a word that leaves its panel is covered by the panel beside it, or covers that one's; great digits stand out by their bearing, less than half a u
    const edge = innerHeight / 135 / 2, panel = parent.closest('.panel:not(.map)')?.getBoundingClientRect()
    const { box: frame, slack } = clipper === null ? { box: new DOMRect(0, 0, innerWidth, innerHeight), slack: 1 } : frameOf(clipper)
    const fore = luminance(rgb(style.color)), ground = luminance(behind(parent))
    const contrast = (Math.max(fore, ground) + 0.05) / (Math.min(fore, ground) + 0.05)
    for (const line of range.getClientRects()) {
      // what says that it gives way, and has gone from its line as a whole, is not seen
      if (parent.closest('[data-gives-way]') !== null && line.top >= frame.bottom - 1) continue
      const aslant = parent.closest<HTMLElement>('[data-turned]')
      if (aslant !== null) {
        const lying = { w: aslant.offsetWidth, h: ink.actualBoundingBoxAscent + Math.max(0, ink.actualBoundingBoxDescent), degrees: Number(aslant.dataset['turned']) }
        texts.push({ text, where: 'turned', x: line.left, y: line.top, w: line.width, h: line.height, size: parseFloat(style.fontSize), contrast, cut: false, turned: lying })
        continue
      }
      const baseline = line.top + (line.height * ink.fontBoundingBoxAscent) / (ink.fontBoundingBoxAscent + ink.fontBoundingBoxDescent)
      const top = baseline - ink.actualBoundingBoxAscent, bottom = baseline + Math.max(0, ink.actualBoundingBoxDescent)
      texts.push({
        text, where: parent.closest('[class]')?.className.toString() ?? parent.tagName, x: line.left, y: top, w: line.width, h: bottom - top,
        size: parseFloat(style.fontSize), contrast,
        cut: (panel !== undefined && (line.left < panel.left - edge || line.right > panel.right + edge)) || line.left < frame.left - slack || line.right > frame.right + slack || top < frame.top - 1 || bottom > frame.bottom + 1,
      })
    }
  }
  return { texts, scroll: { width: document.documentElement.scrollWidth, height: document.documentElement.scrollHeight } }
}

/** Runs in the page: gives the first text of every element of each selector other words, the longest there can be. How many took them. */
export function plantWords(words: Readonly<Record<string, string>>): number {
  let planted = 0
  for (const [selector, text] of Object.entries(words)) for (const element of document.querySelectorAll(selector)) {
    if (element.firstChild === null) continue
    element.firstChild.nodeValue = text.replaceAll(' ', '\u00a0')
    planted++
  }
  return planted
}

/** Words that end by `…` because something goes on, not because they were cut. */
const waiting: readonly string[] = [vi, en].flatMap((words) => [words.linkConnecting, words.mapLoading, words.loading])

/** Texts that were cut before they were drawn, by the mark they end with: no box tells of those. */
export function tornOf(texts: readonly TextBox[]): readonly string[] {
  return texts.filter(({ text }) => text.includes('…') && !waiting.includes(text)).map(({ text, where }) => `${where}: ${text}`)
}

type Point = readonly [number, number]

/** The four corners of a text's ink. */
function cornersOf({ x, y, w, h, turned }: TextBox): readonly Point[] {
  const lying = turned ?? { w, h, degrees: 0 }
  const angle = (lying.degrees * Math.PI) / 180, cos = Math.cos(angle), sin = Math.sin(angle)
  return ([[-1, -1], [1, -1], [1, 1], [-1, 1]] as const).map(([a, b]) => {
    const dx = (a * lying.w) / 2, dy = (b * lying.h) / 2
    return [x + w / 2 + dx * cos - dy * sin, y + h / 2 + dx * sin + dy * cos]
  })
}

/** How deep two boxes reach into each other, px: the least over the directions of their sides; below 0 they are apart. */
function depthOf(a: TextBox, b: TextBox): number {
  const [one, other] = [cornersOf(a), cornersOf(b)]
  let least = Infinity
  for (const degrees of [0, 90, a.turned?.degrees ?? 0, (a.turned?.degrees ?? 0) + 90, b.turned?.degrees ?? 0, (b.turned?.degrees ?? 0) + 90]) {
    const along = ([x, y]: Point): number => x * Math.cos((degrees * Math.PI) / 180) + y * Math.sin((degrees * Math.PI) / 180)
    const from = one.map(along), to = other.map(along)
    least = Math.min(least, Math.min(Math.max(...from), Math.max(...to)) - Math.max(Math.min(...from), Math.min(...to)))
  }
  return least
}

/** Pairs of texts whose ink overlaps by more than `slack` px both ways, told by their words. */
export function overlapsOf(texts: readonly TextBox[], slack: number): readonly string[] {
  const found: string[] = []
  for (let i = 0; i < texts.length; i++) for (let j = i + 1; j < texts.length; j++) {
    const a = texts[i], b = texts[j]
    if (a === undefined || b === undefined) continue
    const across = Math.min(a.x + a.w, b.x + b.w) - Math.max(a.x, b.x)
    const down = Math.min(a.y + a.h, b.y + b.h) - Math.max(a.y, b.y)
    if (across <= slack || down <= slack) continue
    if ((a.turned === undefined && b.turned === undefined) || depthOf(a, b) > slack) found.push(`"${a.text}" × "${b.text}"`)
  }
  return found
}

/** A box on the page, CSS px. */
export interface PageBox {
  readonly x: number
  readonly y: number
  readonly w: number
  readonly h: number
}

/** The texts whose ink one of the boxes reaches into by more than `slack` px both ways. */
export function coveredOf(texts: readonly TextBox[], boxes: readonly PageBox[], slack: number): readonly string[] {
  const reach = (from: number, length: number, other: number, otherLength: number): number => Math.min(from + length, other + otherLength) - Math.max(from, other)
  return texts.filter((text) => boxes.some((box) => reach(text.x, text.w, box.x, box.w) > slack && reach(text.y, text.h, box.y, box.h) > slack)).map(({ text, where }) => `${where}: ${text}`)
}
