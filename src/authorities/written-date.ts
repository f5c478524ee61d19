import type { IsoDate } from '../scheme/reporting-year.ts'

type ReadDate =
  | { readonly ok: true; readonly date: IsoDate }
  | { readonly ok: false; readonly problem: string; readonly advice: string }

/** In small letters, from January. */
export const months = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
]
const writeIt = 'Write it as 2023-05-31 or 31/05/2023.'

/**
 * Reads a date as files write it: 2023-05-31, 31/05/2023 (day first; also with dots or hyphens), 31 May 2023,
 * each also with a time of day, which is dropped. Refuses what cannot be a date or could be two.
 */
export function readDate(text: string): ReadDate {
  const written = text.trim().replace(/[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?$/, '')
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(written)
  if (iso) return calendarDate(Number(iso[1]), Number(iso[2]), Number(iso[3]))
  const dayFirst = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(written)
  if (dayFirst) return calendarDate(Number(dayFirst[3]), Number(dayFirst[2]), Number(dayFirst[1]))
  const named = /^(\d{1,2})(?:st|nd|rd|th)?[ -]([a-z]{3,9})\.?,?[ -](\d{4})$/i.exec(written)
  if (named) {
    const month = monthNumber(named[2] ?? '')
    if (month > 0) return calendarDate(Number(named[3]), month, Number(named[1]))
  }
  if (/^\d{1,2}[/. -](?:\d{1,2}|[a-z]{3,9})[/. -]\d{2}$/i.test(written)) {
    return refused('The year has two digits only', 'Write the year in full, as in 31/05/2023.')
  }
  if (/^\d{5}(?:\.\d+)?$/.test(written)) {
    return refused(
      'This is the number a spreadsheet keeps for a date, not a date',
      'Format the column as a date in the spreadsheet, then save it again.',
    )
  }
  return refused('This is not a date', writeIt)
}

/** Months are recognised by their whole name or a beginning of three letters or more; 0 where there is none. */
function monthNumber(name: string): number {
  return months.findIndex((month) => month.startsWith(name.toLowerCase())) + 1
}

function calendarDate(year: number, month: number, day: number): ReadDate {
  if (month > 12 && day <= 12) {
    return refused(
      `There is no month ${month}`,
      'Dates are read day first: write 31/05/2023, not 05/31/2023.',
    )
  }
  const date = new Date(Date.UTC(year, month - 1, day))
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) {
    return refused('There is no such day in the calendar', writeIt)
  }
  if (year < 1970 || year > 2200) return refused('The year cannot be right', writeIt)
  return { ok: true, date: date.toISOString().slice(0, 10) }
}

function refused(problem: string, advice: string): ReadDate {
  return { ok: false, problem, advice }
}
