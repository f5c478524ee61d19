import { addressFault, isOneLine } from '../../mail/mail.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import { freePlaces, type Workshop } from '../workshop/workshop.ts'
import { inPeople } from '../workshop/workshop-words.ts'

/**
 * The life of a booking:
 *
 *   waiting ──► offered ──► booked ──► cancelled
 *      │           │
 *      └──► lapsed ◄┘
 *
 * It begins as booked where there is room and nobody waits, else as waiting. A place that becomes free is offered to the
 * first who fits; an offer that is not accepted in time lapses, and so does waiting when no more offers are made. From
 * waiting, offered and booked it can be cancelled.
 */
export type BookingState = 'booked' | 'waiting' | 'offered' | 'lapsed' | 'cancelled'

export function bookingState(text: string): BookingState {
  if (text === 'booked' || text === 'waiting' || text === 'offered' || text === 'lapsed') return text
  if (text === 'cancelled') return text
  throw new Error(`the database holds an unknown state "${text}" of a booking`)
}

/** Whether somebody still holds, waits for or is offered places by it. */
export function isActive(state: BookingState): boolean {
  return state === 'booked' || state === 'waiting' || state === 'offered'
}

/** Places booked for people of one organisation. */
export type Booking = {
  readonly id: string
  readonly number: number
  readonly workshopId: number
  /** Its official name where it is of the register. */
  readonly organisation: string
  readonly organisationKind: string
  /** Null once names were kept for long enough. */
  readonly bookerName: string | null
  readonly bookerEmail: string | null
  readonly purchaseOrder: string | null
  readonly adjustments: string | null
  readonly placeCount: number
  readonly state: BookingState
  readonly offerLapsesAt: Date | null
  readonly bookedAt: Date
}

/** Who comes by a booking. */
export type Delegate = {
  readonly bookingId: string
  readonly number: number
  readonly name: string | null
  readonly email: string | null
  readonly attended: boolean | null
  readonly hasEvaluated: boolean
}

/** Somebody who comes, as they were typed. */
export type TypedDelegate = { readonly name: string; readonly email: string }

/** A booking as it was typed. */
export type TypedBooking = {
  readonly organisation: string
  readonly organisationKind: string
  readonly bookerName: string
  readonly bookerEmail: string
  readonly purchaseOrder: string
  readonly adjustments: string
  readonly people: readonly TypedDelegate[]
}

/** What is wrong with a field of it; those of people are called `name-1`, `email-1`. */
export type BookingProblem = { readonly field?: string | undefined; readonly reason: string }

/** Reads a booking as it was typed; every problem of it is found. Lines that name nobody are left out. */
export function readTypedBooking(
  { training }: Scheme,
  typed: TypedBooking,
):
  | { readonly ok: true; readonly people: readonly TypedDelegate[] }
  | { readonly ok: false; readonly problems: readonly BookingProblem[] } {
  const problems: BookingProblem[] = []
  const refuse = (field: string, reason: string | undefined) => {
    if (reason !== undefined) problems.push({ field, reason })
  }
  refuse('organisation', textFault(typed.organisation, 200, 'your organisation'))
  if (!training.audiences.some(({ code }) => code === typed.organisationKind)) {
    refuse('organisationKind', 'Say what kind of organisation it is.')
  }
  refuse('bookerName', textFault(typed.bookerName, 120, 'your name'))
  refuse('bookerEmail', emailFault(typed.bookerEmail, 'your e-mail address'))
  if (typed.purchaseOrder !== '') refuse('purchaseOrder', textFault(typed.purchaseOrder, 60, 'the number'))
  if (typed.adjustments.length > 1_000) {
    refuse('adjustments', 'Say what is needed in 1,000 characters; we will ask for more.')
  }
  const people = typed.people.filter(({ name, email }) => name !== '' || email !== '')
  const most = training.mostPlacesInBooking
  if (people.length === 0) refuse('name-1', 'Name at least one person who comes.')
  if (people.length > most) {
    refuse(
      'name-1',
      `One booking takes ${most} people at most, and you named ${people.length.toLocaleString('en-GB')}. Ask us for more.`,
    )
  } else {
    typed.people.forEach((person, at) => {
      if (!people.includes(person)) return
      for (const problem of delegateProblems(person, at + 1)) problems.push(problem)
      const earlier = typed.people.findIndex((other) => isSamePerson(other, person))
      if (earlier < at) {
        refuse(
          `email-${at + 1}`,
          `${person.email} is named twice. Each person comes once; give the other address or leave one out.`,
        )
      }
    })
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, people }
}

/** What is wrong with one person of a booking. */
export function delegateProblems({ name, email }: TypedDelegate, number: number): readonly BookingProblem[] {
  return [
    { field: `name-${number}`, reason: textFault(name, 120, `the name of person ${number}`) },
    { field: `email-${number}`, reason: emailFault(email, `the e-mail address of person ${number}`) },
  ].flatMap(({ field, reason }) => (reason === undefined ? [] : [{ field, reason }]))
}

function isSamePerson(one: TypedDelegate, other: TypedDelegate): boolean {
  return one.email !== '' && one.email.toLowerCase() === other.email.toLowerCase()
}

function textFault(text: string, most: number, what: string): string | undefined {
  if (text === '') return `Write ${what}.`
  if (!isOneLine(text)) return `Write ${what} on one line, without tabs.`
  return text.length > most ? `Write ${what} in ${most} characters.` : undefined
}

function emailFault(email: string, what: string): string | undefined {
  if (email === '') return `Write ${what}.`
  const fault = addressFault(email)
  return fault === undefined ? undefined : `Write ${what} again: it ${fault}.`
}

/** What a new booking of so many places becomes: those who wait come first. */
export function stateOfNew(workshop: Workshop, placeCount: number): 'booked' | 'waiting' {
  return placeCount <= freePlaces(workshop) ? 'booked' : 'waiting'
}

/** Why so many cannot even wait, as a sentence. */
export function neverFits({ capacity }: Workshop, placeCount: number): string | undefined {
  if (placeCount <= capacity) return undefined
  return `This workshop has room for ${inPeople(capacity)} in all, and you named ${placeCount}.`
}

/** After this no place is offered any more: nobody could answer and travel. */
const lastOfferHours = 24

export function lastOfferAt({ beginsAt }: Pick<Workshop, 'beginsAt'>): Date {
  return new Date(beginsAt.getTime() - lastOfferHours * 3_600_000)
}

/** Until when an offer made now is kept: for its hours, or until no more offers are made. */
export function offerLapsesAt({ training }: Scheme, workshop: Pick<Workshop, 'beginsAt'>, now: Date): Date {
  const kept = now.getTime() + training.offerHours * 3_600_000
  return new Date(Math.min(kept, lastOfferAt(workshop).getTime()))
}

/**
 * Which of those who wait are offered the places that are free, the first who came first. A group that does not fit is
 * passed over and keeps its place: see docs/decisions/0018-no-place-is-sold-twice.md.
 */
export function offersFor<Waiting extends { readonly placeCount: number }>(
  free: number,
  waiting: readonly Waiting[],
): readonly Waiting[] {
  let left = free
  return waiting.filter(({ placeCount }) => {
    if (placeCount > left) return false
    left -= placeCount
    return true
  })
}
