/** The scene *Ba nhóm nghiệp vụ*: counts by state of the sector's three lines of work, late ones apart; small counts are not told. */
import { useMemo, type ReactElement, type ReactNode } from 'react'
import { caseMeasures } from '../../../../data/kpis/case-measures.ts'
import type { GroupRegister, GroupsAnswer, RegisterState } from '../../../../data/protocol/groups.ts'
import { useLive } from '../../../figures/live-context.ts'
import { useNow, usePaintVersion, useWatches } from '../../../figures/use-live.ts'
import { useLanguage, useSceneWords, useWords } from '../../../i18n/language.ts'
import { textWidth } from '../../../map/callouts.ts'
import { useGroups } from '../../../queries/scene-queries.ts'
import { formatAge, formatDate, formatNumber, formatPercent } from '../../../ui/format.ts'
import { StatusShape } from '../../../ui/StatusShape.tsx'
import { margin, type Stage } from '../layout.ts'
import { Panel } from '../Panel.tsx'
import { useListWords } from '../use-list-words.ts'
import { unitName, useHeadlineWatch, useWallData } from '../wall-data.ts'
import { CountRows, type CountRow } from './CountRows.tsx'
import { isLate } from './late-count.ts'
import { worstPlaces } from './worst-places.ts'

const groups = ['watching', 'inspecting', 'following'] as const
const top = 10
const bottom = 132
const gap = 6
/** The column of numbers and its gap (scenes.css, `.counts li`), u. */
const numberU = 35
/** Size of the line that names places, u. */
const whereEm = 2.25

/** A count of a register in words: the number, a dash where nobody reported; withheld: `<5` of one office, a word of a sum (it may be large, and tell a small part). */
function countWords(state: RegisterState, level: string, withheld: string, number: (n: number) => string): string {
  if (state.withheld) return level === 'commune' ? '<5' : withheld
  return state.value === null ? '–' : number(state.value)
}

/** What is late in the registers; their places are followed as long as the scene is shown. */
const lateMeasures = caseMeasures.filter(({ direction }) => direction === 'down').map(({ id }) => id)

function useLateWatch(root: string): void {
  useWatches(useMemo(() => [{ root, kpis: lateMeasures, depth: 1 }], [root]))
}

/** Where most of a register is late, in words that fit into `roomU`; empty: nowhere, or not to be told. */
function useWhere(measure: string, roomU: number): string {
  const data = useWallData()
  const { store } = useLive()
  const scene = useSceneWords().groups
  const language = useLanguage()
  usePaintVersion(measure)
  const places = worstPlaces(data.children.map(({ code }) => code), (unit) => store.painted(unit, measure)?.cell)
  const texts = places.map((_, i) => scene.where(places.slice(0, i + 1).map(({ unit, count }) => `${unitName(data, unit, language)} ${formatNumber(count, language)}`).join(' · ')))
  return texts.findLast((text, i) => i === 0 || textWidth(text, whereEm) <= roomU) ?? ''
}

function useRegisterRows(register: GroupRegister, roomU: number): readonly CountRow[] {
  const { root } = useWallData()
  const where = useWhere(register.states.find(({ late }) => late)?.measure ?? '', roomU)
  const scene = useSceneWords().groups
  const lists = useListWords(), language = useLanguage()
  const whole = register.states[0]?.value ?? null
  const wholeWord = scene.states[register.states[0]?.measure ?? ''] ?? ''
  return register.states.map((state, i) => {
    const share = state.value === null || state.withheld || whole === null || whole === 0 ? null : state.value / whole
    return {
      id: state.measure, label: scene.states[state.measure] ?? state.state, text: countWords(state, root.level, scene.withheld, (n) => formatNumber(n, language)),
      isNumber: !state.withheld, late: isLate(state), share: i === 0 && share !== null ? 1 : share,
      note: i === 0 || share === null ? '' : lists.ofPlan(formatPercent(share, language), wholeWord), where: state.late ? where : '',
    }
  })
}

function Register({ register, roomU }: { register: GroupRegister, roomU: number }): ReactElement {
  const words = useWords()
  const scene = useSceneWords().groups
  const language = useLanguage()
  const number = (n: number): string => formatNumber(n, language)
  const age = useNow((nowMs) => (register.newestAt === null ? '' : formatAge(nowMs - Date.parse(register.newestAt), words.durations)))
  const rows = useRegisterRows(register, roomU)
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
    note: of === null || of === 0 || ofWord === '' ? '' : lists.ofPlan(formatPercent(count / of, language), ofWord), where: '',
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

function Group({ of, children }: { of: { readonly nameVi: string, readonly nameEn: string }, children: ReactNode }): ReactElement {
  const language = useLanguage()
  return <div className="group"><h2 className="group-head">{language === 'vi' ? of.nameVi : of.nameEn}</h2>{children}</div>
}

/** One of the three groups; it reads the answer itself, inside of its panel's boundary. */
function GroupOf({ name, answer, roomU }: { name: (typeof groups)[number], answer: GroupsAnswer, roomU: number }): ReactElement {
  if (name === 'watching') return <Group of={answer.watching}><Watching watching={answer.watching} /></Group>
  return <Group of={answer[name]}>{answer[name].registers.map((register) => <Register key={register.id} register={register} roomU={roomU} />)}</Group>
}

/** See the file's head. */
export function GroupsScene({ stage }: { stage: Stage }): ReactElement {
  const data = useWallData()
  const words = useWords()
  useHeadlineWatch()
  useLateWatch(data.root.code)
  const { data: answer, isError } = useGroups(data.root.code)
  const w = (stage.layout.width - 2 * margin - 2 * gap) / 3
  const note = <p className="panel-note">{isError ? words.unreachable : words.loading}</p>
  const parts: readonly ReactNode[] = answer === undefined ? [note] : groups.map((name) => <GroupOf key={name} name={name} answer={answer} roomU={w - numberU} />)
  return (
    <div className="scene-body">
      {parts.map((part, i) => <Panel key={i} box={{ x: margin + i * (w + gap), y: top, w, h: bottom - top }} className="list groups">{part}</Panel>)}
    </div>
  )
}
