import { printDate } from '../scheme/printed-dates.ts'
import type { IsoDate } from '../scheme/reporting-year.ts'
import { groupBy } from '../statistics/grouping.ts'
import { yearUnderReview } from './calibration.ts'
import type { Demonstration } from './demonstration.ts'
import type { SettledCase } from './invented-settlements.ts'
import { inventedStaff } from './invented-staff.ts'
import { random, shuffled } from './random.ts'
import { westmarch } from './yearly-targets.ts'

/** What people have done so far about the year under review. Days are counted back from the one it is loaded on. */
export type InventedReview = {
  readonly calculated: Deed
  readonly opened: Deed
  /** For so many days from now authorities may raise queries. */
  readonly openForDays: number
  readonly wordingApproved: Deed
  /** Written, and approved by nobody yet. */
  readonly paragraph: Deed & { readonly authority: string; readonly text: string }
  readonly held: Deed & { readonly authority: string; readonly reason: string }
  /** How many letters nobody has read yet; every other that can be made is passed. */
  readonly unreadCount: number
  readonly queries: readonly InventedQuery[]
}

/** Who did something, and when: so many days ago, at a time of the day. */
export type Deed = { readonly by: string; readonly daysAgo: number; readonly time: string }

export type InventedQuery = {
  /** Slug. */
  readonly authority: string
  readonly about: { readonly reference: string } | { readonly measure: string }
  readonly text: string
  readonly raised: Deed
  readonly answer: (Deed & { readonly kind: 'declined' | 'explained'; readonly text: string }) | null
}

type Parts = Pick<Demonstration, 'cases' | 'membersUnderReview' | 'authorities'>

/** Two queries wait for an answer, one letter is held, one paragraph waits for approval; the rest is well on its way. */
export function inventReview(seed: number, parts: Parts): InventedReview {
  const members = new Set(
    parts.membersUnderReview.filter(({ getsLetter }) => getsLetter).map(({ authority }) => authority),
  )
  const own = groupBy(
    parts.cases.filter(({ authority }) => members.has(authority)),
    ({ authority }) => authority,
  )
  const failing = failuresOf(own)
  const [mostFailing] = failing.filter(({ authority }) => authority !== westmarch.slug)
  if (!mostFailing) throw new Error('nobody but one county failed to comply in the year under review')
  return {
    calculated: { by: inventedStaff.statistician, daysAgo: 18, time: '10:12' },
    opened: { by: inventedStaff.statistician, daysAgo: 11, time: '09:05' },
    openForDays: 12,
    wordingApproved: { by: inventedStaff.approver, daysAgo: 13, time: '15:40' },
    paragraph: {
      authority: westmarch.slug,
      text: 'Last year I asked you about two agreed actions that had not been carried out. This year there is one again. I would like to hear from you by the end of next month how you make sure that what is agreed is done.',
      by: inventedStaff.investigator,
      daysAgo: 6,
      time: '16:25',
    },
    held: {
      authority: mostFailing.authority,
      reason: `${mostFailing.count} agreed actions were not carried out in one year. The compliance officer is asking why; the letter waits for the answer.`,
      by: inventedStaff.secondApprover,
      daysAgo: 4,
      time: '11:30',
    },
    unreadCount: 18,
    queries: [...openQueries(own, parts.authorities), ...answeredQueries(seed, own)],
  }
}

/** How often each failed to comply in the year, the most first. */
function failuresOf(own: ReadonlyMap<string, readonly SettledCase[]>) {
  return [...own]
    .map(([authority, cases]) => ({ authority, count: cases.filter(isFailure).length }))
    .filter(({ count }) => count > 0)
    .toSorted((one, other) => other.count - one.count || (one.authority < other.authority ? -1 : 1))
}

function isFailure({ complianceRecordedOn, complianceOutcome }: SettledCase): boolean {
  return isInYear(complianceRecordedOn) && complianceOutcome === 'not-satisfied'
}

/** One about a case of the county, one about a figure of a district with few cases. */
function openQueries(
  own: ReadonlyMap<string, readonly SettledCase[]>,
  authorities: Demonstration['authorities'],
): InventedQuery[] {
  const failure = own.get(westmarch.slug)?.find(isFailure)
  const district = failuresOf(own).findLast(({ authority }) =>
    authorities.some(({ slug, kind }) => slug === authority && kind === 'district'),
  )
  if (!failure || !district) throw new Error('nothing of the year under review is there to be queried')
  return [
    {
      authority: westmarch.slug,
      about: { reference: failure.reference },
      text: 'This case is counted as one in which we did not do what was agreed. We did, and sent the evidence; it may have been filed with another case. Please look again.',
      raised: { by: officerOf(westmarch.slug), daysAgo: 9, time: '14:20' },
      answer: null,
    },
    {
      authority: district.authority,
      about: { measure: 'compliance' },
      text: 'You count one case in which we did not do what was agreed. We know of no such case and ask which one it is, and what is missing.',
      raised: { by: officerOf(district.authority), daysAgo: 3, time: '10:45' },
      answer: null,
    },
  ]
}

