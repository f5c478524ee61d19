import type { ComplianceOutcome } from '../../scheme/scheme.ts'
import { wholePercent } from '../../statistics/rounding.ts'
import { addresses } from '../../web/addresses.ts'
import { number } from '../site/measure-words.ts'
import { Chart, HowMade, Section } from './review-parts.tsx'
import type { promisesView } from './review-view.ts'

/** How agreed actions ended, failures first; and what had been agreed. */
export function Promises({ promises }: { promises: NonNullable<ReturnType<typeof promisesView>> }) {
  const { outcomes, total, measure, failure, unknownCount, remedies } = promises
  return (
    <Section
      id="promises"
      title="Promises kept"
      finding={
        <>
          {failure !== undefined && <span class="failure">{failure} </span>}
          {outcomes
            .filter(({ isComplied, count }) => isComplied && count > 0)
            .map(({ count, ...outcome }) => `${number(count)} ${endedInWords(outcome)}`)
            .join('; ')}
          .
        </>
      }
    >
      <Chart
        chart={<OutcomeRows outcomes={outcomes} total={total} />}
        noteTitle="One case, one outcome"
        note={
          <>
            <p>
              A case counts once, when the last of its agreed actions was settled, whenever it was decided.
            </p>
            {unknownCount > 0 && (
              <p>
                Of {number(unknownCount)} more {unknownCount === 1 ? 'case' : 'cases'} it is known from a
                published letter whether they were carried out, but not whether in time.
              </p>
            )}
          </>
        }
        tools={
          <div class="tools">
            <a class="link" href={addresses.improvements()}>
              What was promised
            </a>
            <HowMade measure={measure} />
          </div>
        }
      />
      {remedies.rows.length > 0 && <Remedies remedies={remedies} />}
    </Section>
  )
}

function endedInWords({ isComplied, isLate }: Pick<ComplianceOutcome, 'isComplied' | 'isLate'>): string {
  if (!isComplied) return 'not carried out'
  return isLate ? 'late' : 'carried out on time'
}

type CountedOutcome = ComplianceOutcome & { readonly count: number }

function OutcomeRows({ outcomes, total }: { outcomes: readonly CountedOutcome[]; total: number }) {
  let from = 0
  const parts = outcomes.map(({ count, ...outcome }) => {
    const part = { x: from, width: count / total, kind: kindOf(outcome) }
    from += part.width
    return part
  })
  return (
    <>
      <svg class="promises__bar" aria-hidden="true" width="100%" height="36">
        {parts.map(({ x, width, kind }) => (
          <rect
            class={`promises__${kind}`}
            x={`${Math.round(x * 10_000) / 100}%`}
            width={`${Math.round(width * 10_000) / 100}%`}
            height="36"
          />
        ))}
      </svg>
      <table class="table">
        <thead>
          <tr>
            <th scope="col">Agreed actions</th>
            <th scope="col" class="number">
              Cases
            </th>
            <th scope="col" class="number">
              Share
            </th>
          </tr>
        </thead>
        <tbody>
          {outcomes.map(({ name, count, ...outcome }) => (
            <tr>
              <th scope="row">
                <svg class="promises__key" width="14" height="14" aria-hidden="true">
                  <rect class={`promises__${kindOf(outcome)}`} width="14" height="14" />
                </svg>{' '}
                {name}
              </th>
              <td class="number">{number(count)}</td>
              <td class="number text--grey">{wholePercent(count, total)}%</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

function kindOf({ isComplied, isLate }: Pick<ComplianceOutcome, 'isComplied' | 'isLate'>) {
  if (!isComplied) return 'failed'
  return isLate ? 'late' : 'kept'
}

type Remedies = NonNullable<ReturnType<typeof promisesView>>['remedies']

function Remedies({ remedies }: { remedies: Remedies }) {
  return (
    <>
      <h3 class="review__remedies">What was to be put right</h3>
      <p class="text">
        In how many of the cases decided in the year each was agreed. A case may end with several, so the rows
        do not add up to cases.
      </p>
      <table class="table remedies">
        <thead>
          <tr>
            <th scope="col">Agreed</th>
            {remedies.groups.map((name) => (
              <th scope="col" class="number from-tablet">
                {name}
              </th>
            ))}
            <th scope="col" class="number">
              All
            </th>
          </tr>
        </thead>
        <tbody>
          {remedies.rows.map(({ name, counts, total }) => (
            <tr>
              <th scope="row">{name}</th>
              {counts.map((count) => (
                <td class="number from-tablet">{number(count)}</td>
              ))}
              <td class="number">
                <strong>{number(total)}</strong>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}
