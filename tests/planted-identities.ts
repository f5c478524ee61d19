import { mattersOf } from '../src/demonstration/complaint-subjects.ts'
import { inventStatement, type StatementSection } from '../src/demonstration/invented-statements.ts'
import { type Random, random } from '../src/demonstration/random.ts'
import { ombudsmanForEngland as scheme } from '../src/scheme/ombudsman-for-england.ts'

/** Something in a statement that tells who somebody is, or helps to. */
export type PlantedIdentity = {
  readonly kind: PlantedKind
  /** "summary", or the numbers of section and paragraph from 0, such as "2.1". */
  readonly place: string
  readonly startsAt: number
  readonly endsAt: number
  readonly text: string
}

export type PlantedKind = keyof typeof plantedSentences

/** A statement with everything in it that should not be there, and the record of its complainant. */
export type PlantedStatement = {
  readonly summary: string
  readonly sections: readonly StatementSection[]
  readonly planted: readonly PlantedIdentity[]
  readonly record: {
    readonly name: string
    readonly address: string
    readonly email: string
    readonly telephone: string
  }
}

/**
 * Statements as the demonstration writes them, with sentences worked in that give people away in one of many shapes,
 * and with as many others full of capitals, numbers and dates that give nobody away. Written without regard to how the
 * check works, which must find the first and leave the second. `leakShare` of the sentences give somebody away.
 */
export function plantIdentities(seed: number, count: number, leakShare = 0.5): readonly PlantedStatement[] {
  const chance = random(seed, 'planted identities')
  return Array.from({ length: count }, (_, index) => plantOne(chance, seed, index, leakShare))
}

function plantOne(chance: Random, seed: number, index: number, leakShare: number): PlantedStatement {
  const record = inventRecord(chance)
  const outcome = pick(chance, ['upheld', 'not-upheld', 'closed-after-initial-enquiries'])
  const { code } = pick(chance, scheme.categories)
  const subcategory = code === 'other' ? null : pick(chance, mattersOf(code)).value
  const { summary, sections } = inventStatement(seed, {
    ...{ bodyNoun: 'the Council', category: code, subcategory, outcome },
    reference: `23 ${String(index)
      .padStart(6, '0')
      .replace(/(\d{3})$/, ' $1')}`,
    ...{ receivedOn: '2023-05-02', decidedOn: '2023-11-14', isRemediedBefore: false },
    stageReached: 'investigation',
    recommendations: outcome === 'upheld' ? [{ kind: 'apology', dueOn: '2023-12-12', summary: null }] : [],
  })
  const texts = new Map([['summary', summary]])
  sections.forEach(({ paragraphs }, section) => {
    paragraphs.forEach((text, paragraph) => {
      texts.set(`${section}.${paragraph}`, text)
    })
  })
  const planted: PlantedIdentity[] = []
  const free = [...texts.keys()]
  const worked = chance.between(2, 8)
  for (let one = 0; one < worked && free.length > 0; one += 1) {
    const place = free.splice(chance.between(0, free.length - 1), 1)[0] ?? 'summary'
    const before = texts.get(place) ?? ''
    const isLeak = chance.unit() < leakShare
    const kind = pick(chance, kinds)
    const sentence = isLeak
      ? fill(chance, pick(chance, plantedSentences[kind]), record)
      : plain(pick(chance, harmless))
    const isFirst = chance.unit() < 0.3
    const offset = isFirst ? 0 : before.length + 1
    texts.set(place, isFirst ? `${sentence.text} ${before}` : `${before} ${sentence.text}`)
    for (const { startsAt, endsAt } of sentence.marked) {
      const text = sentence.text.slice(startsAt, endsAt)
      planted.push({ kind, place, startsAt: startsAt + offset, endsAt: endsAt + offset, text })
    }
  }
  return {
    summary: texts.get('summary') ?? '',
    sections: sections.map(({ heading, paragraphs }, section) => ({
      heading,
      paragraphs: paragraphs.map((_, paragraph) => texts.get(`${section}.${paragraph}`) ?? ''),
    })),
    planted,
    record,
  }
}

