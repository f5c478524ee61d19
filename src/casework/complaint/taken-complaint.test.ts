import { expect, test } from 'vitest'
import { authorityId } from '../../authorities/authority.ts'
import { ombudsmanForEngland as scheme } from '../../scheme/ombudsman-for-england.ts'
import { referenceAfter } from '../case-reference.ts'
import { authorityLookup } from '../import/authority-lookup.ts'
import { readAssessment } from './assessment.ts'
import { readDecision } from './case-decision.ts'
import { readComplainant } from './complainant.ts'
import { readTakenComplaint } from './taken-complaint.ts'

const authorities = authorityLookup(
  [
    { slug: 'larchwick', officialName: 'Larchwick District Council', startsOn: null },
    { slug: 'new-holm', officialName: 'New Holm Council', startsOn: '2019-04-01' },
  ].map((body, index) => ({
    ...body,
    id: authorityId(index + 1),
    shortName: body.officialName.replace(/ (District )?Council/, ''),
    gssCode: null,
    kind: 'district',
    endsOn: null,
    otherNames: [],
    formerNames: [],
  })),
)
const rules = { scheme, authorities, today: '2024-08-01' }
const person = {
  name: 'Ms X (invented)',
  address: '1 Invented Street',
  email: '',
  telephone: '',
  adjustments: '',
  representative: '',
}
const typed = {
  authority: 'Larchwick',
  category: 'housing',
  subcategory: 'Allocations',
  receivedOn: '31/07/2024',
  authorityReference: 'HO/2024/17',
  authorityService: 'Homes',
  text: 'Ms X complains that she was left without a home.',
  ...person,
}

test('a complaint is read as it was typed', () => {
  expect(readTakenComplaint(typed, rules)).toMatchObject({
    ok: true,
    complaint: {
      authority: { slug: 'larchwick' },
      category: 'housing',
      receivedOn: '2024-07-31',
      authorityReference: 'HO/2024/17',
      complainant: { name: 'Ms X (invented)', email: null },
    },
  })
})

test.each([
  [{ authority: '' }, 'authority', 'Write the name of the authority.'],
  [
    { authority: 'Larchwich' },
    'authority',
    'There is no authority “Larchwich”. The nearest known is Larchwick District Council.',
  ],
  [{ category: '' }, 'category', 'Choose what the complaint is about.'],
  [{ category: 'teapots' }, 'category', 'Choose what the complaint is about.'],
  [{ receivedOn: '' }, 'receivedOn', 'Write the day on which it was received.'],
  [
    { receivedOn: '2 August 2024' },
    'receivedOn',
    '2 August 2024 is not yet over. Write the day it was received.',
  ],
  [
    { receivedOn: '31/02/2024' },
    'receivedOn',
    'There is no such day in the calendar. Write it as 2023-05-31 or 31/05/2023.',
  ],
  [
    { authority: 'New Holm', receivedOn: '31/03/2019' },
    'receivedOn',
    'New Holm Council began on 1 April 2019. Correct the day or the authority.',
  ],
  [{ text: '' }, 'text', 'Write what the complaint is, in plain words and without names.'],
  [
    { text: 'x'.repeat(20_001) },
    'text',
    'This has 20,001 characters; 20,000 are kept. Shorten it and send it again.',
  ],
  [
    { authorityReference: 'x'.repeat(101) },
    'authorityReference',
    'This has 101 characters; 100 are kept. Shorten it and send it again.',
  ],
  [{ name: '' }, 'name', 'Write the name of whoever complained.'],
  [{ email: 'nobody' }, 'email', 'This is no e-mail address. Write it as name@example.org.'],
  [{ telephone: '12' }, 'telephone', 'This is no telephone number. Write it with all its digits.'],
  [
    { address: '' },
    'address',
    'Give one way to reach them: an address, an e-mail address or a telephone number.',
  ],
])('%o is refused, and said where and why', (wrong, field, reason) => {
  expect(readTakenComplaint({ ...typed, ...wrong }, rules)).toEqual({
    ok: false,
    problems: [{ field, reason }],
  })
})

test('everything that is wrong is said at once', () => {
  const reading = readTakenComplaint(
    { ...typed, authority: '', category: '', receivedOn: '', text: '', name: '' },
    rules,
  )
  expect(reading.ok ? [] : reading.problems.map(({ field }) => field)).toEqual([
    'authority',
    'category',
    'receivedOn',
    'text',
    'name',
  ])
})

test('one way to reach somebody is enough', () => {
  for (const way of [{ email: 'ms.x@complainant.example' }, { telephone: '01234 567 890' }]) {
    expect(readComplainant({ ...person, address: '', ...way }).ok).toBe(true)
  }
})

test('references go on from the greatest of their year', () => {
  expect(referenceAfter('24', undefined)).toBe('24 000 001')
  expect(referenceAfter('24', '24 004 118')).toBe('24 004 119')
  expect(referenceAfter('24', '24 000 999')).toBe('24 001 000')
  expect(() => referenceAfter('24', '24 999 999')).toThrow('every reference')
})

const decision = { outcome: 'upheld', text: 'Upheld: there was fault.', isRemediedBefore: 'no' }

test.each([
  ['intake', { outcome: 'upheld' }, ['Choose how the case ends.']],
  ['draft', { outcome: 'advice-given', isRemediedBefore: '' }, ['Choose how the case ends.']],
  ['draft', { outcome: '', isRemediedBefore: '' }, ['Choose how the case ends.']],
  [
    'draft',
    { isRemediedBefore: '' },
    ['Say whether the authority had offered a proper remedy before the complaint came here.'],
  ],
  [
    'draft',
    { outcome: 'not-upheld', isRemediedBefore: 'yes' },
    ['Only an upheld complaint can have been remedied before. Choose “Not upheld, so neither”.'],
  ],
  ['draft', { text: '' }, ['Write the decision in plain words.']],
] as const)('a decision at %s that says %o is refused', (stage, wrong, reasons) => {
  const reading = readDecision(scheme, stage, { ...decision, ...wrong })
  expect(reading.ok ? [] : reading.problems.map(({ reason }) => reason)).toEqual(reasons)
})

const tests = {
  legalBar: 'No legal bar.',
  publicInterest: 'Others may be in the same position.',
  injustice: 'Distress.',
  fault: 'The charge was not explained.',
  remedy: 'An apology.',
}

test('an assessment leads to an investigation, or ends the case', () => {
  expect(
    readAssessment(scheme, { ...tests, outcome: 'investigate', text: '', isRemediedBefore: '' }),
  ).toMatchObject({
    ok: true,
    conclusion: { kind: 'investigate' },
  })
  expect(readAssessment(scheme, { ...tests, ...decision, isRemediedBefore: 'yes' })).toMatchObject({
    ok: true,
    conclusion: { kind: 'close', decision: { outcome: 'upheld', isRemediedBefore: true } },
  })
})

test('an assessment answers every test, and says what follows', () => {
  const reading = readAssessment(scheme, {
    legalBar: '',
    publicInterest: '',
    injustice: '',
    fault: '',
    remedy: '',
    outcome: 'not-upheld',
    text: '',
    isRemediedBefore: '',
  })
  expect(reading.ok ? [] : reading.problems.map(({ reason }) => reason)).toEqual([
    'Say whether there is a legal bar.',
    'Say what the public interest is.',
    'Say what the injustice is.',
    'Say what fault there may be.',
    'Say what remedy there could be.',
    'Choose whether it is investigated, or how it ends.',
    'Write the decision in plain words.',
  ])
})
