import { months } from '../../authorities/written-date.ts'
import type { IsoDate } from '../../scheme/reporting-year.ts'

const written = new RegExp(`\\b(\\d{1,2})(?:st|nd|rd|th)? (${months.join('|')}),? ((?:19|20)\\d\\d)\\b`, 'gi')

/** Every date written in full ("22 July 2020"), in order; a day that does not exist is none. */
export function datesIn(text: string): readonly IsoDate[] {
  return [...text.matchAll(written)].flatMap(([, day, month = '', year]) => {
    const date = new Date(Date.UTC(Number(year), months.indexOf(month.toLowerCase()), Number(day)))
    return date.getUTCDate() === Number(day) ? [date.toISOString().slice(0, 10)] : []
  })
}

export function firstDate(text: string): IsoDate | undefined {
  return datesIn(text)[0]
}
