import { parse } from 'csv-parse/sync'
import { Hono } from 'hono'
import { describe, expect, test } from 'vitest'
import { csvAnswer, csvLine } from './csv-answer.ts'

describe('a line of a CSV file', () => {
  test.each([
    ['=1+1', "'=1+1"],
    ['+44 20', "'+44 20"],
    ['-cmd', "'-cmd"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t=1"],
    ['\r=1', "'\r=1"],
    ['＝1+1', "'＝1+1"],
  ])('makes no formula of %j', (written, expected) => {
    expect(parse(csvLine([written, 'next']))).toEqual([[expected, 'next']])
  })

  test.each([
    [-5, '-5'],
    [-0.25, '-0.25'],
    ['-5', '-5'],
    ['+0.5', '+0.5'],
  ])('keeps the number %j a number', (written, expected) => {
    expect(csvLine([written])).toBe(`${expected}\r\n`)
  })

  test('keeps commas, quotes, line breaks and spaces at the ends', () => {
    const words = ['a, b', 'say "no"', 'two\nlines', ' spaced ']
    expect(parse(csvLine(words))).toEqual([words])
  })

  test('says nothing, yes and no', () => {
    expect(csvLine([null, true, false, 0])).toBe(',yes,no,0\r\n')
  })
})

describe('a CSV file', () => {
  test('is sent while its rows are read, and stops reading when nobody wants more', async () => {
    let rowsRead = 0
    let isClosed = false
    async function* rows() {
      try {
        for (;;) {
          rowsRead += 1
          yield [rowsRead, 'x'.repeat(100)]
        }
      } finally {
        isClosed = true
      }
    }
    const app = new Hono().get('/file.csv', (context) => csvAnswer(context, 'file.csv', ['n', 'x'], rows()))
    const response = await app.request('/file.csv')
    const reader = response.body?.getReader()
    const first = await reader?.read()
    expect(new TextDecoder('utf-8', { ignoreBOM: true }).decode(first?.value).slice(0, 6)).toBe(
      '\uFEFFn,x\r\n',
    )
    await reader?.cancel()
    expect(isClosed).toBe(true)
    expect(rowsRead).toBeLessThan(3_000)
  })

  test('breaks off at a fault, so that nobody takes a part for the whole', async () => {
    async function* rows() {
      yield [1]
      throw new Error('the database went away')
    }
    const app = new Hono().get('/file.csv', (context) => csvAnswer(context, 'file.csv', ['n'], rows()))
    const response = await app.request('/file.csv')
    await expect(response.text()).rejects.toThrow('the database went away')
  })
})
