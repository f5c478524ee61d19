import { expect, test } from 'vitest'
import { predecessorsOf, successorsOn, wholePredecessors } from './authority-succession.ts'
import { readRegister } from './register-files.ts'

const authorities = new Map(readRegister().authorities.map((authority) => [authority.slug, authority]))
const slugs = (bodies: readonly { slug: string }[] | undefined) => bodies?.map(({ slug }) => slug)
const successors = (slug: string, date: string) => slugs(successorsOn(authorities, slug, date))
const lower = ['district', 'unitary', 'metropolitan', 'london']
const upper = ['county', 'unitary', 'metropolitan', 'london']
const whole = (slug: string, kinds: readonly string[], date: string) =>
  slugs(wholePredecessors(authorities, slug, kinds, date))

test('a body that exists does its own work', () => {
  expect(successors('bassetlaw', '2024-07-17')).toEqual(['bassetlaw'])
})

test('a body does its own work on its last day and its successor the day after', () => {
  expect(successors('taunton-deane', '2019-03-31')).toEqual(['taunton-deane'])
  expect(successors('taunton-deane', '2019-04-01')).toEqual(['somerset-west-and-taunton'])
})

test('a chain is followed to its end: Taunton Deane, Somerset West and Taunton, Somerset', () => {
  expect(successors('taunton-deane', '2023-03-31')).toEqual(['somerset-west-and-taunton'])
  expect(successors('taunton-deane', '2023-04-01')).toEqual(['somerset'])
})

test('a body whose work was shared out has every one of its successors', () => {
  expect(successors('cumbria', '2023-07-01')).toEqual(['cumberland', 'westmorland-and-furness'])
  expect(successors('northamptonshire', '2024-07-17')).toEqual([
    'north-northamptonshire',
    'west-northamptonshire',
  ])
})

test('predecessors are those whose work was taken over at once', () => {
  expect(slugs(predecessorsOf(authorities.values(), 'somerset'))).toEqual([
    'mendip',
    'sedgemoor',
    'somerset-county',
    'somerset-west-and-taunton',
    'south-somerset',
  ])
})

test('Buckinghamshire was four whole districts, and one whole county', () => {
  expect(whole('buckinghamshire', ['district'], '2020-03-31')).toEqual([
    'aylesbury-vale',
    'chiltern',
    'south-bucks',
    'wycombe',
  ])
  expect(whole('buckinghamshire', ['county'], '2020-03-31')).toEqual(['buckinghamshire-county'])
})

test('Somerset was five whole districts in 2018, two of them by way of another council', () => {
  expect(whole('somerset', lower, '2018-06-30')).toEqual([
    'mendip',
    'sedgemoor',
    'south-somerset',
    'taunton-deane',
    'west-somerset',
  ])
})

test('nothing is added up where a county was shared out between successors', () => {
  expect(whole('cumberland', ['district'], '2022-06-30')).toEqual(['allerdale', 'carlisle', 'copeland'])
  expect(whole('cumberland', ['county'], '2022-06-30')).toBeUndefined()
  expect(whole('bournemouth-christchurch-and-poole', lower, '2018-06-30')).toEqual([
    'bournemouth',
    'christchurch',
    'poole',
  ])
  expect(whole('bournemouth-christchurch-and-poole', upper, '2018-06-30')).toBeUndefined()
})

test('a body that existed then, or never had predecessors, has nothing to add up', () => {
  expect(whole('bassetlaw', lower, '2019-03-31')).toBeUndefined()
  expect(whole('somerset', lower, '2024-01-01')).toBeUndefined()
  expect(whole('east-midlands', lower, '2022-01-01')).toBeUndefined()
})
