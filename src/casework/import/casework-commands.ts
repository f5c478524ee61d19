import { closeSync, openSync, writeSync } from 'node:fs'
import { actingUser } from '../../authorities/acting-user.ts'
import { type Command, CommandError, type Invocation } from '../../command-line/command.ts'
import type { Database } from '../../database/connection.ts'
import { parseReportingYear, type ReportingYear } from '../../scheme/reporting-year.ts'
import type { NamedAuthority } from './authority-lookup.ts'
import { type CasePart, caseParts } from './case-column.ts'
import {
  authorityForImport,
  type CaseImport,
  type CaseImportResult,
  importCases,
} from './casework-import-actions.ts'
import { describeProblem, type ImportNotice, type ImportProblem } from './import-problem.ts'
import type { ImportFinding } from './totals-file.ts'
import { importTotals } from './totals-import-actions.ts'

const summaries: Readonly<Record<CasePart, string>> = {
  received: "Bring in a year's complaints received, case by case.",
  decided: "Bring in a year's decisions, case by case, with their recommendations.",
  compliance: 'Bring in whether recommendations were carried out, case by case.',
}

const json = { type: 'boolean', summary: 'print the result as JSON' } as const
export const problemsOption = {
  type: 'string',
  value: 'FILE',
  summary: 'write every problem to a CSV file',
} as const

/** Bringing cases and published totals in from files. */
export const caseworkCommands: readonly Command[] = [
  ...caseParts.map(
    (part): Command => ({
      name: `import ${part}`,
      summary: summaries[part],
      operands: 'FILE…',
      options: {
        authority: {
          type: 'string',
          value: 'AUTHORITY',
          summary: 'the files are about this authority alone',
        },
        year: { type: 'string', value: 'YEAR', summary: 'refuse rows outside this year, such as 2023-24' },
        problems: problemsOption,
        json,
      },
      run: (invocation) => runCaseImport(part, invocation),
    }),
  ),
  {
    name: 'import totals',
    summary: "Bring in a year's published tables, without the cases behind them.",
    operands: 'FILE…',
    options: {
      year: { type: 'string', value: 'YEAR', summary: 'the year of the tables, such as 2015-16 (needed)' },
      document: {
        type: 'string',
        value: 'TITLE',
        summary: 'title of the document they were published in (needed)',
      },
      problems: problemsOption,
      json,
    },
    run: runTotalsImport,
  },
]

async function runCaseImport(part: CasePart, invocation: Invocation): Promise<void> {
  const { operands, options, scheme, signal } = invocation
  refuseWithoutFiles(operands)
  const year = typeof options.year === 'string' ? yearNamed(options.year) : undefined
  const { database } = await invocation.database()
  const authority =
    typeof options.authority === 'string' ? await authorityNamed(database, options.authority) : undefined
  const report = new ProblemReport(invocation)
  try {
    const request: CaseImport = {
      scheme,
      part,
      files: operands,
      today: new Date().toISOString().slice(0, 10),
      actor: actingUser(),
      signal,
      onProblem: (problem) => report.add(problem),
      onProgress: (rowCount) => invocation.progress(`${count(rowCount)} rows read`),
      ...(authority ? { authority } : {}),
      ...(year === undefined ? {} : { year }),
    }
    const result = await importCases(database, request)
    if (!result.ok) report.refuse(result.notices)
    else if (options.json) invocation.print(JSON.stringify({ part, ...result }))
    else {
      printNotices(invocation, result.notices)
      for (const line of resultLines(part, result)) invocation.print(line)
    }
  } finally {
    report.close()
  }
}

function resultLines(part: CasePart, result: Extract<CaseImportResult, { ok: true }>): readonly string[] {
  const { rowCount, inserted, added, updated, unchanged, complete, missing, afterTheEnd } = result
  const lateCount = afterTheEnd.reduce((sum, { caseCount }) => sum + caseCount, 0)
  const ended = afterTheEnd.map(
    ({ authority, endedOn, caseCount }) => `${authority} (ended ${endedOn}) ${count(caseCount)}`,
  )
  return [
    `${many(rowCount, 'row')} read: ${many(inserted, 'new case')}, added to ${many(added, 'case')} on record, ${many(updated, 'case')} corrected, ${many(unchanged, 'case')} as before.`,
    ...(lateCount === 0
      ? []
      : [`Dated after the authority had ended, and kept: ${many(lateCount, 'case')}: ${ended.join('; ')}.`]),
    ...complete.map(
      ({ year, authorityCount }) =>
        `The ${part} cases of ${year} now count as complete for ${many(authorityCount, 'authority', 'authorities')}.`,
    ),
    ...missing.map(({ year, caseCount, references }) => {
      const more = caseCount > references.length ? ', …' : ''
      const verbs = caseCount === 1 ? ['is', 'it still counts'] : ['are', 'they still count']
      return `${many(caseCount, 'case')} on record for ${year} ${verbs[0]} not in what was read; ${verbs[1]}: ${references.join(', ')}${more}.`
    }),
    ...result.toCalculate.map((year) => `Calculate again: upheld calculate ${year}`),
  ]
}

