import type { Context } from 'hono'
import { formatDate } from '../../letters/letter-words.ts'
import {
  type NationalReview,
  readNationalReview,
  readNationalReviews,
} from '../../review/national-review-store.ts'
import { dayOf, printMoment, printYear } from '../../scheme/printed-dates.ts'
import { parseReportingYear, reportingYear } from '../../scheme/reporting-year.ts'
import type { Measure, Scheme } from '../../scheme/scheme.ts'
import { capital } from '../../scheme/sentence-words.ts'
import { addresses } from '../../web/addresses.ts'
import { Page } from '../../web/layout.tsx'
import { Headline } from '../home/headline.tsx'
import { nationalHeadline } from '../home/national-headline.ts'
import { editionLine } from '../site/dates.ts'
import { number } from '../site/measure-words.ts'
import { notFound, type PublicSite } from '../site/public-site.tsx'
import { sharedCycles } from '../site/shared-reads-store.ts'
import { Promises } from './promises-section.tsx'
import { RateRows } from './rate-rows.tsx'
import { Chart, Section, Tools } from './review-parts.tsx'
import { readReviewSources } from './review-sources-store.ts'
import {
  type CountRow,
  promisesView,
  type RateTable,
  type ReviewSources,
  receivedView,
  regionsView,
  upheldView,
} from './review-view.ts'
import { chanceInWords, changesBetween, type YearChanges } from './year-changes.ts'

/** Every year that has been reviewed. */
export async function showReviews(context: Context, publicSite: PublicSite): Promise<Response> {
  const { database, scheme, site } = publicSite
  const reviews = await readNationalReviews(database)
  return context.html(
    <Page
      site={site}
      title="Years in review"
      breadcrumbs={[{ text: 'Home', href: addresses.home() }, { text: 'Years in review' }]}
      current="reviews"
    >
      <h1 class="title">Years in review</h1>
      <p class="lead">
        {reviews.length === 0
          ? 'No year has been reviewed yet.'
          : `All ${scheme.site.authorityWords.all} of a year together.`}
      </p>
      {reviews.length > 0 && (
        <ul class="ruled narrow">
          {reviews.map(({ year, foreword, publishedAt }) => (
            <li>
              <a class="link" href={addresses.review(year)}>
                <strong>Year in review {printYear(scheme, year)}</strong>
              </a>
              <p class="text">{foreword.split('\n\n')[0]}</p>
              <small>Published {formatDate(dayOf(scheme, publishedAt))}</small>
            </li>
          ))}
        </ul>
      )}
    </Page>,
  )
}

/** One year of everybody: foreword, three figures, what changed. */
export async function showReview(
  context: Context,
  publicSite: PublicSite,
  yearText: string,
): Promise<Response> {
  const { database, scheme, site } = publicSite
  const year = parseReportingYear(yearText)
  const review = year && (await readNationalReview(database, year))
  const cycles = await sharedCycles(publicSite)
  const cycle = cycles.find((candidate) => candidate.year === year)
  if (!review || !cycle) return noReview(context, publicSite)
  const hasBefore = cycles.some((candidate) => candidate.year === cycle.year - 1)
  const [sources, before] = await Promise.all([
    readReviewSources(publicSite, cycle.year),
    hasBefore ? readReviewSources(publicSite, reportingYear(cycle.year - 1)) : undefined,
  ])
  const changes = before && changesBetween(scheme, before, sources)
  const printed = printYear(scheme, cycle.year)
  return context.html(
    <Page
      site={site}
      title={`Year in review ${printed}`}
      breadcrumbs={[
        { text: 'Home', href: addresses.home() },
        { text: 'Years in review', href: addresses.reviews() },
        { text: printed },
      ]}
      current="reviews"
      edition={editionLine(scheme, { year: cycle.year, revision: cycle.revision }, cycle)}
    >
      <Review publicSite={publicSite} review={review} sources={sources} changes={changes} />
    </Page>,
  )
}

/** The answer where no year of that name has been reviewed in public. */
export function noReview(context: Context, publicSite: PublicSite): Response | Promise<Response> {
  return notFound(
    context,
    publicSite,
    'There is no review of this year',
    <p class="text">
      <a class="link" href={addresses.reviews()}>
        The years that have been reviewed
      </a>
    </p>,
  )
}

