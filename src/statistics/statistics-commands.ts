import { actingUser } from '../authorities/acting-user.ts'
import { authorityNames, explainUnknown, findAuthority } from '../authorities/authority-name-search.ts'
import { readAuthorities } from '../authorities/authority-store.ts'
import { type Command, CommandError, type Invocation } from '../command-line/command.ts'
import type { Database } from '../database/connection.ts'
import { formatReportingYear, parseReportingYear, type ReportingYear } from '../scheme/reporting-year.ts'
import type { Measure, Scheme } from '../scheme/scheme.ts'
import { readFigureCases } from './counted-set-store.ts'
import { explainFigure, explanationLines, outdatedNotice } from './figure-explanation.ts'
import { findings } from './figure-findings-store.ts'
import { areFiguresOutdated, type CalculatedYear, calculateYears } from './yearly-figures-actions.ts'
import { readYearlyFigures, readYearsWithCycle } from './yearly-figures-store.ts'

const json = { type: 'boolean', summary: 'print the result as JSON' } as const

export const statisticsCommands: readonly Command[] = [
  {
    name: 'calculate',
    summary: "Calculate every authority's figures of one or more years from the cases.",
    operands: 'YEAR…',
    options: { all: { type: 'boolean', summary: 'every year that has a cycle' }, json },
    run: calculate,
  },
  {
    name: 'explain',
    summary: 'Show how one figure was made: definition, base, cases, interval, comparison.',
    operands: 'AUTHORITY YEAR MEASURE',
    options: { json },
    run: explain,
  },
  {
    name: 'findings',
    summary: 'List where published numbers of a year differ from those calculated.',
    operands: 'YEAR',
    options: { json },
    run: listFindings,
  },
]

async function calculate({
  operands,
  options,
  scheme,
  database,
  print,
  progress,
  signal,
}: Invocation): Promise<void> {
  if (operands.length === 0 && !options.all) {
    throw new CommandError('Name the years to calculate, such as 2023-24, or give --all.', 2)
  }
  if (operands.length > 0 && options.all) throw new CommandError('Give either years or --all, not both.', 2)
  const namedYears = operands.map(yearOf)
  const opened = await database()
  const years = options.all ? await readYearsWithCycle(opened.database) : namedYears
  if (years.length === 0) throw new CommandError('There is no cycle yet; set one up with "upheld cycle set".')
  progress(`Calculating ${years.map(formatReportingYear).join(', ')} …`)
  const calculation = await calculateYears(opened.database, scheme, years, signal, actingUser())
  if (!calculation.ok) throw new CommandError(calculation.problems.join('\n'))
  if (options.json) {
    print(
      JSON.stringify(calculation.years.map((year) => ({ ...year, year: formatReportingYear(year.year) }))),
    )
    return
  }
  for (const year of calculation.years) for (const line of summaryLines(year)) print(line)
}

function summaryLines({ year, authorityCount, figureCounts, withoutPopulation }: CalculatedYear): string[] {
  const counts = `${figureCounts.calculated} figures, ${figureCounts['nothing-to-report']} with nothing to report, ${figureCounts['not-calculated']} not calculated`
  const line = `${formatReportingYear(year)}: ${authorityCount} authorities, ${counts}.`
  if (withoutPopulation.length === 0) return [line]
  return [
    line,
    `  No population, so no rate and no part in the group's rate: ${withoutPopulation.join(', ')}.`,
  ]
}

async function explain({ operands, options, scheme, database, print }: Invocation): Promise<void> {
  const [authorityText, yearText, measureText, ...others] = operands
  if (
    authorityText === undefined ||
    yearText === undefined ||
    measureText === undefined ||
    others.length > 0
  ) {
    throw new CommandError(
      `Name an authority, a year and a measure: upheld explain bassetlaw 2023-24 ${scheme.site.largeMeasures[0].measure}. ${measureList(scheme)}`,
      2,
    )
  }
  const year = yearOf(yearText)
  const measure = measureNamed(scheme, measureText)
  const opened = await database()
  const names = authorityNames(await readAuthorities(opened.database))
  const authority = findAuthority(names, authorityText)
  if (!authority) throw new CommandError(`${authorityText}: ${explainUnknown(names, authorityText)}.`)
  const figures = await readYearlyFigures(opened.database, authority.id, year)
  if (!figures) throw new CommandError(await whyNotCalculated(opened.database, authority.officialName, year))
  const cases = await readFigureCases(opened.database, measure, authority.id, year)
  const explanation = explainFigure(scheme, measure, authority, figures, cases)
  const outdated = (await areFiguresOutdated(opened.database, scheme, year)) ? outdatedNotice(year) : null
  if (options.json) {
    print(JSON.stringify({ ...explanation, outdated }))
    return
  }
  if (outdated !== null) print(outdated)
  for (const line of explanationLines(explanation)) print(line)
}

async function whyNotCalculated(database: Database, name: string, year: ReportingYear): Promise<string> {
  const years = await readYearsWithCycle(database)
  const text = formatReportingYear(year)
  if (years.includes(year)) {
    return `${name} has no figures for ${text}; calculate them with "upheld calculate ${text}".`
  }
  const known =
    years.length === 0 ? 'there is none yet' : `there are ${years.map(formatReportingYear).join(', ')}`
  return `${text} has no cycle; ${known}.`
}

async function listFindings({ operands, options, scheme, database, print }: Invocation): Promise<void> {
  const [yearText, ...others] = operands
  if (yearText === undefined || others.length > 0)
    throw new CommandError('Name one year, such as 2023-24.', 2)
  const year = yearOf(yearText)
  const opened = await database()
  if (!(await readYearsWithCycle(opened.database)).includes(year)) {
    throw new CommandError(`${yearText} has no cycle; set one up before looking for findings.`)
  }
  const found = await findings(opened.database, scheme, year)
  if (options.json) print(JSON.stringify(found))
  else if (found.length === 0) print(`No published number of ${yearText} differs from those calculated.`)
  else for (const finding of found) print(finding)
}

function yearOf(text: string): ReportingYear {
  const year = parseReportingYear(text)
  if (year === undefined) throw new CommandError(`"${text}" is no year; write it as 2023-24.`, 2)
  return year
}

function measureNamed(scheme: Scheme, text: string): Measure {
  const measure = scheme.measures.find(({ code }) => code === text)
  if (!measure) throw new CommandError(`"${text}" is no measure. ${measureList(scheme)}`)
  return measure
}

function measureList(scheme: Scheme): string {
  return `Measures: ${scheme.measures.map(({ code }) => code).join(', ')}.`
}
