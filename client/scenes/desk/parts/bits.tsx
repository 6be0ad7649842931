/** Small parts that every page uses: its head, a severity, a pager. */
import { useEffect, useRef, type ReactElement, type ReactNode } from 'react'
import type { Severity } from '../../../../data/judgement/verdict.ts'
import { useLanguage, useWords } from '../../../i18n/language.ts'
import { formatNumber } from '../../../ui/format.ts'
import { StatusShape } from '../../../ui/StatusShape.tsx'
import { SearchLink, usePlace } from '../navigation.tsx'
import { searchWith } from '../route.ts'
import { useDeskWords } from '../use-desk-words.ts'

/** The head of a page: its name (also the window's title; takes the focus when one comes from another page), and what stands beside it. */
export function PageHead({ title, back, children }: { title: string, back?: ReactNode, children?: ReactNode }): ReactElement {
  const { product } = useWords()
  const { pathname } = usePlace()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => { document.title = `${title} · ${product}` }, [title, product])
  useEffect(() => {
    const { arrived } = document.documentElement.dataset
    if (arrived !== undefined && arrived !== pathname) { window.scrollTo(0, 0); heading.current?.focus({ preventScroll: true }) }
    document.documentElement.dataset['arrived'] = pathname
  }, [pathname])
  return <div className="page-head">{back !== undefined && <p className="back">{back}</p>}<div><h1 ref={heading} tabIndex={-1}>{title}</h1>{children}</div></div>
}

/** A severity: shape and word. */
export function SeverityWord({ severity, bare = false }: { severity: Severity, bare?: boolean }): ReactElement {
  const words = useDeskWords()
  return <span className="severity" data-severity={severity}><StatusShape look={severity === 'no_data' ? 'lost' : severity} size={0.85} />{bare ? <span className="hidden">{words.severity[severity]}</span> : words.severity[severity]}</span>
}

/** Pages of a list; the page is in the address. `name`: of the parameter. */
export function Pager({ page, size, total, name = 'page' }: { page: number, size: number, total: number, name?: string }): ReactElement | null {
  const words = useDeskWords(), language = useLanguage(), { search } = usePlace()
  const pages = Math.max(1, Math.ceil(total / size))
  const number = (n: number): string => formatNumber(n, language)
  if (total <= size && page === 1) return null
  const to = (next: number): string => searchWith(search, { page: new URLSearchParams(search).get('page'), [name]: next === 1 ? null : next })
  return (
    <nav className="pager" aria-label={words.pageOf(number(page), number(pages))}>
      <span>{words.pager(number(Math.min(total, (page - 1) * size + 1)), number(Math.min(total, page * size)), number(total))}</span>
      {page > 1 && <SearchLink search={to(Math.min(page - 1, pages))}>{words.previous}</SearchLink>}
      {page < pages && <SearchLink search={to(page + 1)}>{words.next}</SearchLink>}
    </nav>
  )
}
