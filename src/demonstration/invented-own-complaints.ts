import { type WorkingCalendar, workingDaysAfter } from '../handling-code/clock/working-calendar.ts'
import type { OwnComplaint, OwnStage } from '../handling-code/own-complaints/own-complaint.ts'
import { daysAfter, daysBetween } from '../scheme/calendar-days.ts'
import type { IsoDate } from '../scheme/reporting-year.ts'
import type { Scheme } from '../scheme/scheme.ts'
import { type Random, random } from './random.ts'

type Matter = {
  readonly category: string
  readonly service: string
  readonly weight: number
  /** Where there are two tiers of councils, which one it is about; left out where it is about either. */
  readonly tier?: 'upper' | 'lower'
  readonly process?: string
  readonly definitions: readonly [string, ...string[]]
  readonly lessons: readonly [string, ...string[]]
}

const allMatters: readonly Matter[] = [
  {
    category: 'Waste and recycling',
    service: 'Street scene',
    weight: 26,
    tier: 'lower',
    definitions: [
      'Missed collections of the food bin for three weeks, although each was reported.',
      'An assisted collection that had been agreed was not carried out.',
      'The replacement of a damaged bin was promised twice and did not come.',
      'Crews left waste in the road and did not come back for it.',
    ],
    lessons: [
      'Repeated reports from one address now reach the crew’s supervisor the same day.',
      'The list of assisted collections is checked each quarter.',
    ],
  },
  {
    category: 'Council tax and benefits',
    service: 'Revenues',
    weight: 20,
    tier: 'lower',
    definitions: [
      'A reminder was sent although the direct debit had been set up.',
      'A change of address was not recorded, and a bill went to the old one.',
      'The single person discount was removed without a letter.',
      'Delay in deciding a claim for housing benefit.',
    ],
    lessons: ['Reminders are held for ten days after a direct debit is set up.'],
  },
  {
    category: 'Housing repairs',
    service: 'Homes',
    weight: 18,
    tier: 'lower',
    definitions: [
      'A leak in the kitchen was reported four times before anybody came.',
      'An appointment was missed twice without notice.',
      'Mould in a bedroom came back after it was painted over.',
    ],
    lessons: ['Missed appointments are rebooked by the contractor on the same day, and counted.'],
  },
  {
    category: 'Planning',
    service: 'Development management',
    weight: 12,
    tier: 'lower',
    definitions: [
      'A neighbour was not told of an application next door.',
      'No answer to a report of building without permission for two months.',
      'Objections that had been sent in time were not in the officer’s report.',
    ],
    lessons: ['Reports list every objection by its date of receipt.'],
  },
  {
    category: 'Highways and parking',
    service: 'Highways',
    weight: 14,
    tier: 'upper',
    definitions: [
      'A pothole that had been reported was repaired after five months.',
      'A penalty notice was upheld although the permit was valid.',
      'A street light outside a care home was dark for six weeks.',
    ],
    lessons: ['Permits are looked up before a challenge is answered.'],
  },
  {
    category: 'School transport',
    service: 'Children and learning',
    weight: 6,
    tier: 'upper',
    definitions: [
      'The taxi to school did not come on four mornings.',
      'A bus pass that had been granted came five weeks into term.',
    ],
    lessons: ['Passes are sent before the term begins, and counted.'],
  },
  {
    category: 'Customer contact',
    service: 'Customer services',
    weight: 8,
    definitions: [
      'Calls were not returned although it was promised three times.',
      'A letter was answered with a text that did not concern it.',
    ],
    lessons: ['Promised calls are in the diary of whoever promised them.'],
  },
  {
    category: 'Adult social care',
    service: 'Adults and communities',
    weight: 5,
    tier: 'upper',
    process: 'adult-social-care',
    definitions: ['Charges for home care began before they had been explained.'],
    lessons: ['Charges are explained in writing before care begins.'],
  },
  {
    category: 'Children’s social care',
    service: 'Children and learning',
    weight: 3,
    tier: 'upper',
    process: 'childrens-social-care',
    definitions: ['Minutes of a meeting were sent late and had mistakes.'],
    lessons: ['Minutes are checked by a second person.'],
  },
]

/** What people complain about to a council of a kind: a county empties no bins, and a district mends no roads. */
function mattersOf(kind: string): readonly Matter[] {
  const other = { county: 'lower', district: 'upper' }[kind]
  return allMatters.filter(({ tier }) => tier === undefined || tier !== other)
}

