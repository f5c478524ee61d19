import { expect, test } from 'vitest'
import { letterExamples } from '../../fixtures/letters/example-facts.ts'
import { ombudsmanForEngland } from '../scheme/ombudsman-for-england.ts'
import { composeLetter } from './compose-letter.ts'
import { loadEdition } from './editions.ts'
import { letterText } from './letter-text.ts'

test.each(Object.entries(letterExamples))('the plain text of %s fits a screen of 80 letters', (_, facts) => {
  const edition = loadEdition(facts.cycle.edition)
  const composed = edition && composeLetter(facts, edition, ombudsmanForEngland)
  if (!composed?.ok) throw new Error('the example has no letter')
  const { letter } = composed
  // Lines of an address, the salutation and web addresses stay whole: people and programs look for them.
  const unbroken = [...letter.addressees.flat(), letter.salutation]
  const tooLong = letterText(letter)
    .split('\n')
    .filter((line) => line.length > 78 && line.includes(' ') && !unbroken.includes(line))
  expect(tooLong).toEqual([])
})
