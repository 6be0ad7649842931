/** Which tasks stand in which column of *Nhiệm vụ*, and how tall their rows are: everything urgent is shown while it fits. Pure. */
import type { TaskAnswer } from '../../../../data/protocol/task.ts'

/** The states that are listed, in order. */
export const urgentStates = ['overdue', 'due7', 'due30'] as const
/** One of `urgentStates`. */
export type UrgentState = (typeof urgentStates)[number]

/** Least and greatest height of a row, of a section's head, and from which a row has its second line and larger type, u. */
export const taskRowHeights = { least: 4.1, most: 10.4, head: 4.2, twoLines: 6.3, tall: 8.6 } as const

/** Widths of a list's columns (lead, due, bar) by whether its rows have a second line, and of mark and days before them, u: wall.css gives them to the table. */
export const taskColumnWidths = { before: 19.2, one: { owner: 54, due: 22, bar: 18 }, two: { owner: 36, due: 22, bar: 14 } } as const
/** Heights of a row's first line, plain and tall, of each line below it, and what stands free, u; width of a letter of those lines. */
const lines = { first: 3.1, tall: 3.6, below: 2.8, free: 0.3, letter: 1.02 } as const
/** Letters that the break of a line may cost. */
const breakLetters = 10

/** Letters for what a task must bring, in as many lines as the row has below its first, of a table `width` u wide. */
export function resultLetters(width: number, rowHeight: number): number {
  const { owner, due, bar } = taskColumnWidths.two
  const each = Math.floor((width - taskColumnWidths.before - owner - due - bar - 1) / lines.letter)
  const count = Math.floor((rowHeight - lines.free - (rowHeight >= taskRowHeights.tall ? lines.tall : lines.first)) / lines.below)
  return Math.max(0, count * each - Math.max(0, count - 1) * breakLetters)
}

/** Tasks of one state in one column. `total`: how many there are of it; `more`: how many no column has room for. */
export interface TaskSection {
  readonly state: UrgentState
  readonly tasks: readonly TaskAnswer[]
  readonly total: number
  readonly more: number
}

/** A column of sections, and the height of its rows. */
export interface TaskColumn {
  readonly sections: readonly TaskSection[]
  readonly rowHeight: number
}

type Counts = Readonly<Record<string, number>>

/** Cuts what does not fit a column `height` u high: the least urgent first; every head stays. */
function fitted(sections: readonly TaskSection[], height: number): readonly TaskSection[] {
  let room = Math.floor((height - sections.length * taskRowHeights.head) / taskRowHeights.least)
  return sections.map((section) => {
    const tasks = section.tasks.slice(0, Math.max(0, room))
    room -= tasks.length
    return { ...section, tasks, more: section.total - tasks.length }
  })
}

const rowsOf = (sections: readonly TaskSection[]): number => sections.reduce((sum, { tasks }) => sum + tasks.length, 0)

function spread(sections: readonly TaskSection[], columns: number): readonly (readonly TaskSection[])[] {
  const [first, ...rest] = sections
  if (columns < 2 || first === undefined) return [sections]
  if (rest.length > 0) return [[first], rest]
  const half = Math.ceil(first.tasks.length / 2)
  return [[{ ...first, tasks: first.tasks.slice(0, half), total: half }], [{ ...first, tasks: first.tasks.slice(half), total: first.total - half }]]
}

/** The columns of at most `columns` × `height` u for tasks (most urgent first) with the counts over all of them. */
export function taskColumnsOf(tasks: readonly TaskAnswer[], counts: Counts, columns: number, height: number): readonly TaskColumn[] {
  const sections = urgentStates.flatMap((state): TaskSection[] => {
    const total = counts[state] ?? 0
    return total === 0 ? [] : [{ state, total, more: 0, tasks: tasks.filter((task) => task.state === state) }]
  })
  return spread(sections, columns).map((column) => fitted(column, height)).map((column) => {
    const each = (height - column.length * taskRowHeights.head) / Math.max(1, rowsOf(column))
    return { sections: column, rowHeight: Math.max(taskRowHeights.least, Math.min(taskRowHeights.most, each)) }
  })
}

/** Who leads, in at most `letters` characters: every name whole, those without room as a number (`Văn phòng Tỉnh ủy +2`); empty where not even the first has room. */
export function leadText(lead: string, letters: number): string {
  if (lead.length <= letters) return lead
  const names = lead.split(/[,;]\s*(?=\p{Lu})/u)
  for (let shown = names.length - 1; shown > 0; shown--) {
    const text = `${names.slice(0, shown).join(', ')} +${names.length - shown}`
    if (text.length <= letters) return text
  }
  return ''
}
