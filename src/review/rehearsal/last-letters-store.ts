import { readAuthorities } from '../../authorities/authority-store.ts'
import { successorsOn } from '../../authorities/authority-succession.ts'
import { holderOn, type OfficeHolder } from '../../authorities/office-holder.ts'
import { readOfficeHoldersOn } from '../../authorities/office-holder-store.ts'
import { findCycle, readCycleAuthorities } from '../../cycle/cycle-store.ts'
import type { Database, Transaction } from '../../database/connection.ts'
import { type ReportingYear, reportingYear } from '../../scheme/reporting-year.ts'
import type { YearlyFigures } from '../../statistics/figure.ts'
import { readAllFigures } from '../../statistics/yearly-figures-store.ts'

/** What this year's letters are held beside: last year's figures, and who had the letters then. */
export type LastLetters = {
  readonly year: ReportingYear
  /** By authority. */
  readonly figures: ReadonlyMap<number, YearlyFigures>
  /** Who was written to, by slug, with the chief executive of that day; null where none was on record. */
  readonly recipients: ReadonlyMap<string, LastRecipient>
}

export type LastRecipient = { readonly chiefExecutive: Pick<OfficeHolder, 'post' | 'person'> | null }

/** The letters of the year before; undefined where that year had none. */
export async function readLastLetters(
  database: Database | Transaction,
  thisYear: ReportingYear,
): Promise<LastLetters | undefined> {
  const year = reportingYear(thisYear - 1)
  const cycle = await findCycle(database, year)
  if (!cycle) return undefined
  const holders = await readOfficeHoldersOn(database, cycle.letterDate)
  const byAuthority = new Map<string, OfficeHolder[]>()
  for (const holder of holders) {
    byAuthority.set(holder.authority, [...(byAuthority.get(holder.authority) ?? []), holder])
  }
  const authorities = new Map(
    (await readAuthorities(database)).map((authority) => [authority.slug, authority]),
  )
  const members = (await readCycleAuthorities(database, year)).filter(({ getsLetter }) => getsLetter)
  return {
    year,
    figures: await readAllFigures(database, year),
    recipients: new Map(
      members.map(({ slug }) => {
        // A closed authority's letter went to the first of its successors.
        const [body] = successorsOn(authorities, slug, cycle.letterDate)
        const holder =
          body && holderOn(byAuthority.get(body.slug) ?? [], body.slug, 'chief-executive', cycle.letterDate)
        return [slug, { chiefExecutive: holder ?? null }]
      }),
    ),
  }
}
