import type { Child } from 'hono/jsx'
import { formatDate } from '../../letters/letter-words.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import { promiseState, promiseStateName } from '../site/promise-state.ts'
import type { AgreedAction, StatementSection } from './decision-store.ts'

/**
 * A statement, its paragraphs numbered through. What was agreed stands with the section that tells of it, where there
 * is one, else at the end.
 */
export function Statement({
  sections,
  children,
}: {
  sections: readonly StatementSection[]
  children: Child
}) {
  const starts = sections.map((_, index) =>
    sections.slice(0, index).reduce((count, { paragraphs }) => count + paragraphs.length, 1),
  )
  const agreedAt = sections.findIndex(({ heading }) => /^agreed action/i.test(heading))
  return (
    <>
      {sections.map(({ heading, paragraphs }, index) => (
        <section class="statement">
          <h2 class="statement__heading">{heading}</h2>
          <ol class="statement__paragraphs" start={starts[index]}>
            {paragraphs.map((paragraph, offset) => (
              <li id={`paragraph-${(starts[index] ?? 1) + offset}`}>{paragraph}</li>
            ))}
          </ol>
          {index === agreedAt && children}
        </section>
      ))}
      {agreedAt < 0 && children}
    </>
  )
}

/** Each thing the authority agreed to do, with how it ended. */
export function AgreedActions(agreed: {
  scheme: Scheme
  actions: readonly AgreedAction[]
  /** Whose promises they are, where the case is about several. */
  name: string | undefined
}) {
  const { scheme, actions, name } = agreed
  if (actions.length === 0) return null
  return (
    <table class="agreed">
      <caption class={name === undefined ? 'govuk-visually-hidden' : 'agreed__name'}>
        {name === undefined ? 'What was agreed, and whether it was done' : `Agreed by ${name}`}
      </caption>
      <thead class="govuk-visually-hidden">
        <tr>
          <th scope="col">Action</th>
          <th scope="col">State</th>
        </tr>
      </thead>
      <tbody>
        {actions.map((action) => (
          <tr>
            <td>{action.summary ?? kindName(scheme, action.kind)}</td>
            <td class="agreed__state">
              <PromiseStateWords scheme={scheme} settlement={action.settlement} />
              <small>due {formatDate(action.dueOn)}</small>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

export function PromiseStateWords({ scheme, settlement }: { scheme: Scheme; settlement: string | null }) {
  const state = promiseState(scheme, settlement)
  const name = promiseStateName(state)
  return state === 'not-carried-out' ? <span class="failure">{name}</span> : <span>{name}</span>
}

export function kindName(scheme: Scheme, code: string): string {
  return scheme.recommendationKinds.find((kind) => kind.code === code)?.name ?? code
}
