import { appendAudit } from '../../audit/audit-store.ts'
import type { Database } from '../../database/connection.ts'
import type { Letter } from '../../letters/letter.ts'
import type { PrintedLetter } from '../../letters/letter-pdf.ts'
import { formatReportingYear, type ReportingYear } from '../../scheme/reporting-year.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import { lockStanding, type Standing } from '../review-standing-store.ts'
import { type MadeProof, readProofs, saveProofs } from './letter-proof-store.ts'
import type { LetterUnderReview } from './letter-under-review.ts'
import { readLettersUnderReview } from './letters-under-review-actions.ts'
import { abandonRun, beginRun, finishRun, type RehearsalRun, saveProgress } from './rehearsal-store.ts'

/** Typesets a letter and compares the finished one with the record; several may be under way at once. */
export type PrintLetter = (letter: Letter) => Promise<PrintedLetter>

export type RehearsalStart =
  | { readonly ok: true; readonly run: RehearsalRun }
  | { readonly ok: false; readonly reason: string }

/** A year whose letters are still composed from the record: `standing.current` is there and not sealed. */
export type OpenStanding = Standing & { readonly current: NonNullable<Standing['current']> }

/** Whether the letters of a year can still be read, decided about and changed. */
export function isOpen(standing: Standing): standing is OpenStanding {
  return standing.current !== undefined && standing.current.sealedAt === null
}

/** Begins a rehearsal, unless one is under way. Whoever begins one carries it out with `carryOutRehearsal`. */
export async function beginRehearsal(
  database: Database,
  year: ReportingYear,
  actor: string,
): Promise<RehearsalStart> {
  return database.transaction().execute(async (transaction): Promise<RehearsalStart> => {
    const standing = await lockStanding(transaction, year)
    const name = formatReportingYear(year)
    if (!standing?.current) {
      return { ok: false, reason: `The figures of ${name} are not calculated yet: calculate them first.` }
    }
    if (!isOpen(standing)) {
      return { ok: false, reason: `The letters of ${name} are sealed, so there is nothing left to rehearse.` }
    }
    const { revision } = standing.current
    const run = await beginRun(transaction, year, revision, actor)
    if (!run) {
      return {
        ok: false,
        reason: 'A rehearsal of these letters is under way already; wait until it is done.',
      }
    }
    await appendAudit(transaction, [
      {
        actor,
        action: 'rehearsal',
        subject: `letters of ${name}, revision ${revision}`,
        before: null,
        after: null,
      },
    ])
    return { ok: true, run }
  })
}

/** How many letters are printed at once: a few more than there are printers, so that none waits. */
const lanesAtOnce = 6
/** Kept together: each time costs a write to disk. What a killed program had not kept yet is made again. */
const proofsAtOnce = 16

/**
 * Makes the finished PDF of every letter whose content has none yet, reads it back and keeps what came of it. Safe to
 * end at any moment: the next rehearsal goes on from there.
 */
export async function carryOutRehearsal(
  database: Database,
  scheme: Scheme,
  run: RehearsalRun,
  print: PrintLetter,
): Promise<void> {
  const began = performance.now()
  try {
    const found = await readOpenLetters(database, scheme, run)
    const waiting = found.letters.filter(({ letter, proof }) => letter !== null && proof.state === 'not-made')
    const end = await makeProofs(database, run, found.letters.length, waiting, print)
    if (end === 'replaced') return
    if (end === 'interrupted') return await abandonRun(database, run)
    await finishRun(database, run, {
      workedMs: Math.round(performance.now() - began),
      fingerprint: found.fingerprint,
      unusedBlocks: found.unusedBlocks,
    })
  } catch (error) {
    await abandonRun(database, run)
    throw error
  }
}

/** The finished PDF of one letter, made now where it has none; undefined where it cannot be made. */
export async function proveLetter(
  database: Database,
  { letter, contentHash, proof }: LetterUnderReview,
  print: PrintLetter,
): Promise<LetterUnderReview['proof']> {
  if (letter === null || proof.state !== 'not-made') return proof
  await saveProofs(database, [{ contentHash, printed: await print(letter) }])
  return (await readProofs(database, [contentHash])).get(contentHash.toString('hex')) ?? proof
}

async function readOpenLetters(database: Database, scheme: Scheme, { year, revision }: RehearsalRun) {
  const standing = await database.transaction().execute((transaction) => lockStanding(transaction, year))
  if (!standing || !isOpen(standing) || standing.current.revision !== revision) {
    throw new Error(`revision ${revision} of ${year} was sealed or replaced before its rehearsal began`)
  }
  return readLettersUnderReview(database, scheme, { cycle: standing.cycle, revision })
}

/**
 * Whole; or replaced by another run, which then goes on alone; or interrupted, because the program ends or the
 * typesetter ended over a letter, which has no proof then.
 */
type RunEnd = 'whole' | 'replaced' | 'interrupted'

async function makeProofs(
  database: Database,
  run: RehearsalRun,
  letterCount: number,
  waiting: readonly LetterUnderReview[],
  print: PrintLetter,
): Promise<RunEnd> {
  const progress = { letterCount, doneCount: letterCount - waiting.length }
  const made: MadeProof[] = []
  let goesOn = await saveProgress(database, run, progress)
  let isInterrupted = false
  let saving = Promise.resolve()
  const save = () => {
    const proofs = made.splice(0)
    saving = saving.then(async () => {
      await saveProofs(database, proofs)
      progress.doneCount += proofs.length
      goesOn = (await saveProgress(database, run, progress)) && goesOn
    })
    return saving
  }
  const next = waiting.values()
  const lane = async () => {
    for (const { letter, contentHash } of next) {
      if (!goesOn || letter === null) continue
      const printed = await print(letter)
      if (!printed.ok && printed.isInterrupted) isInterrupted = true
      else made.push({ contentHash, printed })
      if (made.length >= proofsAtOnce) await save()
    }
  }
  await Promise.all(Array.from({ length: lanesAtOnce }, lane))
  await save()
  if (!goesOn) return 'replaced'
  return isInterrupted ? 'interrupted' : 'whole'
}
