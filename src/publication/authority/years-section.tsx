import type { Scheme } from '../../scheme/scheme.ts'
import type { YearlyFigures } from '../../statistics/figure.ts'
import { addresses } from '../../web/addresses.ts'
import { type YearRow, yearByYear, yearsFinding } from './year-by-year.ts'

type SeveralYears = {
  readonly scheme: Scheme
  readonly slug: string
  readonly years: readonly YearlyFigures[]
}

/** All years at a glance: the sum where years can be added up, breaks named where they cannot. */
export function YearsSection({ scheme, slug, years }: SeveralYears) {
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
          <thead>
            <tr>
              <th scope="col">Years</th>
              <th scope="col" class="number">
                {first.column}
              </th>
              <th scope="col" class="number from-tablet">
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
              <Row slug={slug} row={row} columnCount={largeMeasures.length + 2} />
            ))}
          </tbody>
        </table>
        <div>
          {breaks.map(({ reason }) => (
            <p class="small">{reason}</p>
          ))}
          <p class="small">
            Years on either side of a break are never added together. Similar: the average of similar{' '}
            {authorityWords.many} in the same years.
          </p>
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
      <td class="number from-tablet">{first?.average ?? '–'}</td>
      {others.map((cell) => (
        <td class="number">
          {cell.printed}
          <small>{cell.base}</small>
        </td>
      ))}
    </tr>
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