type QueryForm = {
  readonly suits: (candidate: SettledCase) => boolean
  readonly measure?: string
  readonly text: (about: SettledCase) => string
  readonly kind: 'declined' | 'explained'
  readonly answer: (about: SettledCase) => string
}

const forms: readonly QueryForm[] = [
  {
    suits: ({ decidedOn, outcome }) => isInYear(decidedOn) && outcome === 'closed-after-initial-enquiries',
    text: () => 'We cannot find this complaint in our records. Is it really about us?',
    kind: 'explained',
    answer: ({ receivedOn }) =>
      `It is. It reached us on ${printDate(receivedOn)}, and as we did not investigate it we made no enquiries of you.`,
  },
  {
    suits: ({ decidedOn, isRemediedBefore }) => isInYear(decidedOn) && isRemediedBefore === false,
    text: () =>
      'We had offered a remedy before the complaint reached you. It should count as a satisfactory remedy.',
    kind: 'declined',
    answer: () =>
      'You had made an offer, but we asked for more than that. Only an offer that we agreed was enough is counted.',
  },
  {
    suits: ({ complianceRecordedOn, complianceOutcome }) =>
      isInYear(complianceRecordedOn) && complianceOutcome === 'satisfied-late',
    text: () => 'We had asked for more time and were given it, so this was not late.',
    kind: 'declined',
    answer: ({ remedyDueOn }) =>
      `We find no agreement to a later day than ${printDate(remedyDueOn ?? '')}. It counts as carried out all the same; that it was late is counted by itself.`,
  },
  {
    suits: ({ decidedOn, outcome }) => isInYear(decidedOn) && outcome === 'upheld',
    text: () => 'We do not accept that there was fault, and said so when we commented on the draft.',
    kind: 'declined',
    answer: () =>
      'What you said was considered before the decision was made. A query cannot change a decision; you may ask for a review of it.',
  },
  {
    suits: ({ receivedOn }) => isInYear(receivedOn),
    measure: 'received',
    text: () => 'We count fewer complaints about us than you say you received.',
    kind: 'explained',
    answer: () =>
      'Ours include those that came too early and that we sent back to you, and those that we could not consider at all. Your list has each of them.',
  },
  {
    suits: ({ decidedOn, outcome }) => isInYear(decidedOn) && outcome === 'upheld',
    measure: 'upheld-per-100000',
    text: () => 'The number of residents is not the one that we use ourselves.',
    kind: 'explained',
    answer: () =>
      'Every rate counts the same estimate of the Office for National Statistics, which the page of the figure names, so that councils can be set beside one another.',
  },
]

const answeredCount = 16

/** Each about another authority; forms take turns. */
function answeredQueries(seed: number, own: ReadonlyMap<string, readonly SettledCase[]>): InventedQuery[] {
  const chance = random(seed, 'queries under review')
  const queries: InventedQuery[] = []
  for (const authority of shuffled(chance, [...own.keys()].toSorted())) {
    const form = forms[queries.length % forms.length]
    const about = form && own.get(authority)?.find(form.suits)
    if (!form || !about || authority === westmarch.slug) continue
    const raisedDaysAgo = chance.between(5, 10)
    queries.push({
      authority,
      about: form.measure === undefined ? { reference: about.reference } : { measure: form.measure },
      text: form.text(about),
      raised: { by: officerOf(authority), daysAgo: raisedDaysAgo, time: `${chance.between(10, 16)}:15` },
      answer: {
        kind: form.kind,
        text: form.answer(about),
        by: queries.length % 2 === 0 ? inventedStaff.statistician : inventedStaff.investigator,
        daysAgo: raisedDaysAgo - chance.between(1, 4),
        time: `${chance.between(10, 16)}:40`,
      },
    })
    if (queries.length === answeredCount) break
  }
  return queries
}

/** The address of an invented authority's link officer, who can be reached by nobody. */
function officerOf(slug: string): string {
  return `link.officer@${slug}.example`
}

function isInYear(day: IsoDate | null): boolean {
  return day !== null && day >= `${yearUnderReview}-04-01` && day <= `${yearUnderReview + 1}-03-31`
}
