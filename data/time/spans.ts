/**
 * How long something lasts or how old it is, in words: the one place where spans are cut into whole units, for sentences, columns, cards
 * and forms alike. Never rounded up: what is told has passed. So two tellings of one span agree, the shorter being the beginning of the longer.
 */

/** A language of the product. */
type Language = 'vi' | 'en'

/** The words of a span's units; each takes the number, for the plural. `underMinute`: of what is told to the minute at the finest. */
export interface DurationWords {
  readonly days: (n: number) => string
  readonly hours: (n: number) => string
  readonly minutes: (n: number) => string
  readonly seconds: (n: number) => string
  readonly underMinute: string
}

/** See `DurationWords`. */
export const durationWords: Readonly<Record<Language, DurationWords>> = {
  vi: { days: () => 'ngày', hours: () => 'giờ', minutes: () => 'phút', seconds: () => 'giây', underMinute: 'dưới 1 phút' },
  en: { days: (n) => (n === 1 ? 'day' : 'days'), hours: () => 'h', minutes: () => 'min', seconds: () => 's', underMinute: 'under 1 min' },
}

const second = 1000, minute = 60 * second, hour = 60 * minute, day = 24 * hour
/** From here on a span is told in days, and below it in hours: 71 h, 3 days. */
const daysFromMs = 72 * hour

/**
 * How much of a span is told. `age`: its first unit (`69 giờ`, `4 ngày`); `duration`: below a day hours and minutes, else the first unit
 * (`2 giờ 23 phút`); `exact`: two units where the second is not zero (`4 ngày 12 giờ`), as a limit must be told.
 */
export type SpanTelling = 'age' | 'duration' | 'exact'

interface Part {
  readonly count: number
  readonly unit: Exclude<keyof DurationWords, 'underMinute'>
}

/** The two units of a span: days and hours, hours and minutes, minutes and seconds, or seconds alone. */
function partsOf(ms: number): readonly [Part, Part?] {
  const whole = (from: number, unit: number): number => Math.floor((Math.max(0, ms) % from) / unit)
  if (ms >= daysFromMs) return [{ count: whole(Infinity, day), unit: 'days' }, { count: whole(day, hour), unit: 'hours' }]
  if (ms >= hour) return [{ count: whole(Infinity, hour), unit: 'hours' }, { count: whole(hour, minute), unit: 'minutes' }]
  if (ms >= minute) return [{ count: whole(Infinity, minute), unit: 'minutes' }, { count: whole(minute, second), unit: 'seconds' }]
  return [{ count: whole(Infinity, second), unit: 'seconds' }]
}

/** A span in words; `space` stands between a number and its unit. Below zero counts as zero. */
export function tellSpan(ms: number, telling: SpanTelling, words: DurationWords, space: string): string {
  const [first, second] = partsOf(ms)
  const isWhole = telling === 'age' || second === undefined || second.count === 0 || (telling === 'duration' && (first.unit !== 'hours' || ms >= day))
  const head = `${first.count}${space}${words[first.unit](first.count)}`
  return isWhole ? head : `${head} ${String(second.count).padStart(2, '0')}${space}${words[second.unit](second.count)}`
}