/** How an invented council deals with its complaints: of a hundred, so many late, extended, and so on. */
export type OwnHabits = { readonly latePercent: number; readonly extendedPercent: number }

/** Complaints as an invented council's own system would have them, received from one day to another, as of that one. */
export function inventOwnComplaints(
  scheme: Scheme,
  calendar: WorkingCalendar,
  {
    seed,
    slug,
    kind,
    count,
    habits,
  }: {
    readonly seed: number
    readonly slug: string
    readonly kind: string
    readonly count: number
    readonly habits: OwnHabits
  },
  from: IsoDate,
  today: IsoDate,
): readonly OwnComplaint[] {
  const chance = random(seed, `own complaints of ${slug}`)
  const matters = mattersOf(kind)
  const span = daysBetween(from, today)
  const days = Array.from({ length: count }, () => daysAfter(from, chance.between(0, span))).sort()
  const made = days.map((day, index) => {
    const matter = pickMatter(chance, matters)
    // Most come on a working day, and some at weekends and at night.
    const workingDay = workingDaysAfter(calendar, daysAfter(day, -1), 1)
    const receivedOn = chance.unit() < 0.9 && workingDay <= today ? workingDay : day
    const receivedTime = `${String(chance.between(7, 21)).padStart(2, '0')}:${String(chance.between(0, 59)).padStart(2, '0')}`
    return inventOne(
      { scheme, calendar, chance, habits, today },
      matter,
      `C-${String(index + 10_001)}`,
      receivedOn,
      receivedTime,
    )
  })
  return [...made, ...stragglers(calendar, matters, today, count)]
}

/** What somebody ought to see to, whenever the demonstration is looked at: how many working days ago it was received, and acknowledged. */
const straggling = [
  { received: 24, acknowledged: 22 },
  { received: 14, acknowledged: 13 },
  { received: 9, acknowledged: null },
  { received: 12, acknowledged: 9 },
  { received: 11, acknowledged: 8 },
  { received: 4, acknowledged: null },
] as const

function stragglers(
  calendar: WorkingCalendar,
  matters: readonly Matter[],
  today: IsoDate,
  count: number,
): readonly OwnComplaint[] {
  const withClock = matters.filter(({ process }) => process === undefined)
  const past = calendar.workingDays.filter((day) => day <= today)
  const ago = (days: number) => past.at(-1 - days) ?? today
  return straggling.map(({ received, acknowledged }, index) => {
    const { category, service, definitions } = existing(withClock[index % withClock.length])
    const stage = nothingOf(ago(received), '10:15')
    return {
      reference: `C-${10_001 + count + index}`,
      definition: definitions[0],
      category,
      service,
      statutoryProcess: null,
      refusal: null,
      remedies: [],
      learning: null,
      stages: [acknowledged === null ? stage : { ...stage, acknowledgedOn: ago(acknowledged) }],
    }
  })
}

type Settings = {
  readonly scheme: Scheme
  readonly calendar: WorkingCalendar
  readonly chance: Random
  readonly habits: OwnHabits
  readonly today: IsoDate
}

function inventOne(
  settings: Settings,
  { category, service, process, definitions, lessons }: Matter,
  reference: string,
  receivedOn: IsoDate,
  receivedTime: string,
): OwnComplaint {
  const { scheme, calendar, chance, today } = settings
  const { refusalGrounds } = scheme.ownComplaints
  const base = {
    reference,
    definition: pick(chance, definitions),
    category,
    service,
    statutoryProcess: process ?? null,
  }
  const refusedOn = workingDaysAfter(calendar, receivedOn, chance.between(2, 8))
  if (process === undefined && chance.unit() < 0.04 && refusedOn <= today) {
    const stage = {
      ...nothingOf(receivedOn, receivedTime),
      acknowledgedOn: workingDaysAfter(calendar, receivedOn, 1),
    }
    const ground = refusalGrounds[chance.between(0, refusalGrounds.length - 1)]?.code ?? ''
    return { ...base, refusal: { on: refusedOn, ground }, remedies: [], learning: null, stages: [stage] }
  }
  const first = inventStage(settings, receivedOn, receivedTime, 1)
  const asksOn = first.answeredOn && workingDaysAfter(calendar, first.answeredOn, chance.between(2, 25))
  const goesOn = chance.unit() < 0.14 && process === undefined && first.outcome !== 'withdrawn'
  const second = goesOn && asksOn && asksOn <= today ? inventStage(settings, asksOn, '11:30', 2) : undefined
  const isUpheld = [first.outcome, second?.outcome].some(
    (outcome) => outcome === 'upheld' || outcome === 'partly-upheld',
  )
  return {
    ...base,
    refusal: null,
    remedies: isUpheld ? remediesOf(settings) : [],
    learning: isUpheld && chance.unit() < 0.35 ? pick(chance, lessons) : null,
    stages: second ? [first, second] : [first],
  }
}

