import type { IsoDate } from '../scheme/reporting-year.ts'
import { daysAfter } from './demonstration-cycles.ts'

/** A case decided lately with what was agreed in it, and how far that is. Days are counted from today. */
export type InventedFollowUp = {
  readonly category: string
  readonly subcategory: string
  readonly receivedOn: IsoDate
  readonly decidedOn: IsoDate
  readonly actions: readonly FollowedUpAction[]
}

export type FollowedUpAction = {
  readonly kind: string
  readonly text: string
  readonly amountPence: number | null
  readonly dueOn: IsoDate
  readonly evidenceWanted: string | null
  readonly summary: string | null
  readonly settlement: 'satisfied' | 'not-satisfied' | null
  readonly settlementReason: string | null
  readonly evidence: InventedEvidence | null
}

export type InventedEvidence = {
  readonly text: string
  readonly isComplete: boolean
  readonly sentOn: IsoDate
  /** The one file that came with it: its name, and what it says. */
  readonly fileName: string
  readonly lines: readonly string[]
}

type Sketch = Pick<FollowedUpAction, 'kind' | 'text'> &
  Partial<Omit<FollowedUpAction, 'dueOn' | 'evidence'>> & {
    readonly dueIn: number
    readonly evidence?: Omit<InventedEvidence, 'sentOn'> & { readonly sentIn: number }
  }

const sketches: readonly {
  readonly category: string
  readonly subcategory: string
  readonly decidedIn: number
  readonly actions: readonly Sketch[]
}[] = [
  {
    category: 'benefits-and-tax',
    subcategory: 'Housing benefit',
    decidedIn: -40,
    actions: [
      {
        kind: 'apology',
        text: 'Apologise in writing for the delay in deciding the claim.',
        dueIn: -12,
        settlement: 'satisfied',
      },
      {
        kind: 'payment',
        text: 'Pay £200 for the distress and the time and trouble of chasing an answer.',
        amountPence: 20_000,
        dueIn: -12,
        evidenceWanted: 'a remittance note without bank details.',
      },
    ],
  },
  {
    category: 'planning',
    subcategory: 'Enforcement',
    decidedIn: -80,
    actions: [
      {
        kind: 'procedure',
        text: 'The Council will change its planning enforcement guidance so that people who report a breach are told the outcome in writing.',
        dueIn: 5,
        evidenceWanted: 'the new guidance, and a note of when officers were told.',
        summary:
          'Change the planning enforcement guidance so that people who report a breach are told the outcome',
      },
    ],
  },
  {
    category: 'benefits-and-tax',
    subcategory: 'Council tax',
    decidedIn: -50,
    actions: [
      {
        kind: 'training',
        text: 'Train the council tax team in writing decisions that give reasons.',
        dueIn: 34,
        summary: 'Train the council tax team in writing decisions that give reasons',
      },
    ],
  },
  {
    category: 'housing',
    subcategory: 'Homelessness',
    decidedIn: -30,
    actions: [{ kind: 'reassess', text: 'Reassess the family’s housing priority.', dueIn: 48 }],
  },
  {
    category: 'adult-care',
    subcategory: 'Charging',
    decidedIn: -70,
    actions: [
      {
        kind: 'payment',
        text: 'Pay £350 for the distress, and write off the charge for the first nine weeks.',
        amountPence: 35_000,
        dueIn: -4,
        evidence: {
          text: 'The payment was made and the charge written off. The remittance note is attached.',
          isComplete: true,
          sentIn: -6,
          fileName: 'Remittance note.pdf',
          lines: ['Remittance note', '350.00 pounds paid', 'Charge for weeks 1 to 9 written off'],
        },
      },
      {
        kind: 'information',
        text: 'Tell every family about charges in writing before care begins.',
        dueIn: 20,
        summary: 'Tell every family about charges in writing before care begins',
        evidence: {
          text: 'The leaflet is written; it goes to families from next month.',
          isComplete: false,
          sentIn: -2,
          fileName: 'Leaflet on charges, draft.pdf',
          lines: ['Paying for care', 'What you may have to pay, and when we tell you'],
        },
      },
    ],
  },
  {
    category: 'highways',
    subcategory: 'Parking',
    decidedIn: -120,
    actions: [
      {
        kind: 'procedure',
        text: 'Review how appeals against parking penalties are recorded.',
        dueIn: -40,
        summary: 'Review how appeals against parking penalties are recorded',
        settlement: 'not-satisfied',
        settlementReason: 'The review was asked for three times and has not begun.',
      },
    ],
  },
]

/** None where the reporting year of today is so young that there is no room for them. */
export function inventFollowUps(today: IsoDate, firstDay: IsoDate): readonly InventedFollowUp[] {
  return sketches.flatMap(({ decidedIn, actions, ...subject }): InventedFollowUp[] => {
    const decidedOn = daysAfter(today, decidedIn)
    // Received and decided in a year that no figures count yet.
    if (decidedOn < firstDay) return []
    const receivedOn = laterOf(firstDay, daysAfter(decidedOn, -150))
    return [
      {
        ...subject,
        decidedOn,
        receivedOn,
        actions: actions.map(({ dueIn, evidence, ...action }) => ({
          amountPence: null,
          evidenceWanted: null,
          summary: null,
          settlement: null,
          settlementReason: null,
          ...action,
          dueOn: laterOf(decidedOn, daysAfter(today, dueIn)),
          evidence: evidence
            ? { ...evidence, sentOn: laterOf(decidedOn, daysAfter(today, evidence.sentIn)) }
            : null,
        })),
      },
    ]
  })
}

function laterOf(one: IsoDate, other: IsoDate): IsoDate {
  return one > other ? one : other
}
