/** The scene *Ba nhóm nghiệp vụ*: counts by state of the sector's three lines of work, late ones apart; small counts are not told. */
import type { ReactElement, ReactNode } from 'react'
import type { GroupRegister, GroupsAnswer, RegisterState } from '../../../../data/protocol/groups.ts'
import { useNow } from '../../../figures/use-live.ts'
import { useLanguage, useSceneWords, useWords } from '../../../i18n/language.ts'
import { useGroups } from '../../../queries/scene-queries.ts'
import { formatAge, formatDate, formatNumber, formatPercent } from '../../../ui/format.ts'
import { StatusShape } from '../../../ui/StatusShape.tsx'
import { margin, type Stage } from '../layout.ts'
import { Panel } from '../Panel.tsx'
import { useListWords } from '../use-list-words.ts'
import { useHeadlineWatch, useWallData } from '../wall-data.ts'
import { CountRows, type CountRow } from './CountRows.tsx'

const top = 10
const bottom = 132
const gap = 6

/** A count of a register in words: the number, a dash where nobody reported; withheld: `<5` of one office, a word of a sum (it may be large, and tell a small part). */
function countWords(state: RegisterState, level: string, withheld: string, number: (n: number) => string): string {
  if (state.withheld) return level === 'commune' ? '<5' : withheld
  return state.value === null ? '–' : number(state.value)
}

function useRegisterRows(register: GroupRegister): readonly CountRow[] {
  const { root } = useWallData()
  const scene = useSceneWords().groups
  const lists = useListWords(), language = useLanguage()
  const whole = register.states[0]?.value ?? null
  const wholeWord = scene.states[register.states[0]?.measure ?? ''] ?? ''
  return register.states.map((state, i) => {
    const share = state.value === null || state.withheld || whole === null || whole === 0 ? null : state.value / whole
    return {
      id: state.measure, label: scene.states[state.measure] ?? state.state, text: countWords(state, root.level, scene.withheld, (n) => formatNumber(n, language)),
      isNumber: !state.withheld, late: state.late && (state.withheld || (state.value ?? 0) > 0), share: i === 0 && share !== null ? 1 : share,
      note: i === 0 || share === null ? '' : lists.ofPlan(formatPercent(share, language), wholeWord),
    }
  })
}

function Register({ register }: { register: GroupRegister }): ReactElement {
  const words = useWords()
  const scene = useSceneWords().groups
  const language = useLanguage()
  const number = (n: number): string => formatNumber(n, language)
  const age = useNow((nowMs) => (register.newestAt === null ? '' : formatAge(nowMs - Date.parse(register.newestAt), words.durations)))
  const rows = useRegisterRows(register)
  const [first] = register.states
  return (
    <section className="register" data-register={register.id} style={{ flexGrow: rows.length }}>
      <h3>{scene.registers[register.id]}</h3>
      <CountRows rows={rows} />
      <p className="register-truth">
        {first !== undefined && (first.reported === 0 ? words.noFigure : scene.reported(number(first.reported), number(first.due)))}
        {age !== '' && ` · ${scene.newest(age)}`}
        {register.contradicting > 0 && <> · <StatusShape look="behind" size={1.7} /> {scene.contradicting(number(register.contradicting))}</>}
      </p>
    </section>
  )
}

function Watching({ watching }: { watching: GroupsAnswer['watching'] }): ReactElement {
  const scene = useSceneWords().groups
  const lists = useListWords(), language = useLanguage()
  const { sources, readings, warnings } = watching
  const row = (label: string, count: number, of: number | null, ofWord = '', late = false): CountRow => ({
    id: label, label, text: formatNumber(count, language), isNumber: true, late, share: of === null || of === 0 ? null : count / of,
    note: of === null || of === 0 || ofWord === '' ? '' : lists.ofPlan(formatPercent(count / of, language), ofWord),
  })
  const block = (title: string, rows: readonly CountRow[], foot: string): ReactElement => (
    <section className="register" style={{ flexGrow: rows.length }}><h3>{title}</h3><CountRows rows={rows} /><p className="register-truth">{foot}</p></section>
  )
  return <>
    {block(scene.sources, [row(scene.known, sources.known, sources.known), row(scene.connected, sources.connected, sources.known, scene.known)], scene.connectedNote)}
    {block(scene.readings, [row(scene.today, readings.today, null), row(scene.days30, readings.days30, null)], scene.readingsSince(formatDate(Date.parse(readings.since))))}
    {block(scene.warnings, [
      row(scene.raised, warnings.raised, warnings.raised), row(scene.handled, warnings.handled, warnings.raised, scene.raised), row(scene.cleared, warnings.cleared, warnings.raised, scene.raised),
      ...(warnings.stopped > 0 ? [row(scene.stopped, warnings.stopped, warnings.raised, scene.raised)] : []),
      row(scene.open, warnings.open, warnings.raised, scene.raised, warnings.open > 0),
    ], scene.warningsNote)}
  </>
}

function Group({ title, children }: { title: string, children: ReactNode }): ReactElement {
  return <div className="group"><h2 className="group-head">{title}</h2>{children}</div>
}

/** See the file's head. */
export function GroupsScene({ stage }: { stage: Stage }): ReactElement {
  const data = useWallData()
  const words = useWords()
  const language = useLanguage()
  useHeadlineWatch()
  const { data: answer, isError } = useGroups(data.root.code)
  const w = (stage.layout.width - 2 * margin - 2 * gap) / 3
  const note = <p className="panel-note">{isError ? words.unreachable : words.loading}</p>
  const parts: readonly ReactNode[] = answer === undefined ? [note] : [
    <Group key="watching" title={language === 'vi' ? answer.watching.nameVi : answer.watching.nameEn}><Watching watching={answer.watching} /></Group>,
    ...([answer.inspecting, answer.following] as const).map((group) => (
      <Group key={group.nameEn} title={language === 'vi' ? group.nameVi : group.nameEn}>{group.registers.map((register) => <Register key={register.id} register={register} />)}</Group>
    )),
  ]
  return (
    <div className="scene-body">
      {parts.map((part, i) => <Panel key={i} box={{ x: margin + i * (w + gap), y: top, w, h: bottom - top }} className="list groups">{part}</Panel>)}
    </div>
  )
}
