import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  authorityNames,
  editDistance,
  findAuthority,
  nearestAuthority,
  normaliseName,
  searchAuthorities,
} from './authority-name-search.ts'
import { readRegister } from './register-files.ts'

const { authorities } = readRegister()
const names = authorityNames(authorities)
const find = (text: string) => findAuthority(names, text)?.slug
const nearest = (text: string) => nearestAuthority(names, text)?.slug
const search = (text: string) => searchAuthorities(names, text, 5).map(({ slug }) => slug)

test('every authority is found by its slug, its code and its official name', () => {
  for (const authority of authorities) {
    expect(find(authority.slug)).toBe(authority.slug)
    expect(find(authority.officialName)).toBe(authority.slug)
    if (authority.gssCode !== null) expect(find(authority.gssCode)).toBe(authority.slug)
  }
})

test.each([
  ['BASSETLAW district council', 'bassetlaw'],
  ['Kings Lynn & West Norfolk', 'kings-lynn-and-west-norfolk'],
  ['King’s Lynn and West Norfolk', 'kings-lynn-and-west-norfolk'],
  ['St. Helens', 'st-helens'],
  ['Saint Helens', 'st-helens'],
  ['Kingston upon Hull, City of', 'hull'],
  ['Shepway', 'folkestone-and-hythe'],
  ['Colchester Borough Council', 'colchester'],
  ['E08000016', 'barnsley'],
  ['Buckinghamshire County Council', 'buckinghamshire-county'],
  ['Buckinghamshire', 'buckinghamshire'],
  ['TfL', 'transport-for-london'],
])('"%s" is %s', (text, slug) => {
  expect(find(text)).toBe(slug)
})

test('a name that might be another is never guessed', () => {
  expect(find('Bassetlow')).toBeUndefined()
  expect(find('Nottingham County Council')).toBeUndefined()
  expect(find('')).toBeUndefined()
})

test('a name that two bodies share names neither', () => {
  const two = ['adur', 'arun'].flatMap((slug) => authorities.filter((authority) => authority.slug === slug))
  const shared = authorityNames(two.map((authority) => ({ ...authority, otherNames: ['Coast Council'] })))
  expect(findAuthority(shared, 'Coast Council')).toBeUndefined()
  expect(findAuthority(shared, 'Adur')?.slug).toBe('adur')
})

test.each([
  ['Bassetlow District Council', 'bassetlaw'],
  ['Bromsgove', 'bromsgrove'],
  ['Nottingam City', 'nottingham'],
  ['Tower Hamlet London Borough', 'tower-hamlets'],
  ['Newcastle-upon-Tine', 'newcastle-upon-tyne'],
  ['Leicestershire CC', 'leicestershire'],
])('for the unknown "%s" the suggestion is %s', (text, slug) => {
  expect(nearest(text)).toBe(slug)
})

test('nothing is suggested for what resembles no authority', () => {
  expect(nearest('Xqzzy')).toBeUndefined()
  expect(nearest('Grand Total')).toBeUndefined()
})

test.each([
  ['bass', 'bassetlaw'],
  ['lynn', 'kings-lynn-and-west-norfolk'],
  ['tower ham', 'tower-hamlets'],
  ['hull', 'hull'],
  ['broms', 'bromsgrove'],
  ['bolsver', 'bolsover'],
  ['shepway', 'folkestone-and-hythe'],
  ['Dorset', 'dorset'],
])('typing "%s" offers %s first', (text, slug) => {
  expect(search(text)[0]).toBe(slug)
})

test('bodies of today are offered before those that ended', () => {
  const offered = search('somerset')
  expect(offered.indexOf('somerset')).toBeLessThan(offered.indexOf('somerset-county'))
})

test('any text at all is answered', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      expect(search(text).length).toBeLessThanOrEqual(5)
      find(text)
    }),
    { numRuns: 300 },
  )
})

test('the same letters in another dress are the same name', () => {
  expect(normaliseName("  King's   LYNN & West-Norfolk ")).toBe('kings lynn and west norfolk')
  expect(normaliseName('Sáint Albans')).toBe('st albans')
})

test.each([
  ['bassetlaw', 'bassetlow', 1],
  ['derby', 'debry', 1],
  ['poole', 'pool', 1],
  ['kitten', 'sitting', 3],
  ['', 'abc', 3],
  ['abcdef', 'uvwxyz', 4],
])('from "%s" to "%s" it is %i slips, counted to 3', (from, to, slips) => {
  expect(editDistance(from, to, 3)).toBe(slips)
})
