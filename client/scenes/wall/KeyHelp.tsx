/** The keys of the wall on the wall, in both languages at once: whoever stands there with a remote reads one of them. */
import type { ReactElement } from 'react'
import { useLanguage } from '../../i18n/language.ts'
import { showEn, showVi, type ShowWords } from '../../i18n/words-show.ts'

type KeyName = string | { readonly said: keyof ShowWords['keyNames'] }

const rows: readonly (readonly [keyof ShowWords['keys'], readonly KeyName[]])[] = [
  ['step', ['←', '→', 'PgUp', 'PgDn', { said: 'before' }, { said: 'after' }]], ['kpi', ['↑', '↓']], ['number', ['1–9']], ['home', ['Home']], ['hold', [{ said: 'space' }, { said: 'play' }]],
  ['open', ['Enter']], ['back', ['Esc']], ['full', ['F', 'F11']], ['gauges', ['G']], ['language', ['L']], ['help', ['?', 'H']],
]

/** See the file's head. */
export function KeyHelp({ onClose }: { onClose: () => void }): ReactElement {
  const words = useLanguage() === 'en' ? showEn : showVi
  return (
    <section className="key-help" role="dialog" aria-label={`${showVi.help} · ${showEn.help}`} onClick={onClose}>
      <header><h2>{showVi.help} · {showEn.help}</h2><span>{words.close}</span></header>
      <table><tbody>{rows.map(([row, keys]) => (
        <tr key={row}>
          <th scope="row">{keys.map((key) => { const name = typeof key === 'string' ? key : words.keyNames[key.said]; return <kbd key={name}>{name}</kbd> })}</th>
          <td lang="vi">{showVi.keys[row]}</td><td lang="en">{showEn.keys[row]}</td>
        </tr>
      ))}</tbody></table>
    </section>
  )
}