/** In [[ ]] what gives somebody away; in { } what chance fills in. */
const plantedSentences = {
  name: [
    'She was told by [[{given} {family}]] that nothing could be done.',
    'The social worker, [[{given}]], did not return the call.',
    'Her son [[{given}]] has autism and attends a special school.',
    '[[{given} {family}]] complained that the fence was taken down.',
    'An officer, [[Mr {family}]], visited on two occasions.',
    'The notes record that [[Dr {family}]] advised against the move.',
    'It was [[{given}’s]] second school in a year.',
    'The daughter, [[{given}]], and her brother, [[{given}]], were placed together.',
    'The letter was signed “[[{given} {family}]], Team Manager”.',
    'I spoke to [[Councillor {family}]], who confirmed this.',
    'The tenancy was in the names of [[{given} and {given} {family}]].',
    'He asked for [[Nurse {family}]] to be present.',
    'The estate of the late [[{given} {family}]] was valued twice.',
    'In her reply [[{given}]] wrote that she was sorry.',
    'The panel heard from [[Ms {family}-{family}]] on the last day.',
    'The file note reads: “[[{upper}]] rang again, very upset”.',
    'This was later put right by [[{initial}. {family}]].',
    'The neighbours, [[the {family}s]], objected as well.',
    'His grandmother, [[Mrs {given} {family}]], offered to care for him.',
    'The application was made through [[{given} {family} & Sons]].',
  ],
  address: [
    'The works took place at [[{number} {street}]].',
    'The family moved to [[Flat {number}, {house} House, {street}]] in the spring.',
    'The property is at [[{number} {street}, {town}, {postcode}]].',
    'Letters went to [[{postcode}]] although he had moved.',
    'She lives in [[{street}]], opposite the site.',
    'The site is the land behind [[{house} Cottage, {street}]].',
    'Bins were missed at [[{number}a {street}]] for six weeks.',
    'The address on file was [[{number}-{number} {street}]].',
    'The post code [[{postcodelower}]] was entered wrongly.',
  ],
  telephone: [
    'He was told to ring [[{mobile}]].',
    'Calls from [[{landline}]] were not logged.',
    'The number given was [[{international}]].',
    'The officer left [[{dotted}]] as a number to call back.',
    'A text message came from [[{mobilejoined}]].',
  ],
  email: [
    'She wrote to [[{mail}]] three times.',
    'The complaint was sent from [[{mail}]] on a Sunday.',
    'The address [[{spelledmail}]] was not known to the Council.',
    'He copied in [[{mailupper}]] by mistake.',
  ],
  reference: [
    'The Council’s reference was [[{councilref}]].',
    'The planning application [[{planningref}]] was approved.',
    'His National Insurance number, [[{nino}]], was quoted in full.',
    'Her NHS number is [[{nhs}]].',
    'The council tax account [[{account}]] was in arrears.',
    'The penalty charge notice [[{pcn}]] was cancelled.',
    'The car, registration [[{plate}]], was removed.',
    'We dealt with this before under [[{ourref}]].',
    'The money went to sort code [[{sortcode}]].',
  ],
  age: [
    'Her father is [[86 and lives in {town}]].',
    'The complainant is [[a 93-year-old widow in {town}]].',
    'The boy, [[aged 11, of {town}]], was out of school.',
    'He is [[a 47 year old taxi driver from {town}]].',
    'She was born on [[{birth}]].',
    'The twins’ date of birth is [[{birthshort}]].',
  ],
  record: [
    'As [[{recordgiven}]] explained on the telephone, the letter came late.',
    'The matter was raised by [[{recordfamily}]] at the first stage.',
    'The officer wrote to [[{recordname}]] twice.',
    'The damage was to the wall at [[{recordaddress}]].',
    'She gave [[{recordemail}]] for answers.',
    'The Council rang [[{recordtelephone}]] once.',
    'The hearing was about [[{recordgiven}’s]] plan.',
  ],
} as const

const kinds = Object.keys(plantedSentences) as readonly PlantedKind[]

