import type { Command, Invocation } from '../command-line/command.ts'
import { withNoun } from '../scheme/count-noun.ts'
import { actingUser } from './acting-user.ts'
import { readOperandFile, refuseOperands, refuseWith } from './authority-commands.ts'
import { readBankHolidays } from './authority-store.ts'
import { setBankHolidays } from './bank-holiday-actions.ts'

const json = { type: 'boolean', summary: 'print the result as JSON' } as const

export const bankHolidayCommands: readonly Command[] = [
  {
    name: 'bank-holidays',
    summary: 'List the bank holidays on record, without which no working days are counted.',
    operands: '',
    options: { json },
    run: list,
  },
  {
    name: 'bank-holidays set',
    summary: 'Set the bank holidays of the years in a CSV file with the columns date and name.',
    operands: 'FILE',
    options: { json },
    run: set,
  },
]

async function list(invocation: Invocation): Promise<void> {
  refuseOperands(invocation)
  const { database, options, print } = invocation
  const opened = await database()
  const holidays = await readBankHolidays(opened.database)
  if (options.json) print(JSON.stringify(holidays))
  else for (const { date, name } of holidays) print(`${date}  ${name}`)
}

async function set(invocation: Invocation): Promise<void> {
  const { database, scheme, options, print } = invocation
  const file = await readOperandFile(invocation)
  const opened = await database()
  const result = await setBankHolidays(opened.database, scheme, file, actingUser())
  if (!result.ok) refuseWith(result.problems)
  const { changedYears, unchangedCount } = result
  if (options.json) print(JSON.stringify({ changedYears, unchangedCount }))
  else {
    const set = changedYears.length === 0 ? 'none' : changedYears.join(', ')
    print(`Bank holidays: ${set} set; ${withNoun(unchangedCount, { one: 'year', many: 'years' })} as before.`)
  }
}
