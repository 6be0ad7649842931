/**
 * The tasks in memory: rows of the documents' registers and what people made of them, each with all its events. Knows neither the store
 * nor the socket: `put` takes what the ledger wrote, `apply` what the log stored.
 *
 * Invariants
 * - A row's events are newest first (by `at`, then the greater key); `standing` is the newest that is not ahead of the clock.
 * - A unit's version rises with every change below it and with none elsewhere (law 8).
 */
import { deadlineEndMs } from '../../../data/plans/deadline.ts'
import { taskState, type TaskState } from '../../../data/plans/overdue.ts'
import type { PlanTask } from '../../../data/plans/task.ts'
import { ancestorsOf, inSubtree, type Pyramid } from '../../../data/pyramid/pyramid.ts'
import { isNewer } from '../../../data/readings/reading.ts'
import { dayStart } from '../../../data/time/vietnam-time.ts'
import { searchKey } from '../../../data/units/search-key.ts'
import type { Clock } from '../../clock.ts'
import type { Recorded } from '../../log/ledger.ts'
import type { LoggedTaskEvent } from '../../log/log.ts'
import { bodyOfRow, overTranscription, presentDeadline, type TaskBody } from './task-record.ts'

/** A task. `owner`: unit index; `version` 0: a document's row that nobody has touched; `endsMs`: the end of each deadline. */
export interface TaskRow {
  readonly id: string
  readonly owner: number
  readonly version: number
  readonly body: TaskBody
  readonly endsMs: readonly (number | null)[]
  readonly events: LoggedTaskEvent[]
  standing: LoggedTaskEvent | null
}

/** What the rows are built of: `events` are those the log knows already, `records` those of the ledger. */
export interface TaskRowsDeps {
  readonly pyramid: Pyramid
  /** Rows of registers; those without an owner (templates) or whose owner is not in the pyramid are left out. */
  readonly documents: readonly PlanTask[]
  readonly records: readonly Recorded<TaskBody>[]
  readonly events: readonly LoggedTaskEvent[]
  /** Must not go back: the instant of the fold (`live.nowMs`), not the machine's. */
  readonly clock: Clock
}

/** The state of a row at `nowMs`. */
export function stateOfRow({ body, standing }: TaskRow, nowMs: number): TaskState {
  return taskState({ deadline: presentDeadline(body).rule }, standing, nowMs)
}

/** See the file header. */
export class TaskRows {
  readonly pyramid: Pyramid
  readonly clock: Clock
  readonly #documents = new Map<string, TaskBody>()
  readonly #rows = new Map<string, TaskRow>()
  readonly #byOwner = new Map<number, TaskRow[]>()
  readonly #ahead = new Set<string>()
  readonly #searchKeys = new WeakMap<TaskBody, string>()
  readonly #versions: Float64Array
  readonly #followers: ((owners: readonly number[]) => void)[] = []
  #day: number

  constructor(deps: TaskRowsDeps) {
    this.pyramid = deps.pyramid
    this.clock = deps.clock
    this.#versions = new Float64Array(deps.pyramid.size).fill(1)
    this.#day = dayStart(deps.clock.nowMs())
    for (const task of deps.documents) {
      if (task.owner === null) continue
      const body = bodyOfRow(task, task.owner)
      this.#documents.set(task.id, body)
      this.#set(task.id, 0, body)
    }
    for (const { id, version, body } of deps.records) this.#set(id, version, body)
    for (const event of deps.events) this.#place(event)
  }

