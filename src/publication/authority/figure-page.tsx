import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import { findPopulation } from '../../authorities/authority-store.ts'
import { formatDate } from '../../letters/letter-words.ts'
import { printMoment, printYear } from '../../scheme/printed-dates.ts'
import type { CountedSet, Measure, Scheme } from '../../scheme/scheme.ts'
import { type CountedCases, readCountedCases } from '../../statistics/counted-set-store.ts'
import type { Counts, Figure, FigureOrigin } from '../../statistics/figure.ts'
import { failureToComply, quotedSentence } from '../../statistics/figure-wording.ts'
import { addresses } from '../../web/addresses.ts'
import { Page } from '../../web/layout.tsx'
import { type SquareKind, type SquareRun, Squares } from '../../web/squares.tsx'
import { BigFigure } from '../site/big-figure.tsx'
import { explainComparison } from '../site/comparison-explained.ts'
import { editionLine } from '../site/dates.ts'
import { findShownAuthority, type ShownAuthority } from '../site/known-authorities.tsx'
import { whatIsCounted } from '../site/measure-definition.ts'
import { type MeasureView, measureView } from '../site/measure-view.ts'
import { capital, number } from '../site/measure-words.ts'
import { notFound, type PublicSite } from '../site/public-site.tsx'
import { type CountedCase, readCases, readCounts } from './counted-case-store.ts'
import { complianceWords, countsBehind, figureSum, setName } from './figure-sum.ts'

/** How one figure was made: its sum, what it counts, the cases, the comparison, where it comes from. */
export async function showFigure(
  context: Context,
  publicSite: PublicSite,
  address: { readonly slug: string; readonly year: string; readonly measure: string },
): Promise<Response> {
  const shown = await findShownAuthority(context, publicSite, address.slug, address.year)
  if (!shown.ok) return shown.answer
  const { authority, figures, cycle } = shown.found
  const { database, scheme } = publicSite
  const view = measureView(scheme, figures, address.measure)
  const figure = figures.figures.get(address.measure)
  if (!view || !figure) return unknownMeasure(context, publicSite, shown.found)
  const sets = countedSetsOf(view.measure)
  const [counts, counted, residents] = await Promise.all([
    readCounts(database, authority.id, figures.year, figures.revision),
    readCountedCases(database, authority.id, figures.year, sets),
    cycle.population &&
      findPopulation(database, authority.id, cycle.population.year, cycle.population.release),
  ])
  const references = counted.flatMap((set) => set.references ?? [])
  const cases = await readCases(database, authority.id, references)
  return context.html(
    <FigurePage
      {...{ publicSite, shown: shown.found, view, origin: figure.origin, counted, cases, residents }}
      counts={countsBehind(figure.origin, counts)}
    />,
  )
}

/** The sets whose cases a figure counts: its base, or for a plain count and a rate the counted cases themselves. */
function countedSetsOf(measure: Measure): readonly CountedSet[] {
  return measure.denominator.kind === 'share'
    ? [...new Set([...measure.numerator, ...measure.denominator.of])]
    : measure.numerator
}

function unknownMeasure(
  context: Context,
  publicSite: PublicSite,
  shown: ShownAuthority,
): Response | Promise<Response> {
  const { authority, figures } = shown
  return notFound(
    context,
    publicSite,
    'There is no such figure',
    <>
      <p class="text">
        For {authority.officialName} in {printYear(publicSite.scheme, figures.year)} there are:
      </p>
      <ul class="ruled">
        {publicSite.scheme.measures
          .filter(({ code }) => figures.figures.has(code))
          .map(({ code, name }) => (
            <li>
              <a class="link" href={addresses.figure(authority.slug, figures.year, code)}>
                {name}
              </a>
            </li>
          ))}
      </ul>
    </>,
  )
}

type FigurePageSettings = {
  readonly publicSite: PublicSite
  readonly shown: ShownAuthority
  readonly view: MeasureView
  readonly origin: FigureOrigin
  readonly counts: Counts
  readonly counted: readonly CountedCases[]
  readonly cases: readonly CountedCase[]
  readonly residents: number | null | undefined
}

