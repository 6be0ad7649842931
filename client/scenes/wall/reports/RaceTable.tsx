/** The race as rows, worst first: place, unit, bar, how many are in, how many were at the same hour last month, when the last came, the unit's own report. */
import type { CSSProperties, ReactElement } from 'react'
import { useLanguage, useSceneWords } from '../../../i18n/language.ts'
import { formatClock, formatDay, formatNumber, percentDigits } from '../../../ui/format.ts'
import { StatusShape } from '../../../ui/StatusShape.tsx'
import { useListWords } from '../use-list-words.ts'
import { unitName, useWallData } from '../wall-data.ts'
import { handedIn, isBehind, raceLooks, shareOf, type Child } from './race-looks.ts'
import { RaceBar } from './RaceBar.tsx'

/** Rows of one column of the race. */
export const raceRows = 34
/** Greatest height of a row of a unit that owes the report itself, and of the head above, u. */
const leafHeight = 6, headHeight = 3.2

/** `14:05 21/11`. */
export function momentWords(at: string | null): string {
  return at === null ? '' : `${formatClock(Date.parse(at)).slice(0, 5)} ${formatDay(Date.parse(at))}`
}

function OwnState({ child }: { child: Child | undefined }): ReactElement {
  const scene = useSceneWords().reports
  const state = child?.state ?? null
  return <td className="own-state">{state !== null && <><StatusShape look={raceLooks[state]} size={1.9} /> {scene.states[state]}</>}</td>
}

function RaceRow({ child, own, rank, compared, silent }: { child: Child, own: Child | undefined, rank: number, compared: boolean, silent: boolean }): ReactElement {
  const data = useWallData()
  const language = useLanguage()
  const { counts, lastAt, before } = child
  const whole = handedIn(counts) === counts.due
  return (
    <tr data-unit={child.unit} data-in={handedIn(counts)} data-whole={whole ? 'yes' : 'no'}>
      <td className="num place">{handedIn(counts) > 0 ? rank : '–'}</td>
      <th scope="row" className="unit">{unitName(data, child.unit, language)}</th>
      <td className="bar"><RaceBar counts={counts} before={before} silent={silent} label={`${handedIn(counts)}/${counts.due}`} /></td>
      <td className="num share">{counts.due === 0 ? '–' : `${percentDigits(shareOf(child), language)} %`}</td>
      <td className="num in">{formatNumber(handedIn(counts), language)}/{formatNumber(counts.due, language)}</td>
      {compared && <td className="num before">{isBehind(counts, before) && <StatusShape look="behind" size={1.8} />}{before === null ? '' : formatNumber(before, language)}</td>}
      <td className="num last">{momentWords(lastAt)}</td>
      <OwnState child={own} />
    </tr>
  )
}

/** See the file's head. `own`: the units' own reports; `ranks`: places by unit; `beforeMonth`: the month compared with, null: none; `silent`: nothing has ever come. */
export function RaceTable({ rows, own, ranks, beforeMonth, silent }: { silent: boolean, rows: readonly Child[], own: ReadonlyMap<string, Child>, ranks: ReadonlyMap<string, number>, beforeMonth: string | null }): ReactElement {
  const scene = useSceneWords().reports
  const lists = useListWords()
  return (
    <table className="rows race" data-tall={rows.length <= raceRows / 2 ? 'yes' : 'no'}>
      <thead><tr>
        <th scope="col" className="num place">{lists.rank}</th><th scope="col" className="unit">{scene.provinceHead}</th><th scope="col">{scene.race}</th><th scope="col" className="num share"><span className="hidden">%</span></th>
        <th scope="col" className="num in">{lists.handed}</th>{beforeMonth !== null && <th scope="col" className="num before">{lists.before(beforeMonth)}</th>}
        <th scope="col" className="num last">{scene.last}</th><th scope="col" className="own-state">{scene.provinceState}</th>
      </tr></thead>
      <tbody>{rows.map((child) => <RaceRow key={child.unit} child={child} own={own.get(child.unit)} rank={ranks.get(child.unit) ?? 0} compared={beforeMonth !== null} silent={silent} />)}</tbody>
    </table>
  )
}

/** Units that owe the report themselves: place, name, state, when it came. `most`: rows of the longest column beside it; `height` of the panel in u: few rows are taller; `wide`: there is room for larger words. */
export function LeafTable({ rows, most, ranks, height, wide }: { rows: readonly Child[], most: number, ranks: ReadonlyMap<string, number>, height: number, wide: boolean }): ReactElement {
  const data = useWallData()
  const scene = useSceneWords().reports
  const lists = useListWords(), language = useLanguage()
  return (
    <table className="rows race leaves" data-wide={wide ? 'yes' : 'no'} style={{ '--row': `${Math.min(leafHeight, (height - headHeight) / Math.max(1, most))}rem` } as CSSProperties}>
      <thead><tr><th scope="col" className="num place">{lists.rank}</th><th scope="col" className="unit">{scene.raceUnit}</th><th scope="col" className="own-state">{scene.state}</th><th scope="col" className="num last">{scene.last}</th></tr></thead>
      <tbody>{rows.map((child) => (
        <tr key={child.unit} data-unit={child.unit} data-whole={shareOf(child) === 1 ? 'yes' : 'no'}>
          <td className="num place">{shareOf(child) === 1 ? ranks.get(child.unit) : '–'}</td><th scope="row" className="unit">{unitName(data, child.unit, language)}</th>
          <OwnState child={child} /><td className="num last">{momentWords(child.lastAt)}</td>
        </tr>
      ))}</tbody>
    </table>
  )
}
