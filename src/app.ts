import { Hono } from 'hono'
import { methodNotAllowed } from 'hono/method-not-allowed'
import type { Database } from './database/connection.ts'
import type { Letter } from './letters/letter.ts'
import { letterStylesheet } from './letters/letter-html.tsx'
import type { PrintedLetter, TypesetDocument } from './letters/letter-pdf.ts'
import { showAccessibility } from './publication/about/accessibility-page.tsx'
import { showFeeds } from './publication/about/feeds-page.tsx'
import { showPrivacy } from './publication/about/privacy-page.tsx'
import { sendSitemap, sendSitemapFile } from './publication/about/sitemap-api.ts'
import { publicApi } from './publication/api/public-api.ts'
import { showReference } from './publication/api/reference-page.tsx'
import { showAuthority } from './publication/authority/authority-page.tsx'
import { sendChart } from './publication/authority/chart-page.tsx'
import { showFigure } from './publication/authority/figure-page.tsx'
import {
  sendCommitteePackFile,
  showCommitteePack,
} from './publication/committee-pack/committee-pack-page.tsx'
import { sendCompareTable, showCompare } from './publication/compare/compare-page.tsx'
import { showAuthorityList } from './publication/decisions/authority-lists-page.tsx'
import { sendDecisionsFeed } from './publication/decisions/decision-feed-api.ts'
import { showDecision } from './publication/decisions/decision-page.tsx'
import { showDecisions } from './publication/decisions/decision-search-page.tsx'
import { sendDecisionsTable } from './publication/decisions/decision-table-api.ts'
import {
  sendImprovementsFeed,
  sendImprovementsTable,
  showImprovements,
} from './publication/decisions/improvements-page.tsx'
import { sendReportsFeed, showReport, showReports } from './publication/decisions/report-pages.tsx'
import { sendDataFile } from './publication/downloads/data-file-api.tsx'
import { showData } from './publication/downloads/data-page.tsx'
import { showCodeAuthority } from './publication/handling-code/code-authority-page.tsx'
import { showCodeChanges } from './publication/handling-code/code-changes-page.tsx'
import { showCodeOutcomes } from './publication/handling-code/code-outcomes-page.tsx'
import { showCode, showCodeVersion } from './publication/handling-code/code-page.tsx'
import { sendCodeRegister, showCodeRegister } from './publication/handling-code/code-register-page.tsx'
import {
  sendPublishedPerformanceFile,
  showPublishedPerformance,
} from './publication/handling-code/performance-page.tsx'
import { showPerformanceReports } from './publication/handling-code/performance-reports-page.tsx'
import { sendPerformanceTable } from './publication/handling-code/performance-table-api.ts'
import { showAuthorities } from './publication/home/authorities-page.tsx'
import { showHome } from './publication/home/home-page.tsx'
import { sendSuggestions } from './publication/home/suggestions-api.ts'
import { sendLetterPdf, showLetter, showLetters } from './publication/letters/letter-pages.tsx'
import { showMap } from './publication/map/map-page.tsx'
import { sendMapTable } from './publication/map/map-table-api.ts'
import { showCorrections } from './publication/method/corrections-page.tsx'
import { showMethod } from './publication/method/method-page.tsx'
import { showEarlyAccess } from './publication/national-review/early-access-page.tsx'
import { sendReviewChart } from './publication/national-review/review-chart-api.ts'
import { showReview, showReviews } from './publication/national-review/review-page.tsx'
import { sendSealFile } from './publication/seals/seal-file-api.tsx'
import { showSeals } from './publication/seals/seals-page.tsx'
import { showHealth } from './publication/site/health-api.ts'
import { keptReads } from './publication/site/kept-reads.ts'
import type { PublicSite } from './publication/site/public-site.tsx'
import { readPublishedState } from './publication/site/published-state-store.ts'
import {
  sendTrainingCalendar,
  showTraining,
  showTrainingCourse,
} from './publication/training/programme-page.tsx'
import type { Scheme } from './scheme/scheme.ts'
import { paths } from './web/addresses.ts'
import * as answers from './web/answers.tsx'
import type { Site } from './web/layout.tsx'
import { refuseUnreadable } from './web/request-limits.ts'
import { SearchGate } from './web/search-limits.ts'
import { securityHeaders } from './web/security-headers.ts'
import { serveKept } from './web/serve-kept.ts'
import { robotsText, sendAsset } from './web/site-files.ts'
import { readStaticFiles } from './web/static-files.ts'

