import { sql } from 'kysely'
import { readAuthorities, saveBankHolidays } from '../src/authorities/authority-store.ts'
import { readRegister } from '../src/authorities/register-files.ts'
import type { Database } from '../src/database/connection.ts'
import { workingCalendar } from '../src/handling-code/clock/working-calendar.ts'
import type { OwnComplaint } from '../src/handling-code/own-complaints/own-complaint.ts'
import { performanceTotals } from '../src/handling-code/own-complaints/performance-totals.ts'
import { ombudsmanForEngland as scheme } from '../src/scheme/ombudsman-for-england.ts'
import { reportingYear } from '../src/scheme/reporting-year.ts'

const { bankHolidays } = readRegister()
const calendar = workingCalendar(scheme, bankHolidays)

/** Without bank holidays on record no working day is counted. */
export async function addBankHolidays(database: Database): Promise<void> {
  await database.transaction().execute((transaction) => saveBankHolidays(transaction, bankHolidays))
}

/** Twelve complaints of 2023-24, one of them answered late. */
const complaints: readonly OwnComplaint[] = Array.from({ length: 12 }, (_, index) => ({
  reference: `C-${index}`,
  definition: 'About something',
  category: index % 3 === 0 ? 'Homes' : 'Waste',
  service: null,
  statutoryProcess: null,
  refusal: null,
  remedies: ['apology'],
  learning: null,
  stages: [
    {
      receivedOn: '2023-06-05',
      receivedTime: null,
      acknowledgedOn: '2023-06-06',
      answeredOn: index === 0 ? '2023-08-01' : '2023-06-16',
      outcome: 'upheld',
      extension: null,
    },
  ],
}))

/** A report of 2023-24 that an authority published a year after, as the publication of this number. */
export async function addPerformanceReport(
  database: Database,
  slug: string,
  publication: number,
): Promise<void> {
  const authority = (await readAuthorities(database)).find((known) => known.slug === slug)
  const totals = performanceTotals(scheme, calendar, complaints, reportingYear(2023), '2024-06-03')
  await sql`
    insert into performance_report (
      authority_id, year, publication, totals, learned, response, responded_by, responded_on, published_by,
      published_post, published_at
    )
    values (
      ${authority?.id}, 2023, ${publication}, ${JSON.stringify(totals)}::jsonb, 'Crews say it twice.',
      'The Cabinet noted it.', 'Cabinet', '2024-06-02', 'officer', 'Link officer', '2024-06-03T09:00:00Z'
    )
  `.execute(database)
}

/** The same, taken back a month later. */
export async function addWithdrawnPerformanceReport(database: Database, slug: string): Promise<void> {
  await addPerformanceReport(database, slug, 1)
  await sql`
    update performance_report
    set withdrawn_by = 'officer', withdrawn_at = '2024-07-03T09:00:00Z', withdrawal_reason = 'A column was misread.'
    from authority
    where authority.authority_id = performance_report.authority_id and slug = ${slug}
  `.execute(database)
}
