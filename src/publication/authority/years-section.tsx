import type { YearlyFigures } from '../../statistics/figure.ts'
import { addresses } from '../../web/addresses.ts'
import { QuoteDetails } from '../charts/chart-tools.tsx'
import type { PredecessorYear } from './predecessor-years.ts'
import type { SectionSettings } from './section-settings.ts'
import { type YearRow, yearByYear, yearsFinding } from './year-by-year.ts'

type SeveralYears = SectionSettings & {
  readonly years: readonly YearlyFigures[]
  /** Years before it existed, as if it had. */
  readonly before: readonly PredecessorYear[]
}

/** All years at a glance: the sum where years can be added up, breaks named where they cannot. */
export function YearsSection({ years, before, ...settings }: SeveralYears) {
  const { scheme, authority, source, isDemonstration } = settings
  const rows = yearByYear(scheme, years)
  const finding = yearsFinding(scheme, years)
  const { largeMeasures, authorityWords } = scheme.site
  const [first, ...others] = largeMeasures
  const breaks = rows.flatMap((row) => (row.kind === 'break' ? [row] : []))
  return (
    <section class="section" aria-labelledby="years">
      <h2 class="heading" id="years">
        Several years together
      </h2>
      {finding !== undefined && <p class="lead">{finding}</p>}
      <div class="pair">
        <table class="table">
          <caption class="govuk-visually-hidden">Several years together</caption>
          <thead>
            <tr>
              <th scope="col">Years</th>
              <th scope="col" class="number">
                {first.column}
              </th>
              <th scope="col" class="number from-narrow">
                Similar
              </th>
              {others.map(({ column }) => (
                <th scope="col" class="number">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Row slug={authority.slug} row={row} columnCount={largeMeasures.length + 2} />
            ))}
            {before.map((year, index) => (
              <BeforeRow
                year={year}
                isOfOthers={year.predecessors !== before[index - 1]?.predecessors}
                columnCount={largeMeasures.length + 2}
              />
            ))}
          </tbody>
        </table>
        <div class="explains">
          {breaks.map(({ reason }) => (
            <p class="small">{reason}</p>
          ))}
          {before.length > 0 && (
            <p class="small">
              As if it had existed: its predecessors, each of which went whole into it, added up. Nothing is
              shared out.
            </p>
          )}
          <p class="small">
            Years on either side of a break are never added together. Similar: the average of similar{' '}
            {authorityWords.many} in the same years.
          </p>
          <div class="tools">
            {finding !== undefined && (
              <QuoteDetails
                id="quote-years"
                about="about several years"
                sentence={`${authority.officialName}: ${finding.slice(0, 1).toLowerCase()}${finding.slice(1)}`}
                source={`${source}#years`}
                isDemonstration={isDemonstration}
              />
            )}
            <a class="link" href={addresses.method('several-years-together')}>
              How was this made?<span class="govuk-visually-hidden"> Several years together</span>
            </a>
          </div>
        </div>
      </div>
    </section>
  )
}

function Row({ slug, row, columnCount }: { slug: string; row: YearRow; columnCount: number }) {
  if (row.kind === 'break') {
    return (
      <tr class="table__break">
        <td colspan={columnCount}>{row.name}</td>
      </tr>
    )
  }
  const [first, ...others] = row.cells
  return (
    <tr class={row.year === undefined ? 'table__now' : undefined}>
      <th scope="row">
        {row.year === undefined ? (
          <Unbroken words={row.name} />
        ) : (
          <a class="link" href={addresses.authority(slug, row.year)}>
            <Unbroken words={row.name} />
          </a>
        )}
      </th>
      <td class="number">
        {first?.printed}
        <small>{first?.base}</small>
      </td>
      <td class="number from-narrow">{first?.average ?? '–'}</td>
      {others.map((cell) => (
        <td class="number">
          {cell.printed}
          <small>{cell.base}</small>
        </td>
      ))}
    </tr>
  )
}

/** What was before it, marked: these are nobody's figures, and stand in no average. */
function BeforeRow({
  year,
  isOfOthers,
  columnCount,
}: {
  year: PredecessorYear
  /** Not of the same predecessors as the row above. */
  isOfOthers: boolean
  columnCount: number
}) {
  const [first, ...others] = year.cells
  return (
    <>
      {isOfOthers && (
        <tr class="table__break">
          <td colspan={columnCount}>As if it had existed: {year.predecessors}</td>
        </tr>
      )}
      <tr class="table__as-if">
        <th scope="row">
          <span class="unbroken">{year.name}</span>
        </th>
        <td class="number">
          {first?.printed}
          <small>{first?.base}</small>
        </td>
        <td class="number from-narrow">–</td>
        {others.map((cell) => (
          <td class="number">
            {cell.printed}
            <small>{cell.base}</small>
          </td>
        ))}
      </tr>
    </>
  )
}

/** "2022-23 and 2023-24" may break between its words, never at a hyphen. */
function Unbroken({ words }: { words: string }) {
  return (
    <>
      {words.split(' ').map((word) => (
        <>
          <span class="unbroken">{word}</span>{' '}
        </>
      ))}
    </>
  )
}
