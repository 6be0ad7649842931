/**
 * The play-list of one page over a tiny host (a clock, a timer, the address): keeps the state of data/playlists/schedule.ts in step with the
 * time and turns the wall. It knows no React and no browser.
 */
import {
  at, follow, jump, nextChangeMs, offer, samePicture, startShow, step, toggleHold, touch, type Schedule, type ShowState,
} from '../../../../data/playlists/schedule.ts'
import type { PlaylistItem } from '../../../../data/protocol/playlist.ts'

/** What is shown: an item without its dwell. */
export type Picture = Omit<PlaylistItem, 'dwellS'>

/** What the runner needs of a page. `nowMs`: a clock that never goes back; `after` gives how to call it off. */
export interface ShowHost {
  nowMs(): number
  after(ms: number, run: () => void): () => void
  turn(picture: Picture): void
}

/** A running list and where it is. The same object until something changed. */
export interface Running {
  readonly list: Schedule
  readonly state: ShowState
}

/** A new serious warning is shown in this scene. */
const warningPicture: Picture = { scene: 'warnings', root: null, kpi: null }
/** A timer sleeps at most this long, milliseconds: a browser may throttle long ones. */
const longestSleepMs = 60_000

/** See the file's head. */
export class ShowRunner {
  readonly #host: ShowHost
  readonly #followers = new Set<() => void>()
  #now: Running | null = null
  #turned: Picture | null = null
  /** What earlier lists of this page have offered: a warning interrupts once a page, whatever list runs. */
  #heard: Pick<ShowState, 'offered' | 'restUntilMs'> = { offered: [], restUntilMs: -Infinity }
  #callOff: () => void = () => undefined

  constructor(host: ShowHost) {
    this.#host = host
  }

  /** Where the list is; null: none runs. */
  current(): Running | null {
    return this.#now
  }

  /** Takes a list (null: none), or what became of the present one. `isShown`: what the page shows already, where a new list begins. */
  use(list: Schedule | null, isShown: (picture: Picture) => boolean): void {
    const nowMs = this.#host.nowMs()
    if (list === null) return this.stop()
    if (this.#now === null) this.#settle({ list, state: { ...startShow(Math.max(0, list.items.findIndex(isShown)), nowMs), ...this.#heard } })
    else this.#settle({ list, state: follow(this.#now.list, list, this.#now.state, nowMs) })
  }

  /** To the next item or the one before. */
  step(by: 1 | -1): void {
    this.#act((list, state, nowMs) => step(list, state, by, nowMs))
  }

  /** To an item. */
  jump(index: number): void {
    this.#act((list, state, nowMs) => jump(list, state, index, nowMs))
  }

  /** Holds, or lets go on. */
  hold(): void {
    this.#act(toggleHold)
  }

  /** Somebody went somewhere else. */
  touch(): void {
    this.#act(touch)
  }

  /** Offers a new serious warning; whether it interrupts. */
  offer(warning: string): boolean {
    this.#act((list, state, nowMs) => offer(list, state, warning, nowMs))
    return this.#now?.state.interruption?.warning === warning
  }

  /** Called after each change. */
  onChange(follower: () => void): () => void {
    this.#followers.add(follower)
    return () => { this.#followers.delete(follower) }
  }

  /** Ends the list and its timer. */
  stop(): void {
    this.#callOff()
    this.#turned = null
    if (this.#now === null) return
    const { offered, restUntilMs } = this.#now.state
    this.#heard = { offered, restUntilMs }
    this.#now = null
    for (const told of this.#followers) told()
  }

  #act(change: (list: Schedule, state: ShowState, nowMs: number) => ShowState): void {
    if (this.#now === null) return
    const { list, state } = this.#now
    this.#settle({ list, state: change(list, state, this.#host.nowMs()) })
  }

  #settle({ list, state: asked }: Running): void {
    const nowMs = this.#host.nowMs()
    const state = at(list, asked, nowMs)
    const isNew = this.#now?.list !== list || this.#now.state !== state
    if (isNew) this.#now = { list, state }
    this.#callOff()
    this.#callOff = this.#host.after(Math.min(longestSleepMs, Math.max(0, nextChangeMs(list, state) - nowMs)), () => this.#act((_, present) => present))
    this.#turn(list, state)
    if (isNew) for (const told of this.#followers) told()
  }

  #turn(list: Schedule, state: ShowState): void {
    const item = list.items[state.index]
    if (state.hold?.away === true || item === undefined) { this.#turned = null; return }
    const { scene, root, kpi } = state.interruption === null ? item : warningPicture
    if (this.#turned !== null && samePicture(this.#turned, { scene, root, kpi })) return
    this.#turned = { scene, root, kpi }
    this.#host.turn(this.#turned)
  }
}
