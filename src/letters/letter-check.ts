import type { Letter, LetterRecord } from './letter.ts'
import type { LetterResult } from './reading/letter-reading.ts'

/** Where a finished letter, read as its recipient reads it, says something else than the record. */
export function differencesFromRecord(letter: Letter, result: LetterResult): readonly string[] {
  if (!result.ok) return [`the finished letter cannot be read: ${result.reason}`]
  const { reading } = result
  const { record } = letter
  const [addressee] = record.addressees
  const compared: readonly [name: string, printed: unknown, recorded: unknown][] = [
    ['authority', reading.authority, record.authority],
    ['last day of the year', reading.yearEnding, record.yearEnding],
    ['date', reading.letterDate, record.letterDate],
    ['day of reissue', result.reissuedOn, letter.reissue?.on ?? null],
    ['publication date', reading.publicationDate, record.publicationDate],
    ['name of the addressee', reading.addressee.name, addressee?.name],
    ['post of the addressee', reading.addressee.post, addressee?.post],
    ['signatory', reading.signatory, record.signatory],
    ...compareMeasure('complaints upheld', reading.upheld, record.upheld),
    ...compareMeasure('compliance', reading.compliance, record.compliance),
    ['cases complied', result.satisfiedCount, record.satisfiedCount],
    ...compareMeasure('satisfactory remedy', reading.satisfactoryRemedy, record.satisfactoryRemedy),
    ['training courses', reading.training?.courses ?? null, record.training?.courses ?? null],
    ['people trained', reading.training?.peopleMoreThan ?? null, record.training?.peopleMoreThan ?? null],
    ['delegates', reading.seminars?.delegates ?? null, record.seminars?.delegates ?? null],
    ['authorities at seminars', reading.seminars?.authorities ?? null, record.seminars?.authorities ?? null],
  ]
  return compared
    .filter(([, printed, recorded]) => printed !== recorded)
    .map(
      ([name, printed, recorded]) =>
        `${name}: the finished letter says ${say(printed)}, the record ${say(recorded)}`,
    )
}

type PrintedMeasure = Readonly<Record<string, number | string | null>> | 'nothing' | null

function compareMeasure(
  name: string,
  printed: PrintedMeasure,
  recorded: LetterRecord['upheld' | 'compliance' | 'satisfactoryRemedy'],
): [string, unknown, unknown][] {
  if (recorded === 'nothing' || printed === 'nothing' || printed === null) return [[name, printed, recorded]]
  return Object.entries(recorded).map(([key, value]) => [`${name}, ${key}`, printed[key], value])
}

function say(value: unknown): string {
  if (value === null || value === undefined) return 'nothing about it'
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