type ReviewSettings = {
  readonly publicSite: PublicSite
  readonly review: NationalReview
  readonly sources: ReviewSources
  /** Undefined where the year before is not public. */
  readonly changes: YearChanges | undefined
}

function Review({ publicSite, review, sources, changes }: ReviewSettings) {
  const { scheme } = publicSite
  const received = receivedView(scheme, sources)
  const upheld = upheldView(scheme, sources)
  const promises = promisesView(scheme, sources)
  const regions = regionsView(scheme, sources)
  const headline = nationalHeadline(scheme, sources.figures)
  const contents = [
    ...(received ? [{ id: 'received', text: 'What people complained about' }] : []),
    ...(upheld ? [{ id: 'upheld', text: 'How often fault was found' }] : []),
    ...(promises ? [{ id: 'promises', text: 'Promises kept' }] : []),
    ...(regions ? [{ id: 'regions', text: 'Regions' }] : []),
    ...(changes ? [{ id: 'changed', text: 'What changed beyond chance' }] : []),
  ]
  return (
    <>
      <h1 class="title">Year in review {printYear(scheme, review.year)}</h1>
      <div class="pair">
        <Foreword publicSite={publicSite} review={review} />
        <nav class="contents" aria-label="Contents">
          <ul>
            {contents.map(({ id, text }) => (
              <li>
                <a class="link" href={`#${id}`}>
                  {text}
                </a>
              </li>
            ))}
            <li>
              <a class="link" href={addresses.data()}>
                Data: CSV, XLSX and JSON
              </a>
            </li>
            <li>
              <a class="link" href={addresses.earlyAccess(review.year)}>
                Who had early access
              </a>
            </li>
          </ul>
        </nav>
      </div>
      {headline.length > 0 && (
        <section class="section" aria-labelledby="headline">
          <h2 class="govuk-visually-hidden" id="headline">
            The year in figures
          </h2>
          <Headline figures={headline} />
        </section>
      )}
      {received && (
        <Section id="received" title="What people complained about" finding={received.finding}>
          <Chart
            chart={<ReceivedRows rows={received.rows} />}
            note={
              <p>
                A complaint received in one year may be decided in the next. Do not divide one by the other.
              </p>
            }
            noteTitle="Received is not decided"
            tools={
              <Tools
                review={review}
                chart="received"
                about="complaints received"
                measure={received.measure}
              />
            }
          />
        </Section>
      )}
      {upheld && <Upheld review={review} upheld={upheld} />}
      {promises && <Promises promises={promises} />}
      {regions && (
        <Section id="regions" title="Regions" finding={regions.table.finding}>
          <Chart
            chart={<RateRows table={regions.table} subject="Region" baseName={baseName(regions.measure)} />}
            noteTitle="Why in this order?"
            note={
              <p>
                By rate, because every region has a base broad enough to be ordered. This review ranks no{' '}
                {scheme.site.authorityWords.one}. Each region is tested against the others.{' '}
                {chanceInWords(regions.expectedByChance)}
                {regions.outsideCount > 0 &&
                  ` Of ${number(regions.outsideCount)} more, the body lies in no one region.`}
              </p>
            }
            tools={<Tools review={review} chart="regions" about="regions" measure={regions.measure} />}
          />
        </Section>
      )}
      {changes && <Changed scheme={scheme} review={review} changes={changes} />}
    </>
  )
}

function Foreword({ publicSite: { scheme, site }, review }: Pick<ReviewSettings, 'publicSite' | 'review'>) {
  const [first, ...paragraphs] = review.foreword.split(/\n\s*\n/)
  return (
    <div>
      <p class="lead">{first}</p>
      {paragraphs.map((paragraph) => (
        <p class="text">{paragraph}</p>
      ))}
      <p class="text text--grey">
        {capital(site.publisher)}, {printMoment(scheme, review.publishedAt).split(',')[0]}
      </p>
    </div>
  )
}

const barLength = 150

