import type { Child } from 'hono/jsx'
import type { NationalReview } from '../../review/national-review-store.ts'
import type { Measure } from '../../scheme/scheme.ts'
import { addresses } from '../../web/addresses.ts'
import { ChartFileLinks } from '../charts/chart-tools.tsx'

/** A part of the review: its name, the finding, then what shows it. */
export function Section({
  id,
  title,
  finding,
  children,
}: {
  id: string
  title: string
  finding: Child
  children: Child
}) {
  return (
    <section class="section" aria-labelledby={id}>
      <h2 class="heading" id={id}>
        {title}
      </h2>
      <p class="lead">{finding}</p>
      {children}
    </section>
  )
}

/** What is shown, with words about it at its right. */
export function Chart({
  chart,
  noteTitle,
  note,
  tools,
}: {
  chart: Child
  noteTitle: string
  note: Child
  tools: Child
}) {
  return (
    <div class="pair review__chart">
      <div>{chart}</div>
      <div class="note">
        <h3>{noteTitle}</h3>
        {note}
        {tools}
      </div>
    </div>
  )
}

/** The chart as a file, and where its figures are defined. */
export function Tools({
  review,
  chart,
  about,
  measure,
}: {
  review: NationalReview
  chart: string
  about: string
  measure: Measure | undefined
}) {
  return (
    <div class="tools">
      <ChartFileLinks
        svg={addresses.reviewChart(review.year, chart, 'svg')}
        png={addresses.reviewChart(review.year, chart, 'png')}
        about={`, ${about}`}
      />
      <HowMade measure={measure} />
    </div>
  )
}

/** From a table to the definition of what it shows. */
export function HowMade({ measure }: { measure: Measure | undefined }) {
  if (!measure) return null
  return (
    <a class="link" href={addresses.method(measure.methodSection)}>
      How was this made?<span class="govuk-visually-hidden"> {measure.name}</span>
    </a>
  )
}
