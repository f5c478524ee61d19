import { expect, test } from 'vitest'
import { authorityNames } from './authority-name-search.ts'
import { describeRowProblem } from './csv-table.ts'
import { addresseeAt, holderOn, type OfficeHolder } from './office-holder.ts'
import { readOfficeHolders } from './office-holder-file.ts'
import { readRegister } from './register-files.ts'

const names = authorityNames(readRegister().authorities)
const bassetlaw = { slug: 'bassetlaw', officialName: 'Bassetlaw District Council' }

const first: OfficeHolder = {
  authority: 'bassetlaw',
  role: 'chief-executive',
  post: 'Chief Executive',
  person: { name: 'Name One', salutation: 'Dr One' },
  email: 'one@example.org',
  fromOn: '2019-01-01',
  toOn: '2023-12-31',
}
const second: OfficeHolder = {
  ...first,
  post: 'Interim Chief Executive',
  person: null,
  email: 'chief.executive@example.org',
  fromOn: '2024-01-01',
  toOn: null,
}

test('a letter goes to whoever holds the post on its date', () => {
  expect(addresseeAt([first, second], bassetlaw, '2023-12-31')?.post).toBe('Chief Executive')
  expect(addresseeAt([first, second], bassetlaw, '2024-01-01')).toEqual({
    post: 'Interim Chief Executive',
    person: null,
    body: 'Bassetlaw District Council',
    email: 'chief.executive@example.org',
  })
  expect(addresseeAt([first, second], bassetlaw, '2018-12-31')).toBeUndefined()
})

test('where the record of the one before was never ended, the one who came last counts', () => {
  const never = { ...first, toOn: null }
  expect(holderOn([second, never], 'bassetlaw', 'chief-executive', '2024-07-17')).toBe(second)
})

test('another role or another authority is not addressed', () => {
  expect(holderOn([first], 'bassetlaw', 'leader', '2020-01-01')).toBeUndefined()
  expect(holderOn([first], 'bromsgrove', 'chief-executive', '2020-01-01')).toBeUndefined()
})

const heading = 'authority,role,post,name,salutation,email,from,to\n'
const read = (text: string) => readOfficeHolders(Buffer.from(text), names)

test('a file names authorities as people do', () => {
  const reading = read(
    `${heading}Bassetlaw District Council,Leader,Leader of the Council,,,leader@example.org,2023-05-25,\n`,
  )
  expect(reading).toEqual({
    ok: true,
    values: [
      {
        authority: 'bassetlaw',
        role: 'leader',
        post: 'Leader of the Council',
        person: null,
        email: 'leader@example.org',
        fromOn: '2023-05-25',
        toOn: null,
      },
    ],
  })
})

test('every problem of a file is said at once, with its line, its column and what to do', () => {
  const reading = read(
    [
      heading.trim(),
      'Bassetlow,boss,,Name Two,,nobody,2023-02-30,soon',
      'bassetlaw,leader,Leader,,Cllr Three,l@example.org,2023-05-25,2022-01-01',
      'bassetlaw,leader,Leader,,,x@example.org,2023-05-25,2022-01-01',
      'bassetlaw,link-officer,Officer,,,y@example.org,2023-05-25,',
      'bassetlaw,link-officer,Officer,,,Y@example.org,2023-05-25,',
    ].join('\n'),
  )
  expect(reading.ok ? [] : reading.problems.map((problem) => describeRowProblem('f.csv', problem))).toEqual([
    "f.csv, line 2, authority 'Bassetlow': this is no authority we know; if you mean Bassetlaw District Council, write bassetlaw.",
    "f.csv, line 2, role 'boss': this is no role; write one of chief-executive, leader, scrutiny-chair, monitoring-officer, link-officer.",
    'f.csv, line 2, post: this cell is empty; fill it in.',
    'f.csv, line 2, salutation: this is empty; write what follows "Dear" in a letter to Name Two.',
    "f.csv, line 2, email 'nobody': this is no e-mail address.",
    "f.csv, line 2, from '2023-02-30': there is no such day in the calendar; write it as 2023-05-31 or 31/05/2023.",
    "f.csv, line 2, to 'soon': this is not a date; write it as 2023-05-31 or 31/05/2023.",
    'f.csv, line 3, name: there is a salutation but no name; give both.',
    "f.csv, line 4, to '2022-01-01': this is before the first day, 2023-05-25.",
    "f.csv, line 6, email 'Y@example.org': this repeats line 5; keep one of them.",
  ])
})

test('dates may be written as a British spreadsheet writes them', () => {
  const reading = read(
    `${heading}bassetlaw,leader,Leader,,,l@example.org,25/05/2023,7 Mar 2024\nbassetlaw,leader,Leader,,,m@example.org,8 March 2024,\n`,
  )
  expect(reading.ok && reading.values.map(({ fromOn, toOn }) => [fromOn, toOn])).toEqual([
    ['2023-05-25', '2024-03-07'],
    ['2024-03-08', null],
  ])
})

const problemsOf = (rows: string[], onRecord: OfficeHolder[] = []) => {
  const reading = readOfficeHolders(Buffer.from([heading.trim(), ...rows].join('\n')), names, onRecord)
  return reading.ok ? [] : reading.problems.map((problem) => describeRowProblem('f.csv', problem))
}
const incumbent = 'bassetlaw,leader,Leader,,,one@example.org,2019-05-01,'
const newcomer = 'bassetlaw,leader,Leader,,,two@example.org,2023-05-25,'

test('two holders of one role at a time are refused, naming both rows', () => {
  expect(problemsOf([newcomer, incumbent])).toEqual([
    `f.csv, line 2, from '2023-05-25': two hold the role leader of bassetlaw at the same time: one@example.org from 2019-05-01 (line 3), and two@example.org from 2023-05-25 (line 2); give the one from 2019-05-01 a last day in "to" before 2023-05-25.`,
  ])
  expect(problemsOf([newcomer, `${incumbent}2023-05-25`])).toHaveLength(1)
  expect(problemsOf([newcomer, `${incumbent}2023-05-24`])).toEqual([])
})

test('a holder on record has to be ended before another follows, or in the same file', () => {
  const onRecord: OfficeHolder[] = [
    {
      authority: 'bassetlaw',
      role: 'leader',
      post: 'Leader',
      person: null,
      email: 'one@example.org',
      fromOn: '2019-05-01',
      toOn: null,
    },
  ]
  expect(problemsOf([newcomer], onRecord).join()).toContain('one@example.org from 2019-05-01 (on record)')
  expect(problemsOf([`${incumbent}2023-05-24`, newcomer], onRecord)).toEqual([])
  expect(problemsOf([incumbent.replace('one@', 'corrected@')], onRecord)).toEqual([])
})

test('link officers and monitoring officers may be several at a time', () => {
  for (const role of ['link-officer', 'monitoring-officer']) {
    expect(problemsOf([incumbent, newcomer].map((row) => row.replace('leader', role)))).toEqual([])
  }
})
