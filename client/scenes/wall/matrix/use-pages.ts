/** Rows that do not all fit, page by page: the worst first, slowly round; still where somebody is among them, holds the wall, or has asked for stillness. */
import { useEffect, useState } from 'react'
import { wantsStillness } from '../../../ui/stillness.ts'

/** How long a page stays, milliseconds. */
export const pageDwellMs = 15_000

/** The first row of page `page` of `count` rows, `each` a page: the last page is full too, and repeats rows of the one before. Pure. */
export function pageStart(page: number, count: number, each: number): number {
  return Math.max(0, Math.min(page * each, count - each))
}

/** How many pages there are, one at least. Pure. */
export function pagesOf(count: number, each: number): number {
  return Math.max(1, Math.ceil(count / each))
}

/** The first row shown. `held`: the page stays; `about`: another begins with the first page. */
export function usePages(count: number, each: number, held: boolean, about: string): number {
  const [state, setState] = useState({ about, page: 0 })
  const pages = pagesOf(count, each)
  const page = state.about === about ? state.page % pages : 0
  useEffect(() => {
    if (held || pages < 2 || wantsStillness()) return
    const timer = window.setTimeout(() => setState({ about, page: (page + 1) % pages }), pageDwellMs)
    return () => window.clearTimeout(timer)
  }, [about, page, pages, held])
  return pageStart(page, count, each)
}
