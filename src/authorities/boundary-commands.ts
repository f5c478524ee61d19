import { type Command, CommandError, type Invocation } from '../command-line/command.ts'
import { actingUser } from './acting-user.ts'
import { readOperandFile, refuseOperands, refuseWith } from './authority-commands.ts'
import { importBoundaries } from './boundary-actions.ts'
import { listBoundaries } from './boundary-store.ts'
import { readInstallation } from './installation-store.ts'

const json = { type: 'boolean', summary: 'print the result as JSON' } as const

export const boundaryCommands: readonly Command[] = [
  {
    name: 'boundaries',
    summary: 'List the boundaries there are for the map of areas.',
    operands: '',
    options: { json },
    run: list,
  },
  {
    name: 'boundaries import',
    summary: 'Bring in boundaries for the map of areas from a GeoJSON or TopoJSON file.',
    operands: 'FILE',
    options: {
      year: {
        type: 'string',
        value: 'YEAR',
        summary: 'the year they are of, where the file does not say it',
      },
      json,
    },
    run: bringIn,
  },
]

async function list(invocation: Invocation): Promise<void> {
  refuseOperands(invocation)
  const { database, options, print } = invocation
  const kept = await listBoundaries((await database()).database)
  if (options.json) {
    print(JSON.stringify(kept, null, 2))
    return
  }
  if (kept.length === 0) print('There are none; "upheld boundaries import FILE" brings them in.')
  for (const { layer, year, fileName } of kept) print(`${layer.padEnd(12)}  ${year}  from ${fileName}`)
}

async function bringIn(invocation: Invocation): Promise<void> {
  const { database, options, print, scheme } = invocation
  const { map } = scheme.site
  if (!map) throw new CommandError('This scheme has no map, and so no use for boundaries.')
  const year = yearOption(options.year)
  const file = await readOperandFile(invocation)
  const opened = await database()
  if ((await readInstallation(opened.database))?.isDemonstration) {
    throw new CommandError(
      'This is a demonstration: its councils are invented, and an invented figure is never shown on the area of a real one. A real installation ("upheld init") takes boundaries.',
    )
  }
  const result = await importBoundaries(opened.database, map.layers, file, year, actingUser())
  if (!result.ok) refuseWith(result.problems.map((problem) => `${file.name}: ${problem}`))
  if (options.json) {
    print(JSON.stringify({ sets: result.sets, skipped: result.skipped }))
    return
  }
  for (const { layer, year: of, areaCount, isReplaced } of result.sets) {
    print(`${layer}, ${of}: ${areaCount} areas${isReplaced ? ', in place of those there were' : ''}.`)
  }
  if (result.skipped.length > 0) print(`Not for the map, and left out: ${result.skipped.join(', ')}.`)
}

function yearOption(text: string | boolean | undefined): number | undefined {
  if (text === undefined) return undefined
  if (typeof text === 'string' && /^(?:19|20)\d\d$/.test(text)) return Number(text)
  throw new CommandError('Write the year the boundaries are of with four digits, as in --year 2023.', 2)
}
