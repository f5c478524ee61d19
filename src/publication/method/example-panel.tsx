import type { Child } from 'hono/jsx'
import { printYear } from '../../scheme/printed-dates.ts'
import type { Measure } from '../../scheme/scheme.ts'
import { capital } from '../../scheme/sentence-words.ts'
import type { Counts } from '../../statistics/figure.ts'
import { addresses } from '../../web/addresses.ts'
import { Ring } from '../../web/ring.tsx'
import { figureSum, type SumPart } from '../authority/figure-sum.ts'
import { intervalWords } from '../site/measure-sentences.ts'
import { measureView } from '../site/measure-view.ts'
import type { PublicSite } from '../site/public-site.tsx'
import type { WorkedExample } from './worked-example.ts'

/** A measure worked out for one real authority, as the fraction it is. */
export function ExamplePanel({
  publicSite: { scheme, site },
  measure,
  example,
  counts,
}: {
  publicSite: PublicSite
  measure: Measure
  example: WorkedExample
  counts: Counts
}) {
  const { authority, figures, figure } = example
  const view = measureView(scheme, figures, measure.code)
  const sum = figureSum(scheme, measure, figure, counts)
  const sentences = [
    view
      ? intervalWords(scheme, view, false).replace(/^Band: /, 'The true rate plausibly lies between ')
      : '',
    view?.average ? `Similar ${scheme.site.authorityWords.many}: ${view.average.printed}.` : '',
    view?.finding ? `The site says: ${view.finding.strong}${view.finding.rest}` : '',
  ].filter((sentence) => sentence !== '')
  return (
    <div class="worked">
      <h3>
        Worked example: {authority.shortName}, {printYear(scheme, figures.year)}
      </h3>
      <p class="small">{originWords(example, site.isDemonstration)}</p>
      <Fraction sum={sum}>
        {measure.denominator.kind === 'share' && (
          <Ring
            shown={{
              state: 'share',
              share: figure.numerator / figure.denominator,
              isFew: view?.isFew ?? false,
            }}
            average={view?.average?.share}
          />
        )}
      </Fraction>
      {sentences.length > 0 && <p>{sentences.map(capital).join(' ')}</p>}
      <p>
        <a class="link" href={addresses.figure(authority.slug, figures.year, measure.code)}>
          How this figure was made
          <span class="govuk-visually-hidden">
            : {measure.name}, {authority.officialName}
          </span>
        </a>
      </p>
    </div>
  )
}

function originWords({ authority, figure }: WorkedExample, isDemonstration: boolean): string {
  if (figure.origin.kind === 'published-letter') return 'from the published letter'
  return isDemonstration && authority.isInvented
    ? 'DEMONSTRATION: an invented figure'
    : 'from the figures of the year'
}

/** Numerator over denominator with a line between, then what it comes to. Read aloud it is one sentence. */
function Fraction({ sum, children }: { sum: readonly SumPart[]; children: Child }) {
  const top = sum.filter(({ sign }) => sign === undefined || sign === '×')
  const bottom = sum.filter(({ sign }) => sign === '÷')
  const results = sum.filter(({ sign }) => sign === '=' || sign === '→')
  return (
    <>
      <p class="govuk-visually-hidden">
        {sum.map(({ sign, text, words }) => `${sign ?? ''} ${text} ${words}`).join(' ')}
      </p>
      <div class="fraction" aria-hidden="true">
        <div class="fraction__parts">
          <Parts parts={top} />
          <Parts parts={bottom.map((part) => ({ ...part, sign: undefined }))} />
        </div>
        {results.map(({ sign, text, words }) => (
          <>
            <span class="fraction__sign">{sign}</span>
            <span class="fraction__part">
              <span class="fraction__number">{text}</span>
              <span>{words}</span>
            </span>
          </>
        ))}
        {children}
      </div>
    </>
  )
}

function Parts({ parts }: { parts: readonly SumPart[] }) {
  return (
    <div class="fraction__row">
      {parts.map(({ sign, text, words }) => (
        <>
          {sign !== undefined && <span class="fraction__sign">{sign}</span>}
          <span class="fraction__part">
            <span class="fraction__number">{text}</span>
            <span>{words}</span>
          </span>
        </>
      ))}
    </div>
  )
}
