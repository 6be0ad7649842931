/** A unit without children under its own row: what each of its figures is, its value and plan, how old, the worst first. */
import { useMemo, type ReactElement } from 'react'
import type { KpiAnswer } from '../../../../data/protocol/answers.ts'
import type { Cell } from '../../../../data/protocol/cell.ts'
import { yearOf } from '../../../../data/time/vietnam-time.ts'
import { useLive } from '../../../figures/live-context.ts'
import { useNow } from '../../../figures/use-live.ts'
import { useLanguage, useWords } from '../../../i18n/language.ts'
import { valueText } from '../../../ui/figure-text.ts'
import { formatAge, formatNumber } from '../../../ui/format.ts'
import { lookWeights, type Look } from '../../../ui/look.ts'
import { StatusShape } from '../../../ui/StatusShape.tsx'
import { planText, shortName } from '../figure-words.ts'
import { targetOf, useWallData } from '../wall-data.ts'
import type { MatrixLayout } from './matrix-layout.ts'
import type { CellKind, MatrixModel } from './matrix-model.ts'
import { useMatrixWords } from './use-matrix.ts'

/** Narrowest column of the list, u. */
const columnWidth = 74
/** Top of the list below the row's own foot, and its bottom, u. */
const listGap = 6.6
/** Tallest line, u. */
const tallestLine = 8.4

const quietOrder: readonly CellKind[] = ['on_track', 'met', 'no_target', 'withheld', 'silent', 'waiting']
const orderOf = (kind: CellKind): number => (kind in lookWeights && lookWeights[kind as Look] > 0 ? -lookWeights[kind as Look] : quietOrder.indexOf(kind))

function Line({ kpi, kind, cell, onOpen }: { kpi: KpiAnswer, kind: CellKind, cell: Cell | undefined, onOpen: () => void }): ReactElement {
  const data = useWallData()
  const words = useWords()
  const own = useMatrixWords()
  const language = useLanguage()
  const unit = data.root.code
  const speech = { language, words }
  const age = useNow((nowMs) => (cell?.newestAtMs == null ? '' : formatAge(nowMs - cell.newestAtMs, words.durations)))
  const year = useNow(yearOf)
  const target = useMemo(() => targetOf(data, kpi.id, unit, year), [data, kpi.id, unit, year])
  const value = kind === 'withheld' ? own.heldFew : kind === 'lost' ? own.lostFor(age) : valueText(kpi, cell?.value ?? null, cell?.expected ?? null, language)
  const look: Look = kind === 'withheld' || kind === 'waiting' || kind === 'outside' ? 'no_target' : kind
  return (
    <li data-kpi={kpi.id} data-look={kind} onClick={onOpen}>
      {kind === 'withheld' ? <span /> : <StatusShape look={look} size={2.1} />}
      <div><h3>{shortName(kpi, language)}</h3><p>{planText(kpi, cell?.expected ?? null, target, speech)}</p></div>
      <div className="leaf-value"><b>{value}</b><span>{kind === 'withheld' ? own.held : words.status[look]}{age !== '' && ` · ${words.newestAge(age)}`}</span></div>
    </li>
  )
}

/** See the file's head. `layout`: of the row above it. */
export function LeafList({ model, layout, onOpen }: { model: MatrixModel, layout: MatrixLayout, onOpen: (unit: string, kpi: string) => void }): ReactElement {
  const data = useWallData()
  const { store } = useLive()
  const own = useMatrixWords()
  const language = useLanguage()
  const lines = model.columns.map(({ kpi }, i) => ({ kpi, kind: model.root.cells[i]?.kind ?? 'waiting' }))
  const reported = lines.filter(({ kind }) => kind !== 'outside').sort((a, b) => orderOf(a.kind) - orderOf(b.kind))
  const top = layout.y + layout.heads + layout.rootRow + layout.count + listGap
  const columns = Math.max(1, Math.floor((layout.width + 4) / (columnWidth + 4)))
  const rows = Math.ceil(reported.length / columns)
  const height = Math.min(tallestLine, (layout.footY - top - 1) / Math.max(1, rows))
  return (
    <>
      <h2 className="sub-head" style={{ position: 'absolute', left: '3rem', right: '3rem', top: `${top - 4.6}rem` }}>
        {own.leaf(formatNumber(reported.length, language))}<small>{lines.length > reported.length && own.leafOutside(formatNumber(lines.length - reported.length, language))}</small>
      </h2>
      <ul className="leaf-list" style={{ top: `${top}rem`, gridTemplateRows: `repeat(${rows}, ${height.toFixed(3)}rem)`, gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}>
        {reported.map(({ kpi, kind }) => <Line key={kpi.id} kpi={kpi} kind={kind} cell={store.painted(data.root.code, kpi.id)?.cell} onOpen={() => onOpen(data.root.code, kpi.id)} />)}
      </ul>
    </>
  )
}
