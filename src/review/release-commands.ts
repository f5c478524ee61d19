import { type Command, CommandError } from '../command-line/command.ts'
import { printMoment } from '../scheme/printed-dates.ts'
import { formatReportingYear, parseReportingYear } from '../scheme/reporting-year.ts'
import { releaseYear } from './release-actions.ts'

const releaseCommand: Command = {
  name: 'release',
  summary: "Freeze a year's figures and letters, to be public at the moment set for it.",
  operands: 'YEAR',
  options: {
    reason: { type: 'string', value: 'TEXT', summary: 'what a later release corrects; the public reads it' },
    json: { type: 'boolean', summary: 'print the result as JSON' },
  },
  async run({ operands, options, scheme, database, print }) {
    const [text, ...others] = operands
    const year = text === undefined ? undefined : parseReportingYear(text)
    if (year === undefined || others.length > 0) {
      throw new CommandError('Give one year, written like 2023-24: upheld release 2023-24', 2)
    }
    const reason = typeof options.reason === 'string' ? options.reason.trim() : null
    if (reason === '') throw new CommandError('--reason is empty; say what this release corrects.', 2)
    const opened = await database()
    const release = await releaseYear(opened.database, scheme, year, { actor: 'upheld release', reason })
    if (!release.ok) throw new CommandError(release.reason)
    if (options.json) return print(JSON.stringify(release))
    const { revision, publishedAt, letterCount, held } = release
    print(
      `${formatReportingYear(year)}, revision ${revision}: public from ${printMoment(scheme, publishedAt)}; ` +
        `${letterCount} letters kept, ${held.length} held.`,
    )
    for (const { authority, problems } of held) {
      print(`  ${authority}: ${problems.map((problem) => problem.reason).join(' ')}`)
    }
  },
}

export const releaseCommands: readonly Command[] = [releaseCommand]
