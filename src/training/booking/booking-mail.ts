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
const openings: Readonly<
  Record<
    string,
    (matter: BookingMatter, scheme: Scheme) => { readonly subject: string; readonly says: readonly string[] }
  >
> = {
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
    says: [`${inPeople(matter.booking.placeCount)} now come by it.`],
  }
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
  const { subject, says } = opening
  const delegates = toldToDelegates.includes(step.kind) ? readersBeside(matter) : []
  return [
    ...bookerOf(matter).map((reader) =>
      mail(scheme, matter, { key: `${step.id}`, reader, subject, says, link }),
    ),
    ...delegates.map((reader, at) =>
      mail(scheme, matter, { key: `${step.id}/${at + 1}`, reader, subject, says }),
    ),
  ]
}

/** The mail that reminds of a workshop; it comes again where that is moved. */
export function reminderMail(scheme: Scheme, matter: BookingMatter, link: string): readonly Mail[] {
  return bookerOf(matter).map((reader) =>
    mail(scheme, matter, {
      key: `reminder/${matter.workshop.beginsAt.toISOString()}`,
      reader,
      subject: `Reminder: ${titleAndDay(matter, scheme)}`,
      says: [
        `${inPeople(matter.booking.placeCount)} ${matter.booking.placeCount === 1 ? 'is' : 'are'} expected. If somebody cannot come, name another or give the place up, so that others can have it.`,
      ],
      link,
    }),
  )
}

/** How to join, for the booker and each delegate; it comes again where that changes. */
export function joiningMails(
  scheme: Scheme,
  matter: BookingMatter,
  link: string,
  detailsMark: string,
): readonly Mail[] {
  const subject = `How to join: ${titleAndDay(matter, scheme)}`
  const says = ['This is how to take part.', matter.joining]
  return [
    ...bookerOf(matter).map((reader) =>
      mail(scheme, matter, { key: `joining/${detailsMark}`, reader, subject, says, link }),
    ),
    ...readersBeside(matter).map((reader) =>
      mail(scheme, matter, { key: `joining/${detailsMark}/${reader.number}`, reader, subject, says }),
    ),
  ]
}

/** Where somebody who came finds their certificate, and can say what they made of it. */
export function attendedMail(
  scheme: Scheme,
  matter: BookingMatter,
  { number, email }: { readonly number: number; readonly email: string },
  /** What opens the delegate's own page. */
  link: string,
): Mail {
  return mail(scheme, matter, {
    key: `attended/${number}`,
    reader: { address: email, post: 'Delegate' },
    subject: `Your certificate: ${titleAndDay(matter, scheme)}`,
    says: [
      'Thank you for coming. Your certificate is here, and three questions on what you made of it:',
      link,
      'Nobody can tell from the answers who gave them.',
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
    readonly link?: string
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
function readersBeside({
  booking,
  delegates,
}: BookingMatter): readonly (Reader & { readonly number: number })[] {
  return delegates.flatMap(({ number, email }) =>
    email === null || email.toLowerCase() === booking.bookerEmail?.toLowerCase()
      ? []
      : [{ address: email, post: 'Delegate' as const, number }],
  )
}

function titleAndDay({ course, workshop }: BookingMatter, scheme: Scheme): string {
  return `${course.title}, ${shortDayWords(scheme, workshop)}`
}

function offerEnd({ booking }: BookingMatter, scheme: Scheme): string {
  if (booking.offerLapsesAt === null) throw new Error(`booking ${booking.number} is offered nothing`)
  return printMoment(scheme, booking.offerLapsesAt)
}
