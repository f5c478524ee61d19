import { printYear } from '../../scheme/printed-dates.ts'
import type { ReportingYear } from '../../scheme/reporting-year.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import { capital } from '../../scheme/sentence-words.ts'
import { deskAddresses } from '../../web/desk-addresses.ts'
import { type Mark, State } from '../../web/desk-page.tsx'
import { type ComparedFigure, largeMeasures } from './compared-figure.ts'
import type { LetterList } from './letter-lists.ts'
import type { LetterState, LetterUnderReview } from './letter-under-review.ts'
import type { ListedLetter } from './reading-list.ts'
import { type PostOf, reasonsToRead } from './reasons-to-read.ts'

export type TableSection = {
  /** Null where the list has no sections. */
  readonly heading: string | null
  readonly note: string
  readonly letters: readonly ListedLetter[]
}

export type LettersTableSettings = {
  readonly scheme: Scheme
  /** The list that the letters are gone through in. */
  readonly list: LetterList
  readonly year: ReportingYear
  readonly lastYear: ReportingYear
  readonly postOf: PostOf
  readonly sections: readonly TableSection[]
}

/** Letters figure by figure beside last year and average; in a narrow window each is a block of lines. */
export function LettersTable(settings: LettersTableSettings) {
  const { scheme, year, lastYear, sections } = settings
  if (sections.every(({ letters }) => letters.length === 0))
    return <p class="note">No letter is in this list.</p>
  const measures = largeMeasures(scheme)
  return (
    <table class="letters-table">
      <caption class="govuk-visually-hidden">
        Letters, each measure in {printYear(scheme, year)}, in {printYear(scheme, lastYear)} and on average
      </caption>
      <thead>
        <tr>
          <th scope="col" rowspan={2}>
            Authority
          </th>
          {measures.map(({ name }) => (
            <th scope="colgroup" colspan={3} class="letters-table__measure">
              {name}
            </th>
          ))}
          <th scope="col" rowspan={2} class="letters-table__why">
            Why it is here
          </th>
          <th scope="col" rowspan={2}>
            Letter
          </th>
        </tr>
        <tr>
          {measures.map(() => (
            <>
              <th scope="col" class="letters-table__now">
                {printYear(scheme, year)}
              </th>
              <th scope="col" class="letters-table__beside">
                {printYear(scheme, lastYear)}
              </th>
              <th scope="col" class="letters-table__beside letters-table__beside--last">
                Average
              </th>
            </>
          ))}
        </tr>
      </thead>
      {sections.map((section) => (
        <Section settings={settings} section={section} columnCount={measures.length * 3 + 3} />
      ))}
    </table>
  )
}

function Section({
  settings,
  section: { heading, note, letters },
  columnCount,
}: {
  settings: LettersTableSettings
  section: TableSection
  columnCount: number
}) {
  return (
    <tbody>
      {heading !== null && (
        <tr class="letters-table__section">
          <th scope="rowgroup" colspan={columnCount}>
            <span class="letters-table__heading">{heading}</span> <span class="note">{note}</span>
          </th>
        </tr>
      )}
      {letters.map((listed) => (
        <Row settings={settings} listed={listed} />
      ))}
    </tbody>
  )
}

function Row({ settings, listed }: { settings: LettersTableSettings; listed: ListedLetter }) {
  const { scheme, list, year, lastYear, postOf } = settings
  const { authority, membership } = listed.under.facts
  const group = scheme.comparisonGroups.find(({ code }) => code === membership.comparisonGroup)
  return (
    <tr>
      <th scope="row">
        <a href={deskAddresses.reviewLetter(year, authority.slug, list)}>{authority.officialName}</a>
        <span class="note">{group ? capital(group.plural) : 'In no group'}</span>
      </th>
      {listed.figures.map((figure) => (
        <Figure
          figure={figure}
          names={{ now: printYear(scheme, year), before: printYear(scheme, lastYear) }}
        />
      ))}
      <td class="letters-table__why">
        {reasonsToRead(listed, postOf).map(({ text, isWarning }) => (
          <>{isWarning ? <span class="warning">{text}</span> : text} </>
        ))}
      </td>
      <td>
        <LetterStateWord under={listed.under} />
      </td>
    </tr>
  )
}

/** In a narrow window each number says what it is, since its column head is gone. */
function Figure({
  figure: { measure, shown, lastYear, average },
  names,
}: {
  figure: ComparedFigure
  names: { readonly now: string; readonly before: string }
}) {
  return (
    <>
      <td class={`letters-table__now letters-table__now--${shown.kind}`} data-name={measure.name}>
        <span class="letters-table__main">{shown.main}</span>{' '}
        <span class="letters-table__below">{shown.below}</span>
      </td>
      <td class="letters-table__beside" data-name={names.before}>
        {lastYear}
      </td>
      <td class="letters-table__beside letters-table__beside--last" data-name="average">
        {average}
      </td>
    </>
  )
}

const stateMarks: Readonly<Record<LetterState, readonly [mark: Mark, word: string]>> = {
  passed: ['done', 'Passed'],
  held: ['blocks', 'Held'],
  'left-out': ['attention', 'Left out'],
  'to-read': ['open', 'To read'],
}

/** Where a letter stands, as a word with its mark. */
function LetterStateWord({ under: { state, proof } }: { under: LetterUnderReview }) {
  const [mark, word] = stateMarks[state]
  return (
    <>
      <State mark={mark}>{word}</State>
      {state !== 'left-out' && proof.state === 'not-made' && <span class="note">No PDF yet</span>}
    </>
  )
}
