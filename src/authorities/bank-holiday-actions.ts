import { appendAudit } from '../audit/audit-store.ts'
import type { Database } from '../database/connection.ts'
import type { Scheme } from '../scheme/scheme.ts'
import type { BankHoliday } from './authority.ts'
import { readBankHolidays, removeBankHolidays, saveBankHolidays } from './authority-store.ts'
import { describeRowProblem } from './csv-table.ts'
import { readBankHolidayFile } from './register-files.ts'

export type BankHolidaySetting =
  | { readonly ok: true; readonly changedYears: readonly string[]; readonly unchangedCount: number }
  | { readonly ok: false; readonly problems: readonly string[] }

/** Sets the bank holidays of every year that a file names, or, where anything is wrong with it, of none. */
export async function setBankHolidays(
  database: Database,
  scheme: Scheme,
  file: { readonly name: string; readonly content: Uint8Array },
  actor: string,
): Promise<BankHolidaySetting> {
  const reading = readBankHolidayFile(file.content)
  if (!reading.ok) {
    return { ok: false, problems: reading.problems.map((problem) => describeRowProblem(file.name, problem)) }
  }
  const given = byYear(reading.values)
  const problems = [...given].flatMap(([year, days]) => yearProblems(scheme, file.name, year, days))
  if (given.size === 0) problems.push(`${file.name}: there are headings but no days below them.`)
  if (problems.length > 0) return { ok: false, problems }
  return database.transaction().execute(async (transaction) => {
    const known = byYear(await readBankHolidays(transaction))
    const changed = [...given].filter(([year, days]) => wordsOf(days) !== wordsOf(known.get(year) ?? []))
    for (const [year, days] of changed) {
      await removeBankHolidays(transaction, year)
      await saveBankHolidays(transaction, days)
    }
    await appendAudit(
      transaction,
      changed.map(([year, days]) => ({
        actor,
        action: 'bank-holidays set',
        subject: `bank holidays of ${year}`,
        before: known.get(year)?.map(({ date }) => date) ?? null,
        after: days.map(({ date }) => date),
      })),
    )
    return {
      ok: true,
      changedYears: changed.map(([year]) => year),
      unchangedCount: given.size - changed.length,
    }
  })
}

function yearProblems(
  { ownComplaints: { bankHolidaysInAYear } }: Scheme,
  file: string,
  year: string,
  days: readonly BankHoliday[],
): readonly string[] {
  const dates = days.map(({ date }) => date)
  const twice = dates.filter((date, index) => dates.indexOf(date) !== index)
  if (twice.length > 0) return [`${file}: ${twice.join(', ')} stands there twice; keep one of the rows.`]
  if (days.length >= bankHolidaysInAYear) return []
  return [
    `${file}: ${year} has ${days.length} bank holidays, and a year has at least ${bankHolidaysInAYear}; add those that are missing, or leave the year out.`,
  ]
}

function byYear(days: readonly BankHoliday[]): ReadonlyMap<string, readonly BankHoliday[]> {
  const years = new Map<string, BankHoliday[]>()
  for (const day of days.toSorted((one, other) => (one.date < other.date ? -1 : 1))) {
    const year = day.date.slice(0, 4)
    years.set(year, [...(years.get(year) ?? []), day])
  }
  return years
}

function wordsOf(days: readonly BankHoliday[]): string {
  return days.map(({ date, name }) => `${date} ${name}`).join('\n')
}