function inventStage(
  { scheme, calendar, chance, habits, today }: Settings,
  receivedOn: IsoDate,
  receivedTime: string,
  number: 1 | 2,
): OwnStage {
  const times = scheme.ownComplaints.stages[number - 1] ?? scheme.ownComplaints.stages[0]
  const begun = nothingOf(receivedOn, receivedTime)
  const isLateToBegin = chance.between(1, 100) <= habits.latePercent / 2
  const acknowledgedOn = workingDaysAfter(
    calendar,
    receivedOn,
    isLateToBegin ? chance.between(6, 9) : chance.between(2, scheme.ownComplaints.acknowledgeWithin - 1),
  )
  if (acknowledgedOn > today) return begun
  const acknowledged = { ...begun, acknowledgedOn }
  const draw = chance.between(1, 100)
  const answerBy = workingDaysAfter(calendar, acknowledgedOn, times.answerWithin)
  if (draw <= habits.extendedPercent) {
    const toldOn = workingDaysAfter(calendar, acknowledgedOn, chance.between(4, times.answerWithin))
    if (toldOn > today) return acknowledged
    const untilOn = workingDaysAfter(calendar, answerBy, chance.between(3, times.extendableBy))
    const reason = pick(chance, extensionReasons)
    const answeredOn = workingDaysAfter(calendar, answerBy, chance.between(1, 4))
    return answered({ ...acknowledged, extension: { untilOn, reason, toldOn } }, answeredOn, today, chance)
  }
  const isLate = draw <= habits.extendedPercent + habits.latePercent
  const answeredOn = isLate
    ? workingDaysAfter(calendar, answerBy, chance.between(2, 25))
    : workingDaysAfter(calendar, acknowledgedOn, chance.between(6, times.answerWithin))
  return answered(acknowledged, answeredOn, today, chance)
}

function answered(stage: OwnStage, answeredOn: IsoDate, today: IsoDate, chance: Random): OwnStage {
  if (answeredOn > today) return stage
  const draw = chance.between(1, 100)
  const outcome =
    draw <= 34 ? 'upheld' : draw <= 56 ? 'partly-upheld' : draw <= 97 ? 'not-upheld' : 'withdrawn'
  return { ...stage, answeredOn, outcome }
}

function nothingOf(receivedOn: IsoDate, receivedTime: string): OwnStage {
  return { receivedOn, receivedTime, acknowledgedOn: null, answeredOn: null, outcome: null, extension: null }
}

const extensionReasons = [
  'Records have to come from a contractor.',
  'Somebody who was there is away until next week.',
  'The site has to be inspected first.',
] as const

function remediesOf({ scheme, chance }: Settings): readonly string[] {
  const wanted = new Set([
    'apology',
    ...(chance.unit() < 0.5 ? ['action'] : []),
    ...(chance.unit() < 0.15 ? ['payment'] : []),
  ])
  return scheme.ownComplaints.remedies.flatMap(({ code }) => (wanted.has(code) ? [code] : []))
}

function pickMatter(chance: Random, matters: readonly Matter[]): Matter {
  let left = chance.between(
    1,
    matters.reduce((sum, { weight }) => sum + weight, 0),
  )
  return existing(
    matters.find(({ weight }) => {
      left -= weight
      return left <= 0
    }),
  )
}

function existing(matter: Matter | undefined): Matter {
  if (matter === undefined) throw new Error('there is nothing that anybody complains about')
  return matter
}

function pick(chance: Random, [first, ...others]: readonly [string, ...string[]]): string {
  return [first, ...others][chance.between(0, others.length)] ?? first
}
