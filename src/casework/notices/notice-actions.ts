import { appendAudit } from '../../audit/audit-store.ts'
import { readBankHolidays } from '../../authorities/authority-store.ts'
import type { Database, Transaction } from '../../database/connection.ts'
import { currentMoment } from '../../database/current-moment-store.ts'
import { queueMail } from '../../mail/outbox-store.ts'
import { daysAfter } from '../../scheme/calendar-days.ts'
import { dayOf } from '../../scheme/printed-dates.ts'
import type { IsoDate } from '../../scheme/reporting-year.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import { mondayOf } from '../../scheme/working-days.ts'
import { deskAddresses } from '../../web/desk-addresses.ts'
import { followUpDays } from '../recommendation/follow-up-days.ts'
import { isTold, type NoticeMatter, noticeKey, noticeMail, noticeText } from './notice.ts'
import {
  isQueued,
  lockNotices,
  markTold,
  noteNotices,
  readAnswered,
  readNoticeChoice,
  readNoticeReaders,
  readSentLetters,
  readUnshown,
  readWaitingNotices,
  saveNoticeChoice,
  type WaitingNotice,
} from './notice-store.ts'

/** For so many days something is still news. What is older than that, its lists show. */
const newsDays = 7
const overdueNewsDays = 31

/**
 * Notes what officers are to be told and puts it on its way: each thing on its own, or once a week for who chose that.
 * Done again, it tells nothing twice.
 */
export async function tellOfficers(database: Database, scheme: Scheme, siteUrl: string): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    await lockNotices(transaction)
    const now = await currentMoment(transaction)
    const today = dayOf(scheme, now)
    await note(transaction, scheme, now, today)
    const waiting = await readWaitingNotices(transaction)
    for (const notice of waiting.filter(({ isWeekly }) => !isWeekly)) {
      await send(transaction, scheme, siteUrl, `notice/${notice.id}`, [notice])
    }
    await sendDigests(transaction, scheme, siteUrl, mondayOf(today), waiting)
  })
}

async function note(transaction: Transaction, scheme: Scheme, now: Date, today: IsoDate): Promise<void> {
  const holidays = new Set((await readBankHolidays(transaction)).map(({ date }) => date))
  const { soonUntil } = followUpDays(scheme, today, holidays)
  const since = new Date(now.getTime() - newsDays * 86_400_000)
  const matters = [
    ...(await readUnshown(transaction, 'overdue', {
      from: daysAfter(today, -overdueNewsDays),
      until: daysAfter(today, -1),
    })),
    ...(await readUnshown(transaction, 'due-soon', { from: today, until: soonUntil })),
    ...(await readAnswered(transaction, since)),
    ...(await readSentLetters(transaction, since)),
  ]
  const readers = matters.length === 0 ? [] : await readNoticeReaders(transaction)
  const notices = matters.flatMap((matter) =>
    readers
      .filter((reader) => isTold(reader, matter))
      .map((reader) => ({
        key: noticeKey(matter, reader),
        personId: reader.personId,
        text: noticeText(scheme, matter),
        path: pathOf(matter, reader.authorityId),
      })),
  )
  await noteNotices(transaction, notices, now)
}

function pathOf(matter: NoticeMatter, ownId: number): string {
  const closed = 'slug' in matter && matter.authorityId !== ownId ? matter.slug : undefined
  switch (matter.kind) {
    case 'due-soon':
    case 'overdue':
      return deskAddresses.portalEvidence(matter.reference, matter.number, closed)
    case 'answered':
      return deskAddresses.portalQueries()
    case 'letter':
      return deskAddresses.portalLetter(matter.year, matter.revision, closed)
  }
}

/** One mail for each person and week, of what was noted up to its Monday. */
async function sendDigests(
  transaction: Transaction,
  scheme: Scheme,
  siteUrl: string,
  monday: IsoDate,
  waiting: readonly WaitingNotice[],
): Promise<void> {
  const due = waiting.filter(({ isWeekly, notedAt }) => isWeekly && dayOf(scheme, notedAt) <= monday)
  for (const personId of new Set(due.map((notice) => notice.personId))) {
    const key = `digest/${personId}/${monday}`
    if (await isQueued(transaction, key)) continue
    await send(
      transaction,
      scheme,
      siteUrl,
      key,
      due.filter((notice) => notice.personId === personId),
    )
  }
}

async function send(
  transaction: Transaction,
  scheme: Scheme,
  siteUrl: string,
  key: string,
  notices: readonly WaitingNotice[],
): Promise<void> {
  const [first] = notices
  if (first === undefined) return
  const mail = noticeMail(scheme, {
    key,
    address: first.email,
    siteUrl,
    notices,
    choicePath: deskAddresses.portalNotices(),
  })
  const [mailId] = await queueMail(transaction, [mail])
  if (mailId === undefined) throw new Error(`the mail ${key} was not queued`)
  await markTold(
    transaction,
    notices.map(({ id }) => id),
    mailId,
  )
}

/** Keeps how somebody wants to be told. */
export async function chooseNotices(
  database: Database,
  { id, email }: { readonly id: string; readonly email: string },
  isWeekly: boolean,
): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    const before = await readNoticeChoice(transaction, id)
    if (before === isWeekly) return
    await saveNoticeChoice(transaction, id, isWeekly)
    await appendAudit(transaction, [
      {
        actor: email,
        action: 'choose notices',
        subject: `account ${email}`,
        before: before === undefined ? null : { isWeekly: before },
        after: { isWeekly },
      },
    ])
  })
}
