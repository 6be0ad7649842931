/** Counts of one register or panel as rows on one scale: number, what it counts, a bar beside the largest; late ones with their mark. */
import type { ReactElement } from 'react'
import { StatusShape } from '../../../ui/StatusShape.tsx'

/** One count. `text`: as told; `share`: of the panel's scale, 0–1, null: no bar; `note`: beside the label. */
export interface CountRow {
  readonly id: string
  readonly label: string
  readonly text: string
  readonly isNumber: boolean
  readonly share: number | null
  readonly late: boolean
  readonly note: string
  /** Below the bar; empty: nothing. */
  readonly where: string
}

/** Least width of a bar that is not zero, of 100. */
const leastBar = 0.8

/** See the file's head. */
export function CountRows({ rows }: { rows: readonly CountRow[] }): ReactElement {
  return (
    <ul className="counts" style={{ flexGrow: rows.length }}>
      {rows.map(({ id, label, text, isNumber, share, late, note, where }) => (
        <li key={id} data-measure={id} data-late={late ? 'yes' : 'no'}>
          <b data-withheld={isNumber ? 'no' : 'yes'}>{text}</b>
          <div>
            <span>{late && <StatusShape look="at_risk" size={2} />}{label}{note !== '' && <small>{note}</small>}</span>
            <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
              {share !== null && <><rect width="100" height="10" fill="var(--track)" /><rect width={share === 0 ? 0 : Math.max(leastBar, Math.min(100, share * 100))} height="10" fill={late ? 'var(--risk)' : 'var(--province-on-track)'} /></>}
            </svg>
            {where !== '' && <em className="where">{where}</em>}
          </div>
        </li>
      ))}
    </ul>
  )
}
