import { tokenHash } from '../../accounts/secret-token.ts'
import { readBankHolidays } from '../../authorities/authority-store.ts'
import { workingDaysAfter } from '../../casework/recommendation/working-days.ts'
import type { Database, Transaction } from '../../database/connection.ts'
import { currentMoment } from '../../database/current-moment-store.ts'
import type { Mail } from '../../mail/mail.ts'
import { queueMail } from '../../mail/outbox-store.ts'
import { daysAfter } from '../../scheme/calendar-days.ts'
import { dayOf } from '../../scheme/printed-dates.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import { bookingAddresses } from '../../web/booking-addresses.ts'
import { bookingKey, delegateKey } from './booking-link.ts'
import { attendedMail, type BookingMatter, joiningMails, reminderMail, stepMails } from './booking-mail.ts'
import {
  type BookingPlace,
  lockBookingMail,
  markTold,
  readAttended,
  readBooked,
  readMatter,
  readQueuedKeys,
  readUntold,
  renewBookingLink,
  renewDelegateLink,
} from './booking-mail-store.ts'

type MailSettings = { readonly scheme: Scheme; readonly siteUrl: string; readonly secret: string }

/** Mails that carry one link, and what makes sure that it opens something. */
type Telling = {
  readonly mails: readonly Mail[]
  readonly renewLink: (transaction: Transaction) => Promise<void>
}

/** So many bookings are told of at a time. */
const mostAtOnce = 500
/** For so long after attendance was recorded certificates are still sent. */
const certificateDays = 30

/**
 * Queues the mails that follow from the state of bookings: what happened to each, reminders, how to join, certificates.
 * Done again, and by several at once, it tells nothing twice.
 */
export async function tellBookers(
  database: Database,
  scheme: Scheme,
  siteUrl: string,
  secret: string,
): Promise<void> {
  const settings = { scheme, siteUrl, secret }
  await database.transaction().execute(async (transaction) => {
    await lockBookingMail(transaction)
    const now = await currentMoment(transaction)
    for (const { step, ...place } of await readUntold(transaction, mostAtOnce)) {
      const matter = await readMatter(transaction, place)
      await tell(
        transaction,
        ofBooking(settings, matter, (link) => stepMails(scheme, matter, step, link)),
      )
      await markTold(transaction, place, step.id, now)
    }
    await tellWhatIsNew(transaction, [
      ...(await reminders(transaction, settings, now)),
      ...(await joining(transaction, settings, now)),
      ...(await certificates(transaction, settings, now)),
    ])
  })
}

/** Mails with the link of a booking. One that was made with another secret opens nothing; from now on this one does. */
function ofBooking(
  { siteUrl, secret }: MailSettings,
  { booking }: BookingMatter,
  mailsWith: (link: string) => readonly Mail[],
): Telling {
  const key = bookingKey(secret, booking.id)
  return {
    mails: mailsWith(siteUrl + bookingAddresses.booking(key)),
    renewLink: (transaction) => renewBookingLink(transaction, booking, tokenHash(key)),
  }
}

/** Whoever booked when the reminder was due already has just been told. */
async function reminders(
  transaction: Transaction,
  settings: MailSettings,
  now: Date,
): Promise<readonly Telling[]> {
  const { scheme } = settings
  const { reminderDays } = scheme.training
  const until = daysAfter(dayOf(scheme, now), reminderDays)
  const matters = await readMatters(transaction, await readBooked(transaction, { after: now, until }))
  return matters.flatMap((matter) => {
    const dueAt = matter.workshop.beginsAt.getTime() - reminderDays * 86_400_000
    return matter.booking.bookedAt.getTime() < dueAt && now.getTime() >= dueAt
      ? [ofBooking(settings, matter, (link) => reminderMail(scheme, matter, link))]
      : []
  })
}

async function joining(
  transaction: Transaction,
  settings: MailSettings,
  now: Date,
): Promise<readonly Telling[]> {
  const { scheme } = settings
  const holidays = new Set((await readBankHolidays(transaction)).map(({ date }) => date))
  const until = workingDaysAfter(dayOf(scheme, now), scheme.training.joiningWorkingDays, holidays)
  const matters = await readMatters(transaction, await readBooked(transaction, { after: now, until }))
  return matters
    .filter((matter) => matter.joining !== '')
    .map((matter) => {
      const mark = tokenHash(matter.joining).toString('hex').slice(0, 12)
      return ofBooking(settings, matter, (link) => joiningMails(scheme, matter, link, mark))
    })
}

async function certificates(
  transaction: Transaction,
  { scheme, siteUrl, secret }: MailSettings,
  now: Date,
): Promise<readonly Telling[]> {
  const since = new Date(now.getTime() - certificateDays * 86_400_000)
  const matters = await readMatters(transaction, await readAttended(transaction, since))
  return matters.flatMap((matter) =>
    matter.delegates.flatMap(({ bookingId, number, email, attended }): readonly Telling[] => {
      if (attended !== true || email === null) return []
      const key = delegateKey(secret, { bookingId, number, email })
      const link = siteUrl + bookingAddresses.delegate(key)
      return [
        {
          mails: [attendedMail(scheme, matter, { number, email }, link)],
          renewLink: (within) => renewDelegateLink(within, { bookingId, number }, tokenHash(key)),
        },
      ]
    }),
  )
}

async function readMatters(
  transaction: Transaction,
  places: readonly BookingPlace[],
): Promise<readonly BookingMatter[]> {
  const matters: BookingMatter[] = []
  for (const place of places) matters.push(await readMatter(transaction, place))
  return matters
}

async function tellWhatIsNew(transaction: Transaction, tellings: readonly Telling[]): Promise<void> {
  const keys = tellings.flatMap(({ mails }) => mails.map(({ key }) => key))
  if (keys.length === 0) return
  const queued = await readQueuedKeys(transaction, keys)
  for (const telling of tellings) {
    await tell(transaction, { ...telling, mails: telling.mails.filter(({ key }) => !queued.has(key)) })
  }
}

async function tell(transaction: Transaction, { mails, renewLink }: Telling): Promise<void> {
  if (mails.length === 0) return
  await renewLink(transaction)
  await queueMail(transaction, mails)
}
