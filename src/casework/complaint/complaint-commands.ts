import { actingUser } from '../../authorities/acting-user.ts'
import { type Command, CommandError, type Invocation } from '../../command-line/command.ts'
import { printDate } from '../../scheme/printed-dates.ts'
import { formatReportingYear, parseReportingYear } from '../../scheme/reporting-year.ts'
import { many } from '../import/casework-commands.ts'
import { noteWholeYear } from './coverage-actions.ts'
import { keepNoLonger } from './retention-actions.ts'

/** What is done by command about casework that is done here. */
export const complaintCommands: readonly Command[] = [
  {
    name: 'casework complete',
    summary: 'Say that every case of a year is on record here, for all authorities of its cycle.',
    operands: 'YEAR',
    options: {},
    run: runComplete,
  },
  {
    name: 'casework retention',
    summary: 'Remove who complained where the period of retention has ended, and say how many.',
    operands: '',
    options: { json: { type: 'boolean', summary: 'print the result as JSON' } },
    run: runRetention,
  },
]

async function runComplete({ operands, database, print }: Invocation): Promise<void> {
  const year = parseReportingYear(operands[0] ?? '')
  if (year === undefined || operands.length > 1) {
    throw new CommandError('Name one year, such as upheld casework complete 2024-25.', 2)
  }
  const noted = await noteWholeYear((await database()).database, year, actingUser())
  if (!noted.ok) throw new CommandError(noted.reason)
  const name = formatReportingYear(year)
  print(
    noted.authorityCount === 0
      ? `The cases of ${name} counted as complete before. Nothing was changed.`
      : `The cases of ${name} now count as complete for ${many(noted.authorityCount, 'authority', 'authorities')}. Calculate again: upheld calculate ${name}`,
  )
}

async function runRetention({ operands, options, scheme, database, print }: Invocation): Promise<void> {
  if (operands.length > 0) throw new CommandError('"upheld casework retention" takes no further words.', 2)
  const { day, removed, wasDone } = await keepNoLonger((await database()).database, scheme, actingUser())
  if (options.json === true) {
    print(JSON.stringify({ day, removed, wasDone }))
    return
  }
  const who = many(removed.complainants, 'complainant')
  print(
    wasDone
      ? `On ${printDate(day)} this was done before: ${who} removed. Nothing more was removed now.`
      : `${printDate(day)}: ${who} removed. They are kept for ${scheme.casework.complainantKeptForMonths} months after a case is closed and its last agreed action settled.`,
  )
}
