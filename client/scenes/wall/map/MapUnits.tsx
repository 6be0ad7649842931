/** Each unit on the map as a button at its anchor: the keyboard's way into it, a reader's way to its status, and the mirror of the fills. */
import { memo, type ReactElement } from 'react'
import { useIsSilent, usePainted } from '../../../figures/use-live.ts'
import { useLanguage, useWords } from '../../../i18n/language.ts'
import type { Point } from '../../../map/view.ts'
import { valueText } from '../../../ui/figure-text.ts'
import { lookOf } from '../../../ui/look.ts'
import { unitName, useWallData } from '../wall-data.ts'

const UnitButton = memo(function UnitButton({ unit, kpi, x, y, onOpen }: { unit: string, kpi: string, x: number, y: number, onOpen: (unit: string) => void }): ReactElement {
  const data = useWallData()
  const words = useWords()
  const language = useLanguage()
  const painted = usePainted(unit, kpi)
  const isRootSilent = useIsSilent(data.root.code, kpi)
  const entry = data.kpiById.get(kpi)
  const look = painted === undefined ? 'silent' : lookOf(painted.cell, isRootSilent)
  const value = painted?.cell.value ?? null
  const name = unitName(data, unit, language)
  return (
    <button type="button" className="map-unit" style={{ left: `${x}rem`, top: `${y}rem` }} data-unit={unit} data-kpi={kpi} data-look={look}
      data-value={value ?? ''} data-seq={painted?.seq ?? ''} data-painted-ms={painted?.paintedMs ?? ''}
      aria-label={`${name}: ${words.status[look]}${entry === undefined || value === null ? '' : `, ${valueText(entry, value, painted?.cell.expected ?? null, language)}`}`}
      onClick={(event) => { event.stopPropagation(); onOpen(unit) }} />
  )
})

/** See the file's head. `points`: where each unit stands, u from the map's corner. */
export function MapUnits({ kpi, points, onOpen }: { kpi: string, points: ReadonlyMap<string, Point>, onOpen: (unit: string) => void }): ReactElement {
  const words = useWords()
  return (
    <div role="group" aria-label={words.mapTable} className="map-units">
      {[...points].map(([unit, [x, y]]) => <UnitButton key={unit} unit={unit} kpi={kpi} x={x} y={y} onOpen={onOpen} />)}
    </div>
  )
}