/** Capitals, numbers and dates that give nobody away. */
const harmless: readonly string[] = [
  'The Care Act 2014 and its Care and Support Statutory Guidance apply.',
  'Section 117 of the Mental Health Act 1983 sets out the duty.',
  'The Education, Health and Care Plan named no school.',
  'The Council’s Complaints Policy has two stages.',
  'Mr X and Mrs Y were not told of the change.',
  'Ms Z sent the Council a copy of the letter on 14 March 2022.',
  'Officer A told Mr B that the Panel would meet on Tuesday.',
  'The First-tier Tribunal (Special Educational Needs and Disability) heard the appeal in June 2023.',
  'Ofsted inspected the provider in 2021 and rated it Good.',
  'The Department for Education published its guidance in September.',
  'He received Housing Benefit and a Discretionary Housing Payment of £1,250.',
  'The Local Plan was adopted in 2018 after three rounds of consultation.',
  'The Council offered £300 for distress and £150 for her time and trouble.',
  'A Penalty Charge Notice must be served within 28 days.',
  'The occupational therapist recommended a level access shower.',
  'The National Planning Policy Framework is a material consideration.',
  'Regulation 18 of the Parking Regulations says what an appeal may be based on.',
  'The Information Commissioner’s Office is better placed to look at this.',
  'The Housing Ombudsman considers complaints about landlords.',
  'Between April 2022 and January 2023 no education was provided.',
  'The Council accepted fault at Stage Two of its procedure.',
  'Children’s Services and Adult Social Care did not share what they knew.',
  'The review took 47 weeks and not 20, as the Code of Practice says.',
  'The Court of Protection had appointed a deputy.',
  'A Blue Badge lasts three years.',
  'The Highway Authority inspects such roads every six months.',
  'The Council’s Chief Executive and its Monitoring Officer were told.',
  'The placing authority kept responsibility under the Children Act 1989.',
  'Disabled Facilities Grants are paid up to £30,000.',
  'He complained on Christmas Eve and heard nothing until Easter.',
  'Covid-19 restrictions ended in February 2022.',
  'The Assessor used Band C of the Council Tax scheme, as the Valuation Office Agency had set it.',
  'I considered the Ombudsman’s Guidance on Remedies.',
  'The school has 240 pupils aged 4 to 11.',
  'The report of 3 May 2023 runs to 46 pages.',
  'The Tree Preservation Order covers two oaks and a beech.',
  'Mrs W’s mother, Mrs V, had capacity to decide.',
  'The Mental Capacity Act 2005 has five principles.',
  'Universal Credit is paid by the Department for Work and Pensions.',
  'The stair lift cost £2,499.99 and was fitted 11 days later.',
]

const givenNames = [
  ...[
    'Daniel',
    'Aisha',
    'Siobhan',
    'Mohammed',
    'Chidinma',
    'Rhys',
    'Priya',
    'Zofia',
    'Hugo',
    'Grace',
    'Leroy',
    'Mei',
  ],
  ...[
    'Tariq',
    'Eleanor',
    'Kwame',
    'Niamh',
    'Ravi',
    'Olga',
    'Joy',
    'Mark',
    'Rose',
    'Will',
    'April',
    'Dawn',
    'Iolo',
    'Xanthe',
  ],
]
const familyNames = [
  ...[
    'Okafor',
    'Patel',
    'O’Brien',
    'Kowalski',
    'Nguyen',
    'Hargreaves',
    'Begum',
    'Llewellyn',
    'Smith',
    'Baker',
    'Brown',
  ],
  ...[
    'Singh',
    'Adeyemi',
    'McAllister',
    'Fernandes',
    'Thwaite',
    'Young',
    'Marsh',
    'Church',
    'Ibrahim',
    'Wong',
    'van Dyke',
  ],
]
const streets = [
  ...[
    'Mill Lane',
    'Acacia Avenue',
    'Station Road',
    'Church Street',
    'The Crescent',
    'Queen’s Drive',
    'Hawthorn Close',
  ],
  ...[
    'Upper Brook Terrace',
    'St Mary’s Walk',
    'Nelson Gardens',
    'Old Farm Way',
    'Bramble Court',
    'Market Place',
    'Elm Grove',
  ],
]
const towns = [
  'Long Eaton',
  'Whitby',
  'Stow-on-the-Wold',
  'Thame',
  'Skegness',
  'Bishop’s Stortford',
  'Hale',
  'Corby',
]
const houses = ['Albion', 'Primrose', 'Wellington', 'Ivy', 'Lavender']

function fill(chance: Random, template: string, record: PlantedStatement['record']) {
  const written = template.replace(/\{(\w+)\}/g, (_, slot: string) =>
    (slots[slot] ?? unknownSlot(slot))(chance, record),
  )
  return plain(written)
}

function plain(written: string) {
  const marked: { startsAt: number; endsAt: number }[] = []
  let text = ''
  for (const part of written.split(/(\[\[.*?\]\])/)) {
    const isMarked = part.startsWith('[[')
    const words = isMarked ? part.slice(2, -2) : part
    if (isMarked) marked.push({ startsAt: text.length, endsAt: text.length + words.length })
    text += words
  }
  return { text, marked }
}

type Slot = (chance: Random, record: PlantedStatement['record']) => string

