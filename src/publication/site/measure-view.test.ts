import { expect, test } from 'vitest'
import { ombudsmanForEngland as scheme } from '../../scheme/ombudsman-for-england.ts'
import { reportingYear } from '../../scheme/reporting-year.ts'
import type { Figure, GroupAverage, YearlyFigures } from '../../statistics/figure.ts'
import { intervalWords, sentencesBeside } from './measure-sentences.ts'
import { measureView } from './measure-view.ts'

const group: GroupAverage = {
  numerator: 234,
  denominator: 371,
  memberCount: 164,
  groupMemberCount: 164,
  meanOfRates: null,
}

test('few cases are shown as few, with the whole width of what they leave open', () => {
  const view = viewOf('complaints-upheld', figure(1, 2), group)
  expect(view.number).toEqual({ kind: 'number', printed: '50', unit: '%' })
  expect(view.base).toBe('1 of 2 investigated')
  expect(view.average?.printed).toBe('63%')
  expect(view.finding).toEqual({ strong: 'Too few to tell.', rest: '' })
  expect(view.isFew).toBe(true)
  expect(intervalWords(scheme, view, true)).toBe(
    'Hollow: few cases. From 2 investigations the true rate could lie anywhere from 9.5% to 90.5%.',
  )
})

test('a rounded number never hides the one failure, or the one success, among thousands', () => {
  expect(viewOf('compliance', figure(2_499, 2_500)).number).toEqual({
    kind: 'words',
    lines: ['All but 1', 'of 2,500'],
  })
  expect(viewOf('satisfactory-remedy', figure(1, 300)).number).toEqual({
    kind: 'words',
    lines: ['1', 'of 300'],
  })
})

test('where there is nothing to report nothing is compared, and words stand in the number’s place', () => {
  const view = viewOf('complaints-upheld', { state: 'nothing-to-report' }, group)
  expect(view.number).toEqual({ kind: 'words', lines: ['None', 'investigated'] })
  expect([view.share, view.average, view.finding, view.interval]).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ])
})

test('none due is only said where nothing was due', () => {
  const due = yearly({
    compliance: { state: 'nothing-to-report' },
    unsettled: { state: 'calculated', numerator: 1 },
  })
  expect(measureView(scheme, due, 'compliance')?.number).toEqual({
    kind: 'words',
    lines: ['None', 'recorded'],
  })
  expect(sentencesBeside(scheme, due, 'compliance')).toEqual([
    '1 case was due by the year’s end and not yet settled.',
  ])
  const nothing = yearly({
    compliance: { state: 'nothing-to-report' },
    unsettled: { state: 'calculated', numerator: 0 },
  })
  expect(measureView(scheme, nothing, 'compliance')?.number).toEqual({
    kind: 'words',
    lines: ['None', 'due'],
  })
})

test('outside the groups there is no average and no sentence about comparison', () => {
  const view = viewOf('complaints-upheld', figure(18, 24))
  expect([view.average, view.finding]).toEqual([undefined, undefined])
  expect(intervalWords(scheme, view, false)).toBe('Band: 55% to 88%.')
})

function figure(numerator: number, denominator: number): Figure {
  return { state: 'calculated', numerator, denominator }
}

function viewOf(code: string, shown: Figure, average?: GroupAverage) {
  const view = measureView(scheme, yearly({ [code]: shown }, average && { [code]: average }), code)
  if (!view) throw new Error(`no view of ${code}`)
  return view
}

function yearly(figures: Record<string, Figure>, averages: Record<string, GroupAverage> = {}): YearlyFigures {
  return {
    year: reportingYear(2023),
    revision: 1,
    methodVersion: 1,
    figures: new Map(
      Object.entries(figures).map(([code, shown]) => [
        code,
        { ...shown, origin: { kind: 'cases' } as const },
      ]),
    ),
    comparisonGroup: 'district',
    averages: new Map(Object.entries(averages)),
  }
}
