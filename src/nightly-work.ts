import { leaveCasesOfLeavers } from './casework/complaint/left-case-actions.ts'
import { keepNoLonger } from './casework/complaint/retention-actions.ts'
import { scanWaitingFiles } from './casework/evidence/scan-actions.ts'
import { virusScanner } from './casework/evidence/virus-scanner.ts'
import { tellOfficers } from './casework/notices/notice-actions.ts'
import { remindOfReports } from './casework/public-report/report-reminder-actions.ts'
import type { Database } from './database/connection.ts'
import type { Scheme } from './scheme/scheme.ts'

/** What has to be done again and again without anybody asking. Each job knows itself what it has done already. */
export type NightlyJob = (database: Database, scheme: Scheme, siteUrl: string) => Promise<unknown>

/** What is looked after every hour, in this order. */
const jobs: readonly NightlyJob[] = [
  (database, scheme) => keepNoLonger(database, scheme, 'nightly work'),
  (database, scheme) => leaveCasesOfLeavers(database, scheme, 'nightly work'),
  (database) => scanWaitingFiles(database, virusScanner()),
  tellOfficers,
  remindOfReports,
]

const hourMilliseconds = 3_600_000

/**
 * Does the nightly work now and looks every hour whether there is more to do, never two at once, until it is closed. A
 * job that fails is told, and the others are done all the same.
 */
export function startNightlyWork({
  database,
  scheme,
  siteUrl,
  onFault,
  work = jobs,
  everyMilliseconds = hourMilliseconds,
}: {
  readonly database: Database
  readonly scheme: Scheme
  /** The address of the site as people type it; links in mails begin with it. */
  readonly siteUrl: string
  readonly onFault: (error: unknown) => void
  readonly work?: readonly NightlyJob[]
  readonly everyMilliseconds?: number
}): { readonly close: () => Promise<void> } {
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
    for (const job of work) {
      if (isClosed) return
      try {
        await job(database, scheme, siteUrl)
      } catch (error) {
        onFault(error)
      }
    }
  }
}
