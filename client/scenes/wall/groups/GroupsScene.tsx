/** The scene *Ba nhóm nghiệp vụ*: counts by state of the sector's three lines of work, late ones apart; small counts are not told. */
import type { ReactElement, ReactNode } from 'react'
import type { GroupRegister, GroupsAnswer, RegisterState } from '../../../../data/protocol/groups.ts'
import { useNow } from '../../../figures/use-live.ts'
import { useLanguage, useSceneWords, useWords } from '../../../i18n/language.ts'
import { useGroups } from '../../../queries/scene-queries.ts'
import { formatAge, formatDate, formatNumber } from '../../../ui/format.ts'
import { StatusShape } from '../../../ui/StatusShape.tsx'
import { margin, type Stage } from '../layout.ts'
import { Panel } from '../Panel.tsx'
import { useHeadlineWatch, useWallData } from '../wall-data.ts'

const top = 10
const bottom = 132
const gap = 6

/** A count of a register in words: the number, a dash where nobody reported; withheld: `<5` of one office, a word of a sum (it may be large, and tell a small part). */
function countWords(state: RegisterState, level: string, withheld: string, number: (n: number) => string): string {
  if (state.withheld) return level === 'commune' ? '<5' : withheld
  return state.value === null ? '–' : number(state.value)
}

function Register({ register }: { register: GroupRegister }): ReactElement {
  const { root } = useWallData()
  const words = useWords()
  const scene = useSceneWords().groups
  const language = useLanguage()
  const number = (n: number): string => formatNumber(n, language)
  const age = useNow((nowMs) => (register.newestAt === null ? '' : formatAge(nowMs - Date.parse(register.newestAt), words.durations)))
  const [first] = register.states
  return (
    <section className="register" data-register={register.id}>
      <h3>{scene.registers[register.id]}</h3>
      <ul className="counts">
        {register.states.map((state) => (
          <li key={state.measure} data-measure={state.measure} data-late={state.late && (state.withheld || (state.value ?? 0) > 0) ? 'yes' : 'no'}>
            <b data-withheld={state.withheld ? 'yes' : 'no'}>{countWords(state, root.level, scene.withheld, number)}</b>
            <span>{state.late && (state.withheld || (state.value ?? 0) > 0) && <StatusShape look="at_risk" size={1.9} />}{scene.states[state.measure] ?? state.state}</span>
          </li>
        ))}
      </ul>
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
  const language = useLanguage()
  const number = (n: number): string => formatNumber(n, language)
  const { sources, readings, warnings } = watching
  const block = (title: string, counts: readonly (readonly [string, number])[], foot: string): ReactElement => (
    <section className="register">
      <h3>{title}</h3>
      <ul className="counts">{counts.map(([label, count]) => <li key={label}><b>{number(count)}</b><span>{label}</span></li>)}</ul>
      <p className="register-truth">{foot}</p>
    </section>
  )
  return <>
    {block(scene.sources, [[scene.connected, sources.connected], [scene.known, sources.known]], scene.connectedNote)}
    {block(scene.readings, [[scene.today, readings.today], [scene.days30, readings.days30]], scene.readingsSince(formatDate(Date.parse(readings.since))))}
    {block(scene.warnings, [[scene.raised, warnings.raised], [scene.handled, warnings.handled], [scene.cleared, warnings.cleared], [scene.open, warnings.open]], scene.warningsNote)}
  </>
}

function Group({ title, children }: { title: string, children: ReactNode }): ReactElement {
  return <><h2 className="group-head">{title}</h2>{children}</>
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
