import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { ombudsmanForEngland as scheme } from '../scheme/ombudsman-for-england.ts'
import { editionNames } from './editions.ts'

test('the scheme names every edition of the letter that there is, so that a cycle can be set to it', () => {
  const folders = readdirSync(new URL('editions', import.meta.url), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
  expect([...scheme.letterEditions].sort()).toEqual(folders.sort())
  expect([...scheme.letterEditions].sort()).toEqual([...editionNames].sort())
})
