import { constants } from 'node:fs'
import { access, mkdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { type Command, CommandError, type Invocation } from '../command-line/command.ts'
import { formatReportingYear, parseReportingYear, type ReportingYear } from '../scheme/reporting-year.ts'
import { type Letter, letterFileName } from './letter.ts'
import { type HeldLetter, makeLetters, prepareLetters } from './letter-actions.ts'
import { letterDocument } from './letter-html.tsx'
import { letterText } from './letter-text.ts'

export const letterCommands: readonly Command[] = [
  {
    name: 'letters',
    summary: "Make a year's letters as PDF, web page and text, each verified against the record.",
    operands: 'YEAR',
    options: {
      authority: { type: 'string', value: 'SLUG', summary: "make this authority's letter only" },
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
  const slug = typeof options.authority === 'string' ? options.authority : undefined
  const folder = resolve(typeof options.out === 'string' ? options.out : 'letters')
  const { database: connection } = await database()
  const prepared = await prepareLetters(connection, scheme, year, slug)
  if (!prepared.ok) throw new CommandError(prepared.reason)
  await makeFolder(folder)
  const total = prepared.facts.length
  let written = 0
  const onLetter = async (letter: Letter, pdf: Uint8Array) => {
    await writeLetter(folder, letter, year, pdf, signal)
    written += 1
    if (written % 50 === 0) progress(`${written} of ${total} letters made`)
  }
  const run = await makeLetters(prepared, scheme, { workerCount, signal, onLetter })
  if (signal.aborted) {
    throw new CommandError(
      `Stopped. ${written} of ${total} letters are whole in ${folder}; no other was begun.`,
      130,
    )
  }
  const unusedBlocks = slug === undefined ? run.unusedBlocks : []
  if (options.json) {
    print(JSON.stringify({ folder, made: run.madeCount, held: run.held, unusedBlocks }))
    return
  }
  for (const held of run.held) print(describeHeld(held))
  if (unusedBlocks.length > 0) print(`No letter used: ${unusedBlocks.join('; ')}.`)
  print(`${formatReportingYear(year)}: ${run.madeCount} made, ${run.held.length} held. Folder: ${folder}`)
}

function readYear(text = ''): ReportingYear {
  const year = parseReportingYear(text)
  if (year === undefined) throw new CommandError(`"${text}" is no reporting year; write it as 2023-24.`)
  return year
}

function readWorkerCount(text: string | boolean | undefined): number {
  if (text === undefined) return 2
  const count = Number(text)
  if (Number.isInteger(count) && count >= 1 && count <= 16) return count
  throw new CommandError(`--workers takes a number from 1 to 16, not "${text}".`)
}

async function makeFolder(folder: string) {
  try {
    await mkdir(folder, { recursive: true })
    if (!(await stat(folder)).isDirectory()) throw new Error('it is no folder')
    await access(folder, constants.W_OK)
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new CommandError(`Letters cannot be written to ${folder} (${why}); name another folder with --out.`)
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
      const why = error instanceof Error ? error.message : String(error)
      throw new CommandError(
        `${path} cannot be written (${why}); make room, or name another folder with --out.`,
      )
    }
  }
}

function describeHeld({ authority, problems }: HeldLetter): string {
  return `Held: ${authority}: ${problems.map(({ block, reason }) => `${block}: ${reason}`).join('; ')}`
}