function FigurePage(settings: FigurePageSettings) {
  const { publicSite, shown, view, origin, counts } = settings
  const { scheme, site } = publicSite
  const { authority, figures, cycle } = shown
  const { measure, figure } = view
  const year = printYear(scheme, figures.year)
  const subject = { authorityName: authority.officialName, year: figures.year }
  const failure = failureToComply(scheme, measure, figure)
  const isInvented = site.isDemonstration && origin.kind !== 'published-letter'
  return (
    <Page
      site={site}
      title={`How was this figure made? ${measure.name}, ${authority.officialName}, ${year}`}
      breadcrumbs={[
        { text: 'Home', href: addresses.home() },
        { text: capital(scheme.site.authorityWords.many), href: addresses.authorities() },
        { text: authority.officialName, href: addresses.authority(authority.slug, figures.year) },
        { text: measure.name },
      ]}
      current="method"
      edition={editionLine(scheme, figures, cycle)}
      canCopy={true}
    >
      <h1 class="title">How was this figure made?</h1>
      <div class="made">
        <div>
          <BigFigure view={view} />
        </div>
        <div class="made__words">
          <p class="text">
            <strong>
              {measure.name}, {authority.officialName}, {year}.
            </strong>
          </p>
          <p class="text" id="quote">
            {isInvented && 'DEMONSTRATION: '}“{quotedSentence(scheme, measure, subject, figure)}”
          </p>
          {failure !== undefined && <p class="text failure">{failure}</p>}
          {view.whyNothing !== undefined && <p class="text">{view.whyNothing}</p>}
          <ul class="links">
            <li>
              <button class="copy" type="button" data-copies="quote" hidden>
                Copy sentence
              </button>
            </li>
            <li>
              <a class="link" href={addresses.authority(authority.slug, figures.year)}>
                Back to the {scheme.site.authorityWords.one}’s page
              </a>
            </li>
          </ul>
        </div>
      </div>
      <Sum scheme={scheme} measure={measure} figure={figure} counts={counts} />
      <Answer name="What is counted">
        {whatIsCounted(scheme, measure, figures.year, counts).map((sentence) => (
          <p class="text">{sentence}</p>
        ))}
        <p class="text">
          <a class="link" href={addresses.method(measure.methodSection)}>
            The full definition, with worked examples
          </a>
        </p>
      </Answer>
      <Cases {...settings} />
      <Comparison {...settings} />
      <Origin {...settings} />
    </Page>
  )
}

function Answer({ name, children }: { name: string; children: Child }) {
  return (
    <section class="answer">
      <h2>{name}</h2>
      <div>{children}</div>
    </section>
  )
}

function Sum(sum: { scheme: Scheme; measure: Measure; figure: Figure; counts: Counts }) {
  const parts = figureSum(sum.scheme, sum.measure, sum.figure, sum.counts)
  if (parts.length < 2) return null
  return (
    <Answer name="The sum">
      <p class="sum">
        {parts.map(({ sign, text, words }) => (
          <span class="sum__part">
            {sign !== undefined && <span class="sum__sign">{sign}</span>}
            <span class="sum__number">
              {text}
              <small>{words}</small>
            </span>
          </span>
        ))}
      </p>
    </Answer>
  )
}

function Cases({
  publicSite: { scheme },
  view: { measure, figure },
  counted,
  cases,
  origin,
}: FigurePageSettings) {
  if (origin.kind !== 'cases') {
    return (
      <Answer name="The cases">
        <p class="text">The total was published without its cases, so they cannot be listed here.</p>
      </Answer>
    )
  }
  const total = caseCount(measure, figure)
  if (total === 0) {
    return (
      <Answer name="The cases">
        <p class="text">There are none.</p>
      </Answer>
    )
  }
  return (
    <Answer name={total === 1 ? 'The case' : `The ${number(total)} cases`}>
      {measure.denominator.kind === 'share' && <Squares runs={squareRuns(scheme, measure, counted)} />}
      <CaseTable scheme={scheme} measure={measure} cases={cases} />
    </Answer>
  )
}

/** A share counts the cases of its base; a plain count, and a rate, those above the line. */
function caseCount(measure: Measure, figure: Figure): number {
  if (figure.state !== 'calculated') return 0
  return measure.denominator.kind === 'share' ? (figure.denominator ?? 0) : figure.numerator
}

/** What is in the numerator is filled; of the rest, a failure to comply is crossed. */
function squareRuns(
  scheme: Scheme,
  measure: Measure,
  counted: readonly CountedCases[],
): readonly SquareRun[] {
  const inNumerator = new Set<string>(measure.numerator)
  const runs = counted.map(({ set, count }) => ({
    kind: squareKind(scheme, set, inNumerator.has(set)),
    count,
    words: setName(scheme, set as CountedSet),
  }))
  // A set that lies within another, as remedies lie within upheld, is taken out of it before both are drawn.
  const [part, ...whole] = runs
  if (measure.numerator.includes('remedied-before') && part && whole.length > 0) {
    const count = whole.reduce((sum, run) => sum + run.count, 0) - part.count
    return [part, { kind: 'hollow', count, words: 'not remedied before' }]
  }
  return runs.filter(({ count }) => count > 0)
}

