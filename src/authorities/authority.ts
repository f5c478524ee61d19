import type { IsoDate } from '../scheme/reporting-year.ts'

declare const authorityIdBrand: unique symbol

/** The database's own number for an authority. People and files use the slug. */
export type AuthorityId = number & { readonly [authorityIdBrand]: true }

export function authorityId(value: number): AuthorityId {
  if (!Number.isSafeInteger(value) || value < 1) throw new Error(`${value} is no authority's number`)
  return value as AuthorityId
}

/** What is known about a body in jurisdiction, as the register states it. */
export type Authority = {
  /** The short name as it stands in addresses: `bassetlaw`. Never changes. */
  readonly slug: string
  readonly officialName: string
  readonly shortName: string
  readonly gssCode: string | null
  /** One of the scheme's kinds of authority. */
  readonly kind: string
  readonly region: string | null
  /** The slug of the county council that serves the same area, for a district. */
  readonly county: string | null
  /** Null where the body began before the register's first cycle. */
  readonly startsOn: IsoDate | null
  /** The last day on which the body existed. */
  readonly endsOn: IsoDate | null
  readonly centre: Place | null
  /** Slugs of the bodies that took over its work. */
  readonly successors: readonly string[]
  /** Other spellings in use today. */
  readonly otherNames: readonly string[]
  /** Names and codes it had before. */
  readonly formerNames: readonly string[]
}

export type Place = { readonly longitude: number; readonly latitude: number }

/** An authority as one installation keeps it. */
export type KnownAuthority = Authority & { readonly id: AuthorityId; readonly isInvented: boolean }

export type PopulationEstimate = {
  /** Slug of the authority. */
  readonly authority: string
  /** The estimate is for the middle of this calendar year. */
  readonly year: number
  /** The newest year in the publication the estimate was taken from: `mid-2023`. */
  readonly release: string
  readonly residents: number
}

export type BankHoliday = { readonly date: IsoDate; readonly name: string }

/** Whether the body existed on that day. */
export function existedOn(authority: Pick<Authority, 'startsOn' | 'endsOn'>, date: IsoDate): boolean {
  return (
    (authority.startsOn === null || authority.startsOn <= date) &&
    (authority.endsOn === null || authority.endsOn >= date)
  )
}
