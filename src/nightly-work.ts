import { leaveCasesOfLeavers } from './casework/complaint/left-case-actions.ts'
import { keepNoLonger } from './casework/complaint/retention-actions.ts'
import { scanWaitingFiles } from './casework/evidence/scan-actions.ts'
import { virusScanner } from './casework/evidence/virus-scanner.ts'
import { tellOfficers } from './casework/notices/notice-actions.ts'
import { remindOfReports } from './casework/public-report/report-reminder-actions.ts'
import type { Database } from './database/connection.ts'
import type { Scheme } from './scheme/scheme.ts'
import { keepSurveysAnonymous } from './survey/results/closing-actions.ts'
import { tellBookers } from './training/booking/booking-mail-actions.ts'
import { keepNamesNoLonger } from './training/booking/name-retention-actions.ts'
import { moveWaitingLists } from './training/booking/waiting-list-actions.ts'

/**
 * What has to be done again and again without anybody asking. Each job knows itself what it has done already. Links in
 * mails begin with the address of the site, and some carry what its secret signs.
 */
export type RepeatedJob = (
  database: Database,
  scheme: Scheme,
  siteUrl: string,
  secret: string,
) => Promise<unknown>

/** What is looked after every hour, in this order. */
const hourlyJobs: readonly RepeatedJob[] = [
  (database, scheme) => keepNoLonger(database, scheme, 'nightly work'),
  (database, scheme) => keepNamesNoLonger(database, scheme, 'nightly work'),
  (database, scheme) => leaveCasesOfLeavers(database, scheme, 'nightly work'),
  (database) => scanWaitingFiles(database, virusScanner()),
  tellOfficers,
  remindOfReports,
  keepSurveysAnonymous,
]

/** What somebody waits for who books: it is looked after every minute. */
const minutelyJobs: readonly RepeatedJob[] = [moveWaitingLists, tellBookers]

export type RepeatedWork = {
  readonly database: Database
  readonly scheme: Scheme
  /** The address of the site as people type it. */
  readonly siteUrl: string
  readonly secret: string
  readonly onFault: (error: unknown) => void
}

/** Does the nightly work now and looks every hour whether there is more to do, and every minute after bookings. */
export function startNightlyWork(work: RepeatedWork): { readonly close: () => Promise<void> } {
  const hourly = repeat(work, hourlyJobs, 3_600_000)
  const minutely = repeat(work, minutelyJobs, 60_000)
  return {
    close: async () => {
      await Promise.all([hourly.close(), minutely.close()])
    },
  }
}

/**
 * Does some jobs now and again after a while, never two at once, until it is closed. A job that fails is told, and the
 * others are done all the same.
 */
export function repeat(
  { database, scheme, siteUrl, secret, onFault }: RepeatedWork,
  jobs: readonly RepeatedJob[],
  everyMilliseconds: number,
): { readonly close: () => Promise<void> } {
  let underWay: Promise<void> | undefined
  let isClosed = false
  look()
  const timer = setInterval(look, everyMilliseconds)
  timer.unref()
  return {
    close: async () => {
      isClosed = true
      clearInterval(timer)
      await underWay
    },
  }

  function look(): void {
    underWay ??= doAll().finally(() => {
      underWay = undefined
    })
  }

  async function doAll(): Promise<void> {
    for (const job of jobs) {
      if (isClosed) return
      try {
        await job(database, scheme, siteUrl, secret)
      } catch (error) {
        onFault(error)
      }
    }
  }
}