function squareKind(scheme: Scheme, set: string, isCounted: boolean): SquareKind {
  const outcome = scheme.complianceOutcomes.find(({ code }) => set === `complied:${code}`)
  if (outcome && !outcome.isComplied) return 'crossed'
  if (outcome?.isLate) return 'pale'
  return isCounted ? 'filled' : 'hollow'
}

function CaseTable({
  scheme,
  measure,
  cases,
}: {
  scheme: Scheme
  measure: Measure
  cases: readonly CountedCase[]
}) {
  const isReceived = countsAny(measure, 'received:')
  return (
    <table class="table">
      <thead>
        <tr>
          <th scope="col">Case</th>
          <th scope="col" class="from-tablet">
            Subject
          </th>
          <th scope="col">{isReceived ? 'Received' : 'Decided'}</th>
          <th scope="col" class="number">
            Outcome
          </th>
        </tr>
      </thead>
      <tbody>
        {cases.map((shown) => (
          <tr>
            <th scope="row">
              <span class="unbroken">{shown.reference}</span>
              <small class="to-tablet">{subjectOf(scheme, shown)}</small>
            </th>
            <td class="from-tablet">{subjectOf(scheme, shown)}</td>
            <td class="date">{dateOf(isReceived ? shown.receivedOn : shown.decidedOn)}</td>
            <td class="outcome">{outcomeOf(scheme, measure, shown)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function subjectOf(scheme: Scheme, { category, subcategory }: CountedCase): string {
  const name = scheme.categories.find(({ code }) => code === category)?.name ?? category
  return subcategory === null ? name : `${name} › ${subcategory}`
}

function dateOf(date: string | null): string {
  return date === null ? 'not recorded' : formatDate(date)
}

function outcomeOf(scheme: Scheme, measure: Measure, shown: CountedCase): string {
  if (countsAny(measure, 'complied:') || countsAny(measure, 'unsettled')) {
    const outcome = scheme.complianceOutcomes.find(({ code }) => code === shown.complianceOutcome)
    return outcome ? complianceWords(outcome) : 'not yet settled'
  }
  return scheme.outcomes.find(({ code }) => code === shown.outcome)?.name ?? 'Not yet decided'
}

/** Whether a measure counts a set of this part of the casework. */
function countsAny({ numerator }: Measure, part: string): boolean {
  return numerator.some((set) => set.startsWith(part))
}

function Comparison({
  publicSite: { scheme },
  shown: { figures },
  view: { measure, figure },
}: FigurePageSettings) {
  const explained = explainComparison(scheme, measure, figure, figures)
  return (
    <Answer name="The comparison">
      {explained ? (
        <p class="text">
          {explained.sentences.join(' ')} So: <strong>{explained.finding}</strong>
        </p>
      ) : (
        <p class="text">{whyNotCompared(scheme, measure, figure, figures.comparisonGroup)}</p>
      )}
    </Answer>
  )
}

function whyNotCompared({ site }: Scheme, measure: Measure, figure: Figure, group: string | null): string {
  const { many } = site.authorityWords
  if (!measure.comparisonWords) return `This figure is not compared with other ${many}.`
  if (group === null) return `This body is in no group of similar ${many}, so it is not compared.`
  return figure.state === 'calculated'
    ? 'There is nothing to compare it with in this year.'
    : 'Without a number there is nothing to compare.'
}

function Origin({ publicSite: { scheme }, shown, view: { measure }, origin, residents }: FigurePageSettings) {
  const { figures, cycle } = shown
  const isRate = measure.denominator.kind === 'rate'
  return (
    <Answer name="Where it comes from">
      <dl class="origin">
        <dt>Origin</dt>
        <dd>{originInWords(origin)}</dd>
        <dt>Revision</dt>
        <dd>
          {figures.revision}, published {printMoment(scheme, cycle.publishedAt)}
        </dd>
        <dt>Method</dt>
        <dd>version {figures.methodVersion}</dd>
        {isRate && cycle.population && (
          <>
            <dt>Population</dt>
            <dd>
              {scheme.population.source}, mid-{cycle.population.year}
              {releaseInWords(cycle.population.release)}
              {residents ? `: ${number(residents)}` : ''}
            </dd>
          </>
        )}
      </dl>
    </Answer>
  )
}

function originInWords(origin: FigureOrigin): Child {
  if (origin.kind === 'cases') return 'Counted from the Ombudsman’s own cases'
  const kind = origin.kind === 'published-letter' ? 'from the published letter' : 'from published tables'
  return (
    <>
      <span class="mark">{kind}</span>: {origin.document}
    </>
  )
}

function releaseInWords(release: string): string {
  return release === 'first' ? ', first release' : `, release ${release}`
}