const slots: Readonly<Record<string, Slot>> = {
  given: (chance) => pick(chance, givenNames),
  family: (chance) => pick(chance, familyNames),
  upper: (chance) => `${pick(chance, givenNames)} ${pick(chance, familyNames)}`.toUpperCase(),
  initial: (chance) => pick(chance, givenNames).slice(0, 1),
  number: (chance) => String(chance.between(1, 180)),
  street: (chance) => pick(chance, streets),
  house: (chance) => pick(chance, houses),
  town: (chance) => pick(chance, towns),
  postcode: (chance) => postcode(chance),
  postcodelower: (chance) => postcode(chance).toLowerCase().replace(' ', ''),
  mobile: (chance) => `07${digits(chance, 3)} ${digits(chance, 6)}`,
  mobilejoined: (chance) => `07${digits(chance, 9)}`,
  landline: (chance) => `(01${digits(chance, 3)}) ${digits(chance, 6)}`,
  international: (chance) =>
    `+44 ${chance.between(1, 2)}${digits(chance, 2)} ${digits(chance, 3)} ${digits(chance, 4)}`,
  dotted: (chance) => `020.7${digits(chance, 3)}.${digits(chance, 4)}`,
  mail: (chance) => mail(chance),
  mailupper: (chance) => mail(chance).toUpperCase(),
  spelledmail: (chance) => mail(chance).replace('@', ' at ').replaceAll('.', ' dot '),
  councilref: (chance) =>
    pick(chance, [`CRM-${digits(chance, 6)}`, `FS/${digits(chance, 7)}`, `COM${digits(chance, 5)}`]),
  planningref: (chance) => `${chance.between(19, 23)}/0${digits(chance, 4)}/FUL`,
  nino: (chance) =>
    `Q${pick(chance, ['Q', 'A'])} ${digits(chance, 2)} ${digits(chance, 2)} ${digits(chance, 2)} C`,
  nhs: (chance) => `${digits(chance, 3)} ${digits(chance, 3)} ${digits(chance, 4)}`,
  account: (chance) => digits(chance, 8),
  pcn: (chance) => `BZ${digits(chance, 8)}`,
  plate: (chance) => `${pick(chance, ['AB', 'YK'])}${chance.between(10, 72)} ${pick(chance, ['XYZ', 'KLM'])}`,
  ourref: (chance) => `${chance.between(18, 22)} 0${digits(chance, 2)} ${digits(chance, 3)}`,
  sortcode: (chance) => `${digits(chance, 2)}-${digits(chance, 2)}-${digits(chance, 2)}`,
  birth: (chance) =>
    `${chance.between(1, 28)} ${pick(chance, ['May', 'July', 'March'])} ${chance.between(1931, 2012)}`,
  birthshort: (chance) => `0${chance.between(1, 9)}/1${chance.between(0, 2)}/${chance.between(1931, 2012)}`,
  recordname: (_, { name }) => name,
  recordgiven: (_, { name }) => name.split(' ')[0] ?? name,
  recordfamily: (_, { name }) => name.split(' ').slice(1).join(' '),
  recordaddress: (_, { address }) => address.split(', ')[0] ?? address,
  recordemail: (_, { email }) => email,
  recordtelephone: (_, { telephone }) => telephone.replaceAll(' ', ''),
}

function unknownSlot(slot: string): never {
  throw new Error(`no slot is called ${slot}`)
}

function inventRecord(chance: Random): PlantedStatement['record'] {
  const name = `${pick(chance, givenNames)} ${pick(chance, familyNames)}`
  return {
    name,
    address: `${chance.between(1, 180)} ${pick(chance, streets)}, ${pick(chance, towns)}, ${postcode(chance)}`,
    email: mail(chance),
    telephone: `0${digits(chance, 4)} ${digits(chance, 6)}`,
  }
}

function mail(chance: Random): string {
  const [given, family] = [pick(chance, givenNames), pick(chance, familyNames)].map((name) =>
    name.toLowerCase().replace(/[^a-z]/g, ''),
  )
  return `${given}${pick(chance, ['.', '_', ''])}${family}${chance.between(1, 99)}@example.${pick(chance, ['org', 'com'])}`
}

function postcode(chance: Random): string {
  return `${pick(chance, ['NG', 'B', 'SW', 'YO'])}${chance.between(1, 30)} ${chance.between(1, 9)}${pick(chance, ['AB', 'QT', 'LN'])}`
}

function digits(chance: Random, count: number): string {
  return Array.from({ length: count }, () => chance.between(0, 9)).join('')
}

function pick<Value>(chance: Random, values: readonly Value[]): Value {
  const value = values[chance.between(0, values.length - 1)]
  if (value === undefined) throw new Error('nothing to pick from')
  return value
}
