import type { Provision } from '../../handling-code/provisions/code-version.ts'
import { printDate } from '../../scheme/printed-dates.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import { ProvisionSections } from './provision-list.tsx'
import type { PublishedAnswer } from './published-assessment.ts'

/** A whole self-assessment, section by section: each provision with what the authority says of it. */
export function AssessmentDocument({
  scheme,
  provisions,
  answers,
}: {
  scheme: Scheme
  provisions: readonly Provision[]
  answers: ReadonlyMap<string, PublishedAnswer>
}) {
  return (
    <ProvisionSections
      scheme={scheme}
      provisions={provisions}
      more={({ provision }) => <AnswerWords answer={answers.get(provision)} />}
    />
  )
}

function AnswerWords({ answer }: { answer: PublishedAnswer | undefined }) {
  if (answer === undefined || answer.isFollowed === null) {
    return <p class="code-answer code-answer--open">Not answered</p>
  }
  const { isFollowed, evidence, commentary, change, changeBy } = answer
  return (
    <>
      <p class={isFollowed ? 'code-answer code-answer--yes' : 'code-answer code-answer--no'}>
        {isFollowed ? 'Followed' : 'Not followed'}
      </p>
      <dl class="code-answer__words">
        {!isFollowed && change !== '' && (
          <Said name={changeBy === null ? 'What will change' : `What will change by ${printDate(changeBy)}`}>
            {change}
          </Said>
        )}
        {evidence !== '' && <Said name="Evidence">{evidence}</Said>}
        {commentary !== '' && <Said name="Commentary">{commentary}</Said>}
      </dl>
    </>
  )
}

function Said({ name, children }: { name: string; children: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
