import type { Mail } from '../../mail/mail.ts'
import { printMoment } from '../../scheme/printed-dates.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import type { Course } from '../course/course.ts'
import type { Workshop } from '../workshop/workshop.ts'
import {
  dayWords,
  inPeople,
  inPlaces,
  shortDayWords,
  timeWords,
  whereWords,
} from '../workshop/workshop-words.ts'
import type { Booking, Delegate } from './booking.ts'

/**
 * What mails about a booking are made from. They quote nothing that a visitor typed: anybody can book in anybody's name.
 */
export type BookingMatter = {
  readonly booking: Booking
  readonly delegates: readonly Delegate[]
  readonly workshop: Workshop
  readonly course: Pick<Course, 'title' | 'kind'>
  /** How to join; empty where nothing is on record. */
  readonly joining: string
}

/** Who a mail is for: by post and never by name. */
type Reader = { readonly address: string; readonly post: 'Booker' | 'Delegate' }

/** The subject and the sentences that open a mail about something that happened to a booking. */
type Opening = {
  readonly subject: string
  readonly says: readonly string[]
  /** A sentence for the booker alone. */
  readonly standing?: string
}

const openings: Readonly<Record<string, (matter: BookingMatter, scheme: Scheme) => Opening>> = {
  booked: (matter, scheme) => ({
    subject: `Booked: ${titleAndDay(matter, scheme)}`,
    says: [`${inPlaces(matter.booking.placeCount)} booked.`],
  }),
  accepted: (matter, scheme) => ({
    subject: `Booked: ${titleAndDay(matter, scheme)}`,
    says: [`You took what was offered: ${inPlaces(matter.booking.placeCount)} booked.`],
  }),
  waiting: (matter, scheme) => ({
    subject: `On the waiting list: ${titleAndDay(matter, scheme)}`,
    says: [
      `You wait for ${inPlaces(matter.booking.placeCount)}. Nothing is booked yet.`,
      'When enough places become free we offer them to you by e-mail. You then have to accept them by the time it says.',
    ],
  }),
  offered: (matter, scheme) => ({
    subject: `A place is free: ${titleAndDay(matter, scheme)}`,
    says: [
      `${inPlaces(matter.booking.placeCount)} became free, and we keep ${matter.booking.placeCount === 1 ? 'it' : 'them'} for you until ${offerEnd(matter, scheme)}.`,
      'Accept or decline by the link below. After that time we offer what is free to whoever is next.',
    ],
  }),
  lapsed: (matter, scheme) => ({
    subject: `The offer has lapsed: ${titleAndDay(matter, scheme)}`,
    says: ['You did not accept in time what was offered to you, so it goes to whoever is next.'],
  }),
  unplaced: (matter, scheme) => ({
    subject: `No place became free: ${titleAndDay(matter, scheme)}`,
    says: ['Not enough places became free for you, and the waiting list is closed now.'],
  }),
  cancelled: (matter, scheme) => ({
    subject: `Cancelled: ${titleAndDay(matter, scheme)}`,
    says: ['Your booking is cancelled. Nobody is expected by it any more.'],
  }),
  fewer: changed,
  swapped: changed,
  moved: (matter, scheme) => ({
    subject: `Another time or place: ${titleAndDay(matter, scheme)}`,
    says: ['The time or the place has changed. This is how it stands now.'],
    standing: standing(matter, scheme),
  }),
  'workshop-cancelled': (matter, scheme) => ({
    subject: `Not held: ${titleAndDay(matter, scheme)}`,
    says: [
      `We are sorry: we had to cancel this ${matter.course.kind === 'seminar' ? 'seminar' : 'workshop'}.`,
      matter.workshop.cancellationReason ?? '',
    ],
  }),
}

function changed(matter: BookingMatter, scheme: Scheme) {
  return {
    subject: `Your booking was changed: ${titleAndDay(matter, scheme)}`,
    says: [`It is for ${inPeople(matter.booking.placeCount)} now.`],
    standing: standing(matter, scheme),
  }
}

/** What the booker has, where that may not have been told before something else happened. */
function standing(matter: BookingMatter, scheme: Scheme): string {
  const { state, placeCount } = matter.booking
  const places = inPlaces(placeCount)
  if (state === 'waiting') return `You wait for ${places}. Nothing is booked yet.`
  if (state !== 'offered') return `${places} booked.`
  return `${places} ${placeCount === 1 ? 'is' : 'are'} kept for you until ${offerEnd(matter, scheme)}. Accept or decline by the link below.`
}

/** Told to delegates too, as they would go there otherwise. */
const toldToDelegates: readonly string[] = ['moved', 'workshop-cancelled']

