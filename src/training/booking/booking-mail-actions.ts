import { tokenHash } from '../../accounts/secret-token.ts'
import { readBankHolidays } from '../../authorities/authority-store.ts'
import type { Database, Transaction } from '../../database/connection.ts'
import { currentMoment } from '../../database/current-moment-store.ts'
import type { Mail } from '../../mail/mail.ts'
import { queueMail } from '../../mail/outbox-store.ts'
import { dayOf } from '../../scheme/printed-dates.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import { workingDaysAfter } from '../../scheme/working-days.ts'
import { bookingAddresses } from '../../web/booking-addresses.ts'
import { lockWorkshop } from '../workshop/workshop-store.ts'
import { bookingKey, delegateKey } from './booking-link.ts'
import { attendedMail, type BookingMatter, joiningMail, reminderMail, stepMails } from './booking-mail.ts'
import {
  type BookingPlace,
  type DueMail,
  type DueTimes,
  markTold,
  readDue,
  readMatter,
  readUntold,
  readUntoldStep,
  renewBookingLink,
  renewDelegateLink,
} from './booking-mail-store.ts'

type MailSettings = { readonly scheme: Scheme; readonly siteUrl: string; readonly secret: string }

/** Mails that carry one link, and what makes sure that it opens something. */
type Telling = {
  readonly mails: readonly Mail[]
  readonly renewLink: (transaction: Transaction) => Promise<void>
}

/** So many mails are queued at a time. */
const mostAtOnce = 500
/** For so long after attendance was recorded certificates are still sent. */
const certificateDays = 30

/**
 * Queues the mails that follow from the state of bookings: what happened to each, reminders, how to join, certificates.
 * Done again, and by several at once, it tells nothing twice. Each is a transaction of its own: one that cannot be queued
 * keeps nobody else waiting, and is tried again the next time.
 */
export async function tellBookers(
  database: Database,
  scheme: Scheme,
  siteUrl: string,
  secret: string,
): Promise<void> {
  const settings = { scheme, siteUrl, secret }
  const times = await dueTimes(database, scheme)
  const faults: unknown[] = []
  const tell = async (
    { workshopId }: BookingPlace,
    work: (transaction: Transaction) => Promise<void>,
  ): Promise<void> => {
    try {
      await database.transaction().execute(async (transaction) => {
        // Nothing happens to a booking, and nobody else tells of it, until this is done.
        await lockWorkshop(transaction, workshopId)
        await work(transaction)
      })
    } catch (fault) {
      faults.push(fault)
    }
  }
  for (const place of await readUntold(database, mostAtOnce)) {
    await tell(place, (transaction) => tellStep(transaction, settings, place, times.now))
  }
  for (const due of await readDue(database, times, { limit: mostAtOnce })) {
    await tell(due, (transaction) => tellDue(transaction, settings, due, times))
  }
  const count = faults.length
  if (count === 0) return
  const what = count === 1 ? '1 mail of a booking was' : `${count} mails of bookings were`
  throw new Error(`${what} not queued: ${faults.map(String).join('; ')}`)
}

async function dueTimes(database: Database, scheme: Scheme): Promise<DueTimes> {
  const { reminderDays, joiningWorkingDays } = scheme.training
  const now = await currentMoment(database)
  const holidays = new Set((await readBankHolidays(database)).map(({ date }) => date))
  return {
    now,
    reminderDays,
    joiningUntil: workingDaysAfter(dayOf(scheme, now), joiningWorkingDays, holidays),
    attendedSince: new Date(now.getTime() - certificateDays * 86_400_000),
  }
}

/** Tells the last thing that happened to a booking. */
async function tellStep(
  transaction: Transaction,
  settings: MailSettings,
  place: BookingPlace,
  now: Date,
): Promise<void> {
  const step = await readUntoldStep(transaction, place)
  if (step === undefined) return
  const matter = await readMatter(transaction, place)
  const { scheme } = settings
  await queue(
    transaction,
    ofBooking(settings, matter, (link) => stepMails(scheme, matter, step, link)),
  )
  await markTold(transaction, place, step.id, now)
}

/** Queues a mail that is due, if it still is. */
async function tellDue(
  transaction: Transaction,
  settings: MailSettings,
  due: DueMail,
  times: DueTimes,
): Promise<void> {
  const still = await readDue(transaction, times, { limit: mostAtOnce, of: due })
  if (!still.some(({ key }) => key === due.key)) return
  const matter = await readMatter(transaction, due)
  await queue(
    transaction,
    due.kind === 'attended' ? attended(settings, matter, due) : coming(settings, matter, due),
  )
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

/** A reminder, or how to join. */
function coming(settings: MailSettings, matter: BookingMatter, due: DueMail): Telling {
  const mailOf = due.kind === 'reminder' ? reminderMail : joiningMail
  return ofBooking(settings, matter, (link) => [mailOf(settings.scheme, matter, due, link)])
}

/** A certificate, by the link of whoever came. */
function attended({ scheme, siteUrl, secret }: MailSettings, matter: BookingMatter, due: DueMail): Telling {
  const delegate = matter.delegates.find(({ number }) => number === due.person)
  if (delegate === undefined || delegate.email === null) {
    throw new Error(`booking ${due.number} has no person ${due.person}`)
  }
  const { bookingId, number, email } = delegate
  const key = delegateKey(secret, { bookingId, number, email })
  return {
    mails: [attendedMail(scheme, matter, due, siteUrl + bookingAddresses.delegate(key))],
    renewLink: (transaction) => renewDelegateLink(transaction, { bookingId, number }, tokenHash(key)),
  }
}

async function queue(transaction: Transaction, { mails, renewLink }: Telling): Promise<void> {
  if (mails.length === 0) return
  await renewLink(transaction)
  await queueMail(transaction, mails)
}
