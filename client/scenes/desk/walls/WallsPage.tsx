/** The fleet: every wall of the scope, what it shows and how it is; commands to it; and what was on it at an instant. */
import { useState, type ReactElement } from 'react'
import type { CommandAnswer, WallAnswer, WallCommand } from '../../../../data/protocol/wall.ts'
import { useNow } from '../../../figures/use-live.ts'
import { useLanguage, useWords } from '../../../i18n/language.ts'
import { useWalls } from '../../../queries/desk-queries.ts'
import { formatAge, formatNumber } from '../../../ui/format.ts'
import { StatusShape } from '../../../ui/StatusShape.tsx'
import { unitName, useDesk } from '../desk-data.ts'
import { PageHead } from '../parts/bits.tsx'
import { Refusal } from '../parts/Conflict.tsx'
import { useNotice } from '../parts/Notice.tsx'
import { Answered, AsOf, Empty } from '../parts/states.tsx'
import { useSender } from '../use-send.ts'
import { ProofForm } from './ProofForm.tsx'
import { ShowForm } from './ShowForm.tsx'
import './walls.css'
import { frameText, kioskText, recordText, screenNotes, screenText, useWallsWords } from './walls-words.ts'

type Send = (wall: WallAnswer, command: WallCommand) => void

/** Sends commands and says what came of each. */
function useCommand(): { readonly send: Send, readonly busy: boolean, readonly refusal: ReactElement } {
  const words = useWallsWords(), tell = useNotice()
  const sender = useSender(['walls'])
  const send: Send = (wall, command) => {
    void sender.send<CommandAnswer>('POST', `walls/${encodeURIComponent(wall.wall)}/commands`, command).then((answer) => {
      if (answer === null) return
      const act = words.acts[command.kind].replace('…', '')
      tell({ text: answer.done ? words.done(act, wall.wall) : answer.delivered ? words.sent(act, wall.wall) : words.waiting(act, wall.wall) })
    })
  }
  return { send, busy: sender.busy, refusal: <Refusal error={sender.error} history={[]} /> }
}

function LinkCell({ wall }: { wall: WallAnswer }): ReactElement {
  const words = useWallsWords(), { durations } = useWords(), language = useLanguage()
  const seenMs = wall.lastSeenAt === null ? null : Date.parse(wall.lastSeenAt)
  const age = useNow((nowMs) => (seenMs === null ? '' : formatAge(Math.max(0, nowMs - seenMs), durations)))
  if (wall.connected) return <td><StatusShape look="met" size={0.8} /> {words.linked}{wall.pages > 1 && <small><StatusShape look="behind" size={0.75} /> {words.twice(formatNumber(wall.pages, language))}</small>}</td>
  return <td><StatusShape look="at_risk" size={0.8} /> {seenMs === null ? words.never : words.away(age)}</td>
}

function HealthCell({ wall }: { wall: WallAnswer }): ReactElement {
  const words = useWallsWords(), language = useLanguage()
  const { page } = wall
  if (page === null) return <td>–</td>
  const number = (n: number, digits = 0): string => formatNumber(n, language, digits)
  return (
    <td>{page.heapMb === null ? words.heapNone : words.heap(number(page.heapMb))} · {frameText(page.frameMs, words, language)}
      <small>{page.faults > 0 && <StatusShape look="behind" size={0.75} />} {words.faults(number(page.faults))} · {wall.openings24h > 1 ? words.openings(number(wall.openings24h - 1)) : words.openedOnce}</small>
      <small>{(page.kiosk?.recoveries ?? 0) > 0 && <StatusShape look="behind" size={0.75} />} {kioskText(page.kiosk, Date.parse(wall.lastSeenAt ?? ''), words, language)}</small>
    </td>
  )
}

function Acts({ wall, busy, send, onShow }: { wall: WallAnswer, busy: boolean, send: Send, onShow: () => void }): ReactElement {
  const words = useWallsWords()
  const simple = (['identify', 'reload', wall.orders.blank ? 'light' : 'blank'] as const)
  const off = busy || !wall.mayCommand
  return (
    <td><div className="acts">
      {simple.map((kind) => <button key={kind} type="button" disabled={off} onClick={() => send(wall, { kind })}>{words.acts[kind]}</button>)}
      <button type="button" disabled={off} onClick={onShow}>{words.acts.show}</button>
    </div></td>
  )
}

function Row({ wall, build, busy, send }: { wall: WallAnswer, build: string, busy: boolean, send: Send }): ReactElement {
  const data = useDesk(), words = useWallsWords(), language = useLanguage()
  const [showing, setShowing] = useState(false)
  const { screen, page } = wall
  const dim = wall.orders.address?.dim ?? null
  return <>
    <tr data-wall={wall.wall} data-connected={wall.connected ? 'yes' : 'no'}>
      <td><b>{wall.wall.split('~')[1]}</b><small>{unitName(data, wall.unit, language)}</small></td>
      <LinkCell wall={wall} />
      <td>{screen === null ? '–' : screenText(screen, data, words, language)}<small>{[...(screen === null ? [] : screenNotes(screen, words)), ...(dim === null ? [] : [words.dimmed(dim)])].join(' · ')}</small></td>
      <td>{page === null ? '–' : words.size(String(page.width), String(page.height))}<small>{page !== null && <>{page.build === build ? words.build(build) : <><StatusShape look="behind" size={0.75} /> {words.oldBuild}</>} · </>}{words.seq(recordText(wall.seq, language))}</small></td>
      <HealthCell wall={wall} />
      <Acts wall={wall} busy={busy} send={send} onShow={() => setShowing(!showing)} />
    </tr>
    {showing && <tr><td colSpan={6}><ShowForm wall={wall} busy={busy} onCancel={() => setShowing(false)} onSend={(command) => { setShowing(false); send(wall, command) }} /></td></tr>}
  </>
}

/** See the file's head. */
export function WallsPage(): ReactElement {
  const words = useWallsWords()
  const query = useWalls()
  const { send, busy, refusal } = useCommand()
  const { columns } = words
  return <>
    <PageHead title={words.title}>{query.data !== undefined && <AsOf at={query.data.at} />}</PageHead>
    <p className="lead">{words.lead}</p>
    {refusal}
    <Answered query={query}>{({ walls, build }) => (walls.length === 0
      ? <Empty text={words.none}>{words.noneDo}</Empty>
      : <>
        <table className="table rows walls">
          <thead><tr>{(['wall', 'state', 'shows', 'page', 'health', 'acts'] as const).map((column) => <th key={column} scope="col">{columns[column]}</th>)}</tr></thead>
          <tbody>{walls.map((wall) => <Row key={wall.wall} wall={wall} build={build} busy={busy} send={send} />)}</tbody>
        </table>
        <ProofForm walls={walls} />
      </>)}</Answered>
  </>
}
