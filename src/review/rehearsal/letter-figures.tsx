import { withNoun } from '../../scheme/count-noun.ts'
import { printYear } from '../../scheme/printed-dates.ts'
import { reportingYear } from '../../scheme/reporting-year.ts'
import type { Measure, Scheme } from '../../scheme/scheme.ts'
import { comparisonSentence } from '../../statistics/comparison.ts'
import {
  type ComparedFigure,
  comparableLastYear,
  compareFigure,
  measuresWithRates,
} from './compared-figure.ts'
import type { LastLetters } from './last-letters-store.ts'
import type { LetterUnderReview } from './letter-under-review.ts'

type LetterFiguresSettings = {
  readonly scheme: Scheme
  readonly under: LetterUnderReview
  readonly lastLetters: LastLetters | undefined
}

/** A letter's figures with what can be said of each, before any word of the letter is read. */
export function LetterFigures({ scheme, under, lastLetters }: LetterFiguresSettings) {
  const { figures } = under.facts
  const before = comparableLastYear(scheme, figures, lastLetters?.figures.get(under.authorityId))
  const lastYear = lastLetters?.year ?? reportingYear(figures.year - 1)
  const isCompared = under.facts.membership.comparisonGroup !== null
  const measures = measuresWithRates(scheme).filter(
    ({ denominator }) => isCompared || denominator.kind === 'share',
  )
  return (
    <>
      <h2>Figures</h2>
      <table class="review-figures">
        <thead>
          <tr>
            <th scope="col">
              <span class="govuk-visually-hidden">Measure</span>
            </th>
            <th scope="col">{printYear(scheme, figures.year)}</th>
            <th scope="col">{printYear(scheme, lastYear)}</th>
            <th scope="col">Average</th>
          </tr>
        </thead>
        <tbody>
          {measures.map((measure) => (
            <Row figure={compareFigure(scheme, measure, figures, before)} />
          ))}
        </tbody>
      </table>
    </>
  )
}

function Row({ figure }: { figure: ComparedFigure }) {
  const { measure, shown, lastYear, average, verdict, failureCount } = figure
  const isNumber = shown.kind === 'number'
  return (
    <tr>
      <th scope="row">
        {measure.name}
        <span class="note">
          {failureCount > 0 && (
            <span class="warning">
              {withNoun(failureCount, { one: 'failure', many: 'failures' })} to comply.{' '}
            </span>
          )}
          {isNumber && `${baseOf(measure, shown.below)}.`}
          {isNumber && verdict && ` ${comparisonSentence(measure, verdict)}`}
        </span>
      </th>
      <td class={`review-figures__now${isNumber ? '' : ' review-figures__now--words'}`}>
        {isNumber ? shown.main : `${shown.main} ${shown.below}`}
      </td>
      <td>{lastYear}</td>
      <td>{average}</td>
    </tr>
  )
}

/** "52 of 58 investigated", "52 among 812,400 residents". */
function baseOf({ denominator }: Measure, printed: string): string {
  return denominator.kind === 'share' ? `${printed} ${denominator.noun.many}` : printed
}