export type AppSettings = {
  /** As the role that can read what is published and nothing else. */
  readonly database: Database
  readonly scheme: Scheme
  readonly isDemonstration: boolean
  /** Typesets and verifies a letter, such as `print` of startLetterWorkers. */
  readonly printLetter: (letter: Letter) => Promise<PrintedLetter>
  /** Typesets another document in the look of a letter. */
  readonly typeset: (document: TypesetDocument) => Promise<PrintedLetter>
  /** Told of every fault of ours; a visitor never sees it. */
  readonly onFault?: (error: unknown) => void
}

const files = readStaticFiles(letterStylesheet)

/** What every page has in common, before and behind the sign-in. */
export function siteOf(scheme: Scheme, isDemonstration: boolean): Site {
  return {
    name: scheme.site.name,
    publisher: isDemonstration ? 'The Ombudsman (demonstration)' : `the ${scheme.serviceName}`,
    isDemonstration,
    words: scheme.site,
    assets: files.assets,
  }
}

/** The public site: every address and who answers it. */
export function createApp(settings: AppSettings): Hono {
  const { database, scheme, isDemonstration, printLetter, typeset } = settings
  const site = siteOf(scheme, isDemonstration)
  const { keptByState, enter } = keptReads()
  const publicSite: PublicSite = { database, keptByState, scheme, site, printLetter, typeset }
  const searches = new SearchGate()
  const api = publicApi(publicSite, searches, (error) => settings.onFault?.(error))
  const app = new Hono()

  app.use(securityHeaders)
  app.use(async (context, next) => {
    // Kept by browsers, but asked for again each time: what is public can change at any moment.
    context.header('Cache-Control', 'no-cache')
    if (isDemonstration) context.header('X-Robots-Tag', 'noindex')
    await next()
  })
  app.use(
    methodNotAllowed({
      app,
      onMethodNotAllowed: (context, methods) => answers.methodNotAllowed(context, site, methods),
    }),
  )
  app.use(refuseUnreadable((context, problem) => answers.addressRefused(context, site, problem)))

  app.get(paths.home, (context) => showHome(context, publicSite))
  app.get(paths.authorities, (context) => showAuthorities(context, publicSite))
  app.get(paths.suggestions, (context) => sendSuggestions(context, publicSite))
  app.get(paths.authority, (context) => showAuthority(context, publicSite, context.req.param('slug')))
  app.get(paths.letterPdf, (context) => {
    const { slug, file } = context.req.param()
    return sendLetterPdf(context, publicSite, { slug, year: file.replace(/\.pdf$/, '') })
  })
  app.get(paths.letterRevisionPdf, (context) => {
    const { slug, year, file } = context.req.param()
    return sendLetterPdf(context, publicSite, { slug, year, revision: file.replace(/\.pdf$/, '') })
  })
  app.get(paths.letterRevision, (context) => showLetter(context, publicSite, context.req.param()))
  app.get(paths.letter, (context) => showLetter(context, publicSite, context.req.param()))
  app.get(paths.letters, (context) => showLetters(context, publicSite, context.req.param()))
  app.get(paths.chart, (context) => sendChart(context, publicSite, context.req.param()))
  app.get(paths.figure, (context) => showFigure(context, publicSite, context.req.param()))
  app.get(paths.map, (context) => showMap(context, publicSite))
  app.get(paths.mapTable, (context) => sendMapTable(context, publicSite))
  app.get(paths.committeePackFile, (context) =>
    sendCommitteePackFile(context, publicSite, context.req.param()),
  )
  app.get(paths.committeePack, (context) => showCommitteePack(context, publicSite, context.req.param()))
  app.get(paths.compare, (context) => showCompare(context, publicSite))
  app.get(paths.compareTable, (context) => sendCompareTable(context, publicSite))
  app.get(paths.decisions, (context) => showDecisions(context, publicSite, searches))
  app.get(paths.decisionsFeed, (context) => sendDecisionsFeed(context, publicSite, searches))
  app.get(paths.decisionsTable, (context) => sendDecisionsTable(context, publicSite, searches))
  app.get(paths.decision, (context) => showDecision(context, publicSite, context.req.param()))
  app.get(paths.improvements, (context) => showImprovements(context, publicSite, searches))
  app.get(paths.improvementsFeed, (context) => sendImprovementsFeed(context, publicSite, searches))
  app.get(paths.improvementsTable, (context) => sendImprovementsTable(context, publicSite, searches))
  app.get(paths.reports, (context) => showReports(context, publicSite))
  app.get(paths.reportsFeed, (context) => sendReportsFeed(context, publicSite))
  app.get(paths.report, (context) => showReport(context, publicSite, context.req.param('slug')))
  app.get(paths.authorityDecisions, (context) =>
    showAuthorityList(context, publicSite, context.req.param('slug'), 'decisions'),
  )
  app.get(paths.authorityImprovements, (context) =>
    showAuthorityList(context, publicSite, context.req.param('slug'), 'improvements'),
  )
  app.get(paths.authorityReports, (context) =>
    showAuthorityList(context, publicSite, context.req.param('slug'), 'reports'),
  )
  app.get(paths.performanceReports, (context) => showPerformanceReports(context, publicSite))
  app.get(paths.performanceTable, (context) => sendPerformanceTable(context, publicSite))
  app.get(paths.performanceFile, (context) =>
    sendPublishedPerformanceFile(context, publicSite, context.req.param()),
  )
  app.get(paths.performance, (context) => showPublishedPerformance(context, publicSite, context.req.param()))
  app.get(paths.method, (context) => showMethod(context, publicSite))
  app.get(paths.corrections, (context) => showCorrections(context, publicSite))
  app.get(paths.sealFile, (context) => sendSealFile(context, publicSite, context.req.param('file')))
  app.get(paths.seals, (context) => showSeals(context, publicSite))
  app.get(paths.reviews, (context) => showReviews(context, publicSite))
  app.get(paths.review, (context) => showReview(context, publicSite, context.req.param('year')))
  app.get(paths.earlyAccess, (context) => showEarlyAccess(context, publicSite, context.req.param('year')))
  app.get(
    paths.reviewChart,
    async (context) =>
      (await sendReviewChart(context, publicSite, context.req.param())) ??
      answers.pageNotFound(context, site),
  )
  app.route(paths.api, api)
  app.get(paths.apiReference, (context) => showReference(context, publicSite, api))
  app.get(paths.data, (context) => showData(context, publicSite))
  app.get(paths.dataFile, (context) => sendDataFile(context, publicSite, context.req.param('file')))
  app.get(paths.training, (context) => showTraining(context, publicSite))
  app.get(paths.trainingCalendar, (context) => sendTrainingCalendar(context, publicSite, context.req.param()))
  app.get(paths.trainingCourse, (context) =>
    showTrainingCourse(context, publicSite, context.req.param('course')),
  )
  app.get(paths.health, (context) => showHealth(context, publicSite))
  app.get(paths.accessibility, (context) => showAccessibility(context, publicSite))
  app.get(paths.privacy, (context) => showPrivacy(context, publicSite))
  app.get(paths.handlingCode, (context) => showCode(context, publicSite))
  app.get(paths.codeVersion, (context) => showCodeVersion(context, publicSite, context.req.param('version')))
  app.get(paths.codeChanges, (context) => showCodeChanges(context, publicSite))
  app.get(paths.codeOutcomes, (context) => showCodeOutcomes(context, publicSite))
  app.get(paths.codeAuthorities, (context) => showCodeRegister(context, publicSite))
  app.get(paths.codeAuthoritiesTable, (context) => sendCodeRegister(context, publicSite))
  app.get(paths.codeAuthority, (context) => showCodeAuthority(context, publicSite, context.req.param()))
  app.get(paths.selfAssessment, (context) => showCodeAuthority(context, publicSite, context.req.param()))
  app.get(paths.selfAssessmentRevision, (context) =>
    showCodeAuthority(context, publicSite, context.req.param()),
  )
  app.get(paths.feeds, (context) => showFeeds(context, publicSite))
  app.get(paths.sitemap, (context) => sendSitemap(context, publicSite))
  app.get(
    paths.sitemapFile,
    async (context) =>
      (await sendSitemapFile(context, publicSite, context.req.param('file'))) ??
      answers.pageNotFound(context, site),
  )
  app.get(paths.robots, (context) =>
    context.text(robotsText(isDemonstration, new URL(context.req.url).origin)),
  )
  app.get(paths.asset, (context) => sendAsset(context, site, files, context.req.param('name')))

  app.notFound((context) => answers.pageNotFound(context, site))
  app.onError((error, context) => {
    settings.onFault?.(error)
    return answers.serverFailed(context, site)
  })
  return withKeptAnswers(app, async () => {
    const state = await readPublishedState(database).catch(() => undefined)
    enter(state)
    return state
  })
}

/**
 * The same pages, made once for each state of what is public. Our own files are the same in every state; how many places
 * are left in a workshop is in none, so those pages are made for everybody who asks.
 */
function withKeptAnswers(pages: Hono, readState: () => Promise<string | undefined>): Hono {
  return new Hono()
    .all(
      paths.asset,
      serveKept(pages, () => Promise.resolve('files')),
    )
    .all(`${paths.training}/*`, (context) => pages.fetch(context.req.raw, context.env))
    .all('*', serveKept(pages, readState))
}
