import { findCycle } from '../cycle/cycle-store.ts'
import type { Database, Transaction } from '../database/connection.ts'
import { formatReportingYear, type ReportingYear } from '../scheme/reporting-year.ts'
import type { Scheme } from '../scheme/scheme.ts'
import { outdatedNotice } from '../statistics/figure-explanation.ts'
import { areFiguresOutdated } from '../statistics/yearly-figures-actions.ts'
import { type ComposedLetter, composeLetter } from './compose-letter.ts'
import { blocksOfEdition } from './edition.ts'
import { type Edition, editionNames, loadEdition } from './editions.ts'
import type { Letter } from './letter.ts'
import type { LetterFacts, LetterProblem } from './letter-facts.ts'
import { type LetterWorkers, startLetterWorkers } from './letter-pdf-workers.ts'
import { readLetterFacts } from './letter-store.ts'
import { blockName } from './wording.ts'

/** The letters of one year before they are printed, or one sentence on why there can be none. */
export type PreparedLetters =
  | { readonly ok: true; readonly edition: Edition; readonly facts: readonly LetterFacts[] }
  | { readonly ok: false; readonly reason: string }

export type HeldLetter = { readonly authority: string; readonly problems: readonly LetterProblem[] }

export type LetterRun = {
  readonly madeCount: number
  readonly held: readonly HeldLetter[]
  /** Blocks of the edition that no letter of the year used. */
  readonly unusedBlocks: readonly string[]
}

/**
 * Finds the cycle, its edition and what is on record for its letters. There are none while the figures are older
 * than what they are made from.
 */
export async function prepareLetters(
  database: Database,
  scheme: Scheme,
  year: ReportingYear,
  slug?: string,
): Promise<PreparedLetters> {
  const prepared = await findLetters(database, scheme, year, slug)
  if (prepared.ok && (await areFiguresOutdated(database, scheme, year))) {
    return { ok: false, reason: outdatedNotice(year) }
  }
  return prepared
}

/** The same without asking whether the figures are older than what they are made from. */
export async function findLetters(
  database: Database | Transaction,
  scheme: Scheme,
  year: ReportingYear,
  slug?: string,
): Promise<PreparedLetters> {
  const name = formatReportingYear(year)
  const cycle = await findCycle(database, year)
  if (!cycle) return { ok: false, reason: `There is no cycle ${name}; set it up with "upheld cycle set".` }
  if (cycle.edition === null) {
    return {
      ok: false,
      reason: `There are no letters for ${name}: its cycle names no edition, as none has been written for that year.`,
    }
  }
  const edition = loadEdition(cycle.edition)
  if (!edition) {
    const known = editionNames.join(', ')
    return {
      ok: false,
      reason: `The cycle ${name} names the letter edition "${cycle.edition}", which does not exist; there are ${known}.`,
    }
  }
  const facts = await readLetterFacts(database, scheme, { ...cycle, edition: cycle.edition }, slug)
  if (facts.length > 0) return { ok: true, edition, facts }
  return {
    ok: false,
    reason:
      slug === undefined
        ? `Nobody gets a letter in ${name}; add members with "upheld cycle members".`
        : `"${slug}" gets no letter in ${name}: it is not among those written to.`,
  }
}

export type LetterRunOptions = {
  readonly workerCount: number
  readonly signal: AbortSignal
  /** Given each letter as it is finished and verified; the next ones wait for it. */
  readonly onLetter: (letter: Letter, pdf: Uint8Array) => Promise<void>
}

/** Composes, prints and verifies the letters; those that cannot be made are held, each with its reasons. */
export async function makeLetters(
  { edition, facts }: Extract<PreparedLetters, { ok: true }>,
  scheme: Scheme,
  options: LetterRunOptions,
): Promise<LetterRun> {
  const workers = startLetterWorkers(options.workerCount)
  const stop = () => workers.close()
  options.signal.addEventListener('abort', stop)
  const run: RunSoFar = { madeCount: 0, hasFailed: false, held: [], used: new Set() }
  try {
    const waiting = facts.values()
    // A few letters at each worker keep it busy; the rest wait uncomposed, so that memory stays flat.
    const lanes = Array.from({ length: options.workerCount * 3 }, async () => {
      for (const next of waiting) {
        if (options.signal.aborted || run.hasFailed) return
        await makeLetter(next, composeLetter(next, edition, scheme), workers, options, run).catch((error) => {
          run.hasFailed = true
          throw error
        })
      }
    })
    await Promise.all(lanes)
  } finally {
    options.signal.removeEventListener('abort', stop)
    workers.close()
  }
  const unusedBlocks = blocksWithoutUse(edition, run.used)
  return { madeCount: run.madeCount, held: run.held.toSorted(byAuthority), unusedBlocks }
}

type RunSoFar = {
  madeCount: number
  hasFailed: boolean
  readonly held: HeldLetter[]
  readonly used: Set<string>
}

async function makeLetter(
  { authority: { officialName: authority } }: LetterFacts,
  composed: ComposedLetter,
  workers: LetterWorkers,
  { signal, onLetter }: LetterRunOptions,
  run: RunSoFar,
): Promise<void> {
  if (!composed.ok) {
    run.held.push({ authority, problems: composed.problems })
    return
  }
  const printed = await workers.print(composed.letter)
  if (signal.aborted) return
  if (!printed.ok) {
    run.held.push({ authority, problems: printed.problems })
    return
  }
  await onLetter(composed.letter, printed.pdf)
  run.madeCount += 1
  for (const block of composed.blocksUsed) run.used.add(block)
}

/** A block counts as used when any of its variants was. */
function blocksWithoutUse({ rules }: Edition, used: ReadonlySet<string>): readonly string[] {
  return [...blocksOfEdition(rules)]
    .filter(([block, variants]) => !variants.some((variant) => used.has(blockName(block, variant))))
    .map(([block]) => block)
}

function byAuthority(a: HeldLetter, b: HeldLetter): number {
  return a.authority < b.authority ? -1 : a.authority > b.authority ? 1 : 0
}
