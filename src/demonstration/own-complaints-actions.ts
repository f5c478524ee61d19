import { appendAudit } from '../audit/audit-store.ts'
import { readAuthorities, readBankHolidays } from '../authorities/authority-store.ts'
import type { Database } from '../database/connection.ts'
import { currentMoment } from '../database/current-moment-store.ts'
import { workingCalendar } from '../handling-code/clock/working-calendar.ts'
import { saveOwnComplaints } from '../handling-code/own-complaints/own-complaint-store.ts'
import { insertPerformanceReport } from '../handling-code/own-complaints/performance-store.ts'
import { performanceTotals } from '../handling-code/own-complaints/performance-totals.ts'
import { daysAfter } from '../scheme/calendar-days.ts'
import { dayOf } from '../scheme/printed-dates.ts'
import {
  firstDay,
  lastDay,
  type ReportingYear,
  reportingYear,
  reportingYearOf,
} from '../scheme/reporting-year.ts'
import type { Scheme } from '../scheme/scheme.ts'
import { momentAt } from '../scheme/wall-clock.ts'
import { releasedYears } from './calibration.ts'
import { inventOwnComplaints } from './invented-own-complaints.ts'
import { hasOwnComplaints } from './own-complaints-store.ts'
import { random } from './random.ts'

/** How many others published their totals. */
const publisherCount = 30

/**
 * Gives councils with officers the complaints that their own systems would have, and some others a yearly report that
 * they published. Doing it again changes nothing.
 */
export async function inventOwnComplaintsOf(
  database: Database,
  scheme: Scheme,
  seed: number,
  withOfficers: readonly string[],
): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    if (await hasOwnComplaints(transaction)) return
    const now = await currentMoment(transaction)
    const today = dayOf(scheme, now)
    const calendar = workingCalendar(scheme, await readBankHolidays(transaction))
    const authorities = await readAuthorities(transaction)
    const current = reportingYearOf(scheme, today)
    // Beyond the bank holidays on record nothing can be counted, and so nothing is invented.
    if (
      ![current - 2, current - 1, current, current + 1].every((year) => calendar.wholeYears.has(String(year)))
    )
      return
    const publish = async (
      slug: string,
      year: ReportingYear,
      complaints: Parameters<typeof performanceTotals>[2],
    ) => {
      const authority = authorities.find((known) => known.slug === slug)
      if (!authority) throw new Error(`${slug} publishes a report and is no authority`)
      const day = daysAfter(lastDay(scheme, year), random(seed, `report of ${slug} ${year}`).between(60, 150))
      const [countedOn = today] = [day, today].sort()
      const at = momentAt(scheme, countedOn, '10:00')
      await insertPerformanceReport(transaction, authority.id, {
        year,
        totals: performanceTotals(scheme, calendar, complaints, year, countedOn),
        learned: inventedWords.learned,
        response: inventedWords.response,
        respondedBy: 'Cabinet',
        respondedOn: daysAfter(countedOn, -14),
        publishedBy: `link.officer@${slug}.example`,
        publishedPost: 'Link officer',
        publishedAt: at.ok && at.moment < now ? at.moment : now,
      })
    }
    for (const slug of withOfficers) {
      const authority = authorities.find((known) => known.slug === slug)
      if (!authority) continue
      const habits = { latePercent: 9, extendedPercent: 12 }
      const complaints = inventOwnComplaints(
        scheme,
        calendar,
        { seed, slug, kind: authority.kind, count: 1_500, habits },
        firstDay(scheme, reportingYear(current - 2)),
        today,
      )
      await saveOwnComplaints(transaction, authority.id, complaints, now)
      await publish(slug, reportingYear(current - 2), complaints)
      // And one of a year whose figures of the Ombudsman are public, to stand beside them.
      const earlier = reportingYear(Math.max(...releasedYears))
      if (earlier >= current - 2) continue
      const [from, to] = [firstDay(scheme, earlier), lastDay(scheme, earlier)]
      const { wholeYears } = calendar
      if (![from, to].every((day) => wholeYears.has(day.slice(0, 4)))) continue
      await publish(
        slug,
        earlier,
        inventOwnComplaints(
          scheme,
          calendar,
          { seed, slug: `${slug} earlier`, kind: authority.kind, count: 480, habits },
          from,
          to,
        ),
      )
    }
    const year = reportingYear(current - 1)
    const others = authorities.filter(
      ({ slug, kind, endsOn, isInvented }) =>
        isInvented &&
        endsOn === null &&
        scheme.handlingCode.askedKinds.includes(kind) &&
        !withOfficers.includes(slug),
    )
    const step = Math.max(1, Math.floor(others.length / publisherCount))
    for (const { slug, kind } of others.filter((_, index) => index % step === 0).slice(0, publisherCount)) {
      const chance = random(seed, `habits of ${slug}`)
      const habits = { latePercent: chance.between(2, 35), extendedPercent: chance.between(3, 25) }
      const complaints = inventOwnComplaints(
        scheme,
        calendar,
        { seed, slug, kind, count: chance.between(30, 160), habits },
        firstDay(scheme, year),
        lastDay(scheme, year),
      )
      await publish(slug, year, complaints)
    }
    await appendAudit(transaction, [
      {
        actor: 'upheld demo',
        action: 'demo',
        subject: 'own complaints',
        before: null,
        after: { publisherCount },
      },
    ])
  })
}

const inventedWords = {
  learned:
    'Most of what went wrong was said to somebody before it became a complaint, and not passed on. Reports that come twice from one address now reach a supervisor the same day.\nLetters about charges say in their first sentence what is owed and why.',
  response:
    'The Cabinet noted the report. It asks for late answers to be shown to it each quarter, with the reason for each.',
}
