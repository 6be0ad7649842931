/** Is the wall's server there, and is it Tháp? Asked only while the wall is not well. */
import { request as httpRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { buildMarkName } from '../../../data/build-mark.ts'

/** Longest wait for its answer, milliseconds. */
export const probeMs = 2_000
/** The mark of a build stands in the head of the page: so much of it is read, bytes. */
export const markWithinBytes = 65_536

/** `none`: nothing answers, or a server with a fault; `served`: the page is there; `stranger`: a page answers that names no build of Tháp. */
export type Probed = 'none' | 'served' | 'stranger'

function readMark(answer: IncomingMessage, settle: (probed: Probed) => void): void {
  let text = ''
  answer.setEncoding('latin1')
  answer.on('data', (chunk: string) => {
    text = `${text}${chunk}`.slice(0, markWithinBytes)
    if (text.includes(`name="${buildMarkName}"`)) settle('served')
    else if (text.length === markWithinBytes) settle('stranger')
  })
  answer.once('end', () => settle('stranger'))
}

/** What answers at the address of the wall. Says nothing of its certificate: that is the browser's to judge. A page that comes too slowly to be read counts as the wall. */
export function probe(url: string): Promise<Probed> {
  return new Promise((resolve) => {
    const asked = url.startsWith('https:') ? httpsRequest(url, { rejectUnauthorized: false, agent: false }) : httpRequest(url, { agent: false })
    let isThere = false
    const settle = (probed: Probed): void => {
      clearTimeout(late)
      resolve(probed)
      asked.destroy()
    }
    const late = setTimeout(() => settle(isThere ? 'served' : 'none'), probeMs)
    asked.once('response', (answer) => {
      isThere = (answer.statusCode ?? 500) < 500
      if (isThere) readMark(answer, settle)
      else settle('none')
    })
    asked.on('error', () => settle(isThere ? 'served' : 'none'))
    asked.end()
  })
}