function ReceivedRows({ rows }: { rows: readonly CountRow[] }) {
  return (
    <table class="table">
      <thead>
        <tr>
          <th scope="col">Service</th>
          <td class="bar" />
          <th scope="col" class="number">
            Received
          </th>
          <th scope="col" class="number">
            Share
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, count, length, percent }) => (
          <tr>
            <th scope="row">{name}</th>
            <td class="bar">
              <svg width={barLength} height="16" aria-hidden="true">
                <rect width={Math.max(1, Math.round(length * barLength))} height="16" />
              </svg>
            </td>
            <td class="number">{number(count)}</td>
            <td class="number text--grey">{percent}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Upheld({
  review,
  upheld,
}: {
  review: NationalReview
  upheld: NonNullable<ReturnType<typeof upheldView>>
}) {
  const { measure, byCategory, byGroup, unknownCount, ungroupedCount } = upheld
  const note = (table: RateTable) => (
    <p class="from-tablet">
      The dot is the rate, the band where it plausibly lies, the dark line all together, {table.all.printed}.
      {table.from > 0 && ` The scale starts at ${Math.round(table.from * 100)}%.`}
    </p>
  )
  return (
    <Section id="upheld" title="How often fault was found" finding={(byCategory ?? byGroup)?.finding ?? ''}>
      {byCategory && (
        <Chart
          chart={<RateRows table={byCategory} subject="Service" baseName={baseName(measure)} />}
          noteTitle="How to read this"
          note={
            <>
              {note(byCategory)}
              {unknownCount > 0 && (
                <p>
                  Of {number(unknownCount)} more the service is not known here: they come from published
                  letters.
                </p>
              )}
            </>
          }
          tools={<Tools review={review} chart="upheld-by-service" about="by service" measure={measure} />}
        />
      )}
      {byGroup && byCategory && <p class="lead review__again">{byGroup.finding}</p>}
      {byGroup && (
        <Chart
          chart={<RateRows table={byGroup} subject="Kind" baseName={baseName(measure)} />}
          noteTitle="Kinds are not alike"
          note={
            <>
              <p>
                Each kind is responsible for other services. Its rate follows from what it does as much as
                from how it does it.
              </p>
              {note(byGroup)}
              {ungroupedCount > 0 && <p>Of {number(ungroupedCount)} more, the body is of another kind.</p>}
            </>
          }
          tools={<Tools review={review} chart="upheld-by-kind" about="by kind" measure={measure} />}
        />
      )}
    </Section>
  )
}

/** "Investigated", over the column of bases. */
function baseName({ denominator }: Measure): string {
  return denominator.kind === 'share' ? capital(denominator.noun.many) : 'Base'
}

function Changed({
  scheme,
  review,
  changes,
}: {
  scheme: Scheme
  review: NationalReview
  changes: YearChanges
}) {
  const before = printYear(scheme, reportingYear(review.year - 1))
  if (changes.kind === 'break') {
    return (
      <Section
        id="changed"
        title="What changed beyond chance"
        finding={`This year cannot be compared with ${before}. ${changes.reason}`}
      >
        <p class="text">
          <a class="link" href={addresses.method(scheme.methodology.sections.breaks)}>
            What breaks are
          </a>
        </p>
      </Section>
    )
  }
  const { comparisonCount, expectedByChance } = changes
  const count = changes.changes.length
  return (
    <Section
      id="changed"
      title="What changed beyond chance"
      finding={`Of ${comparisonCount} comparisons with ${before}, ${count === 0 ? 'none differs' : count === 1 ? 'one differs' : `${count} differ`} by more than chance alone could explain. ${chanceInWords(expectedByChance)}`}
    >
      {count > 0 && (
        <ul class="changes">
          {changes.changes.map(({ title, before, after, base }) => (
            <li class="changes__change">
              <h3>{title}</h3>
              <p class="changes__numbers">
                {before} <span aria-hidden="true">→</span>
                <span class="govuk-visually-hidden"> to </span> {after}
              </p>
              <p class="small">{base}</p>
            </li>
          ))}
        </ul>
      )}
      <p class="text">
        <a class="link" href={addresses.method(scheme.methodology.sections.twoYears)}>
          How two years are compared
        </a>
      </p>
    </Section>
  )
}
