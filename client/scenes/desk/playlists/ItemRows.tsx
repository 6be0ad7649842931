/** The items of a play-list as rows: scene, seconds, unit, indicator; moved by buttons or Alt with an arrow, the focus stays in the row. */
import { useLayoutEffect, useRef, useState, type KeyboardEvent, type ReactElement, type RefObject } from 'react'
import { kpiSceneIds, sceneIds, type SceneId } from '../../../../data/playlists/scene-ids.ts'
import { maxDwellS, maxPlaylistItems, minDwellS } from '../../../../data/protocol/playlist.ts'
import { useLanguage } from '../../../i18n/language.ts'
import { formatNumber } from '../../../ui/format.ts'
import type { FieldErrors } from '../issues.ts'
import { KpiSelect, UnitPicker } from '../parts/pickers.tsx'
import { changedItem, movedItem, roundS, withItem, withoutItem, type ItemForm, type PlaylistForm } from './playlist-form.ts'
import { lengthText, sceneName, usePlaylistsWords } from './playlist-words.ts'

interface RowsProps {
  readonly form: PlaylistForm
  readonly errors: FieldErrors
  /** Whether it is the default one, whose items name no unit. */
  readonly builtIn: boolean
  readonly onChange: (form: PlaylistForm) => void
}

interface RowProps extends Omit<RowsProps, 'form' | 'onChange'> {
  readonly item: ItemForm
  readonly place: number
  readonly count: number
  readonly onItem: (changes: Partial<ItemForm>) => void
  readonly onMove: (by: 1 | -1, part: string) => void
  readonly onCopy: () => void
  readonly onDrop: () => void
}

function Cell({ field, errors, children }: { field: string, errors: FieldErrors, children: ReactElement }): ReactElement {
  const error = errors[field]
  return <div className="field" data-field={field} data-wrong={error === undefined ? undefined : 'yes'}>{children}{error !== undefined && <p className="wrong" id={`wrong-${field}`} role="alert">{error}</p>}</div>
}

function Arrange({ name, place, count, onMove, onCopy, onDrop }: Pick<RowProps, 'place' | 'count' | 'onMove' | 'onCopy' | 'onDrop'> & { name: string }): ReactElement {
  const words = usePlaylistsWords()
  const label = (act: string): string => `${act}: ${name}`
  return (
    <td className="arrange">
      <button type="button" data-part="up" disabled={place === 0} aria-label={label(words.up)} title={words.up} onClick={() => onMove(-1, place === 1 ? 'down' : 'up')}>↑</button>
      <button type="button" data-part="down" disabled={place === count - 1} aria-label={label(words.down)} title={words.down} onClick={() => onMove(1, place === count - 2 ? 'up' : 'down')}>↓</button>
      <button type="button" data-part="copy" disabled={count >= maxPlaylistItems} aria-label={label(words.copy)} title={words.copy} onClick={onCopy}>+</button>
      <button type="button" data-part="drop" disabled={count < 2} aria-label={label(words.drop)} title={words.drop} onClick={onDrop}>×</button>
    </td>
  )
}

function Row({ item, place, count, errors, builtIn, onItem, onMove, onCopy, onDrop }: RowProps): ReactElement {
  const words = usePlaylistsWords(), language = useLanguage()
  const name = words.itemOf(formatNumber(place + 1, language), sceneName(item.scene, language))
  const at = (part: string): string => `items.${place}.${part}`
  const control = (part: string) => ({ id: `${item.key}-${part}`, 'aria-invalid': errors[at(part)] === undefined ? undefined : true as const, 'aria-describedby': errors[at(part)] === undefined ? undefined : `wrong-${at(part)}` })
  const onKey = (event: KeyboardEvent): void => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
    event.preventDefault()
    event.stopPropagation()
    const part = event.target instanceof HTMLElement ? event.target.closest('[data-part]')?.getAttribute('data-part') ?? 'scene' : 'scene'
    onMove(event.key === 'ArrowUp' ? -1 : 1, part)
  }
  return (
    <tr data-row={item.key} onKeyDownCapture={onKey}>
      <th scope="row" className="num">{formatNumber(place + 1, language)}</th>
      <td><Cell field={at('scene')} errors={errors}><select data-part="scene" aria-label={`${words.item.scene}, ${name}`} value={item.scene} onChange={(event) => onItem({ scene: event.currentTarget.value as SceneId })}>
        {sceneIds.map((id) => <option key={id} value={id}>{sceneName(id, language)}</option>)}
      </select></Cell></td>
      <td><Cell field={at('dwellS')} errors={errors}><input {...control('dwellS')} data-part="dwell" type="text" inputMode="numeric" maxLength={6} aria-label={`${words.item.dwell}, ${name}`} value={item.dwell} onChange={(event) => onItem({ dwell: event.currentTarget.value })} /></Cell></td>
      <td data-part="root">{builtIn ? <span className="quiet">{words.rootNever}</span> : <Cell field={at('root')} errors={errors}>
        <UnitPicker control={control('root')} label={`${words.item.root}, ${name}`} placeholder={words.rootNone} value={item.root} clearable onPick={(root) => onItem({ root })} />
      </Cell>}</td>
      <td data-part="kpi">{kpiSceneIds.includes(item.scene)
        ? <Cell field={at('kpi')} errors={errors}><KpiSelect control={control('kpi')} label={`${words.item.kpi}, ${name}`} value={item.kpi} any={words.kpiNone} onPick={(kpi) => onItem({ kpi })} /></Cell>
        : <span className="quiet" title={words.kpiNever}>–</span>}</td>
      <Arrange name={name} place={place} count={count} onMove={onMove} onCopy={onCopy} onDrop={onDrop} />
    </tr>
  )
}

