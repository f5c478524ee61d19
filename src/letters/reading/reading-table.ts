import type { LetterReading } from './letter-reading.ts'

/** A reading as a table for people: one fact a line, and what was found at its end. */
export function readingTable(reading: LetterReading): string {
  const rows: readonly (readonly [string, string])[] = [
    ['authority', withKind(reading)],
    ['year ending', reading.yearEnding],
    ['letter date', reading.letterDate ?? notSaid],
    ['publication date', reading.publicationDate ?? notSaid],
    ['edition', reading.edition],
    ['addressee', [reading.addressee.name, reading.addressee.post].filter(Boolean).join(', ') || notSaid],
    ['delivery', reading.delivery ?? notSaid],
    ['signatory', reading.signatory ?? notSaid],
    ['complaints upheld', upheldWords(reading.upheld)],
    ['compliance', shareWords(reading.compliance)],
    ['satisfactory remedy', shareWords(reading.satisfactoryRemedy)],
    ['training', trainingWords(reading.training)],
    ['seminars', seminarWords(reading.seminars)],
    ...reading.findings.map((finding) => ['finding', finding] as const),
  ]
  const lines = rows.map(([name, value]) => `  ${name.padEnd(21)}${value}`)
  return [reading.file, ...lines, ''].join('\n')
}

const notSaid = 'not said'

function withKind({ authority, authorityKind }: LetterReading): string {
  return authorityKind === null ? authority : `${authority} (${authorityKind})`
}

function upheldWords(upheld: LetterReading['upheld']): string {
  const share = shareWords(upheld)
  if (upheld === null || upheld === 'nothing' || upheld.per100000 === null) return share
  const average = upheld.averagePer100000 === null ? '' : ` (average ${upheld.averagePer100000})`
  return `${share}; ${upheld.per100000} per 100,000${average}`
}

type Share = {
  readonly percent: number
  readonly averagePercent: number | null
  readonly count?: number | null
  readonly base: number | null
  readonly baseLabel: string | null
}

function shareWords(share: Share | 'nothing' | null): string {
  if (share === null) return notSaid
  if (share === 'nothing') return 'nothing to report'
  const average = share.averagePercent === null ? '' : ` (average ${share.averagePercent}%)`
  const base =
    share.base === null ? '' : `${share.base}${share.baseLabel === null ? '' : ` ${share.baseLabel}`}`
  const count = share.count == null ? '' : `${share.count}${base === '' ? '' : ' '}`
  return `${share.percent}%${average}${count || base ? `: ${count}${base && `of ${base}`}` : ''}`
}

function trainingWords(training: LetterReading['training']): string {
  if (training === null) return notSaid
  const { courses, moreThanLastYear: change, peopleMoreThan: people } = training
  const compared =
    change === null ? '' : ` (${change < 0 ? `${-change} fewer` : `${change} more`} than the year before)`
  return `${courses} courses${compared}${people === null ? '' : `, more than ${people} people`}`
}

function seminarWords(seminars: LetterReading['seminars']): string {
  return seminars === null
    ? notSaid
    : `${seminars.delegates} delegates from ${seminars.authorities} authorities`
}
