import { type Command, CommandError } from '../command-line/command.ts'
import type { Database } from '../database/connection.ts'
import { printMoment } from '../scheme/printed-dates.ts'
import { formatReportingYear, parseReportingYear, type ReportingYear } from '../scheme/reporting-year.ts'
import type { Scheme } from '../scheme/scheme.ts'
import { deskAddresses } from '../web/desk-addresses.ts'
import { releaseYear } from './release-actions.ts'
import { readStanding } from './review-standing-store.ts'

const releaseCommand: Command = {
  name: 'release',
  summary: 'Seal and publish a past year that was published elsewhere before.',
  operands: 'YEAR',
  options: { json: { type: 'boolean', summary: 'print the result as JSON' } },
  async run({ operands, options, scheme, database, print }) {
    const [text, ...others] = operands
    const year = text === undefined ? undefined : parseReportingYear(text)
    if (year === undefined || others.length > 0) {
      throw new CommandError('Give one year, written like 2023-24: upheld release 2023-24', 2)
    }
    const opened = (await database()).database
    const refusal = await reviewRefusal(opened, scheme, year)
    if (refusal !== undefined) throw new CommandError(refusal)
    const release = await releaseYear(opened, scheme, year, { actor: 'upheld release', reason: null })
    if (!release.ok) throw new CommandError(release.reason)
    if (options.json) return print(JSON.stringify(release))
    const { revision, publishedAt, letterCount, held } = release
    print(
      `${formatReportingYear(year)}, revision ${revision}: public since ${printMoment(scheme, publishedAt)}; ` +
        `${letterCount} letters kept, ${held.length} held.`,
    )
    for (const { authority, problems } of held) {
      print(`  ${authority}: ${problems.map((problem) => problem.reason).join(' ')}`)
    }
  },
}

/** What people still wait for, and what they have read already, takes several people and is done at the desk. */
async function reviewRefusal(
  database: Database,
  scheme: Scheme,
  year: ReportingYear,
): Promise<string | undefined> {
  const standing = await readStanding(database, year)
  if (!standing) return undefined
  const { cycle, revisions, now } = standing
  const name = formatReportingYear(year)
  const desk = deskAddresses.review(year)
  if (revisions.some(({ sealedAt }) => sealedAt !== null)) {
    return `${name} is sealed already. What was wrong in it is corrected in the open, by several people, at the desk: ${desk}`
  }
  const isUnderReview = revisions.some(({ steps }) =>
    steps.some(({ stage }) => stage === 'checked' || stage === 'approved'),
  )
  if (isUnderReview) {
    return `${name} is under review, and nothing goes past that: it is approved by two people, sealed and sent at the desk: ${desk}`
  }
  if (cycle.publishedAt > now) {
    return (
      `The moment of ${name}, ${printMoment(scheme, cycle.publishedAt)}, is still to come. A year is checked, approved ` +
      `by two people, sealed and sent at the desk: ${desk}`
    )
  }
  return undefined
}

export const releaseCommands: readonly Command[] = [releaseCommand]
