/** Choosing a unit (by name without tone marks, or code) and indicators (one, or several). */
import type { ReactElement } from 'react'
import { searchKey } from '../../../../data/units/search-key.ts'
import { searchUnits } from '../../../../data/units/search.ts'
import type { UnitLevel } from '../../../../data/units/unit.ts'
import { useLanguage } from '../../../i18n/language.ts'
import { kpiName, kpiShort, unitLine, unitName, unitPlace, useDesk } from '../desk-data.ts'
import { useDeskWords } from '../use-desk-words.ts'
import { Combobox, type Option } from './Combobox.tsx'
import type { ControlProps } from './Field.tsx'

/** Units shown before anything is typed: the top and those right below it. */
const shownFirst = 40

interface UnitPickerProps {
  readonly control?: ControlProps
  readonly label?: string
  readonly value: string | null
  readonly onPick: (code: string | null) => void
  /** Only units of these levels. */
  readonly levels?: readonly UnitLevel[]
  /** Whether no unit is an answer. */
  readonly clearable?: boolean
  /** Shown where no unit is chosen. */
  readonly placeholder?: string
}

/** One unit. */
export function UnitPicker({ control, label, value, onPick, levels, clearable = false, placeholder }: UnitPickerProps): ReactElement {
  const data = useDesk(), words = useDeskWords(), language = useLanguage()
  const fits = (level: string): boolean => levels === undefined || levels.includes(level as UnitLevel)
  const option = (code: string): Option => ({ id: code, label: unitName(data, code, language), beside: [unitPlace(data, code, language), code].filter((part) => part !== null).join(' · ') })
  const search = (text: string): readonly Option[] => {
    const found = text.trim() === ''
      ? data.searchable.filter((unit) => fits(unit.level) && (unit.code === data.top.code || unit.parent === data.top.code || levels !== undefined)).slice(0, shownFirst)
      : searchUnits(levels === undefined ? data.searchable : data.searchable.filter((unit) => fits(unit.level)), text, 20)
    return found.map(({ code }) => option(code))
  }
  return (
    <Combobox
      {...(control === undefined ? {} : { control })} {...(label === undefined ? {} : { label })} value={value === null ? '' : unitLine(data, value, language)} placeholder={placeholder ?? words.unitPick.hint} search={search} none={words.unitPick.none} onTake={onPick}
      after={clearable && value !== null && <button type="button" className="clear" aria-label={words.unitPick.clear} title={words.unitPick.clear} onClick={() => onPick(null)}>×</button>}
    />
  )
}

/** One indicator from a list grouped by family. `any`: what no choice means. */
export function KpiSelect({ control, label, value, any, onPick }: { control?: ControlProps, label?: string, value: string | null, any: string, onPick: (id: string | null) => void }): ReactElement {
  const data = useDesk(), words = useDeskWords(), language = useLanguage()
  const groups = [...new Set(data.kpis.map(({ group }) => group))]
  return (
    <select {...control} aria-label={label} value={value ?? ''} onChange={(event) => onPick(event.currentTarget.value === '' ? null : event.currentTarget.value)}>
      <option value="">{any}</option>
      {groups.map((group) => (
        <optgroup key={group} label={words.groups[group] ?? group}>
          {data.kpis.filter((kpi) => kpi.group === group).map((kpi) => <option key={kpi.id} value={kpi.id}>{kpiName(data, kpi.id, language)}</option>)}
        </optgroup>
      ))}
    </select>
  )
}

/** Several indicators: chips of those chosen, and a search that adds. */
export function KpiPicker({ control, chosen, onChange }: { control: ControlProps, chosen: readonly string[], onChange: (kpis: readonly string[]) => void }): ReactElement {
  const data = useDesk(), words = useDeskWords(), language = useLanguage()
  const search = (text: string): readonly Option[] => {
    const key = searchKey(text)
    return data.kpis.filter(({ id, nameVi, nameEn, shortVi, shortEn }) => !chosen.includes(id) && [id, nameVi, nameEn, shortVi, shortEn].some((name) => searchKey(name).includes(key)))
      .slice(0, shownFirst).map(({ id, group }) => ({ id, label: kpiName(data, id, language), beside: words.groups[group] ?? group }))
  }
  return (
    <div className="kpi-picker">
      {chosen.length > 0 && <ul className="chips">{chosen.map((id) => (
        <li key={id}>{kpiShort(data, id, language)} <button type="button" aria-label={words.kpiPick.remove(kpiShort(data, id, language))} onClick={() => onChange(chosen.filter((one) => one !== id))}>×</button></li>
      ))}</ul>}
      <Combobox control={control} value="" placeholder={words.kpiPick.hint} search={search} none={words.kpiPick.none} several onTake={(id) => onChange([...chosen, id])} />
      {chosen.length === 0 && <p className="help">{words.kpiPick.allNote}</p>}
    </div>
  )
}
