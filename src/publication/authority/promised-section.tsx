import { formatDate } from '../../letters/letter-words.ts'
import { printYear } from '../../scheme/printed-dates.ts'
import { addresses } from '../../web/addresses.ts'
import { type SquareKind, Squares } from '../../web/squares.tsx'
import { number } from '../site/measure-words.ts'
import { type Ending, endingsInWords, type Improvement, settledInWords } from './promises.ts'
import type { SectionSettings } from './section-settings.ts'

const mostImprovements = 4

type Promised = SectionSettings & {
  /** Said before anything else, however few: "In 1 case, agreed actions were not carried out." */
  readonly failure: string | undefined
  /** All settled cases of the year. */
  readonly cases: readonly Ending[]
  /** Settled actions of published decisions, of which one case may have several. */
  readonly actions: readonly Ending[]
  readonly improvements: readonly Improvement[]
  /** Where it is told how the cases were counted. */
  readonly madeAddress: string | undefined
}

/** What was promised, and kept: a square for each action, or for each case where no action is public. */
export function PromisedSection(promised: Promised) {
  const { scheme, year, failure, cases, actions, improvements } = promised
  const areActions = actions.some(({ count }) => count > 0)
  const ended = areActions ? actions : cases
  const noun = areActions ? { one: 'action', many: 'actions' } : { one: 'case', many: 'cases' }
  const kept = endingsInWords(ended, noun)
  if (kept === undefined && failure === undefined && improvements.length === 0) return null
  return (
    <section class="section" aria-labelledby="promised">
      <h2 class="heading" id="promised">
        What was promised, and kept
      </h2>
      <p class="lead">
        {failure !== undefined && <span class="failure">{failure} </span>}
        {kept ??
          (failure === undefined ? `Nothing agreed was settled in ${printYear(scheme, year)}.` : undefined)}
      </p>
      <div class="pair">
        <div>
          <Squares
            runs={ended
              .filter(({ count }) => count > 0)
              .map((ending) => ({ kind: squareKind(ending), count: ending.count, words: ending.words }))}
          />
          <Improvements {...promised} />
        </div>
        <Beside {...promised} areActions={areActions} />
      </div>
    </section>
  )
}

function squareKind({ isComplied, isLate }: Ending): SquareKind {
  if (!isComplied) return 'crossed'
  return isLate ? 'pale' : 'filled'
}

function Beside({ areActions, ...promised }: Promised & { areActions: boolean }) {
  const { scheme, year, authority, cases, actions, madeAddress } = promised
  const caseCount = cases.reduce((sum, { count }) => sum + count, 0)
  return (
    <div class="explains">
      <h3 class="explains__name">{areActions ? 'One square, one action' : 'One square, one case'}</h3>
      {areActions ? (
        <>
          <p class="small">
            Each upheld complaint can end with several things to do: an apology, a payment, a change in how
            the service works. {settledInWords(scheme, year, actions)}
          </p>
          {caseCount > 0 && (
            <p class="small">
              The rate above counts cases, also those that are not published: {number(caseCount)} in the year.
              One is kept only when every action in it is.
            </p>
          )}
        </>
      ) : (
        <p class="small">A case is kept only when every action agreed in it is carried out.</p>
      )}
      <ul class="links">
        <li>
          <a class="link" href={addresses.improvements({ authority: authority.slug })}>
            All improvements
          </a>
        </li>
        {madeAddress !== undefined && (
          <li>
            <a class="link" href={madeAddress}>
              How was this made?<span class="govuk-visually-hidden"> What was promised, and kept</span>
            </a>
          </li>
        )}
      </ul>
    </div>
  )
}

function Improvements({ scheme, authority, improvements }: Promised) {
  if (improvements.length === 0) return null
  return (
    <>
      <h3 class="subheading">Service improvements agreed</h3>
      <ul class="pledges">
        {improvements.slice(0, mostImprovements).map((improvement) => (
          <li class="pledges__one">
            <div>
              <p class="text pledges__words">{improvement.summary}</p>
              <p class="small">
                <a
                  class="link"
                  href={addresses.decision(
                    improvement.action.category,
                    improvement.action.subcategory,
                    improvement.action.reference,
                  )}
                >
                  {categoryName(scheme, improvement.action.category)} · {improvement.action.reference}
                </a>
              </p>
            </div>
            <p class="small pledges__state">
              <span class={improvement.state.isFailure ? 'failure' : 'pledges__ended'}>
                {improvement.state.words}
              </span>
              <br />
              due {formatDate(improvement.action.dueOn)}
            </p>
          </li>
        ))}
      </ul>
      {improvements.length > mostImprovements && (
        <p class="text">
          <a class="link" href={addresses.improvements({ authority: authority.slug })}>
            All {number(improvements.length)} improvements
          </a>
        </p>
      )}
    </>
  )
}

function categoryName({ categories }: SectionSettings['scheme'], category: string): string {
  return categories.find(({ code }) => code === category)?.name ?? category
}