/** The mails about the last thing that happened to a booking. */
export function stepMails(
  scheme: Scheme,
  matter: BookingMatter,
  step: { readonly id: number; readonly kind: string },
  /** What opens the booking. */
  link: string,
): readonly Mail[] {
  const opening = openings[step.kind]?.(matter, scheme)
  if (opening === undefined) throw new Error(`no mail is known for "${step.kind}" of a booking`)
  const { subject, says, standing = '' } = opening
  // Whoever only waits has told nobody yet that they are coming.
  const isForAll = toldToDelegates.includes(step.kind) && matter.booking.state === 'booked'
  const delegates = isForAll ? readersBeside(matter) : []
  return [
    ...bookerOf(matter).map((reader) =>
      mail(scheme, matter, { key: `${step.id}`, reader, subject, says: [...says, standing], link }),
    ),
    ...delegates.map((reader, at) =>
      mail(scheme, matter, { key: `${step.id}/${at + 1}`, reader, subject, says }),
    ),
  ]
}

/** Which mail it is, of those about a booking, and the delegate it is for; null where it is for the booker. */
type Due = { readonly key: string; readonly person: number | null }

/** The mail that reminds of a workshop; it comes again where that is moved. */
export function reminderMail(scheme: Scheme, matter: BookingMatter, { key }: Due, link: string): Mail {
  const { placeCount } = matter.booking
  return mail(scheme, matter, {
    key,
    reader: readerOf(matter, null),
    subject: `Reminder: ${titleAndDay(matter, scheme)}`,
    says: [
      `${inPeople(placeCount)} ${placeCount === 1 ? 'is' : 'are'} expected. If somebody cannot come, name another or give the place up, so that others can have it.`,
    ],
    link,
  })
}

/** How to join, for the booker or a delegate; it comes again where that changes, and to whoever comes instead. */
export function joiningMail(scheme: Scheme, matter: BookingMatter, { key, person }: Due, link: string): Mail {
  return mail(scheme, matter, {
    key,
    reader: readerOf(matter, person),
    subject: `How to join: ${titleAndDay(matter, scheme)}`,
    says: ['This is how to take part.', matter.joining],
    link: person === null ? link : undefined,
  })
}

/** Where somebody who came finds their certificate, and can say what they made of it. */
export function attendedMail(
  scheme: Scheme,
  matter: BookingMatter,
  { key, person }: Due,
  /** What opens the delegate's own page. */
  link: string,
): Mail {
  return mail(scheme, matter, {
    key,
    reader: readerOf(matter, person),
    subject: `Your certificate: ${titleAndDay(matter, scheme)}`,
    says: [
      'Thank you for coming. Your certificate is here, and three questions on what you made of it:',
      link,
      'Your name is not kept with the answers.',
    ],
  })
}

function mail(
  scheme: Scheme,
  { booking, workshop, course }: BookingMatter,
  {
    key,
    reader,
    subject,
    says,
    link,
  }: {
    readonly key: string
    readonly reader: Reader
    readonly subject: string
    readonly says: readonly string[]
    /** What opens the booking; delegates are not told it. */
    readonly link?: string | undefined
  },
): Mail {
  const { address } = workshop
  const facts = [
    course.title,
    dayWords(scheme, workshop),
    timeWords(scheme, workshop),
    [whereWords(workshop), ...(address === null ? [] : address.split('\n'))].join(', '),
  ].join('\n')
  const own =
    link === undefined
      ? []
      : [
          `Booking ${booking.number}. See it, name somebody else, cancel, or put it in your calendar:\n${link}`,
          'Whoever has this link can change the booking, so pass it on with care.',
        ]
  return {
    key: `booking/${booking.number}/${key}`,
    subject,
    text: [...says.filter((line) => line !== ''), facts, ...own, scheme.serviceName].join('\n\n'),
    attachment: null,
    recipients: [{ address: reader.address, post: reader.post, isCopy: false }],
    // It names people or opens a booking: once it left, nobody needs its text here.
    holdsSecret: true,
    isRehearsal: false,
  }
}

/** Nobody, once names were kept for long enough. */
function bookerOf({ booking }: BookingMatter): readonly Reader[] {
  return booking.bookerEmail === null ? [] : [{ address: booking.bookerEmail, post: 'Booker' }]
}

/** Delegates who do not read the booker's own mail. */
function readersBeside({ booking, delegates }: BookingMatter): readonly Reader[] {
  return delegates.flatMap(({ email }) =>
    email === null || email.toLowerCase() === booking.bookerEmail?.toLowerCase()
      ? []
      : [{ address: email, post: 'Delegate' as const }],
  )
}

function readerOf({ booking, delegates }: BookingMatter, person: number | null): Reader {
  const address =
    person === null ? booking.bookerEmail : delegates.find(({ number }) => number === person)?.email
  if (address === undefined || address === null)
    throw new Error(`booking ${booking.number} has no such reader`)
  return { address, post: person === null ? 'Booker' : 'Delegate' }
}

function titleAndDay({ course, workshop }: BookingMatter, scheme: Scheme): string {
  return `${course.title}, ${shortDayWords(scheme, workshop)}`
}

function offerEnd({ booking }: BookingMatter, scheme: Scheme): string {
  if (booking.offerLapsesAt === null) throw new Error(`booking ${booking.number} is offered nothing`)
  return printMoment(scheme, booking.offerLapsesAt)
}
