/** Which page of the desk an address means, and how addresses are read and written. Pure. The address is the state: filters, page, selection. */

/** The tabs of the desk, in the order they are shown. */
export const tabs = ['warnings', 'verdicts', 'rules', 'tasks', 'quality', 'reports', 'projection', 'playlists', 'walls'] as const
/** One of `tabs`. */
export type Tab = (typeof tabs)[number]

/** A page. `id` null in `rule`, `playlist`: a new one. */
export type Route =
  | { readonly page: Tab }
  | { readonly page: 'warning' | 'task', readonly id: string }
  | { readonly page: 'rule' | 'playlist', readonly id: string | null }
  | { readonly page: 'newTask' | 'adopt' | 'unknown' }

const idShape = /^[\w.:~-]{1,128}$/

/** The page of a path below `/desk`. */
export function routeOf(pathname: string): Route {
  const [, desk, page = 'warnings', id, more] = pathname.replace(/\/$/, '').split('/')
  if (desk !== 'desk' || more !== undefined) return { page: 'unknown' }
  const tab = tabs.find((name) => name === page)
  if (tab === undefined) return { page: 'unknown' }
  if (id === undefined) return { page: tab }
  if (!idShape.test(id)) return { page: 'unknown' }
  switch (tab) {
    case 'warnings': return { page: 'warning', id }
    case 'rules': return { page: 'rule', id: id === 'new' ? null : id }
    case 'tasks': return id === 'new' ? { page: 'newTask' } : id === 'adopt' ? { page: 'adopt' } : { page: 'task', id }
    case 'playlists': return { page: 'playlist', id: id === 'new' ? null : id }
    default: return { page: 'unknown' }
  }
}

/** The tab a page belongs to; null: none. */
export function tabOf(route: Route): Tab | null {
  switch (route.page) {
    case 'warning': return 'warnings'
    case 'rule': return 'rules'
    case 'playlist': return 'playlists'
    case 'task': case 'newTask': case 'adopt': return 'tasks'
    case 'unknown': return null
    default: return route.page
  }
}

/** A parameter of an address; null where absent or not of that shape. */
export function given(search: string, name: string, shape: RegExp): string | null {
  const value = new URLSearchParams(search).get(name)
  return value !== null && shape.test(value) ? value : null
}

/** A parameter that must be one of a list; null where it is none. */
export function givenOf<T extends string>(search: string, name: string, list: readonly T[]): T | null {
  const value = new URLSearchParams(search).get(name)
  return list.find((one) => one === value) ?? null
}

/** Shapes of what addresses carry. */
export const shapes = {
  unit: /^[\w-]{1,32}$/, kpi: /^[a-z][\w.]{0,63}$/, day: /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, text: /^.{1,80}$/u, page: /^[1-9]\d{0,4}$/, year: /^20\d\d$/,
} as const

/** Number of the page of a list in an address, from 1. */
export function pageOf(search: string): number {
  return Number(given(search, 'page', shapes.page) ?? 1)
}

/** The query string with parameters changed (null or empty: dropped), others kept. Any change of a filter goes back to the first page unless it names one. */
export function searchWith(search: string, changes: Readonly<Record<string, string | number | null>>): string {
  const query = new URLSearchParams(search)
  if (!Object.hasOwn(changes, 'page')) query.delete('page')
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === '' || (name === 'page' && value === 1)) query.delete(name)
    else query.set(name, String(value))
  }
  const text = query.toString()
  return text === '' ? '' : `?${text}`
}

/** An address of the desk: a path below `/desk/` with parameters; the language of the present address (`?lang=`) goes along. */
export function deskHref(path: string, parameters: Readonly<Record<string, string | number | null>> = {}, search = ''): string {
  const lang = new URLSearchParams(search).get('lang')
  return `/desk/${path}${searchWith('', { ...parameters, ...(lang === null ? {} : { lang }) })}`
}
