import { holderOn } from '../../authorities/office-holder.ts'
import { readOfficeHoldersOn } from '../../authorities/office-holder-store.ts'
import type { Database, Transaction } from '../../database/connection.ts'
import { currentMoment } from '../../database/current-moment-store.ts'
import type { Mail, MailRecipient } from '../../mail/mail.ts'
import { queueMail } from '../../mail/outbox-store.ts'
import { dayOf, printDate } from '../../scheme/printed-dates.ts'
import type { IsoDate } from '../../scheme/reporting-year.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import { dueReminder, type ReportReminder, reminderKey, reportReminders } from './report-reminder.ts'
import { type IssuedReport, lockWaitingReports, readQueuedKeys } from './report-store.ts'

/** Mails authorities about reports they have to consider, as each reminder falls due; none goes twice. */
export async function remindOfReports(
  database: Database,
  scheme: Scheme,
  siteUrl: string,
): Promise<{ readonly mailCount: number }> {
  return database.transaction().execute(async (transaction) => {
    const today = dayOf(scheme, await currentMoment(transaction))
    const mailCount = await queueReminders(
      transaction,
      scheme,
      await lockWaitingReports(transaction),
      today,
      siteUrl,
    )
    return { mailCount }
  })
}

/** Puts what is due about these reports on its way with the transaction. */
export async function queueReminders(
  transaction: Transaction,
  scheme: Scheme,
  reports: readonly IssuedReport[],
  today: IsoDate,
  siteUrl: string,
): Promise<number> {
  const keys = reports.flatMap(({ slug }) => reportReminders.map((one) => reminderKey(slug, one)))
  const queued = await readQueuedKeys(transaction, keys)
  const holders = await readOfficeHoldersOn(transaction, today)
  const mails = reports.flatMap((report): readonly Mail[] => {
    const sent = new Set(reportReminders.filter((one) => queued.has(reminderKey(report.slug, one))))
    const due = report.considerBy === null ? undefined : dueReminder(scheme, report.considerBy, today, sent)
    const recipients = recipientsOf(report)
    if (due === undefined || report.considerBy === null || recipients.length === 0) return []
    return [mailOf(scheme, report, report.considerBy, due, recipients, siteUrl)]
  })
  await queueMail(transaction, mails)
  return mails.length

  function recipientsOf({ authority }: IssuedReport): readonly MailRecipient[] {
    const inOffice = (['chief-executive', 'monitoring-officer'] as const).flatMap(
      (role) => holderOn(holders, authority, role, today) ?? [],
    )
    return inOffice.map(({ email, post, role }) => ({
      address: email,
      post,
      isCopy: role !== 'chief-executive' && inOffice.length > 1,
    }))
  }
}

function mailOf(
  scheme: Scheme,
  { slug, title, officialName, publishedAt }: IssuedReport,
  considerBy: IsoDate,
  reminder: ReportReminder,
  recipients: readonly MailRecipient[],
  siteUrl: string,
): Mail {
  const by = printDate(considerBy)
  const { subject, opening }: { readonly subject: string; readonly opening: string } = {
    issued: {
      subject: `A public report about ${officialName}`,
      opening: `We have issued a public report about ${officialName}. It is published on ${printDate(dayOf(scheme, publishedAt))}.`,
    },
    'month-before': {
      subject: `A public report to consider by ${by}`,
      opening: `We have not yet recorded an answer of ${officialName} to our public report.`,
    },
    end: {
      subject: 'A public report: the time to answer ends',
      opening: `The time in which ${officialName} has to consider our public report ends on ${by}, and we have recorded no answer.`,
    },
  }[reminder]
  return {
    key: reminderKey(slug, reminder),
    subject,
    text: [
      opening,
      `The report: ${title}`,
      `${siteUrl}/reports/${slug}`,
      `The authority has to consider it by ${by}, and to tell us what it will do. If that is not enough, or we are told nothing, we may issue a further report.`,
      scheme.serviceName,
    ].join('\n\n'),
    attachment: null,
    recipients,
    holdsSecret: false,
    isRehearsal: false,
  }
}
