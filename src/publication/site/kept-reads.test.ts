import { expect, test } from 'vitest'
import { keptReads } from './kept-reads.ts'

test('what many pages need is read once in each state, also by pages made at the same moment', async () => {
  const { enter, keptByState } = keptReads()
  let count = 0
  const read = async () => {
    count += 1
    return count
  }
  enter('before')
  expect(await Promise.all([keptByState('register', read), keptByState('register', read)])).toEqual([1, 1])
  enter('before')
  expect(await keptByState('register', read)).toBe(1)
  expect(await keptByState('figures 2023-24', read)).toBe(2)
  enter('after')
  expect(await keptByState('register', read)).toBe(3)
})

test('what was still being read when the state changed is not what pages of the new state get', async () => {
  const { enter, keptByState } = keptReads()
  enter('before')
  let finish: (text: string) => void = () => {}
  const slow = keptByState(
    'register',
    () =>
      new Promise<string>((resolve) => {
        finish = resolve
      }),
  )
  enter('after')
  finish('of before')
  expect(await slow).toBe('of before')
  expect(await keptByState('register', async () => 'of after')).toBe('of after')
})

test('nothing is kept while the state is not known, nor what failed', async () => {
  const { enter, keptByState } = keptReads()
  expect(await keptByState('register', async () => 1)).toBe(1)
  expect(await keptByState('register', async () => 2)).toBe(2)
  enter('before')
  await expect(keptByState('register', () => Promise.reject(new Error('once')))).rejects.toThrow('once')
  expect(await keptByState('register', async () => 3)).toBe(3)
  enter(undefined)
  expect(await keptByState('register', async () => 4)).toBe(4)
})
