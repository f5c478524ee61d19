import { actingUser } from '../authorities/acting-user.ts'
import { readOperandFile } from '../authorities/authority-commands.ts'
import { type Command, CommandError, type Invocation } from '../command-line/command.ts'
import { formatReportingYear, parseReportingYear, type ReportingYear } from '../scheme/reporting-year.ts'
import { changeParagraph, type ParagraphStep } from './bespoke-paragraph-actions.ts'

export const bespokeParagraphCommands: readonly Command[] = [
  {
    name: 'paragraph write',
    summary: "Write a text for one authority's letter, from a file; somebody else has to approve it.",
    operands: 'AUTHORITY YEAR FILE',
    options: {},
    run: async (invocation) => {
      const [authority, year, ...files] = invocation.operands
      const { content } = await readOperandFile({ ...invocation, operands: files })
      await change(invocation, authority, year, { kind: 'write', text: readText(content) })
    },
  },
  {
    name: 'paragraph approve',
    summary: "Approve the text of one authority's letter, which somebody else wrote.",
    operands: 'AUTHORITY YEAR',
    options: {},
    run: (invocation) => changeAs(invocation, { kind: 'approve' }),
  },
  {
    name: 'paragraph remove',
    summary: "Take away the text of one authority's letter.",
    operands: 'AUTHORITY YEAR',
    options: {},
    run: (invocation) => changeAs(invocation, { kind: 'remove' }),
  },
]

const done = {
  write: 'It waits for approval:',
  approve: 'It is approved:',
  remove: 'It is removed.',
} as const

function changeAs(invocation: Invocation, step: ParagraphStep): Promise<void> {
  const [authority, year, ...others] = invocation.operands
  if (others.length > 0) throw new CommandError('Name one authority and one year only.', 2)
  return change(invocation, authority, year, step)
}

async function change(
  { database, print }: Invocation,
  authority: string | undefined,
  yearText: string | undefined,
  step: ParagraphStep,
): Promise<void> {
  if (authority === undefined) throw new CommandError('Name the authority, such as bassetlaw.', 2)
  const year = readYear(yearText)
  const change = await changeParagraph((await database()).database, authority, year, step, actingUser())
  if (!change.ok) throw new CommandError(change.reason)
  print(`${change.authority}, ${formatReportingYear(year)}. ${done[step.kind]}`)
  if (change.text !== null) print(change.text)
}

function readYear(text = ''): ReportingYear {
  const year = parseReportingYear(text)
  if (year === undefined) throw new CommandError(`"${text}" is no reporting year; write it as 2023-24.`)
  return year
}

function readText(content: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content)
  } catch {
    throw new CommandError('The file is no plain text in UTF-8. Save the text as a plain text file.')
  }
}
