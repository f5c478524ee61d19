import type { Scheme } from '../../scheme/scheme.ts'
import type { YearlyFigures } from '../../statistics/figure.ts'
import { failureToComply, quotedSentence } from '../../statistics/figure-wording.ts'
import { addresses } from '../../web/addresses.ts'
import { RangeStrip } from '../../web/range-strip.tsx'
import { ChartFileLinks, QuoteDetails } from '../charts/chart-tools.tsx'
import { BigFigure } from '../site/big-figure.tsx'
import { intervalWords, sentencesBeside } from '../site/measure-sentences.ts'
import { type MeasureView, measureOf, measureView } from '../site/measure-view.ts'
import { largeMeasure } from '../site/measure-words.ts'
import { isInvented, type SectionSettings } from './section-settings.ts'

type AuthorityYear = SectionSettings & { readonly figures: YearlyFigures }

/** The large measures of one authority and year: number, finding, range. */
export function Measures(shown: AuthorityYear) {
  const views = shown.scheme.site.largeMeasures
    .map(({ measure }) => measureView(shown.scheme, shown.figures, measure))
    .filter((view) => view !== undefined)
  return (
    <div class="measures">
      {views.map((view, index) => (
        <MeasureSection {...shown} view={view} isFirst={index === 0} />
      ))}
    </div>
  )
}

function MeasureSection(shown: AuthorityYear & { view: MeasureView; isFirst: boolean }) {
  const { scheme, authority, view, year, isFirst } = shown
  const range = rangeOf(view)
  const heading = `measure-${view.measure.code}`
  return (
    <section class="measure" aria-labelledby={heading}>
      <div class="measure__words">
        <h2 class="heading" id={heading}>
          {view.measure.name}
        </h2>
        <p class="text text--grey measure__plain">{view.measure.plainWords}</p>
        {view.whyNothing !== undefined && <p class="text">{view.whyNothing}</p>}
        <Failures {...shown} />
        <Comparison scheme={scheme} view={view} />
        <RateBeside {...shown} />
      </div>
      <div class="measure__figure">
        <BigFigure view={view} />
      </div>
      {range && (
        <div class="measure__range">
          <RangeStrip range={range} />
          <p class="small">{intervalWords(scheme, view, isFirst)}</p>
        </div>
      )}
      <div class="tools measure__links">
        <QuoteMeasure {...shown} />
        <a class="link" href={addresses.figure(authority.slug, year, view.measure.code)}>
          How was this made?<span class="govuk-visually-hidden"> {view.measure.name}</span>
        </a>
        <LinksBeside {...shown} />
      </div>
    </section>
  )
}

/** The figure as a sentence, and as a picture to share. */
function QuoteMeasure(shown: AuthorityYear & { view: MeasureView }) {
  const { scheme, authority, year, source, figures, view } = shown
  const { measure, figure } = view
  return (
    <QuoteDetails
      id={`quote-${measure.code}`}
      about={measure.name}
      sentence={quotedSentence(scheme, measure, { authorityName: authority.officialName, year }, figure)}
      source={source}
      isDemonstration={isInvented(shown, figures.figures.get(measure.code)?.origin)}
    >
      <ChartFileLinks
        svg={addresses.chart(authority.slug, year, measure.code, 'svg')}
        png={addresses.chart(authority.slug, year, measure.code, 'png')}
        about={`of ${measure.name}`}
      />
    </QuoteDetails>
  )
}

/** A failure to comply is said before anything else, however few. */
function Failures({ scheme, view, figures }: AuthorityYear & { view: MeasureView }) {
  const failure = failureToComply(scheme, view.measure, view.figure)
  const others = sentencesBeside(scheme, figures, view.measure.code)
  if (failure === undefined && others.length === 0) return null
  return (
    <p class="text">
      {failure !== undefined && <span class="failure">{failure} </span>}
      {others.join(' ')}
    </p>
  )
}

/** What the sentences beside a measure count has pages of its own. */
function LinksBeside({ scheme, view, authority, year, figures }: AuthorityYear & { view: MeasureView }) {
  const { late, unsettled } = largeMeasure(scheme, view.measure.code) ?? {}
  const counted = [late, unsettled].flatMap((beside) => {
    const measure = beside && measureOf(scheme, beside.measure)
    const figure = beside && figures.figures.get(beside.measure)
    return measure && figure?.state === 'calculated' && figure.numerator > 0 ? [measure] : []
  })
  return (
    <>
      {counted.map(({ code, name }) => (
        <a class="link" href={addresses.figure(authority.slug, year, code)}>
          {name}
        </a>
      ))}
    </>
  )
}

function Comparison({ scheme, view }: { scheme: Scheme; view: MeasureView }) {
  if (!view.average && !view.finding) return null
  return (
    <p class="text">
      {view.average && (
        <>
          <span class="measure__key" />
          Similar {scheme.site.authorityWords.many}: {view.average.printed}.{' '}
        </>
      )}
      {view.finding && (
        <>
          <strong>{view.finding.strong}</strong>
          {view.finding.rest}
        </>
      )}
    </p>
  )
}

/** A rate beside the population has no strip of its own; it stands as a line under what it counts. */
function RateBeside({ scheme, view, figures, authority, year }: AuthorityYear & { view: MeasureView }) {
  const code = largeMeasure(scheme, view.measure.code)?.rate
  const rate = code === undefined ? undefined : measureView(scheme, figures, code)
  if (rate?.number.kind !== 'number') return null
  return (
    <p class="text text--grey">
      <a class="link" href={addresses.figure(authority.slug, year, rate.measure.code)}>
        {rate.number.printed} {rate.measure.wording.counted} {rate.number.unit}
      </a>
      {rate.average && `; similar ${scheme.site.authorityWords.many} ${rate.average.printed}`}.
    </p>
  )
}

function rangeOf(view: MeasureView) {
  if (!view.interval || view.share === undefined || view.measure.denominator.kind !== 'share')
    return undefined
  return {
    share: view.share,
    low: view.interval.from,
    high: view.interval.to,
    isFew: view.isFew,
    average: view.average && { share: view.average.share, label: `similar ${view.average.printed}` },
  }
}
