import type { Context } from 'hono'
import { readNationalReviews } from '../../review/national-review-store.ts'
import { readCourses } from '../../training/course/course-store.ts'
import { addresses } from '../../web/addresses.ts'
import { sharedStandingAssessments } from '../handling-code/published-assessment-store.ts'
import type { PublicSite } from '../site/public-site.tsx'
import { sharedAuthorities } from '../site/shared-reads-store.ts'
import { countDecisionFiles, readDecisionsOfFile, readLetterYears, readReportSlugs } from './sitemap-store.ts'

/** Where search engines find every public page: a list of lists, since one may not be longer than 50,000. */
export async function sendSitemap(context: Context, { database }: PublicSite): Promise<Response> {
  const { origin } = new URL(context.req.url)
  const decisionFiles = await countDecisionFiles(database)
  const files = [
    'pages',
    'authorities',
    ...Array.from({ length: decisionFiles }, (_, index) => `decisions-${index + 1}`),
  ]
  return sendXml(
    context,
    `<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${files
      .map((file) => `<sitemap><loc>${escaped(origin + addresses.sitemapFile(file))}</loc></sitemap>`)
      .join('')}</sitemapindex>`,
  )
}

/** One of the lists; undefined where there is none of that name. */
export async function sendSitemapFile(
  context: Context,
  publicSite: PublicSite,
  file: string,
): Promise<Response | undefined> {
  const pages = await pagesOfFile(publicSite, file.replace(/\.xml$/, ''))
  if (!pages) return undefined
  const { origin } = new URL(context.req.url)
  return sendXml(
    context,
    `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${pages
      .map((page) => `<url><loc>${escaped(origin + page)}</loc></url>`)
      .join('')}</urlset>`,
  )
}

async function pagesOfFile(publicSite: PublicSite, file: string): Promise<readonly string[] | undefined> {
  if (file === 'pages') return singlePages(publicSite)
  if (file === 'authorities') return authorityPages(publicSite)
  const number = /^decisions-([1-9]\d{0,3})$/.exec(file)?.[1]
  if (number === undefined) return undefined
  const decisions = await readDecisionsOfFile(publicSite.database, Number(number))
  if (decisions.length === 0) return undefined
  return decisions.map(({ category, subcategory, reference }) =>
    addresses.decision(category, subcategory, reference),
  )
}

async function singlePages(publicSite: PublicSite): Promise<readonly string[]> {
  const { database, scheme } = publicSite
  const [reviews, reports, authorities, standing, courses] = await Promise.all([
    readNationalReviews(database),
    readReportSlugs(database),
    sharedAuthorities(publicSite),
    sharedStandingAssessments(publicSite),
    readCourses(database),
  ])
  return [
    addresses.home(),
    addresses.authorities(),
    ...(scheme.site.map ? [addresses.map()] : []),
    addresses.compare(),
    addresses.decisions(),
    addresses.improvements(),
    addresses.reports(),
    ...reports.map(addresses.report),
    addresses.reviews(),
    ...reviews.flatMap(({ year }) => [addresses.review(year), addresses.earlyAccess(year)]),
    addresses.handlingCode(),
    addresses.codeAuthorities(),
    addresses.codeOutcomes(),
    addresses.performanceReports(),
    ...standing.flatMap(({ authorityId }) => {
      const authority = authorities.find(({ id }) => id === authorityId)
      return authority ? [addresses.codeAuthority(authority.slug)] : []
    }),
    addresses.training(),
    ...courses.map(({ slug }) => addresses.trainingCourse(slug)),
    addresses.method(),
    addresses.corrections(),
    addresses.seals(),
    addresses.data(),
    addresses.apiReference(),
    addresses.feeds(),
    addresses.accessibility(),
    addresses.privacy(),
  ]
}

async function authorityPages(publicSite: PublicSite): Promise<readonly string[]> {
  const [authorities, letters] = await Promise.all([
    sharedAuthorities(publicSite),
    readLetterYears(publicSite.database),
  ])
  return [
    ...authorities.flatMap(({ slug }) => [addresses.authority(slug), addresses.letters(slug)]),
    ...letters.map(({ slug, year }) => addresses.letter(slug, year)),
  ]
}

function sendXml(context: Context, root: string): Response {
  return context.body(`<?xml version="1.0" encoding="UTF-8"?>\n${root}\n`, 200, {
    'Content-Type': 'application/xml; charset=utf-8',
  })
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}
