import { formatReportingYear } from '../scheme/reporting-year.ts'
import { isClosed, type LetterFacts, type LetterProblem } from './letter-facts.ts'

/** The figures one letter prints. */
export type LetterFigures = {
  readonly upheld: BoxFigure
  readonly compliance: BoxFigure
  readonly satisfactoryRemedy: BoxFigure
  /** Upheld per 100,000 residents, in editions and for bodies that have it. */
  readonly per100000: { readonly own: Fraction; readonly average: Fraction } | null
}

export type BoxFigure =
  | {
      readonly state: 'figure'
      readonly own: Fraction
      /** Of its comparison group; null outside the groups. */
      readonly average: Fraction | null
    }
  | { readonly state: 'nothing' }

export type Fraction = { readonly numerator: number; readonly denominator: number }

const measureOfBox = {
  upheld: 'complaints-upheld',
  compliance: 'compliance',
  satisfactoryRemedy: 'satisfactory-remedy',
} as const

export type BoxName = keyof typeof measureOfBox

const boxNames: readonly BoxName[] = ['upheld', 'compliance', 'satisfactoryRemedy']

export const blockOfBox: Readonly<Record<BoxName, string>> = {
  upheld: 'box complaints upheld',
  compliance: 'box compliance',
  satisfactoryRemedy: 'box satisfactory remedy',
}

/** Takes from the year's figures what the letter prints, or says why it cannot be printed. */
export function letterFigures(
  facts: LetterFacts,
  edition: { readonly hasRatePer100000: boolean },
): { readonly figures: LetterFigures | null; readonly problems: readonly LetterProblem[] } {
  const problems: LetterProblem[] = demonstrationProblems(facts)
  const upheld = boxFigure(facts, 'upheld', problems)
  const compliance = boxFigure(facts, 'compliance', problems)
  const satisfactoryRemedy = boxFigure(facts, 'satisfactoryRemedy', problems)
  if (compliance?.state === 'nothing') problems.push(...unsettledProblems(facts))
  const per100000 = edition.hasRatePer100000 ? rate(facts, upheld, problems) : null
  if (!upheld || !compliance || !satisfactoryRemedy || problems.length > 0) return { figures: null, problems }
  return { figures: { upheld, compliance, satisfactoryRemedy, per100000 }, problems }
}

/** In a demonstration a real body has the figures of its published letter, or no letter. */
function demonstrationProblems(facts: LetterFacts): LetterProblem[] {
  if (facts.demonstrationNote === null || facts.authority.isInvented) return []
  return boxNames
    .filter((box) => {
      const figure = facts.figures.figures.get(measureOfBox[box])
      return figure?.state !== 'not-calculated' && figure?.origin.kind !== 'published-letter'
    })
    .map((box) => ({
      block: blockOfBox[box],
      reason:
        'the body is real and the figure is not from its published letter; a demonstration shows no other',
    }))
}

function boxFigure(facts: LetterFacts, box: BoxName, problems: LetterProblem[]): BoxFigure | null {
  const measure = measureOfBox[box]
  const figure = facts.figures.figures.get(measure)
  const year = formatReportingYear(facts.cycle.year)
  if (figure === undefined || figure.state === 'not-calculated') {
    problems.push({ block: blockOfBox[box], reason: `the figure ${measure} of ${year} is not calculated` })
    return null
  }
  if (figure.state === 'nothing-to-report') return { state: 'nothing' }
  if (!figure.denominator) {
    problems.push({
      block: blockOfBox[box],
      reason: `the base of the figure ${measure} of ${year} is not known`,
    })
    return null
  }
  const own = { numerator: figure.numerator, denominator: figure.denominator }
  return { state: 'figure', own, average: groupAverage(facts, measure, blockOfBox[box], problems) }
}

function groupAverage(
  facts: LetterFacts,
  measure: string,
  block: string,
  problems: LetterProblem[],
): Fraction | null {
  const group = facts.membership.comparisonGroup
  if (group === null) return null
  const average = facts.figures.averages.get(measure)
  if (!average || average.denominator === 0) {
    problems.push({ block, reason: `the average of the group ${group} for ${measure} is not calculated` })
    return null
  }
  return { numerator: average.numerator, denominator: average.denominator }
}

/** "No recommendations were due" may only be said where nothing was: not while something due is unsettled. */
function unsettledProblems(facts: LetterFacts): LetterProblem[] {
  const block = blockOfBox.compliance
  const unsettled = facts.figures.figures.get('unsettled')
  if (unsettled?.state === 'calculated') {
    if (unsettled.numerator === 0) return []
    const cases = unsettled.numerator === 1 ? '1 case is' : `${unsettled.numerator} cases are`
    return [
      {
        block,
        reason: `no compliance outcome is recorded, but ${cases} due and unsettled; record the outcome`,
      },
    ]
  }
  // A published letter says itself that nothing was due.
  if (facts.figures.figures.get('compliance')?.origin.kind === 'published-letter') return []
  return [{ block, reason: 'no compliance outcome is recorded, and whether any was due is not known' }]
}

function rate(
  facts: LetterFacts,
  upheld: BoxFigure | null,
  problems: LetterProblem[],
): LetterFigures['per100000'] {
  if (facts.membership.comparisonGroup === null || upheld?.state !== 'figure') return null
  const measure = 'upheld-per-100000'
  const figure = facts.figures.figures.get(measure)
  if (figure?.state !== 'calculated' || !figure.denominator) {
    // A closed authority's late cases have no residents to be set beside.
    if (isClosed(facts)) return null
    problems.push({
      block: blockOfBox.upheld,
      reason: 'there is no rate per 100,000 residents: the population of the cycle is missing',
    })
    return null
  }
  const average = groupAverage(facts, measure, blockOfBox.upheld, problems)
  return average ? { own: { numerator: figure.numerator, denominator: figure.denominator }, average } : null
}

/** Whether there is nothing to report under any measure. */
export function isNothingAtAll(figures: LetterFigures): boolean {
  return boxes(figures).every((box) => box.state === 'nothing')
}

/** Whether any average is printed. */
export function isCompared(figures: LetterFigures): boolean {
  return boxes(figures).some((box) => box.state === 'figure' && box.average !== null)
}

export function boxes(figures: LetterFigures): readonly BoxFigure[] {
  return [figures.upheld, figures.compliance, figures.satisfactoryRemedy]
}
