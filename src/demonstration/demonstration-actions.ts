import { appendAudit } from '../audit/audit-store.ts'
import { saveAuthorities, saveBankHolidays, savePopulations } from '../authorities/authority-store.ts'
import { readInstallation, recordInstallation } from '../authorities/installation-store.ts'
import { addOfficeHolders } from '../authorities/office-holder-store.ts'
import { readRegister } from '../authorities/register-files.ts'
import { replaceSimilarList } from '../authorities/similar-authorities-store.ts'
import { saveCycle, saveCycleAuthorities } from '../cycle/cycle-store.ts'
import type { Database, Transaction } from '../database/connection.ts'
import { currentMoment } from '../database/current-moment-store.ts'
import { loadCode } from '../handling-code/provisions/code-actions.ts'
import { saveNationalReview } from '../review/national-review-store.ts'
import { releaseYear } from '../review/release-actions.ts'
import { dayOf } from '../scheme/printed-dates.ts'
import { type ReportingYear, reportingYear } from '../scheme/reporting-year.ts'
import type { Scheme } from '../scheme/scheme.ts'
import { calculateYears } from '../statistics/yearly-figures-actions.ts'
import { saveTrainingTotals } from '../training/training-store.ts'
import { demonstrationYears, releasedYears, yearUnderReview } from './calibration.ts'
import { type Demonstration, makeDemonstration, seed } from './demonstration.ts'
import { cycleUnderReview } from './demonstration-cycles.ts'
import {
  hasAuthorities,
  insertBespokeParagraphs,
  insertCases,
  insertCoverage,
  insertPublications,
  insertPublishedFigures,
  insertReports,
  lockInstallation,
  readUnreleasedYears,
  waitsForReview,
} from './demonstration-store.ts'
import { followUpPromises } from './follow-ups-actions.ts'
import { forewords } from './forewords.ts'
import { inventMistakes, mistakenYears } from './invented-mistakes.ts'
import { correctMistakes, makeMistakes } from './mistake-actions.ts'
import { readUncorrectedYears } from './mistake-store.ts'
import { openInventedCases } from './open-cases-actions.ts'
import { inventOwnComplaintsOf } from './own-complaints-actions.ts'
import { fillOwnPages } from './own-pages-actions.ts'
import { publishInventedDecisions } from './publishing-under-way-actions.ts'
import { authoritiesWithOfficers, takeReviewUnderWay } from './review-under-way-actions.ts'
import { assessThemselves } from './self-assessments-actions.ts'
import { demonstrationList, similarPlaces } from './similar-places.ts'
import { askSurveys } from './survey-actions.ts'
import { putTrainingOn } from './training-actions.ts'
import { insertTrainingHistory } from './training-history-store.ts'

/** What came of asking for the demonstration. */
export type DemonstrationLoad =
  | { readonly state: 'loaded'; readonly authorityCount: number; readonly caseCount: number }
  /** It was there already; nothing was changed. */
  | { readonly state: 'unchanged' }
  /** It was there, but an earlier attempt was stopped before its figures were calculated and released. */
  | { readonly state: 'completed' }
  /** The database holds something else, and keeps it. */
  | { readonly state: 'refused'; readonly reason: 'real-installation' | 'not-empty' }

/**
 * Fills an empty database with the demonstration and calculates its figures. Doing it again changes nothing.
 * `progress` is told in words what is being done; after `signal` nothing more is begun or kept.
 */
