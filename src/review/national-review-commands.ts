import { readFile } from 'node:fs/promises'
import { type Command, CommandError } from '../command-line/command.ts'
import { printMoment } from '../scheme/printed-dates.ts'
import { formatReportingYear, parseReportingYear } from '../scheme/reporting-year.ts'
import { writeNationalReview } from './national-review-actions.ts'

const reviewCommand: Command = {
  name: 'review',
  summary: 'Publish the review of a year with its foreword, or write the foreword anew.',
  operands: 'YEAR',
  options: {
    foreword: { type: 'string', value: 'FILE', summary: 'plain text, its paragraphs parted by empty lines' },
    publish: {
      type: 'string',
      value: 'MOMENT',
      summary: 'when it becomes public, as 2024-07-24T09:30:00+01:00; at first the moment of the cycle',
    },
  },
  async run({ operands, options, scheme, database, print }) {
    const [text, ...others] = operands
    const year = text === undefined ? undefined : parseReportingYear(text)
    if (year === undefined || others.length > 0 || typeof options.foreword !== 'string') {
      throw new CommandError(
        'Give one year and its foreword: upheld review 2023-24 --foreword foreword.txt',
        2,
      )
    }
    const foreword = await readForeword(options.foreword)
    const publishedAt = typeof options.publish === 'string' ? readMoment(options.publish) : undefined
    const opened = await database()
    const change = await writeNationalReview(opened.database, year, {
      actor: 'upheld review',
      foreword,
      publishedAt,
    })
    if (!change.ok) throw new CommandError(change.reason)
    print(
      `Year in review ${formatReportingYear(year)}: foreword ${change.isNew ? 'kept' : 'changed'}, ` +
        `public from ${printMoment(scheme, change.publishedAt)}, once the year's figures are.`,
    )
  },
}

async function readForeword(file: string): Promise<string> {
  const bytes = await readFile(file).catch(() => {
    throw new CommandError(`${file} cannot be read; check its name.`)
  })
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new CommandError(`${file} is no plain text in UTF-8. Save the foreword as a plain text file.`)
  }
}

/** A moment with its time zone, so that it is the same for everybody. */
function readMoment(text: string): Date {
  const moment = new Date(text)
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)$/.test(text) || Number.isNaN(moment.getTime())) {
    throw new CommandError(
      `"${text}" is no moment; write it with its time zone, as 2024-07-24T09:30:00+01:00.`,
      2,
    )
  }
  return moment
}

export const nationalReviewCommands: readonly Command[] = [reviewCommand]
