import type { Child } from 'hono/jsx'
import { bySection, certaintyWords, type Provision } from '../../handling-code/provisions/code-version.ts'
import type { Scheme } from '../../scheme/scheme.ts'

/** Provisions section by section, each with an anchor of its own and what `more` says of it. */
export function ProvisionSections({
  scheme,
  provisions,
  more,
}: {
  scheme: Scheme
  provisions: readonly Provision[]
  more: (provision: Provision) => Child
}) {
  return (
    <>
      {bySection(scheme, provisions).map(({ number, title, provisions: ofSection }) => (
        <section class="section" aria-labelledby={`section-${number}`}>
          <h2 class="heading" id={`section-${number}`}>
            {number}. {title}
          </h2>
          <ProvisionList provisions={ofSection} more={more} />
        </section>
      ))}
    </>
  )
}

/** Provisions one under another: the number in a column of its own, the words, and what `more` says. */
export function ProvisionList<One extends Provision>({
  provisions,
  more,
}: {
  provisions: readonly One[]
  more: (provision: One) => Child
}) {
  return (
    <ul class="code-provisions">
      {provisions.map((provision) => (
        <li id={provision.provision}>
          <p class="code-provisions__number">{provision.number}</p>
          <div class="code-provisions__words">
            <p>{provision.text}</p>
            {more(provision)}
          </div>
        </li>
      ))}
    </ul>
  )
}

/** Where a provision is known from, and what of it is not confirmed. */
export function SourceOf({ provision: { certainty, source } }: { provision: Provision }) {
  const unsure = certaintyWords[certainty]
  return (
    <p class="small">
      {unsure} Source: {source}.
    </p>
  )
}