async function runTotalsImport(invocation: Invocation): Promise<void> {
  const { operands, options, scheme, signal } = invocation
  refuseWithoutFiles(operands)
  if (typeof options.year !== 'string') {
    throw new CommandError('Say which year the tables are of, such as --year 2015-16.')
  }
  const year = yearNamed(options.year)
  const document = typeof options.document === 'string' ? options.document.trim() : ''
  if (document === '') {
    throw new CommandError(
      'Say where the tables were published, such as --document "Review of complaints 2015-16".',
    )
  }
  const { database } = await invocation.database()
  const report = new ProblemReport(invocation)
  try {
    const result = await importTotals(database, {
      scheme,
      files: operands,
      year,
      document,
      actor: actingUser(),
      signal,
    })
    if (!result.ok) {
      for (const problem of result.problems) report.add(problem)
      report.refuse(result.notices)
    } else if (options.json) invocation.print(JSON.stringify(result))
    else {
      printNotices(invocation, result.notices)
      for (const finding of result.findings) invocation.print(describeFinding(finding))
      invocation.print(
        `${many(result.rowCount, 'row')} of ${result.tables.join(', ')} read: ${many(result.inserted, 'new number')}, ${count(result.updated)} corrected, ${count(result.unchanged)} as before.`,
      )
    }
  } finally {
    report.close()
  }
}

const problemsShown = 50

/**
 * Shows problems as they come: the first fifty on the screen, all of them as JSON or in a file. Nothing is
 * gathered, since a file of a million rows may have a million problems.
 */
export class ProblemReport {
  readonly #invocation: Invocation
  readonly #file: string | undefined
  #handle: number | undefined
  #problemCount = 0

  constructor(invocation: Invocation) {
    this.#invocation = invocation
    const { problems } = invocation.options
    this.#file = typeof problems === 'string' ? problems : undefined
  }

  add(problem: ImportProblem) {
    const { options, print } = this.#invocation
    this.#problemCount += 1
    if (this.#file !== undefined) this.#write(this.#file, problem)
    if (options.json) {
      print(`${this.#problemCount === 1 ? '{"ok":false,"problems":[' : ','}${JSON.stringify(problem)}`)
    } else if (this.#problemCount <= problemsShown) {
      print(describeProblem(problem))
    }
  }

  refuse(notices: readonly ImportNotice[]): never {
    const { options, print } = this.#invocation
    const more = this.#problemCount - problemsShown
    if (options.json) {
      print(`],"problemCount":${this.#problemCount},"notices":${JSON.stringify(notices)}}`)
    } else {
      if (more > 0) {
        const where =
          this.#file === undefined ? '--problems FILE writes them all' : `all are in ${this.#file}`
        print(`and ${count(more)} more; ${where}`)
      }
      printNotices(this.#invocation, notices)
    }
    throw new CommandError(
      `${many(this.#problemCount, 'problem')} found; nothing was changed. Correct the files and import them again.`,
    )
  }

  close() {
    if (this.#handle !== undefined) closeSync(this.#handle)
  }

  #write(file: string, problem: ImportProblem) {
    if (this.#handle === undefined) {
      this.#handle = openForWriting(file)
      writeSync(this.#handle, 'File,Sheet,Row,Column,Value,Problem,What to do\r\n')
    }
    const { sheet = '', row = problem.line ?? '', column = '', value = '' } = problem
    const cells = [problem.file, sheet, String(row), column, value, problem.problem, problem.advice]
    writeSync(this.#handle, `${cells.map(csvCell).join(',')}\r\n`)
  }
}

function openForWriting(file: string): number {
  try {
    return openSync(file, 'w')
  } catch {
    throw new CommandError(
      `The problems cannot be written to ${file}. Name a file in a folder you may write to.`,
    )
  }
}

/** A cell that begins like a formula gets an apostrophe: the file is opened in a spreadsheet program. */
function csvCell(value: string): string {
  const harmless = /^[=+\-@\t]/.test(value) ? `'${value}` : value
  return `"${harmless.replaceAll('"', '""')}"`
}

export function refuseWithoutFiles(operands: readonly string[]) {
  if (operands.length === 0) throw new CommandError('Name the files to import.')
}

function yearNamed(text: string): ReportingYear {
  const year = parseReportingYear(text)
  if (year === undefined) throw new CommandError(`'${text}' is no year. Write it as 2023-24.`)
  return year
}

export async function authorityNamed(database: Database, text: string): Promise<NamedAuthority> {
  const found = await authorityForImport(database, text)
  if (found.kind === 'known') return found.authority
  if (found.kind === 'ambiguous') {
    throw new CommandError(`'${text}' may be ${found.names.join(' or ')}. Write the official name.`)
  }
  const nearest = found.nearest === undefined ? '' : ` The nearest known is ${found.nearest}.`
  throw new CommandError(`There is no authority '${text}'.${nearest} upheld authorities lists them.`)
}

function printNotices({ print }: Invocation, notices: readonly ImportNotice[]) {
  for (const { file, sheet, notice } of notices) {
    print(`${file}${sheet === undefined ? '' : `, sheet ${sheet}`}: ${notice}.`)
  }
}

function describeFinding({ file, sheet, row, column, value, finding }: ImportFinding): string {
  const place = [
    file,
    sheet === undefined ? undefined : `sheet ${sheet}`,
    row === undefined ? undefined : `row ${row}`,
    column,
    value === undefined ? undefined : `'${value}'`,
  ]
  return `Finding: ${place.filter((part) => part !== undefined).join(', ')}: ${finding}.`
}

function count(number: number): string {
  return number.toLocaleString('en-GB')
}

export function many(number: number, noun: string, plural = `${noun}s`): string {
  return `${count(number)} ${number === 1 ? noun : plural}`
}
