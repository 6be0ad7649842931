/** The matrix by keyboard: Tab enters at one cell, arrows move inside, Enter opens. Outside of it the wall's own keys hold. */
import { useCallback, useState, type FocusEvent, type KeyboardEvent, type MouseEvent } from 'react'

/** A place in the grid: row 0 is the root's. */
export interface Place {
  readonly row: number
  readonly column: number
}

const moves: Readonly<Record<string, readonly [number, number]>> = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }

/** Where a key leads from a place in a grid of `rows` × `columns`; null: the key is none of the grid's. Ends stop. */
export function movedBy(key: string, { row, column }: Place, rows: number, columns: number): Place | null {
  if (key === 'Home') return { row, column: 0 }
  if (key === 'End') return { row, column: columns - 1 }
  const by = moves[key]
  if (by === undefined) return null
  return { row: Math.min(rows - 1, Math.max(0, row + by[0])), column: Math.min(columns - 1, Math.max(0, column + by[1])) }
}

/** Handlers for the table, where Tab enters, and whether somebody is inside. */
export interface GridKeys {
  readonly at: Place
  readonly inside: boolean
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void
  readonly onClick: (event: MouseEvent<HTMLElement>) => void
  readonly onFocus: (event: FocusEvent<HTMLElement>) => void
  readonly onBlur: (event: FocusEvent<HTMLElement>) => void
}

const cellOf = (target: EventTarget): HTMLElement | null => (target instanceof HTMLElement ? target.closest<HTMLElement>('[data-unit][data-kpi]') : null)

/** See the file's head. `open`: of a cell's unit and KPI. */
export function useGridKeys(units: readonly string[], kpis: readonly string[], open: (unit: string, kpi: string) => void): GridKeys {
  const [at, setAt] = useState<Place>({ row: 0, column: 0 })
  const [inside, setInside] = useState(false)
  const here: Place = { row: Math.min(at.row, units.length - 1), column: Math.min(at.column, kpis.length - 1) }
  const openCell = useCallback((cell: HTMLElement | null) => {
    const { unit, kpi, look } = cell?.dataset ?? {}
    if (unit !== undefined && kpi !== undefined && look !== 'outside' && look !== 'waiting') open(unit, kpi)
  }, [open])
  return {
    at: here, inside,
    onClick: (event) => openCell(cellOf(event.target)),
    onKeyDown: (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return
      const cell = cellOf(event.target)
      if (cell === null) return
      const next = movedBy(event.key, here, units.length, kpis.length)
      if (next === null && event.key !== 'Enter' && event.key !== ' ') return
      event.preventDefault()
      event.stopPropagation()
      if (next === null) { openCell(cell); return }
      setAt(next)
      event.currentTarget.querySelector<HTMLElement>(`[data-unit="${units[next.row]}"][data-kpi="${kpis[next.column]}"]`)?.focus()
    },
    onFocus: (event) => {
      setInside(true)
      const { unit, kpi } = cellOf(event.target)?.dataset ?? {}
      if (unit !== undefined && kpi !== undefined) setAt({ row: Math.max(0, units.indexOf(unit)), column: Math.max(0, kpis.indexOf(kpi)) })
    },
    onBlur: (event) => { if (!event.currentTarget.contains(event.relatedTarget)) setInside(false) },
  }
}
