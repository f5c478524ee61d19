import type { KnownAuthority } from '../../authorities/authority.ts'
import { readAuthorities } from '../../authorities/authority-store.ts'
import type { Database } from '../../database/connection.ts'
import type { ReportingYear } from '../../scheme/reporting-year.ts'
import type { YearlyFigures } from '../../statistics/figure.ts'
import { readAllFigures } from '../../statistics/yearly-figures-store.ts'
import type { KeptByState } from './kept-reads.ts'
import { type PublishedCycle, readPublishedCycles } from './published-cycle-store.ts'

/** The connection of the public site, and what is kept of it. */
export type Source = { readonly database: Database; readonly keptByState: KeptByState }

/** The whole register, which nearly every page needs. */
export function sharedAuthorities({ database, keptByState }: Source): Promise<readonly KnownAuthority[]> {
  return keptByState('authorities', () => readAuthorities(database))
}

/** The years that are public, newest first. */
export function sharedCycles({ database, keptByState }: Source): Promise<readonly PublishedCycle[]> {
  return keptByState('cycles', () => readPublishedCycles(database))
}

/** The figures of everybody in one year. */
export function sharedFigures(
  { database, keptByState }: Source,
  year: ReportingYear,
): Promise<ReadonlyMap<number, YearlyFigures>> {
  return keptByState(`figures ${year}`, () => readAllFigures(database, year))
}
