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
    "f.csv, line 2, from '2023-02-30': this is no date; write it as 2024-03-31.",
    "f.csv, line 2, to 'soon': this is no date; write it as 2024-03-31.",
    'f.csv, line 3, name: there is a salutation but no name; give both.',
    "f.csv, line 4, to '2022-01-01': this is before the first day, 2023-05-25.",
    "f.csv, line 6, email 'Y@example.org': this repeats line 5; keep one of them.",
  ])
})