/** Puts the focus back into a row in the very commit that draws it anew: on the same part, or the row's first control. */
function useRefocus(table: RefObject<HTMLTableElement | null>): (key: number, part: string) => void {
  const wanted = useRef<{ readonly key: number, readonly part: string } | null>(null)
  useLayoutEffect(() => {
    if (wanted.current === null) return
    const { key, part } = wanted.current
    wanted.current = null
    const row = table.current?.querySelector(`tr[data-row="${key}"]`)
    const found = [`[data-part="${part}"]:is(button, input, select)`, `[data-part="${part}"] :is(input, select)`, 'select'].map((css) => row?.querySelector<HTMLElement>(css)).find((one) => one != null)
    found?.focus()
  })
  return (key, part) => { wanted.current = { key, part } }
}

/** See the file's head. */
export function ItemRows({ form, errors, builtIn, onChange }: RowsProps): ReactElement {
  const words = usePlaylistsWords(), language = useLanguage()
  const table = useRef<HTMLTableElement>(null)
  const refocus = useRefocus(table)
  const [said, say] = useState('')
  const number = (n: number): string => formatNumber(n, language)
  const total = roundS(form)
  const count = form.items.length
  const move = (place: number, by: 1 | -1, part: string): void => {
    const item = form.items[place], next = movedItem(form, place, by)
    if (item === undefined || next === form) return
    onChange(next)
    say(words.moved(number(place + by + 1), sceneName(item.scene, language)))
    refocus(item.key, part)
  }
  const add = (after: number | null): void => {
    const next = withItem(form, after)
    onChange(next)
    refocus(next.items[after === null ? next.items.length - 1 : after + 1]!.key, 'scene')
  }
  const drop = (place: number): void => {
    const item = form.items[place], next = withoutItem(form, place)
    const neighbour = next.items[Math.min(place, next.items.length - 1)]
    onChange(next)
    if (item !== undefined) say(words.dropped(sceneName(item.scene, language)))
    if (neighbour !== undefined) refocus(neighbour.key, 'drop')
  }
  return <>
    <table ref={table} className="table items" aria-label={words.sections.items}>
      <thead><tr>
        <th scope="col" className="num"><span className="hidden">{words.item.number}</span></th><th scope="col">{words.item.scene}</th><th scope="col" title={words.dwellHint(number(minDwellS), number(maxDwellS))}>{words.item.dwell}</th>
        <th scope="col">{words.item.root}</th><th scope="col">{words.item.kpi}</th><th scope="col">{words.item.acts}</th>
      </tr></thead>
      <tbody>{form.items.map((item, place) => (
        <Row
          key={item.key} item={item} place={place} count={count} errors={errors} builtIn={builtIn} onItem={(changes) => onChange(changedItem(form, place, changes))}
          onMove={(by, part) => move(place, by, part)} onCopy={() => add(place)} onDrop={() => drop(place)}
        />
      ))}</tbody>
    </table>
    <p className="buttons"><button type="button" className="add-item" disabled={count >= maxPlaylistItems} onClick={() => add(null)}>{words.addItem}</button> <b className="round" role="status">{total === null ? words.totalNone : words.total(lengthText(total, language), number(count))}</b></p>
    <p className="help">{count >= maxPlaylistItems ? words.addItemMost(number(maxPlaylistItems)) : words.moveHint}</p>
    <p className="hidden" role="status" aria-live="polite">{said}</p>
  </>
}
