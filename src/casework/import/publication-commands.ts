import { actingUser } from '../../authorities/acting-user.ts'
import { type Command, CommandError, type Invocation } from '../../command-line/command.ts'
import type { Database } from '../../database/connection.ts'
import { readCaseReference } from '../case-reference.ts'
import { importStatements, withdrawStatement } from '../decision-statement-actions.ts'
import { importReports } from '../public-report-actions.ts'
import {
  authorityNamed,
  many,
  ProblemReport,
  problemsOption,
  refuseWithoutFiles,
} from './casework-commands.ts'
import type { LineImport, LineImportResult } from './line-import-actions.ts'

const json = { type: 'boolean', summary: 'print the result as JSON' } as const

/** Bringing in what is published of cases, and taking it down. */
export const publicationCommands: readonly Command[] = [
  {
    name: 'import statements',
    summary: 'Bring in the statements of decisions to publish, with what was promised and kept.',
    operands: 'FILE…',
    options: { problems: problemsOption, json },
    run: (invocation) => runLineImport(invocation, importStatements, 'statement'),
  },
  {
    name: 'import reports',
    summary: 'Bring in public reports.',
    operands: 'FILE…',
    options: { problems: problemsOption, json },
    run: (invocation) => runLineImport(invocation, importReports, 'report'),
  },
  {
    name: 'decisions withdraw',
    summary: 'Take a published decision down; that it was there, and the reason, stay.',
    operands: 'AUTHORITY REFERENCE',
    options: {
      reason: { type: 'string', value: 'TEXT', summary: 'why, for everybody to read (needed)' },
    },
    run: runWithdrawal,
  },
]

async function runLineImport(
  invocation: Invocation,
  importFiles: (database: Database, request: LineImport) => Promise<LineImportResult>,
  noun: string,
): Promise<void> {
  const { operands, options, scheme, signal, print, progress } = invocation
  refuseWithoutFiles(operands)
  const { database } = await invocation.database()
  const report = new ProblemReport(invocation)
  try {
    const result = await importFiles(database, {
      scheme,
      files: operands,
      actor: actingUser(),
      signal,
      onProblem: (problem) => report.add(problem),
      onProgress: (lineCount) => progress(`${lineCount.toLocaleString('en-GB')} lines read`),
    })
    if (!result.ok) report.refuse([])
    else if (options.json) print(JSON.stringify(result))
    else {
      const { lineCount, inserted, updated, unchanged } = result
      const counts = `${many(inserted, `new ${noun}`)}, ${many(updated, noun)} changed, ${many(unchanged, noun)} as before`
      print(`${many(lineCount, 'line')} read: ${counts}.`)
    }
  } finally {
    report.close()
  }
}

async function runWithdrawal(invocation: Invocation): Promise<void> {
  const { operands, options, print } = invocation
  const [authorityText, referenceText, ...rest] = operands
  if (authorityText === undefined || referenceText === undefined || rest.length > 0) {
    throw new CommandError(
      'Name the authority and the reference: upheld decisions withdraw exampleton "23 001 234".',
    )
  }
  const reference = readCaseReference(referenceText)
  if (reference === undefined) {
    throw new CommandError(`'${referenceText}' is no reference. It has eight digits: 23 001 234.`)
  }
  const reason = typeof options.reason === 'string' ? options.reason.trim() : ''
  if (reason === '' || reason.length > 1_000) {
    throw new CommandError(
      'Say why with --reason, in up to 1,000 characters. Everybody can read it, so it must name no person.',
    )
  }
  const { database } = await invocation.database()
  const authority = await authorityNamed(database, authorityText)
  const result = await withdrawStatement(database, {
    authority: authority.slug,
    reference,
    reason,
    actor: actingUser(),
  })
  if (result.ok) {
    print(`${authority.officialName}, ${reference}: taken down. The reason stands in its place.`)
  } else if (result.problem === 'withdrawn') {
    throw new CommandError(`It was taken down on ${result.on} already: ${result.reason}`)
  } else {
    throw new CommandError(
      `No decision ${reference} of ${authority.officialName} is published or waits to be. upheld import statements brings decisions in.`,
    )
  }
}
