/** What the doors stand on. The composition root (server/main.ts) gives it; tests give the same over a temporary store. */
import type { AdoptionInput, TaskAct, TaskAnswer, TaskDetailAnswer, TaskInput, TasksAnswer } from '../../data/protocol/task.ts'
import type { Target } from '../../data/kpis/kpi.ts'
import type { PassportReading } from '../../data/protocol/passport.ts'
import type { KeyRing } from '../access/key-ring.ts'
import type { RateLimit } from '../access/rate-limit.ts'
import type { Clock } from '../clock.ts'
import type { Mode } from '../config.ts'
import type { History, LiveFigures } from '../figures/figures.ts'
import type { BackfillBoard } from '../ingest/backfill-board.ts'
import type { Ingest } from '../ingest/ingest.ts'
import type { TaskEventIngest } from '../ingest/task-events.ts'
import type { Actor } from '../log/ledger.ts'
import type { Log } from '../log/log.ts'
import type { PlaylistBook } from '../scenes/playlist-book.ts'
import type { Judgement } from '../watch/open-judgement.ts'
import type { Lines } from '../watch/lines/open-lines.ts'
import type { QualityDesk } from '../watch/quality/open-quality.ts'
import type { Reports } from '../watch/reports/open-reports.ts'
import type { ReceivedBook } from '../watch/reports/received-book.ts'
import type { Rehearsals } from '../watch/rehearsal/rehearsals.ts'
import type { WallBook } from '../scenes/wall-book.ts'
import type { Metrics } from './metrics.ts'

/** The register's tasks with their states. `root`: unit index. */
export interface TaskBoard {
  answer(root: number, query: { state?: string | undefined; q?: string | undefined; limit: number; offset?: number; mayEdit?: boolean }): TasksAnswer
  /** One task of the subtree of `scope`; null: there is none. */
  task(id: string, scope: number, mayEdit: boolean): TaskAnswer | null
  /** Whether a task is owned inside the subtree of `scope`; unknown tasks and templates are not. */
  has(task: string, scope: number): boolean
}

/** The register as people edit it; throws DomainError and LogUnavailable. */
export interface TaskRegister {
  /** Makes a task; its id. */
  create(input: TaskInput, actor: Actor): string
  act(id: string, act: TaskAct, actor: Actor, simulated: boolean): void
  adopt(input: AdoptionInput, actor: Actor): void
  /** Every act on a task and every report of it, newest first, as told to a viewer of `scope`; `unitOf`: the unit of a key. */
  history(id: string, scope: number, unitOf: (keyId: number) => string | null): Pick<TaskDetailAnswer, 'history' | 'historyTotal'>
}

/** Shapes of units as JSON (`MapGeometry`); null: of all. The answer of a root never changes while the process runs. */
export interface GeometryProvider {
  json(codes: ReadonlySet<string> | null): { body: string; etag: string }
}

/** History, and if it can, the newest readings of a unit's own office that count in its figure at `atMs`, newest first. */
export interface DoorHistory extends History {
  contributing?(unit: number, kpi: number, atMs: number, limit: number): Promise<readonly PassportReading[]>
}

/** Targets by indices. */
export interface Plans {
  target(unit: number, kpi: number, year: number): Target | null
}

/** Where a failure that nobody foresaw is written down; never a key, never a body. */
export interface DoorLogger {
  error(details: { err: unknown; door: string }, message: string): void
}

/** Everything. */
export interface DoorDeps {
  readonly mode: Mode
  /** Name of this build, and of this life of the server. */
  readonly build: string
  readonly epoch: string
  readonly clock: Clock
  readonly log: Pick<Log, 'simulated' | 'waiting' | 'seq'>
  readonly live: LiveFigures
  readonly history: DoorHistory
  readonly plans: Plans
  readonly keys: KeyRing
  readonly writeLimit: RateLimit
  readonly readLimit: RateLimit
  readonly ingest: Ingest
  readonly taskEvents: TaskEventIngest
  readonly backfills: BackfillBoard
  readonly tasks: TaskBoard
  readonly taskRegister: TaskRegister
  /** Verdicts, rules and the warnings they make. */
  readonly judgement: Pick<Judgement, 'verdicts' | 'rules' | 'warnings'>
  /** What walls rotate through. */
  readonly playlists: Pick<PlaylistBook, 'list' | 'detail' | 'create' | 'update' | 'remove'>
  /** The lines: what they are now, their outages. */
  readonly lines: Pick<Lines, 'answer'>
  /** Data quality, and who reads figures. */
  readonly quality: QualityDesk
  /** Reporting duties: the race, and who adopted which. */
  readonly reports: Pick<Reports, 'race' | 'adoptions'>
  /** Readings the log took, by unit and day. */
  readonly received: Pick<ReceivedBook, 'totals'>
  /** Rehearsals of rules on the past. */
  readonly rehearsals: Pick<Rehearsals, 'begin' | 'answer' | 'cancel'>
  /** The fleet of walls. */
  readonly walls: Pick<WallBook, 'list' | 'shownAt' | 'order' | 'deliver'>
  readonly geometry: GeometryProvider
  readonly metrics: Metrics
  readonly logger: DoorLogger
  /** Whether the log is open and the figures are rebuilt. */
  readonly ready: () => boolean
  /** Directory of the built client. */
  readonly clientDir: string
}
