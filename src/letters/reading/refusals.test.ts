import { describe, expect, it } from 'vitest'
import { readLetterText } from './letter-reader.ts'
import { councilLetter, countyLetter, inventedAuthorities } from './sample-letters.ts'

function refusal(text: string): string {
  const result = readLetterText(text, inventedAuthorities, 'x.txt')
  return result.ok ? `read as ${result.reading.authority}` : result.reason
}

const minutes = `Harrowmere District Council
Minutes of the Audit Committee held on 5 September 2024

Apologies for absence were received.

`

describe('what is no letter is refused, saying why', () => {
  const cases: readonly (readonly [string, string, RegExp])[] = [
    ['nothing at all', ' \n\n', /no words/],
    ['any other text', 'A shopping list: eggs, flour and milk.', /no annual review letter: nothing/],
    [
      'a newspaper',
      'Council found at fault. In its annual review letter 2023-24 the Ombudsman said that 50% of complaints it investigated were upheld.',
      /is none itself/,
    ],
    ['minutes that quote a letter whole', `${minutes}${councilLetter}`, /quotes a letter \("Minutes of"\)/],
    [
      'minutes that follow a letter',
      `${councilLetter}\nResolved: that the letter be noted. The committee noted the letter.`,
      /quotes a letter/,
    ],
    [
      'a report that has the letter inside it',
      `${'The figures of the year are set out below, with what we have learned. '.repeat(20)}${councilLetter}`,
      /other text stands before the letter/,
    ],
    [
      'a sentence that quotes a letter',
      `The Chair then read from it, and it was taken as read with thanks in the usual way: ${councilLetter}`,
      /other text stands before the letter/,
    ],
    [
      'the letter of another ombudsman, by another title',
      'Scottish Public Services Ombudsman\n\nDear Chief Executive\n\nAnnual letter 2023-24\n\nYours sincerely',
      /another body, the Scottish Public Services Ombudsman/,
    ],
    [
      'a letter to residents',
      'Harrowmere District Council\n\nDear resident\n\nAnnual review 2023-24\n\nYours sincerely\n\nThe Leader',
      /not signed by/,
    ],
    ['two letters in one file', `${councilLetter}\n${countyLetter}`, /2 letters/],
    ['half a letter', councilLetter.slice(0, councilLetter.indexOf('Yours sincerely')), /breaks off/],
    [
      'the letter of another ombudsman',
      councilLetter.replaceAll(/Local Government\s+and\s+Social Care Ombudsman/g, 'Housing Ombudsman'),
      /another body, the Housing Ombudsman/,
    ],
    [
      'the letter of the ombudsman of another country',
      councilLetter.replaceAll(
        /Local Government\s+and\s+Social Care Ombudsman/g,
        'Public Services Ombudsman for Wales',
      ),
      /another body, the Public Services Ombudsman for Wales/,
    ],
    [
      'the authority’s answer to its letter',
      councilLetter.replace(
        /The Ombudsman\nLocal Government and Social Care Ombudsman/,
        'Interim Chief Executive\nHarrowmere District Council',
      ),
      /not signed by the Local Government and Social Care Ombudsman/,
    ],
    ['a letter to nobody', councilLetter.replaceAll('Harrowmere District Council', ''), /which body/],
    [
      'a letter about no year',
      councilLetter
        .replace('31 March 2024', 'the end')
        .replace('letter 2023-24', 'letter')
        .replace('1 April 2023 to 31 March 2024', ''),
      /which year/,
    ],
    ['a whole library', councilLetter.repeat(60), /too long/],
  ]
  for (const [what, text, reason] of cases) {
    it(what, () => expect(refusal(text)).toMatch(reason))
  }
})
