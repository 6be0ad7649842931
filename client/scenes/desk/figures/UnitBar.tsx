/** The unit a page is about, in the address (`?unit=`): a picker, and the way up. */
import type { ReactElement, ReactNode } from 'react'
import { useLanguage } from '../../../i18n/language.ts'
import { unitName, useDesk } from '../desk-data.ts'
import { goSearch, SearchLink, usePlace } from '../navigation.tsx'
import { UnitPicker } from '../parts/pickers.tsx'
import { given, searchWith, shapes } from '../route.ts'
import { useDeskWords } from '../use-desk-words.ts'

/** The unit of the address; the top of the viewer's scope where none is given. A code outside of it stays: the server says what it says. */
export function useUnit(): string {
  const data = useDesk(), { search } = usePlace()
  return given(search, 'unit', shapes.unit) ?? data.top.code
}

/** See the file's head. `children`: more choices beside it. */
export function UnitBar({ unit, children }: { unit: string, children?: ReactNode }): ReactElement {
  const data = useDesk(), words = useDeskWords(), language = useLanguage(), { search } = usePlace()
  const path: string[] = []
  for (let up = data.unitByCode.get(unit)?.parent ?? null; up !== null && data.unitByCode.has(up); up = data.unitByCode.get(up)?.parent ?? null) path.unshift(up)
  return (
    <div className="filters">
      <div className="labelled"><span>{words.unitPick.label}</span><UnitPicker label={words.unitPick.label} value={unit} onPick={(code) => goSearch(searchWith(search, { unit: code, kpi: new URLSearchParams(search).get('kpi'), open: null }))} /></div>
      {children}
      {path.length > 0 && <nav className="trail" aria-label={words.unitPick.label}>{path.map((code) => <span key={code}><SearchLink search={searchWith(search, { unit: code, open: null })}>{unitName(data, code, language)}</SearchLink> › </span>)}<b>{unitName(data, unit, language)}</b></nav>}
    </div>
  )
}
