/** What a place in a text may give away. */
export type MarkKind =
  | 'name'
  | 'address'
  | 'telephone'
  | 'online'
  | 'reference'
  | 'age-and-place'
  | 'date-of-birth'
  | 'complainant'
  | 'rare'

/** A place in a text that may tell who somebody is. */
export type AnonymityMark = {
  /**
   * "summary", or the numbers of section and paragraph from 0, such as "2.1"; a heading is "2". What the case as a
   * whole may tell stands nowhere in the text: "case".
   */
  readonly place: string
  /** Where in that text it begins and ends, in UTF-16 units. */
  readonly startsAt: number
  readonly endsAt: number
  readonly marked: string
  readonly kind: MarkKind
  /** Why it is marked, as a sentence. */
  readonly why: string
}

/** Every kind as pages call it. */
export const markKindNames: Readonly<Record<MarkKind, string>> = {
  name: 'A name',
  address: 'An address',
  telephone: 'A telephone number',
  online: 'An address on the internet',
  reference: 'A reference number',
  'age-and-place': 'An age with a place',
  'date-of-birth': 'A date of birth',
  complainant: 'From the complainant’s own record',
  rare: 'A rare combination',
}
