import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import { findPopulation } from '../../authorities/authority-store.ts'
import { formatDate } from '../../letters/letter-words.ts'
import { printMoment, printYear } from '../../scheme/printed-dates.ts'
import { formatReportingYear } from '../../scheme/reporting-year.ts'
import type { CountedSet, Measure, Scheme } from '../../scheme/scheme.ts'
import { capital } from '../../scheme/sentence-words.ts'
import type { Counts, Figure, FigureOrigin } from '../../statistics/figure.ts'
import { failureToComply, quotedSentence } from '../../statistics/figure-wording.ts'
import { groupBy } from '../../statistics/grouping.ts'
import { addresses } from '../../web/addresses.ts'
import { Page } from '../../web/layout.tsx'
import { type SquareKind, type SquareRun, Squares } from '../../web/squares.tsx'
import { ChartFileLinks } from '../charts/chart-tools.tsx'
import { BigFigure } from '../site/big-figure.tsx'
import { explainComparison } from '../site/comparison-explained.ts'
import { editionLine } from '../site/dates.ts'
import { findShownAuthority, type ShownAuthority } from '../site/known-authorities.tsx'
import { whatIsCounted } from '../site/measure-definition.ts'
import { type MeasureView, measureView } from '../site/measure-view.ts'
import { number } from '../site/measure-words.ts'
import { notFound, type PublicSite } from '../site/public-site.tsx'
import { type CountedDecision, readCountedDecisions, readCounts } from './counted-case-store.ts'
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
  const [counts, decisions, residents] = await Promise.all([
    readCounts(database, authority.id, figures.year, figures.revision),
    readCountedDecisions(database, authority.id, figures, sets),
    cycle.population &&
      findPopulation(database, authority.id, cycle.population.year, cycle.population.release),
  ])
  return context.html(
    <FigurePage
      {...{ publicSite, shown: shown.found, view, origin: figure.origin, residents }}
      decisions={listedDecisions(decisions)}
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
  /** The published ones of the cases it counts, the latest first. */
  readonly decisions: readonly ListedDecision[]
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
          <div class="tools">
            <button class="copy" type="button" data-copies="quote" hidden>
              Copy sentence
            </button>
            <ChartFileLinks
              svg={addresses.chart(authority.slug, figures.year, measure.code, 'svg')}
              png={addresses.chart(authority.slug, figures.year, measure.code, 'png')}
              about="of this figure"
            />
            <a class="link" href={addresses.authority(authority.slug, figures.year)}>
              Back to the {scheme.site.authorityWords.one}’s page
            </a>
          </div>
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
  counts,
  decisions,
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
      {measure.denominator.kind === 'share' && <Squares runs={squareRuns(scheme, measure, counts)} />}
      <Decisions scheme={scheme} measure={measure} decisions={decisions} />
      <p class="small">{notListedInWords(total - decisions.length, total)}</p>
    </Answer>
  )
}

/** A share counts the cases of its base; a plain count, and a rate, those above the line. */
function caseCount(measure: Measure, figure: Figure): number {
  if (figure.state !== 'calculated') return 0
  return measure.denominator.kind === 'share' ? (figure.denominator ?? 0) : figure.numerator
}

/** How many, never which: finer than by authority and year, the number of the withheld could say who they are. */
function notListedInWords(count: number, total: number): string {
  if (count <= 0) return total === 1 ? 'It is published.' : 'All of them are published.'
  const why =
    'not every case ends in a published decision, some are withheld because publishing them could identify someone, and some have been taken down after their time. We say how many, never which.'
  if (count === total) return `None of them can be read here: ${why}`
  return `${number(count)} more ${count === 1 ? 'is' : 'are'} counted but cannot be read here: ${why}`
}

/** What is in the numerator is filled; of the rest, a failure to comply is crossed. */
function squareRuns(scheme: Scheme, measure: Measure, counts: Counts): readonly SquareRun[] {
  const inNumerator = new Set<string>(measure.numerator)
  const runs = countedSetsOf(measure).map((set) => ({
    kind: squareKind(scheme, set, inNumerator.has(set)),
    count: counts.get(set) ?? 0,
    words: setName(scheme, set),
  }))
  // A set that lies within another, as remedies lie within upheld, is taken out of it before both are drawn.
  const [part, ...whole] = runs
  if (measure.numerator.includes('remedied-before') && part && whole.length > 0) {
    const count = whole.reduce((sum, run) => sum + run.count, 0) - part.count
    return [part, { kind: 'hollow', count, words: notRemedied }]
  }
  return runs.filter(({ count }) => count > 0)
}

