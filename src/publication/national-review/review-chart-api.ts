import type { Context } from 'hono'
import { readNationalReview } from '../../review/national-review-store.ts'
import { printYear } from '../../scheme/printed-dates.ts'
import { formatReportingYear, parseReportingYear } from '../../scheme/reporting-year.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import { addresses } from '../../web/addresses.ts'
import { chartFileText } from '../charts/chart-file.tsx'
import { chartPng } from '../charts/chart-png.ts'
import { editionLine } from '../site/dates.ts'
import type { PublicSite } from '../site/public-site.tsx'
import { sharedCycles } from '../site/shared-reads-store.ts'
import { drawCounts, drawRates, type ReviewDrawing } from './review-charts.tsx'
import { readReviewSources } from './review-sources-store.ts'
import { type RateTable, type ReviewSources, receivedView, regionsView, upheldView } from './review-view.ts'

type FiledChart = {
  readonly title: string
  readonly finding: string
  readonly notes: readonly string[]
  readonly drawing: ReviewDrawing
}

/** One chart of a review as a file of its own, SVG or PNG; undefined where there is none of that name. */
export async function sendReviewChart(
  context: Context,
  publicSite: PublicSite,
  address: { readonly year: string; readonly file: string },
): Promise<Response | undefined> {
  const { database, scheme, site } = publicSite
  const year = parseReportingYear(address.year)
  const cycle = (await sharedCycles(publicSite)).find((candidate) => candidate.year === year)
  if (!cycle || !(await readNationalReview(database, cycle.year))) return undefined
  const [name = '', format = ''] = address.file.split('.')
  const chart = chartOf(scheme, await readReviewSources(publicSite, cycle.year), name)
  if (!chart) return undefined
  const { drawing, ...words } = chart
  const svg = chartFileText({
    ...words,
    title: `${words.title}, ${printYear(scheme, cycle.year)}`,
    caption: undefined,
    source: `${site.name}, ${editionLine(scheme, cycle, cycle)}`,
    address: `${new URL(context.req.url).origin}${addresses.review(cycle.year)}`,
    demonstration: site.isDemonstration
      ? `DEMONSTRATION. Invented figures about invented ${scheme.site.authorityWords.many}.`
      : undefined,
    chart: drawing,
  })
  const prefix = site.isDemonstration ? 'DEMONSTRATION-' : ''
  const fileName = `${prefix}review-${formatReportingYear(cycle.year)}-${name}.${format}`
  context.header('Content-Disposition', `inline; filename="${fileName}"`)
  return format === 'png'
    ? context.body(await chartPng(svg), 200, { 'Content-Type': 'image/png' })
    : context.body(svg, 200, { 'Content-Type': 'image/svg+xml; charset=utf-8' })
}

function chartOf(scheme: Scheme, sources: ReviewSources, name: string): FiledChart | undefined {
  if (name === 'received') {
    const view = receivedView(scheme, sources)
    return (
      view && {
        title: 'What people complained about',
        finding: view.finding,
        notes: [],
        drawing: drawCounts(view.rows),
      }
    )
  }
  const upheld = upheldView(scheme, sources)
  switch (name) {
    case 'upheld-by-service':
      return ratesChart(upheld && `${upheld.measure.name} by service`, upheld?.byCategory)
    case 'upheld-by-kind':
      return ratesChart(upheld && `${upheld.measure.name} by kind`, upheld?.byGroup)
    case 'regions': {
      const regions = regionsView(scheme, sources)
      return ratesChart(regions && `${regions.measure.name} by region`, regions?.table)
    }
    default:
      return undefined
  }
}

function ratesChart(title: string | undefined, table: RateTable | undefined): FiledChart | undefined {
  if (title === undefined || !table) return undefined
  return {
    title,
    finding: table.finding,
    notes: [
      `Dot: the rate. Band: where it plausibly lies. Dark line: all together, ${table.all.printed}. At the right: the rate, and of how many.`,
      ...(table.from > 0 ? [`The scale starts at ${Math.round(table.from * 100)}%.`] : []),
    ],
    drawing: drawRates(table),
  }
}
