/** The same words in English. */
import type { DurationWords } from '../ui/format.ts'
import type { Words } from './vi.ts'

const plural = (one: string) => (n: number): string => (n === 1 ? one : `${one}s`)
const many = (text: string, one: string, count: number): string => `${text} ${plural(one)(count)}`
const durations: DurationWords = { days: plural('day'), hours: () => 'h', minutes: () => 'min', seconds: () => 's' }

/** The words in English. */
export const en: Words = {
  durations,
  product: 'Tháp', centreName: 'Inspection operations centre', scene: 'Scene',
  provincesCount: (n, count) => (count === 1 ? `${n} province or city` : `${n} provinces and cities`), communesCount: (n, count) => many(n, 'commune', count),
  simulated: 'SIMULATED DATA', simulatedLong: 'Simulated figures, not real ones',
  link: 'Link', linkDelay: (s) => `${s} s behind`, linkSilent: (age) => `silent ${age}`,
  linkConnecting: 'connecting…', linkLost: (age) => `lost ${age}`, linkLostTitle: 'Link to the server lost',
  linkLostDetail: (at: string, age: string) => `The figures below stopped at ${at} (${age} ago); the wall is reconnecting.`,
  dimmed: (percent: string, until: string) => `dimmed to ${percent} until ${until}`,
  darkByOrder: (name: string) => `${name}: dark by order of the centre`,
  keptDetail: (at: string, age: string) => `This is a picture kept from ${at} (${age} ago), not the present figures; the wall is connecting.`,
  serverClock: 'Server', serverNone: 'none yet', skew: (s) => `off by ${s}`,
  cadenceClock: 'Figures on time', cadenceCount: (fresh, due, word) => `${fresh}/${due} ${word}`,
  cadenceNone: 'no figures yet', provinceWord: plural('province'), communeWord: plural('commune'), unitWord: plural('unit'), lineWord: plural('line'),
  weekdays: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
  status: {
    met: 'met', on_track: 'on track', behind: 'behind', at_risk: 'at risk', no_target: 'no target', no_data: 'no data', silent: 'no data', lost: 'data lost',
  },
  cadence: { seconds30: 'every 30 s', minutes5: 'every 5 min', day: 'daily', month: 'monthly', change: 'on change' },
  cards: {
    pages: 'Pages digitised', esign: 'Documents signed', uptime: 'Line uptime', tasks: 'Overdue tasks',
    uptimeOf: (lines, count) => `30 days, ${many(lines, 'line', count)}`, tasksOf: (n, count) => `of ${many(n, 'task', count)}`,
  },
  plan: { today: 'plan today', level: 'required', referenceToday: 'reference today', referenceLevel: 'reference level' },
  finalTarget: (day, v) => `by end of ${day}: ${v}`, noTarget: 'no target yet',
  million: 'M', milliard: 'bn', points: 'pts', trendWindow: '30 days', noTrend: 'less than 30 days to compare', sinceWindow: (day) => `since ${day}`,
  oldest: (age) => `oldest ${age}`, newestAge: (age) => `newest ${age}`, newestLost: (age) => `last ${age} ago`,
  short: (n, unit) => `${n} ${unit} short`, over: (n, unit) => `${n} ${unit} ahead`,
  abovePoints: (n) => `${n} pts over`, belowPoints: (n) => `${n} pts short`,
  exactlyAt: 'exactly at the line', longestLate: (d, count) => `longest ${many(d, 'day', count)}`, noneLate: 'no task is overdue',
  reference: 'reference', ownTarget: 'target', targetSource: (kind, source) => `${kind}: ${source}`,
  inherited: (unit) => `target of ${unit}`, levelDefault: 'commune sample target',
  factsPages: 'S3 V.1.1, mid-2025: centre over 538,000, provinces over 2.1 million',
  registers: (n, count) => many(n, 'task register', count), registerSource: 'registers: appendices of plans S0, S2',
  noFigure: 'no data', noFigureDo: (cadence) => `No source has reported (${cadence}). Make a key: npm run key; send figures: POST /api/v1/readings.`,
  waitingFigure: 'waiting for figures', noDataYet: (n, word) => `0/${n} ${word} reported`,
  lastYear: (y, v) => `result ${y}: ${v}`, noFigureYear: (y) => `No figures for ${y} yet.`,
  strip: { overdue: 'overdue', due7: '≤ 7 days', due30: '≤ 30 days', later: 'later', undated: 'no date', done: 'done' },
  anomalies: 'Anomalies', andMore: (n) => `${n} more`, noAnomalies: 'Nothing abnormal.',
  noAnomaliesYet: 'No figures yet to judge.', nationwide: 'Nationwide',
  columns: { unit: 'unit', kpi: 'indicator', now: 'now', must: 'should be', lasting: 'for', late: 'overdue', task: 'task', owner: 'lead', due: 'by 24:00' },
  mustPlan: (v) => `plan ${v}`, mustFloor: (v) => `level ${v}`, mustZero: 'level 0',
  silentOf: (affected, due, word) => `${affected}/${due} ${word} missing`, neverAny: (n, count) => `${many(n, 'indicator', count)} no source has reported: no figures to judge yet.`, silent: 'no figures',
  unknownSince: 'unknown', days: 'days',
  overdueTasks: 'Overdue tasks', dueSoon: (n) => `${n} more due within 7 days`,
  noOverdue: 'No task is overdue.', noRegister: 'No unit has a task register yet.', unreported: 'no result reported',
  reports: (month) => `Reports, month ${month}`, reportsProvince: 'province → centre, due 0:00', reportsCommune: 'commune → province, due 0:00',
  left: 'left', passed: (age) => `past due ${age}`, leftOf: (age) => `${age} left`,
  reportsOnTime: 'Reports on time this year', reportsSource: 'due days: S0 IV.1 and IV.3',
  onMap: 'On the map', national: 'Nationwide', ofRoot: 'Whole province', next: (s) => `next in ${s} s`, heldStill: 'held',
  notReporting: 'does not report', never: 'never any figure', mapLabel: (kpi) => `Map: ${kpi}`,
  mapTable: 'Status of each unit on the map',
  mapPlain: {
    none: 'Plain map: this browser has no WebGL 2 at present.', software: 'Plain map: this machine has no graphics card.', slow: 'Plain map while WebGL is starting.',
    failed: 'Plain map: the WebGL map could not be opened; it will be tried again.', lost: 'Plain map: the graphics card (WebGL) dropped out and is being reopened.',
  },
  mapLoading: 'Loading the map…', mapNone: 'This unit has no units below it on the map.',
  back: 'Back', switchLanguage: 'Tiếng Việt', asDials: 'Dials', asBars: 'Bars',
  matrix: (rows, columns, count) => `${rows} × ${many(columns, 'indicator', count)}`, worstFirst: 'worst on top', matrixMore: (n, count) => `${n} more ${plural('unit')(count)}`,
  backfill: (percent) => `loading history ${percent}`,
  panelFailed: 'This part failed and will retry.', unreachable: 'Not read from the server yet; retrying.', loading: 'loading…',
  refused: 'The server refused:', coverageOf: 'coverage', retry: 'Retry', scopeGone: 'The unit in the address is not in your scope.', toTop: 'To the top',
}
