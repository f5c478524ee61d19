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

const problemsOf = (file: string | Uint8Array) => {
  const reading = readCycleFile(file)
  return reading.ok ? [] : reading.problems
}

test.each([
  ['year: 2023-24', 'line 1, column 1: year:'],
  ['{\n  "year": "2023-24"\n  "edition": null\n}', 'line 3, column 3: "edition":'],
  ['{ "year": "2023-24", }', 'line 1, column 22: }'],
  ['{ "year": 2023,\r\n  "edition": nil }', 'line 2, column 14: nil'],
  ['{ "year": [1, 2', 'line 1, column 16: the file ends too early'],
  ['{ "year": 1 } }', 'line 1, column 15: }'],
  ['', 'line 1, column 1: the file ends too early'],
])('a file that is no JSON is refused with the place of the fault: %j', (text, place) => {
  expect(() => JSON.parse(text)).toThrow()
  expect(problemsOf(text).join()).toContain(`the file is no JSON: ${place}`)
})

test('every kind of value that JSON knows passes, so that no good file is called broken', () => {
  const text = ' {"a": [1, -2.5e+3, 0, true, false, null, {}, []], "b \\" \\u00e9 é 😀": "" } \n'
  expect(JSON.parse(text)).toBeTypeOf('object')
  expect(problemsOf(text).join()).not.toContain('no JSON')
})

test('a file in UTF-16 or another encoding is refused in plain words, one with a mark of UTF-8 is read', () => {
  const text = JSON.stringify(cycleFile)
  const advice = ['the file is not in UTF-8; save it with the encoding UTF-8']
  expect(problemsOf(Buffer.from(`\ufeff${text}`, 'utf16le'))).toEqual(advice)
  expect(problemsOf(Buffer.from(text.replace('Exampleton', 'Zo\xeb'), 'latin1'))).toEqual(advice)
  expect(problemsOf(Buffer.from(`\ufeff${text}`))).toEqual([])
})

test('the addresses in letters are those of the secure web; localhost will do to try things out', () => {
  const withMap = (map: string) =>
    problemsOf(
      JSON.stringify({
        ...cycleFile,
        settings: { ...cycleFile.settings, addresses: { ...cycleFile.settings.addresses, map } },
      }),
    )
  for (const map of [
    'http://example.org/map',
    'ftp://example.org',
    'javascript:alert(1)',
    'http://localhost.org',
  ]) {
    expect(withMap(map)).toEqual(['settings.addresses.map: write a whole address, beginning with https://'])
  }
  expect(withMap('http://localhost:3000/map')).toEqual([])
})
