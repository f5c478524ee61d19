import { actingUser } from '../authorities/acting-user.ts'
import { readOperandFile, refuseOperands, refuseWith } from '../authorities/authority-commands.ts'
import { readRegister } from '../authorities/register-files.ts'
import { type Command, CommandError, type Invocation } from '../command-line/command.ts'
import { formatReportingYear, parseReportingYear, type ReportingYear } from '../scheme/reporting-year.ts'
import { readCycleFile } from './cycle.ts'
import { setCycle, setCycleMembers } from './cycle-actions.ts'
import { findCycle, readCycleAuthorities, readCycles } from './cycle-store.ts'

const json = { type: 'boolean', summary: 'print the result as JSON' } as const

export const cycleCommands: readonly Command[] = [
  {
    name: 'cycle set',
    summary: "Set one year's cycle from a JSON file: edition, dates, population, contacts and signatory.",
    operands: 'FILE',
    options: { json },
    run: set,
  },
  {
    name: 'cycle members',
    summary: 'Say as what authorities take part in a year, from a CSV file; without one, list them.',
    operands: 'YEAR [FILE]',
    options: { json },
    run: setMembers,
  },
  {
    name: 'cycle list',
    summary: 'List the cycles: edition, dates, population and number of members.',
    operands: '',
    options: { json },
    run: list,
  },
]

async function set(invocation: Invocation): Promise<void> {
  const { database, scheme, options, print } = invocation
  const file = await readOperandFile(invocation)
  const reading = readCycleFile(file.content)
  if (!reading.ok) refuseWith(reading.problems.map((problem) => `${file.name}: ${problem}`))
  const { membership } = readRegister()
  const opened = await database()
  const result = await setCycle(opened.database, scheme, reading.cycle, membership, actingUser())
  if (!result.ok) refuseWith(result.problems.map((problem) => `${file.name}: ${problem}`))
  const withoutPlace = result.withoutPlace.map(({ slug }) => slug)
  if (options.json) {
    const { isNew, isChanged, memberCount } = result
    print(JSON.stringify({ isNew, isChanged, memberCount, withoutPlace }))
    return
  }
  const year = formatReportingYear(reading.cycle.year)
  const done = result.isNew ? 'added' : result.isChanged ? 'changed' : 'as before'
  print(`Cycle ${year} ${done}: ${result.memberCount} authorities take part.`)
  if (withoutPlace.length > 0) {
    print(`Without a place in it: ${withoutPlace.join(', ')}. Give them one with "upheld cycle members".`)
  }
}

async function setMembers(invocation: Invocation): Promise<void> {
  const { database, scheme, options, operands, print } = invocation
  const [yearText = '', ...rest] = operands
  const year = parseReportingYear(yearText)
  if (year === undefined) throw new CommandError(`"${yearText}" is no year; write it as 2023-24.`, 2)
  if (rest.length === 0) return listMembers(invocation, year)
  const file = await readOperandFile({ ...invocation, operands: rest })
  const opened = await database()
  const result = await setCycleMembers(opened.database, scheme, year, file, actingUser())
  if (!result.ok) refuseWith(result.problems)
  const { changedCount, unchangedCount } = result
  if (options.json) print(JSON.stringify({ changedCount, unchangedCount }))
  else print(`Members of ${yearText}: ${changedCount} set, ${unchangedCount} as before.`)
}

async function listMembers(invocation: Invocation, year: ReportingYear): Promise<void> {
  const { database, options, print } = invocation
  const opened = await database()
  if ((await findCycle(opened.database, year)) === undefined) {
    throw new CommandError(
      `There is no cycle ${formatReportingYear(year)}; set it first with "upheld cycle set FILE".`,
    )
  }
  const members = (await readCycleAuthorities(opened.database, year)).map(({ id, ...member }) => member)
  if (options.json) {
    print(JSON.stringify(members, null, 2))
    return
  }
  const width = Math.max(0, ...members.map(({ slug }) => slug.length))
  for (const { slug, isCouncil, getsLetter, isOnMap, comparisonGroup } of members) {
    const parts = [
      comparisonGroup ?? 'no group',
      isCouncil ? 'council' : 'no council',
      getsLetter ? 'gets a letter' : 'no letter',
      isOnMap ? 'on the map' : 'not on the map',
    ]
    print(`${slug.padEnd(width)}  ${parts.join(', ')}`)
  }
  const count = members.length === 1 ? '1 authority takes' : `${members.length} authorities take`
  print(`${count} part in ${formatReportingYear(year)}.`)
}

async function list(invocation: Invocation): Promise<void> {
  refuseOperands(invocation)
  const { database, options, print } = invocation
  const opened = await database()
  const cycles = await readCycles(opened.database)
  const counted = await Promise.all(
    cycles.map(async (cycle) => ({
      ...cycle,
      year: formatReportingYear(cycle.year),
      memberCount: (await readCycleAuthorities(opened.database, cycle.year)).length,
    })),
  )
  if (options.json) {
    print(JSON.stringify(counted, null, 2))
    return
  }
  if (counted.length === 0) print('There is no cycle yet; "upheld cycle set FILE" sets one.')
  for (const { year, edition, letterDate, publishedAt, population, memberCount } of counted) {
    const estimate =
      population === null ? 'no population' : `population ${population.year} as in ${population.release}`
    print(
      `${year}  ${edition === null ? 'no letters' : `edition ${edition}`}  letters ${letterDate}  published ${publishedAt.toISOString()}  ${estimate}  ${memberCount} authorities`,
    )
  }
}
