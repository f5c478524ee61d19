import { decisions, improvements, reports } from './casework-data-store.ts'
import { corrections } from './correction-data-store.ts'
import type { DataSet } from './data-set-store.ts'
import { dictionaryOf } from './dictionary-store.ts'
import { averages, counts, figures, measures } from './figure-data-store.ts'
import { authorities, letters, reviews, revisions, years } from './release-data-store.ts'

/** What is published, in the order of the page. */
export const published: readonly DataSet[] = [
  figures,
  counts,
  averages,
  measures,
  authorities,
  decisions,
  improvements,
  reports,
  letters,
  reviews,
  years,
  revisions,
  corrections,
]

export const dictionary = dictionaryOf(published)
export const dataSets: readonly DataSet[] = [...published, dictionary]