  /** How many tasks there are. */
  get size(): number { return this.#rows.size }
  /** Every task. */
  all(): Iterable<TaskRow> { return this.#rows.values() }
  /** A task, wherever it is. */
  get(id: string): TaskRow | undefined { return this.#rows.get(id) }
  /** A document's row as it is transcribed, before anybody touched it. */
  document(id: string): TaskBody | null { return this.#documents.get(id) ?? null }
  /** The tasks a unit owns itself. */
  ownedBy(owner: number): readonly TaskRow[] { return this.#byOwner.get(owner) ?? [] }
  /** The units that own a register. */
  owners(): Iterable<number> { return this.#byOwner.keys() }

  /** The tasks owned in a unit's subtree. */
  below(root: number): TaskRow[] {
    const rows: TaskRow[] = []
    for (const [owner, owned] of this.#byOwner) if (inSubtree(this.pyramid, root, owner)) for (const row of owned) rows.push(row)
    return rows
  }

  /** A task of the scope's subtree; null: there is none, or it is elsewhere. */
  visible(id: string, scope: number): TaskRow | null {
    const row = this.#rows.get(id)
    return row !== undefined && inSubtree(this.pyramid, scope, row.owner) ? row : null
  }

  /** Rises when an answer for this scope changed. */
  version(scope: number): number { return this.#versions[scope] ?? 1 }

  /** What a task is searched by: its texts, without marks and in lower case. */
  searchKeyOf({ id, owner, body }: TaskRow): string {
    const known = this.#searchKeys.get(body)
    if (known !== undefined) return known
    const { contentVi, shortVi, shortEn, leadVi, supportVi, accountableVi, resultVi, groupVi } = body
    const key = searchKey([id, contentVi, shortVi, shortEn, leadVi, ...supportVi, accountableVi, resultVi, groupVi, this.pyramid.units[owner]!.name].join(' '))
    this.#searchKeys.set(body, key)
    return key
  }

  /** Called after tasks changed, with their owners: by acts, events, or midnight (all of them). An owner may stand twice. */
  onChanged(follower: (owners: readonly number[]) => void): void { this.#followers.push(follower) }

  /** Takes tasks as the ledger wrote them. */
  put(records: readonly { readonly id: string; readonly version: number; readonly body: TaskBody }[]): void {
    this.#tell(records.flatMap(({ id, version, body }) => this.#set(id, version, body) ?? []))
  }

  /** Takes events as the log stored them. */
  apply(events: readonly LoggedTaskEvent[]): void {
    this.#tell(events.flatMap((event) => this.#place(event) ?? []))
  }

  /** To be called once a second: notes local midnight (states count days and months) and events whose instant has come. */
  tick(): void {
    const day = dayStart(this.clock.nowMs())
    const come = [...this.#ahead].flatMap((id) => this.#settle(this.#rows.get(id)!) ?? [])
    const changed = day === this.#day ? come : [...this.#rows.values()]
    this.#day = day
    this.#tell(changed)
  }

  #set(id: string, version: number, kept: TaskBody): TaskRow | null {
    const document = this.#documents.get(id)
    const body = document === undefined || version === 0 ? kept : overTranscription(kept, document)
    const owner = this.pyramid.indexOf(body.owner)
    if (owner === undefined) return null
    const known = this.#rows.get(id)
    const row: TaskRow = {
      id, owner, version, body, endsMs: body.deadlines.map(({ rule }) => deadlineEndMs(rule)), events: known?.events ?? [], standing: known?.standing ?? null,
    }
    const owned = this.#byOwner.get(owner) ?? []
    const place = known === undefined ? -1 : owned.indexOf(known)
    if (place < 0) owned.push(row)
    else owned[place] = row
    this.#byOwner.set(owner, owned)
    this.#rows.set(id, row)
    return row
  }

  #place(event: LoggedTaskEvent): TaskRow | null {
    const row = this.#rows.get(event.task)
    if (row === undefined || row.events.some((known) => known.atMs === event.atMs && known.key === event.key)) return null
    const at = row.events.findIndex((other) => isNewer(event.atMs, event.key, other.atMs, other.key))
    row.events.splice(at < 0 ? row.events.length : at, 0, event)
    this.#settle(row)
    // Told in the history, whether it stands or not.
    return row
  }

  /** Finds the event that stands now; the row where it is another than before, else null. */
  #settle(row: TaskRow): TaskRow | null {
    const nowMs = this.clock.nowMs()
    if (row.events[0] !== undefined && row.events[0].atMs > nowMs) this.#ahead.add(row.id)
    else this.#ahead.delete(row.id)
    const standing = row.events.find(({ atMs }) => atMs <= nowMs) ?? null
    if (standing === row.standing) return null
    row.standing = standing
    return row
  }

  #tell(changed: readonly TaskRow[]): void {
    if (changed.length === 0) return
    const owners = [...new Set(changed.map(({ owner }) => owner))]
    const touched = new Set(owners.flatMap((owner) => [owner, ...ancestorsOf(this.pyramid, owner)]))
    for (const unit of touched) this.#versions[unit]! += 1
    for (const follower of this.#followers) follower(owners)
  }
}
