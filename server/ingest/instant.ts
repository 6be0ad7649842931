/** Delicate arithmetic: the instant of a reading, ISO 8601 with an offset → epoch milliseconds, quickly. Hot path. */

const form = /^(20\d\d)-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):([0-5]\d):([0-5]\d)(?:\.(\d{1,3}))?(?:Z|([+-])([01]\d|2[0-3]):([0-5]\d))$/
const daysInMonth = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** Whether a month (1–12) of a year has the day. */
function hasDay(year: number, month: number, day: number): boolean {
  if (month === 2 && day === 29) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  return day <= (daysInMonth[month - 1] ?? 0)
}

/**
 * Epoch milliseconds of an instant of the years 2000–2099 with at most three decimals; null for anything else, also where it is
 * a valid instant: the careful path decides then.
 */
export function quickInstant(text: string): number | null {
  const parts = form.exec(text)
  if (parts === null) return null
  const year = Number(parts[1])
  const month = Number(parts[2])
  const day = Number(parts[3])
  if (!hasDay(year, month, day)) return null
  const millis = parts[7] === undefined ? 0 : Number(parts[7].padEnd(3, '0'))
  const utc = Date.UTC(year, month - 1, day, Number(parts[4]), Number(parts[5]), Number(parts[6]), millis)
  if (parts[8] === undefined) return utc
  const offsetMs = (Number(parts[9]) * 60 + Number(parts[10])) * 60_000
  return parts[8] === '+' ? utc - offsetMs : utc + offsetMs
}