const notRemedied = 'not remedied before'

function squareKind(scheme: Scheme, set: string, isCounted: boolean): SquareKind {
  const outcome = scheme.complianceOutcomes.find(({ code }) => set === `complied:${code}`)
  if (outcome && !outcome.isComplied) return 'crossed'
  if (outcome?.isLate) return 'pale'
  return isCounted ? 'filled' : 'hollow'
}

/** A decision with all the sets that count it: a remedied case is upheld too. */
type ListedDecision = Omit<CountedDecision, 'set'> & { readonly sets: readonly string[] }

function listedDecisions(counted: readonly CountedDecision[]): readonly ListedDecision[] {
  return [...groupBy(counted, ({ reference }) => reference).values()].flatMap((same) => {
    const [first] = same
    return first ? [{ ...first, sets: same.map(({ set }) => set) }] : []
  })
}

/** So many are seen at once; the others unfold. */
const mostAtOnce = 10

function Decisions({
  scheme,
  measure,
  decisions,
}: {
  scheme: Scheme
  measure: Measure
  decisions: readonly ListedDecision[]
}) {
  if (decisions.length === 0) return null
  const others = decisions.slice(mostAtOnce)
  return (
    <>
      <DecisionTable scheme={scheme} measure={measure} decisions={decisions.slice(0, mostAtOnce)} />
      {others.length > 0 && (
        <details class="tools__part">
          <summary>
            {others.length === 1
              ? 'The other published one'
              : `The other ${number(others.length)} published ones`}
          </summary>
          <DecisionTable scheme={scheme} measure={measure} decisions={others} />
        </details>
      )}
    </>
  )
}

function DecisionTable({
  scheme,
  measure,
  decisions,
}: {
  scheme: Scheme
  measure: Measure
  decisions: readonly ListedDecision[]
}) {
  return (
    <table class="table">
      <thead>
        <tr>
          <th scope="col">Published decision</th>
          <th scope="col" class="from-tablet">
            Subject
          </th>
          <th scope="col">Decided</th>
          <th scope="col" class="number">
            Outcome
          </th>
        </tr>
      </thead>
      <tbody>
        {decisions.map((decision) => (
          <tr>
            <th scope="row">
              <a
                class="link unbroken"
                href={addresses.decision(decision.category, decision.subcategory, decision.reference)}
              >
                {decision.reference}
              </a>
              <small class="to-tablet">{subjectOf(scheme, decision)}</small>
            </th>
            <td class="from-tablet">{subjectOf(scheme, decision)}</td>
            <td class="date">{formatDate(decision.decidedOn)}</td>
            <td class="outcome">{outcomeOf(scheme, measure, decision)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function subjectOf(scheme: Scheme, { category, subcategory }: ListedDecision): string {
  const name = scheme.categories.find(({ code }) => code === category)?.name ?? category
  return subcategory === null ? name : `${name} › ${subcategory}`
}

/** How the case stands in this figure: by its agreed actions, by its remedy, or by the decision itself. */
function outcomeOf(scheme: Scheme, measure: Measure, { sets, outcome }: ListedDecision): string {
  if (sets.includes('unsettled')) return 'not yet settled'
  const complied = scheme.complianceOutcomes.find(({ code }) => sets.includes(`complied:${code}`))
  if (complied) return complianceWords(complied)
  if (measure.numerator.includes('remedied-before')) {
    return sets.includes('remedied-before') ? setName(scheme, 'remedied-before') : notRemedied
  }
  return scheme.outcomes.find(({ code }) => code === outcome)?.name ?? outcome
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
  const { authority, figures, cycle } = shown
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
        <dt>Changed since</dt>
        <dd>
          {figures.revision === 1 ? 'No. ' : 'The year was corrected. '}
          <a class="link" href={addresses.corrections()}>
            All corrections
          </a>
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
        <dt>For machines</dt>
        <dd>
          <a
            class="link"
            href={addresses.api('figures', authority.slug, formatReportingYear(figures.year), measure.code)}
          >
            This figure in the API
          </a>{' '}
          ·{' '}
          <a class="link" href={addresses.data()}>
            All of them as files
          </a>
        </dd>
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