export async function loadDemonstration(
  database: Database,
  scheme: Scheme,
  progress: (line: string) => void,
  signal?: AbortSignal,
): Promise<DemonstrationLoad> {
  let made: Demonstration | undefined
  const load = await database.transaction().execute(async (transaction): Promise<DemonstrationLoad> => {
    await lockInstallation(transaction)
    const installation = await readInstallation(transaction)
    if (installation?.isDemonstration === false) return { state: 'refused', reason: 'real-installation' }
    if (installation?.isDemonstration === true) return { state: 'unchanged' }
    if (await hasAuthorities(transaction)) return { state: 'refused', reason: 'not-empty' }

    progress('Making up an England with invented councils …')
    const demonstration = makeDemonstration(readRegister())
    made = demonstration
    signal?.throwIfAborted()
    await save(transaction, scheme, demonstration, progress, signal)
    const counts = {
      authorityCount: demonstration.authorities.length,
      caseCount: demonstration.cases.length,
    }
    await appendAudit(transaction, [
      {
        actor: 'upheld demo',
        action: 'demo',
        subject: 'installation',
        before: null,
        after: { isDemonstration: true, ...counts },
      },
    ])
    signal?.throwIfAborted()
    return { state: 'loaded', ...counts }
  })
  if (load.state === 'refused') return load
  const unreleased = await readUnreleasedYears(database, releasedYears.map(reportingYear))
  const uncorrected = await readUncorrectedYears(database, mistakenYears.map(reportingYear))
  // One that was loaded by an earlier version has no such year.
  const isWaiting = await waitsForReview(database, reportingYear(yearUnderReview))
  if (unreleased.length + uncorrected.length === 0 && !isWaiting) return load
  const demonstration = made ?? makeDemonstration(readRegister())
  const mistakes = inventMistakes(demonstration)
  if (unreleased.length > 0) {
    await makeMistakes(
      database,
      mistakes.filter(({ year }) => unreleased.includes(year)),
    )
    progress(`Calculating the figures of ${demonstrationYears.length} years …`)
    await calculateAll(
      database,
      scheme,
      [...unreleased, ...(isWaiting ? [reportingYear(yearUnderReview)] : [])],
      signal,
    )
    progress('Releasing them, with their letters …')
    await releaseAll(database, scheme, unreleased, signal)
  }
  progress('Correcting what was released with mistakes …')
  await correctMistakes(
    database,
    scheme,
    mistakes.filter(({ year }) => uncorrected.includes(year)),
    signal,
  )
  if (isWaiting) {
    progress('Opening cases that are worked on now …')
    await openInventedCases(database, scheme, seed, demonstration.cases)
    // Letters name the courses that are announced, so these stand before anybody reads letters.
    await putTrainingOn(database, scheme, seed)
    progress('Taking the next year to where authorities check it …')
    signal?.throwIfAborted()
    await takeReviewUnderWay(database, scheme, seed, demonstration.review)
    await followUpPromises(database, scheme, authoritiesWithOfficers(demonstration.review))
    await fillOwnPages(database, scheme, authoritiesWithOfficers(demonstration.review))
    await publishInventedDecisions(database, scheme, seed, authoritiesWithOfficers(demonstration.review))
    await assessThemselves(database, scheme, seed, authoritiesWithOfficers(demonstration.review))
    await askSurveys(database, scheme, seed)
    await inventOwnComplaintsOf(database, scheme, seed, authoritiesWithOfficers(demonstration.review))
  }
  return load.state === 'unchanged' ? { state: 'completed' } : load
}

async function calculateAll(
  database: Database,
  scheme: Scheme,
  years: readonly ReportingYear[],
  signal?: AbortSignal,
): Promise<void> {
  const calculation = await calculateYears(database, scheme, years, signal)
  if (!calculation.ok) {
    throw new Error(`the demonstration's figures were refused: ${calculation.problems.join(' ')}`)
  }
}

async function releaseAll(
  database: Database,
  scheme: Scheme,
  years: readonly ReportingYear[],
  signal?: AbortSignal,
): Promise<void> {
  for (const year of years) {
    signal?.throwIfAborted()
    const release = await releaseYear(database, scheme, year, { actor: 'upheld demo', reason: null })
    if (!release.ok) throw new Error(`the demonstration's release was refused: ${release.reason}`)
  }
}

async function save(
  transaction: Transaction,
  scheme: Scheme,
  demonstration: Demonstration,
  progress: (line: string) => void,
  signal: AbortSignal | undefined,
): Promise<void> {
  const { authorities, cases } = demonstration
  progress(`Loading ${authorities.length.toLocaleString('en-GB')} authorities …`)
  await recordInstallation(transaction, true)
  await saveAuthorities(transaction, authorities)
  await savePopulations(transaction, demonstration.populations)
  await replaceSimilarList(
    transaction,
    demonstrationList,
    similarPlaces(authorities, demonstration.populations),
  )
  await saveBankHolidays(transaction, demonstration.bankHolidays)
  await loadCode(transaction, scheme)
  await addOfficeHolders(transaction, demonstration.officeHolders)
  await saveTrainingTotals(transaction, demonstration.trainingTotals)
  const now = await currentMoment(transaction)
  await insertTrainingHistory(transaction, scheme, demonstration.training, now)
  const today = dayOf(scheme, now)
  const underReview = { ...cycleUnderReview(scheme, today), members: demonstration.membersUnderReview }
  for (const { members, ...cycle } of [...demonstration.cycles, underReview]) {
    await saveCycle(transaction, cycle)
    await saveCycleAuthorities(
      transaction,
      cycle.year,
      members.map(({ authority, ...part }) => ({ slug: authority, ...part })),
    )
  }
  for (const { year, publishedAt } of demonstration.cycles) {
    const foreword = forewords.get(year)
    if (foreword !== undefined) await saveNationalReview(transaction, { year, foreword, publishedAt })
  }
  await insertPublishedFigures(transaction, demonstration.publishedFigures)
  await insertBespokeParagraphs(transaction, demonstration.bespokeParagraphs)
  signal?.throwIfAborted()

  progress(`Loading ${cases.length.toLocaleString('en-GB')} invented cases …`)
  await insertCoverage(transaction, demonstration.coverage)
  await insertCases(transaction, cases)
  progress('Writing and indexing their published decisions …')
  await insertPublications(transaction, scheme, demonstration.publications(), signal)
  await insertReports(transaction, scheme, demonstration.reports)
}
