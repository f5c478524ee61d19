import { actingUser } from '../authorities/acting-user.ts'
import { readOperandFile, refuseWith } from '../authorities/authority-commands.ts'
import type { Command, Invocation } from '../command-line/command.ts'
import { setAdoptions } from './adoption/adoption-actions.ts'
import { setCode, type VersionChange } from './provisions/code-actions.ts'

const json = { type: 'boolean', summary: 'print the result as JSON' } as const

export const handlingCodeCommands: readonly Command[] = [
  {
    name: 'handling-code set',
    summary: 'Set what the Complaint Handling Code asks for, version by version, from a CSV file.',
    operands: 'FILE',
    options: { json },
    run: set,
  },
  {
    name: 'handling-code adoption',
    summary: 'Put on record who adopted the Code, since when, and who piloted it, from a CSV file.',
    operands: 'FILE',
    options: { json },
    run: adoption,
  },
]

async function set(invocation: Invocation): Promise<void> {
  const { scheme, database, options, print } = invocation
  const file = await readOperandFile(invocation)
  const result = await setCode((await database()).database, scheme, file, actingUser())
  if (!result.ok) refuseWith(result.problems)
  const { changes, unchangedCount } = result
  if (options.json) {
    print(JSON.stringify({ changes: changes.map(numbersOf), unchangedCount }))
    return
  }
  for (const change of changes) print(describeChange(change))
  if (unchangedCount > 0) print(`Versions as before: ${unchangedCount}.`)
}

/** What changed, by the numbers of the provisions. */
function numbersOf({ version, isNew, movedFrom, added, removed, changed }: VersionChange) {
  return {
    version,
    isNew,
    movedFrom,
    added: added.map(({ number }) => number),
    removed: removed.map(({ number }) => number),
    changed: changed.map(({ after }) => after.number),
  }
}

function describeChange(change: VersionChange): string {
  const { version, isNew, movedFrom, added, removed, changed } = numbersOf(change)
  if (isNew) return `Version ${version}: new, ${added.length} provisions.`
  const parts = [
    ...(movedFrom === null ? [] : [`no longer in force from ${movedFrom}`]),
    ...(added.length === 0 ? [] : [`added ${added.join(', ')}`]),
    ...(removed.length === 0 ? [] : [`removed ${removed.join(', ')}`]),
    ...(changed.length === 0 ? [] : [`changed ${changed.join(', ')}`]),
  ]
  return `Version ${version}: ${parts.join('; ')}.`
}

async function adoption(invocation: Invocation): Promise<void> {
  const { scheme, database, options, print } = invocation
  const file = await readOperandFile(invocation)
  const result = await setAdoptions((await database()).database, scheme, file, actingUser())
  if (!result.ok) refuseWith(result.problems)
  const { changedCount, unchangedCount } = result
  if (options.json) print(JSON.stringify({ changedCount, unchangedCount }))
  else print(`Adoption of the Code: ${changedCount} set, ${unchangedCount} as before.`)
}
