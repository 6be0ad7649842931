/** Words of the wall's scenes beyond the overview, in English. */
import type { SceneWords } from './scenes-vi.ts'

/** See `scenes-vi.ts`. */
export const scenesEn: SceneWords = {
  names: {
    overview: 'Overview', pyramid: 'Pyramid', map: 'Map', matrix: 'Matrix', warnings: 'Warnings', tasks: 'Tasks', lines: 'Infrastructure', reports: 'Reporting race', groups: 'Three business groups',
  },
  next: 'next scene',
  warnings: {
    none: 'No warning is open.', noneYet: 'No data yet to warn about.', more: (n) => `${n} more warnings`,
    states: { open: 'nobody has it', acknowledged: 'taken', assigned: 'made a task', resolved: 'resolved', closed: 'cleared', stopped: 'ended with its rule or folded' },
    task: (id) => `task ${id}`, shelved: (until) => `shelved until ${until}`, since: (age) => `for ${age}`,
    columns: { unit: 'unit', what: 'what, and why', units: 'units', lasting: 'lasting', taken: 'taken by' },
    unitsOf: (affected, due) => `${affected}/${due}`, taken: 'taken', notTaken: 'nobody has taken', summary: 'open',
  },
  tasks: {
    overdue: 'overdue', due7: 'due within 7 days', due30: 'due within 30 days', done: 'done', undated: 'no deadline', later: 'after 30 days',
    columns: { late: 'late', task: 'task', lead: 'lead', owner: 'unit', due: 'due', result: 'required result' },
    days: 'days', left: (n) => `${n} days left`, today: 'today', byOwner: 'By lead unit', year: (y) => `Deadlines of ${y}`,
    none: 'No task is overdue or due soon.', more: (n) => `${n} more tasks`, unreported: 'no result reported', reported: 'a result is reported',
    extended: (day) => `put off from ${day}`, months: ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12'], month: (m) => `month ${m}`,
    reviewDue: 'not reviewed this month',
  },
  reports: {
    commune: 'Communes to provinces', province: 'Provinces to the centre', unit: 'Report of the unit',
    due: (at) => `due 0:00 on ${at}`, left: 'left', overdueBy: 'overdue by', of: (n) => `of ${n} units`,
    states: { in_time: 'in time', late: 'handed in late', partial: 'handed in in part', waiting: 'not yet', missing: 'missing' },
    period: (m) => `month ${m}`, race: 'The race: share of communes in', raceUnit: 'unit', last: 'last one in', missing: 'missing', whole: 'all in',
    provinceHead: 'Province', provinceState: 'own report', state: 'state', byDay: 'Communes whole, by day', none: 'No unit owes this report yet.', more: (n) => `${n} more units`,
    steps: { none: '', d7: 'at most 7 days left', d3: 'at most 3 days left', d1: 'at most 1 day left', overdue: 'overdue' },
    source: 'due days: S0 IV.1 and IV.3; whole once every monthly indicator of the unit has a reading in the month',
  },
  groups: {
    registers: { inspections: 'Inspections and supervisions', petitions: 'Petitions', conclusions: 'Notices and conclusions' },
    states: {
      'inspections.planned': 'planned', 'inspections.running': 'running', 'inspections.done': 'done', 'inspections.late': 'late',
      'petitions.received': 'received', 'petitions.classified': 'classified', 'petitions.resolved': 'resolved', 'petitions.late': 'late',
      'conclusions.issued': 'issued', 'conclusions.running': 'being carried out', 'conclusions.done': 'done', 'conclusions.overdue': 'overdue',
    },
    reported: (n, due) => `${n}/${due} units reported`, newest: (age) => `newest ${age} ago`,
    contradicting: (n) => `${n} with contradictions`,
    where: (places: string) => `most in ${places}`,
    withheld: 'withheld', sources: 'Sources', connected: 'connected', known: 'keys given', connectedNote: 'connected: the key was used in the last 24 hours',
    readings: 'Readings received', today: 'today', days30: '30 days', readingsSince: (day) => `counted since ${day}`,
    warnings: 'Warnings of 30 days', raised: 'raised', handled: 'taken by people', cleared: 'cleared by themselves', stopped: 'ended with their rule', open: 'nobody has', warningsNote: 'counts only, never what a case is about',
  },
}
