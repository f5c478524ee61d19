import type { Figure } from '../statistics/figure.ts'

/** How one measure's base is said on a page. */
export type MeasureWords = {
  /** What the denominator counts, after "18 of 24". */
  readonly base: { readonly one: string; readonly many: string }
  /** What the numerator counts. */
  readonly counted: string
  /** Where the figure would stand, when there is nothing to report. */
  readonly nothing: readonly [string, string]
  /** Why no rate exists then. */
  readonly whyNothing: string
}

/** The measures that stand large on a page, in their order there. */
export const largeMeasures = ['complaints-upheld', 'compliance', 'satisfactory-remedy'] as const

const words: Readonly<Record<string, MeasureWords>> = {
  'complaints-upheld': {
    base: { one: 'investigated', many: 'investigated' },
    counted: 'upheld',
    nothing: ['None', 'investigated'],
    whyNothing: 'No complaint was investigated in the year, so there is no rate.',
  },
  compliance: {
    base: { one: 'case', many: 'cases' },
    counted: 'carried out',
    nothing: ['None', 'due'],
    whyNothing: 'No recommendations were due in the year, so there is no rate.',
  },
  'upheld-per-100000': {
    base: { one: 'resident', many: 'residents' },
    counted: 'upheld',
    nothing: ['No', 'residents'],
    whyNothing: 'There were no residents to count against.',
  },
  received: {
    base: { one: '', many: '' },
    counted: 'received',
    nothing: ['None', 'received'],
    whyNothing: 'No complaint was received in the year.',
  },
  decided: {
    base: { one: '', many: '' },
    counted: 'decided',
    nothing: ['None', 'decided'],
    whyNothing: 'No complaint was decided in the year.',
  },
  unsettled: {
    base: { one: '', many: '' },
    counted: 'due and unsettled',
    nothing: ['None', 'due'],
    whyNothing: 'Nothing was due in the year.',
  },
  'late-compliance': {
    base: { one: 'case carried out', many: 'cases carried out' },
    counted: 'late',
    nothing: ['None', 'carried out'],
    whyNothing: 'No agreed actions were carried out in the year, so none could be late.',
  },
  'satisfactory-remedy': {
    base: { one: 'upheld', many: 'upheld' },
    counted: 'put right before',
    nothing: ['None', 'upheld'],
    whyNothing: 'No complaint was upheld in the year, so there is no rate.',
  },
}

/** Said in place of "none due" where something was due, but no outcome had been recorded by the year's end. */
const nothingRecorded = {
  nothing: ['None', 'recorded'] as const,
  whyNothing: 'No outcome was recorded in the year, so there is no rate.',
}

const plain: MeasureWords = {
  base: { one: '', many: '' },
  counted: '',
  nothing: ['Nothing', 'to report'],
  whyNothing: 'There was nothing to count in the year.',
}

/** The words of a measure; what was due but unsettled at the year's end decides between two of them. */
export function measureWords(code: string, unsettled?: Figure | undefined): MeasureWords {
  const own = words[code] ?? plain
  if (code !== 'compliance') return own
  const isNothingDue = unsettled?.state === 'calculated' && unsettled.numerator === 0
  const isLetterSilent = unsettled === undefined || unsettled.state === 'not-calculated'
  return isNothingDue || isLetterSilent ? own : { ...own, ...nothingRecorded }
}

/** "18 of 24 investigated", "1 of 1 case", "2,499 of 2,500 cases". */
export function baseWords(code: string, numerator: number, denominator: number): string {
  const { one, many } = measureWords(code).base
  return `${number(numerator)} of ${number(denominator)} ${denominator === 1 ? one : many}`.trimEnd()
}

/** A count as people read it: 17,937. */
export function number(count: number): string {
  return count.toLocaleString('en-GB')
}
