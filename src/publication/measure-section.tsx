import type { ReportingYear } from '../scheme/reporting-year.ts'
import type { Scheme } from '../scheme/scheme.ts'
import type { YearlyFigures } from '../statistics/figure.ts'
import { failureToComply } from '../statistics/figure-wording.ts'
import { addresses } from '../web/addresses.ts'
import { RangeStrip } from '../web/range-strip.tsx'
import { BigFigure } from './big-figure.tsx'
import { complianceSentences, intervalWords } from './measure-sentences.ts'
import { type MeasureView, measureOf, measureView } from './measure-view.ts'
import { largeMeasures } from './measure-words.ts'

type AuthorityYear = {
  readonly scheme: Scheme
  readonly slug: string
  readonly year: ReportingYear
  readonly figures: YearlyFigures
}

/** The large measures of one authority and year: number, finding, range. */
export function Measures(shown: AuthorityYear) {
  const views = largeMeasures
    .map((code) => measureView(shown.scheme, shown.figures, code))
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
  const { view, slug, year, isFirst } = shown
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
        <Comparison view={view} />
        {view.measure.code === 'complaints-upheld' && <UpheldForResidents {...shown} />}
      </div>
      <div class="measure__figure">
        <BigFigure view={view} />
      </div>
      {range && (
        <div class="measure__range">
          <RangeStrip range={range} />
          <p class="small">{intervalWords(view, isFirst)}</p>
        </div>
      )}
      <ul class="links measure__links">
        <li>
          <a class="link" href={addresses.figure(slug, year, view.measure.code)}>
            How was this made?<span class="govuk-visually-hidden"> {view.measure.name}</span>
          </a>
        </li>
        {view.measure.code === 'compliance' && <ComplianceLinks {...shown} />}
      </ul>
    </section>
  )
}

/** A failure to comply is said before anything else, however few. */
function Failures({ scheme, view, figures }: AuthorityYear & { view: MeasureView }) {
  const failure = failureToComply(scheme, view.measure, view.figure)
  const others = view.measure.code === 'compliance' ? complianceSentences(figures) : []
  if (failure === undefined && others.length === 0) return null
  return (
    <p class="text">
      {failure !== undefined && <span class="failure">{failure} </span>}
      {others.join(' ')}
    </p>
  )
}

/** What the sentences beside compliance count has pages of its own. */
function ComplianceLinks({ scheme, slug, year, figures }: AuthorityYear) {
  const counted = (['late-compliance', 'unsettled'] as const).flatMap((code) => {
    const measure = measureOf(scheme, code)
    const figure = figures.figures.get(code)
    return measure && figure?.state === 'calculated' && figure.numerator > 0 ? [measure] : []
  })
  return (
    <>
      {counted.map(({ code, name }) => (
        <li>
          <a class="link" href={addresses.figure(slug, year, code)}>
            {name}
          </a>
        </li>
      ))}
    </>
  )
}

function Comparison({ view }: { view: MeasureView }) {
  if (!view.average && !view.finding) return null
  return (
    <p class="text">
      {view.average && (
        <>
          <span class="measure__key" />
          Similar councils: {view.average.printed}.{' '}
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

/** The rate beside the number of residents has no strip of its own; it stands as a line under what it counts. */
function UpheldForResidents({ scheme, figures, slug, year }: AuthorityYear) {
  const rate = measureView(scheme, figures, 'upheld-per-100000')
  if (rate?.number.kind !== 'number') return null
  return (
    <p class="text text--grey">
      <a class="link" href={addresses.figure(slug, year, rate.measure.code)}>
        {rate.number.printed} upheld {rate.number.unit}
      </a>
      {rate.average && `; similar councils ${rate.average.printed}`}.
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
