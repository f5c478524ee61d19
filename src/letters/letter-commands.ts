import { constants } from 'node:fs'
import { access, rename, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { authorityNames, explainUnknown, findAuthority } from '../authorities/authority-name-search.ts'
import { readAuthorities } from '../authorities/authority-store.ts'
import { type Command, CommandError, type Invocation } from '../command-line/command.ts'
import { fileFault } from '../command-line/file-fault.ts'
import { makeFolder } from '../command-line/make-folder.ts'
import type { Database } from '../database/connection.ts'
import { formatReportingYear, parseReportingYear, type ReportingYear } from '../scheme/reporting-year.ts'
import { readAllFigures } from '../statistics/yearly-figures-store.ts'
import { type Letter, letterFileName } from './letter.ts'
import { type HeldLetter, makeLetters, type PreparedLetters, prepareLetters } from './letter-actions.ts'
import { letterDocument } from './letter-html.tsx'
import { letterText } from './letter-text.ts'

export const letterCommands: readonly Command[] = [
  {
    name: 'letters',
    summary: "Make a year's letters as PDF, web page and text, each verified against the record.",
    operands: 'YEAR',
    options: {
      authority: { type: 'string', value: 'NAME', summary: "make this authority's letter only" },
      out: { type: 'string', value: 'DIR', summary: 'folder to write to; otherwise ./letters' },
      workers: { type: 'string', value: 'N', summary: 'processes that typeset, 1 to 16; otherwise 2' },
      json: { type: 'boolean', summary: 'print the result as JSON' },
    },
    run: letters,
  },
]

async function letters({ operands, options, scheme, database, print, progress, signal }: Invocation) {
  const year = readYear(operands[0])
  const workerCount = readWorkerCount(options.workers)
  const name = typeof options.authority === 'string' ? options.authority : undefined
  const folder = resolve(typeof options.out === 'string' ? options.out : 'letters')
  const { database: connection } = await database()
  const slug = name === undefined ? undefined : await slugOf(connection, name)
  const prepared = await prepareLetters(connection, scheme, year, slug)
  if (!prepared.ok) throw new CommandError(prepared.reason)
  await refuseUncalculated(connection, year, prepared.facts)
  await openFolder(folder)
  const total = prepared.facts.length
  const whole = () => `${written} of ${total} letters are whole in ${folder}`
  let written = 0
  const underWay = new Set<Promise<void>>()
  const onLetter = async (letter: Letter, pdf: Uint8Array) => {
    const writing = writeLetter(folder, letter, year, pdf, signal)
    underWay.add(writing)
    await writing
    written += 1
    if (written % 50 === 0) progress(`${written} of ${total} letters made`)
  }
  const run = await makeLetters(prepared, scheme, { workerCount, signal, onLetter }).catch(async (error) => {
    // Letters that were being written beside the one that failed are counted too.
    await Promise.allSettled(underWay)
    throw error instanceof CommandError ? new CommandError(`${error.message} ${whole()}.`) : error
  })
  if (signal.aborted) throw new CommandError(`Stopped. ${whole()}; no other was begun.`, 130)
  const unusedBlocks = slug === undefined ? run.unusedBlocks : []
  if (options.json) {
    print(JSON.stringify({ folder, made: run.madeCount, held: run.held, unusedBlocks }))
  } else {
    for (const held of run.held) print(describeHeld(held))
    if (unusedBlocks.length > 0) print(`No letter used: ${unusedBlocks.join('; ')}.`)
    print(`${formatReportingYear(year)}: ${run.madeCount} made, ${run.held.length} held. Folder: ${folder}`)
  }
  if (run.madeCount === 0) throw new CommandError('No letter was made. Mend what holds them, then try again.')
}

function readYear(text = ''): ReportingYear {
  const year = parseReportingYear(text)
  if (year === undefined) throw new CommandError(`"${text}" is no reporting year; write it as 2023-24.`, 2)
  return year
}

function readWorkerCount(text: string | boolean | undefined): number {
  if (text === undefined) return 2
  const count = Number(text)
  if (Number.isInteger(count) && count >= 1 && count <= 16) return count
  throw new CommandError(`--workers takes a number from 1 to 16, not "${text}".`, 2)
}

async function slugOf(database: Database, name: string): Promise<string> {
  const names = authorityNames(await readAuthorities(database))
  const authority = findAuthority(names, name)
  if (!authority) throw new CommandError(`${name}: ${explainUnknown(names, name)}.`)
  return authority.slug
}

/** One sentence instead of every letter held for the same reason. */
async function refuseUncalculated(
  database: Database,
  year: ReportingYear,
  facts: Extract<PreparedLetters, { ok: true }>['facts'],
): Promise<void> {
  if (facts.some(({ figures }) => figures.figures.size > 0)) return
  // One authority may have come into a year that is calculated for the others.
  if ((await readAllFigures(database, year)).size > 0) return
  const name = formatReportingYear(year)
  throw new CommandError(`${name} is not calculated yet; run "upheld calculate ${name}".`)
}

async function openFolder(folder: string) {
  try {
    makeFolder(folder)
    await access(folder, constants.W_OK)
  } catch (error) {
    throw new CommandError(
      `Letters cannot be written to ${folder}: ${fileFault(error)}. Name another folder with --out.`,
    )
  }
}

/** Each file appears whole or not at all, and the PDF last: a letter whose PDF is there is complete. */
async function writeLetter(
  folder: string,
  letter: Letter,
  year: ReportingYear,
  pdf: Uint8Array,
  signal: AbortSignal,
) {
  const name = letterFileName(letter, formatReportingYear(year))
  const files: readonly [ending: string, content: string | Uint8Array][] = [
    ['txt', letterText(letter)],
    ['html', letterDocument(letter)],
    ['pdf', pdf],
  ]
  if (signal.aborted) return
  for (const [ending, content] of files) {
    const path = join(folder, `${name}.${ending}`)
    const unfinished = join(folder, `.${name}.${ending}.unfinished`)
    try {
      await writeFile(unfinished, content)
      await rename(unfinished, path)
    } catch (error) {
      await rm(unfinished, { force: true })
      throw new CommandError(
        `${path} cannot be written: ${fileFault(error)}. Put that right, or name another folder with --out.`,
      )
    }
  }
}

function describeHeld({ authority, problems }: HeldLetter): string {
  return `Held: ${authority}: ${problems.map(({ block, reason }) => `${block}: ${reason}`).join('; ')}`
}
