import { dayOf } from '../../scheme/printed-dates.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import type { BookingStanding, Workshop } from './workshop.ts'

type When = Pick<Workshop, 'beginsAt' | 'endsAt'>

/** "Tuesday 3 March 2026". */
export function dayWords({ timeZone }: Scheme, { beginsAt }: Pick<Workshop, 'beginsAt'>): string {
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeZone }).format(beginsAt).replace(',', '')
}

/** "3 March". */
export function shortDayWords({ timeZone }: Scheme, { beginsAt }: Pick<Workshop, 'beginsAt'>): string {
  return new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', timeZone }).format(beginsAt)
}

/** "10am to 12:30pm", and the last day where that is another. */
export function timeWords(scheme: Scheme, { beginsAt, endsAt }: When): string {
  const isOneDay = dayOf(scheme, beginsAt) === dayOf(scheme, endsAt)
  const end = isOneDay
    ? clock(scheme, endsAt)
    : `${clock(scheme, endsAt)} on ${dayWords(scheme, { beginsAt: endsAt })}`
  return `${clock(scheme, beginsAt)} to ${end}`
}

function clock({ timeZone }: Scheme, moment: Date): string {
  const words = new Intl.DateTimeFormat('en-GB', {
    hour: 'numeric',
    minute: '2-digit',
    hourCycle: 'h12',
    timeZone,
  }).format(moment)
  return words.replace(':00', '').replace(/\s/g, '').toLowerCase()
}

/** "Online", or the town. */
export function whereWords({ town }: Pick<Workshop, 'town'>): string {
  return town ?? 'Online'
}

/** "£95 for each person", "Free". */
export function priceWords({ pricePence }: Pick<Workshop, 'pricePence'>): string {
  return pricePence === 0 ? 'Free' : `${poundWords(pricePence)} for each person`
}

/** "£95", "£1,095.50". */
function poundWords(pence: number): string {
  const pounds = (pence / 100).toLocaleString('en-GB', { minimumFractionDigits: pence % 100 === 0 ? 0 : 2 })
  return `£${pounds}`
}

/** "1 place", "12 places". */
export function inPlaces(count: number): string {
  return `${count.toLocaleString('en-GB')} ${count === 1 ? 'place' : 'places'}`
}

/** "1 person", "3 people". */
export function inPeople(count: number): string {
  return `${count.toLocaleString('en-GB')} ${count === 1 ? 'person' : 'people'}`
}

/** So few places left are named by their number. */
const fewPlaces = 5

/** Where booking stands, in a few words. */
export function standingWords(standing: BookingStanding): string {
  switch (standing.state) {
    case 'cancelled':
      return 'Cancelled'
    case 'over':
      return standing.hasEnded ? 'Has taken place' : 'Under way'
    case 'announced':
      return 'Cannot be booked yet'
    case 'not-yet':
      return `Booking opens on ${shortDay(standing.opensOn)}`
    case 'closed':
      return `Booking closed on ${shortDay(standing.closedOn)}`
    case 'open':
      if (standing.placesLeft > fewPlaces) return 'Places left'
      return `${inPlaces(standing.placesLeft)} left`
    case 'waiting-list':
      return 'Full: waiting list'
  }
}

function shortDay(day: string): string {
  return new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  )
}
