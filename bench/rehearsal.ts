import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Database } from '../src/database/connection.ts'
import { openDatabase } from '../src/database/open-database.ts'
import { loadDemonstration } from '../src/demonstration/demonstration-actions.ts'
import { type LetterWorkers, startLetterWorkers } from '../src/letters/letter-pdf-workers.ts'
import { readReviewLetters } from '../src/review/rehearsal/reading-list-actions.ts'
import { beginRehearsal, carryOutRehearsal, isOpen } from '../src/review/rehearsal/rehearsal-actions.ts'
import { readStanding } from '../src/review/review-standing-store.ts'
import { readYearsUnderReview } from '../src/review/review-step-store.ts'
import { ombudsmanForEngland as scheme } from '../src/scheme/ombudsman-for-england.ts'
import type { ReportingYear } from '../src/scheme/reporting-year.ts'

const workerCount = 2
const rounds = 3
/** Between opening the page and pressing its button. */
const secondsOfReading = 4

/**
 * All letters of the demonstration's year under review, rehearsed without a finished PDF and with all of them, beside
 * what a page costs that shows them.
 */
export async function benchRehearsal(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'upheld-bench-'))
  // The embedded server may run as another user, who must be able to reach its folder.
  chmodSync(folder, 0o755)
  process.env.UPHELD_HOME = join(folder, 'home')
  delete process.env.DATABASE_URL
  const { database, close } = await openDatabase()
  try {
    await loadDemonstration(database, scheme, (line) => console.error(line))
    const standing = await openReview(database)
    const { year } = standing.cycle
    const { counts, letters } = await readReviewLetters(database, scheme, standing)
    const example = letters.find(({ letter }) => letter !== null)?.letter
    if (!example) throw new Error('no letter can be made')
    console.log(`${counts.all} letters, ${workerCount} printers, ${rounds} rounds\n`)
    console.log('| what | wall |\n|---|---|')
    for (let round = 1; round <= rounds; round += 1) {
      const workers = startLetterWorkers(workerCount)
      const rehearse = () => rehearseOnce(database, year, workers)
      await database.deleteFrom('letterProof').execute()
      // The page with the button to rehearse has them started; nobody presses it sooner than this.
      workers.wake(example)
      await pause(secondsOfReading * 1_000)
      await measure('no letter has a PDF, the page just opened', rehearse)
      await measure('every letter has one', rehearse)
      await database.deleteFrom('letterProof').execute()
      await measure('no letter has a PDF, printers running', rehearse)
      await measure('what the page is made from', async () => {
        await readReviewLetters(database, scheme, standing)
      })
      workers.close()
    }
  } finally {
    await close()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function openReview(database: Database) {
  for (const year of await readYearsUnderReview(database)) {
    const standing = await readStanding(database, year)
    if (standing && isOpen(standing)) return standing
  }
  throw new Error('the demonstration has no year under review')
}

async function rehearseOnce(database: Database, year: ReportingYear, workers: LetterWorkers): Promise<void> {
  const begun = await beginRehearsal(database, year, 'bench')
  if (!begun.ok) throw new Error(begun.reason)
  await carryOutRehearsal(database, scheme, begun.run, workers.print)
}

async function measure(what: string, work: () => Promise<void>): Promise<void> {
  const began = performance.now()
  await work()
  console.log(`| ${what} | ${(performance.now() - began).toFixed(0)} ms |`)
}
