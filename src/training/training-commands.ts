import { actingUser } from '../authorities/acting-user.ts'
import { readOperandFile, refuseWith } from '../authorities/authority-commands.ts'
import type { Command, Invocation } from '../command-line/command.ts'
import { setTrainingTotals } from './training-actions.ts'

export const trainingCommands: readonly Command[] = [
  {
    name: 'training set',
    summary: "Set the Ombudsman's own training totals, which letters quote, from a CSV file.",
    operands: 'FILE',
    options: { json: { type: 'boolean', summary: 'print the result as JSON' } },
    run: set,
  },
]

async function set(invocation: Invocation): Promise<void> {
  const { database, scheme, options, print } = invocation
  const file = await readOperandFile(invocation)
  const opened = await database()
  const result = await setTrainingTotals(opened.database, scheme, file, actingUser())
  if (!result.ok) refuseWith(result.problems)
  const { changedCount, unchangedCount } = result
  if (options.json) print(JSON.stringify({ changedCount, unchangedCount }))
  else print(`Training totals: ${changedCount} set, ${unchangedCount} as before.`)
}
