import { expect, test } from 'vitest'
import { readCycleFile } from './cycle.ts'

const cycleFile = {
  year: '2023-24',
  edition: '2023-24',
  letterDate: '2024-07-17',
  publishedAt: '2024-07-24T00:01:00+01:00',
  population: { year: 2022, release: 'mid-2023' },
  settings: {
    letterhead: ['Example Ombudsman'],
    contacts: {
      addressLines: ['1 Example Street', 'Exampleton'],
      telephone: '01234 567890',
      email: 'office@example.org',
      website: 'www.example.org',
    },
    signatory: { name: 'The Ombudsman', lines: ['Example Ombudsman'] },
    addresses: {
      map: 'https://example.org/map',
      method: 'https://example.org/method',
      handlingCode: 'https://example.org/code',
      training: 'https://example.org/training',
      survey: 'https://example.org/survey',
    },
  },
}

test('a cycle file is read, its moment of publication in any time zone', () => {
  const reading = readCycleFile(JSON.stringify(cycleFile))
  expect(reading).toMatchObject({
    ok: true,
    cycle: { year: 2023, letterDate: '2024-07-17', publishedAt: new Date('2024-07-23T23:01:00Z') },
  })
})

test('a year without rates names no population', () => {
  expect(readCycleFile(JSON.stringify({ ...cycleFile, population: null }))).toMatchObject({
    ok: true,
    cycle: { population: null },
  })
})

test('everything wrong with a cycle file is said at once, by its place', () => {
  const { population, ...rest } = cycleFile
  const wrong = {
    ...rest,
    year: '2023-25',
    letterDate: '17 July 2024',
    publishedAt: '2024-07-24',
    edtion: '2023-24',
    settings: { ...cycleFile.settings, signatory: { name: '', lines: [] } },
  }
  const reading = readCycleFile(JSON.stringify(wrong))
  expect(reading.ok ? [] : reading.problems).toEqual([
    'year: write the year as 2023-24',
    'letterDate: write the date as 2024-07-17',
    'publishedAt: write the moment with its time zone, as 2024-07-24T00:01:00+01:00',
    'population: this is missing; add it',
    'settings.signatory.name: this must not be empty',
    'settings.signatory.lines: this must not be empty',
    'this is not known here: edtion; check the spelling',
  ])
})

test('a file that is no JSON is refused in words', () => {
  const reading = readCycleFile('year: 2023-24')
  expect(reading.ok ? '' : reading.problems[0]).toMatch(/^the file is no JSON: /)
})
