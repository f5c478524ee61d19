import type { Context } from 'hono'
import { readPublishedLearning } from '../../casework/learning/learning-store.ts'
import { dayOf, printYear } from '../../scheme/printed-dates.ts'
import { formatReportingYear } from '../../scheme/reporting-year.ts'
import { capital } from '../../scheme/sentence-words.ts'
import { addresses } from '../../web/addresses.ts'
import { Page } from '../../web/layout.tsx'
import { earlyWarningChart, funnelChart, gapsChart } from '../authority/authority-charts.tsx'
import { readCounts } from '../authority/counted-case-store.ts'
import { earlyWarningView } from '../authority/early-warning-view.ts'
import { funnelView } from '../authority/funnel-view.ts'
import { gapsView } from '../authority/gaps-view.ts'
import { readGroupMembers } from '../authority/group-member-store.ts'
import { readAgreedActions } from '../authority/promise-store.ts'
import { isFromLetter } from '../authority/published-letter-figures.ts'
import { readUpheldByArea } from '../authority/upheld-by-area-store.ts'
import { editionLine } from '../site/dates.ts'
import { type Found, findShownAuthority, type ShownAuthority } from '../site/known-authorities.tsx'
import { measureOf } from '../site/measure-view.ts'
import type { PublicSite } from '../site/public-site.tsx'
import { sharedCycles } from '../site/shared-reads-store.ts'
import { type CommitteePack, composeCommitteePack, packFileName } from './committee-pack.ts'
import { PackHtml } from './committee-pack-html.tsx'
import { packChart } from './pack-charts.tsx'
import { sendPackFile } from './pack-file-page.ts'
import { readUpheldDecisions } from './published-decision-store.ts'

export type PackAddress = { readonly slug: string; readonly year: string }

type FoundPack = { readonly shown: ShownAuthority; readonly pack: CommitteePack }

/** The pack as a page that prints well. */
export async function showCommitteePack(
  context: Context,
  publicSite: PublicSite,
  address: PackAddress,
): Promise<Response> {
  const found = await findPack(context, publicSite, address)
  if (!found.ok) return found.answer
  const { shown, pack } = found.found
  const { authority, figures, cycle } = shown
  const { scheme, site } = publicSite
  return context.html(
    <Page
      site={site}
      title={`${pack.title}, ${pack.authority}`}
      breadcrumbs={[
        { text: 'Home', href: addresses.home() },
        { text: capital(scheme.site.authorityWords.many), href: addresses.authorities() },
        { text: authority.officialName, href: addresses.authority(authority.slug, figures.year) },
        { text: `Committee pack, ${printYear(scheme, figures.year)}` },
      ]}
      edition={editionLine(scheme, figures, cycle)}
    >
      <PackHtml
        pack={pack}
        files={{
          name: 'Pack',
          pdf: addresses.committeePackFile(authority.slug, figures.year, 'pdf'),
          docx: addresses.committeePackFile(authority.slug, figures.year, 'docx'),
        }}
      />
    </Page>,
  )
}

/** The pack as a file: PDF to print, Word to edit. */
export async function sendCommitteePackFile(
  context: Context,
  publicSite: PublicSite,
  { slug, file }: { readonly slug: string; readonly file: string },
): Promise<Response> {
  const [, year = '', format = ''] = /^(.*)\.(pdf|docx)$/.exec(file) ?? []
  const found = await findPack(context, publicSite, { slug, year })
  if (!found.ok) return found.answer
  const { pack } = found.found
  const name = `${packFileName(pack, formatReportingYear(pack.year))}.${format}`
  return sendPackFile(context, publicSite.typeset, pack, name)
}

async function findPack(
  context: Context,
  publicSite: PublicSite,
  { slug, year }: PackAddress,
): Promise<Found<FoundPack>> {
  const shown = await findShownAuthority(context, publicSite, slug, year)
  if (!shown.ok) return shown
  const origin = new URL(context.req.url).origin
  return { ok: true, found: { shown: shown.found, pack: await packOf(publicSite, shown.found, origin) } }
}

async function packOf(publicSite: PublicSite, shown: ShownAuthority, origin: string): Promise<CommitteePack> {
  const { database, scheme, site } = publicSite
  const { authority, figures, cycle } = shown
  const { year } = figures
  const measure = measureOf(scheme, scheme.site.largeMeasures[0].measure)
  const [counts, decisions, actions, learning, cycles, published, members] = await Promise.all([
    readCounts(database, authority.id, year, figures.revision),
    readUpheldDecisions(database, scheme, authority.id, year),
    readAgreedActions(database, scheme, authority.id, year),
    readPublishedLearning(database, scheme, authority.id, year),
    sharedCycles(publicSite),
    readUpheldByArea(database, scheme, authority.id),
    measure ? readGroupMembers(database, figures, measure.code) : [],
  ])
  // What came later belongs in the packs of later years.
  const years = shown.years.filter((known) => known.year <= year)
  const warning = earlyWarningView(scheme, year, years, published)
  const about = { scheme, shortName: authority.shortName, year }
  // Beside what a letter printed of a real body no invented one is drawn.
  const drawn = isFromLetter(scheme, figures) ? undefined : measure
  const gaps = drawn && gapsView(scheme, drawn, authority.shortName, years, year)
  const funnel = drawn && funnelView(scheme, drawn, authority.slug, figures, members)
  return composeCommitteePack({
    scheme,
    authority,
    figures,
    years,
    counts,
    decisions: decisions.map((decision) => ({
      ...decision,
      address: `${origin}${addresses.decision(decision.category, decision.subcategory, decision.reference)}`,
    })),
    actions,
    learning,
    latestYear: cycles[0]?.year ?? year,
    warning,
    charts: {
      overTime: packChart(gaps && gapsChart(about, gaps)),
      funnel: packChart(funnel && funnelChart(about, funnel)),
      warnings: (warning?.warnings ?? []).flatMap(
        (area) => packChart(earlyWarningChart(about, area, warning?.chance ?? '')) ?? [],
      ),
    },
    funnelFinding: funnel?.finding,
    source: `${site.name}, ${editionLine(scheme, figures, cycle)}`,
    address: `${origin}${addresses.committeePack(authority.slug, year)}`,
    methodAddress: `${origin}${addresses.method('questions-for-a-committee')}`,
    learningAddress: `${origin}${addresses.method('learning')}`,
    publishedOn: dayOf(scheme, cycle.revisedAt),
    demonstrationNote: demonstrationNote(publicSite, shown),
  })
}

/** Only what a letter printed is real in a demonstration. */
function demonstrationNote(
  { scheme, site }: PublicSite,
  { authority, figures }: ShownAuthority,
): string | null {
  if (!site.isDemonstration) return null
  return isFromLetter(scheme, figures)
    ? 'Figures from the published letter; nothing invented is said of a real body.'
    : `${authority.shortName} is invented. So are its figures, decisions and promises.`
}
