import type { SchemeSite } from '../../scheme/scheme-site.ts'
import { type Made, MadeLink } from '../site/made-link.tsx'
import { number } from '../site/measure-words.ts'
import type { DecidedByOutcome, OutcomeCount } from './casework-tables.ts'

/** What was decided: not investigated and investigated apart, so that the base of the rate is plain to see. */
export function DecidedSection({
  words,
  decided,
  made,
}: {
  words: SchemeSite['decided']
  decided: DecidedByOutcome
  made: Made | undefined
}) {
  const { total, notInvestigated, investigated, upheld } = decided
  return (
    <section class="section" aria-labelledby="decided">
      <h2 class="heading" id="decided">
        What was decided
      </h2>
      <p class="lead">
        {total === 0
          ? 'No decisions were made.'
          : `${number(total)} ${total === 1 ? 'decision' : 'decisions'}. ${words.finding(number(investigated.total), number(upheld))}`}
      </p>
      <div class="pair">
        <table class="table">
          <thead>
            <tr>
              <th scope="col">Decision</th>
              <th scope="col" class="number">
                Number
              </th>
            </tr>
          </thead>
          <tbody>
            <Group name="Not investigated" {...notInvestigated} />
            <Group name="Investigated" {...investigated} />
          </tbody>
        </table>
        <div>
          {total > 0 && <SplitBar words={words} decided={decided} />}
          <p class="small">{words.note}</p>
          <MadeLink made={made} />
        </div>
      </div>
    </section>
  )
}

function Group({
  name,
  total,
  outcomes,
}: {
  name: string
  total: number
  outcomes: readonly OutcomeCount[]
}) {
  return (
    <>
      <tr class="table__group">
        <th scope="row">{name}</th>
        <td class="number">{number(total)}</td>
      </tr>
      {outcomes.map((outcome) => (
        <tr class="table__part">
          <th scope="row">
            {outcome.name}
            <small>{outcome.plainWords}</small>
          </th>
          <td class="number">{number(outcome.count)}</td>
        </tr>
      ))}
    </>
  )
}

const width = 368

/** How small the base of the rate is among all decisions. It repeats the table and is silent. */
function SplitBar({
  words,
  decided: { total, notInvestigated, investigated, upheld },
}: {
  words: SchemeSite['decided']
  decided: DecidedByOutcome
}) {
  const at = (count: number) => (count / total) * width
  const start = at(notInvestigated.total)
  const notUpheld = at(investigated.total - upheld)
  return (
    <div aria-hidden="true">
      <p class="split-words">
        <span>Not investigated {number(notInvestigated.total)}</span>
        <strong>Investigated {number(investigated.total)}</strong>
      </p>
      <svg
        aria-hidden="true"
        class="split"
        viewBox={`0 0 ${width} 36`}
        preserveAspectRatio="none"
        focusable="false"
      >
        <rect class="split__rest" x="0" width={Math.max(0, start - 2)} height="36" />
        <rect class="split__half" x={start} width={Math.max(0, notUpheld - 2)} height="36" />
        <rect class="split__whole" x={start + notUpheld} width={Math.max(0, at(upheld))} height="36" />
      </svg>
      <p class="split-words">
        <span>
          {number(investigated.total - upheld)} {words.notUpheld}
        </span>
        <strong>
          {number(upheld)} {words.upheld}
        </strong>
      </p>
    </div>
  )
}
