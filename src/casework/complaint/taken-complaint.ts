import { readDate } from '../../authorities/written-date.ts'
import { printDate } from '../../scheme/printed-dates.ts'
import type { IsoDate } from '../../scheme/reporting-year.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import type { AuthorityLookup, NamedAuthority } from '../import/authority-lookup.ts'
import {
  type Complainant,
  type ComplainantField,
  complainantFields,
  readComplainant,
  type TypedComplainant,
} from './complainant.ts'
import { type FieldProblem, longestText, textProblems } from './written-text.ts'

/** A complaint as it is taken here. */
export type TakenComplaint = {
  readonly authority: NamedAuthority
  readonly category: string
  readonly subcategory: string | null
  readonly receivedOn: IsoDate
  /** What the authority calls the same case, and the service it concerns. */
  readonly authorityReference: string | null
  readonly authorityService: string | null
  readonly text: string
  readonly complainant: Complainant
}

export const complaintFields = [
  'authority',
  'category',
  'subcategory',
  'receivedOn',
  'authorityReference',
  'authorityService',
  'text',
] as const
export type TypedComplaint = Readonly<Record<(typeof complaintFields)[number] | ComplainantField, string>>

export type ComplaintReading =
  | { readonly ok: true; readonly complaint: TakenComplaint }
  | { readonly ok: false; readonly problems: readonly FieldProblem[] }

/** What the authority's own words for a case may be. */
const longestAuthorityReference = 100
const longestAuthorityService = 200
const longestSubcategory = 200

/** Reads a complaint that somebody takes, or says all that is wrong with what they typed. */
export function readTakenComplaint(
  typed: TypedComplaint,
  {
    scheme,
    authorities,
    today,
  }: { readonly scheme: Scheme; readonly authorities: AuthorityLookup; readonly today: IsoDate },
): ComplaintReading {
  const problems: FieldProblem[] = []
  const refuse = (field: string, reason: string) => {
    problems.push({ field, reason })
    return null
  }
  const authority = authorityIn()
  const category = scheme.categories.find(({ code }) => code === typed.category)
  if (category === undefined) refuse('category', 'Choose what the complaint is about.')
  const receivedOn = receivedIn()
  problems.push(
    ...textProblems('subcategory', typed.subcategory, { longest: longestSubcategory }),
    ...authorityWordsProblems(typed),
    ...textProblems('text', typed.text, {
      ifMissing: 'Write what the complaint is, in plain words and without names.',
      longest: longestText,
    }),
  )
  const person = readComplainant(complainantTyped(typed))
  if (!person.ok) problems.push(...person.problems)
  if (problems.length > 0 || authority === null || !category || receivedOn === null || !person.ok) {
    return { ok: false, problems }
  }
  return {
    ok: true,
    complaint: {
      authority,
      category: category.code,
      subcategory: typed.subcategory || null,
      receivedOn,
      authorityReference: typed.authorityReference || null,
      authorityService: typed.authorityService || null,
      text: typed.text,
      complainant: person.complainant,
    },
  }

  function authorityIn(): NamedAuthority | null {
    if (typed.authority === '') return refuse('authority', 'Write the name of the authority.')
    const found = authorities.find(typed.authority)
    if (found.kind === 'known') return found.authority
    if (found.kind === 'ambiguous') {
      return refuse('authority', `This may be ${found.names.join(' or ')}. Write the official name.`)
    }
    const nearest = found.nearest === undefined ? '' : ` The nearest known is ${found.nearest}.`
    return refuse('authority', `There is no authority “${typed.authority}”.${nearest}`)
  }

  function receivedIn(): IsoDate | null {
    if (typed.receivedOn === '') return refuse('receivedOn', 'Write the day on which it was received.')
    const read = readDate(typed.receivedOn)
    if (!read.ok) return refuse('receivedOn', `${read.problem}. ${read.advice}`)
    if (read.date > today) {
      return refuse('receivedOn', `${printDate(read.date)} is not yet over. Write the day it was received.`)
    }
    const startsOn = authority?.startsOn ?? null
    if (startsOn !== null && read.date < startsOn) {
      return refuse(
        'receivedOn',
        `${authority?.officialName} began on ${printDate(startsOn)}. Correct the day or the authority.`,
      )
    }
    return read.date
  }
}

/** Whatever is wrong with what the authority calls a case and its service. */
export function authorityWordsProblems(
  typed: Pick<TypedComplaint, 'authorityReference' | 'authorityService'>,
): readonly FieldProblem[] {
  return [
    ...textProblems('authorityReference', typed.authorityReference, { longest: longestAuthorityReference }),
    ...textProblems('authorityService', typed.authorityService, { longest: longestAuthorityService }),
  ]
}

function complainantTyped(typed: TypedComplaint): TypedComplainant {
  return Object.fromEntries(complainantFields.map((field) => [field, typed[field]])) as TypedComplainant
}
