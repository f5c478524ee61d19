import { decisions, improvements, reports } from '../downloads/casework-data-store.ts'
import { corrections } from '../downloads/correction-data-store.ts'
import type { DataSet } from '../downloads/data-set-store.ts'
import { averages, counts, figures, measures } from '../downloads/figure-data-store.ts'
import { authorities, letters, reviews, revisions, years } from '../downloads/release-data-store.ts'
import type { ParameterName } from './api-parameters.ts'

/** A list of the API, and how one record of it is addressed where it has an address of its own. */
export type Resource = {
  readonly set: DataSet
  /** By what the list can be narrowed. */
  readonly filters: readonly ParameterName[]
  /** The parts of a record's address after the list's; undefined where records have none. */
  readonly recordAt?: readonly ParameterName[]
  /** What one record may be asked for besides its address. */
  readonly recordBy?: readonly ParameterName[]
}

/** Every list there is, in the order of the reference. */
export const resources: readonly Resource[] = [
  { set: authorities, filters: ['kind', 'region'], recordAt: ['authority'] },
  { set: years, filters: [], recordAt: ['year'] },
  { set: measures, filters: [], recordAt: ['measure'] },
  {
    set: figures,
    filters: ['authority', 'year', 'measure', 'group', 'kind', 'region'],
    recordAt: ['authority', 'year', 'measure'],
    recordBy: ['revision'],
  },
  { set: counts, filters: ['authority', 'year', 'kind', 'region'] },
  { set: averages, filters: ['year', 'measure', 'group'] },
  {
    set: decisions,
    filters: ['q', 'authority', 'year', 'kind', 'region', 'category', 'subcategory', 'outcome', 'remedy'],
    recordAt: ['authority', 'reference'],
  },
  {
    set: improvements,
    filters: ['authority', 'year', 'kind', 'region', 'category', 'subcategory', 'state'],
  },
  { set: reports, filters: ['authority', 'kind', 'region'], recordAt: ['report'] },
  { set: letters, filters: ['authority', 'year', 'kind', 'region'] },
  { set: reviews, filters: ['year'] },
  { set: revisions, filters: ['year'] },
  { set: corrections, filters: ['authority', 'year', 'measure', 'kind', 'region'] },
]
