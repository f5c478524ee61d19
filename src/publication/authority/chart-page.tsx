import type { Context } from 'hono'
import { printYear } from '../../scheme/printed-dates.ts'
import { formatReportingYear } from '../../scheme/reporting-year.ts'
import { addresses } from '../../web/addresses.ts'
import { chartFileText } from '../charts/chart-file.tsx'
import { chartPng } from '../charts/chart-png.ts'
import { measureCardText } from '../charts/measure-card.tsx'
import { editionLine } from '../site/dates.ts'
import { findShownAuthority, type ShownAuthority } from '../site/known-authorities.tsx'
import { measureOf, measureView } from '../site/measure-view.ts'
import { notFound, type PublicSite } from '../site/public-site.tsx'
import {
  type AuthorityChart,
  decidedChart,
  earlyWarningChart,
  funnelChart,
  gapsChart,
} from './authority-charts.tsx'
import { decidedByOutcome } from './casework-tables.ts'
import { readCounts } from './counted-case-store.ts'
import { earlyWarningView } from './early-warning-view.ts'
import { funnelView } from './funnel-view.ts'
import { gapsView } from './gaps-view.ts'
import { readGroupMembers } from './group-member-store.ts'
import { measureCardFacts } from './measure-card-view.ts'
import { isFromLetter } from './published-letter-figures.ts'
import { readUpheldByArea } from './upheld-by-area-store.ts'

/** One chart about an authority, or the picture of one figure, as a file: SVG or PNG. */
export async function sendChart(
  context: Context,
  publicSite: PublicSite,
  address: { readonly slug: string; readonly year: string; readonly file: string },
): Promise<Response> {
  const shown = await findShownAuthority(context, publicSite, address.slug, address.year)
  if (!shown.ok) return shown.answer
  const [name = '', format = ''] = address.file.split('.')
  const svg = await svgOf(publicSite, shown.found, name, new URL(context.req.url).origin)
  if (svg === undefined) return unknownChart(context, publicSite, shown.found)
  const { authority, figures } = shown.found
  const prefix = publicSite.site.isDemonstration ? 'DEMONSTRATION-' : ''
  const fileName = `${prefix}${authority.slug}-${formatReportingYear(figures.year)}-${name}.${format}`
  context.header('Content-Disposition', `inline; filename="${fileName}"`)
  return format === 'png'
    ? context.body(await chartPng(svg), 200, { 'Content-Type': 'image/png' })
    : context.body(svg, 200, { 'Content-Type': 'image/svg+xml; charset=utf-8' })
}

async function svgOf(
  publicSite: PublicSite,
  shown: ShownAuthority,
  name: string,
  origin: string,
): Promise<string | undefined> {
  const { scheme, site } = publicSite
  const { authority, figures, cycle } = shown
  const source = `${site.name}, ${editionLine(scheme, figures, cycle)}`
  const address = `${origin}${addresses.authority(authority.slug, figures.year)}`
  const demonstration = demonstrationWords(publicSite, shown)
  const view = measureView(scheme, figures, name)
  if (view) {
    const card = measureCardFacts(scheme, authority.officialName, figures, view)
    return measureCardText({ ...card, source, address, demonstration })
  }
  const chart = await chartOf(publicSite, shown, name)
  if (!chart) return undefined
  const { key, ...drawing } = chart.draw('wide')
  return chartFileText({
    title: chart.title,
    finding: chart.finding,
    caption: chart.caption?.wide,
    notes: [...key, ...chart.notes.filter((note) => !key.includes(note))],
    source,
    address,
    demonstration,
    chart: drawing,
  })
}

/** Only what a letter printed is real; whatever else is shown there is invented and says so. */
function demonstrationWords({ site, scheme }: PublicSite, shown: ShownAuthority): string | undefined {
  if (!site.isDemonstration) return undefined
  return isFromLetter(scheme, shown.figures)
    ? 'DEMONSTRATION site. This figure is from the published letter.'
    : `DEMONSTRATION. Invented figures about an invented ${scheme.site.authorityWords.one}.`
}

async function chartOf(
  { database, scheme, site }: PublicSite,
  { authority, figures, years }: ShownAuthority,
  name: string,
): Promise<AuthorityChart | undefined> {
  const about = { scheme, shortName: authority.shortName, year: figures.year }
  const measure = measureOf(scheme, scheme.site.largeMeasures[0].measure)
  if (!measure || (site.isDemonstration && isFromLetter(scheme, figures))) return undefined
  if (name === 'funnel') {
    const members = await readGroupMembers(database, figures, measure.code)
    const view = funnelView(scheme, measure, authority.slug, figures, members)
    return view && funnelChart(about, view)
  }
  if (name === 'over-time') {
    const view = gapsView(scheme, measure, authority.shortName, years, figures.year)
    return view && gapsChart(about, view)
  }
  if (name === 'outcomes') {
    const counts = await readCounts(database, authority.id, figures.year, figures.revision)
    const decided = decidedByOutcome(scheme, counts)
    return decided && decidedChart(about, decided)
  }
  if (name.startsWith('early-warning-')) {
    const published = await readUpheldByArea(database, scheme, authority.id)
    const view = earlyWarningView(scheme, figures.year, years, published)
    const warning = view?.warnings.find(({ category }) => name === `early-warning-${category}`)
    return view && warning && earlyWarningChart(about, warning, view.chance)
  }
  return undefined
}

function unknownChart(
  context: Context,
  publicSite: PublicSite,
  { authority, figures }: ShownAuthority,
): Response | Promise<Response> {
  return notFound(
    context,
    publicSite,
    'There is no such chart',
    <p class="text">
      The charts about{' '}
      <a class="link" href={addresses.authority(authority.slug, figures.year)}>
        {authority.officialName} in {printYear(publicSite.scheme, figures.year)}
      </a>{' '}
      stand on its page.
    </p>,
  )
}
