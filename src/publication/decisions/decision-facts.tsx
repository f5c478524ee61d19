import type { Child } from 'hono/jsx'
import { formatDate, formatMonth } from '../../letters/letter-words.ts'
import { dayOf, printYear } from '../../scheme/printed-dates.ts'
import { capital } from '../../scheme/sentence-words.ts'
import { addresses } from '../../web/addresses.ts'
import { number } from '../site/measure-words.ts'
import type { PublicSite } from '../site/public-site.tsx'
import type { DecisionAuthorities } from './decision-authority.ts'
import type { Decision, ReportOfCase, SimilarDecision } from './decision-store.ts'
import { outcomeOf, remedyWords } from './decision-words.ts'
import { categoryName } from './facet-groups.ts'

/** Beside a statement: what is known of the decision, how to cite it, and others like it. */
export function DecisionFacts(facts: {
  publicSite: PublicSite
  first: Decision
  decisions: readonly Decision[]
  elsewhere: readonly Decision[]
  authorities: DecisionAuthorities
  reports: readonly ReportOfCase[]
  similar: readonly SimilarDecision[]
  sameOutcomes: readonly number[]
  origin: string
}) {
  const { publicSite, first, decisions, elsewhere, authorities, reports, similar, sameOutcomes, origin } =
    facts
  const { scheme } = publicSite
  const { category, subcategory } = first
  const remedies = remedyWords(scheme, [...new Set(decisions.flatMap(({ remedyKinds }) => remedyKinds))])
  const outcomes = [...new Set(decisions.map(({ outcome }) => outcome))]
  return (
    <aside class="decision__aside" aria-label="About this decision">
      <dl class="decision-facts">
        <Fact term="Outcome">
          {outcomes.map((code) => (
            <>
              <strong>{outcomeOf(scheme, code).name}</strong>
              <small>{outcomeOf(scheme, code).plainWords}</small>
            </>
          ))}
        </Fact>
        <Fact term="Subject">
          <a
            class="link"
            href={addresses.decisions({
              category,
              subcategory: subcategory === null ? undefined : `${category}/${subcategory}`,
            })}
          >
            {categoryName(scheme, category)}
            {subcategory !== null && ` › ${subcategory}`}
          </a>
        </Fact>
        <Fact
          term={capital(
            decisions.length === 1 ? scheme.site.authorityWords.one : scheme.site.authorityWords.many,
          )}
        >
          {decisions.map((decision, index) => (
            <>
              <AuthorityDecisions authorities={authorities} decision={decision} />
              <small>
                {sameOutcomes[index] === 1 ? 'the only one' : `1 of ${number(sameOutcomes[index] ?? 1)}`}{' '}
                published as {outcomeOf(scheme, decision.outcome).name.toLowerCase()} there in{' '}
                {printYear(scheme, decision.year)}
              </small>
            </>
          ))}
        </Fact>
        <Fact term="Decided">
          {formatDate(first.decidedOn)}
          <small>
            published {formatDate(dayOf(scheme, first.publishedAt))}
            {first.expiresAt !== null && `, here until ${formatMonth(dayOf(scheme, first.expiresAt))}`}
          </small>
        </Fact>
        {remedies !== '' && <Fact term="Remedies">{remedies}</Fact>}
        {elsewhere.length > 0 && (
          <Fact term="The same complaint">
            {elsewhere.map((other) => (
              <DecisionLink authorities={authorities} decision={other} />
            ))}
          </Fact>
        )}
        {reports.length > 0 && (
          <Fact term="Public report">
            {reports.map(({ slug, title }) => (
              <a class="link" href={addresses.report(slug)}>
                {title}
              </a>
            ))}
          </Fact>
        )}
      </dl>
      <Citation
        publicSite={publicSite}
        decisions={decisions}
        first={first}
        authorities={authorities}
        origin={origin}
      />
      {similar.length > 0 && (
        <div class="decision__similar">
          <h2 class="decision__small-heading">Similar decisions</h2>
          <ul>
            {similar.map((decision) => (
              <li>
                <DecisionLink authorities={authorities} decision={decision} />
              </li>
            ))}
          </ul>
        </div>
      )}
    </aside>
  )
}

function Fact({ term, children }: { term: string; children: Child }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function AuthorityDecisions({
  authorities,
  decision,
}: {
  authorities: DecisionAuthorities
  decision: Decision
}) {
  const authority = authorities.get(decision.authorityId)
  if (authority === undefined) return null
  return (
    <a class="link" href={addresses.authority(authority.slug, decision.year)}>
      {authority.officialName}
    </a>
  )
}

export function DecisionLink({
  authorities,
  decision,
}: {
  authorities: DecisionAuthorities
  decision: SimilarDecision
}) {
  const { category, subcategory, reference } = decision
  return (
    <a class="link" href={addresses.decision(category, subcategory, reference)}>
      {authorities.get(decision.authorityId)?.officialName}, <span class="unbroken">{reference}</span>
    </a>
  )
}

function Citation(citation: {
  publicSite: PublicSite
  decisions: readonly Decision[]
  first: Decision
  authorities: DecisionAuthorities
  origin: string
}) {
  const { publicSite, decisions, first, authorities, origin } = citation
  const { site, scheme } = publicSite
  const names = decisions.map(({ authorityId }) => authorities.get(authorityId)?.officialName)
  const publisher = site.isDemonstration ? site.publisher : scheme.serviceName
  return (
    <div class="cite">
      <h2 class="decision__small-heading">Cite this decision</h2>
      <p id="citation">
        {site.isDemonstration && 'DEMONSTRATION: '}
        {publisher}, {names.join(', ')}, <span class="unbroken">{first.reference}</span>,{' '}
        {formatDate(first.decidedOn)}.{' '}
        <span class="cite__address">
          {origin}
          {addresses
            .decision(first.category, first.subcategory, first.reference)
            .split('/')
            .map((part, index) =>
              index === 0 ? (
                part
              ) : (
                <>
                  /<wbr />
                  {part}
                </>
              ),
            )}
        </span>
      </p>
      <button class="copy" type="button" data-copies="citation" hidden>
        Copy
      </button>
    </div>
  )
}
