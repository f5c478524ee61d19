import { wholePercent } from '../../statistics/rounding.ts'
import { type Made, MadeLink } from '../site/made-link.tsx'
import { number } from '../site/measure-words.ts'
import type { CategoryCount } from './casework-tables.ts'

const barWidth = 144

type ReceivedSettings = {
  readonly total: number
  readonly categories: readonly CategoryCount[]
  /** Where it is told how the total was made. */
  readonly made: Made | undefined
}

/** What people complained about: the table is the chart. */
export function ReceivedSection({ total, categories, made }: ReceivedSettings) {
  const [first] = categories
  const most = first?.count ?? 0
  return (
    <section class="section" aria-labelledby="received">
      <h2 class="heading" id="received">
        What people complained about
      </h2>
      <p class="lead">
        {total === 0 ? 'No' : number(total)} {total === 1 ? 'complaint' : 'complaints'} received.
        {first && first.count > 0 && total > 1 && ` ${first.name} came first.`}
      </p>
      {total > 0 && (
        <div class="pair">
          <table class="table">
            <thead>
              <tr>
                <th scope="col">Service</th>
                <td class="bar" />
                <th scope="col" class="number">
                  Received
                </th>
                <th scope="col" class="number">
                  Share
                </th>
              </tr>
            </thead>
            <tbody>
              {categories.map(({ name, count }) => (
                <tr>
                  <th scope="row">{name}</th>
                  <td class="bar" aria-hidden="true">
                    <Bar length={most === 0 ? 0 : (count / most) * barWidth} />
                  </td>
                  <td class="number">{number(count)}</td>
                  <td class="number">{wholePercent(count, total)}%</td>
                </tr>
              ))}
            </tbody>
          </table>
          <div>
            <p class="small">
              Counted in the year in which each complaint reached the Ombudsman, whenever it was decided.
            </p>
            <MadeLink made={made} />
          </div>
        </div>
      )}
    </section>
  )
}

function Bar({ length }: { length: number }) {
  return (
    <svg width={barWidth} height="14" viewBox={`0 0 ${barWidth} 14`} aria-hidden="true" focusable="false">
      <rect width={length.toFixed(1)} height="14" />
    </svg>
  )
}
